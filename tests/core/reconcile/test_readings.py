"""What relations stand on: the prose, constants, last year's cells and its runs, beside the report's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.document.location import TextSpan
from core.extract.prose.model import Figure, Prose
from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.forms.form import LAST_YEAR, ONE
from core.forms.relation import Operator, Relation, Term
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.evaluate import evaluate
from core.reconcile.finding import Outcome
from core.reconcile.readings import numbers_with, open_runs, read_numbers
from tests.core.reconcile.oracle import ambiguous, with_states
from tests.support import make_report

LEFT, MORE, RIGHT = "t4.review.upheld", "t4.review.corrected", "t4.review.sum"
CARRIED, LEFT_OVER = "t3.carried_in.natural", "t3.carried_out.natural"


def came_out(
    report: Report,
    left: tuple[Term, ...],
    operator: Operator,
    right: tuple[Term, ...],
    beside: Beside = NOTHING,
) -> Outcome:
    relation = Relation("own.rule", "t4", "review", "whole", "error", left, operator, right)
    return evaluate(relation, read_numbers(report.cells, report, beside), report)


def laid(report: Report) -> Beside:
    return Beside(last_year=Neighbour(report, "last.txt", "0" * 64))


def carry(now: Number, last: Report) -> Outcome:
    """How what was carried in compares with what last year's report left over."""
    report = make_report({CARRIED: now})
    return came_out(report, (Term(1, CARRIED),), "=", (Term(1, LAST_YEAR + LEFT_OVER),), laid(last))


@pytest.mark.parametrize("beside", [NOTHING, laid(make_report({}))], ids=["alone", "beside last year's"])
@pytest.mark.parametrize(("value", "status"), [(2, "failed"), (3, "passed"), (4, "failed")])
def test_constants_count_as_they_are_written(beside: Beside, value: int, status: str) -> None:
    found = came_out(make_report({LEFT: value}), (Term(1, LEFT),), "=", (Term(3, ONE),), beside)
    assert (found.status.value, found.left, found.right) == (status, value, 3)
    blank = came_out(make_report({LEFT: None}), (Term(1, LEFT),), "=", (Term(3, ONE),), beside)
    assert blank.status.value == "not_evaluable"


def test_a_side_is_told_only_where_all_its_runs_are_sure() -> None:
    runs = [Ambiguity((LEFT,), ((1,), (2,)), "12"), Ambiguity((MORE,), ((3,),), "3")]
    report = ambiguous("2019", {RIGHT: 40}, runs)
    found = came_out(report, (Term(1, LEFT), Term(1, MORE)), "<=", (Term(1, RIGHT),))
    assert (found.status.value, found.left, found.right) == ("passed", None, 40)


def test_last_years_number_counts_and_a_blank_one_as_nought() -> None:
    assert carry(5, make_report({LEFT_OVER: 5})).status.value == "passed"
    assert carry(5, make_report({LEFT_OVER: 4})).status.value == "failed"
    assert carry(0, make_report({LEFT_OVER: None})).status.value == "passed"


@pytest.mark.parametrize(
    ("state", "reason"),
    [(CellState.UNREADABLE, "reconcile.unreadable"), (CellState.MISSING, "reconcile.last_missing")],
)
def test_last_years_cell_without_a_number_leaves_it_open(state: CellState, reason: str) -> None:
    found = carry(5, with_states(make_report({}), {LEFT_OVER: state}, "许多"))
    assert found.status.value == "not_evaluable"
    assert found.reason is not None
    assert found.reason.id == reason


def test_this_years_unreadable_cell_is_told_beside_last_years_report_too() -> None:
    report = with_states(make_report({}), {CARRIED: CellState.UNREADABLE}, "许多")
    found = came_out(
        report, (Term(1, CARRIED),), "=", (Term(1, LAST_YEAR + LEFT_OVER),), laid(make_report({}))
    )
    assert found.reason is not None
    assert found.reason.id == "reconcile.unreadable"


@pytest.mark.parametrize(("now", "status"), [(1, "not_evaluable"), (3, "failed")])
def test_last_years_readings_decide_where_they_agree(now: int, status: str) -> None:
    last = ambiguous("2019", {}, [Ambiguity((LEFT_OVER,), ((1,), (2,)), "12")])
    assert carry(now, last).status.value == status


def test_last_years_runs_leave_this_years_cells_alone() -> None:
    runs = [Ambiguity((LEFT, MORE), ((1, 2), (12, 0)), "12")]
    last = ambiguous("2019", {}, runs)
    found = came_out(make_report({LEFT: 1, RIGHT: 1}), (Term(1, LEFT),), "=", (Term(1, RIGHT),), laid(last))
    assert found.status.value == "passed"
    both = read_numbers(make_report({}).cells, make_report({}), laid(last))
    assert set(both.runs) == {LAST_YEAR + LEFT, LAST_YEAR + MORE}
    assert {run.place for run in both.runs.values()} == {LAST_YEAR + LEFT}


def test_a_run_whose_cells_are_all_decided_is_open_no_more() -> None:
    report = ambiguous("2019", {}, [Ambiguity((LEFT, MORE), ((1, 2), (12, 0)), "12")])
    (run,) = open_runs(report.cells, report)
    assert run.cells == (LEFT, MORE)
    decided = {id: Cell(id, 1, "1", CellState.CORRECTED) for id in (LEFT, MORE)}
    assert open_runs({**report.cells, **decided}, report) == ()
    other = Ambiguity((RIGHT,), ((3,), (13,)), "13")
    report = ambiguous("2019", {}, [*report.ambiguities, other])
    assert [run.cells for run in open_runs({**report.cells, **decided}, report)] == [(RIGHT,)]


def test_numbers_of_runs_that_are_open_are_not_reckoned_on_with() -> None:
    report = ambiguous("2019", {}, [Ambiguity((LEFT, MORE), ((1, 2), (12, 0)), "12")])
    assert numbers_with({LEFT: 1}, read_numbers(report.cells, report)) is None


def test_figures_of_the_prose_count_where_they_have_a_value() -> None:
    figures = tuple(
        Figure(f"prose.{number}", "6559", value, "件", "受理申请6559件", TextSpan(0, 4))
        for number, value in ((1, 6559), (2, None))
    )
    report = replace(make_report({LEFT: 6559}), prose=Prose(figures))
    numbers = read_numbers(report.cells, report)
    assert numbers.values["prose.1"] == 6559
    assert "prose.2" not in numbers.values
