"""Repairs of failing equations: single cells, whole rows and columns, and how far is searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import inf

from core.extract.report import Number
from core.messages import message
from core.reconcile.evaluate import relations_of
from core.reconcile.repair.change import Repair, Repairer
from core.reconcile.repair.equations import Equation
from core.reconcile.repair.search import Budget
from core.reconcile.repair.slips import Slip
from core.reconcile.repair.solve import ATTEMPT, SEARCH, Solver
from tests.core.reconcile.oracle import APPLICANTS
from tests.support import make_report

ROW = tuple(f"t3.new.{each}" for each in (*APPLICANTS, "sum"))
ELSEWHERE = tuple(f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending"))
Changes = Mapping[str, Number | None]


def solver(equations: Sequence[Equation], steps: int = 100_000) -> Solver:
    """Equations over a report all of whose cells hold 50."""
    report = make_report({}, default=50)
    repairer = Repairer(report.cells, report, relations_of(report))
    return Solver(equations, repairer, Budget(steps, inf))


def sums(*offs: int, cells: Sequence[str] = ROW) -> list[Equation]:
    """An equation of its own for each cell, with another cell of table 3's second row."""
    other = [each.replace("t3.new", "t3.carried_in") for each in cells]
    return [
        Equation(f"sum@{cell}", {cell: 1, and_: 1}, off)
        for cell, and_, off in zip(cells, other, offs, strict=False)
    ]


def changes(repairs: Sequence[Repair]) -> list[dict[str, Number | None]]:
    return [dict(each.changes) for each in repairs]


def wanted(equations: Sequence[Equation]) -> set[str]:
    return {each.key for each in equations if each.off}


def known(*cells: str, cost: int = 1) -> Repair:
    return Repair(dict.fromkeys(cells, 1), Slip(cost, message("reconcile.totals", count=1)))


ONE = [Equation("one", {ELSEWHERE[0]: 1, ELSEWHERE[1]: 1}, 3)]
TWO = [*ONE, Equation("two", {ELSEWHERE[2]: 1, ELSEWHERE[3]: 1}, 4)]
THREE = [*TWO, Equation("three", {"t4.direct.upheld": 1}, 5)]


def test_single_cells_are_found_up_to_so_many() -> None:
    assert changes(solver(ONE).repairs(wanted(ONE))) == [{ELSEWHERE[0]: 47}, {ELSEWHERE[1]: 47}]
    assert len(solver(TWO).repairs(wanted(TWO), most=2)) == 4
    assert solver(TWO).repairs(wanted(TWO), most=1) == []
    assert [len(each) for each in changes(solver(THREE).repairs(wanted(THREE)))] == [3] * 4


def test_what_is_known_stands_among_the_others_by_its_cost() -> None:
    held = known(*ELSEWHERE)
    assert changes(solver(ONE).repairs(wanted(ONE), [held])) == [
        dict.fromkeys(ELSEWHERE, 1),
        {ELSEWHERE[0]: 47},
        {ELSEWHERE[1]: 47},
    ]
    assert solver(ONE).repairs(wanted(ONE), [known(*ELSEWHERE, cost=999)])[-1].cost == 999


def test_the_same_changes_are_kept_once_as_they_are_known() -> None:
    held = Repair({ELSEWHERE[0]: 47}, Slip(1, message("reconcile.totals", count=1)))
    found = solver(ONE).repairs(wanted(ONE), [held])
    assert changes(found) == [{ELSEWHERE[0]: 47}, {ELSEWHERE[1]: 47}]
    assert found[0] is held


def test_only_fewer_cells_than_are_known_are_searched_for() -> None:
    three, five = known(*ELSEWHERE[:3]), known(*ROW[:5])
    assert solver(THREE).repairs(wanted(THREE), [three]) == [three]
    assert solver(THREE).repairs(wanted(THREE), [five, three]) == [five, three]
    assert len(solver(TWO).repairs(wanted(TWO), [three])) == 5
    assert len(solver(THREE).repairs(wanted(THREE), [known(*ELSEWHERE)])) == 5
    assert solver(THREE).repairs(wanted(THREE), [five], most=2) == [five]


