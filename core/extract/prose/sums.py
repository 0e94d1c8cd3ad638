"""Sums of cells as the prose means them: rows and columns of a table, by the form that the report uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.extract.prose.model import Sum
from core.forms.form import Table
from core.forms.library import form_of_year, forms
from core.forms.relation import Term


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of a table, to be added up: each of the columns in each of the rows.

    A row that is itself divided (denied) stands for all its parts.
    """

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


Addends = tuple[Cells, ...]
"""What is added up."""


@dataclass(frozen=True)
class Layout:
    """The tables that a report has or should have, by id, as its forms print them."""

    tables: Mapping[str, Table]

    def terms(self, addends: Addends) -> Sum:
        """The sum of the cells that the forms have; empty if they lack a row or a column of it."""
        found: list[Term] = []
        for cells in addends:
            table = self.tables[cells.table]
            for row in cells.rows:
                held = [Term(1, id) for id in _of_row(table, row, cells.columns)]
                if not held:
                    return ()
                found += held
        return tuple(found)


def layout(tables: Mapping[str, Table], year: int | None) -> Layout:
    """The tables that the report has; an absent one as the year's form, else the newest, has it."""
    usual = (form_of_year(year) if year else None) or list(forms().values())[-1]
    return Layout({**usual.tables, **tables})


def _of_row(table: Table, row: str, columns: tuple[str, ...]) -> Iterator[str]:
    for known in table.rows.values():
        if known.id == row or known.id.startswith(f"{row}."):
            yield from (f"{table.id}.{known.id}.{column}" for column in columns if column in known.columns)
