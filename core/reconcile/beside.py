"""Reports laid beside the one under review: last year's, and the same report in another form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.extract.report import Cell, Report
from core.forms.form import LAST_YEAR


@dataclass(frozen=True)
class Neighbour:
    """A report laid beside another: as read, or as decided where it comes from a session.

    `name` is its file's name, `sha256` that of its file's bytes.
    """

    report: Report
    name: str
    sha256: str


@dataclass(frozen=True)
class Beside:
    """What is laid beside a report: last year's, and the same report in another form (Word and web)."""

    last_year: Neighbour | None = None
    other_form: Neighbour | None = None


NOTHING = Beside()
"""Nothing laid beside."""


def last_year_cells(beside: Beside) -> Mapping[str, Cell]:
    """Last year's cells by the ids that relations use for them (last.TABLE.ROW.COLUMN)."""
    if beside.last_year is None:
        return {}
    return {LAST_YEAR + id: cell for id, cell in beside.last_year.report.cells.items()}
