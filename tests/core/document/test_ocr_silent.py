"""What the engine of OCR must not do: report to its makers, as some releases do, or use the memory up."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.document.ocr import is_available
from core.worker import Worker

if not is_available():
    pytest.skip("the extra gouji[ocr] is not installed", allow_module_level=True)

REPORTING = (b"OneCollector", b"events.data.microsoft.com")
"""Where those releases report to."""


def test_engine_knows_of_no_place_to_report_to() -> None:
    spec = importlib.util.find_spec("onnxruntime")
    assert spec is not None
    assert spec.submodule_search_locations
    files = [
        path
        for path in Path(spec.submodule_search_locations[0], "capi").iterdir()
        if ".so" in path.name or path.suffix in {".dll", ".pyd"}
    ]
    assert files
    for path in files:
        held = path.read_bytes()
        assert not any(place in held for place in REPORTING), path.name


def test_engine_leaves_nothing_in_the_users_folders(tmp_path: Path) -> None:
    code = "from core.document.recogniser import engine; engine()"
    places = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], env=os.environ | places, check=True, timeout=100)
    assert not list(tmp_path.rglob("*"))


def threads(data: bytes, name: str, told: Callable[[int, int], None]) -> object:
    """Stands for the check in the child: how many threads OpenCV may start, and how many numpy."""
    from core.document import recogniser

    return recogniser.cv2.getNumThreads(), os.environ["OPENBLAS_NUM_THREADS"]


def test_engine_takes_no_more_threads_on_more_cores() -> None:
    with closing(Worker(check=threads)) as worker:
        assert worker.check(b"", "a.pdf") == (2, "1")
