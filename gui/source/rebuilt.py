"""A Word file or a web page rebuilt as a Qt document from what was read, with the places of its pieces."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableCellFormat,
    QTextTableFormat,
)

from core.document.location import TableCell
from core.document.model import Grid, Paragraph, SourceDocument
from gui.source.positions import Positions

HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、.{1,30}")
CELL_PADDING = 3
SHORTEST, LONGEST = 6, 13
"""A column has the room of at least and at most so many characters, in proportion."""


@dataclass(frozen=True)
class Piece:
    """A paragraph's or cell's text: where it begins in the source's text and in the Qt document."""

    start: int
    length: int
    at: int
    positions: Positions


class Rebuilt:
    """Fills an empty Qt document, and knows afterwards where everything stands."""

    def __init__(self, document: QTextDocument, source: SourceDocument, lines: QColor) -> None:
        self.tables: list[QTextTable] = []
        self._pieces: list[Piece] = []
        self._document = document
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in source.blocks:
            if isinstance(block, Grid):
                self._add_grid(cursor, block)
            else:
                self._add_paragraph(cursor, block)
        self.rule(lines)
        cursor.endEditBlock()

    # Building

    def _add_paragraph(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        spacing = QTextBlockFormat()
        spacing.setTopMargin(3)
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
            inside = table.cellAt(cell.row, cell.column).firstCursorPosition()
            self._insert(inside, cell.start, cell.text, QTextCharFormat())
        self.tables.append(table)
        cursor.movePosition(QTextCursor.MoveOperation.End)

    def _insert(self, cursor: QTextCursor, start: int, text: str, letters: QTextCharFormat) -> None:
        positions = Positions(text)
        self._pieces.append(Piece(start, len(text), cursor.position(), positions))
        cursor.insertText(positions.shown, letters)

    def rule(self, lines: QColor) -> None:
        """Draws the lines of the tables in a colour."""
        line = QTextTableCellFormat()
        line.setBorder(1)
        line.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        line.setBorderBrush(lines)
        whole = QTextCursor(self._document)
        whole.beginEditBlock()  # or every cell would lay the document out anew
        for table in self.tables:
            for row in range(table.rows()):
                for column in range(table.columns()):
                    cell = table.cellAt(row, column)
                    if (cell.row(), cell.column()) == (row, column):
                        cell.setFormat(line)
        whole.endEditBlock()

    # Places

    def cell(self, place: TableCell) -> QTextTableCell | None:
        """The Qt table's cell at a place of the source's grids."""
        if not 0 <= place.table < len(self.tables):
            return None
        cell = self.tables[place.table].cellAt(place.row, place.column)
        return cell if cell.isValid() else None

    def place(self, cursor: QTextCursor) -> TableCell | None:
        """The grid cell that a cursor stands in."""
        table = cursor.currentTable()
        index = next((at for at, known in enumerate(self.tables) if known == table), None)
        if table is None or index is None:
            return None
        cell = table.cellAt(cursor)
        return TableCell(index, cell.row(), cell.column())

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


def shares(grid: Grid) -> list[QTextLength]:
    """What share of the width each column gets, by its longest text, within limits."""
    longest = [SHORTEST] * max(1, grid.columns)
    for cell in grid.cells:
        if cell.column_span == 1:
            longest[cell.column] = max(longest[cell.column], min(LONGEST, len(cell.text)))
    whole = sum(longest)
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * length / whole) for length in longest]
