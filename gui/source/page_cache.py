"""The rendered pages that are kept, and those that were asked for."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QImage

from core.document.model import RenderedPage

BUDGET = 96 * 1024 * 1024
"""Bytes of pixels kept; the page in sight is kept whatever its size."""


class PageCache:
    """Images by page, each with the scale it was rendered at; the least lately used go first."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._images: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}

    def image(self, page: int) -> QImage | None:
        """The image of a page, at whatever scale it is held."""
        held = self._images.pop(page, None)
        if held is None:
            return None
        self._images[page] = held
        return held[1]

    def wants(self, page: int, scale: float) -> bool:
        """Whether the page is to be asked for at this scale; once it has been, no more."""
        held = self._images.get(page)
        if (held is not None and held[0] == scale) or self._asked.get(page) == scale:
            return False
        self._asked[page] = scale
        return True

    def take(self, page: int, scale: float, rendered: RenderedPage) -> bool:
        """Keeps an image if it is the one last asked for, or better than none."""
        answered = self._asked.get(page) == scale
        if answered:
            del self._asked[page]
        elif page in self._images:
            return False
        image = QImage(
            rendered.pixels, rendered.width, rendered.height, rendered.stride, QImage.Format.Format_RGB32
        )
        self._images[page] = scale, image.copy()
        return True

    def trim(self, seen: Collection[int]) -> None:
        """Drops what is over budget and out of sight, and forgets what was asked for out of sight."""
        self._asked = {page: scale for page, scale in self._asked.items() if page in seen}
        size = sum(image.sizeInBytes() for _, image in self._images.values())
        for page in [page for page in self._images if page not in seen]:
            if size <= self._budget:
                return
            size -= self._images.pop(page)[1].sizeInBytes()

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages held, the least lately used first."""
        return tuple(self._images)

    def clear(self) -> None:
        """Forgets everything."""
        self._images.clear()
        self._asked.clear()
