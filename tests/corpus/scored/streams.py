"""Reports as text: the ways in which converters, pages and people leave a table when its rulings are gone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from core.forms.form import PrintedCell, Table
from tests.corpus.scored.content import Content, rows_of
from tests.corpus.scored.placed import as_shown, as_written, lay_out

Row = list[PrintedCell]
Lines = Iterator[str]


def _text(content: Content, rng: random.Random, write: Callable[[Table], Lines]) -> bytes:
    lines = [*content.before]
    for table in content.form.tables.values():
        lines += [table.title, *write(table)]
    return _encoded("\n".join([*lines, *content.after]), rng)


def _encoded(text: str, rng: random.Random) -> bytes:
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"))
    return text.replace("\n", rng.choice(("\n", "\r\n"))).encode(encoding)


def _covered(table: Table, row: int, held: Row) -> list[PrintedCell | None]:
    """The row's cells at their columns, None where a span covers."""
    starts = {cell.column: cell for cell in held}
    return [starts.get(column) for column in range(table.sheet_columns)]


def bars_by_line(content: Content, rng: random.Random) -> bytes:
    """A row a line, cells parted by bars; leading and trailing bars, rules and padding as they come."""
    lead, trail, pad, ruled = (rng.random() < 0.5 for _ in range(4))
    bar = rng.choice(("|", "|", "｜", "│"))
    kept = rng.random() < 0.5

    def write(table: Table) -> Lines:
        for number, row in enumerate(rows_of(table)):
            cells = [content.text(cell) for cell in row]
            if kept:
                above = [c for c in table.sheet if c.row < number < c.row + c.row_span]
                held = sorted([*row, *above], key=lambda cell: cell.column)
                cells = [content.text(cell) if cell in row else "" for cell in held]
            if pad:
                cells += [""] * (table.sheet_columns - len(cells))
            yield (f"{bar} " if lead else "") + f" {bar} ".join(cells) + (f" {bar}" if trail or pad else "")
            if ruled and number == 0:
                yield bar + f"---{bar}" * len(cells)

    return _text(content, rng, write)


def bars_by_cell(content: Content, rng: random.Random) -> bytes:
    """A cell a line, each ended by a bar, every row begun by a bar alone."""
    indent = " " * rng.choice((0, 4, 12))

    def write(table: Table) -> Lines:
        for row in rows_of(table):
            yield "|"
            yield from (f"{indent}{content.text(cell)} |" for cell in row)

    return _text(content, rng, write)


def tabs_by_line(content: Content, rng: random.Random) -> bytes:
    """A row a line, cells parted by tabs, as copied from a spreadsheet: covered cells stay, empty."""

    def write(table: Table) -> Lines:
        for number, row in enumerate(rows_of(table)):
            yield "\t".join(content.text(cell) if cell else "" for cell in _covered(table, number, row))

    return _text(content, rng, write)


def tabs_by_cell(content: Content, rng: random.Random) -> bytes:
    """A cell a line, each begun by a tab, an empty line after every row, as word processors save text."""

    def write(table: Table) -> Lines:
        for number, row in enumerate(rows_of(table)):
            above = [c for c in table.sheet if c.row < number < c.row + c.row_span]
            for cell in sorted([*row, *above], key=lambda cell: cell.column):
                yield "\t" + (content.text(cell) if cell in row else "")
            yield ""

    return _text(content, rng, write)


def cells_by_line(content: Content, rng: random.Random) -> bytes:
    """A cell a line with nothing else between; blank cells vanish."""
    gap = [""] * rng.choice((0, 1))

    def write(table: Table) -> Lines:
        for row in rows_of(table):
            for text in filter(None, map(content.text, row)):
                yield from (" " * rng.choice((0, 2)) + text, *gap)

    return _text(content, rng, write)


def spaced(content: Content, rng: random.Random) -> bytes:
    """A row a line, cells parted by spaces; blank cells vanish."""

    def write(table: Table) -> Lines:
        for row in rows_of(table):
            yield (" " * rng.choice((1, 3))).join(filter(None, map(content.text, row)))

    return _text(content, rng, write)


def torn(content: Content, rng: random.Random) -> bytes:
    """Cells parted by spaces, long labels torn over lines, the numbers after the first or the last part."""
    width, early = rng.choice((7, 9, 11)), rng.random() < 0.5

    def write(table: Table) -> Lines:
        for row in rows_of(table):
            numbers = " ".join(content.text(cell) for cell in row if cell.cell and content.text(cell))
            *above, last = [cell.text for cell in row if not cell.cell] or [""]
            parts = [last[at : at + width] for at in range(0, len(last), width)] or [""]
            parts[0 if early else -1] += f" {numbers}"
            yield from (*above, *parts)

    return _text(content, rng, write)


def paged(content: Content, rng: random.Random) -> bytes:
    """Cells parted by spaces, a page turned every so many lines: page numbers, and the header again."""
    number = rng.choice(("- {} -", "—{}—", "第 {} 页 共 9 页", "{}/9"))
    turn, repeats = rng.choice((7, 11, 18)), rng.random() < 0.6

    def write(table: Table) -> Lines:
        rows = [" ".join(filter(None, map(content.text, row))) for row in rows_of(table)]
        head = table.header_rows
        for at, row in enumerate(rows):
            if at > head and at % turn == 0:
                yield from ("", number.format(at // turn + 2), "")
                yield from rows[:head] if repeats and table.id == "t3" else ()
            yield row

    return _text(content, rng, write)


def laid_out(content: Content, rng: random.Random) -> bytes:
    """The pages as a PDF tool lays them out: labels wrapped, captions upright between the rows."""
    return _encoded(as_shown(lay_out(content, rng)), rng)


def raw(content: Content, rng: random.Random) -> bytes:
    """The pages as a PDF tool reads them off in the order of writing."""
    return _encoded(as_written(lay_out(content, rng)), rng)


def glued(content: Content, rng: random.Random) -> bytes:
    """Nothing between the cells of a row: its digits run together but for spaces that a cell's text holds."""
    return _text(content, rng, lambda table: _joined(content, table))


def glued_throughout(content: Content, rng: random.Random) -> bytes:
    """Not even the rows are parted: the last value runs into the number of the next label."""

    def write(table: Table) -> Lines:
        yield "".join(_joined(content, table))

    return _text(content, rng, write)


def _joined(content: Content, table: Table) -> Lines:
    for row in rows_of(table):
        words = "".join(cell.text for cell in row if not cell.cell)
        yield words + "".join(content.text(cell) for cell in row if cell.cell)


def by_column(content: Content, rng: random.Random) -> bytes:
    """The cells read down the columns, one after another, as from a page taken for a newspaper."""

    def write(table: Table) -> Lines:
        for cell in sorted(table.sheet, key=lambda cell: (cell.column, cell.row)):
            if text := content.text(cell):
                yield text

    return _text(content, rng, write)


def by_letter(content: Content, rng: random.Random) -> bytes:
    """Every word upright, a character a line; numbers whole, a row's on one line."""

    def write(table: Table) -> Lines:
        for row in rows_of(table):
            for cell in row:
                if not cell.cell:
                    yield from re.findall(r"\d+[.、]?|.", cell.text)
            yield " ".join(filter(None, (content.text(cell) for cell in row if cell.cell)))

    return _text(content, rng, write)
