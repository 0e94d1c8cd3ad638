"""Reads one row of a grid: which of its cells belongs to which column of the form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.document.model import GridCell
from core.extract.heads import Heads
from core.extract.labels import core
from core.extract.lines import Line, piece
from core.extract.numbers import read_number, tidy
from core.extract.reading import Piece, RowReading, readable
from core.extract.separators import is_figure
from core.forms.form import Column, Row, Table
from core.messages import Message, message

_PADDED = re.compile(r"0\d+")
_FEW = 13
"""In how many rows of a table one with a cell too many may be a slip of its own."""


@dataclass(frozen=True)
class Beside:
    """What the table's rows show of how each is filled in.

    `lines`: those that hold the label of a row, as grid and row, and whether they have fewer cells of their
    own than columns. `empty`: the columns of each grid in which none of them holds anything. `crowded`: rows
    have more cells than columns, so that a row with as many may lack one of its own. `wide`: rows have more
    figures than columns: which is one too many is not known. `padded`: numbers are led by a 0 (007), so that
    a run of digits is not cut before each.
    """

    lines: Mapping[tuple[int, int], bool] = field(default_factory=dict)
    empty: Mapping[int, frozenset[int]] = field(default_factory=dict)
    crowded: bool = False
    wide: bool = False
    padded: bool = False

    def shares(self, cell: GridCell, line: Line) -> bool:
        """Whether a cell of a line is the row's that it begins in, or reaches into one that lacks a cell."""
        grid = line.grid.index
        if cell.row < line.row:
            return (grid, cell.row) in self.lines
        return any(self.lines.get((grid, row)) for row in range(cell.row + 1, cell.row + cell.row_span))


def seen_beside(table: Table, found: Sequence[tuple[Row, GridCell, Line]]) -> Beside:
    """What rows show that were found: each with its label and its line."""
    lines: dict[tuple[int, int], bool] = {}
    empty: dict[int, frozenset[int]] = {}
    crowded = wide = 0
    padded = False
    for row, label, line in found:
        cells = _own(row, table, label, line)
        figures = [cell.text for cell in cells if any(map(str.isdigit, cell.text))]
        lines[line.grid.index, line.row] = len(cells) < len(row.columns)
        bare = frozenset(cell.column for cell in line.cells if cell.column_span == 1 and not tidy(cell.text))
        empty[line.grid.index] = empty.get(line.grid.index, bare) & bare
        padded = padded or any(map(is_padded, figures[1:]))
        if not any(core(cell.text) for cell in cells):
            crowded += len(cells) > len(row.columns)
            wide += len(figures) > len(row.columns)
    return Beside(lines, empty, crowded * _FEW >= len(found), wide * _FEW >= len(found), padded)


def is_padded(text: str) -> bool:
    """Whether a figure is led by a 0."""
    return _PADDED.fullmatch(tidy(text)) is not None


def _own(row: Row, table: Table, label: GridCell, line: Line) -> tuple[GridCell, ...]:
    """The cells after a row's label that begin in its line, without unit and spacer."""
    own = tuple(cell for cell in line.after(label) if cell.row == line.row)
    return without_spacer(_without_unit(own, table.units.get(row.id, "")), line, len(row.columns))


