"""Tables 3 and 4 made at random and printed badly: blanks, totals left out, wrong digits, digits joined."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.document.location import TextSpan
from core.extract.assemble import Assembled, assemble
from core.extract.habits import Habits, leaves_blanks, writes_totals
from core.extract.reading import Piece, RowReading, TableReading, readable
from core.extract.solve import STEPS
from core.extract.steps import Steps
from core.forms.form import Row, Table
from tests.core.extract.support import F2021

T3, T4 = F2021.tables["t3"], F2021.tables["t4"]
_AROUND = ("new", "carried_in", "total", "carried_out")
_SIZES = ((0, 0, 0, 0, 1), (0, 0, 0, 1, 2, 3), (0, 0, 1, 12, 37), (0, 6, 41, 258), (0,) * 8 + (1, 2, 13, 258))


@dataclass(frozen=True)
class Printed:
    """What is true of the tables (None for a blank), and how their rows are printed."""

    true: Mapping[str, int | None]
    tables: Mapping[str, TableReading]
    wrong: bool
    """Whether a digit is wrong, or a total that is not 0 left out."""


def make(
    rng: random.Random, *, blanks: float = 0, totals: float = 0, fault: bool = False, gaps: float = 0
) -> Printed:
    """Tables that add up, of which so many zeros and totals are left blank, in one cell perhaps a digit
    is wrong, and so many of the gaps between numbers still stand."""
    true = _third(rng) | _fourth(rng)
    printed: dict[str, int | None] = dict(true)
    for cell, value in true.items():
        if rng.random() < (totals if cell.endswith(".sum") else 0 if value else blanks):
            printed[cell] = None
    wrong = any(true[cell] for cell in true if printed[cell] is None)
    if fault:
        cell = rng.choice([cell for cell in printed if printed[cell] is not None] or ["t3.new.sum"])
        printed[cell] = _misprinted(rng, printed[cell] or 0)
        wrong = True
    tables = {table.id: _reading(table, printed, rng, gaps) for table in (T3, T4)}
    return Printed(printed, tables, wrong)


def _third(rng: random.Random) -> dict[str, int]:
    values: dict[str, int] = {}
    columns = [column for column in T3.columns if column != "sum"]
    parts = [row for row in T3.rows if row not in _AROUND]
    sizes = rng.choice(_SIZES)
    for column in columns:
        busy = rng.choice((0.0, 0.1, 0.5, 1.0))
        for row in parts:
            values[f"t3.{row}.{column}"] = rng.choice(sizes) if rng.random() < busy else 0
        total = sum(values[f"t3.{row}.{column}"] for row in parts)
        out = rng.choice(sizes) if busy else 0
        carried = min(rng.choice(sizes), total + out)
        values |= {f"t3.total.{column}": total, f"t3.carried_out.{column}": out}
        values |= {f"t3.carried_in.{column}": carried, f"t3.new.{column}": total + out - carried}
    for row in T3.rows:
        values[f"t3.{row}.sum"] = sum(values[f"t3.{row}.{column}"] for column in columns)
    return values


def _fourth(rng: random.Random) -> dict[str, int]:
    values: dict[str, int] = {}
    sizes = rng.choice(_SIZES)
    for row in T4.rows:
        parts = {f"t4.{row}.{name}": rng.choice(sizes) for name in T4.columns if name != "sum"}
        values |= {**parts, f"t4.{row}.sum": sum(parts.values())}
    return values


def _misprinted(rng: random.Random, value: int) -> int:
    """The number with another digit in one place, or one digit more or less."""
    digits = str(value)
    at = rng.randrange(len(digits))
    other = rng.choice([digit for digit in "0123456789" if digit != digits[at]])
    ways = [digits[:at] + other + digits[at + 1 :], digits + other, digits[:at] + digits[at + 1 :] or "7"]
    return int(rng.choice([way for way in ways if int(way) != value]))


def _reading(
    table: Table, printed: Mapping[str, int | None], rng: random.Random, gaps: float
) -> TableReading:
    """The table as a reader of streams finds it: rows that fit their columns, else runs."""
    rows = list(table.rows.values())
    groups = [rows] if table.id == "t4" else [[row] for row in rows]
    readings: dict[str, RowReading] = {}
    for group in groups:
        readings |= _row(table, group, printed, rng, gaps)
    return TableReading(F2021, table, readings, {}, 1.0, ())


def _row(
    table: Table, group: Sequence[Row], printed: Mapping[str, int | None], rng: random.Random, gaps: float
) -> dict[str, RowReading]:
    cells = [f"{table.id}.{row.id}.{name}" for row in group for name in row.columns]
    said = ["" if printed[cell] is None else str(printed[cell]) for cell in cells]
    text = "".join(one + (" " if rng.random() < gaps else "") for one in said)
    pieces = text.split()
    if not pieces or (len(pieces) == len(cells) and not any(len(p) > 1 and p[0] == "0" for p in pieces)):
        held = iter(pieces or [""] * len(cells))
        return {
            row.id: RowReading(row.label, False, tuple(Piece(next(held), None) for _ in row.columns))
            for row in group
        }
    place = list(table.rows).index(group[0].id)
    run = Piece(text.strip(), TextSpan(100 * place, 100 * place + len(text)))
    tokens = readable(pieces, len(cells))
    return {row.id: RowReading(row.label, False, run=run, tokens=tokens) for row in group}


def read(printed: Printed) -> Mapping[str, Assembled]:
    """The tables as the program reads them, the third before the fourth."""
    habits = Habits(lost=leaves_blanks(printed.tables.values()))
    found: dict[str, Assembled] = {}
    steps = Steps(STEPS)
    for id, table in printed.tables.items():
        found[id] = assemble(table, habits, steps)
        cells = {cell.id: cell for cell in found[id].cells}
        habits = Habits(habits.lost, habits.totals or writes_totals(table, cells, found[id].ambiguities))
    return found
