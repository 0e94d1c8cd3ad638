"""Finds a form's table on the grids of a document: the source itself keeps its cells apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.document.location import Location
from core.document.model import Grid, GridCell
from core.extract.align import Candidate, best_chain, gaps, row_cores
from core.extract.labels import LIKE, core, likeness, number
from core.extract.numbers import tidy
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.units import header_units
from core.forms.form import Column, Form, Row, Table
from core.messages import message

_NOTE = re.compile(r"[（(][^（()）]*[）)]")
Ranges = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a grid: its cells from left to right, each once, spanned ones from above included."""

    grid: Grid
    row: int
    cells: tuple[GridCell, ...]

    def labels(self) -> Iterator[GridCell]:
        """The cells that begin in this line and hold words."""
        return (cell for cell in self.cells if cell.row == self.row and core(cell.text))

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
            cells = tuple(dict.fromkeys(cell for cell in covering if cell is not None))
            found.append(Line(grid, row, cells))
    return tuple(found)


def find_rows(form: Form, table: Table, source: Sequence[Line]) -> TableReading | None:
    """The table as read by its row labels, or None where the grids hold nothing like it."""
    chain = _chain(list(table.rows.values()), source)
    weight = sum(candidate.weight for candidate in chain)
    if len(chain) < 2 or weight < 16:
        return None
    rows: dict[str, RowReading] = {}
    ranges: dict[str, tuple[int, int]] = {}
    grid, at = None, -1
    names = list(table.rows.values())
    for candidate in chain:
        for line in source[at + 1 : candidate.start]:
            ranges.update(_ranges(line, table))
        at = candidate.start
        line = source[at]
        if grid is not None and line.grid.columns != grid.columns:
            ranges = _ranges_above(line, source[:at], table)
        grid = line.grid
        row = names[candidate.row]
        label = _label_cell(line, row, candidate.loose)
        rows[row.id] = _read_row(row, table, label, line.after(label), ranges, candidate.loose)
    used = tuple({line.grid.index: line.grid for line in (source[c.start] for c in chain)}.values())
    text = "\n".join(cell.text for grid in used for cell in grid.cells)
    return TableReading(form, table, rows, header_units(table, text), weight, _spans(used))


def _spans(grids: Sequence[Grid]) -> tuple[tuple[int, int], ...]:
    return tuple((grid.start, grid.end) for grid in grids)


def _cores_of_cell(cell: GridCell) -> tuple[str, str]:
    return core(cell.text), core(_NOTE.sub("", cell.text))


def _chain(rows: Sequence[Row], source: Sequence[Line]) -> list[Candidate]:
    """The rows found, as printed or misprinted; places are numbers of lines."""
    by_core: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for printed in row_cores(row):
            by_core.setdefault(printed, []).append(at)
    exact = [
        Candidate(row, n, n + 1, _weight(rows[row], cell))
        for n, line in enumerate(source)
        for cell in line.labels()
        for printed in dict.fromkeys(_cores_of_cell(cell))
        for row in by_core.get(printed, ())
    ]
    chain = best_chain(exact)
    if not chain:
        return []
    taken = {candidate.start for candidate in chain}
    loose = [
        Candidate(row, n, n + 1, len(row_cores(rows[row])[0]) * alike, loose=True)
        for row, start, end in gaps(chain, len(rows), len(source))
        for n in range(max(start, chain[0].start - len(rows)), min(end, chain[-1].end + len(rows)))
        if n not in taken and (alike := _likeness(source[n], rows[row])) >= LIKE
    ]
    return best_chain([*chain, *loose]) if loose else chain


def _weight(row: Row, cell: GridCell) -> float:
    return len(core(row.label)) + (1 if number(cell.text) == number(row.label) else 0)


def _likeness(line: Line, row: Row) -> float:
    return max((_alike(cell, row) for cell in line.labels()), default=0.0)


def _alike(cell: GridCell, row: Row) -> float:
    return max(likeness(printed, own) for printed in _cores_of_cell(cell) for own in row_cores(row))


def _label_cell(line: Line, row: Row, loose: bool) -> GridCell:
    if loose:
        return max(line.labels(), key=lambda cell: _alike(cell, row))
    own = row_cores(row)
    return next(cell for cell in line.labels() if not {*_cores_of_cell(cell)}.isdisjoint(own))


def _ranges(line: Line, table: Table) -> Iterator[tuple[str, tuple[int, int]]]:
    """The columns whose header stands in this line, with the grid columns that it covers."""
    for cell in line.labels():
        printed = _cores_of_cell(cell)
        for column in table.columns.values():
            if {core(label) for label in (column.label, *column.aliases)} & {*printed}:
                yield column.id, (cell.column, cell.column + cell.column_span)


def _ranges_above(first: Line, above: Sequence[Line], table: Table) -> dict[str, tuple[int, int]]:
    """The headers above the first row of a grid: none where it goes on from the page before."""
    return dict(pair for line in above if line.grid is first.grid for pair in _ranges(line, table))