def read_row(
    row: Row,
    table: Table,
    label: GridCell,
    line: Line,
    heads: Heads,
    again: Sequence[Line],
    others: Beside,
    *,
    loose: bool,
) -> RowReading:
    """A row's pieces: by the heads above, or in order; a run where neither is sure.

    `again` are other lines that bear the same label or share it: a row split in two is left a run that
    nothing is to be made of, and so is one whose heads stand in another order than the form's.
    """
    columns = [table.columns[id] for id in row.columns]
    own = _own(row, table, label, line)
    cells = _without_unit(line.after(label), table.units.get(row.id, ""))
    reaching = any(cell.row < line.row for cell in cells)
    filled = [cell for cell in cells if tidy(cell.text)]
    doubled = _doubled(label, filled, line, again)
    placed = None if doubled else _placed(columns, own, cells, heads, line, others)
    if placed is None and not (filled or doubled) and cells:
        placed = tuple(piece(cells[0]) for _ in columns), None
    if placed is not None:
        return RowReading(label.text, loose, placed[0], doubt=placed[1])
    told = heads.agree(columns) and not (heads.unnamed or others.crowded or others.wide)
    sure = told and not (doubled or reaching)
    if sure and len(filled) == len(columns) and all(is_figure(cell.text) for cell in filled):
        return RowReading(label.text, loose, tuple(map(piece, filled)), doubt=_by_order(cells, columns))
    parted = sure and len(own) < len(columns) and not others.padded
    return run(label, [*filled, *doubled], len(columns) if parted else 0, loose=loose)


def _placed(
    columns: Sequence[Column],
    own: Sequence[GridCell],
    cells: Sequence[GridCell],
    heads: Heads,
    line: Line,
    others: Beside,
) -> tuple[tuple[Piece, ...], Message | None] | None:
    """The pieces of a row and what is to be doubted of them.

    A row with a cell of its own for each column is that row, whatever reaches into it from above; a cell
    that it needs of those above is shared with the row that it begins in.
    """
    if others.wide and not (heads.strangers or heads.unnamed):
        return None
    under = heads.under(columns, cells, others.empty.get(line.grid.index, ()))
    full = len(own) == len(columns) and not others.crowded
    ordered = heads.place(columns, own) if full else None
    found = under if ordered is None else ordered
    if found is None:
        return None
    shared = {cell.location for cell in cells if tidy(cell.text) and others.shares(cell, line)}
    pieces = tuple(replace(held, shared=True) if held.location in shared else held for held in found)
    doubted = found != under and any(cell.row < line.row for cell in cells)
    return pieces, _by_order(cells, columns) if doubted else None


def _by_order(cells: Sequence[GridCell], columns: Sequence[Column]) -> Message:
    return message("extract.columns_by_order", cells=len(cells), columns=len(columns))


def _without_unit(cells: tuple[GridCell, ...], unit: str) -> tuple[GridCell, ...]:
    """The cells without the unit that the form prints before a row's numbers."""
    return cells[1:] if unit and cells and core(cells[0].text) == core(unit) else cells


def without_spacer(cells: tuple[GridCell, ...], line: Line, columns: int) -> tuple[GridCell, ...]:
    """The cells without one too many at the end of the row, where such a blank ends every row of the grid."""
    if len(cells) != columns + 1 or tidy(cells[-1].text):
        return cells
    last = {cell.row: cell for cell in sorted(line.grid.cells, key=lambda cell: cell.column)}
    return cells if any(tidy(cell.text) for cell in last.values()) else cells[:-1]


def _doubled(
    label: GridCell, filled: Sequence[GridCell], line: Line, again: Sequence[Line]
) -> list[GridCell]:
    """The numbers of the other lines of a label, where they are not the same as on its own."""
    others = [
        cell
        for other in again
        for cell in other.cells
        if cell.row == other.row and cell.column > label.column and read_number(cell.text)
    ]
    beside = all(other.grid is line.grid for other in again)
    own = [_said(cell, placed=beside) for cell in filled if read_number(cell.text)]
    return [] if [_said(cell, placed=beside) for cell in others] == own else others


def _said(cell: GridCell, *, placed: bool) -> tuple[str, int]:
    return tidy(cell.text), cell.column if placed else 0


def run(label: GridCell, filled: Sequence[GridCell], columns: int, *, loose: bool) -> RowReading:
    """A row whose cells cannot be put to its columns; 0 columns where their order is not sure."""
    filled = sorted(filled, key=lambda cell: cell.start)
    whole = Piece(" ".join(cell.text.strip() for cell in filled), (*filled, label)[0].location)
    tokens = readable([tidy(cell.text) for cell in filled], columns)
    return RowReading(label.text, loose, run=whole, tokens=tokens)
