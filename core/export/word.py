"""Word documents on A4: paragraphs and tables in the fonts of official papers, page numbers, no traces."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Literal

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from core.export.layout import Block, Layout
from core.export.styles import HEI, SONG
from core.export.text import legal, say

A4 = (210, 297)
"""The paper, in millimetres."""

MARGIN = 20
Align = Literal["left", "centre", "right"]
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def new_document(language: str, *, landscape: bool = False) -> Any:
    """An empty document: A4, 宋体, numbered pages, no author."""
    document = Document()
    section = document.sections[0]
    wide, high = reversed(A4) if landscape else A4
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)
    normal = document.styles["Normal"]
    _font(normal, SONG, 10.5)
    normal.paragraph_format.space_after = Pt(0)
    _number_pages(section.footer.paragraphs[0], language)
    properties = document.core_properties
    for name in ("author", "last_modified_by", "comments", "title", "keywords", "subject"):
        setattr(properties, name, "")
    return document


def put_paragraph(
    document: Any,
    text: str,
    *,
    size: float = 10.5,
    hei: bool = False,
    align: Align = "left",
    after: float = 4,
) -> None:
    """Adds a paragraph; `hei` sets it in 黑体, `size` and the space `after` it are in points."""
    paragraph = document.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(after)
    _run(paragraph, text, HEI if hei else SONG, size)


def put_table(
    document: Any, layout: Layout, *, size: float = 9, space: float = 2, landscape: bool = False
) -> None:
    """Adds a table as wide as the text, its header rows repeated on every page.

    `space`: what is left above and below the text of a cell, in points.
    """
    table = document.add_table(layout.rows, len(layout.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    room = (A4[1] if landscape else A4[0]) - 2 * MARGIN
    widths = [Mm(room * width / sum(layout.widths)) for width in layout.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    grid = [row.cells for row in table.rows]
    for row in table.rows:
        _row_property(row, "w:cantSplit")
    for row in table.rows[: layout.head_rows]:
        _row_property(row, "w:tblHeader")
    for block in layout.blocks:
        _put_block(grid, block, widths, size, space)


def _put_block(
    grid: Sequence[Sequence[Any]], block: Block, widths: Sequence[int], size: float, space: float
) -> None:
    cell = grid[block.row][block.column]
    if block.row_span > 1 or block.column_span > 1:
        cell = cell.merge(grid[block.row + block.row_span - 1][block.column + block.column_span - 1])
    cell.width = sum(widths[block.column : block.column + block.column_span])
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(space)
    left = block.kind in ("label", "text")
    paragraph.alignment = _ALIGN["left" if left else "centre"]
    _run(paragraph, block.text, HEI if block.kind == "head" else SONG, size)


def document_bytes(document: Any) -> bytes:
    """The document's bytes."""
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _run(paragraph: Any, text: str, font: str, size: float) -> None:
    for at, line in enumerate(legal(text).split("\n")):
        run = paragraph.add_run()
        if at:
            run.add_break()
        run.add_text(line)
        _font(run, font, size)


def _font(held: Any, name: str, size: float) -> None:
    held.font.name, held.font.size = name, Pt(size)
    fonts = held.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(script), name)


def _row_property(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _number_pages(paragraph: Any, language: str) -> None:
    """第 X 页 共 Y 页, by fields that Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    parts = say("export.footer", language).replace("&P", "\0PAGE\0").replace("&N", "\0NUMPAGES\0")
    for at, part in enumerate(parts.split("\0")):
        if at % 2:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), part)
            paragraph._p.append(field)
        else:
            _run(paragraph, part, SONG, 9)
