"""Excel workbooks (.xlsx): a grid for each sheet, as Excel shows it but with every digit that is stored.

A line of words merged over the table's width stands between grids, as a paragraph. Left out, because Excel
does not show them: hidden sheets, rows and columns; and columns that hold nothing, and rows that hold
nothing but for one between others. The markup (ECMA-376, transitional and strict) is read here and not
through openpyxl, which makes floats of numbers and as many objects as a hostile merge has cells. Nothing
that the workbook points to is loaded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

from core.document.build import (
    MOST_COLUMNS,
    MOST_SLOTS,
    Builder,
    RawCell,
    RawTable,
    cell_text,
    clean_lines,
    refusal,
)
from core.document.model import SourceDocument
from core.document.package import Package
from core.document.sheet_book import TRUE, Book, below, number, text_of, unescaped
from core.document.sheet_number import shown

_USUAL_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.I)
_LINE = re.compile(r"[一二三四五六七八九十]+、|.{14}", re.S)
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})")


def read_sheet(package: Package, sha256: str) -> SourceDocument:
    """Reads a workbook; InputError where it is damaged, absurdly large, or shows nothing."""
    book = Book(package)
    builder = Builder()
    for name, part in book.sheets():
        table = _Sheet(package.xml(part, "xlsx"), book, package.name).table()
        if table.cells:
            if not _USUAL_NAME.fullmatch(name):
                builder.paragraph(name)
            builder.flow(_parts(table))
    if not builder.blocks:
        raise refusal("no_words", package.name)
    return SourceDocument(package.name, sha256, "xlsx", builder.text, tuple(builder.blocks))


def _parts(table: RawTable) -> Iterator[str | RawTable]:
    """The table in parts: what stands between headings and other lines of words."""
    lines = dict(_lines(table))
    rows = [cell.row for cell in table.cells]
    start = 0
    for row in [*lines, table.rows]:
        cells = table.cells[bisect_left(rows, start) : bisect_left(rows, row)]
        filled = [cell for cell in cells if cell_text(cell)]
        if len(filled) > 1:
            yield _trimmed(cells, start, row, max(cell.column + cell.column_span for cell in filled))
        else:
            yield from map(cell_text, filled)
        yield lines.get(row, "")
        start = row + 1


def _trimmed(cells: Iterable[RawCell], start: int, end: int, columns: int) -> RawTable:
    """The rows from start to end as a table of their own, so many columns wide."""
    held = [
        replace(cell, row=cell.row - start, column_span=min(cell.column_span, columns - cell.column))
        for cell in cells
        if cell.column < columns
    ]
    return RawTable(end - start, columns, held)


def _lines(table: RawTable) -> Iterator[tuple[int, str]]:
    """The rows that are one line of words: the only text, merged over half the columns or more.

    A heading, or longer than those inside a form: no row of a form left unfilled is taken for one.
    """
    filled = Counter(cell.row for cell in table.cells if cell_text(cell))
    crossed = {row for cell in table.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
    for cell in table.cells:
        wide = cell.column == 0 and cell.row_span == 1 and 2 * cell.column_span >= table.columns
        if wide and filled[cell.row] == 1 and cell.row not in crossed and _LINE.match(cell_text(cell)):
            yield cell.row, cell_text(cell)


class _Sheet:
    """The cells of a sheet that hold something, and what hides or merges them; all numbered from zero."""

    def __init__(self, root: Any, book: Book, name: str) -> None:
        self._root = root
        self._book = book
        self._name = name
        self._hidden_rows: set[int] = set()
        self._texts = dict(self._cells())

    def table(self) -> RawTable:
        """The rows and columns in which something is shown, merged cells as one."""
        rows = list(self._rows())
        columns = self._columns()
        if len(columns) > MOST_COLUMNS or len(rows) * len(columns) > MOST_SLOTS:
            raise refusal("table_too_large", self._name, rows=len(rows), columns=len(columns))
        cells: dict[tuple[int, int], RawCell | None] = {}
        for cell in self._merged(rows, columns):
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    cells[row, column] = None
            cells[cell.row, cell.column] = cell
        for down, row in enumerate(rows):
            for across, column in enumerate(columns):
                if (down, across) not in cells:
                    text = self._texts.get((row, column), "")
                    cells[down, across] = RawCell(down, across, 1, 1, (text,))
        return RawTable(len(rows), len(columns), [cell for _, cell in sorted(cells.items()) if cell])

    def _rows(self) -> Iterator[int]:
        """The rows that are shown and hold something, and of the empty ones after each the first."""
        held = sorted({row for row, _ in self._texts} - self._hidden_rows)
        for row, following in pairwise(held):
            yield row
            empty = (between for between in range(row + 1, following) if between not in self._hidden_rows)
            yield from islice(empty, 1)
        yield from held[-1:]

    def _merged(self, rows: Sequence[int], columns: Sequence[int]) -> Iterator[RawCell]:
        """The merged cells, as far as they are shown; InputError where they overlap, as Excel's never do."""
        left_over = len(rows) * len(columns)
        for merge in below(self._root, "mergeCells", "mergeCell"):
            first, _, last = merge.get("ref", "").partition(":")
            begin, end = _place(first), _place(last)
            if begin is None or end is None:
                continue
            top, bottom = bisect_left(rows, begin[0]), bisect_right(rows, end[0])
            left, right = bisect_left(columns, begin[1]), bisect_right(columns, end[1])
            if top < bottom and left < right:
                left_over -= (bottom - top) * (right - left)
                if left_over < 0:
                    raise refusal("xlsx_damaged", self._name)
                yield RawCell(top, left, bottom - top, right - left, (self._texts.get(begin, ""),))

    def _cells(self) -> Iterator[tuple[tuple[int, int], str]]:
        """The cells that hold something; notes which rows are hidden."""
        row, count = -1, 0
        for line in below(self._root, "sheetData", "row"):
            row = number(line.get("r")) - 1 if line.get("r") else row + 1
            if line.get("hidden", "0") in TRUE or _is_zero(line.get("ht")):
                self._hidden_rows.add(row)
            column = -1
            for cell in below(line, "c"):
                place = _place(cell.get("r", ""))
                column = place[1] if place else column + 1
                text = self._book.shown(self._text(cell), cell.get("s"))
                if clean_lines(text):
                    count += 1
                    if count > MOST_SLOTS:
                        raise refusal("table_too_large", self._name, rows=row + 1, columns=column + 1)
                    yield (row, column), text

    def _text(self, cell: Any) -> str:
        """What a cell says; a formula without a result shows as itself, so that it passes for no number."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(text_of(item) for item in below(cell, "is"))
        value = next(below(cell, "v"), None)
        if value is None:
            formula = next(below(cell, "f"), None)
            return "" if formula is None else f"={formula.text or '…'}"
        stored = value.text or ""
        if kind == "s":
            return self._book.string(stored)
        if kind == "b":
            return "TRUE" if stored == "1" else "FALSE"
        if kind != "n" or not stored:
            return unescaped(stored)
        return shown(stored, *self._book.format(cell.get("s")), self._book.epoch)

    def _columns(self) -> list[int]:
        """The columns that are shown and hold something."""
        held = sorted({column for _, column in self._texts})
        for columns in below(self._root, "cols", "col"):
            if columns.get("hidden", "0") in TRUE or _is_zero(columns.get("width")):
                first, last = number(columns.get("min")), number(columns.get("max"))
                del held[bisect_left(held, first - 1) : bisect_left(held, last)]
        return held


def _is_zero(size: str | None) -> bool:
    """Whether a row or column is said to have no size."""
    return size is not None and re.fullmatch(r"0+(?:\.0*)?", size) is not None


def _place(reference: str) -> tuple[int, int] | None:
    """The row and column of a reference such as B12, from zero."""
    found = _PLACE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]) - 1, column - 1
