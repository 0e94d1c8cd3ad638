"""PDF with a text layer: lines of text and ruled tables in reading order, every character with its box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from core.document.annotations import with_annotations
from core.document.build import refusal
from core.document.filling import filled
from core.document.glyphs import MOST_CHARACTERS, Frame, Glyph, lines, read_glyphs
from core.document.legible import is_garbled
from core.document.model import Format, Page, SourceDocument
from core.document.ocr import Told, is_available, untold
from core.document.paged import Sheet, document_of
from core.document.pictured import holds_picture, is_picture
from core.document.raised import marked
from core.document.rulings import RuledTable, rulings, tables_of
from core.document.seen import shown, struck_out

MOST_PAGES = 1_000

_FEWEST = 15  # characters


def read_pdf(data: bytes, name: str, sha256: str, told: Told = untold) -> SourceDocument:
    """Reads a PDF; pages that are pictures by OCR, where that is installed, `told` how many of them are done.

    InputError where it is damaged, locked, absurdly long, or no page has text that can be read.
    """
    document = open_pdf(data, name)
    try:
        pages = [_page(document, at, name) for at in range(len(document))]
        sizes = [Page(*document.get_page_size(at)) for at in range(len(document))]
        garbled = any(page.garbled for page in pages)
        pictured = [at for at, page in enumerate(pages) if page.is_picture]
        if pictured and is_available():
            _recognise(document, pages, pictured, name, told)
    finally:
        document.close()
    if not any(page.is_read for page in pages):
        without = "pdf_garbled" if garbled else "pdf_scan"
        raise refusal("illegible" if is_available() else without, name)
    format: Format = "scan" if len(pictured) == len(pages) else "pdf"
    read = document_of([page.sheet for page in pages], sizes, name, sha256, format)
    return replace(read, unread_pages=tuple(page.sheet.number for page in pages if page.is_lacking))


def _recognise(document: Any, pages: list[_Page], pictured: Sequence[int], name: str, told: Told) -> None:
    """Puts the pages that are pictures among the others as OCR reads them."""
    from core.document.picture import page_picture
    from core.document.scan import MOST_PAGES as MOST_PICTURES
    from core.document.scan import read_page

    if len(pictured) > MOST_PICTURES:
        raise refusal("scan_too_long", name, most=MOST_PICTURES)
    for done, at in enumerate(pictured):
        told(done, len(pictured))
        picture = page_picture(document, at, name)
        pages[at] = _Page(read_page(picture, document.get_page_size(at), at + 1), False, False)
    told(len(pictured), len(pictured))


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


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as read; `garbled` text is left out of it, and a large picture on it may show more."""

    sheet: Sheet
    garbled: bool
    pictured: bool

    @property
    def is_read(self) -> bool:
        """Whether there is text on it to speak of."""
        tables = (line for _, cells in self.sheet.tables for held in cells.values() for line in held)
        return sum(len(line.text) for line in (*self.sheet.lines, *tables)) >= _FEWEST

    @property
    def is_lacking(self) -> bool:
        """Whether it may show text that was not read."""
        return self.garbled or self.pictured

    @property
    def is_picture(self) -> bool:
        """Whether it is better read as a picture: it may show text, and no table was read."""
        return self.is_lacking and not self.sheet.tables


def _page(document: Any, at: int, name: str) -> _Page:
    try:
        page = with_annotations(document, at)
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise refusal("pdf_damaged", name) from error
    try:
        if textpage.count_chars() > MOST_CHARACTERS:
            raise refusal("text_too_long", name, most=MOST_CHARACTERS)
        frame, glyphs, ocr = read_glyphs(page, textpage)
        if is_garbled([glyph.character for glyph in glyphs]):
            return _Page(Sheet(at + 1, frame, [], [], False), True, False)
        pictured = _is_pictured(page, frame, glyphs, ocr)
        across, down = rulings(page, frame)
        if not ocr:
            glyphs = struck_out(marked(shown(glyphs, page, frame)), across)
        tables = []
        for table in sorted(tables_of(across, down), key=_area):
            cut, cells, glyphs = filled(table, glyphs)
            if cells:
                tables.append((cut, cells))
        return _Page(Sheet(at + 1, frame, lines(glyphs), tables, ocr), False, pictured)
    finally:
        textpage.close()
        page.close()


def _is_pictured(page: Any, frame: Frame, glyphs: Sequence[Glyph], ocr: bool) -> bool:
    """Whether a page may show text in a picture; what other OCR read is read again."""
    return is_available() and holds_picture(page, frame, []) if ocr else is_picture(page, frame, glyphs)


def _area(table: RuledTable) -> float:
    x0, y0, x1, y1 = table.box
    return (x1 - x0) * (y1 - y0)
