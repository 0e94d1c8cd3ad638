"""What the delegates of the lists paint alike: the ground of a cell and the sign of its row's state."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

from gui.theme import Theme, Tone

ICON = 15
PAD = 8


def paint_ground(painter: QPainter, option: Any, theme: Theme, *, first: bool) -> QRect:
    """Paints a cell's ground, its line below, and in the `first` column the bar of a row chosen.

    Where the cell's content goes.
    """
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    painter.fillRect(option.rect, theme.colour(Tone.SELECTION if selected else Tone.SURFACE))
    painter.setPen(theme.colour(Tone.GRID))
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    if option.state & QStyle.StateFlag.State_HasFocus and not selected:  # Ctrl leads on without choosing
        painter.setPen(theme.colour(Tone.ACCENT))
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
    if selected and first:
        bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
        painter.fillRect(bar, theme.colour(Tone.ACCENT))
    return QRect(option.rect.adjusted(PAD, 0, -PAD, 0))


def paint_sign(painter: QPainter, rect: QRect, theme: Theme, icon: str, tone: Tone) -> None:
    """Paints the icon of a state at the left of a cell's content."""
    place = QRect(rect.left(), rect.center().y() - ICON // 2, ICON, ICON)
    theme.icon(icon, tone).paint(painter, place)
