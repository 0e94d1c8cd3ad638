"""Breaks the tables of reports as pages and Word documents come broken: spans, cells, rows that do not fit.

A breaker changes a table's rows in place, and returns the cells whose numbers the document no longer holds.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from core.forms.form import Table


@dataclass
class Drawn:
    """A cell as drawn: its text, how many columns and rows it spans, the cell of the form that it is, what
    else is said of it (`hidden`, `no row`, `cut`), and the texts of a table drawn inside it."""

    text: str
    across: int = 1
    down: int = 1
    cell: str | None = None
    said: str = ""
    inner: tuple[str, ...] = ()


Rows = list[list[Drawn]]
Lost = set[str]
Break = Callable[[Rows, random.Random], Lost]


def drawn(table: Table, texts: Mapping[str, str]) -> Rows:
    """The rows of a form's sheet as they should be drawn."""
    rows: Rows = [[] for _ in range(table.sheet_rows)]
    for each in sorted(table.sheet, key=lambda cell: (cell.row, cell.column)):
        text = texts[each.cell] if each.cell else each.text
        rows[each.row].append(Drawn(text, each.column_span, each.row_span, each.cell))
    return rows


def numbers(row: Iterable[Drawn]) -> list[Drawn]:
    """The cells of a row that hold its numbers."""
    return [cell for cell in row if cell.cell]


def _every(rows: Rows) -> list[Drawn]:
    return [cell for row in rows for cell in row]


def _filled(rows: Rows) -> Rows:
    return [row for row in rows if numbers(row)]


def _heads(rows: Rows) -> Rows:
    return [row for row in rows if not numbers(row)]


def _several(rows: Rows) -> Rows:
    """The rows with more than one number; all with any where there are none."""
    return [row for row in rows if len(numbers(row)) > 1] or _filled(rows)


def span_too_long(rows: Rows, rng: random.Random) -> Lost:
    """A head or label reaches into rows that have cells of their own."""
    rng.choice([cell for cell in _every(rows) if not cell.cell]).down += rng.choice((1, 2, 3))
    return set()


def span_too_short(rows: Rows, rng: random.Random) -> Lost:
    """A label that stands beside several rows reaches over fewer."""
    cell = rng.choice([cell for cell in _every(rows) if cell.down > 1] or _every(rows))
    cell.down = max(1, cell.down - rng.choice((1, 2)))
    return set()


def span_of_a_number(rows: Rows, rng: random.Random) -> Lost:
    """A number reaches into the next row, which has a cell for each column."""
    rng.choice(numbers(_every(rows))).down += 1
    return set()


def shared_number(rows: Rows, rng: random.Random) -> Lost:
    """A number reaches into the next row, which has no cell of its own there."""
    pairs = [(a, b) for a, b in pairwise(rows) if numbers(a) and len(a) == len(b)]
    pairs = [(a, b) for a, b in pairs if len(numbers(a)) == len(numbers(b))]
    if not pairs:
        return span_of_a_number(rows, rng)
    upper, lower = rng.choice(pairs)
    at = rng.randrange(len(numbers(upper)))
    gone = numbers(lower)[at]
    numbers(upper)[at].down = 2
    lower.remove(gone)
    return {str(gone.cell)}


def span_to_the_end(rows: Rows, rng: random.Random) -> Lost:
    """A cell reaches to the end of the table, or far beyond it."""
    rng.choice(_every(rows)).down = rng.choice((0, 100, 65534))
    return set()


def columns_lost(rows: Rows, rng: random.Random) -> Lost:
    """Cells that span columns span one."""
    wide = [cell for cell in _every(rows) if cell.across > 1]
    for cell in wide if rng.random() < 0.4 else rng.sample(wide, 1):
        cell.across = 1
    return set()


def columns_gained(rows: Rows, rng: random.Random) -> Lost:
    """A cell spans a column too many."""
    rng.choice(_every(rows)).across += 1
    return set()


def blank_too_many(rows: Rows, rng: random.Random) -> Lost:
    """An empty cell stands among those of a row."""
    row = rng.choice(_filled(rows))
    row.insert(rng.randrange(len(row) + 1), Drawn(""))
    return set()


def blank_in_every_row(rows: Rows, rng: random.Random) -> Lost:
    """An empty cell stands at one place in every row but the heads."""
    at = rng.randrange(8)
    for row in _filled(rows):
        row.insert(min(at, len(row)), Drawn(""))
    return set()


def cell_lost(rows: Rows, rng: random.Random) -> Lost:
    """A cell of a row is not there."""
    row = rng.choice(_filled(rows))
    cell = rng.choice(numbers(row))
    row.remove(cell)
    return {str(cell.cell)}


def blanks_lost(rows: Rows, rng: random.Random) -> Lost:
    """Rows have no cells where they are blank."""
    for row in _filled(rows):
        if rng.random() < 0.7:
            row[:] = [cell for cell in row if not cell.cell or cell.text]
    return set()


def head_lost(rows: Rows, rng: random.Random) -> Lost:
    """A head is not there."""
    row = rng.choice(_heads(rows))
    row.remove(rng.choice(row))
    return set()


def row_inside(rows: Rows, rng: random.Random) -> Lost:
    """A row's numbers stand in a table inside one cell."""
    row = rng.choice(_several(rows))
    held = numbers(row)
    row[row.index(held[0]) :] = [Drawn("", len(held), inner=tuple(cell.text for cell in held))]
    return set()


