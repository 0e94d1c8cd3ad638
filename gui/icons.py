"""The icons of resources/icons in a tone, drawn at the size that is asked for and when it is asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from core.paths import resource


def tinted(name: str, colour: QColor, disabled: QColor) -> QIcon:
    """An icon in a colour, in another where it is disabled; FileNotFoundError if there is none so called."""
    return QIcon(_Engine(_drawing(name), colour, disabled))


class _Engine(QIconEngine):
    """Draws one icon; each size of it once. A screen at 125 % has it as sharp as one at 100 %."""

    def __init__(self, drawing: str, colour: QColor, disabled: QColor) -> None:
        super().__init__()
        self._drawing = drawing
        self._colours = colour, disabled
        self._drawn: dict[tuple[int, int, bool], QPixmap] = {}

    def clone(self) -> QIconEngine:
        """The same icon, its sizes to be drawn anew."""
        return _Engine(self._drawing, *self._colours)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon in pixels of the screen."""
        greyed = mode is QIcon.Mode.Disabled
        key = size.width(), size.height(), greyed
        held = self._drawn.get(key)
        if held is None:
            held = self._drawn[key] = _draw(self._drawing, self._colours[greyed], size)
        return held

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """The icon where a painter wants it, as fine as its device is."""
        size = rect.size() * painter.device().devicePixelRatio()
        painter.drawPixmap(rect, self.pixmap(size, mode, state))


def _draw(drawing: str, colour: QColor, size: QSize) -> QPixmap:
    """The drawing, as large as fits, in the middle."""
    side = min(size.width(), size.height())
    room = QRectF((size.width() - side) / 2, (size.height() - side) / 2, side, side)
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour.name()).encode()))
        renderer.render(painter, room)
    return pixmap


@cache
def _drawing(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
