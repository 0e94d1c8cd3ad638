"""Pages put together into a document: what every reader of pages shares, whatever made out the characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Protocol

from core.document.glyphs import Box, Line
from core.document.location import PageBox
from core.document.model import (
    Block,
    CharacterBoxes,
    Format,
    Grid,
    GridCell,
    Page,
    Paragraph,
    Recognised,
    SourceDocument,
)
from core.document.rulings import RuledTable

_PAGE_NUMBER = re.compile(
    r"(?P<bare>\d{1,4})|[-—–－―~·•第\s]+\d{1,4}[-—–－―~·•页\s]+|第?\s*\d+\s*[页/]\s*共?\s*\d+\s*页?"
)
_MARGIN = 0.12


class Plane(Protocol):
    """The plane in which the lines and tables of a page lie."""

    @property
    def size(self) -> tuple[float, float]:
        """Its width and height, in points."""

    def shown_box(self, box: Box) -> Box:
        """A box of the plane in the plane of the page as shown."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as read: how it lies, and its lines and tables from top to bottom."""

    number: int
    frame: Plane
    lines: list[Line]
    tables: list[tuple[RuledTable, dict[int, list[Line]]]]
    ocr: bool


def _page_numbers(sheets: Sequence[Sheet]) -> list[set[int]]:
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


def _candidates(sheet: Sheet) -> Iterator[tuple[int, re.Match[str]]]:
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
        self.boxes = CharacterBoxes()
        self._grids = 0

    def page(self, sheet: Sheet, furniture: set[int]) -> None:
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

    def _grid(self, sheet: Sheet, table: RuledTable, held: dict[int, list[Line]]) -> None:
        cells: list[GridCell] = []
        row = 0
        for at, cell in enumerate(table.cells):
            if cells:
                self._gap("\n" * (cell.row - row) or "\t")
            row, start = cell.row, len(self.boxes.pages)
            own = held.get(at, [])
            text = self._cell(sheet, own)
            x0, y0, x1, y1 = (round(edge, 2) for edge in sheet.frame.shown_box(cell.box))
            place = PageBox(sheet.number, (x0, y0, x1, y1))
            spans = cell.row_span, cell.column_span
            cells.append(GridCell(row, cell.column, *spans, text, start, place, _recognised(own)))
        self._gap("\n")
        self.blocks.append(Grid(self._grids, len(table.ys) - 1, len(table.xs) - 1, tuple(cells)))
        self._grids += 1

    def _cell(self, sheet: Sheet, held: Sequence[Line]) -> str:
        for number, line in enumerate(held):
            if number:
                self._gap("\n")
            self._line(sheet, line)
        return "\n".join(line.text for line in held)

    def _line(self, sheet: Sheet, line: Line) -> None:
        self.parts.append(line.text)
        for box, certainty in zip(line.boxes, line.certainties or repeat(1.0), strict=False):
            if box is None:
                self._box(0, _NOWHERE)
            else:
                self._box(sheet.number, sheet.frame.shown_box(box), certainty)

    def _gap(self, text: str) -> None:
        self.parts.append(text)
        for _ in text:
            self._box(0, _NOWHERE)

    def _box(self, page: int, box: Box, certainty: float = 1.0) -> None:
        self.boxes.certainties.append(certainty)
        self.boxes.pages.append(page)
        self.boxes.edges.extend(box)


def _recognised(lines: Sequence[Line]) -> Recognised | None:
    """How sure the text of a cell is: a line alone as it is, of several the least sure."""
    seen = [line.recognised for line in lines if line.recognised is not None]
    if len(seen) <= 1:
        return seen[0] if seen else None
    return Recognised(min(one.certainty for one in seen), (), any(one.doubtful for one in seen))


def document_of(
    sheets: Sequence[Sheet], pages: Sequence[Page], name: str, sha256: str, format: Format
) -> SourceDocument:
    """The document that the pages make."""
    flow = _Flow()
    for sheet, numbers in zip(sheets, _page_numbers(sheets), strict=True):
        flow.page(sheet, numbers)
    return SourceDocument(
        name,
        sha256,
        format,
        "".join(flow.parts),
        tuple(flow.blocks),
        pages=tuple(pages),
        boxes=flow.boxes,
        ocr_pages=frozenset(sheet.number for sheet in sheets if sheet.ocr),
    )


_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
