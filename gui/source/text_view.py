"""The source of a text file: its own text, unchanged, with places boxed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from core.document.location import TextSpan
from core.document.model import SourceDocument
from gui.source.clicks import Click, character_at
from gui.source.emphasis import Boxed, draw_boxes, update_boxes
from gui.source.lines import line_rects
from gui.source.places import Places
from gui.source.positions import Positions
from gui.theme import DOCUMENT_FAMILIES, Theme


class TextView(QPlainTextEdit):
    """Shows a text, boxes `TextSpan`s, and tells which place was clicked."""

    locationPicked = Signal(object)
    pageChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._positions = Positions("")
        self._boxed: list[tuple[int, int, Boxed]] = []
        self._places = Places({})
        self._click = Click()
        self._zoom = 1.0
        self._seen: tuple[object, dict[tuple[int, int], list[QRectF]]] = None, {}
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus { border: 0; border-radius: 0; padding: 0; }"
        )
        self.document().setDocumentMargin(12)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("原文"))
        self._set_font()
        theme.changed.connect(self._set_font)

    def _set_font(self) -> None:
        self._seen = None, {}
        self.setFont(self._theme.font(1.08 * self._zoom, families=DOCUMENT_FAMILIES))
        self.viewport().update()

    @property
    def zoom(self) -> float:
        """The size of the type, 1 as set."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Sets the type larger or smaller."""
        self._zoom = zoom
        self._set_font()

    def show_document(self, document: SourceDocument | None, places: Places) -> None:
        """Shows a document's text; `places` tell what a click may hit."""
        self._places = places
        self._boxed = []
        self._seen = None, {}
        self._positions = Positions(document.text if document is not None else "")
        self.setPlainText(self._positions.shown)

    def box(self, boxed: Sequence[Boxed]) -> None:
        """Boxes these places, and no others; only what differs is drawn anew."""
        before = self._boxed
        self._boxed = [
            (
                self._positions.to_document(b.location.start),
                self._positions.to_document(b.location.end),
                b,
            )
            for b in sorted(boxed, key=lambda b: b.emphasis.value)
            if isinstance(b.location, TextSpan)
        ]
        differing = set(before) ^ set(self._boxed)
        rects = self._rects_in_sight(differing)
        update_boxes(self.viewport(), len(differing), (rect for _, rect in rects))

    def reveal(self, place: object) -> None:
        """Scrolls a place to the middle, if it is not in sight."""
        if not isinstance(place, TextSpan):
            return
        cursor = QTextCursor(self.document())
        cursor.setPosition(
            min(self._positions.to_document(place.start), self.document().characterCount() - 1)
        )
        if self.viewport().rect().adjusted(0, 8, 0, -8).contains(self.cursorRect(cursor)):
            return
        kept = self.horizontalScrollBar().value()
        self.setTextCursor(cursor)
        self.centerCursor()
        self.horizontalScrollBar().setValue(kept)

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """The rectangles, line by line, of a stretch of the Qt document that is in sight.

        They are worked out once for as long as the text stands where it does.
        """
        stands = self.contentOffset(), self.firstVisibleBlock().position(), self.viewport().size(), self._zoom
        if stands != self._seen[0]:
            self._seen = stands, {}
        held = self._seen[1]
        if (start, end) not in held:
            held[start, end] = self._measure(start, end)
        return held[start, end]

    def _measure(self, start: int, end: int) -> list[QRectF]:
        rects = []
        block = max(self.document().findBlock(start), self.firstVisibleBlock(), key=QTextBlock.position)
        bottom = self.viewport().height()
        while block.isValid() and block.position() <= end:
            origin = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
            if origin.y() > bottom:
                break
            rects += line_rects(block, start - block.position(), end - block.position(), origin)
            block = block.next()
        return rects

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, then the boxes over it."""
        super().paintEvent(event)
        if self._boxed:
            with QPainter(self.viewport()) as painter:
                seen = self._rects_in_sight(self._boxed)
                draw_boxes(painter, ((rect, one.emphasis) for one, rect in seen), self._theme)

    def _rects_in_sight(self, boxed: Iterable[tuple[int, int, Boxed]]) -> Iterator[tuple[Boxed, QRectF]]:
        """The rectangles of places between the edges of the view; some beyond them may be included."""
        first = self.firstVisibleBlock().position()
        below = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        last = below.position() + below.length()
        for start, end, one in boxed:
            if start < last and end > first:
                yield from ((one, rect) for rect in self.rects_of(start, end))

    def place_at(self, point: QPoint) -> TextSpan | None:
        """The character at a point of the viewport."""
        cursor = self.cursorForPosition(point)
        at = character_at(cursor.position(), self.cursorRect(cursor), point)
        if not 0 <= at < self.document().characterCount() - 1:
            return None
        start = self._positions.to_text(at)
        return TextSpan(start, start + 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers where a click may have begun."""
        self._click.press(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selected nothing picks its place."""
        super().mouseReleaseEvent(event)
        place = self.place_at(event.position().toPoint())
        if self._click.is_click(event) and not self.textCursor().hasSelection() and place is not None:
            self.locationPicked.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over the numbers that belong to a cell."""
        super().mouseMoveEvent(event)
        place = self.place_at(event.position().toPoint())
        hit = place is not None and self._places.cell_at(place) is not None
        shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
