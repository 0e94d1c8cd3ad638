"""PDF with a text layer: lines of text and ruled tables in reading order, every character with its box."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from core.document.build import refusal
from core.document.glyphs import Box, Frame, Glyph, Line, lines, read_glyphs
from core.document.location import PageBox
from core.document.model import Block, CharacterBoxes, Grid, GridCell, Page, Paragraph, SourceDocument
from core.document.rulings import RuledTable, ruled_tables

MOST_PAGES = 1_000

_FEWEST_ON_A_PAGE = 15
_NUMERIC = frozenset("0123456789.,，%")
_PAGE_NUMBER = re.compile(
    r"(?P<bare>\d{1,4})|[-—–－―~·•第\s]+\d{1,4}[-—–－―~·•页\s]+|第?\s*\d+\s*[页/]\s*共?\s*\d+\s*页?"
)
_MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as read: how it lies, and its lines and tables from top to bottom."""

    number: int
    frame: Frame
    lines: list[Line]
    tables: list[tuple[RuledTable, dict[int, list[Line]]]]
    ocr: bool


def read_pdf(data: bytes, name: str, sha256: str) -> SourceDocument:
    """Reads a PDF; InputError where it is damaged, locked, absurdly long, or has no text layer."""
    document = open_pdf(data, name)
    try:
        sheets = [_sheet(document, at, name) for at in range(len(document))]
        shown = [Page(*document.get_page_size(at)) for at in range(len(document))]
    finally:
        document.close()
    flow = _Flow()
    for sheet, numbers in zip(sheets, _page_numbers(sheets), strict=True):
        flow.page(sheet, numbers)
    if sum(map(bool, flow.boxes.pages)) < _FEWEST_ON_A_PAGE * len(sheets):
        raise refusal("pdf_scan", name)
    text = "".join(flow.parts)
    return SourceDocument(
        name,
        sha256,
        "pdf",
        text,
        tuple(flow.blocks),
        pages=tuple(shown),
        boxes=flow.boxes,
        ocr=any(sheet.ocr for sheet in sheets),
    )


