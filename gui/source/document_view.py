"""The source of a Word file or a web page: its paragraphs and tables, rebuilt from what was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextBlock, QTextCursor, QTextTableCell
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from core.document.location import Location, TableCell, TextSpan
from core.document.model import SourceDocument
from gui.source.clicks import Click, character_at
from gui.source.emphasis import EDGE, Boxed, draw_boxes, update_boxes
from gui.source.lines import line_rects
from gui.source.places import Places
from gui.source.rebuilt import CELL_PADDING, Rebuilt
from gui.theme import DOCUMENT_FAMILIES, Theme, Tone

Held = list[QTextBlock] | tuple[int, int]
"""A boxed place in the Qt document: the blocks of a grid cell, or from where to where."""


class DocumentView(QTextBrowser):
    """Shows paragraphs and tables, boxes `TableCell`s and `TextSpan`s, loads nothing and follows nothing."""

    locationPicked = Signal(object)
    pageChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rebuilt: Rebuilt | None = None
        self._boxed: list[tuple[Boxed, Held]] = []
        self._places = Places({})
        self._click = Click()
        self._zoom = 1.0
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(14)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("原文"))
        theme.changed.connect(self._retheme)
        self._set_font()

    def loadResource(self, kind: int, name: QUrl | str) -> None:
        """Nothing that a document names is ever loaded."""
        return None

    def show_document(self, document: SourceDocument | None, places: Places) -> None:
        """Shows a document; `places` tell what a click may hit."""
        self._places = places
        self._boxed = []
        self.clear()
        self._set_font()
        lines = self._theme.colour(Tone.BORDER)
        self._rebuilt = None if document is None else Rebuilt(self.document(), document, lines)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # Size and colours

    def _retheme(self) -> None:
        if self._rebuilt is not None:
            self._rebuilt.rule(self._theme.colour(Tone.BORDER))
        self._set_font()

    def _set_font(self) -> None:
        font = self._theme.font(1.05 * self._zoom, families=DOCUMENT_FAMILIES)
        self.setFont(font)
        self.document().setDefaultFont(font)

    @property
    def zoom(self) -> float:
        """The size of the type, 1 as set."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Sets the type larger or smaller."""
        self._zoom = zoom
        self._set_font()

    # Places

    def box(self, boxed: Sequence[Boxed]) -> None:
        """Boxes these places, and no others; only what differs is drawn anew."""
        before, after = dict(self._boxed), dict[Boxed, Held]()
        for one in sorted(boxed, key=lambda b: b.emphasis.value):
            held = before.get(one) or self._hold(one.location)
            if held is not None:
                after[one] = held
        self._boxed = list(after.items())
        either = before | after
        differing = [(one, either[one]) for one in before.keys() ^ after.keys()]
        rects = self._rects_in_sight(differing, QRectF(self.viewport().rect()))
        update_boxes(self.viewport(), len(differing), (rect for _, rect in rects))

    def _hold(self, place: Location) -> Held | None:
        if self._rebuilt is None:
            return None
        match place:
            case TableCell():
                cell = self._rebuilt.cell(place)
                return None if cell is None else _blocks_of(cell)
            case TextSpan(start, end):
                return self._rebuilt.to_document(start), self._rebuilt.to_document(end - 1) + 1
        return None

    def rects_of(self, held: Held) -> list[QRectF]:
        """The rectangles of a held place, on the viewport."""
        if isinstance(held, list):
            return [self._rect_of_cell(held)]
        start, end = held
        rects = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            rects += self._rects_in(block, start - block.position(), end - block.position())
            block = block.next()
        return rects

    def _rect_of_cell(self, blocks: list[QTextBlock]) -> QRectF:
        layout = self.document().documentLayout()
        rect = QRectF()
        for block in blocks:
            rect = rect.united(layout.blockBoundingRect(block))
        edge = CELL_PADDING - 1
        return rect.translated(self._offset()).adjusted(-edge, -edge, edge, edge)

    def _rects_in(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft() + self._offset()
        return line_rects(block, start, end, origin)

    def _offset(self) -> QPoint:
        return QPoint(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def reveal(self, place: object) -> None:
        """Scrolls a place to the middle, if it is not in sight."""
        held = self._hold(place) if isinstance(place, TableCell | TextSpan) else None
        rects = self.rects_of(held) if held is not None else []
        if not rects:
            return
        rect, view = rects[0], QRectF(self.viewport().rect())
        if not view.adjusted(0, 8, 0, -8).contains(QRectF(view.left(), rect.top(), 1, rect.height())):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(rect.center().y() - view.height() / 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The document, then the boxes over it."""
        super().paintEvent(event)
        if self._boxed:
            with QPainter(self.viewport()) as painter:
                seen = self._rects_in_sight(self._boxed, QRectF(event.rect()))
                draw_boxes(painter, ((rect, one.emphasis) for one, rect in seen), self._theme)

    def _rects_in_sight(
        self, boxed: Iterable[tuple[Boxed, Held]], view: QRectF
    ) -> Iterator[tuple[Boxed, QRectF]]:
        """The rectangles of places that reach into a part of the view, their outlines included."""
        first, last = self._in_sight()
        reach = view.adjusted(-EDGE, -EDGE, EDGE, EDGE)
        for one, held in boxed:
            if isinstance(held, tuple) and (held[1] < first or held[0] > last):
                continue
            yield from ((one, rect) for rect in self.rects_of(held) if rect.intersects(reach))

    def _in_sight(self) -> tuple[int, int]:
        """The Qt document's places between the edges of the view; some beyond them may be included."""
        view = self.viewport().rect()
        edge = (view.bottomLeft(), QPoint(view.center().x(), view.bottom()), view.bottomRight())
        below = [self.cursorForPosition(point).block().next() for point in edge]
        ends = all(block.isValid() for block in below)
        last = max(block.position() for block in below) if ends else self.document().characterCount()
        return self.cursorForPosition(view.topLeft()).block().position(), last

    def place_at(self, point: QPoint) -> Location | None:
        """The grid cell or the character at a point of the viewport."""
        if self._rebuilt is None:
            return None
        cursor = self.cursorForPosition(point)
        cell = self._rebuilt.place(cursor)
        if cell is not None:
            return cell
        start = self._rebuilt.to_text(character_at(cursor.position(), self.cursorRect(cursor), point))
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


def _blocks_of(cell: QTextTableCell) -> list[QTextBlock]:
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks
