"""Tables as blocks of text with their spans: what Word documents and the clipboard are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.export.digest import ShownCell
from core.export.lists import ListColumn, Value
from core.export.tables import column_of, column_widths, in_unit, is_label
from core.export.text import plain, say
from core.forms.form import Table

Kind = Literal["head", "caption", "label", "number", "text"]
"""What a block is, which says how it is set: the heading of a list, a text of the form above numbers or
before them, a number, running text."""


@dataclass(frozen=True, slots=True)
class Block:
    """A cell of a table as laid out: rows and columns from zero on the grid with spans expanded."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    kind: Kind


@dataclass(frozen=True)
class Layout:
    """A table: its blocks, the widths of its columns in columns of text, how many rows head it."""

    blocks: tuple[Block, ...]
    widths: tuple[float, ...]
    head_rows: int

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return max(block.row + block.row_span for block in self.blocks)


def table_layout(table: Table, shown: Sequence[ShownCell]) -> Layout:
    """An official table in the form's own layout, numbers in the units it prints, without separators."""
    held = {cell.id: _number(table, cell) for cell in shown}
    blocks = tuple(
        Block(
            printed.row,
            printed.column,
            printed.row_span,
            printed.column_span,
            held[printed.cell] if printed.cell else printed.text,
            "number" if printed.cell else "label" if is_label(table, printed) else "caption",
        )
        for printed in table.sheet
    )
    return Layout(blocks, tuple(column_widths(table, shown)), table.header_rows)


def list_layout(columns: Sequence[ListColumn], rows: Sequence[Sequence[Value]], language: str) -> Layout:
    """A list with its headings."""
    heads = [Block(0, at, 1, 1, say(column.heading, language), "head") for at, column in enumerate(columns)]
    body = [
        Block(row, at, 1, 1, _words(value), "text" if isinstance(value, str) else "number")
        for row, values in enumerate(rows, start=1)
        for at, value in enumerate(values)
    ]
    return Layout((*heads, *body), tuple(column.width for column in columns), 1)


def _number(table: Table, cell: ShownCell) -> str:
    value = in_unit(cell)
    if value is None or isinstance(value, str):
        return value or ""
    column = column_of(table, cell.id)
    sign = "+" if column.kind == "change" and value > 0 else ""
    unit = f" {column.unit}" if column.kind == "amount" and column.unit not in column.label else ""
    return f"{sign}{plain(value)}{unit}"


def _words(value: Value) -> str:
    return "" if value is None else value if isinstance(value, str) else plain(value)