def test_a_single_cell_is_searched_for_beside_one_that_is_known() -> None:
    one = known(ROW[0])
    assert len(solver(ONE).repairs(wanted(ONE), [one])) == 3
    assert solver(TWO).repairs(wanted(TWO), [one]) == [one]


def test_a_row_that_explains_all_is_one_repair_of_as_many_cells_as_change() -> None:
    """Three columns are off: nothing else than the row's three cells explains them as one."""
    equations = sums(1, 0, 2, 3, 0, 0)
    found = solver(equations).repairs(wanted(equations), most=1)
    assert {ROW[0]: 49, ROW[2]: 48, ROW[3]: 47} in changes(found)
    assert all(len(each) == 3 for each in changes(found))
    assert len(found) == 2
    four = sums(1, 5, 2, 3, 0, 0)
    assert len(solver(four).repairs(wanted(four), most=1)) == 2


def test_two_cells_of_a_row_are_no_repair_of_the_row() -> None:
    equations = sums(1, 0, 2, 0)
    assert solver(equations).repairs(wanted(equations), most=1) == []


def test_a_row_whose_cells_may_not_hold_it_is_no_repair() -> None:
    equations = sums(51, 2, 3)
    assert solver(equations).repairs(wanted(equations), most=1) == []


def test_a_row_explains_nothing_where_something_else_fails_too() -> None:
    equations = [*sums(1, 2, 3), *ONE]
    assert solver(equations).repairs(wanted(equations), most=1) == []


def test_a_row_of_which_several_changes_would_do_is_no_repair() -> None:
    equations = [Equation("row", dict.fromkeys(ROW[:4], 1), 4), *sums(0, 0, 1, 2, cells=ROW[3:])]
    assert solver(equations).repairs(wanted(equations), most=1) == []


def test_a_column_that_explains_all_is_one_repair() -> None:
    rows = ("new", "granted", "partial")
    equations = [
        Equation(row, {f"t3.{row}.legal": 1, f"t3.{row}.others": 1}, at) for at, row in enumerate(rows, 1)
    ]
    found = changes(solver(equations).repairs(wanted(equations), most=1))
    assert {f"t3.{row}.legal": 50 - at for at, row in enumerate(rows, 1)} in found


def test_only_what_is_wanted_is_cured_and_all_else_stays() -> None:
    equations = [*ONE, Equation("other", {ELSEWHERE[1]: 1, ELSEWHERE[2]: 1}, 2)]
    assert changes(solver(equations).repairs({"one"})) == [{ELSEWHERE[0]: 47}]


def test_nothing_is_searched_for_what_no_change_cures() -> None:
    equations = [Equation("one", {ROW[0]: 1}, 3), Equation("other", {ROW[0]: 1}, 4)]
    held = solver(equations)
    assert held.repairs(wanted(equations), [known(ROW[0])]) == []
    assert held.budget.steps == 100_000 - ATTEMPT


def test_a_search_costs_the_steps_that_it_takes() -> None:
    held = solver(ONE)
    held.repairs(wanted(ONE))
    assert held.budget.steps == 100_000 - ATTEMPT - 1
    low = solver(ONE, SEARCH // 2)
    assert len(low.repairs(wanted(ONE))) == 2
    assert low.budget.steps == SEARCH // 2 - ATTEMPT - 1
    assert len(low.repairs(wanted(ONE))) == 2


def test_nothing_is_found_without_steps() -> None:
    assert solver(ONE, ATTEMPT).repairs(wanted(ONE)) == []
    assert solver(ONE, ATTEMPT + 1).repairs(wanted(ONE)) == []
    assert len(solver(ONE, ATTEMPT + 2).repairs(wanted(ONE))) == 2


def test_amounts_of_change_may_be_fractions_that_cells_do_not_hold() -> None:
    equations = [Equation("double", {ELSEWHERE[0]: 2, ELSEWHERE[1]: 1}, 3)]
    assert solver(equations).repairs({"double"}) == [
        each for each in solver(equations).repairs({"double"}) if each.changes == {ELSEWHERE[1]: 47}
    ]
    assert solver(equations).repairer.fits({ELSEWHERE[0]: Fraction(-3, 2)}) is False
