"""What goes wrong with the rows of printed sheets: misprints, lost labels, extra, lost and split rows."""

from __future__ import annotations

import random
from dataclasses import replace

from core.forms.form import Form, PrintedCell, Table
from tests.corpus.disturb_columns import (
    apart,
    extra_column,
    label_column,
    lost_column,
    misprinted_head,
    swapped_columns,
    total_first,
    upright,
)
from tests.corpus.disturb_tools import Disturb, Disturbed, in_order, with_sheet


def _row_of(table: Table, rng: random.Random) -> PrintedCell:
    return rng.choice([cell for cell in table.sheet if cell.row_id and table.id != "t4"])


def _cells(table: Table, row: str | None) -> frozenset[str]:
    return frozenset(cell for cell in table.cells if cell.rsplit(".", 1)[0] == f"{table.id}.{row}")


def misprint(form: Form, rng: random.Random) -> Disturbed:
    """A character of a row's label wrong, lost or doubled."""
    table = form.tables[rng.choice(("t2", "t3", "t3"))]
    label = _row_of(table, rng)
    at = rng.randrange(len(label.text) // 2, len(label.text))
    changed = label.text[:at] + rng.choice(("", "某", label.text[at] * 2)) + label.text[at + 1 :]
    return _relabel(form, table, label, changed), frozenset()


def lost_label(form: Form, rng: random.Random) -> Disturbed:
    """A row whose label vanished; its numbers remain."""
    table = form.tables[rng.choice(("t2", "t3", "t3"))]
    label = _row_of(table, rng)
    return _relabel(form, table, label, ""), _cells(table, label.row_id)


def _relabel(form: Form, table: Table, label: PrintedCell, text: str) -> Form:
    sheet = tuple(replace(cell, text=text) if cell is label else cell for cell in table.sheet)
    return with_sheet(form, table.id, sheet)


def extra_row(form: Form, rng: random.Random) -> Disturbed:
    """A row that the form does not have, with numbers of its own, after one that it has."""
    table = form.tables["t3"]
    after = _row_of(table, rng)
    own = [cell for cell in table.sheet if cell.row == after.row and cell.cell]
    grown = [_shift(cell, after.row) for cell in table.sheet]
    new = [PrintedCell(after.row + 1, after.column, 1, after.column_span, "9.另行统计事项")]
    new += [PrintedCell(after.row + 1, cell.column, 1, 1, str(rng.choice((0, 1, 7)))) for cell in own]
    return with_sheet(
        form, "t3", tuple(sorted([*grown, *new], key=lambda cell: (cell.row, cell.column)))
    ), frozenset()


def _shift(cell: PrintedCell, after: int) -> PrintedCell:
    if cell.row > after:
        return replace(cell, row=cell.row + 1)
    return replace(cell, row_span=cell.row_span + 1) if cell.row + cell.row_span - 1 > after else cell


def lost_row(form: Form, rng: random.Random) -> Disturbed:
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
    return with_sheet(form, "t3", tuple(kept)), _cells(table, label.row_id)


def lost_spans(form: Form, rng: random.Random) -> Disturbed:
    """Every row packed to the left, as where a converter drops merged cells."""
    for id, table in form.tables.items():
        packed = []
        for row in range(table.sheet_rows):
            own = [cell for cell in table.sheet if cell.row == row]
            packed += [replace(cell, column=n, row_span=1, column_span=1) for n, cell in enumerate(own)]
        form = with_sheet(form, id, tuple(packed))
    return form, frozenset()


def split_row(form: Form, rng: random.Random) -> Disturbed:
    """A row printed twice, with other numbers the second time, or with its label over both lines."""
    table = form.tables[rng.choice(("t2", "t3"))]
    label = rng.choice([c for c in table.sheet if c.row_id and len(c.text) > 6])
    own = [cell for cell in table.sheet if cell.row == label.row and cell.cell]
    grown = [_shift(cell, label.row) for cell in table.sheet]
    if rng.random() < 0.5:
        grown = [replace(cell, row_span=2) if cell.row_id == label.row_id else cell for cell in grown]
    else:
        grown.append(replace(label, row=label.row + 1, row_id=None))
    grown += [replace(cell, row=label.row + 1, cell=None, text=str(rng.choice((4, 17)))) for cell in own]
    return with_sheet(form, table.id, in_order(grown)), _cells(table, label.row_id)


def swapped_rows(form: Form, rng: random.Random) -> Disturbed:
    """Two neighbouring rows in the other order."""
    table = form.tables["t3"]
    label = rng.choice([c for c in table.sheet if c.row_id and c.row_id.startswith(("denied", "rejected"))])
    above = [c for c in table.sheet if c.row == label.row - 1 and c.row_id]
    below = label.row if above and above[0].column == label.column else label.row + 1
    swap = {below - 1: below, below: below - 1}
    moved = [
        replace(cell, row=swap.get(cell.row, cell.row)) if cell.row_id or cell.cell else cell
        for cell in table.sheet
    ]
    return with_sheet(form, "t3", in_order(moved)), frozenset()


def noted_labels(form: Form, rng: random.Random) -> Disturbed:
    """Labels with notes behind them, some with digits."""
    for id in ("t2", "t3"):
        table = form.tables[id]
        sheet = tuple(
            replace(cell, text=cell.text + rng.choice(("（注1）", "①", "（件）", "*", "", "")))
            if cell.row_id
            else cell
            for cell in table.sheet
        )
        form = with_sheet(form, id, sheet)
    return form, frozenset()


def renumbered(form: Form, rng: random.Random) -> Disturbed:
    """Rows numbered in another manner: 1、 02. ③ or not at all."""
    table = form.tables["t3"]
    manner = rng.choice(("{0}、", "0{0}.", "（{0}）", "{0}", "{0} ", ""))
    sheet = tuple(
        replace(cell, text=manner.format(cell.text[0]) + cell.text[2:])
        if cell.row_id and cell.text[1:2] == "."
        else cell
        for cell in table.sheet
    )
    return with_sheet(form, "t3", sheet), frozenset()


def foreign_row(form: Form, rng: random.Random) -> Disturbed:
    """A row of the other year's form left in table 2."""
    table = form.tables["t2"]
    last, width = table.sheet_rows, table.sheet_columns
    texts = [
        ("第二十条第（九）项",),
        ("信息内容", "采购项目数量", "采购总金额"),
        ("政府集中采购", "12", "35000"),
    ]
    if form.name == "2019":
        texts = [
            ("第二十条第（八）项",),
            ("信息内容", "本年收费金额（单位：万元）"),
            ("行政事业性收费", "16"),
        ]
    sheet = list(table.sheet)
    for down, row in enumerate(texts):
        for n, text in enumerate(row):
            span = width - len(row) + 1 if n == len(row) - 1 else 1
            sheet.append(PrintedCell(last + down, n, 1, span, text))
    lost = _cells(table, "fee") if form.name == "2019" else frozenset[str]()
    return with_sheet(form, "t2", tuple(sheet)), lost


def untouched(form: Form, rng: random.Random) -> Disturbed:
    """The sheet as it should be."""
    return form, frozenset()


DISTURBANCES: dict[str, Disturb] = {
    "untouched": untouched,
    "misprint": misprint,
    "lost label": lost_label,
    "extra row": extra_row,
    "lost row": lost_row,
    "lost spans": lost_spans,
    "split row": split_row,
    "swapped rows": swapped_rows,
    "noted labels": noted_labels,
    "renumbered": renumbered,
    "foreign row": foreign_row,
    "extra column": extra_column,
    "lost column": lost_column,
    "total first": total_first,
    "swapped columns": swapped_columns,
    "misprinted head": misprinted_head,
    "upright": upright,
    "label column": label_column,
    "apart": apart,
}
