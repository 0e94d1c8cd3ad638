"""Repairs of changes: what cells may hold, how a nought is written, and what a repair costs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from core.extract.report import CellState, Number, Report
from core.reconcile.evaluate import relations_of
from core.reconcile.repair.change import Repair, Repairer
from core.reconcile.repair.slips import MIXED_LINE, MOVED_LINE, SLIP, STALE_TOTAL, STATES, slip
from tests.core.reconcile.oracle import APPLICANTS
from tests.support import make_report

PERMIT = "t2.permit.change"
COUNT = "t2.permit.decisions"
AMOUNT = "t2.procurement.amount"
ROW = tuple(f"t3.new.{each}" for each in APPLICANTS)


def repairer(report: Report) -> Repairer:
    return Repairer(report.cells, report, relations_of(report))


def of(report: Report, **changes: Number | None) -> Repair:
    """The repair of cells of the row of new applications, by their columns."""
    return repairer(report).of({f"t3.new.{column}": value for column, value in changes.items()})


def apart(*pairs: tuple[Number | None, Number | None]) -> int:
    """What changes cost one by one, as slips of cells that are no totals."""
    return sum(slip(was, now, total=False).cost for was, now in pairs)


def said(repair: Repair) -> str:
    return repair.slip.said.id.removeprefix("reconcile.slip.")


@pytest.mark.parametrize(
    ("cell", "delta", "may"),
    [
        (COUNT, Fraction(-5), True),
        (COUNT, Fraction(-6), False),
        (COUNT, Fraction(1, 2), False),
        (COUNT, Fraction(1, 3), False),
        (PERMIT, Fraction(-6), True),
        (PERMIT, Fraction(1, 2), False),
        (AMOUNT, Fraction(1, 4), True),
        (AMOUNT, Fraction(-5), True),
        (AMOUNT, Fraction(-6), False),
        (AMOUNT, Fraction(1, 1000), False),
    ],
)
def test_what_cells_may_hold(cell: str, delta: Fraction, may: bool) -> None:
    report = make_report({cell: 5})
    assert repairer(report).fits({cell: delta}) is may
    assert repairer(report).fits({"t3.new.sum": Fraction(1), cell: delta}) is may


def test_money_is_repaired_to_the_fen() -> None:
    report = make_report({AMOUNT: Decimal("12.10")})
    assert repairer(report).values({AMOUNT: Fraction(1, 100)}) == {AMOUNT: Decimal("12.11")}


def test_values_stand_in_the_forms_order_and_what_stays_is_no_change() -> None:
    report = make_report(dict.fromkeys(ROW, 5))
    deltas = {ROW[2]: Fraction(1), ROW[1]: Fraction(0), ROW[0]: Fraction(-2)}
    assert list(repairer(report).values(deltas).items()) == [(ROW[0], 3), (ROW[1], 5), (ROW[2], 6)]
    assert dict(repairer(report).repair(deltas).changes) == {ROW[0]: 3, ROW[2]: 6}


@pytest.mark.parametrize(
    ("row", "table", "nought"),
    [
        ((5, None, None, 7, 9, 8), 0, None),
        ((5, 0, 0, 7, 9, None), None, 0),
        ((5, 0, None, 7, 9, 8), None, 0),
        ((5, 1, 2, 7, 9, 8), None, None),
        ((5, 1, 2, 7, 9, 8), 0, 0),
        ((5, 1, 2, 7, 9, None), 0, None),
    ],
)
def test_a_nought_is_written_as_its_row_writes_it_and_else_as_its_table(
    row: tuple[Number | None, ...], table: Number | None, nought: Number | None
) -> None:
    values: dict[str, Number | None] = {**dict(zip(ROW, row, strict=True)), "t3.new.sum": 31}
    elsewhere = dict.fromkeys(
        (id for id in make_report({}).cells if id[:2] != "t3"), 0 if table is None else None
    )
    report = make_report({**elsewhere, **values}, default=table)
    assert repairer(report).values({ROW[0]: Fraction(-5)}) == {ROW[0]: nought}


def test_a_nought_is_written_as_its_own_table_does_and_not_as_it_was_itself() -> None:
    row = {f"t4.review.{column}": 7 for column in ("upheld", "corrected", "other", "pending", "sum")}
    rest = {id: None for id in make_report({}).cells if id.startswith("t4.") and id not in row}
    assert repairer(make_report({**row, **rest})).values({"t4.review.other": Fraction(-7)}) == {
        "t4.review.other": None
    }
    alone = make_report({**row, "t4.review.other": None})
    assert repairer(alone).values({"t4.review.other": Fraction(0)}) == {"t4.review.other": 0}


def test_a_blank_changes_as_from_nought() -> None:
    assert repairer(make_report({}, default=None)).values({ROW[0]: Fraction(5)}) == {ROW[0]: 5}


def test_a_nought_where_no_other_stands_is_written_out() -> None:
    report = make_report({}, default=7)
    assert repairer(report).values({ROW[0]: Fraction(-7)}) == {ROW[0]: 0}


def test_one_cell_costs_a_slip_and_what_the_slip_costs() -> None:
    report = make_report({ROW[0]: 91})
    found = of(report, natural=19)
    assert (found.cost, said(found)) == (SLIP + apart((91, 19)), "swapped")


@pytest.mark.parametrize("state", [CellState.RECOVERED, CellState.CORRECTED])
def test_how_a_cell_was_read_adds_to_the_cost(state: CellState) -> None:
    report = make_report({ROW[0]: 91, ROW[1]: 5})
    read = replace(report, cells={**report.cells, ROW[0]: replace(report.cells[ROW[0]], state=state)})
    for changes in ({"natural": 19}, {"natural": 5, "enterprise": 91}, {"natural": 19, "enterprise": 8}):
        assert of(read, **changes).cost - of(report, **changes).cost == STATES[state]
    line = {"natural": 19, "enterprise": 8, "research": 3}
    assert of(read, **line).cost - of(report, **line).cost == STATES[state]


@pytest.mark.parametrize(
    ("cell", "total"),
    [
        ("t3.new.sum", True),
        ("t3.total.natural", True),
        ("t4.review.sum", True),
        ("t3.carried_out.natural", False),
        ("t3.carried_in.natural", False),
        ("t2.rules.total_public", False),
        ("t3.granted.natural", False),
    ],
)
def test_totals_are_the_lone_other_sides_of_equalities(cell: str, total: bool) -> None:
    report = make_report({cell: 17})
    found = repairer(report).of({cell: 8254})
    assert (said(found) == "total") is total
    assert found.cost == SLIP + (STALE_TOTAL if total else apart((17, 8254)))


def test_numbers_that_change_places_in_a_row_are_one_slip() -> None:
    report = make_report(dict(zip(ROW, (0, 6, 23, 9, 0, 0), strict=True)))
    moved = of(report, natural=6, enterprise=23, research=9, welfare=0)
    assert (moved.cost, said(moved)) == (SLIP + MOVED_LINE, "moved")
    apart = of(report, enterprise=9, welfare=6)
    assert (apart.cost, said(apart)) == (SLIP + MIXED_LINE, "exchanged")


def test_numbers_that_change_places_in_a_column_are_one_slip() -> None:
    report = make_report({"t3.new.legal": 5, "t3.carried_in.legal": 8})
    found = repairer(report).of({"t3.new.legal": 8, "t3.carried_in.legal": 5})
    assert (found.cost, said(found)) == (SLIP + MOVED_LINE, "exchanged")


def test_two_numbers_of_a_row_are_two_slips_and_three_are_the_rows() -> None:
    report = make_report(dict(zip(ROW, (91, 5, 23, 9, 0, 0), strict=True)))
    two = of(report, natural=19, enterprise=50)
    assert (two.cost, said(two)) == (2 * SLIP + apart((91, 19), (5, 50)), "several")
    three = of(report, natural=19, enterprise=50, research=24)
    assert three.cost == 2 * SLIP + apart((91, 19), (5, 50), (23, 24))
    assert said(three) == "line"


def test_three_numbers_of_a_column_are_the_columns() -> None:
    rows = ("t3.new.legal", "t3.granted.legal", "t3.carried_out.legal")
    report = make_report(dict(zip(rows, (91, 5, 23), strict=True)))
    found = repairer(report).of(dict(zip(rows, (19, 50, 24), strict=True)))
    assert (found.cost, said(found)) == (
        2 * SLIP + apart((91, 19), (5, 50), (23, 24)),
        "line",
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("t3.new.natural", "t3.granted.legal", "t3.carried_out.sum"),
        ("t3.new.natural", "t3.new.legal", "t3.granted.legal"),
        ("t3.new.sum", "t4.review.sum", "t4.direct.sum"),
    ],
)
def test_numbers_of_no_common_line_are_slips_of_their_own(cells: tuple[str, ...]) -> None:
    report = make_report(dict.fromkeys(cells, 10))
    found = repairer(report).of(dict.fromkeys(cells, 11))
    assert (found.cost, said(found)) == (3 * SLIP + 3 * apart((10, 11)), "several")


def test_exchanged_numbers_of_no_common_line_are_two_slips() -> None:
    report = make_report({"t3.new.natural": 17, "t3.granted.legal": 8254})
    found = repairer(report).of({"t3.new.natural": 8254, "t3.granted.legal": 17})
    assert found.cost == 2 * SLIP + apart((17, 8254), (8254, 17))


def test_repairs_of_one_cost_stand_in_the_forms_order() -> None:
    report = make_report(dict.fromkeys(ROW, 10))
    made = [of(report, **{column: 11}) for column in ("others", "natural", "legal")]
    ordered = sorted(made, key=repairer(report).order)
    assert [list(each.changes) for each in ordered] == [[ROW[0]], [ROW[4]], [ROW[5]]]
    dear = of(report, natural=8254)
    assert sorted([dear, made[0]], key=repairer(report).order) == [made[0], dear]
