"""Finds on a grid a table whose rows are printed side by side over one line of numbers (table 4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.document.model import Grid, GridCell
from core.extract.align import row_cores
from core.extract.heads import column_of, range_of, stands_under
from core.extract.labels import core
from core.extract.lines import Line, cores_of, piece
from core.extract.numbers import is_blank_mark, read_number, tidy
from core.extract.reading import Piece, RowReading, TableReading, readable
from core.extract.rows import is_padded, without_spacer
from core.forms.form import Form, PrintedCell, Table


def find_across(form: Form, table: Table, source: Sequence[Line]) -> Iterator[TableReading]:
    """The table, once for each grid that holds the heads of its columns repeated for each row."""
    grids = {line.grid.index: line.grid for line in source}
    for grid in grids.values():
        own = [line for line in source if line.grid is grid]
        reading = _on_grid(form, table, grid, own)
        if reading is not None:
            yield reading


def _on_grid(form: Form, table: Table, grid: Grid, own: Sequence[Line]) -> TableReading | None:
    labels = _row_labels(table, own)
    if sorted(id for id, _ in labels) != sorted(table.rows):
        return None
    leaves = _leaves(table, own, min(cell.row for _, cell in labels))
    order = _order(table, [id for id, _ in labels], [id for id, _ in leaves])
    if order is None:
        return None
    heads = [cell for _, cell in leaves]
    below = max(cell.row for cell in heads) + 1
    edge = _edge(heads, [cell for line in own if line.row < below for cell in line.cells])
    data = [line for line in own if line.row >= below and _own(line)]
    data = [line for line in data if any(map(_is_figure, _own(line)))] or data[:1]
    if not data:
        return None
    whole = len(data) == 1 and _right(data[0].cells) >= edge
    rows = _rows(table, order, _under(data[0], heads) if whole else None, data, whole=whole)
    return TableReading(form, table, rows, {}, float(len(table.cells)), ((grid.start, grid.end),))


def _own(line: Line) -> list[GridCell]:
    """The cells that begin in a line."""
    return [cell for cell in line.cells if cell.row == line.row]


def _edge(heads: Sequence[GridCell], above: Sequence[GridCell]) -> int:
    """Where cells above the numbers end that stand to the right of all heads; 0 where there are none."""
    last = _right(heads)
    beyond = [cell for cell in above if cell.column >= last]
    return _right(beyond) if beyond else 0


def _right(cells: Sequence[GridCell]) -> int:
    return max(range_of(cell)[1] for cell in cells)


def _is_figure(cell: GridCell) -> bool:
    return read_number(cell.text) is not None or is_blank_mark(cell.text)


def _row_labels(table: Table, own: Sequence[Line]) -> list[tuple[str, GridCell]]:
    """The labels of the rows, from left to right."""
    rows = {printed: row.id for row in table.rows.values() for printed in row_cores(row)}
    cells = [cell for line in own for cell in line.labels()]
    found = [(rows[printed[0]], c) for c in cells if (printed := [p for p in cores_of(c) if p in rows])]
    return sorted(found, key=lambda pair: pair[1].column)


def _leaves(table: Table, own: Sequence[Line], start: int) -> list[tuple[str | None, GridCell]]:
    """The heads of the columns below the first row label, from left to right; None for an odd one."""
    lines = [line for line in own if line.row >= start]
    lines = [line for line in lines if any(column_of(cell, table) for cell in line.labels())]
    cells = dict.fromkeys(cell for line in lines for cell in line.labels())
    texts = {
        core(printed.text) for printed in table.sheet if printed.row_id or not _is_column(printed, table)
    }
    found = [(column_of(cell, table), cell) for cell in cells if texts.isdisjoint(cores_of(cell))]
    return sorted(found, key=lambda pair: pair[1].column)


def _is_column(printed: PrintedCell, table: Table) -> bool:
    return core(printed.text) in {core(column.label) for column in table.columns.values()}


def _order(table: Table, rows: Sequence[str], heads: Sequence[str | None]) -> list[str] | None:
    """The cell that each number of the line is, from left to right; None where the heads do not tell.

    A single odd head among a row's is that of the column which has no other.
    """
    cells: list[str] = []
    at = 0
    for id in rows:
        columns = table.rows[id].columns
        own = heads[at : at + len(columns)]
        lacking = [column for column in columns if column not in own]
        if len(own) != len(columns) or len(lacking) != own.count(None) or len(lacking) > 1:
            return None
        cells += [f"{table.id}.{id}.{column or lacking[0]}" for column in own]
        at += len(columns)
    return cells if at == len(heads) else None


def _under(line: Line, heads: Sequence[GridCell]) -> list[Piece] | None:
    """The piece under each head: by order where the line's own cells are as many, else by the columns of
    the grid."""
    own = without_spacer(tuple(_own(line)), line, len(heads))
    if len(own) == len(heads):
        return [piece(cell) for cell in own]
    placed = {cell for cell in line.cells if cell.column < heads[0].column and not _is_figure(cell)}
    below = [cell for cell in line.cells if cell not in placed]
    if len(own) < len(line.cells) or not stands_under(below, map(range_of, heads)):
        return None
    pieces: list[Piece] = []
    for head in heads:
        under = [
            c
            for c in line.cells
            if c.column < head.column + head.column_span and c.column + c.column_span > head.column
        ]
        filled = [cell for cell in under if tidy(cell.text)]
        if not under or len(filled) > 1 or not placed.isdisjoint(filled):
            return None
        placed.update(filled)
        pieces.append(piece((filled or under)[0]))
    return pieces if all(cell in placed or not tidy(cell.text) for cell in line.cells) else None


def _rows(
    table: Table, order: Sequence[str], pieces: Sequence[Piece] | None, data: Sequence[Line], *, whole: bool
) -> dict[str, RowReading]:
    """The rows with their pieces; one run of all of them where the pieces are not sure."""
    if pieces is not None:
        held = dict(zip(order, pieces, strict=True))
        return {
            row.id: RowReading(
                row.label, False, tuple(held[f"{table.id}.{row.id}.{id}"] for id in row.columns)
            )
            for row in table.rows.values()
        }
    filled = [cell for line in data for cell in line.cells if tidy(cell.text)]
    run = Piece(" ".join(cell.text.strip() for cell in filled), (*filled, data[0].cells[0])[0].location)
    sure = whole and list(order) == list(table.cells) and _is_parted(data[0], len(order))
    tokens = readable([tidy(cell.text) for cell in filled], len(order) if sure else 0)
    return {row.id: RowReading(row.label, False, run=run, tokens=tokens) for row in table.rows.values()}


def _is_parted(line: Line, columns: int) -> bool:
    """Whether a line's cells may be the numbers of so many columns with blanks lost: they are fewer, all its
    own, and none of several is led by a 0 (007)."""
    own = _own(line)
    padded = len(own) > 1 and any(is_padded(cell.text) for cell in own)
    return len(own) == len(line.cells) < columns and not padded
