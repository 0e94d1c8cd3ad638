"""The source of a PDF: its pages as they look, rendered elsewhere and asked for when in sight."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from core.document.location import PageBox, TextSpan
from core.document.model import RenderedPage, SourceDocument
from gui.source.clicks import Click
from gui.source.emphasis import Boxed, Emphasis, draw_boxes, update_boxes
from gui.source.page_cache import PageCache
from gui.source.page_layout import PageLayout, fitted
from gui.source.page_text import PageText
from gui.source.places import Places
from gui.theme import Theme, Tone

MOST_PIXELS = 12_000_000
"""A page is never asked for larger than this."""
PATIENCE = 40
"""Milliseconds that scrolling and zooming must rest before pages are asked for."""
POINT = 0.5
"""Half the side of the box, in points, that a click picks."""


class PageView(QAbstractScrollArea):
    """Shows pages below one another, boxes `PageBox`es, and asks for the pages in sight.

    `zoom` is 1 where the widest page fits the width. `pageWanted` tells a page, from 1, and the scale in
    pixels for a point.
    """

    locationPicked = Signal(object)
    pageWanted = Signal(int, float)
    pageChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._document: SourceDocument | None = None
        self._layout = PageLayout((), 1.0, 0.0)
        self._text: PageText | None = None
        self._places = Places({})
        self._boxed: list[tuple[PageBox, Emphasis]] = []
        self._cache = PageCache()
        self._click = Click()
        self._zoom = 1.0
        self._page = 1
        self._anchor: int | None = None
        self._selected: TextSpan | None = None
        self._timer = QTimer(self, singleShot=True, interval=PATIENCE)
        self._timer.timeout.connect(self._ask)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("原文"))
        theme.changed.connect(self.viewport().update)

    # Showing

    def show_document(self, document: SourceDocument | None, places: Places) -> None:
        """Shows a document's pages; `places` tell what a click may hit."""
        self._document = document
        self._places = places
        self._text = None
        self._boxed, self._selected = [], None
        self._page = 1
        self._cache.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._timer.start()

    def set_page(self, page: int, scale: float, rendered: RenderedPage) -> None:
        """Takes a rendered page; one that is not wanted any more is dropped."""
        if self._cache.take(page, scale, rendered):
            self._cache.trim(self.seen())
            self.viewport().update(self._on_view(self._layout.rect(page)).toAlignedRect())

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 1."""
        return self._page

    @property
    def zoom(self) -> float:
        """How large the pages are, 1 where they fit the width."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Makes the pages larger or smaller, about the middle of the view."""
        height = max(1.0, self._layout.height)
        middle = (self.verticalScrollBar().value() + self.viewport().height() / 2) / height
        self._zoom = zoom
        self._lay_out()
        self.verticalScrollBar().setValue(round(middle * self._layout.height - self.viewport().height() / 2))
        self._timer.start()

    def _lay_out(self) -> None:
        pages = self._document.pages if self._document is not None else ()
        self._layout = fitted(pages, float(self.viewport().width()), self._zoom)
        self._scroll(self.verticalScrollBar(), self._layout.height, self.viewport().height())
        self._scroll(self.horizontalScrollBar(), self._layout.width, self.viewport().width())
        self.viewport().update()

    def _scroll(self, bar: QScrollBar, length: float, seen: int) -> None:
        bar.setRange(0, max(0, round(length) - seen))
        bar.setPageStep(seen)
        bar.setSingleStep(40)

    def seen(self) -> range:
        """The pages in sight."""
        top = self.verticalScrollBar().value()
        return self._layout.seen(top, top + self.viewport().height())

    def scale_of(self, page: int) -> float:
        """The scale that a page is wanted at: pixels of the screen for a point, within reason."""
        size = self._layout.pages[page - 1]
        most = sqrt(MOST_PIXELS / max(1.0, size.width * size.height))
        return round(min(self._layout.zoom * self.devicePixelRatioF(), most), 3)

    def _ask(self) -> None:
        if not self.isVisible():
            return
        self._cache.trim(self.seen())
        for page in self.seen():
            scale = self.scale_of(page)
            if self._cache.wants(page, scale):
                self.pageWanted.emit(page, scale)

    # Places

    def box(self, boxed: Sequence[Boxed]) -> None:
        """Boxes these places, and no others; a span line by line. Only what differs is drawn anew."""
        before = self._boxed
        self._boxed = [
            (box, one.emphasis)
            for one in sorted(boxed, key=lambda b: b.emphasis.value)
            for box in self._boxes_of(one.location)
        ]
        seen = self.seen()
        differing = [place for place, _ in set(before) ^ set(self._boxed) if place.page in seen]
        update_boxes(self.viewport(), len(differing), map(self._rect_of_box, differing))

    def _rect_of_box(self, place: PageBox) -> QRectF:
        """Where the box around a place is drawn, on the viewport."""
        return self._on_view(self._layout.box(place)).adjusted(-2.5, -2, 2.5, 2)

    def _boxes_of(self, place: object) -> list[PageBox]:
        match place:
            case PageBox(page, _) if 1 <= page <= len(self._layout.pages):
                return [place]
            case TextSpan():
                return self.text.lines(place) if self.text is not None else []
        return []

    @property
    def text(self) -> PageText | None:
        """The characters of the document by place; sorted out when first needed."""
        if self._text is None and self._document is not None:
            self._text = PageText(self._document)
        return self._text

    def reveal(self, place: object) -> None:
        """Scrolls a place to the middle, if it is not in sight."""
        boxes = self._boxes_of(place)
        if not boxes:
            return
        rect = self._on_view(self._layout.box(boxes[0]))
        view = QRectF(self.viewport().rect())
        for bar, start, end, size in (
            (self.verticalScrollBar(), rect.top(), rect.bottom(), view.height()),
            (self.horizontalScrollBar(), rect.left(), rect.right(), view.width()),
        ):
            if start < 8 or end > size - 8:
                bar.setValue(bar.value() + round((start + end - size) / 2))

    def place_at(self, at: QPointF) -> PageBox | None:
        """The point of a page at a point of the viewport, as a tiny box."""
        hit = self._layout.point(at + self._origin())
        if hit is None:
            return None
        page, x, y = hit
        return PageBox(page, (x - POINT, y - POINT, x + POINT, y + POINT))

    def _origin(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _on_view(self, rect: QRectF) -> QRectF:
        return rect.translated(-self._origin())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pages in sight on their desk, the boxes over them."""
        with QPainter(self.viewport()) as painter:
            painter.fillRect(event.rect(), self._theme.colour(Tone.DESK))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            seen = self.seen()
            for page in seen:
                self._paint_page(painter, page)
            boxes = ((self._rect_of_box(place), why) for place, why in self._boxed if place.page in seen)
            draw_boxes(painter, boxes, self._theme, paper=True)
            self._paint_selection(painter, seen)

    def _paint_page(self, painter: QPainter, page: int) -> None:
        rect = self._on_view(self._layout.rect(page))
        image = self._cache.image(page)
        painter.fillRect(rect, self._theme.colour(Tone.PAPER))
        if image is not None:
            painter.drawImage(rect, image, QRectF(image.rect()))
        else:
            painter.setPen(self._theme.colour(Tone.BORDER))
            said = self.tr("第 {page} 页 正在绘制…").format(page=page)
            painter.drawText(rect & QRectF(self.viewport().rect()), int(Qt.AlignmentFlag.AlignCenter), said)

    def _paint_selection(self, painter: QPainter, seen: range) -> None:
        if self._selected is None or self.text is None:
            return
        colour = QColor(self._theme.colour(Tone.PLACE))
        colour.setAlphaF(0.25)
        for place in self.text.lines(self._selected):
            if place.page in seen:
                painter.fillRect(self._on_view(self._layout.box(place)), colour)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaints, tells the page in the middle, and asks for what came into sight."""
        self.viewport().update()
        self._timer.start()
        top = self.verticalScrollBar().value()
        middle = self._layout.seen(top, top + self.viewport().height() / 2)
        page = middle[-1] if len(middle) else 1
        if page != self._page:
            self._page = page
            self.pageChanged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pages to the new width, the middle of the view kept."""
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    def showEvent(self, event: QShowEvent) -> None:
        """Asks for what is in sight now."""
        super().showEvent(event)
        self._timer.start()

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a click or a selection."""
        self._click.press(event)
        self._selected = None
        self._anchor = self._character(event.position())
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Selects while the button is down; else a hand over the numbers that belong to a cell."""
        if event.buttons() & Qt.MouseButton.LeftButton and not self._click.is_near(event):
            end = self._character(event.position())
            if self._anchor is not None and end is not None:
                self._selected = TextSpan(min(self._anchor, end), max(self._anchor, end) + 1)
                self.viewport().update()
            return
        place = self.place_at(event.position())
        hit = place is not None and self._places.cell_at(place) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selected nothing picks its point."""
        place = self.place_at(event.position())
        if self._click.is_click(event) and self._selected is None and place is not None:
            self.locationPicked.emit(place)

    def _character(self, at: QPointF) -> int | None:
        hit = self._layout.point(at + self._origin())
        return self.text.character_at(*hit) if hit is not None and self.text is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copies, selects everything, or scrolls."""
        text = self._document.text if self._document is not None else ""
        if event.matches(QKeySequence.StandardKey.Copy) and self._selected is not None:
            QGuiApplication.clipboard().setText(text[self._selected.start : self._selected.end])
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._selected = TextSpan(0, len(text))
            self.viewport().update()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar = self.verticalScrollBar()
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)
