"""Where a stretch of a Qt document's text stands, line by line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLine

MARGIN = 1.5
"""Pixels of air at both sides."""


def line_rects(block: QTextBlock, start: int, end: int, origin: QPointF) -> list[QRectF]:
    """The rectangles of a stretch, in places of the block, on each line that it runs over."""
    layout = block.layout()
    rects = []
    line = layout.lineForTextPosition(max(0, start))
    while line.isValid() and line.textStart() < end:
        first, last = line.textStart(), line.textStart() + line.textLength()
        if start < last:
            left, right = _edge(line, max(start, first)), _edge(line, min(end, last))
            box = QRectF(left, line.y(), right - left, line.height())
            rects.append(box.translated(origin).adjusted(-MARGIN, 0, MARGIN, 0))
        line = layout.lineAt(line.lineNumber() + 1)
    return rects


def _edge(line: QTextLine, place: int) -> float:
    found: tuple[float, int] = line.cursorToX(place)  # type: ignore[assignment]  # the stubs say object
    return found[0]
