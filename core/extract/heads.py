"""Which column of a grid is which of the form's, by the heads that stand above (表头)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.document.model import GridCell
from core.extract.labels import LIKE, core, likeness, number
from core.extract.lines import Line, cores_of, piece
from core.extract.numbers import read_number, tidy
from core.extract.reading import ABSENT, Piece
from core.forms.form import Column, Table

Range = tuple[int, int]


@dataclass(frozen=True)
class Heads:
    """The heads last seen above a row: the grid columns of each, in the order they are read.

    `usual` is the order in which the printed form has them read. `strangers` are the grid columns under
    heads that the form does not have (小计, 备注), `unnamed` those under heads without words.
    """

    ranges: Mapping[str, Range] = field(default_factory=dict)
    usual: tuple[str, ...] = ()
    strangers: tuple[Range, ...] = ()
    unnamed: tuple[Range, ...] = ()

    def agree(self, columns: Sequence[Column]) -> bool:
        """Whether the heads leave the columns in the form's order, line by line or from left to right, with
        none among them that the form does not have."""
        own = [column.id for column in columns]
        seen = [id for id in self.ranges if id in own]
        orders = ([id for id in order if id in seen] for order in (own, self.usual))
        return seen in orders and not self.strangers

    def place(self, columns: Sequence[Column], cells: Sequence[GridCell]) -> tuple[Piece, ...] | None:
        """The piece of each column, ABSENT for one that the table has not; None where they are not sure.

        As many cells as columns are taken in order, where the heads are there and agree or none is there.
        """
        seen = sum(column.id in self.ranges for column in columns)
        if len(cells) == len(columns) and seen in (0, len(columns)) and self.agree(columns):
            return tuple(map(piece, cells))
        return self.under(columns, cells)

    def under(
        self, columns: Sequence[Column], cells: Sequence[GridCell], empty: Collection[int] = ()
    ) -> tuple[Piece, ...] | None:
        """The piece under each column's head, where every filled cell stands under exactly one.

        Among heads with words one without leaves all unsure, unless its grid column is an `empty` one.
        """
        held = {column.id: self.ranges[column.id] for column in columns if column.id in self.ranges}
        if not held or len(columns) - len(held) > len(columns) // 3:
            return None
        named = [*held.values(), *self.strangers]
        if any(bare < max(named) and bare[0] not in empty for bare in self.unnamed):
            return None
        if not stands_under(cells, [*named, *self.unnamed]):
            return None
        strange = [cell for cell in cells if any(_over(cell, range) for range in self.strangers)]
        pieces: list[Piece] = []
        placed = set(strange)
        for column in columns:
            under = [cell for cell in cells if column.id in held and _over(cell, held[column.id])]
            filled = [cell for cell in under if tidy(cell.text)]
            if (column.id in held and not under) or len(filled) > 1 or not placed.isdisjoint(filled):
                return None
            placed.update(filled)
            pieces.append(piece((filled or under)[0]) if under else ABSENT)
        return tuple(pieces) if placed >= {cell for cell in cells if tidy(cell.text)} else None


def _over(cell: GridCell, range: Range) -> bool:
    return cell.column < range[1] and cell.column + cell.column_span > range[0]


def stands_under(cells: Sequence[GridCell], heads: Iterable[Range]) -> bool:
    """Whether cells of a line, from left to right, stand below heads as they were printed.

    Heads that overlap or leave a gap, cells that stand in part under a head, or begin or end elsewhere than
    the heads, are not above and below each other: spans or cells of the table were lost on the way.
    """
    edges = sorted(heads)
    if any(left[1] != right[0] for left, right in pairwise(edges)):
        return False
    if cells and (edges[0][0] < cells[0].column or edges[-1][1] != max(range_of(cell)[1] for cell in cells)):
        return False
    return not any(_straddles(cell, range) for cell in cells for range in edges)


def _straddles(cell: GridCell, range: Range) -> bool:
    """Whether a cell stands in part under a head, and neither holds the other."""
    left, right = range_of(cell)
    return _over(cell, range) and (left - range[0]) * (right - range[1]) > 0


def usual_order(table: Table) -> tuple[str, ...]:
    """The ids of the columns in the order in which their heads are read on the printed form, line by line."""
    ids = {core(label): column.id for column in table.columns.values() for label in _printed(column)}
    texts = (core(cell.text) for cell in table.sheet if not cell.cell and not cell.row_id)
    return tuple(dict.fromkeys(ids[text] for text in texts if text in ids))


def _printed(column: Column) -> tuple[str, ...]:
    return (column.label, *column.aliases)


def read_heads(block: Sequence[Line], table: Table) -> Heads | None:
    """The heads that neighbouring lines above a row hold, or None where they hold none of the form's.

    A misprinted head is taken for the column that it is like and that has no other head.
    """
    cells = list(dict.fromkeys(cell for line in block for cell in line.cells if core(cell.text)))
    known: dict[GridCell, str] = {}
    for cell in cells:
        if (id := column_of(cell, table)) is not None:
            known[cell] = id
    if 4 * len(set(known.values())) < max(
        (len(row.columns) for row in table.rows.values() if {*row.columns} & {*known.values()}), default=1
    ):
        return None
    for cell in cells:
        if cell not in known and (id := _misprinted(cell, table, set(known.values()))) is not None:
            known[cell] = id
    ranges = {known[cell]: range_of(cell) for cell in cells if cell in known}
    strangers = [
        range_of(cell)
        for cell in cells
        if cell not in known and _is_leaf(cell, cells) and not _is_text(cell, table)
    ]
    left = min(range[0] for range in ranges.values())
    strangers = [range for range in strangers if range[0] >= left]
    bare = {cell for line in block for cell in line.cells if not core(cell.text)}
    taken = [*ranges.values(), *strangers]
    unnamed = {range_of(c) for c in bare if c.column >= left and not any(_over(c, range) for range in taken)}
    return Heads(ranges, usual_order(table), tuple(strangers), tuple(sorted(unnamed)))


def range_of(cell: GridCell) -> Range:
    """The columns of the grid that a cell stands in: the first, and the first after it."""
    return cell.column, cell.column + cell.column_span


def column_of(cell: GridCell, table: Table) -> str | None:
    """The column whose head a cell is, as printed on the form, with a note or without.

    A numbered 其他 or 总计 is a row of its own.
    """
    printed = cores_of(cell)
    if number(cell.text) and len(printed[0]) <= 2:
        return None
    for column in table.columns.values():
        if any(core(label) in printed for label in _printed(column)):
            return column.id
    return None


def _misprinted(cell: GridCell, table: Table, taken: set[str]) -> str | None:
    """The column whose head a cell is nearly, unless those of several run together in it."""
    whole = [
        c for c in table.columns.values() if any(core(label) in cores_of(cell)[0] for label in _printed(c))
    ]
    if len(whole) > 1:
        return None
    alike = {
        column.id: max(
            likeness(printed, core(label)) for printed in cores_of(cell) for label in _printed(column)
        )
        for column in table.columns.values()
        if column.id not in taken
    }
    best = max(alike, key=alike.__getitem__, default=None)
    return best if best is not None and alike[best] >= LIKE else None


def _is_leaf(cell: GridCell, cells: Sequence[GridCell]) -> bool:
    """Whether no other head stands below a cell."""
    end = cell.row + cell.row_span
    return not any(other.row >= end and _over(other, range_of(cell)) for other in cells)


def _is_text(cell: GridCell, table: Table) -> bool:
    """Whether a cell holds a text of the form, or a number: no head of a column of its own."""
    own = {core(printed.text) for printed in table.sheet if not printed.cell}
    return bool(own & {*cores_of(cell)}) or read_number(cell.text) is not None


def is_head_line(line: Line, table: Table) -> bool:
    """Whether a line holds heads of the table's columns, and no number."""
    heads = any(column_of(cell, table) is not None for cell in line.labels())
    return heads and not any(read_number(cell.text) for cell in line.cells)
