"""Where the program's own files lie, in a checkout and in a frozen bundle alike, and where the user's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from platformdirs import site_data_path, user_data_path

ROOT = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a file below resources/."""
    return ROOT.joinpath("resources", *parts)


def licences() -> Path:
    """Where a bundle keeps the licences of what is in it; a checkout has no such folder."""
    return ROOT / "licences"


def home() -> Path:
    """The program's folder in the user's data; the environment variable GOUJI_HOME stands over it."""
    given = os.environ.get("GOUJI_HOME")
    return Path(given) if given else user_data_path("gouji", appauthor=False)


def own_folders(kind: Literal["forms", "lists"]) -> tuple[Path, Path]:
    """Where an office keeps files of its own: for all users of the machine, and for this one."""
    return site_data_path("gouji", appauthor=False) / kind, home() / kind
