"""A report as it is to be written down: its lines, its sheets, and the text that each cell shows."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.forms.form import Column, Form, PrintedCell, Table, split_id
from tests.corpus.scored.figures import Number, Values

RAISED = "\ue000"
"""Stands before a digit that is to be printed small and raised: the mark of a note."""


@dataclass(frozen=True)
class Content:
    """The lines before and after the tables (`chrome` ones outermost), the sheets in order, and the text
    that each cell shows."""

    title: str
    head: tuple[str, ...]
    form: Form
    shown: Mapping[str, str]
    tail: tuple[str, ...]
    chrome: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def text(self, printed: PrintedCell) -> str:
        """What a cell of a sheet shows."""
        return self.shown[printed.cell] if printed.cell else printed.text

    @property
    def before(self) -> tuple[str, ...]:
        """All lines before the first table."""
        return (*self.chrome[0], *self.title.split("\n"), *self.head)

    @property
    def after(self) -> tuple[str, ...]:
        """All lines after the last table."""
        return (*self.tail, *self.chrome[1])


def rows_of(table: Table) -> Iterator[list[PrintedCell]]:
    """The cells that begin in each row of a sheet, from left to right."""
    for row in range(table.sheet_rows):
        yield sorted((cell for cell in table.sheet if cell.row == row), key=lambda cell: cell.column)


def shown(form: Form, values: Values, rng: random.Random, *, plain: bool) -> dict[str, str]:
    """The text of each cell: bare digits where `plain`, else in the ways that offices write numbers."""
    style = "plain" if plain else rng.choice(("plain", "plain", "plain", "commas", "wide", "marks"))
    mark = rng.choice(("/", "-", "—", "无"))
    units = not plain and rng.random() < 0.4
    found = {}
    for cell, value in values.items():
        table, _, column = split_id(cell)
        text = _amount(form.tables[table].columns[column], value, units, rng)
        if style == "commas" and text.lstrip("-").isdigit():
            text = f"{int(text):,}"
        if style == "wide":
            text = text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if style == "marks" and value is None:
            text = mark
        found[cell] = text
    return found


def marked(texts: Mapping[str, str], share: float, rng: random.Random) -> dict[str, str]:
    """The texts, so many of those in narrow letters with the raised mark of a note behind them."""
    return {
        cell: f"{text}{RAISED}{rng.randrange(1, 4)}"
        if text and text.isascii() and rng.random() < share
        else text
        for cell, text in texts.items()
    }


def _amount(column: Column, value: Number | None, units: bool, rng: random.Random) -> str:
    """The number as printed, money in the form's own unit or with another behind it."""
    if value is None:
        return ""
    if column.kind == "change":
        if units and value:
            return f"{'增' if value > 0 else '减'}{abs(value)}"
        return str(value)
    if column.kind != "amount":
        return str(value)
    exact = Decimal(value)
    if units:
        unit, size = rng.choice((("元", 1), ("万元", 10**4)))
        return f"{_digits(exact / size)}{unit}"
    return _digits(exact / 10**4 if column.unit == "万元" else exact)


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
