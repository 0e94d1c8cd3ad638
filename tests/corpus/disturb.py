"""What goes wrong with printed sheets on their way: misprints, lost labels, extra and lost rows, lost spans."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from core.forms.form import Form, PrintedCell, Table

Disturb = Callable[[Form, random.Random], tuple[Form, frozenset[str]]]
"""A form printed wrongly, and the cells that its sheet no longer tells for certain."""


def _with_sheet(form: Form, table: str, sheet: tuple[PrintedCell, ...]) -> Form:
    return replace(form, tables={**form.tables, table: replace(form.tables[table], sheet=sheet)})


def _row_of(table: Table, rng: random.Random) -> PrintedCell:
    return rng.choice([cell for cell in table.sheet if cell.row_id and table.id != "t4"])


def _cells(table: Table, row: str | None) -> frozenset[str]:
    return frozenset(cell for cell in table.cells if cell.rsplit(".", 1)[0] == f"{table.id}.{row}")


def misprint(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """A character of a row's label wrong, lost or doubled."""
    table = form.tables[rng.choice(("t2", "t3", "t3"))]
    label = _row_of(table, rng)
    at = rng.randrange(len(label.text) // 2, len(label.text))
    changed = label.text[:at] + rng.choice(("", "某", label.text[at] * 2)) + label.text[at + 1 :]
    return _relabel(form, table, label, changed), frozenset()


def lost_label(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """A row whose label vanished; its numbers remain."""
    table = form.tables[rng.choice(("t2", "t3", "t3"))]
    label = _row_of(table, rng)
    return _relabel(form, table, label, ""), _cells(table, label.row_id)


def _relabel(form: Form, table: Table, label: PrintedCell, text: str) -> Form:
    sheet = tuple(replace(cell, text=text) if cell is label else cell for cell in table.sheet)
    return _with_sheet(form, table.id, sheet)


def extra_row(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """A row that the form does not have, with numbers of its own, after one that it has."""
    table = form.tables["t3"]
    after = _row_of(table, rng)
    own = [cell for cell in table.sheet if cell.row == after.row and cell.cell]
    grown = [_shift(cell, after.row) for cell in table.sheet]
    new = [PrintedCell(after.row + 1, after.column, 1, after.column_span, "9.另行统计事项")]
    new += [PrintedCell(after.row + 1, cell.column, 1, 1, str(rng.choice((0, 1, 7)))) for cell in own]
    return _with_sheet(
        form, "t3", tuple(sorted([*grown, *new], key=lambda cell: (cell.row, cell.column)))
    ), frozenset()


def _shift(cell: PrintedCell, after: int) -> PrintedCell:
    if cell.row > after:
        return replace(cell, row=cell.row + 1)
    return replace(cell, row_span=cell.row_span + 1) if cell.row + cell.row_span - 1 > after else cell


def lost_row(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """A row of the form that is not there at all."""
    table = form.tables["t3"]
    label = rng.choice(
        [
            c
            for c in table.sheet
            if c.row_id and not any(o.row == c.row and o.row_span > 1 for o in table.sheet)
        ]
    )
    kept = [
        replace(cell, row=cell.row - 1)
        if cell.row > label.row
        else replace(cell, row_span=cell.row_span - 1)
        if cell.row + cell.row_span - 1 >= label.row > cell.row
        else cell
        for cell in table.sheet
        if cell.row != label.row
    ]
    return _with_sheet(form, "t3", tuple(kept)), _cells(table, label.row_id)


def lost_spans(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """Every row packed to the left, as where a converter drops merged cells."""
    for id, table in form.tables.items():
        packed = []
        for row in range(table.sheet_rows):
            own = [cell for cell in table.sheet if cell.row == row]
            packed += [replace(cell, column=n, row_span=1, column_span=1) for n, cell in enumerate(own)]
        form = _with_sheet(form, id, tuple(packed))
    return form, frozenset()


def untouched(form: Form, rng: random.Random) -> tuple[Form, frozenset[str]]:
    """The sheet as it should be."""
    return form, frozenset()


DISTURBANCES: dict[str, Disturb] = {
    "untouched": untouched,
    "misprint": misprint,
    "lost label": lost_label,
    "extra row": extra_row,
    "lost row": lost_row,
    "lost spans": lost_spans,
}
