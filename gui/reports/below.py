"""The reports below a folder: what is meant where a folder is opened or dropped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from core.document.open import EXTENSIONS

MOST = 300
"""More reports than this are not opened at once."""
MOST_SEEN = 20_000
"""After so many entries the search ends, whatever the folder still holds."""


def reports_below(folder: Path) -> tuple[list[Path], bool]:
    """The files below a folder that may be reports, by name, and whether there were more than are given.

    Links are not followed; hidden files and the marks that Word leaves beside an open file are no reports.
    """
    found: list[Path] = []
    for seen, path in enumerate(_files(folder)):
        if seen >= MOST_SEEN:
            return sorted(found)[:MOST], True
        if path.suffix.lower() in EXTENSIONS and not path.name.startswith((".", "~$")):
            found.append(path)
    return sorted(found)[:MOST], len(found) > MOST


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder; a folder that cannot be read holds none."""
    for place, _, names in os.walk(folder):
        yield from (Path(place, name) for name in names)
