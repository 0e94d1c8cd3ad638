"""What the readers share: the text of a document grows block by block, and every piece keeps its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.document.location import TableCell
from core.document.model import Block, Grid, GridCell, Paragraph
from core.errors import InputError
from core.messages import Parameter, message

MOST_SLOTS = 400_000
MOST_COLUMNS = 200

PICTURE = "\ufffc"
"""Stands for a picture among text; a cell that holds nothing else shows it, and so passes for no blank."""

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def refusal(reason: str, name: str, **parameters: Parameter) -> InputError:
    """The error that says why the file `name` is not read, by a message of this package."""
    return InputError(message(f"document.{reason}", name=name, **parameters))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text without their ends, each with the code point it begins at."""
    start = 0
    for end in _LINE_ENDS.finditer(text):
        yield start, text[start : end.start()]
        start = end.end()
    if start < len(text):
        yield start, text[start:]


def clean_lines(text: str) -> list[str]:
    """The lines that show something, without spaces around them and characters that have no width."""
    plain = text if text.isascii() else text.translate(_INVISIBLE)
    return [shown for line in _LINE_ENDS.split(plain) if (shown := line.strip())]


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a format holds it; `content` is text and the tables inside it, in reading order."""

    row: int
    column: int
    row_span: int
    column_span: int
    content: Sequence[str | RawTable]

    @property
    def tables(self) -> list[RawTable]:
        """The tables inside the cell."""
        return [part for part in self.content if isinstance(part, RawTable)]


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as a format holds it, its cells in reading order and free of overlap."""

    rows: int
    columns: int
    cells: Sequence[RawCell]

    @property
    def gridded(self) -> int:
        """How many cells there are in it, and in the tables inside it, that stand in several columns."""
        own = len(self.cells) if len({cell.column for cell in self.cells}) > 1 else 0
        return own + self._gridded_inside

    @property
    def is_layout(self) -> bool:
        """Whether the table only arranges a page: a single column, or less of its own than is inside it."""
        if len({cell.column for cell in self.cells}) <= 1:
            return True
        worded = sum(
            any(isinstance(part, str) and part.replace(PICTURE, "").strip() for part in cell.content)
            for cell in self.cells
        )
        return self._gridded_inside > 0 and self._gridded_inside >= worded

    @property
    def _gridded_inside(self) -> int:
        return sum(table.gridded for cell in self.cells for table in cell.tables)

    def text(self) -> str:
        """All its text, a line for each line of each cell."""
        return "\n".join(cell_text(cell) for cell in self.cells)


def cell_text(cell: RawCell) -> str:
    """The text of a cell, its lines parted by line ends; PICTURE for a picture alone."""
    parts = [part if isinstance(part, str) else part.text() for part in cell.content]
    text = "\n".join(parts).replace("\t", " ")
    if PICTURE not in text:
        return "\n".join(clean_lines(text))
    return "\n".join(clean_lines(text.replace(PICTURE, ""))) or PICTURE


class Builder:
    """Puts the blocks of a document together, in reading order, with the text that holds them all."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._parts: list[str] = []
        self._length = 0
        self._grids = 0

    @property
    def text(self) -> str:
        """The text of all blocks so far."""
        return "".join(self._parts)

    def paragraph(self, text: str) -> None:
        """Adds a paragraph for every line of the text that shows something."""
        for line in clean_lines(text.replace(PICTURE, "")):
            self.blocks.append(Paragraph(line, self._length))
            self._append(line + "\n")

    def table(self, table: RawTable) -> None:
        """Adds a grid; a table that only arranges a page gives way to what it holds."""
        if table.is_layout:
            self.flow(part for cell in table.cells for part in cell.content)
        else:
            self._grid(table)

    def flow(self, parts: Iterable[str | RawTable]) -> None:
        """Adds text and tables in turn."""
        for part in parts:
            if isinstance(part, str):
                self.paragraph(part)
            else:
                self.table(part)

    def _grid(self, table: RawTable) -> None:
        index, row = self._grids, 0
        cells: list[GridCell] = []
        for raw in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            if cells:
                self._append("\n" * (raw.row - row) or "\t")
            row, text = raw.row, cell_text(raw)
            place = TableCell(index, raw.row, raw.column)
            cells.append(
                GridCell(raw.row, raw.column, raw.row_span, raw.column_span, text, self._length, place)
            )
            self._append(text)
        self._append("\n")
        self._grids += 1
        self.blocks.append(Grid(index, table.rows, table.columns, tuple(cells)))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
