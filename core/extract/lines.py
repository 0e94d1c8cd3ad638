"""The rows of a document's grids, one after the other: what row labels and column heads are sought in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from core.document.model import Grid, GridCell
from core.extract.labels import core
from core.extract.numbers import tidy
from core.extract.reading import Piece

_NOTE = re.compile(r"[（(][^（()）]*[）)]")


@dataclass(frozen=True)
class Line:
    """A row of a grid: its cells from left to right, each once, spanned ones from above included."""

    grid: Grid
    row: int
    cells: tuple[GridCell, ...]

    def labels(self) -> tuple[GridCell, ...]:
        """The cells that begin in this line and hold words."""
        return self._labels

    @cached_property
    def _labels(self) -> tuple[GridCell, ...]:
        return tuple(cell for cell in self.cells if cell.row == self.row and core(cell.text))

    def after(self, label: GridCell) -> tuple[GridCell, ...]:
        """The cells to the right of a label."""
        edge = label.column + label.column_span
        return tuple(cell for cell in self.cells if cell.column >= edge)


def lines(grids: Sequence[Grid]) -> tuple[Line, ...]:
    """The rows of all the grids, in reading order."""
    found = []
    for grid in grids:
        for row in range(grid.rows):
            covering = (grid.at(row, column) for column in range(grid.columns))
            cells = {id(cell): cell for cell in covering if cell is not None}
            found.append(Line(grid, row, tuple(cells.values())))
    return tuple(found)


def banded(line: Line, below: Sequence[Line]) -> Line | None:
    """A line with those below that its label reaches over as one, where each place is filled in one of them
    at most; None where nothing is filled below, or not in the places of the line itself."""
    cells = {(cell.column, cell.column_span): cell for cell in line.cells}
    filled = [cell for other in below for cell in other.cells if cell.row == other.row and tidy(cell.text)]
    for cell in filled:
        upper = cells.get((cell.column, cell.column_span))
        if upper is None or tidy(upper.text):
            return None
        cells[cell.column, cell.column_span] = replace(cell, row=line.row)
    return Line(line.grid, line.row, tuple(cells.values())) if filled else None


def cores_of(cell: GridCell) -> tuple[str, str]:
    """The core of a cell's text, and that of the text without what stands in brackets."""
    return _cores(cell.text)


@lru_cache(4096)
def _cores(text: str) -> tuple[str, str]:
    return core(text), core(_NOTE.sub("", text))


def piece(cell: GridCell) -> Piece:
    """A grid cell as a piece."""
    return Piece(cell.text.strip(), cell.location)
