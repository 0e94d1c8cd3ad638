"""Reads one row of a grid: which of its cells belongs to which column of the form."""

from __future__ import annotations

from collections.abc import Sequence

from core.document.model import GridCell
from core.extract.heads import Heads
from core.extract.labels import core
from core.extract.lines import Line, piece
from core.extract.numbers import read_number, tidy
from core.extract.reading import Piece, RowReading, readable
from core.extract.separators import is_figure
from core.forms.form import Row, Table
from core.messages import message


def read_row(
    row: Row, table: Table, label: GridCell, line: Line, heads: Heads, again: Sequence[Line], *, loose: bool
) -> RowReading:
    """A row's pieces: by the heads above, or in order; a run where neither is sure.

    `again` are other lines that bear the same label or share it: a row split in two is left a run that
    nothing is to be made of, and so is one whose heads stand in another order than the form's.
    """
    columns = [table.columns[id] for id in row.columns]
    after = _without_unit(line.after(label), table.units.get(row.id, ""))
    cells = _without_spacer(after, line, len(columns))
    filled = [cell for cell in cells if tidy(cell.text)]
    doubled = _doubled(label, filled, again)
    pieces = None if doubled else heads.place(columns, cells)
    ordered = not doubled and heads.agree(columns)
    if pieces is None and ordered and len(filled) == len(columns) and all(is_figure(c.text) for c in filled):
        doubt = message("extract.columns_by_order", cells=len(cells), columns=len(columns))
        return RowReading(label.text, loose, tuple(map(piece, filled)), doubt=doubt)
    if pieces is None and not filled and cells:
        pieces = tuple(piece(cells[0]) for _ in columns)
    if pieces is not None:
        return RowReading(label.text, loose, pieces)
    return run(label, [*filled, *doubled], len(columns) if ordered else 0, loose=loose)


def _without_unit(cells: tuple[GridCell, ...], unit: str) -> tuple[GridCell, ...]:
    """The cells without the unit that the form prints before a row's numbers."""
    return cells[1:] if unit and cells and core(cells[0].text) == core(unit) else cells


def _without_spacer(cells: tuple[GridCell, ...], line: Line, columns: int) -> tuple[GridCell, ...]:
    """The cells without one too many at the end of the row, where such a blank ends every row of the grid."""
    if len(cells) != columns + 1 or tidy(cells[-1].text):
        return cells
    last = {cell.row: cell for cell in sorted(line.grid.cells, key=lambda cell: cell.column)}
    return cells if any(tidy(cell.text) for cell in last.values()) else cells[:-1]


def _doubled(label: GridCell, filled: Sequence[GridCell], again: Sequence[Line]) -> list[GridCell]:
    """The numbers of the other lines of a label, where they are not the same as on its own."""
    others = [
        cell
        for line in again
        for cell in line.cells
        if cell.row == line.row and cell.column > label.column and read_number(cell.text)
    ]
    own = [tidy(cell.text) for cell in filled if read_number(cell.text)]
    return [] if [tidy(cell.text) for cell in others] == own else others


def run(label: GridCell, filled: Sequence[GridCell], columns: int, *, loose: bool) -> RowReading:
    """A row whose cells cannot be put to its columns; 0 columns where their order is not sure."""
    filled = sorted(filled, key=lambda cell: cell.start)
    whole = Piece(" ".join(cell.text.strip() for cell in filled), (*filled, label)[0].location)
    tokens = readable([tidy(cell.text) for cell in filled], columns)
    return RowReading(label.text, loose, run=whole, tokens=tokens)
