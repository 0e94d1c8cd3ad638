"""The signs of the cells' states, drawn as lines so that no font need have them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from gui.tables.present import Mark

BOX = 12.0
"""The signs are drawn on a square of this size."""


@cache
def outline(mark: Mark) -> QPainterPath:
    """The lines of a sign on the square."""
    path = QPainterPath()
    match mark:
        case Mark.FAILED:
            _lines(path, (6, 2), (6, 7))
            _dot(path, 6, 9.9)
        case Mark.DOUBT:
            path.moveTo(3.6, 4.2)
            path.cubicTo(3.6, 1.2, 8.6, 1.2, 8.6, 4.2)
            path.cubicTo(8.6, 6.0, 6.1, 5.8, 6.1, 7.6)
            _dot(path, 6.1, 9.9)
        case Mark.RECOVERED:
            for y in (4.4, 7.8):
                path.moveTo(2, y + 0.8)
                path.cubicTo(4.2, y - 2, 7.2, y + 3, 10, y - 0.8)
        case Mark.CHANGED:
            _lines(path, (2.2, 9.8), (2.9, 7.2), (8, 2.1), (9.9, 4), (4.8, 9.1), (2.2, 9.8))
            _lines(path, (6.6, 3.5), (8.5, 5.4))
        case Mark.RETURNED:
            _lines(path, (4.4, 2), (2, 4.4), (4.4, 6.8))
            path.moveTo(2, 4.4)
            path.lineTo(7, 4.4)
            path.arcTo(QRectF(4.2, 4.4, 5.4, 5.4), 90, -180)
            path.lineTo(4.6, 9.8)
        case Mark.ACCEPTED:
            _lines(path, (2.2, 6.4), (4.8, 9), (9.8, 3.2))
    return path


def draw_mark(painter: QPainter, mark: Mark, at: QPointF, size: float, colour: QColor) -> None:
    """Draws a sign with its top left at a point."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(at)
    painter.scale(size / BOX, size / BOX)
    pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline(mark))
    painter.restore()


def _lines(path: QPainterPath, *points: tuple[float, float]) -> None:
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)


def _dot(path: QPainterPath, x: float, y: float) -> None:
    path.addEllipse(QPointF(x, y), 0.45, 0.45)
