"""Sets a form's printed sheets on PDF pages, ruled or not, tearing rows over page breaks as offices' do."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.document.pdf_make import PdfPage, make_pdf
from core.forms.form import Form, PrintedCell, Table
from tests.corpus.generate import TAIL, Values, head, plain, text_of

_LEFT, _TOP = 50.0, 60.0
_PADDING = 3.0


@dataclass
class Setter:
    """Sets lines and tables down pages `height` points high; `align` and `raise_` as in the tables' cells.

    `align`: 0 for left, 0.5 for centred, 1 for right; `lower`: 0 for the top of a cell, 0.5 for its middle.
    """

    width: float = 595
    height: float = 842
    size: float = 10
    ruled: bool = True
    align: float = 0.5
    lower: float = 0.5
    pages: list[PdfPage] = field(default_factory=list)
    _y: float = 0.0

    def _line(self) -> float:
        """Goes on by a line, over to a new page where there is no room; how far its foot is from the top."""
        if not self.pages or self._y + 2 * self.size > self.height - _TOP:
            self.pages.append(PdfPage(self.width, self.height))
            self._y = _TOP
        self._y += 1.3 * self.size
        return self._y

    def write(self, x: float, y: float, said: str) -> None:
        """Writes a line of text at a place from the top left."""
        for letter in said:
            if letter != " ":
                self.pages[-1].letter(letter, (self.size, 0, 0, self.size, x, self.height - y))
            x += self._wide(letter)

    def _wide(self, said: str) -> float:
        return sum(self.size / 2 if letter.isascii() else self.size for letter in said)

    def paragraph(self, said: str) -> None:
        """Writes a paragraph."""
        for line in self._wrapped(said, self.width - 2 * _LEFT):
            self.write(_LEFT, self._line(), line)

    def _wrapped(self, said: str, width: float) -> list[str]:
        lines = [""]
        for letter in said:
            if lines[-1] and self._wide(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
        return lines

    def table(self, table: Table, values: Values, widths: list[float]) -> None:
        """Sets a table in columns of these widths."""
        edges = [_LEFT]
        for width in widths:
            edges.append(edges[-1] + width)
        held = {
            (cell.row + down, cell.column + right): cell
            for cell in table.sheet
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        }
        lines = {
            cell: self._wrapped(text_of(cell, values, plain), self._room(cell, edges)) for cell in table.sheet
        }
        slots = self._slots(table, lines)
        page = -1
        for at, (row, said) in enumerate(slots):
            y = self._line()
            fresh, page = len(self.pages) != page, len(self.pages)
            for cell, text in said:
                x0, x1 = edges[cell.column], edges[cell.column + cell.column_span]
                align = self.align if cell.cell or not cell.row_id else 0
                spare = x1 - x0 - 2 * _PADDING - self._wide(text)
                self.write(x0 + _PADDING + align * spare, y, text)
            first = at == 0 or slots[at - 1][0] != row
            if self.ruled:
                self._rule(held, row, edges, y, top=fresh, first=first, last=at == len(slots) - 1)

    def _room(self, cell: PrintedCell, edges: list[float]) -> float:
        return edges[cell.column + cell.column_span] - edges[cell.column] - 2 * _PADDING

    def _slots(
        self, table: Table, lines: Mapping[PrintedCell, list[str]]
    ) -> list[tuple[int, list[tuple[PrintedCell, str]]]]:
        """The lines of each row of the sheet, with what stands on them."""
        rows = range(table.sheet_rows)
        heights = [
            max(len(said) for cell, said in lines.items() if cell.row == row and cell.row_span == 1)
            for row in rows
        ]
        first = [sum(heights[:row]) for row in rows]
        slots: list[tuple[int, list[tuple[PrintedCell, str]]]] = [
            (row, []) for row in rows for _ in range(heights[row])
        ]
        for cell, said in lines.items():
            room = sum(heights[cell.row : cell.row + cell.row_span])
            start = first[cell.row] + int(self.lower * max(0, room - len(said)))
            for at, text in enumerate(said[:room]):
                if text:
                    slots[start + at][1].append((cell, text))
        return slots

    def _rule(
        self,
        held: Mapping[tuple[int, int], PrintedCell],
        row: int,
        edges: list[float],
        y: float,
        *,
        top: bool,
        first: bool,
        last: bool,
    ) -> None:
        upper, lower = y - self.size, y + 0.3 * self.size
        for column in range(len(edges)):
            if held.get((row, column - 1)) is not held.get((row, column)):
                self._stroke(edges[column], upper, edges[column], lower)
            if column == len(edges) - 1:
                break
            over = first and held.get((row - 1, column)) is not held.get((row, column))
            if top or over:
                self._stroke(edges[column], upper, edges[column + 1], upper)
            if last or self._y + 2 * self.size > self.height - _TOP:
                self._stroke(edges[column], lower, edges[column + 1], lower)

    def _stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        steps = [f"{x0:.2f} {self.height - y0:.2f} m", f"{x1:.2f} {self.height - y1:.2f} l"]
        self.pages[-1].path(steps, width=0.5, stroke="0 0 0", fill=None)


def widths_of(table: Table, rng: random.Random, total: float = 495) -> list[float]:
    """Columns as wide as offices make them: narrow ones of labels, then alike."""
    labels = [rng.choice((28, 36)), rng.choice((36, 56)), rng.choice((80, 120))] if table.id == "t3" else []
    rest = table.sheet_columns - len(labels)
    return [*labels, *([(total - sum(labels)) / rest] * rest)]


def report(form: Form, values: Values, rng: random.Random, setter: Setter) -> bytes:
    """A whole report as a PDF."""
    for line in head(form, "云溪市水务局"):
        setter.paragraph(line)
    for table in form.tables.values():
        setter.paragraph(table.title)
        setter.table(table, values, widths_of(table, rng, setter.width - 100))
    for line in TAIL:
        setter.paragraph(line)
    return make_pdf(setter.pages)


def shapes(rng: random.Random, *, ruled: bool) -> Iterator[Setter]:
    """Pages as they come: letters of several sizes, cells set in several ways, breaks anywhere."""
    while True:
        yield Setter(
            height=rng.choice((842, 842, 600, 450)),
            size=rng.choice((9, 10.5, 12)),
            ruled=ruled,
            align=rng.choice((0, 0.5, 0.5, 1)),
            lower=rng.choice((0, 0.5, 0.5, 1)),
        )
