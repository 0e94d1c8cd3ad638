"""The contract's relations written out by hand, to hold the engine against, and reports that keep them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

from core.document.location import TextSpan
from core.extract.prose.model import Claim, Figure, Prose, figure_id
from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.forms.relation import Term
from tests.support import make_report

Values = Mapping[str, Number | None]

APPLICANTS = ("natural", "enterprise", "research", "welfare", "legal", "others")
RESULTS = ("upheld", "corrected", "other", "pending")
PROCEEDINGS = ("review", "direct", "after_review")
ITEMS = (
    "granted",
    "partial",
    *(f"denied.{each}" for each in ("secret", "law", "safety", "third_party")),
    *(f"denied.{each}" for each in ("internal", "process", "enforcement", "inquiry")),
    *(f"unavailable.{each}" for each in ("not_held", "needs_creation", "unclear")),
    *(f"rejected.{each}" for each in ("petition", "duplicate", "publication", "excessive", "reissue")),
)
OTHERS = {"2019": ("other",), "2021": ("other.no_correction", "other.unpaid", "other.else")}
POWERS = ("permit", "other_services", "penalty", "coercion")

Side = Sequence[str]


def written_out(form: str) -> dict[str, tuple[Side, str, Side]]:
    """Every relation of a form by its key: the cells summed on the left, the operator, those on the right."""
    items = ITEMS + OTHERS[form]
    said: dict[str, tuple[Side, str, Side]] = {}
    for row in ("rules", "normative"):
        said[f"t2.at_least@{row}"] = (
            ([f"t2.{row}.published"], "<=", [f"t2.{row}.total_public"])
            if form == "2019"
            else ([f"t2.{row}.made"], "<=", [f"t2.{row}.in_force", f"t2.{row}.repealed"])
        )
    for row in (*POWERS, "fee") if form == "2019" else ():
        said[f"t2.items@{row}"] = ([f"t2.{row}.last_year_items", f"t2.{row}.change"], ">=", [])
    for row in ("new", "carried_in", *items, "total", "carried_out"):
        said[f"t3.row_sum@{row}"] = ([f"t3.{row}.{each}" for each in APPLICANTS], "=", [f"t3.{row}.sum"])
    for column in (*APPLICANTS, "sum"):
        left, right = ("new", "carried_in"), ("total", "carried_out")
        said[f"t3.balance@{column}"] = (
            [f"t3.{row}.{column}" for row in left],
            "=",
            [f"t3.{row}.{column}" for row in right],
        )
        said[f"t3.total_sum@{column}"] = (
            [f"t3.{row}.{column}" for row in items],
            "=",
            [f"t3.total.{column}"],
        )
    for row in PROCEEDINGS:
        said[f"t4.group_sum@{row}"] = ([f"t4.{row}.{each}" for each in RESULTS], "=", [f"t4.{row}.sum"])
    return said


COMPARE: Mapping[str, Callable[[Number, Number], bool]] = {
    "=": lambda left, right: left == right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def status(said: tuple[Side, str, Side], values: Values) -> str:
    """How a relation comes out on values, None for a blank and nothing for a cell that has no value."""
    left, operator, right = said
    if any(cell not in values for cell in (*left, *right)):
        return "not_evaluable"
    if all(values[cell] is None for cell in (*left, *right)):
        return "not_evaluable"
    sums = [sum(values[cell] or 0 for cell in side) for side in (left, right)]
    return "passed" if COMPARE[operator](sums[0], sums[1]) else "failed"


def statuses(form: str, values: Values) -> dict[str, str]:
    """How every relation of a form comes out, by key."""
    return {key: status(said, values) for key, said in written_out(form).items()}


def statuses_of_readings(form: str, values: Values, ambiguities: Iterable[Ambiguity]) -> dict[str, str]:
    """The same with ambiguous cells: what every joint reading agrees on, else not evaluable."""
    held = list(ambiguities)
    found: dict[str, set[str]] = {}
    for readings in product(*(each.readings for each in held)):
        read = dict(values)
        for ambiguity, reading in zip(held, readings, strict=True):
            read |= dict(zip(ambiguity.cells, reading, strict=True))
        for key, came_out in statuses(form, read).items():
            found.setdefault(key, set()).add(came_out)
    return {key: each.pop() if len(each) == 1 else "not_evaluable" for key, each in found.items()}


def balanced(form: str, seed: int = 0, most: int = 900) -> dict[str, int]:
    """Random values with which every relation of the form holds, none of them blank."""
    dice = random.Random(seed)
    items = ITEMS + OTHERS[form]
    values: dict[str, int] = {}
    for column in APPLICANTS:
        for row in items:
            values[f"t3.{row}.{column}"] = dice.randint(1, most)
        total = sum(values[f"t3.{row}.{column}"] for row in items)
        left, extra = dice.randint(1, most), dice.randint(1, most)
        values |= {f"t3.total.{column}": total, f"t3.carried_in.{column}": left}
        values |= {f"t3.new.{column}": total + extra, f"t3.carried_out.{column}": left + extra}
    for row in ("new", "carried_in", *items, "total", "carried_out"):
        values[f"t3.{row}.sum"] = sum(values[f"t3.{row}.{column}"] for column in APPLICANTS)
    for row in PROCEEDINGS:
        values |= {f"t4.{row}.{each}": dice.randint(1, most) for each in RESULTS}
        values[f"t4.{row}.sum"] = sum(values[f"t4.{row}.{each}"] for each in RESULTS)
    return values | _table_two(form, dice, most)


def _table_two(form: str, dice: random.Random, most: int) -> dict[str, int]:
    values: dict[str, int] = {}
    for row in ("rules", "normative"):
        low, more = dice.randint(1, most), dice.randint(1, most)
        if form == "2019":
            values |= {f"t2.{row}.published": low, f"t2.{row}.total_public": low + more}
        else:
            values |= {f"t2.{row}.made": low, f"t2.{row}.repealed": 1, f"t2.{row}.in_force": low + more}
    for row in (*POWERS, "fee") if form == "2019" else ():
        held = dice.randint(1, most)
        values |= {f"t2.{row}.last_year_items": held, f"t2.{row}.change": dice.randint(-held + 1, most)}
    return values


def with_states(report: Report, states: Mapping[str, CellState], raw: str = "") -> Report:
    """The report with these cells in these states, without a value."""
    changed = {id: Cell(id, None, raw, state) for id, state in states.items()}
    return replace(report, cells={**report.cells, **changed})


def ambiguous(form: str, values: Values, ambiguities: Sequence[Ambiguity]) -> Report:
    """A report on a form with these ambiguities, their cells ambiguous."""
    report = make_report(values, form=form)
    cells = [cell for each in ambiguities for cell in each.cells]
    report = with_states(report, dict.fromkeys(cells, CellState.AMBIGUOUS), "123")
    return replace(report, ambiguities=tuple(ambiguities))


def claiming(report: Report, *said: tuple[str, Number]) -> Report:
    """The report with prose that states these numbers for these cells."""
    figures = tuple(
        Figure(figure_id(at), str(value), value, "件", f"{value}件", TextSpan(at, at + 1))
        for at, (_, value) in enumerate(said, 1)
    )
    claims = tuple(
        Claim("prose.figure", each.id, (Term(1, each.id),), alternatives=((Term(1, cell),),))
        for each, (cell, _) in zip(figures, said, strict=True)
    )
    return replace(report, prose=Prose(figures, claims))
