"""How a printed sheet is parted into what stays in view (header, labels, corner) and what scrolls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from core.forms.form import PrintedCell, Table


@dataclass(frozen=True)
class SheetLayout:
    """A table's sheet with `top` rows and `left` columns frozen; the rest is the body.

    The body's rows and columns count from zero at the first that scrolls. A sheet whose header comes
    again further down (t2), or where a span crosses the border, is not frozen: all of it is body.
    """

    table: Table
    top: int
    left: int

    @cached_property
    def rows(self) -> int:
        """How many rows the body has."""
        return self.table.sheet_rows - self.top

    @cached_property
    def columns(self) -> int:
        """How many columns the body has."""
        return self.table.sheet_columns - self.left

    @cached_property
    def header(self) -> tuple[PrintedCell, ...]:
        """The printed cells above the body, in the sheet's own rows and columns."""
        return tuple(p for p in self.table.sheet if p.row < self.top and p.column >= self.left)

    @cached_property
    def labels(self) -> tuple[PrintedCell, ...]:
        """The printed cells at the left of the body."""
        return tuple(p for p in self.table.sheet if p.row >= self.top and p.column < self.left)

    @cached_property
    def corner(self) -> tuple[PrintedCell, ...]:
        """The printed cells above the labels."""
        return tuple(p for p in self.table.sheet if p.row < self.top and p.column < self.left)

    @cached_property
    def body(self) -> tuple[PrintedCell, ...]:
        """The printed cells that scroll."""
        return tuple(p for p in self.table.sheet if p.row >= self.top and p.column >= self.left)

    @cached_property
    def printed_at(self) -> dict[tuple[int, int], PrintedCell]:
        """The body's printed cells by body row and column of their top left."""
        return {(p.row - self.top, p.column - self.left): p for p in self.body}

    @cached_property
    def places(self) -> dict[str, tuple[int, int]]:
        """Body row and column of every cell id."""
        return {p.cell: place for place, p in self.printed_at.items() if p.cell is not None}

    @cached_property
    def owners(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Of every body row and column, the top left of the printed cell that covers it."""
        return {
            (row + down, column + right): (row, column)
            for (row, column), p in self.printed_at.items()
            for down in range(p.row_span)
            for right in range(p.column_span)
        }

    @cached_property
    def _grid(self) -> dict[tuple[int, int], PrintedCell]:
        return {
            (p.row + down, p.column + right): p
            for p in self.table.sheet
            for down in range(p.row_span)
            for right in range(p.column_span)
        }

    def row_path(self, row: int, column: int) -> tuple[str, ...]:
        """The labels at the left of a sheet place, outermost first."""
        return _texts(self._grid.get((row, at)) for at in range(column))

    def column_path(self, row: int, column: int) -> tuple[str, ...]:
        """The header above a sheet place, outermost first: the nearest one, where there are several."""
        above = [self._grid.get((at, column)) for at in range(row - 1, -1, -1)]
        while above and above[0] is not None and above[0].cell is not None:
            above.pop(0)
        until = next((n for n, p in enumerate(above) if p is None or p.cell is not None), len(above))
        return _texts(reversed(above[:until]))

    def heading_rows(self, rows: frozenset[int]) -> frozenset[int]:
        """The body rows without numbers that stand directly above some of `rows`, or above their section."""
        numbered = {row for row, _ in self.places.values()}
        found: set[int] = set()
        for row in rows:
            at = row - 1
            while at in numbered:
                at -= 1
            while at >= 0 and at not in numbered:
                found.add(at)
                at -= 1
        return frozenset(found)


def lay_out(table: Table) -> SheetLayout:
    """Freezes the header and the label columns where the sheet allows it."""
    top, left = table.header_rows, table.label_columns
    crossing = any(
        p.row < top < p.row + p.row_span or p.column < left < p.column + p.column_span for p in table.sheet
    )
    repeated = any(p.row >= top and p.column >= left and p.cell is None for p in table.sheet)
    return SheetLayout(table, 0, 0) if crossing or repeated else SheetLayout(table, top, left)


def _texts(printed: Iterator[PrintedCell | None]) -> tuple[str, ...]:
    texts: list[str] = []
    for cell in printed:
        if cell is not None and cell.cell is None and (not texts or texts[-1] != cell.text):
            texts.append(cell.text)
    return tuple(texts)
