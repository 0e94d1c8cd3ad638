"""What a file says, with a location for every piece; nothing after the readers knows the format."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from core.document.location import Location, PageBox, TableCell, TextSpan

Format = Literal["text", "html", "docx", "doc", "xlsx", "pdf", "ofd", "scan"]


SURE = 0.85
"""How sure of its least sure character a machine must be for a reading to be taken, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a machine made out in a picture of text: how sure it is of the least sure character, 0 to 1.

    `others`: other figures that it may be, likeliest first. `doubtful`: it is not to be taken for read.
    """

    certainty: float
    others: tuple[str, ...] = ()
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid, at its top left; `start` is where its text begins in the document's text.

    `recognised`: where its text was made out in a picture.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    start: int
    location: Location
    recognised: Recognised | None = None


@dataclass(frozen=True)
class Grid:
    """A table whose cells the source itself keeps apart; `cells` in reading order, spans unexpanded.

    A table that runs over several pages of a PDF is one grid per page; the readers do not join them.
    """

    index: int
    rows: int
    columns: int
    cells: tuple[GridCell, ...]

    @cached_property
    def _expanded(self) -> dict[tuple[int, int], GridCell]:
        return {
            (cell.row + down, cell.column + right): cell
            for cell in self.cells
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        }

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place of the grid with spans expanded, or None where none does."""
        return self._expanded.get((row, column))

    @property
    def start(self) -> int:
        """Where the grid's text begins in the document's text."""
        return self.cells[0].start if self.cells else 0

    @property
    def end(self) -> int:
        """Where the grid's text ends in the document's text."""
        return self.cells[-1].start + len(self.cells[-1].text) if self.cells else 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph of running text; `start` is where it begins in the document's text."""

    text: str
    start: int


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged source: its size as shown, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A picture of a page: `pixels` row by row, `stride` bytes each, four bytes a pixel (BGRX)."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True)
class CharacterBoxes:
    """The boxes of a paged text's characters: page number and x0, y0, x1, y1 for every code point.

    A character without a box (a line end) has page 0. `certainties`: how sure the reading of each is, 0
    (doubtful) to 1; 1 for what was not made out in a picture.
    """

    pages: array[int] = field(default_factory=lambda: array("H"))
    edges: array[float] = field(default_factory=lambda: array("f"))
    certainties: array[float] = field(default_factory=lambda: array("f"))

    def union(self, start: int, end: int) -> PageBox | None:
        """The box around the characters of a span, on the page of the first that has one."""
        held = [i for i in range(start, end) if self.pages[i]]
        if not held:
            return None
        page = self.pages[held[0]]
        boxes = [self.edges[4 * i : 4 * i + 4] for i in held if self.pages[i] == page]
        x0, y0, x1, y1 = zip(*boxes, strict=True)
        return PageBox(page, (min(x0), min(y0), max(x1), max(y1)))

    def certainty(self, place: PageBox) -> float:
        """How sure the least sure character is whose middle lies in a box; 1 where there is none."""
        x0, y0, x1, y1 = place.box
        least = 1.0
        for at, (page, certainty) in enumerate(zip(self.pages, self.certainties, strict=True)):
            if page == place.page and certainty < least:
                left, top, right, bottom = self.edges[4 * at : 4 * at + 4]
                if x0 <= (left + right) / 2 <= x1 and y0 <= (top + bottom) / 2 <= y1:
                    least = certainty
        return least


@dataclass(frozen=True)
class SourceDocument:
    """A file as read: its whole text, and the blocks (paragraphs and grids) in reading order.

    `text` holds the text of every block, grids included (cells parted by tabs, rows by line ends),
    so that a span of it names any piece. For a text file it is the decoded text itself, unchanged.
    `title` is what the file's own metadata calls it (an HTML title), where it does. `ocr_pages`: the pages
    (from 1) whose text is a machine's reading of a picture, so that no figure on them may pass for read
    plainly. `unread_pages`: the pages (from 1) that may show text which was not read: in a picture, or in
    letters that cannot be told.
    """

    name: str
    sha256: str
    format: Format
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    boxes: CharacterBoxes | None = None
    ocr_pages: frozenset[int] = frozenset()
    unread_pages: tuple[int, ...] = ()

    @property
    def ocr(self) -> bool:
        """Whether the text of some page is a machine's reading of a picture."""
        return bool(self.ocr_pages)

    def recognised(self, location: Location | None) -> Recognised | None:
        """How sure the reading at a place is, where that was made out in a picture; else None."""
        if not isinstance(location, PageBox) or location.page not in self.ocr_pages:
            return None
        cell = self._cells_by_place.get(location)
        if cell is not None and cell.recognised is not None:
            return cell.recognised
        certainty = self.boxes.certainty(location) if self.boxes is not None else 1.0
        return Recognised(certainty, doubtful=certainty < SURE)

    @cached_property
    def _cells_by_place(self) -> dict[Location, GridCell]:
        return {cell.location: cell for grid in self.grids for cell in grid.cells}

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        """The grids in reading order; a grid's `index` is its place here."""
        return tuple(block for block in self.blocks if isinstance(block, Grid))

    @cached_property
    def _cells_by_start(self) -> tuple[list[int], list[tuple[GridCell, Grid]]]:
        held = sorted(
            ((cell, grid) for grid in self.grids for cell in grid.cells), key=lambda pair: pair[0].start
        )
        return [cell.start for cell, _ in held], held

    def locate(self, start: int, end: int) -> Location:
        """The location of a span of the text: its box on the page, its grid cell, or the span itself."""
        if self.boxes is not None:
            box = self.boxes.union(start, end)
            if box is not None:
                return box
        starts, cells = self._cells_by_start
        at = bisect_right(starts, start) - 1
        if at >= 0:
            cell, grid = cells[at]
            if start < cell.start + max(1, len(cell.text)) and self.boxes is None:
                return TableCell(grid.index, cell.row, cell.column)
        return TextSpan(start, end)
