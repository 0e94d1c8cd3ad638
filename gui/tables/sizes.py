"""How wide the columns and how high the rows of a table stand in the room that there is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtGui import QFontMetrics

from core.forms.form import PrintedCell
from gui.tables.labels import PAD, balanced, level, merged_height, spread, wrapped_height
from gui.tables.layout import SheetLayout

ROW_PADDING, HEADER_PADDING = 8, 6
TALL = 8
"""A label over more rows than this is set one character a line."""
LABEL_LEAST, COMFORT, LABEL_MOST = 150, 215, 320
"""Widths of the last label column: at least, before the numbers grow, and at most."""
NUMBER_FAIR, NUMBER_MOST = 46, 92
"""The width that every number column has before the labels grow, and the most that one ever has."""
TEXT_COLUMN_MOST = 190
MERGED_MOST = 62
"""A folded table makes its few rows higher for the sake of a merged label that needs no more than this."""


@dataclass(frozen=True)
class Sizes:
    """Pixels: `labels` and `columns` across, `header` and `rows` (hidden ones 0) down."""

    labels: tuple[int, ...]
    columns: tuple[int, ...]
    header: tuple[int, ...]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Ruler:
    """Measures a sheet, and keeps what does not change with its numbers and its width.

    `width_of` tells how wide the number of a cell id is, signs included.
    """

    layout: SheetLayout
    metrics: QFontMetrics
    small: QFontMetrics
    width_of: Callable[[str], int]
    _heights: dict[tuple[str, int], int] = field(default_factory=dict)

    def measure(self, available: int, hidden: Collection[int]) -> Sizes:
        """Lays the sheet out in a width, with some rows of the body hidden."""
        labels, columns = self._widths(available)
        return Sizes(
            tuple(labels), tuple(columns), tuple(self._header(labels, columns)),
            tuple(self._rows(labels, columns, hidden)),
        )  # fmt: skip

    def _widths(self, available: int) -> tuple[list[int], list[int]]:
        columns = [self._least(column) for column in range(self.layout.columns)]
        labels = [self._narrow(column) for column in range(self.layout.left)]
        if labels:
            labels[-1] = self._grown(labels, columns, available, COMFORT)
            columns = level(columns, available - sum(labels), NUMBER_FAIR)
            labels[-1] = self._grown(labels, columns, available, LABEL_MOST)
        most = TEXT_COLUMN_MOST if self.layout.left == 0 and self.layout.top == 0 else NUMBER_MOST
        return labels, level(columns, available - sum(labels), most)

    def _least(self, column: int) -> int:
        return max([self._texts_least[column], *map(self.width_of, self._numbers[column])])

    @cached_property
    def _texts_least(self) -> list[int]:
        """How wide the texts of the form make each column at least."""
        least = [36] * self.layout.columns
        for p in (*self.layout.header, *self.layout.body):
            if p.column_span == 1 and p.cell is None:
                column = p.column - self.layout.left
                least[column] = max(least[column], self._width(p))
        return least

    @cached_property
    def _numbers(self) -> list[list[str]]:
        """The cells of each column that stand in it alone."""
        numbers: list[list[str]] = [[] for _ in range(self.layout.columns)]
        for p in self.layout.body:
            if p.column_span == 1 and p.cell is not None:
                numbers[p.column - self.layout.left].append(p.cell)
        return numbers

    def _width(self, printed: PrintedCell) -> int:
        if printed.row_id is not None and printed.column == 0:
            return min(LABEL_MOST, self.metrics.horizontalAdvance(printed.text) + 2 * PAD + 2)
        half = balanced(printed.text, max(2, (len(printed.text) + 1) // 2))
        return max(self.metrics.horizontalAdvance(line) for line in half) + 2 * PAD

    def _narrow(self, column: int) -> int:
        if column == self.layout.left - 1:
            return LABEL_LEAST
        spans = [p.row_span for p in self.layout.labels if p.column == column and p.column_span == 1]
        characters = 1 if max(spans, default=1) > TALL else 3
        return characters * self.metrics.horizontalAdvance("国") + 2 * PAD + 3

    def _grown(self, labels: list[int], columns: list[int], available: int, most: int) -> int:
        """The last label column as wide as its widest label below `most` wants, and the room allows."""
        widest = max((width for width in self._labels_wanted if width <= most), default=most)
        return max(labels[-1], min(widest, available - sum(labels[:-1]) - sum(columns)))

    @cached_property
    def _labels_wanted(self) -> list[int]:
        """How wide each label of the last label column would have to be to stand in one line."""
        texts = [p.text for p in self.layout.labels if p.column == self.layout.left - 1]
        return [self.metrics.horizontalAdvance(text) + 2 * PAD + 2 for text in texts]

    def _header(self, labels: list[int], columns: list[int]) -> list[int]:
        line = self.metrics.height() + HEADER_PADDING
        heights = [line] * self.layout.top
        for p in sorted(self.layout.header, key=lambda p: p.row_span):
            start = p.column - self.layout.left
            width = sum(columns[start : start + p.column_span])
            self._raise(heights, p, merged_height(p.text, width, self.metrics) + HEADER_PADDING, 0)
        for p in self.layout.corner:
            width = sum(labels[p.column : p.column + p.column_span])
            self._raise(heights, p, wrapped_height(p.text, width, self.small) + PAD, 0)
        return heights

    def _rows(self, labels: list[int], columns: list[int], hidden: Collection[int]) -> list[int]:
        line = self.metrics.height() + ROW_PADDING
        heights = [0 if row in hidden else line for row in range(self.layout.rows)]
        single = [p for p in (*self.layout.labels, *self.layout.body) if p.row_span == 1 and not p.cell]
        widths = [*labels, *columns]
        for p in single:
            row, width = p.row - self.layout.top, sum(widths[p.column : p.column + p.column_span])
            if heights[row]:
                heights[row] = max(heights[row], self._wrapped(p.text, width) + ROW_PADDING)
        for p in self.layout.labels:
            if p.row_span > 1:
                full = merged_height(p.text, labels[p.column], self.metrics) + PAD
                if full <= MERGED_MOST:
                    self._raise(heights, p, full, self.layout.top)
        return heights

    def _wrapped(self, text: str, width: int) -> int:
        """How high running text stands in a width; measured once."""
        held = self._heights.get((text, width))
        if held is None:
            held = self._heights[text, width] = wrapped_height(text, width, self.metrics)
        return held

    def _raise(self, heights: list[int], printed: PrintedCell, wanted: int, offset: int) -> None:
        first = printed.row - offset
        at = [row for row in range(first, first + printed.row_span) if heights[row]]
        for row, height in zip(at, spread([heights[row] for row in at], wanted), strict=True):
            heights[row] = height
