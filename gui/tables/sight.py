"""Which cells of a table's body are to be drawn where, by the edges of its columns and rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QRect

from gui.tables.layout import SheetLayout

Place = tuple[int, int]


def edges(offset: int, sizes: Iterable[int]) -> list[int]:
    """Where sections of these sizes begin, and the last one ends; a hidden one has no size."""
    return list(accumulate(sizes, initial=-offset))


def in_sight(
    layout: SheetLayout, columns: Sequence[int], rows: Sequence[int], wanted: Iterable[QRect]
) -> Iterator[tuple[Place, QRect]]:
    """The cells that lie at least partly in the rectangles, each once, with their place between the lines."""
    places = {
        layout.owners[row, column]
        for rect in wanted
        for row in _between(rows, rect.top(), rect.bottom())
        for column in _between(columns, rect.left(), rect.right())
    }
    for row, column in places:
        printed = layout.printed_at[row, column]
        left, right = columns[column], columns[column + printed.column_span]
        top, bottom = rows[row], rows[row + printed.row_span]
        if right > left and bottom > top:
            yield (row, column), QRect(left, top, right - left - 1, bottom - top - 1)


def _between(starts: Sequence[int], first: int, last: int) -> range:
    """The sections that lie at least partly between two pixels, both included."""
    return range(max(0, bisect_right(starts, first) - 1), min(len(starts) - 1, bisect_left(starts, last + 1)))
