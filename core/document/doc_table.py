"""Tables of a legacy Word document: what defines a row, and rows put together as a grid."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.document.build import MOST_COLUMNS, MOST_SLOTS, RawCell, RawTable, refusal

_NEAR = (120, 30, 0)  # twips: no column that can hold a digit is narrower than the first
_WIDTH = 1000  # twips, of a cell that no definition speaks of
_CONTINUES_ABOVE, _BEGINS_DOWNWARD = 1, 3
_CONTINUES_BEFORE, _BEGINS_ACROSS = 1, 2

Content = Sequence[str | RawTable]


@dataclass(frozen=True, slots=True)
class RowDefinition:
    """The cells of a row: their edges in twips, one more than cells, and how each is merged.

    `across` and `down` hold the bits of the official TCGRF (horzMerge and vertMerge).
    """

    edges: tuple[int, ...]
    across: tuple[int, ...]
    down: tuple[int, ...]

    def merged_down(self, cell: int, how: int) -> RowDefinition:
        """The row with one cell's vertical merge set (sprmTVertMerge)."""
        down = (*self.down[:cell], how, *self.down[cell + 1 :])
        return replace(self, down=down[: len(self.down)])

    def merged_across(self, first: int, limit: int, *, merge: bool) -> RowDefinition:
        """The row with the cells from first up to limit merged (sprmTMerge) or parted (sprmTSplit)."""
        across = list(self.across)
        for cell in range(first, min(limit, len(across))):
            across[cell] = (_BEGINS_ACROSS if cell == first else _CONTINUES_BEFORE) if merge else 0
        return replace(self, across=tuple(across))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: the content of its cells, and its definition where it has one."""

    cells: Sequence[Content]
    definition: RowDefinition | None


def row_definition(operand: bytes) -> RowDefinition:
    """The row that a TDefTableOperand ([MS-DOC] 2.9.323) defines; struct.error where it is cut short."""
    count = operand[2] if len(operand) > 2 else 0
    edges = struct.unpack_from(f"<{count + 1}h", operand, 3)
    first = 3 + 2 * (count + 1)
    flags = [
        struct.unpack_from("<H", operand, at)[0] if at + 2 <= len(operand) else 0
        for at in range(first, first + 20 * count, 20)
    ]
    return RowDefinition(edges, tuple(flag & 3 for flag in flags), tuple(flag >> 5 & 3 for flag in flags))


def make_table(rows: Sequence[Row], name: str) -> RawTable:
    """The rows as a table, cells that are merged taken together; InputError where it is absurdly large."""
    placed = _columns([_edges(row) for row in rows])
    columns = max((at[-1] for at in placed), default=0)
    if columns > MOST_COLUMNS or len(rows) * columns > MOST_SLOTS:
        raise refusal("table_too_large", name, rows=len(rows), columns=columns)
    cells: list[RawCell] = []
    above: dict[int, int] = {}
    for number, (row, at) in enumerate(zip(rows, placed, strict=True)):
        held: dict[int, int] = {}
        for left, right, down, content in _across(row, at):
            index = above.get(left) if down == _CONTINUES_ABOVE else None
            if index is not None and cells[index].column_span == right - left:
                cells[index] = replace(cells[index], row_span=number - cells[index].row + 1)
            else:
                index = len(cells)
                cells.append(RawCell(number, left, 1, right - left, content))
            if down in (_CONTINUES_ABOVE, _BEGINS_DOWNWARD):
                held[left] = index
        above = held
    return RawTable(len(rows), columns, cells)


def _edges(row: Row) -> list[int]:
    """The edges of the cells that the row has, made up where its definition has none."""
    edges = list(row.definition.edges[: len(row.cells) + 1]) if row.definition else [0]
    while len(edges) <= len(row.cells):
        edges.append(edges[-1] + _WIDTH)
    return edges


def _columns(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Each edge's number on the grid of all rows; edges that only differ by a hair are one.

    Where that leaves some cell no width, and its own edges do not either, cells are simply counted.
    """
    for near in _NEAR:
        lines = list(_lines({edge for row in rows for edge in row}, near))
        placed = [[bisect_right(lines, edge) - 1 for edge in row] for row in rows]
        if all(left < right for row in placed for left, right in pairwise(row)):
            return placed
    return [list(range(len(row))) for row in rows]


def _lines(edges: Iterable[int], near: int) -> Iterator[int]:
    line: int | None = None
    for edge in sorted(edges):
        if line is None or edge > line + near:
            line = edge
            yield line


def _across(row: Row, at: Sequence[int]) -> Iterator[tuple[int, int, int, Content]]:
    """The cells of a row as left, right, vertical merge and content; those merged across are one.

    Documents and readers disagree which bit of horzMerge begins such a group; the first cell of
    a run of flagged ones does. What a merged-away cell holds is not shown by Word.
    """
    flags = row.definition.across if row.definition else ()
    down = row.definition.down if row.definition else ()
    begins = cell = 0
    while cell < len(row.cells):
        flag = flags[cell] if cell < len(flags) else 0
        begins = flag if not begins or not flag else begins
        end = cell + 1
        while flag and end < min(len(row.cells), len(flags)) and flags[end] not in (0, begins):
            end += 1
        yield at[cell], at[end], down[cell] if cell < len(down) else 0, row.cells[cell]
        cell = end