def _read_row(
    row: Row, table: Table, label: GridCell, cells: tuple[GridCell, ...], ranges: Ranges, loose: bool
) -> RowReading:
    """A row's pieces: cell by cell where they are as many as the columns, else by the header above."""
    columns = [table.columns[id] for id in row.columns]
    if len(cells) == len(columns):
        return RowReading(label.text, loose, tuple(map(piece, cells)))
    under = _by_header(columns, cells, ranges)
    if under is not None:
        return RowReading(label.text, loose, under)
    filled = [cell for cell in cells if tidy(cell.text)]
    if len(filled) == len(columns):
        doubt = message("extract.columns_by_order", cells=len(cells), columns=len(columns))
        return RowReading(label.text, loose, tuple(map(piece, filled)), doubt=doubt)
    if not filled and cells:
        return RowReading(label.text, loose, tuple(piece(cells[0]) for _ in columns))
    return _run(label, loose, cells, filled)


def _run(label: GridCell, loose: bool, cells: Sequence[GridCell], filled: Sequence[GridCell]) -> RowReading:
    whole = Piece(" ".join(cell.text.strip() for cell in cells).strip(), (filled or [label])[0].location)
    return RowReading(label.text, loose, run=whole, tokens=tuple(tidy(cell.text) for cell in filled))


def _by_header(
    columns: Sequence[Column], cells: Sequence[GridCell], ranges: Ranges
) -> tuple[Piece, ...] | None:
    """The piece under each column's header, where every filled cell stands under exactly one.

    Headers that overlap or stand in another order are not above their columns: the spans of the table
    were lost on the way.
    """
    edges = [edge for column in columns for edge in ranges.get(column.id, (0, 0))]
    if edges != sorted(edges) or (cells and edges and edges[0] < cells[0].column):
        return None
    pieces: list[Piece] = []
    placed: set[GridCell] = set()
    for column in columns:
        if column.id not in ranges:
            return None
        left, right = ranges[column.id]
        under = [cell for cell in cells if cell.column < right and cell.column + cell.column_span > left]
        filled = [cell for cell in under if tidy(cell.text)]
        if not under or len(filled) > 1 or not placed.isdisjoint(filled):
            return None
        placed.update(filled)
        pieces.append(piece((filled or under)[0]))
    return tuple(pieces) if placed == {cell for cell in cells if tidy(cell.text)} else None


def piece(cell: GridCell) -> Piece:
    """A grid cell as a piece."""
    location: Location = cell.location
    return Piece(cell.text.strip(), location)


def find_across(form: Form, table: Table, source: Sequence[Line]) -> TableReading | None:
    """A table whose rows are printed side by side over one line of numbers (table 4), or None.

    The headers of the columns, repeated for each row, stand in one or two lines above the numbers.
    """
    cores = {core(label) for column in table.columns.values() for label in (column.label, *column.aliases)}
    row_labels = {core for row in table.rows.values() for core in row_cores(row)}
    places = len(table.cells)
    for grid in {line.grid.index: line.grid for line in source}.values():
        own = [line for line in source if line.grid is grid]
        named = [n for n, line in enumerate(own) if {core(c.text) for c in line.labels()} & row_labels]
        heads = [
            n
            for n, line in enumerate(own)
            if named and n >= named[0] and any(core(c.text) in cores for c in line.labels())
        ]
        if len(named) < 1 or not heads:
            continue
        leaves = _leaves(own[named[0] : heads[-1] + 1], cores)
        if len(leaves) != places or len({leaf.column for leaf in leaves}) != places:
            continue
        start = max(heads[-1] + 1, max(cell.row + cell.row_span for cell in leaves))
        data = [line for line in own if line.row >= start]
        if not data:
            continue
        filled = [line for line in data if any(tidy(cell.text) for cell in line.cells)]
        pieces = _under_leaves((filled or data)[0], leaves)
        rows = _across_rows(table, pieces, (filled or data)[0])
        return TableReading(form, table, rows, {}, float(places), _spans([grid]))
    return None


def _leaves(head: Sequence[Line], cores: set[str]) -> list[GridCell]:
    cells = dict.fromkeys(cell for line in head for cell in line.labels() if core(cell.text) in cores)
    return sorted(cells, key=lambda cell: cell.column)


def _under_leaves(line: Line, leaves: Sequence[GridCell]) -> tuple[Piece, ...]:
    """A piece for each leaf header: by place where the cells are as many, else by what stands under it."""
    if len(line.cells) == len(leaves):
        return tuple(map(piece, line.cells))
    columns = [Column(str(n), "", "count", "") for n in range(len(leaves))]
    ranges = {str(n): (leaf.column, leaf.column + leaf.column_span) for n, leaf in enumerate(leaves)}
    return _by_header(columns, line.cells, ranges) or ()


def _across_rows(table: Table, pieces: tuple[Piece, ...], line: Line) -> dict[str, RowReading]:
    rows: dict[str, RowReading] = {}
    at = 0
    for row in table.rows.values():
        width = len(row.columns)
        if pieces:
            rows[row.id] = RowReading(row.label, False, pieces[at : at + width])
        else:
            filled = [cell for cell in line.cells if tidy(cell.text)]
            rows[row.id] = _run(line.cells[0], False, line.cells, filled)
        at += width
    return rows
