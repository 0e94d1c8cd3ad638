"""Paints the list of findings: the state with its icon, groups with their fold, settled rows muted."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from gui.findings.model import NUMBERS, POSITION, STATUS, FindingsModel
from gui.findings.rows import Row
from gui.findings.sorts import Sort
from gui.qt_types import Index
from gui.row_paint import ICON, PAD, paint_ground, paint_sign
from gui.theme import Theme, Tone


class FindingsDelegate(QStyledItemDelegate):
    """Paints a cell of the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """One line of text with air around it."""
        return QSize(40, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """One cell."""
        row = index.data(FindingsModel.RowRole)
        assert isinstance(row, Row)
        painter.save()
        rect = paint_ground(painter, option, self._theme, first=index.column() == STATUS)
        if index.column() == STATUS:
            rect = self._sign(painter, rect, row)
        elif index.column() == POSITION:
            rect = self._fold(painter, rect, row, index)
        self._words(painter, option, rect, row, index)
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRect, row: Row) -> QRect:
        paint_sign(painter, rect, self._theme, row.icon, row.tone)
        return rect.adjusted(ICON + 6, 0, PAD, 0)

    def _fold(self, painter: QPainter, rect: QRect, row: Row, index: Index) -> QRect:
        if row.members:
            model = index.model()
            assert isinstance(model, FindingsModel)
            name = "down" if model.is_unfolded(index.row()) else "right"
            self._theme.icon(name, Tone.MUTED).paint(painter, fold_rect(rect))
        return rect.adjusted(18 if row.members else 18 * row.depth, 0, 0, 0)

    def _words(
        self,
        painter: QPainter,
        option: Any,
        rect: QRect,
        row: Row,
        index: Index,
    ) -> None:
        column = index.column()
        tone = row.tone if column == STATUS else Tone.MUTED if row.settled else Tone.TEXT
        painter.setPen(self._theme.colour(tone))
        font = option.font
        font.setBold(column == STATUS and not row.settled and row.sort in (Sort.FAILED, Sort.DOUBT))
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(row.texts[column], Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)


def fold_rect(rect: QRect) -> QRect:
    """Where the sign stands that unfolds a group, within the padded place cell."""
    return QRect(rect.left(), rect.center().y() - 6, 13, 13)
