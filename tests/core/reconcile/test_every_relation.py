"""Every relation of every form, by name and with figures of its own: it holds, fails by one, counts blanks.

The relations are written out by hand, here and in oracle.py; the mutation check (`make mutation`) breaks
each of them in the engine and looks whether these tests tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest

from core.extract.report import Cell, CellState, Number, Report
from core.forms.library import known_forms
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.evaluate import evaluate, relations_of
from core.reconcile.finding import Outcome
from core.reconcile.readings import read_numbers
from tests.core.reconcile.oracle import APPLICANTS, written_out

LAST = "last."
STAT = (
    *("open", "open.website", "open.gazette", "requests", "requests.counter", "requests.online"),
    *("requests.letter", "answers", "answers.granted", "answers.partial", "answers.denied"),
    *("answers.other", "complaints", "review", "litigation"),
)
PROJECTS = ("permit", "other_services", "penalty", "coercion", "fee")
"""The rows of 2019's table 2 that also say how many items there were the year before."""

SEVERITIES = {
    "t2.at_least": "warning",
    "t2.continuity": "warning",
    "stat.continued": "warning",
    "t2.items_carry": "hint",
}
"""The rules that only warn or hint; all others are errors."""


@dataclass(frozen=True)
class Said:
    """A relation as it should be: signed cells on both sides, the operator between them."""

    form: str
    key: str
    left: tuple[str, ...]
    operator: str
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, without signs."""
        return tuple(cell.removeprefix("-") for cell in (*self.left, *self.right))


def national(form: str) -> Iterator[Said]:
    """The relations of a national form, those to last year's report among them."""
    for key, (left, operator, right) in written_out(form).items():
        yield Said(form, key, tuple(left), operator, tuple(right))
    for column in (*APPLICANTS, "sum"):
        carried = (f"t3.carried_in.{column}",), (f"{LAST}t3.carried_out.{column}",)
        yield Said(form, f"year.carry@{column}", carried[0], "=", carried[1])
    for row in PROJECTS if form == "2019" else ():
        right = (f"{LAST}t2.{row}.last_year_items", f"{LAST}t2.{row}.change")
        yield Said(form, f"t2.items_carry@{row}", (f"t2.{row}.last_year_items",), "=", right)
    for row in ("rules", "normative") if form == "2021" else ():
        right = (f"{LAST}t2.{row}.in_force", f"t2.{row}.made", f"-t2.{row}.repealed")
        yield Said(form, f"t2.continuity@{row}", (f"t2.{row}.in_force",), "=", right)


def local() -> Iterator[Said]:
    """The relations of Fujian's table of before 2019."""
    for column in ("year", "cumulative"):
        at = {row: f"stat.{row}.{column}" for row in STAT}
        ways = ("counter", "online", "letter")
        kinds = ("granted", "partial", "denied", "other")
        for name, parts in (("requests", ways), ("answers", kinds)):
            left = tuple(at[f"{name}.{part}"] for part in parts)
            yield Said("pre2019", f"stat.{name}@{column}", left, "=", (at[name],))
        for name in ("website", "gazette"):
            yield Said("pre2019", f"stat.{name}@{column}", (at[f"open.{name}"],), "<=", (at["open"],))
    for row in STAT:
        year, total = f"stat.{row}.year", f"stat.{row}.cumulative"
        yield Said("pre2019", f"stat.cumulative@{row}", (year,), "<=", (total,))
        yield Said("pre2019", f"stat.continued@{row}", (total,), "=", (LAST + total, year))


ALL = [*national("2019"), *national("2021"), *local()]
EACH = pytest.mark.parametrize("said", ALL, ids=[f"{said.form} {said.key}" for said in ALL])
Values = Mapping[str, Number | None]


def figures(said: Said) -> dict[str, int]:
    """Figures with which both sides are the same, none of them 0 and no two terms alike."""
    values = {cell.removeprefix("-"): 100 + 7 * at for at, cell in enumerate(said.left)}
    total = sum(values.values())
    for at, cell in enumerate(said.right[1:], start=1):
        values[cell.removeprefix("-")] = 10 + 3 * at
        total += (10 + 3 * at) * (1 if cell.startswith("-") else -1)
    if said.right:
        values[said.right[0]] = total
    else:
        values[said.left[-1]] = -sum(values[cell] for cell in said.left[:-1])
    return values


def report_of(form: str, values: Values, gone: str = "") -> Report:
    """A report on a form that holds these values and is blank else; `gone` is not found in it."""
    tables = known_forms()[form].tables
    cells = {}
    for id in (id for table in tables.values() for id in table.cells):
        value = values.get(id)
        state = CellState.MISSING if id == gone else CellState.BLANK if value is None else CellState.OK
        cells[id] = Cell(id, value, "", state)
    return Report("", "", None, form, dict.fromkeys(tables, form), cells)


def outcome(said: Said, values: Values, gone: str = "") -> Outcome:
    """How the relation comes out on values, last year's laid beside; all other cells are blank."""
    held = {cell.removeprefix(LAST): value for cell, value in values.items() if cell.startswith(LAST)}
    last = report_of(said.form, held, gone.removeprefix(LAST) if gone.startswith(LAST) else "")
    report = report_of(said.form, values, gone)
    beside = Beside(last_year=Neighbour(last, "last.txt", "0" * 64))
    (relation,) = (each for each in relations_of(report) if each.key == said.key)
    return evaluate(relation, read_numbers(report.cells, report, beside), report)


def status(said: Said, values: Values, gone: str = "") -> str:
    return outcome(said, values, gone).status.value


def test_no_relation_is_left_out() -> None:
    for form in ("2019", "2021", "pre2019"):
        report = report_of(form, {})
        assert sorted(one.key for one in relations_of(report)) == sorted(
            said.key for said in ALL if said.form == form
        )


@EACH
def test_it_holds_and_tells_both_sides(said: Said) -> None:
    values = figures(said)
    found = outcome(said, values)
    total = sum(values[cell] for cell in said.left)
    assert (found.status.value, found.left, found.right) == ("passed", total, total)
    assert found.relation.severity == SEVERITIES.get(said.key.partition("@")[0], "error")


@EACH
def test_every_operand_counts_by_one(said: Said) -> None:
    values = figures(said)
    for cell in (*said.left, *said.right):
        name = cell.removeprefix("-")
        up = (1 if cell in said.left else -1) * (-1 if cell.startswith("-") else 1)
        for step in (1, -1):
            off = step * up
            holds = {"=": False, "<=": off < 0, ">=": off > 0}[said.operator]
            came_out = status(said, {**values, name: values[name] + step})
            assert came_out == ("passed" if holds else "failed"), (cell, step)


@EACH
def test_a_blank_counts_as_nought_and_all_blank_as_nothing(said: Said) -> None:
    values = figures(said)
    assert status(said, {}) == "not_evaluable"
    for cell in said.cells:
        alone = status(said, {cell: 0})
        assert alone == "passed", cell
        without = outcome(said, {**values, cell: None})
        if len(said.cells) > 1:
            assert without.left != without.right, cell


@EACH
def test_a_cell_not_found_leaves_it_open(said: Said) -> None:
    values = figures(said)
    for cell in said.cells:
        assert status(said, {**values, cell: None}, gone=cell) == "not_evaluable", cell
