"""Where the pages of a paged source lie below one another, at a zoom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF

from core.document.location import PageBox
from core.document.model import Page

GAP = 12.0
"""Pixels around and between pages."""


@dataclass(frozen=True)
class PageLayout:
    """The pages, centred in a width of pixels; `zoom` is pixels for a point. Pages count from 1."""

    pages: Sequence[Page]
    zoom: float
    room: float

    @cached_property
    def _tops(self) -> list[float]:
        heights = (page.height * self.zoom + GAP for page in self.pages)
        return [GAP + height for height in accumulate(heights, initial=0.0)]

    @cached_property
    def width(self) -> float:
        """How wide the whole is."""
        return max((page.width * self.zoom for page in self.pages), default=0.0) + 2 * GAP

    @property
    def height(self) -> float:
        """How high the whole is."""
        return self._tops[-1] if self.pages else 0.0

    def rect(self, page: int) -> QRectF:
        """Where a page lies."""
        size = self.pages[page - 1]
        width = size.width * self.zoom
        left = (max(self.width, self.room) - width) / 2
        return QRectF(left, self._tops[page - 1], width, size.height * self.zoom)

    def seen(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        first = max(1, bisect_right(self._tops, top))
        last = min(len(self.pages), bisect_left(self._tops, bottom))
        if first <= last and self.rect(first).bottom() <= top:
            first += 1
        return range(first, last + 1)

    def box(self, place: PageBox) -> QRectF:
        """Where a box of a page lies."""
        x0, y0, x1, y1 = place.box
        origin = self.rect(place.page).topLeft()
        return QRectF(
            x0 * self.zoom, y0 * self.zoom, (x1 - x0) * self.zoom, (y1 - y0) * self.zoom
        ).translated(origin)

    def point(self, at: QPointF) -> tuple[int, float, float] | None:
        """The page at a point, and the place on it in points; None between pages."""
        for page in self.seen(at.y(), at.y() + 1):
            rect = self.rect(page)
            if rect.contains(at):
                return page, (at.x() - rect.left()) / self.zoom, (at.y() - rect.top()) / self.zoom
        return None


def fitted(pages: Sequence[Page], room: float, zoom: float) -> PageLayout:
    """The pages at a zoom that is 1 where the widest fills the room."""
    widest = max((page.width for page in pages), default=1.0)
    return PageLayout(pages, zoom * max(0.1, (room - 2 * GAP) / max(1.0, widest)), room)
