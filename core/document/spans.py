"""Spans of rows and columns expanded into places on a grid, as browsers and Word do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.document.build import MOST_COLUMNS, MOST_SLOTS, RawCell, RawTable, refusal


class Spans:
    """Places the cells of a table one by one; a cell goes to the first place free in its row.

    InputError where the spans make a table larger than any report holds.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells: list[RawCell] = []
        self._row = -1
        self._column = 0
        self._group = 0
        self._slots = 0
        self._free_from: list[int] = []

    def next_row(self) -> None:
        """Begins a row."""
        self._row += 1
        self._column = 0

    def place(self, across: int, down: int, content: Sequence[str | RawTable]) -> None:
        """Adds a cell; `down` 0 means to the end of the group of rows."""
        column = self._column
        while self._busy(column):
            column += 1
        end = column + across
        self._count(end - self._column)
        clear = next((at for at in range(column + 1, end) if self._busy(at)), end) if across > 1 else end
        last = self._row + (down or MOST_SLOTS)
        self._free_from += [0] * (clear - len(self._free_from))
        self._free_from[column:clear] = [last] * (clear - column)
        self._column = end
        self._cells.append(RawCell(self._row, column, last - self._row, clear - column, content))

    def end_group(self) -> None:
        """Ends a group of rows: no cell reaches beyond it."""
        end = self._row + 1
        for at in range(len(self._cells) - 1, -1, -1):
            cell = self._cells[at]
            if cell.row < self._group:
                break
            if cell.row + cell.row_span > end:
                self._cells[at] = replace(cell, row_span=end - cell.row)
        self._group = end
        self._free_from = [min(row, end) for row in self._free_from]

    def table(self) -> RawTable:
        """The table as placed; columns beyond reason in which no cell begins are cut off."""
        columns = max((cell.column + cell.column_span for cell in self._cells), default=0)
        if columns > MOST_COLUMNS:
            columns = 1 + max(cell.column for cell in self._cells)
            self._cells = [
                replace(cell, column_span=min(cell.column_span, columns - cell.column))
                for cell in self._cells
            ]
        rows = self._row + 1
        if columns > MOST_COLUMNS or rows * columns > MOST_SLOTS:
            raise refusal("table_too_large", self._name, rows=rows, columns=columns)
        return RawTable(rows, columns, self._cells)

    def _busy(self, column: int) -> bool:
        return column < len(self._free_from) and self._free_from[column] > self._row

    def _count(self, columns: int) -> None:
        self._slots += columns
        if self._slots > MOST_SLOTS:
            raise refusal("table_too_large", self._name, rows=self._row + 1, columns=self._column)
