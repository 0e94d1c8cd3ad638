"""Lays a report out on pages as a word processor does: every line of text at its place, every ruling.

From this come PDFs with and without rulings, and the text that PDF tools make of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from core.forms.form import PrintedCell, Table
from tests.corpus.scored.content import Content

WIDTH, HEIGHT, MARGIN = 595.0, 842.0, 60.0
_COLUMNS = {
    "t2": ((0.34, 0.22, 0.22, 0.22),),
    "t3": ((0.04, 0.12, 0.28, *(0.08,) * 7), (0.06, 0.13, 0.25, *(0.08,) * 7)),
    "t4": ((1 / 15,) * 15,),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its left end and the middle of its height, in points from the top left."""

    x: float
    y: float
    text: str
    size: float

    @property
    def width(self) -> float:
        """How wide it is: ideographs are as wide as high, the rest half as wide."""
        return text_width(self.text, self.size)


@dataclass
class Page:
    """What stands on a page, the lines in the order in which they were written."""

    lines: list[Line] = field(default_factory=list)
    rulings: list[tuple[float, float, float, float]] = field(default_factory=list)


def text_width(text: str, size: float) -> float:
    """The width of a text set in a size."""
    return sum(size / 2 if letter.isascii() else size for letter in text)


def lay_out(content: Content, rng: random.Random) -> list[Page]:
    """The pages of a report; tables run over pages, at times with their header repeated."""
    return _Setter(rng).set(content)


class _Setter:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.size = rng.choice((9.0, 10.0, 10.5))
        self.repeats = rng.random() < 0.5
        self.numbers = rng.choice(("- {} -", "第 {} 页", "{}", ""))
        self.pages: list[Page] = []
        self.y = 0.0
        self._turn()

    def set(self, content: Content) -> list[Page]:
        for line in content.before:
            self._paragraph(line, centred=line in content.title.split("\n"))
        for table in content.form.tables.values():
            self._paragraph(table.title)
            self._table(table, content)
        for line in content.after:
            self._paragraph(line)
        self._number()
        return self.pages

    def _turn(self) -> None:
        if self.pages:
            self._number()
        self.pages.append(Page())
        self.y = MARGIN

    def _number(self) -> None:
        if self.numbers:
            said = self.numbers.format(len(self.pages))
            self.pages[-1].lines.append(Line(WIDTH / 2 - 10, HEIGHT - 30, said, 9))

    def _paragraph(self, text: str, centred: bool = False) -> None:
        for line in wrapped(text, 12, WIDTH - 2 * MARGIN):
            if self.y + 20 > HEIGHT - MARGIN:
                self._turn()
            x = (WIDTH - text_width(line, 12)) / 2 if centred else MARGIN
            self.pages[-1].lines.append(Line(x, self.y + 10, line, 12))
            self.y += 20

    def _table(self, table: Table, content: Content) -> None:
        edges = [MARGIN]
        for share in self.rng.choice(_COLUMNS[table.id]):
            edges.append(edges[-1] + share * (WIDTH - 2 * MARGIN))
        said = {
            cell: wrapped(
                content.text(cell), self.size, edges[cell.column + cell.column_span] - edges[cell.column] - 4
            )
            for cell in table.sheet
        }
        heights = [1.9 * self.size] * table.sheet_rows
        for cell, lines in said.items():
            if cell.row_span == 1:
                heights[cell.row] = max(heights[cell.row], (1.25 * len(lines) + 0.7) * self.size)
        head = table.header_rows if self.repeats and table.id == "t3" else 0
        first = 0
        while first < len(heights):
            repeated = range(head if first else 0)
            room = HEIGHT - MARGIN - self.y - sum(heights[row] for row in repeated)
            last = first
            while last < len(heights) and sum(heights[first : last + 1]) <= room:
                last += 1
            if last - first >= min(3, len(heights) - first):
                self._rows(table, said, edges, heights, [*repeated, *range(first, last)])
                first = last
            if first < len(heights):
                self._turn()
        self.y += 12

    def _rows(
        self,
        table: Table,
        said: dict[PrintedCell, list[str]],
        edges: Sequence[float],
        heights: Sequence[float],
        rows: Sequence[int],
    ) -> None:
        """The rows that stand together on a page; what does not fit of a cell's lines goes overleaf."""
        tops, page = {}, self.pages[-1]
        for row in rows:
            tops[row] = self.y
            self.y += heights[row]
        for cell, lines in said.items():
            own = [row for row in range(cell.row, cell.row + cell.row_span) if row in tops]
            if not own:
                continue
            top, bottom = tops[own[0]], tops[own[-1]] + heights[own[-1]]
            left, right = edges[cell.column], edges[cell.column + cell.column_span]
            page.rulings += [(left, top, right, top), (left, bottom, right, bottom)]
            page.rulings += [(left, top, left, bottom), (right, top, right, bottom)]
            ends = cell.row + cell.row_span == own[-1] + 1
            fits = len(lines) if ends else max(1, int((bottom - top) / (1.25 * self.size)))
            here = (
                lines
                if cell.row < table.header_rows
                else [lines.pop(0) for _ in range(min(fits, len(lines)))]
            )
            page.lines += self._lines(here, (left + right) / 2, (top + bottom) / 2)

    def _lines(self, lines: Sequence[str], x: float, y: float) -> Iterator[Line]:
        step = 1.25 * self.size
        for at, text in enumerate(lines):
            left = x - text_width(text, self.size) / 2
            yield Line(left, y + (at - (len(lines) - 1) / 2) * step, text, self.size)


def wrapped(text: str, size: float, width: float) -> list[str]:
    """The text in lines no wider than `width`; a number is not broken."""
    lines: list[str] = []
    for part in text.split("\n") if text else ():
        lines.append("")
        for letter in part:
            if lines[-1] and text_width(lines[-1] + letter, size) > width and not letter.isdigit():
                lines.append("")
            lines[-1] += letter
    return lines


def as_shown(pages: Sequence[Page]) -> str:
    """The text with every line at its place on the page, as a PDF tool lays it out in a fixed pitch."""
    return "\f".join("\n".join(_shown_lines(page)) for page in pages)


def _shown_lines(page: Page) -> Iterator[str]:
    pitch, above = 5.2, 0.0
    by_line: dict[int, list[Line]] = {}
    for line in page.lines:
        by_line.setdefault(round(line.y / 7), []).append(line)
    for at in sorted(by_line):
        if at - above > 4:
            yield ""
        above = at
        said = ""
        for line in sorted(by_line[at], key=lambda line: line.x):
            column = max(round((line.x - MARGIN) / pitch), len(said) + 2 if said else 0)
            said = said.ljust(column) + line.text
        yield said


def as_written(pages: Sequence[Page]) -> str:
    """The text in the order in which it was written, pieces of one line together (raw)."""
    said: list[str] = []
    for number, page in enumerate(pages):
        last: Line | None = None
        if number:
            said[-1] += "\n\f"
        for line in page.lines:
            if last and abs(line.y - last.y) < 2 and line.x >= last.x + last.width - 1:
                said[-1] += f" {line.text}"
            else:
                said.append(line.text)
            last = line
    return "\n".join(said)
