"""The characters of a paged source by where they stand, for copying and for finding."""

from __future__ import annotations

from core.document.location import PageBox, TextSpan
from core.document.model import CharacterBoxes, SourceDocument

SAME_LINE = 0.5
"""How much of the lower of two characters must stand beside the other for both to be on one line."""


class PageText:
    """The boxes of a document's characters, by page and by line."""

    def __init__(self, document: SourceDocument) -> None:
        self._boxes = document.boxes or CharacterBoxes()
        self._by_page: dict[int, list[int]] = {}
        for at, page in enumerate(self._boxes.pages):
            if page:
                self._by_page.setdefault(page, []).append(at)

    def _box(self, at: int) -> tuple[float, float, float, float]:
        x0, y0, x1, y1 = self._boxes.edges[4 * at : 4 * at + 4]
        return x0, y0, x1, y1

    def character_at(self, page: int, x: float, y: float) -> int | None:
        """The character nearest to a point of a page; None on a page without text."""

        def distance(at: int) -> float:
            x0, y0, x1, y1 = self._box(at)
            across, down = max(x0 - x, 0, x - x1), max(y0 - y, 0, y - y1)
            return across + 4 * down

        return min(self._by_page.get(page, ()), key=distance, default=None)

    def lines(self, span: TextSpan) -> list[PageBox]:
        """The boxes around a span, one for each line of each page."""
        found: list[PageBox] = []
        for at in range(span.start, min(span.end, len(self._boxes.pages))):
            page = self._boxes.pages[at]
            if not page:
                continue
            box = self._box(at)
            if found and found[-1].page == page and _beside(found[-1].box, box):
                found[-1] = PageBox(page, _around(found[-1].box, box))
            else:
                found.append(PageBox(page, box))
        return found


def _beside(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    shared = min(a[3], b[3]) - max(a[1], b[1])
    return shared >= SAME_LINE * min(a[3] - a[1], b[3] - b[1])


def _around(
    a: tuple[float, float, float, float], b: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
