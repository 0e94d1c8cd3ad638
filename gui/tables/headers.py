"""The official merged header and label columns, kept in view while the body scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QItemSelection, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from core.forms.form import PrintedCell
from gui.qt_types import Index
from gui.tables.layout import SheetLayout
from gui.tables.sight import edges
from gui.tables.typeset import Typesetter
from gui.theme import Theme, Tone

SMALL = 0.9
"""The size of the corner's note, the interface's type being 1."""


class MergedHeader(QHeaderView):
    """A header of several levels whose labels span sections and levels.

    `levels` are the heights of the header's rows, or the widths of the label columns.
    """

    def __init__(self, orientation: Qt.Orientation, layout: SheetLayout, theme: Theme, view: QTableView):
        super().__init__(orientation, view)
        horizontal = orientation is Qt.Orientation.Horizontal
        self._sheet = layout
        self._labels = layout.header if horizontal else layout.labels
        self._across = horizontal
        self._theme = theme
        self._set = Typesetter(theme.font())
        self._levels: list[int] = [0]
        self._lit: tuple[int, int] | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("表头") if horizontal else self.tr("行名"))
        self.setVisible(bool(self._labels))

    @property
    def levels(self) -> Sequence[int]:
        """The sizes of the levels, outermost first."""
        return self._levels

    def set_levels(self, levels: Sequence[int]) -> None:
        """Takes new sizes of the levels."""
        if list(levels) != self._levels:
            self._levels = list(levels)
            self.updateGeometry()
            self.geometriesChanged.emit()
            self.viewport().update()

    def light(self, place: tuple[int, int] | None) -> None:
        """Lights the labels of the current cell, given by its body row and column."""
        before, self._lit = self._lit, place
        along, across = self._edges()
        for printed in self._labels:
            if self._is_lit(printed, before) != self._is_lit(printed, place):
                self.viewport().update(self._rect(printed, along, across))

    def restyle(self) -> None:
        """Takes over the theme's type and colours."""
        self._set = Typesetter(self._theme.font())
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As thick as the levels together."""
        thick = sum(self._levels)
        return QSize(0, thick) if self._across else QSize(thick, 0)

    def rect_of(self, printed: PrintedCell) -> QRect:
        """Where a label stands on the header's viewport; empty where all its sections are hidden."""
        return self._rect(printed, *self._edges())

    def _edges(self) -> tuple[list[int], list[int]]:
        """Where the sections and the levels begin, and the last of each ends."""
        sizes = map(self.sectionSize, range(self.count()))
        return edges(self.offset(), sizes), edges(0, self._levels)

    def _rect(self, printed: PrintedCell, along: Sequence[int], across: Sequence[int]) -> QRect:
        if self._across:
            first, sections = printed.column - self._sheet.left, printed.column_span
            level, levels = printed.row, printed.row_span
        else:
            first, sections = printed.row - self._sheet.top, printed.row_span
            level, levels = printed.column, printed.column_span
        start, length = along[first], along[first + sections] - along[first]
        depth, thick = across[level], across[level + levels] - across[level]
        return QRect(start, depth, length, thick) if self._across else QRect(depth, start, thick, length)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the labels that are in sight, their text centred in what is seen of them."""
        viewport, along, across = self.viewport().rect(), *self._edges()
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour(Tone.SURFACE))
            for printed in self._labels:
                rect = self._rect(printed, along, across)
                if not rect.isEmpty() and rect.intersects(event.rect()):
                    self._draw(painter, rect, rect & viewport, printed)

    def _draw(self, painter: QPainter, rect: QRect, visible: QRect, printed: PrintedCell) -> None:
        """One label: its ground over all of `rect`, its text within what is `visible` of it."""
        lit = self._is_lit(printed, self._lit)
        painter.fillRect(rect, self._theme.colour(Tone.GRID))
        ground = self._theme.colour(Tone.SELECTION if lit else Tone.HEADER)
        painter.fillRect(rect.adjusted(0, 0, -1, -1), ground)
        painter.setPen(self._theme.colour(Tone.TEXT))
        if printed.row_id is not None and printed.row_span == 1 and printed.column_span < 5:
            self._set.draw_wrapped(painter, visible, printed.text)
        else:
            self._set.draw_merged(painter, visible, printed.text)

    def _is_lit(self, printed: PrintedCell, place: tuple[int, int] | None) -> bool:
        if place is None:
            return False
        row, column = place
        if self._across:
            start, end = printed.column, printed.column + printed.column_span
            return start <= column + self._sheet.left < end and end - start == 1
        start, end = printed.row, printed.row + printed.row_span
        return start <= row + self._sheet.top < end and end - start == 1

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Nothing: `light` draws the labels of the current cell anew, and only those."""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Nothing, as with `selectionChanged`."""

    def viewportEvent(self, event: QEvent) -> bool:
        """A label that does not fit tells itself in full."""
        if isinstance(event, QHelpEvent):
            hit = next((p for p in self._labels if self.rect_of(p).contains(event.pos())), None)
            QToolTip.showText(event.globalPos(), hit.text if hit else "", self)
            return True
        return super().viewportEvent(event)


class Corner(QWidget):
    """The printed cells between header and labels, over the table's own empty corner."""

    def __init__(
        self, layout: SheetLayout, theme: Theme, levels: Callable[[], tuple[Sequence[int], Sequence[int]]],
        parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._printed = layout.corner
        self._theme = theme
        self._levels = levels
        self._set = Typesetter(theme.font(SMALL))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(" ".join(p.text for p in layout.corner) or self.tr("表头"))
        self.setVisible(bool(layout.corner))

    def metrics(self) -> QFontMetrics:
        """Of the smaller type that the corner's note is set in."""
        return QFontMetrics(self._theme.font(SMALL))

    def restyle(self) -> None:
        """Takes over the theme's type and colours."""
        self._set = Typesetter(self._theme.font(SMALL))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the corner's texts, muted."""
        heights, widths = self._levels()
        tops, lefts = [0, *accumulate(heights)], [0, *accumulate(widths)]
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.colour(Tone.HEADER))
            for p in self._printed:
                left, top = lefts[p.column], tops[p.row]
                right, bottom = lefts[p.column + p.column_span], tops[p.row + p.row_span]
                rect = QRect(left, top, right - left, bottom - top)
                painter.setPen(self._theme.colour(Tone.GRID))
                painter.drawLine(rect.topRight(), rect.bottomRight())
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
                painter.setPen(self._theme.colour(Tone.MUTED))
                self._set.draw_wrapped(painter, rect, p.text)