def rows_without_begin(rows: Rows, rng: random.Random) -> Lost:
    """Rows are not said to begin."""
    for row in rng.sample(rows, min(len(rows), 3)):
        row[0].said += "no row"
    return set()


def rows_in_one(rows: Rows, rng: random.Random) -> Lost:
    """Two rows run together in one."""
    at = rng.randrange(len(rows) - 1)
    rows[at] += rows.pop(at + 1)
    return set()


def hidden_cells(rows: Rows, rng: random.Random) -> Lost:
    """Cells that are not shown stand in rows, with numbers of their own."""
    for row in rng.sample(_filled(rows), min(len(_filled(rows)), 5)):
        row.insert(rng.randrange(len(row) + 1), Drawn(str(rng.choice((0, 3, 17))), said="hidden"))
    return set()


def heads_again(rows: Rows, rng: random.Random) -> Lost:
    """The heads stand again among the rows."""
    inner = [at for at in range(1, len(rows)) if numbers(rows[at]) and numbers(rows[at - 1])]
    first = next(at for at, row in enumerate(rows) if numbers(row))
    if inner:
        at = rng.choice(inner)
        rows[at:at] = copy.deepcopy(rows[:first])
    return set()


def number_in_two(rows: Rows, rng: random.Random) -> Lost:
    """A number's digits stand in two cells."""
    rows = [row for row in _filled(rows) if any(len(cell.text) > 1 for cell in numbers(row))]
    if rows:
        row = rng.choice(rows)
        cell = next(cell for cell in numbers(row) if len(cell.text) > 1)
        at = row.index(cell)
        row[at : at + 1] = [Drawn(cell.text[:1], cell=cell.cell), Drawn(cell.text[1:])]
    return set()


def numbers_in_one(rows: Rows, rng: random.Random) -> Lost:
    """Two neighbouring numbers, or all of a row, stand in one cell."""
    row = rng.choice(_several(rows))
    held = numbers(row)
    held = held if rng.random() < 0.5 else held[:2]
    held[0].text = rng.choice(("", " ")).join(cell.text for cell in held)
    held[0].across = rng.choice((1, sum(cell.across for cell in held)))
    for cell in held[1:]:
        row.remove(cell)
    return set()


def column_too_many(rows: Rows, rng: random.Random) -> Lost:
    """A column of its own stands last, with a head or without; blanks may be lost besides."""
    head, lost = rng.choice(("", "备注", "占比", "合计", "上年")), rng.random() < 0.5
    for at, row in enumerate(rows):
        if not numbers(row):
            row.append(Drawn("" if at else head))
            continue
        row.append(Drawn(rng.choice(("", "0", "3", "12%", numbers(row)[-1].text))))
        if lost and rng.random() < 0.6:
            row[:] = [cell for cell in row if cell.text]
    return set()


def numbered_rows(rows: Rows, rng: random.Random) -> Lost:
    """Every row is numbered in a cell before its label or before its numbers."""
    before_label, reach, first = rng.random() < 0.5, 0, True
    for n, row in enumerate(rows):
        if held := numbers(row):
            row.insert(0 if before_label else row.index(held[0]), Drawn(str(n)))
        elif reach:
            reach -= 1
        elif len(row) == 1:
            row[0].across += 1
        else:
            reach, head = row[0].down - 1, rng.choice(("序号", "")) if first else ""
            row.insert(0 if before_label else 1, Drawn(head, 1, reach + 1))
            first = False
    return set()


def filled_up_with_zeros(rows: Rows, rng: random.Random) -> Lost:
    """Numbers are led by zeros, and rows have no cells where they are blank."""
    for cell in numbers(_every(rows)):
        cell.text = cell.text.zfill(2) if cell.text.isdigit() else cell.text
    return blanks_lost(rows, rng)


def cut_in_two(rows: Rows, rng: random.Random) -> Lost:
    """The table goes on in another, without heads."""
    inner = [row for above, row in pairwise(rows) if numbers(row) and numbers(above)]
    if inner:
        rng.choice(inner)[0].said += "cut"
    return set()


def numbers_off_their_row(rows: Rows, rng: random.Random) -> Lost:
    """A row's numbers stand in a row of their own above or below."""
    row = rng.choice([row for row in _filled(rows) if not row[0].cell] or [[]])
    if held := numbers(row):
        row[:] = [cell for cell in row if not cell.cell]
        pad = [Drawn("") for _ in range(rng.choice((0, 1, len(row))))]
        rows.insert(rows.index(row) + rng.choice((0, 1)), [*pad, *held])
    return set()


BREAKS: dict[str, Break] = {
    each.__name__.replace("_", " "): each
    for each in (
        span_too_long,
        span_too_short,
        span_of_a_number,
        shared_number,
        span_to_the_end,
        columns_lost,
        columns_gained,
        blank_too_many,
        blank_in_every_row,
        cell_lost,
        blanks_lost,
        head_lost,
        row_inside,
        rows_without_begin,
        rows_in_one,
        hidden_cells,
        heads_again,
        number_in_two,
        numbers_in_one,
        column_too_many,
        numbered_rows,
        filled_up_with_zeros,
        cut_in_two,
        numbers_off_their_row,
    )
}
