"""The source of a Word file or a web page: its paragraphs and tables, rebuilt from what was read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from core.document.location import Location, TableCell, TextSpan
from core.document.model import Grid, GridCell, Paragraph, SourceDocument
from gui.source.clicks import Click, character_at
from gui.source.emphasis import Boxed, draw_box
from gui.source.lines import line_rects
from gui.source.places import Places
from gui.source.positions import Positions
from gui.theme import DOCUMENT_FAMILIES, Theme, Tone

HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、.{1,30}")
CELL_PADDING = 3
SHORTEST, LONGEST = 6, 13
"""A column has the room of at least and at most so many characters, in proportion."""


@dataclass(frozen=True)
class Piece:
    """A block's or cell's text: where it begins in the source's text and in the Qt document."""

    start: int
    length: int
    at: int
    positions: Positions


class DocumentView(QTextBrowser):
    """Shows paragraphs and tables, boxes `TableCell`s and `TextSpan`s, loads nothing and follows nothing."""

    locationPicked = Signal(object)
    pageChanged = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: SourceDocument | None = None
        self._tables: list[QTextTable] = []
        self._pieces: list[Piece] = []
        self._boxed: list[tuple[Boxed, list[QTextBlock] | tuple[int, int]]] = []
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

    # Building

    def show_document(self, document: SourceDocument | None, places: Places) -> None:
        """Shows a document; `places` tell what a click may hit."""
        self._shown = document
        self._places = places
        self._rebuild()

    def _rebuild(self) -> None:
        self._tables, self._pieces, self._boxed = [], [], []
        self._set_font()
        self.clear()
        if self._shown is None:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, block in enumerate(self._shown.blocks):
            if isinstance(block, Grid):
                self._add_grid(cursor, block)
            else:
                self._add_paragraph(cursor, block, first=number == 0)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _add_paragraph(self, cursor: QTextCursor, paragraph: Paragraph, *, first: bool) -> None:
        spacing = QTextBlockFormat()
        spacing.setTopMargin(0 if first else 3)
        spacing.setBottomMargin(3)
        heading = HEADING.fullmatch(paragraph.text.strip()) is not None
        letters = QTextCharFormat()
        letters.setFontWeight(QFont.Weight.Bold if heading else QFont.Weight.Normal)
        if cursor.block().length() == 1:
            cursor.setBlockFormat(spacing)
        else:
            cursor.insertBlock(spacing)
        self._insert(cursor, paragraph.start, paragraph.text, letters)

    def _add_grid(self, cursor: QTextCursor, grid: Grid) -> None:
        layout = QTextTableFormat()
        layout.setBorder(0)
        layout.setBorderCollapse(True)
        layout.setCellPadding(CELL_PADDING)
        layout.setCellSpacing(0)
        layout.setTopMargin(4)
        layout.setBottomMargin(8)
        layout.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        layout.setColumnWidthConstraints(shares(grid))
        table = cursor.insertTable(max(1, grid.rows), max(1, grid.columns), layout)
        for cell in grid.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                table.mergeCells(cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in grid.cells:
            self._fill(table, cell)
        self._rule(table)
        self._tables.append(table)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _rule(self, table: QTextTable) -> None:
        line = QTextTableCellFormat()
        line.setBorder(1)
        line.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        line.setBorderBrush(self._theme.colour(Tone.BORDER))
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                if (cell.row(), cell.column()) == (row, column):
                    cell.setFormat(line)

    def _fill(self, table: QTextTable, cell: GridCell) -> None:
        self._insert(table.cellAt(cell.row, cell.column).firstCursorPosition(), cell.start, cell.text)

    def _insert(
        self, cursor: QTextCursor, start: int, text: str, letters: QTextCharFormat | None = None
    ) -> None:
        positions = Positions(text)
        self._pieces.append(Piece(start, len(text), cursor.position(), positions))
        if letters is None:
            cursor.insertText(positions.shown)
        else:
            cursor.insertText(positions.shown, letters)

    # Size and colours

    def _retheme(self) -> None:
        for table in self._tables:
            self._rule(table)
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
        """Boxes these places, and no others."""
        self._boxed = []
        for one in sorted(boxed, key=lambda b: b.emphasis.value):
            held = self._hold(one.location)
            if held is not None:
                self._boxed.append((one, held))
        self.viewport().update()

    def _hold(self, place: Location) -> list[QTextBlock] | tuple[int, int] | None:
        match place:
            case TableCell():
                cell = self._table_cell(place)
                return None if cell is None else _blocks_of(cell)
            case TextSpan(start, end):
                return self.to_document(start), self.to_document(end - 1) + 1
        return None

    def _table_cell(self, place: TableCell) -> QTextTableCell | None:
        if not 0 <= place.table < len(self._tables):
            return None
        cell = self._tables[place.table].cellAt(place.row, place.column)
        return cell if cell.isValid() else None

    def to_document(self, place: int) -> int:
        """The place in the Qt document of a code point of the source's text."""
        at = bisect_right(self._pieces, place, key=lambda piece: piece.start) - 1
        if at < 0:
            return 0
        piece = self._pieces[at]
        return piece.at + piece.positions.to_document(min(place - piece.start, piece.length))

    def to_text(self, place: int) -> int:
        """The code point of the source's text at a place of the Qt document."""
        at = bisect_right(self._pieces, place, key=lambda piece: piece.at) - 1
        if at < 0:
            return 0
        piece = self._pieces[at]
        return piece.start + min(piece.positions.to_text(place - piece.at), piece.length)

    def rects_of(self, held: list[QTextBlock] | tuple[int, int]) -> list[QRectF]:
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
        with QPainter(self.viewport()) as painter:
            for boxed, held in self._boxed:
                for rect in self.rects_of(held):
                    if rect.intersects(QRectF(event.rect())):
                        draw_box(painter, rect, boxed.emphasis, self._theme)

    def place_at(self, point: QPoint) -> Location | None:
        """The grid cell or the character at a point of the viewport."""
        cursor = self.cursorForPosition(point)
        table = cursor.currentTable()
        index = next((at for at, known in enumerate(self._tables) if known == table), None)
        if table is not None and index is not None:
            cell = table.cellAt(cursor)
            return TableCell(index, cell.row(), cell.column())
        if not self._pieces:
            return None
        start = self.to_text(character_at(cursor.position(), self.cursorRect(cursor), point))
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


def shares(grid: Grid) -> list[QTextLength]:
    """What share of the width each column gets, by its longest text, within limits."""
    longest = [SHORTEST] * max(1, grid.columns)
    for cell in grid.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], min(LONGEST, len(cell.text)))
    whole = sum(longest)
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * length / whole) for length in longest]


def _blocks_of(cell: QTextTableCell) -> list[QTextBlock]:
    block, last = cell.firstCursorPosition().block(), cell.lastCursorPosition().block()
    blocks = [block]
    while block != last:
        block = block.next()
        blocks.append(block)
    return blocks
