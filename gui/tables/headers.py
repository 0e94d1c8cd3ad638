"""The official merged header and label columns, kept in view while the body scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from core.forms.form import PrintedCell
from gui.tables.labels import draw_merged, draw_wrapped
from gui.tables.layout import SheetLayout
from gui.theme import Theme, Tone

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LabelPainter:
    """Draws printed labels in the theme's colours."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def draw(
        self, painter: QPainter, rect: QRect, visible: QRect, printed: PrintedCell, *, lit: bool
    ) -> None:
        """One label: its ground over all of `rect`, its text within what is `visible` of it."""
        theme = self._theme
        painter.fillRect(rect, theme.colour(Tone.SELECTION if lit else Tone.HEADER))
        painter.setPen(theme.colour(Tone.GRID))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme.colour(Tone.TEXT))
        if printed.row_id is not None and printed.row_span == 1 and printed.column_span < 5:
            draw_wrapped(painter, visible, printed.text, LEFT)
        else:
            draw_merged(painter, visible, printed.text)


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
        self._paint = LabelPainter(theme)
        self._levels: list[int] = [0]
        self._lit: tuple[int, int] | None = None
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)
        self.setSectionsClickable(False)
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
        self._lit = place
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """As thick as the levels together."""
        thick = sum(self._levels)
        return QSize(0, thick) if self._across else QSize(thick, 0)

    def rect_of(self, printed: PrintedCell) -> QRect:
        """Where a label stands on the header's viewport; empty where all its sections are hidden."""
        if self._across:
            first, sections = printed.column - self._sheet.left, printed.column_span
            level, levels = printed.row, printed.row_span
        else:
            first, sections = printed.row - self._sheet.top, printed.row_span
            level, levels = printed.column, printed.column_span
        shown = [s for s in range(first, first + sections) if not self.isSectionHidden(s)]
        if not shown:
            return QRect()
        start = self.sectionViewportPosition(shown[0])
        length = sum(self.sectionSize(s) for s in shown)
        edges = [0, *accumulate(self._levels)]
        depth, thick = edges[level], edges[level + levels] - edges[level]
        return QRect(start, depth, length, thick) if self._across else QRect(depth, start, thick, length)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the labels that are in sight, their text centred in what is seen of them."""
        viewport = self.viewport().rect()
        with QPainter(self.viewport()) as painter:
            painter.setFont(self.font())
            painter.fillRect(event.rect(), self._theme.colour(Tone.SURFACE))
            for printed in self._labels:
                rect = self.rect_of(printed)
                if rect.isEmpty() or not rect.intersects(event.rect()):
                    continue
                self._paint.draw(painter, rect, rect & viewport, printed, lit=self._is_lit(printed))

    def _is_lit(self, printed: PrintedCell) -> bool:
        if self._lit is None:
            return False
        row, column = self._lit
        if self._across:
            start, end = printed.column, printed.column + printed.column_span
            return start <= column + self._sheet.left < end and end - start == 1
        start, end = printed.row, printed.row + printed.row_span
        return start <= row + self._sheet.top < end and end - start == 1

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
        self.setAccessibleName(" ".join(p.text for p in layout.corner) or self.tr("表头"))
        self.setVisible(bool(layout.corner))

    def metrics(self) -> QFontMetrics:
        """Of the smaller type that the corner's note is set in."""
        return QFontMetrics(self._theme.font(0.9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the corner's texts, muted."""
        heights, widths = self._levels()
        tops, lefts = [0, *accumulate(heights)], [0, *accumulate(widths)]
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(0.9))
            painter.fillRect(self.rect(), self._theme.colour(Tone.HEADER))
            for p in self._printed:
                left, top = lefts[p.column], tops[p.row]
                right, bottom = lefts[p.column + p.column_span], tops[p.row + p.row_span]
                rect = QRect(left, top, right - left, bottom - top)
                painter.setPen(self._theme.colour(Tone.GRID))
                painter.drawLine(rect.topRight(), rect.bottomRight())
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
                painter.setPen(self._theme.colour(Tone.MUTED))
                draw_wrapped(painter, rect, p.text, LEFT)
