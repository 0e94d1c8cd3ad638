"""The picture of a cell as it stands on its page (原图), to be compared with what was read."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.document.location import Location, PageBox
from core.document.model import Page, RenderedPage, SourceDocument
from gui.source.page_cache import PageCache
from gui.source.page_view import MOST_PIXELS
from gui.theme import Theme, Tone

SHARP = 2.5
"""Pixels of the screen's kind for a point that a page is drawn at, so that small print can be told."""
ZOOM = 1.8
"""How large a point is shown, in pixels, where there is room."""
MOST = QSize(230, 52)
LEAST = QSize(56, 22)
MARGIN = 3.0
"""Points of the page shown around the cell."""
BUDGET = 48 * 1024 * 1024
GAP = 2


class CellPicture(QWidget):
    """Cuts the place of a cell out of its page; hidden where the source has no pages.

    `pageWanted`: page from 1 and scale; answer with `set_page`.
    """

    pageWanted = Signal(int, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sha256 = ""
        self._pages: tuple[Page, ...] = ()
        self._place: PageBox | None = None
        self._cache = PageCache(BUDGET)
        self._caption = ""
        self._small = theme.font(0.85)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.hide()

    def show_place(self, document: SourceDocument | None, place: Location | None) -> None:
        """Shows a place of a document, where it is a box on a page."""
        if document is None or document.sha256 != self._sha256:
            self._cache.clear()
            self._sha256 = "" if document is None else document.sha256
        self._pages = document.pages if document is not None else ()
        known = isinstance(place, PageBox) and 1 <= place.page <= len(self._pages)
        self._place = place if known and isinstance(place, PageBox) else None
        self.setVisible(self._place is not None)
        if self._place is None or document is None:
            return
        self._tell(document, self._place)
        self.setFixedSize(self._needed())
        self.update()
        self._ask()

    def set_page(self, page: int, scale: float, rendered: RenderedPage) -> None:
        """Takes a page that `pageWanted` asked for."""
        if self._cache.take(page, scale, rendered):
            self.update()

    @property
    def image(self) -> QImage | None:
        """The part of the page that is shown, None until the page is drawn."""
        held = None if self._place is None else self._cache.image(self._place.page)
        if held is None or self._place is None:
            return None
        page, shown = self._pages[self._place.page - 1], self._shown()
        across, down = held.width() / page.width, held.height() / page.height
        part = QRectF(shown.x() * across, shown.y() * down, shown.width() * across, shown.height() * down)
        return held.copy(part.toAlignedRect())

    def _tell(self, document: SourceDocument, place: PageBox) -> None:
        made_out = document.recognised(place)
        self._caption = self.tr("原图")
        if made_out is not None:
            self._caption = self.tr("原图 · 识别把握 {certainty}").format(
                certainty=f"{int(made_out.certainty * 100)}%"
            )
        self.setAccessibleName(self._caption)
        self.setToolTip(self.tr("第 {page} 页上这一格的样子").format(page=place.page))

    def showEvent(self, event: QShowEvent) -> None:
        """Has the page drawn, which was not worth it out of sight."""
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        if self._place is None or not self.isVisible():
            return
        page = self._place.page
        size = self._pages[page - 1]
        most = sqrt(MOST_PIXELS / max(1.0, size.width * size.height))
        scale = round(min(SHARP * self.devicePixelRatioF(), most), 3)
        self._cache.trim({page})
        if self._cache.wants(page, scale):
            self.pageWanted.emit(page, scale)

    def _shown(self) -> QRectF:
        """The part of the page, in points: the cell and a margin around it."""
        assert self._place is not None
        x0, y0, x1, y1 = self._place.box
        page = self._pages[self._place.page - 1]
        wanted = QRectF(x0 - MARGIN, y0 - MARGIN, x1 - x0 + 2 * MARGIN, y1 - y0 + 2 * MARGIN)
        return wanted & QRectF(0, 0, page.width, page.height)

    def _needed(self) -> QSize:
        """The picture as large as there is room for, and its caption below."""
        shown = self._shown()
        size = QSize(round(shown.width() * ZOOM), round(shown.height() * ZOOM))
        if size.width() > MOST.width() or size.height() > MOST.height():
            size.scale(MOST, Qt.AspectRatioMode.KeepAspectRatio)
        metrics = self._metrics()
        width = max(size.width() + 2, metrics[0], LEAST.width())
        return QSize(width, max(size.height() + 2, LEAST.height()) + GAP + metrics[1])

    def _metrics(self) -> tuple[int, int]:
        """The width and the height of the caption."""
        metrics = QFontMetrics(self._small)
        return metrics.horizontalAdvance(self._caption) + 2, metrics.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture on paper, framed, and its caption."""
        frame = self.rect().adjusted(0, 0, -1, -self._metrics()[1] - GAP - 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(frame, self._theme.colour(Tone.PAPER))
            image = self.image
            if image is not None and not image.isNull():
                size = image.size().scaled(frame.size() - QSize(1, 1), Qt.AspectRatioMode.KeepAspectRatio)
                left = frame.left() + 1 + (frame.width() - 1 - size.width()) // 2
                top = frame.top() + 1 + (frame.height() - 1 - size.height()) // 2
                painter.drawImage(QRectF(left, top, size.width(), size.height()), image)
            painter.setPen(self._theme.colour(Tone.BORDER))
            painter.drawRect(frame)
            painter.setFont(self._small)
            painter.setPen(self._theme.colour(Tone.MUTED))
            caption = self.rect().adjusted(0, frame.height() + GAP, 0, 0)
            painter.drawText(
                caption, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self._caption
            )
