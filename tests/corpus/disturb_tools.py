"""What all disturbances of printed sheets share."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

from core.forms.form import Form, PrintedCell

Disturbed = tuple[Form, frozenset[str]]
"""A form printed wrongly, and the cells that its sheet no longer tells for certain."""

Disturb = Callable[[Form, random.Random], Disturbed]


def with_sheet(form: Form, table: str, sheet: tuple[PrintedCell, ...]) -> Form:
    """The form with another printed sheet for a table."""
    return replace(form, tables={**form.tables, table: replace(form.tables[table], sheet=sheet)})


def in_order(cells: Iterable[PrintedCell]) -> tuple[PrintedCell, ...]:
    """Cells in reading order."""
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
