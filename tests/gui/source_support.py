"""Documents of each kind, and what the source pane shows of them, for its tests."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF

from core.document.location import Location, TableCell
from core.document.model import CharacterBoxes, Grid, GridCell, Page, Paragraph, SourceDocument
from core.extract.report import Cell, CellState
from gui.source.document_view import DocumentView
from gui.source.page_view import PageView
from gui.source.rebuilt import Rebuilt
from gui.source.text_view import TextView
from gui.source.view import SourceView

LINES = "\r\n".join(f"第{n}行 😀 数量 {n * 1001:,} 件" for n in range(200))


def text_document(text: str = LINES) -> SourceDocument:
    return SourceDocument("报告.txt", "0" * 64, "text", text, (Paragraph(text, 0),), encoding="gb18030")


def word_document() -> SourceDocument:
    """A heading, a table of 3 columns and 40 rows with a merged head and a merged label, a last line."""
    text, cells = "一、总体😀情况\n", []
    layout = [(0, 0, 1, 3, "表头"), (1, 0, 2, 1, "合并\n行名")]
    layout += [(row, 0, 1, 1, f"行{row}") for row in range(3, 40)]
    layout += [(row, column, 1, 1, str(row * 10 + column)) for row in range(1, 40) for column in (1, 2)]
    for row, column, down, across, said in sorted(layout):
        place = TableCell(0, row, column)
        cells.append(GridCell(row, column, down, across, said, len(text), place))
        text += said + "\t"
    end = len(text)
    text += "结尾 42 件"
    blocks = (Paragraph("一、总体😀情况", 0), Grid(0, 40, 3, tuple(cells)), Paragraph("结尾 42 件", end))
    return SourceDocument("报告.docx", "0" * 64, "docx", text, blocks)


def paged_document(pages: int = 6) -> SourceDocument:
    boxes = CharacterBoxes(array("H"), array("f"))
    text = ""
    for page in range(1, pages + 1):
        for at, letter in enumerate(f"第{page}页 6,091\n"):
            text += letter
            boxes.pages.append(0 if letter == "\n" else page)
            boxes.edges.extend((100 + 12 * at, 400, 112 + 12 * at, 412))
    size = tuple(Page(595, 842) for _ in range(pages))
    return SourceDocument("报告.pdf", "0" * 64, "pdf", text, (), pages=size, boxes=boxes)


def cells_at(*places: Location) -> dict[str, Cell]:
    return {str(n): Cell(str(n), 1, "1", CellState.OK, place) for n, place in enumerate(places)}


def shown_text(view: SourceView) -> TextView:
    assert isinstance(view.viewer, TextView)
    return view.viewer


def shown_document(view: SourceView) -> DocumentView:
    assert isinstance(view.viewer, DocumentView)
    return view.viewer


def rebuilt(view: SourceView) -> Rebuilt:
    held = shown_document(view)._rebuilt
    assert held is not None
    return held


def shown_pages(view: SourceView) -> PageView:
    assert isinstance(view.viewer, PageView)
    return view.viewer


def centre(rects: Sequence[QRectF]) -> QPoint:
    return rects[0].center().toPoint()
