"""An official table layout (表式) as data: rows, columns, the printed sheet, the relations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from core.forms.relation import Relation

Kind = Literal["count", "change", "amount"]

LAST_YEAR = "last."
"""What the id of a cell of last year's report begins with (last.TABLE.ROW.COLUMN)."""

PROSE = "prose."
"""What the id of a figure of the prose begins with (prose.N)."""

ONE = "one"
"""The id whose value is always 1, so that a constant is a term like any other."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    `kind`: a `count` is whole and not negative, a `change` whole and signed, an `amount` money kept in
    yuan. `unit` is what the form prints (件, 项, 元, 万元). `name` is what messages call it.
    """

    id: str
    label: str
    kind: Kind
    unit: str
    aliases: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its label as printed on the form, how else reports print it, its columns.

    `name` is what messages call it, clear without the rows around it （（三）1.属于国家秘密）; `short` its
    number alone, for sums （三（三）1）, or the name where it has none.
    """

    id: str
    label: str
    columns: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    name: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of the printed sheet: a text of the form, the label of a row, or the place of a number.

    `row` and `column` count from zero on the sheet with spans expanded. `cell` is the full cell id
    (TABLE.ROW.COLUMN) where a number stands, else None; `row_id` is the row whose label this is, else
    None. A text that is neither is a header (`text` of the form).
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    cell: str | None = None
    row_id: str | None = None


@dataclass(frozen=True)
class Table:
    """A table of a form, with its printed sheet; `name` is what messages call it.

    `heads`: words that stand only above this table, by which it is found beside its title.
    """

    id: str
    title: str
    columns: Mapping[str, Column]
    rows: Mapping[str, Row]
    sheet: tuple[PrintedCell, ...]
    aliases: tuple[str, ...] = ()
    name: str = ""
    heads: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """All cell ids of the table, in the form's order: row by row."""
        return tuple(f"{self.id}.{row.id}.{column}" for row in self.rows.values() for column in row.columns)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The text that the sheet prints between a row's label and its numbers (件 in a column 计量单位)."""
        return {
            label.row_id: unit.text
            for label, unit, number in zip(self.sheet, self.sheet[1:], self.sheet[2:], strict=False)
            if label.row_id
            and label.row == unit.row == number.row
            and not unit.cell
            and not unit.row_id
            and (number.cell or "").startswith(f"{self.id}.{label.row_id}.")
        }

    @property
    def sheet_rows(self) -> int:
        """How many rows the printed sheet has."""
        return max(printed.row + printed.row_span for printed in self.sheet)

    @property
    def sheet_columns(self) -> int:
        """How many columns the printed sheet has."""
        return max(printed.column + printed.column_span for printed in self.sheet)

    @cached_property
    def header_rows(self) -> int:
        """How many rows stand at the top of the sheet before the first that holds a number."""
        return min(printed.row for printed in self.sheet if printed.cell)

    @cached_property
    def label_columns(self) -> int:
        """How many columns stand at the left of the sheet before the first that holds a number."""
        return min(printed.column for printed in self.sheet if printed.cell)


@dataclass(frozen=True)
class Form:
    """A form: its tables by id, its relations, and the years it is for (last None: still).

    `relations` are those that keep to the cells of one table, by which runs of digits may be read too;
    `checks` reach beyond it: to last year, to other tables, to constants. `replaces` names the form that
    is no longer due from `first_year` on.
    """

    name: str
    title: str
    notice: str
    first_year: int
    last_year: int | None
    tables: Mapping[str, Table]
    relations: tuple[Relation, ...]
    checks: tuple[Relation, ...] = ()
    replaces: str = ""

    def covers(self, year: int) -> bool:
        """Whether reports on this year are to be made on this form."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


def is_cell(id: str) -> bool:
    """Whether an id of a relation names a cell of this report: no other year's, no prose, no constant."""
    return id != ONE and not id.startswith((LAST_YEAR, PROSE))


def split_id(cell: str) -> tuple[str, str, str]:
    """The table, row and column of a cell id; rows may hold dots (t3.denied.law.sum)."""
    table, _, rest = cell.partition(".")
    row, _, column = rest.rpartition(".")
    return table, row, column
