"""Draws the printed labels, and keeps what was set in lines: the same labels are drawn again and again."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStaticText, QTextOption

from gui.tables.labels import PAD, merged_lines, per_line

MOST_KEPT = 500


@dataclass(frozen=True)
class Line:
    """A line that is set, and where its top left stands in the room of its label."""

    text: QStaticText
    at: QPointF


@dataclass(frozen=True)
class Block:
    """A label that is set; `whole` where its room holds all of it."""

    lines: tuple[Line, ...]
    whole: bool


class Typesetter:
    """Sets labels in one type."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetrics(font)
        self._kept: dict[tuple[str, int, int, bool], Block] = {}

    def draw_wrapped(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draws running text from the left, wrapped between its margins."""
        self._draw(painter, rect.adjusted(PAD, 0, -PAD, 0), text, merged=False)

    def draw_merged(self, painter: QPainter, rect: QRect, text: str) -> None:
        """Draws a merged label centred, in the fullest way that fits; the last way is clipped if need be."""
        self._draw(painter, rect, text, merged=True)

    def _draw(self, painter: QPainter, rect: QRect, text: str, *, merged: bool) -> None:
        key = (text, rect.width(), rect.height(), merged)
        block = self._kept.get(key)
        if block is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            lines = self._merged(text, rect.size()) if merged else self._wrapped(text, rect.size())
            block = self._kept[key] = _block(lines, rect.size())
        painter.setFont(self._font)
        if not block.whole:
            painter.save()
            painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        origin = QPointF(rect.topLeft())
        for line in block.lines:
            painter.drawStaticText(origin + line.at, line.text)
        if not block.whole:
            painter.restore()

    def _wrapped(self, text: str, room: QSize) -> tuple[Line, ...]:
        set_ = self._set(text)
        set_.setTextOption(_option(QTextOption.WrapMode.WordWrap))
        set_.setTextWidth(room.width())
        set_.prepare(font=self._font)
        return (Line(set_, QPointF(0, (room.height() - set_.size().height()) / 2)),)

    def _merged(self, text: str, room: QSize) -> tuple[Line, ...]:
        """Lines below one another, each centred; characters one below the other where only one fits."""
        lines = [self._set(line) for line in merged_lines(text, room, self._metrics)]
        if per_line(room.width(), self._metrics) > 1:
            high = lines[0].size().height()
            top = (room.height() - len(lines) * high) / 2
            lefts = [(room.width() - line.size().width()) / 2 for line in lines]
        else:
            high = self._metrics.height()
            top = (room.height() - 1) // 2 + 1 - len(lines) * high // 2
            left = (room.width() - 1) // 2 - 1 - self._metrics.horizontalAdvance("国") // 2
            lefts = [float(left)] * len(lines)
        return tuple(
            Line(line, QPointF(left, top + at * high))
            for at, (line, left) in enumerate(zip(lines, lefts, strict=True))
        )

    def _set(self, text: str) -> QStaticText:
        set_ = QStaticText(text)
        set_.setTextFormat(Qt.TextFormat.PlainText)
        set_.setTextOption(_option(QTextOption.WrapMode.NoWrap))
        set_.prepare(font=self._font)
        return set_


def _option(wrap: QTextOption.WrapMode) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(wrap)
    return option


def _block(lines: tuple[Line, ...], room: QSize) -> Block:
    sizes: list[tuple[QPointF, QSizeF]] = [(line.at, line.text.size()) for line in lines]
    whole = all(
        at.x() >= 0
        and at.y() >= 0
        and at.x() + size.width() <= room.width()
        and at.y() + size.height() <= room.height()
        for at, size in sizes
    )
    return Block(lines, whole)
