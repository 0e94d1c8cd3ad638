"""The figures of the scored reports: published and random ones, faults put in, what fails then."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from core.forms.form import Form, Table
from core.forms.library import forms
from core.forms.relation import Relation, Term

Number = int | Decimal
Values = dict[str, Number | None]

PUBLISHED = Path(__file__).with_name("figures.json")
SAMPLES = Path(__file__).parents[1] / "samples_truth"
SUMS = frozenset({"t3.row_sum", "t3.balance", "t3.total_sum", "t4.group_sum"})
"""The arithmetic rules whose failures are scored."""

_SIZES = {
    "none": (0, 0, 0, 0, 0, 0),
    "small": (0, 0, 0, 1, 2, 5),
    "middling": (0, 1, 3, 12, 37, 105),
    "large": (0, 6, 41, 258, 746, 1288),
}


@cache
def published() -> Mapping[str, tuple[Mapping[str, Number | None], ...]]:
    """The real figures by table and form (`t3 2021`), of the sample reports and of reports published."""
    found: dict[str, list[Mapping[str, Number | None]]] = {}
    for said in [*_truths(), *json.loads(PUBLISHED.read_text(encoding="utf-8"), parse_float=Decimal)]:
        for table, form in said["forms"].items():
            cells = forms()[form].tables[table].cells
            if all(cell in said["cells"] for cell in cells):
                found.setdefault(f"{table} {form}", []).append({cell: said["cells"][cell] for cell in cells})
    return {name: tuple(held) for name, held in found.items()}


def _truths() -> Iterator[dict[str, object]]:
    for path in sorted(SAMPLES.glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def figures(form: Form, names: Mapping[str, str], rng: random.Random, *, real: float, whole: bool) -> Values:
    """The values of a report whose tables are on the forms named: real ones so often, else random.

    `whole`: of the real ones only those in which nothing is blank and every sum holds.
    """
    values: Values = {}
    for id, table in form.tables.items():
        found = [
            held for held in published().get(f"{id} {names[id]}", ()) if not whole or _is_whole(held, form)
        ]
        if found and rng.random() < real:
            values |= rng.choice(found)
        else:
            values |= {"t2": _second, "t3": _third, "t4": _fourth}[id](table, rng)
    return values


def _is_whole(values: Mapping[str, Number | None], form: Form) -> bool:
    own = [relation for relation in form.relations if values.keys() >= set(relation.cells)]
    return None not in values.values() and not violations(own, values, frozenset())


def _second(table: Table, rng: random.Random) -> Values:
    values: Values = {}
    for row in table.rows.values():
        for name in row.columns:
            values[f"t2.{row.id}.{name}"] = rng.choice((0, 0, 1, 3, 12, 65, 340, 1280, 18407))
        if "change" in row.columns:
            items = values[f"t2.{row.id}.last_year_items"]
            values[f"t2.{row.id}.change"] = rng.choice((0, 0, 3, 96, -min(int(items or 0), 12)))
        if "amount" in row.columns:
            values[f"t2.{row.id}.amount"] = rng.choice(
                (0, 125000, 80400, Decimal("75394432.52"), Decimal("41662416.19"), 2357000000)
            )
    return values


def _third(table: Table, rng: random.Random) -> Values:
    values: Values = {}
    size = rng.choice(("none", "small", "small", "middling", "middling", "large"))
    columns = [column for column in table.columns if column != "sum"]
    parts = [row for row in table.rows if row not in ("new", "carried_in", "total", "carried_out")]
    for column in columns:
        busy = 0.45 if column == "natural" else rng.choice((0.0, 0.0, 0.05, 0.2))
        for row in parts:
            shown = rng.random() < busy
            values[f"t3.{row}.{column}"] = rng.choice(_SIZES[size]) if shown else 0
        total = sum(values[f"t3.{row}.{column}"] or 0 for row in parts)
        out = rng.choice(_SIZES[size][:5]) if busy else 0
        carried = min(rng.choice(_SIZES[size][:5]) if busy else 0, total + out)
        values |= {f"t3.total.{column}": total, f"t3.carried_out.{column}": out}
        values |= {f"t3.carried_in.{column}": carried, f"t3.new.{column}": total + out - carried}
    for row in table.rows:
        values[f"t3.{row}.sum"] = sum(values[f"t3.{row}.{column}"] or 0 for column in columns)
    return values


def _fourth(table: Table, rng: random.Random) -> Values:
    values: Values = {}
    size = rng.choice(((0,), (0, 0, 0, 1, 2), (0, 1, 6, 12, 37), (4, 64, 178, 351)))
    for row in table.rows.values():
        parts = [name for name in row.columns if name != "sum"]
        values |= {f"t4.{row.id}.{name}": rng.choice(size) for name in parts}
        values[f"t4.{row.id}.sum"] = sum(values[f"t4.{row.id}.{name}"] or 0 for name in parts)
    return values


def blanked(values: Values, rng: random.Random, share: float, *, totals: bool) -> Values:
    """The values with some of the zeros left blank, and in some reports the `totals` too."""
    totals = rng.random() < 0.2 and totals
    found = dict(values)
    for cell, value in values.items():
        total = cell.endswith(".sum")
        if not cell.startswith("t2") and (totals if total else value == 0) and rng.random() < share:
            found[cell] = None
    return found


def with_fault(values: Values, rng: random.Random) -> Values:
    """The values with one count of table 3 or 4 wrong, in one of the ways that people err."""
    cells = [cell for cell, value in values.items() if value is not None and not cell.startswith("t2")]
    busy = [cell for cell in cells if values[cell]]
    cell = rng.choice(busy if busy and rng.random() < 0.8 else cells)
    true = int(values[cell] or 0)
    digits = str(true)
    ways = [true + rng.choice((1, 2, 10)), true * 10, int(digits[:-1] or "0"), int(digits[::-1])]
    return values | {cell: rng.choice([way for way in ways if way != true])}


def violations(
    relations: Sequence[Relation], values: Mapping[str, Number | None], absent: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """The sums that fail, as (rule, place): blanks are 0; all blank or an `absent` cell: not evaluated."""
    return frozenset(
        (relation.rule, relation.place)
        for relation in relations
        if relation.rule in SUMS
        and absent.isdisjoint(relation.cells)
        and any(values[cell] is not None for cell in relation.cells)
        and _side(relation.left, values) != _side(relation.right, values)
    )


def _side(terms: Sequence[Term], values: Mapping[str, Number | None]) -> Number:
    return sum((term.coefficient * (values[term.cell] or 0) for term in terms), 0)
