"""Paints the list of the prose's figures: words in two lines, the number among them set off."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from gui.number_edit import NumberDelegate
from gui.prose.model import ABOUT, CLAUSE, NUMBERS, RESULT, VALUE, ProseModel
from gui.prose.rows import FigureRow
from gui.qt_types import Index
from gui.row_paint import ICON, PAD, paint_ground, paint_sign
from gui.theme import Theme, Tone

LINES = 2
AIR = 10
MOST_KEPT = 400
SLACK = 0.9
"""Of the room of all lines, what a text may take: a line breaks before its end."""

Key = tuple[str, int, tuple[int, int], bool]


class ProseDelegate(NumberDelegate):
    """Paints a cell of the list, and lends numbers an editor; `staged` numbers wait for their decision."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._kept: OrderedDict[Key, QTextLayout] = OrderedDict()
        self.staged: Mapping[str, str] = {}

    def number_font(self) -> QFont:
        """That of the list."""
        return self._theme.font()

    def id_at(self, index: Index) -> str:
        """The id of the figure."""
        row = index.data(ProseModel.RowRole)
        assert isinstance(row, FigureRow)
        return row.id

    def restyle(self) -> None:
        """Sets all texts anew, in the theme's type and colours."""
        self._kept.clear()

    def height(self) -> int:
        """The height of a row: two lines with air around them."""
        return LINES * QFontMetrics(self._theme.font()).height() + AIR

    def sizeHint(self, option: Any, index: Index) -> QSize:
        """As high as every row."""
        return QSize(40, self.height())

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """One cell."""
        row = index.data(ProseModel.RowRole)
        assert isinstance(row, FigureRow)
        painter.save()
        rect = paint_ground(painter, option, self._theme, first=index.column() == RESULT)
        muted = row.sort is None or row.settled
        painter.setPen(self._theme.colour(Tone.MUTED if muted else Tone.TEXT))
        if index.column() == RESULT:
            self._result(painter, rect, row)
        elif index.column() in (CLAUSE, ABOUT):
            at = row.number_at if index.column() == CLAUSE else (-1, 0)
            self._words(painter, rect, row.texts[index.column()], at, from_end=index.column() == CLAUSE)
        elif index.column() == VALUE:
            self._number(painter, rect, row)
        else:
            side = Qt.AlignmentFlag.AlignRight if index.column() in NUMBERS else Qt.AlignmentFlag.AlignLeft
            painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, row.texts[index.column()])
        painter.restore()

    def _result(self, painter: QPainter, rect: QRect, row: FigureRow) -> None:
        if row.icon:
            paint_sign(painter, rect, self._theme, row.icon, row.tone)
        painter.setPen(self._theme.colour(row.tone))
        words = rect.adjusted(ICON + 6, 0, PAD, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.result)

    def _number(self, painter: QPainter, rect: QRect, row: FigureRow) -> None:
        """The number as decided, with the sign of the way out; or the one that waits for its decision."""
        text = self.staged.get(row.id)
        tone = Tone.ACCENT if text is not None else Tone.SETTLED if row.decided else None
        if tone is not None:
            painter.setFont(self._theme.font(bold=True))
            painter.setPen(self._theme.colour(tone))
        if row.decided and text is None:
            paint_sign(painter, rect, self._theme, row.decided, Tone.SETTLED)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, side, row.value if text is None else text)

    def _words(
        self, painter: QPainter, rect: QRect, text: str, at: tuple[int, int], *, from_end: bool
    ) -> None:
        """Words in at most two lines; of more, the end with the number, or the beginning."""
        key = (text, rect.width(), at, from_end)
        layout = self._kept.get(key)
        if layout is None:
            layout = self._kept[key] = self._set(text, rect.width(), at, from_end=from_end)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        high = layout.boundingRect().height()
        layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - high) / 2))

    def _set(self, text: str, width: int, at: tuple[int, int], *, from_end: bool) -> QTextLayout:
        font = self._theme.font()
        side = Qt.TextElideMode.ElideLeft if from_end else Qt.TextElideMode.ElideRight
        shown = QFontMetrics(font).elidedText(text, side, int(LINES * max(1, width) * SLACK))
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        start = at[0] - (len(text) - len(shown)) if from_end else at[0]
        if at[0] >= 0 and start >= 0 and at[1]:
            layout.setFormats([_emphasis(start, at[1], self._theme)])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid() and line.lineNumber() < LINES:
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


def _emphasis(start: int, length: int, theme: Theme) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    form.setFontWeight(QFont.Weight.Bold)
    form.setForeground(theme.colour(Tone.TEXT))
    form.setBackground(theme.colour(Tone.PLACE_SURFACE if theme.name == "light" else Tone.SETTLED_SURFACE))
    held = QTextLayout.FormatRange()
    held.start, held.length, held.format = start, length, form  # type: ignore[attr-defined]
    return held
