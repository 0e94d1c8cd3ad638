"""Draws the cells of a table that are in sight in one go: cell by cell, Qt's way takes ten times as long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from core.forms.form import PrintedCell
from gui.tables.marks import draw_mark
from gui.tables.present import MARK_TONES, Mark, Shown
from gui.tables.typeset import Typesetter
from gui.theme import NUMBER_FAMILIES, Theme, Tone

MARK_SIZE = 11
MARGIN = 5
"""Pixels between a number and the line at its right."""
TICK = 6
"""The size of the corner tick of a cell that is part of a sum that failed."""
RUN_WIDTH = 34
"""The room claimed for a run of digits that could not be parted; more of it shows where there is more."""


class Drawn(NamedTuple):
    """A cell to be drawn: its place within the lines, and what it shows; None for a text of the form."""

    rect: QRect
    printed: PrintedCell
    shown: Shown | None
    current: bool


@dataclass(frozen=True)
class Word:
    """A text set in its type, with its size."""

    text: QStaticText
    font: QFont
    size: QSizeF


class CellPainter:
    """Draws cells. `outlined` are those of the finding in focus, `totals` those that the form sums into,
    `staged` the texts by cell that wait for the reviewer to say which way out it is.
    """

    def __init__(self, theme: Theme, totals: frozenset[str]) -> None:
        self._theme = theme
        self._totals = totals
        self.outlined: frozenset[str] = frozenset()
        self.staged: Mapping[str, str] = {}
        self._fonts: dict[tuple[bool, bool], QFont] = {}
        self._setters: dict[bool, Typesetter] = {}
        self._words: dict[tuple[str, bool], Word] = {}
        self._signs: dict[tuple[Mark | None, bool], QPixmap] = {}
        self._ratio = 1.0
        self._advances: dict[tuple[str, bool, bool], int] = {}

    def restyle(self) -> None:
        """Forgets what was set in other colours or type."""
        for held in (self._fonts, self._setters, self._words, self._signs, self._advances):
            held.clear()

    def font(self, *, small: bool = False, bold: bool = False) -> QFont:
        """The type that numbers are set in."""
        held = self._fonts.get((small, bold))
        if held is None:
            scale = 0.85 if small else 1.0
            held = self._theme.font(scale, bold=bold, families=NUMBER_FAMILIES)
            self._fonts[small, bold] = held
        return held

    def width_of(self, shown: Shown) -> int:
        """How wide a cell must be to show its number and signs; a run that cannot be read is elided."""
        key = (shown.text, shown.small, shown.bold)
        text = self._advances.get(key)
        if text is None:
            metrics = QFontMetrics(self.font(small=shown.small, bold=shown.bold))
            text = self._advances[key] = metrics.horizontalAdvance(shown.text)
        signs = len(shown.marks) * (MARK_SIZE + 1)
        return (min(text, RUN_WIDTH) if shown.small else text) + signs + 2 * MARGIN + 1

    def draw(self, painter: QPainter, cells: Iterable[Drawn], *, active: bool) -> None:
        """Draws cells; the current one with its full outline where the keyboard is here (`active`)."""
        ratio = painter.device().devicePixelRatio()
        if ratio != self._ratio:
            self._ratio = ratio
            self._signs.clear()
        for cell in cells:
            if cell.shown is None:
                self._draw_text(painter, cell.rect, cell.printed)
            else:
                self._draw_cell(painter, cell.rect, cell.shown, current=cell.current, active=active)

    def _draw_text(self, painter: QPainter, rect: QRect, printed: PrintedCell) -> None:
        colour = self._theme.colour
        painter.fillRect(rect, colour(Tone.HEADER))
        section = printed.column == 0 and printed.column_span > 2
        muted = printed.row_id is None and not section
        painter.setPen(colour(Tone.MUTED if muted else Tone.TEXT))
        setter = self._setter(bold=section)
        if printed.row_id is not None or printed.column == 0:
            setter.draw_wrapped(painter, rect, printed.text)
        else:
            setter.draw_merged(painter, rect, printed.text)

    def _setter(self, *, bold: bool) -> Typesetter:
        held = self._setters.get(bold)
        if held is None:
            held = self._setters[bold] = Typesetter(self._theme.font(bold=bold))
        return held

    def _draw_cell(
        self, painter: QPainter, rect: QRect, shown: Shown, *, current: bool, active: bool
    ) -> None:
        painter.fillRect(rect, self._theme.colour(self._ground(shown, current=current)))
        if shown.marks or shown.part:
            self._draw_signs(painter, rect, shown)
        if shown.id in self.staged:
            self._draw_elided(painter, rect, shown, self.staged[shown.id])
        elif shown.small:
            self._draw_elided(painter, rect, shown, None)
        elif shown.text:
            self._draw_number(painter, rect, shown)
        outlined = shown.id in self.outlined
        if outlined:
            self._draw_outline(painter, rect, Tone.FOCUS)
        if current:
            inner = rect.adjusted(2, 2, -2, -2) if outlined else rect
            self._draw_outline(painter, inner, Tone.TEXT if active else Tone.MUTED)

    def _ground(self, shown: Shown, *, current: bool) -> Tone:
        if shown.surface is not None:
            return shown.surface
        if current:
            return Tone.SELECTION
        return Tone.RAISED if shown.id in self._totals else Tone.SURFACE

    def _draw_signs(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        spare = rect.height() - MARK_SIZE
        top = rect.top() + spare // 2
        for at, mark in enumerate(shown.marks):
            left = rect.left() + 3 + at * (MARK_SIZE + 1)
            painter.drawPixmap(left, top, self._sign(mark, odd=bool(spare % 2)))
        if shown.part:
            painter.drawPixmap(rect.right() - TICK, rect.top(), self._sign(None))

    def _sign(self, mark: Mark | None, *, odd: bool = False) -> QPixmap:
        """A sign, half a pixel lower where one is left over, or the corner tick: drawn once for all cells."""
        held = self._signs.get((mark, odd))
        if held is None:
            size = round((MARK_SIZE + 1) * self._ratio)
            held = QPixmap(size, size)
            held.setDevicePixelRatio(self._ratio)
            held.fill(Qt.GlobalColor.transparent)
            with QPainter(held) as painter:
                if mark is None:
                    self._draw_tick(painter)
                else:
                    colour = self._theme.colour(MARK_TONES[mark])
                    draw_mark(painter, mark, QPointF(0, 0.5 if odd else 0), MARK_SIZE, colour)
            self._signs[mark, odd] = held
        return held

    def _draw_tick(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Tone.ERROR))
        painter.drawPolygon([QPointF(TICK, 0), QPointF(0, 0), QPointF(TICK, TICK)])

    def _draw_number(self, painter: QPainter, rect: QRect, shown: Shown) -> None:
        word = self._word(shown.text, bold=shown.bold)
        painter.setFont(word.font)
        painter.setPen(self._theme.colour(shown.tone))
        x = rect.x() + rect.width() - MARGIN - word.size.width()
        y = rect.y() + (rect.height() - word.size.height()) / 2
        painter.drawStaticText(QPointF(x, y), word.text)

    def _word(self, text: str, *, bold: bool) -> Word:
        held = self._words.get((text, bold))
        if held is None:
            font = self.font(bold=bold)
            set_ = QStaticText(text)
            set_.setTextFormat(Qt.TextFormat.PlainText)
            set_.prepare(font=font)
            held = self._words[text, bold] = Word(set_, font, set_.size())
        return held

    def _draw_elided(self, painter: QPainter, rect: QRect, shown: Shown, staged: str | None) -> None:
        """A run of digits that is set small, or a staged value: as much of it as there is room for."""
        inner = rect.adjusted(len(shown.marks) * (MARK_SIZE + 1) + 2, 0, -MARGIN, 0)
        waits = staged is not None
        painter.setFont(self.font(small=shown.small and not waits, bold=shown.bold or waits))
        painter.setPen(self._theme.colour(Tone.ACCENT if waits else shown.tone))
        text = staged if staged is not None else shown.text
        elided = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), elided)

    def _draw_outline(self, painter: QPainter, rect: QRect, tone: Tone) -> None:
        pen = QPen(self._theme.colour(tone), 2)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
