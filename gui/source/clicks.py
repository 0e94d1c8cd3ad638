"""What is a click on a source, and which character it meant."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent

SLACK = 4
"""Pixels that the pointer may move between press and release of a click."""


class Click:
    """Tells a click from the drag of a selection."""

    def __init__(self) -> None:
        self._pressed: QPointF | None = None

    def press(self, event: QMouseEvent) -> None:
        """The button went down."""
        left = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = event.position() if left else None

    def is_click(self, event: QMouseEvent) -> bool:
        """Whether the button came up where it went down."""
        return event.button() == Qt.MouseButton.LeftButton and self.is_near(event)

    def is_near(self, event: QMouseEvent) -> bool:
        """Whether the pointer is still where the button went down."""
        return self._pressed is not None and (event.position() - self._pressed).manhattanLength() <= SLACK


def character_at(position: int, caret: QRect, point: QPoint) -> int:
    """The character under a point: Qt gives the gap nearest to it, which may be the one after."""
    return position - 1 if point.x() < caret.center().x() else position