def open_pdf(data: bytes, name: str) -> Any:
    """Opens a PDF (a pypdfium2.PdfDocument, to be closed); InputError where it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        raise refusal("password" if locked else "pdf_damaged", name) from error
    if not 0 < len(document) <= MOST_PAGES:
        pages = len(document)
        document.close()
        raise refusal("pdf_too_long" if pages else "pdf_damaged", name, pages=pages, most=MOST_PAGES)
    return document


def _sheet(document: Any, at: int, name: str) -> _Sheet:
    try:
        page = document[at]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise refusal("pdf_damaged", name) from error
    try:
        frame, glyphs, ocr = read_glyphs(page, textpage)
        tables = []
        for table in sorted(ruled_tables(page, frame), key=_area):
            cells, glyphs = _filled(table, glyphs)
            if cells:
                tables.append((table, cells))
        return _Sheet(at + 1, frame, lines(glyphs), tables, ocr)
    finally:
        textpage.close()
        page.close()


def _area(table: RuledTable) -> float:
    x0, y0, x1, y1 = table.box
    return (x1 - x0) * (y1 - y0)


def _filled(table: RuledTable, glyphs: Sequence[Glyph]) -> tuple[dict[int, list[Line]], list[Glyph]]:
    """The lines in the cells of a table, by the cells' order, and the characters outside it."""
    by_place = {
        (cell.row + down, cell.column + right): at
        for at, cell in enumerate(table.cells)
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for piece in _pieces(glyphs):
        for part in _parts(table, by_place, piece):
            at = by_place.get(_place(table, part))
            if at is None:
                outside += part
            else:
                inside.setdefault(at, []).extend(part)
    return {at: lines(held) for at, held in inside.items()}, outside


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Numbers whole, where their digits were drawn without a gap; other characters one by one."""
    for (_, numeric), held in groupby(glyphs, key=lambda glyph: (glyph.run, glyph.character in _NUMERIC)):
        if numeric:
            yield list(held)
        else:
            yield from ([glyph] for glyph in held)


def _parts(
    table: RuledTable, by_place: dict[tuple[int, int], int], piece: list[Glyph]
) -> Iterable[list[Glyph]]:
    """A number whole where it is too wide for its cell and runs over its border; else digit by digit."""
    at = by_place.get(_place(table, piece))
    if len(piece) == 1 or at is None:
        return [[glyph] for glyph in piece]
    x0, _, x1, _ = table.cells[at].box
    return [piece] if piece[-1].box[2] - piece[0].box[0] > 0.85 * (x1 - x0) else [[glyph] for glyph in piece]


def _place(table: RuledTable, piece: Sequence[Glyph]) -> tuple[int, int]:
    """The row and column of the middle of a piece; outside the table, numbers that no cell has."""
    x = (piece[0].box[0] + piece[-1].box[2]) / 2
    y = (piece[0].box[1] + piece[0].box[3]) / 2
    return bisect_right(table.ys, y) - 1, bisect_right(table.xs, x) - 1


def _page_numbers(sheets: Sequence[_Sheet]) -> list[set[int]]:
    """For each page, which of its lines is the page's number: it is furniture, not text.

    A bare number is one only if it counts on with the pages; else it may be the figure of a table.
    """
    bare: dict[int, set[int]] = {}
    found: list[set[int]] = []
    candidates = [list(_candidates(sheet)) for sheet in sheets]
    for sheet, pairs in zip(sheets, candidates, strict=True):
        for _, match in pairs:
            if match["bare"]:
                bare.setdefault(int(match["bare"]) - sheet.number, set()).add(sheet.number)
    for sheet, pairs in zip(sheets, candidates, strict=True):
        found.append(
            {
                at
                for at, match in pairs
                if not match["bare"] or len(bare[int(match["bare"]) - sheet.number]) > 1
            }
        )
    return found


def _candidates(sheet: _Sheet) -> Iterator[tuple[int, re.Match[str]]]:
    """The outermost lines in the margins of a page that look like its number."""
    height = sheet.frame.size[1]
    for at in {0, len(sheet.lines) - 1} if sheet.lines else ():
        line = sheet.lines[at]
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and not _MARGIN * height < line.top < (1 - _MARGIN) * height:
            yield at, match


class _Flow:
    """Puts the pages' lines and tables together, with a box for every code point of the text."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.boxes = CharacterBoxes(array("H"), array("f"))
        self._grids = 0

    def page(self, sheet: _Sheet, furniture: set[int]) -> None:
        """Adds a page's lines and tables from top to bottom, without the lines numbered `furniture`."""
        kept = [line for at, line in enumerate(sheet.lines) if at not in furniture]
        waiting = sorted(sheet.tables, key=lambda pair: pair[0].box[1])
        for line in kept:
            while waiting and waiting[0][0].box[1] < line.top:
                self._grid(sheet, *waiting.pop(0))
            self.blocks.append(Paragraph(line.text, len(self.boxes.pages)))
            self._line(sheet, line)
            self._gap("\n")
        for table, cells in waiting:
            self._grid(sheet, table, cells)

    def _grid(self, sheet: _Sheet, table: RuledTable, held: dict[int, list[Line]]) -> None:
        cells: list[GridCell] = []
        row = 0
        for at, cell in enumerate(table.cells):
            if cells:
                self._gap("\n" * (cell.row - row) or "\t")
            row, start = cell.row, len(self.boxes.pages)
            text = self._cell(sheet, held.get(at, []))
            x0, y0, x1, y1 = (round(edge, 2) for edge in sheet.frame.shown_box(cell.box))
            place = PageBox(sheet.number, (x0, y0, x1, y1))
            cells.append(GridCell(row, cell.column, cell.row_span, cell.column_span, text, start, place))
        self._gap("\n")
        self.blocks.append(Grid(self._grids, len(table.ys) - 1, len(table.xs) - 1, tuple(cells)))
        self._grids += 1

    def _cell(self, sheet: _Sheet, held: Sequence[Line]) -> str:
        for number, line in enumerate(held):
            if number:
                self._gap("\n")
            self._line(sheet, line)
        return "\n".join(line.text for line in held)

    def _line(self, sheet: _Sheet, line: Line) -> None:
        self.parts.append(line.text)
        for box in line.boxes:
            self._box(
                0 if box is None else sheet.number, _NOWHERE if box is None else sheet.frame.shown_box(box)
            )

    def _gap(self, text: str) -> None:
        self.parts.append(text)
        for _ in text:
            self._box(0, _NOWHERE)

    def _box(self, page: int, box: Box) -> None:
        self.boxes.pages.append(page)
        self.boxes.edges.extend(box)


_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
