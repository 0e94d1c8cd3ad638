"""The digest of a workbook's cell values, which the journal's export entry holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.export.text import plain, tidy
from core.extract.report import Number


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the report as a workbook shows it.

    `value`: the number in the cell's own unit of reckoning (counts, yuan), the text shown where there is
    none (a mark for none, a doubt), None for a blank. `unit` is the unit that the form prints, `sheet`
    and `place` (like D6) say where in the workbook it stands.
    """

    id: str
    sheet: str
    place: str
    unit: str
    value: Number | str | None

    @property
    def written(self) -> str:
        """The value as the digest takes it: a number in its one written form, a text after an apostrophe."""
        if self.value is None:
            return ""
        return f"'{self.value}" if isinstance(self.value, str) else plain(self.value)


def cell_digest(cells: Iterable[ShownCell], words: Iterable[str] = ()) -> str:
    """SHA-256, in hexadecimal, of the cells in their order: id, place, unit and value of each.

    `words` is what the workbook says of the journal's entries so far, and is part of what is witnessed.
    """
    digest = hashlib.sha256()
    for cell in cells:
        _line(digest, cell.id, cell.sheet, cell.place, cell.unit, cell.written)
    for said in words:
        _line(digest, "journal", said)
    return digest.hexdigest()


def _line(digest: Any, *fields: str) -> None:
    digest.update(("\t".join(tidy(field) for field in fields) + "\n").encode("utf-8", "replace"))
