"""How places are boxed in a source: the current cell's strongly, its finding's lightly, matches by ground."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from core.document.location import Location
from gui.theme import Theme, Tone


class Emphasis(Enum):
    """Why a place is boxed, the weakest first."""

    MATCH = 0
    RELATED = 1
    CURRENT_MATCH = 2
    CURRENT = 3


@dataclass(frozen=True, slots=True)
class Boxed:
    """A place to be boxed."""

    location: Location
    emphasis: Emphasis


@dataclass(frozen=True, slots=True)
class Look:
    """The tones of an emphasis: outline, its width, and how much of the colour covers the place."""

    outline: Tone
    width: float
    cover: float


LOOKS = {
    Emphasis.MATCH: Look(Tone.WARNING, 0, 0.22),
    Emphasis.RELATED: Look(Tone.ACCENT, 1, 0.09),
    Emphasis.CURRENT_MATCH: Look(Tone.WARNING, 2, 0.30),
    Emphasis.CURRENT: Look(Tone.ACCENT, 2, 0.18),
}
EDGE = 3
"""Pixels around a place that its outline may cover."""
FEW = 8
ON_PAPER = {Tone.ACCENT: Tone.PLACE}
"""Paper is light in both palettes, and so is what is drawn on it."""


def update_boxes(view: QWidget, count: int, rects: Iterable[QRectF]) -> None:
    """Has boxes drawn anew, or taken away; of many the whole view, which costs less than finding them all."""
    if count > FEW:
        view.update()
        return
    for rect in rects:
        view.update(rect.toAlignedRect().adjusted(-EDGE, -EDGE, EDGE, EDGE))


def draw_boxes(
    painter: QPainter, boxes: Iterable[tuple[QRectF, Emphasis]], theme: Theme, *, paper: bool = False
) -> None:
    """Boxes places: a light cover that leaves the print legible, and an outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    taken: Emphasis | None = None
    for rect, emphasis in boxes:
        if emphasis is not taken:
            taken = emphasis
            _take(painter, LOOKS[emphasis], theme, paper=paper)
        painter.drawRoundedRect(rect, 2, 2)
    painter.restore()


def _take(painter: QPainter, look: Look, theme: Theme, *, paper: bool) -> None:
    colour = theme.colour(ON_PAPER.get(look.outline, look.outline) if paper else look.outline)
    cover = QColor(colour)
    cover.setAlphaF(look.cover)
    painter.setBrush(cover)
    painter.setPen(QPen(colour, look.width) if look.width else Qt.PenStyle.NoPen)
