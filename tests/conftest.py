"""What every test stands on: the shared documents, a user folder of its own, repeatable property tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
HOMES = count()

settings.register_profile("ci", derandomize=True, max_examples=60, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def gouji_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The user's data folder for this test alone; it is not there until the program makes it."""
    home = tmp_path_factory.getbasetemp() / f"gouji-home-{next(HOMES)}"
    before = os.environ.get("GOUJI_HOME")
    os.environ["GOUJI_HOME"] = str(home)
    yield home
    if before is None:
        del os.environ["GOUJI_HOME"]
    else:
        os.environ["GOUJI_HOME"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared documents (GOUJI_CORPUS); the test is skipped where there is none."""
    folder = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"the shared documents are not at {folder} (GOUJI_CORPUS)")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The five documents the project started from."""
    return shared / "seeds"


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """Real published reports."""
    return shared / "corpus"
