"""PDF with a text layer: lines of text and ruled tables in reading order, every character with its box."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from core.document.build import refusal
from core.document.glyphs import Glyph, Line, lines, read_glyphs
from core.document.model import Page, SourceDocument
from core.document.paged import Sheet, document_of
from core.document.rulings import RuledTable, ruled_tables

MOST_PAGES = 1_000

_FEWEST_ON_A_PAGE = 15
_NUMERIC = frozenset("0123456789.,，%")


def read_pdf(data: bytes, name: str, sha256: str) -> SourceDocument:
    """Reads a PDF; InputError where it is damaged, locked, absurdly long, or has no text layer."""
    document = open_pdf(data, name)
    try:
        sheets = [_sheet(document, at, name) for at in range(len(document))]
        shown = [Page(*document.get_page_size(at)) for at in range(len(document))]
    finally:
        document.close()
    read = document_of(sheets, shown, name, sha256, "pdf")
    if read.boxes is None or sum(map(bool, read.boxes.pages)) < _FEWEST_ON_A_PAGE * len(sheets):
        raise refusal("pdf_scan", name)
    return read


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


def _sheet(document: Any, at: int, name: str) -> Sheet:
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
        return Sheet(at + 1, frame, lines(glyphs), tables, ocr)
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
