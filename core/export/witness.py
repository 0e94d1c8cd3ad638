"""What a workbook's sheets say, sheet by sheet, as the journal's entry of the export witnesses it.

A digest is over every text and number of a sheet and where it stands. Left out: formulas, comments and
looks; the places that are `free`, because a hand fills them in or the export's own entry is told there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from core.export.text import plain, tidy
from core.extract.report import Number


def witnessed(book: Any, free: Mapping[str, Collection[str]]) -> dict[str, object]:
    """What is to be kept of a workbook: by title of each sheet in `free`, its digest and the free places."""
    return {
        title: {"digest": sheet_digest(book[title], places), "free": sorted(places)}
        for title, places in free.items()
    }


def sheet_digest(sheet: Any, free: Collection[str]) -> str:
    """SHA-256, in hexadecimal, of what stands on a sheet, its free places left out."""
    digest = hashlib.sha256()
    for place, said in sheet_words(sheet):
        if place not in free:
            digest.update(f"{place}\t{said}\n".encode("utf-8", "replace"))
    return digest.hexdigest()


def sheet_words(sheet: Any) -> Iterator[tuple[str, str]]:
    """Every place (like D6) that holds something other than a formula, with what it holds, row by row."""
    for row in sheet.iter_rows():
        for cell in row:
            said = "" if cell.value is None or cell.data_type == "f" else _written(cell_value(cell.value))
            if said:
                yield cell.coordinate, said


def cell_value(value: Any) -> Number | str | None:
    """What a cell holds: a number exactly as its digits say, a text as it reads, or None."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return tidy(str(value)) or None
    return Decimal(repr(value)) if isinstance(value, float) else value


def _written(value: Number | str | None) -> str:
    return "" if value is None else value if isinstance(value, str) else plain(value)
