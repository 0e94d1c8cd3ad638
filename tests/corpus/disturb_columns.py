"""What goes wrong with the columns of printed sheets: too many, too few, in another order, misprinted."""

from __future__ import annotations

import random
from dataclasses import replace

from core.forms.form import Form, PrintedCell, Table
from tests.corpus.disturb_tools import Disturbed, in_order, with_sheet

PARTS = ("natural", "enterprise", "research", "welfare", "legal", "others")


def _column_of(table: Table, id: str) -> int:
    """The column of the sheet where the numbers of a column of the form stand."""
    return next(cell.column for cell in table.sheet if cell.cell and cell.cell.rsplit(".", 1)[1] == id)


def _insert(table: Table, at: int, head: str, rng: random.Random) -> tuple[PrintedCell, ...]:
    """The sheet with a column of its own put in before a column, its head as deep as the table's."""
    moved = []
    for cell in table.sheet:
        if cell.column >= at:
            moved.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.column_span > at:
            moved.append(replace(cell, column_span=cell.column_span + 1))
        else:
            moved.append(cell)
    top = next(row for row in range(table.header_rows) if not _covered(moved, row, at))
    moved.append(PrintedCell(top, at, table.header_rows - top, 1, head))
    rows = range(table.header_rows, table.sheet_rows)
    moved += [PrintedCell(row, at, 1, 1, str(rng.choice((0, 0, 2, 15)))) for row in rows]
    return in_order(moved)


def _covered(sheet: list[PrintedCell], row: int, column: int) -> bool:
    return any(
        cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span
        for cell in sheet
    )


def extra_column(form: Form, rng: random.Random) -> Disturbed:
    """A column that the form does not have, with numbers of its own: 小计 before the total, or 备注 last."""
    table = form.tables["t3"]
    head, at = rng.choice((("小计", _column_of(table, "sum")), ("备注", table.sheet_columns)))
    return with_sheet(form, "t3", _insert(table, at, head, rng)), frozenset()


def lost_column(form: Form, rng: random.Random) -> Disturbed:
    """A column of applicants, or the total, is not there."""
    table = form.tables["t3"]
    id = rng.choice((*PARTS, "sum"))
    lost = frozenset(cell for cell in table.cells if cell.endswith(f".{id}"))
    return with_sheet(form, "t3", _without(table, _column_of(table, id))), lost


def _without(table: Table, at: int) -> tuple[PrintedCell, ...]:
    kept = []
    for cell in table.sheet:
        if cell.column == at and cell.column_span == 1:
            continue
        if cell.column > at:
            cell = replace(cell, column=cell.column - 1)
        elif cell.column + cell.column_span > at:
            cell = replace(cell, column_span=cell.column_span - 1)
        kept.append(cell)
    return in_order(kept)


def total_first(form: Form, rng: random.Random) -> Disturbed:
    """The total stands before its parts."""
    table = form.tables["t3"]
    first, last = _column_of(table, "natural"), _column_of(table, "sum")
    moved = []
    for cell in table.sheet:
        if cell.column == last:
            cell = replace(cell, column=first)
        elif cell.column >= first and cell.text != "申请人情况":
            cell = replace(cell, column=cell.column + 1)
        moved.append(cell)
    return with_sheet(form, "t3", in_order(moved)), frozenset()


def swapped_columns(form: Form, rng: random.Random) -> Disturbed:
    """Two columns of applicants in the other order."""
    table = form.tables["t3"]
    one, other = (_column_of(table, id) for id in rng.sample(PARTS[1:], 2))
    swap = {one: other, other: one}
    moved = [
        replace(cell, column=swap.get(cell.column, cell.column)) if cell.column_span == 1 else cell
        for cell in table.sheet
    ]
    return with_sheet(form, "t3", in_order(moved)), frozenset()


def misprinted_head(form: Form, rng: random.Random) -> Disturbed:
    """A character of a column's head wrong, lost or doubled."""
    table = form.tables[rng.choice(("t2", "t3", "t4"))]
    heads = [c for c in table.sheet if c.row < table.header_rows and not c.row_id and 3 <= len(c.text) <= 8]
    head = rng.choice(heads)
    at = rng.randrange(len(head.text))
    text = head.text[:at] + rng.choice(("", "某", head.text[at] * 2)) + head.text[at + 1 :]
    sheet = tuple(replace(cell, text=text) if cell is head else cell for cell in table.sheet)
    return with_sheet(form, table.id, sheet), frozenset()


def upright(form: Form, rng: random.Random) -> Disturbed:
    """Table 4 with a line for each of its rows."""
    table = form.tables["t4"]
    sheet = [PrintedCell(0, 0, 1, 1, rng.choice(("", "类别")))]
    sheet += [PrintedCell(0, n, 1, 1, column.label) for n, column in enumerate(table.columns.values(), 1)]
    for at, row in enumerate(table.rows.values(), 1):
        sheet.append(PrintedCell(at, 0, 1, 1, row.label, row_id=row.id))
        sheet += [
            PrintedCell(at, n, 1, 1, "", cell=f"t4.{row.id}.{column}")
            for n, column in enumerate(row.columns, 1)
        ]
    return with_sheet(form, "t4", tuple(sheet)), frozenset()


def label_column(form: Form, rng: random.Random) -> Disturbed:
    """Table 4 with a column of words before its numbers."""
    table = form.tables["t4"]
    moved = [replace(cell, column=cell.column + 1) for cell in table.sheet]
    sheet = [
        PrintedCell(0, 0, table.header_rows, 1, rng.choice(("", "项目"))),
        PrintedCell(table.header_rows, 0, 1, 1, "件数"),
    ]
    return with_sheet(form, "t4", in_order([*moved, *sheet])), frozenset()


def apart(form: Form, rng: random.Random) -> Disturbed:
    """Table 2 with a cell for every column of the sheet where the form has one wide one."""
    table = form.tables["t2"]
    sheet = []
    for cell in table.sheet:
        if cell.cell and cell.column_span > 1:
            sheet += [PrintedCell(cell.row, cell.column + n, 1, 1, "") for n in range(1, cell.column_span)]
            cell = replace(cell, column_span=1)
        sheet.append(cell)
    return with_sheet(form, "t2", in_order(sheet)), frozenset()
