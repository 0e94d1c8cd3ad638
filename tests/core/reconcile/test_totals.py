"""Totals left blank, offered as their parts add up, all of a group at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.extract.report import CellState, Number, Report
from core.forms.relation import Operator, Relation, Term
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.evaluate import evaluate
from core.reconcile.finding import Outcome, Status, Suggestion
from core.reconcile.readings import read_numbers
from core.reconcile.totals import blank_totals, with_totals
from tests.core.reconcile.oracle import balanced, with_states
from tests.support import make_report

SUMS = [f"t3.{row}.sum" for row in ("granted", "partial", "denied.law")]
Values = Mapping[str, Number | None]


def report_with(changes: Values) -> Report:
    return make_report({**balanced("2021"), **changes}, form="2021")


def checked(report: Report) -> Reconciliation:
    return reconcile(report.cells, report)


def offer(report: Report) -> Suggestion | None:
    """What is offered for all that fails in a report, taken as one group."""
    found = checked(report)
    failing = [each.relation for each in found.outcomes if each.status is Status.FAILED]
    return blank_totals(failing, found.outcomes, report.cells, report)


def test_blank_totals_are_offered_as_their_parts_add_up() -> None:
    found = offer(report_with(dict.fromkeys(SUMS)))
    assert found is not None
    assert found.changes == {cell: balanced("2021")[cell] for cell in SUMS}
    assert (found.why.id, dict(found.why.parameters)["count"]) == ("reconcile.totals", 3)


def test_nothing_is_offered_where_no_total_is_blank() -> None:
    assert offer(report_with({SUMS[0]: 1})) is None
    assert offer(report_with({"t3.granted.legal": 1})) is None


@pytest.mark.parametrize("also", [{"t3.partial.legal": None}, {"t4.review.upheld": 10**6}])
def test_nothing_is_offered_where_something_fails_all_the_same(also: Values) -> None:
    assert offer(report_with({SUMS[0]: None, **also})) is None


def test_nothing_is_offered_that_breaks_what_holds() -> None:
    """The sums below were reckoned without the blank one: filled in, it would no longer fit there."""
    values = balanced("2021")
    lower = {each: values[each] - values[SUMS[0]] for each in ("t3.total.sum", "t3.new.sum")}
    report = report_with({SUMS[0]: None, **lower})
    found = checked(report)
    failing = [each.relation for each in found.outcomes if each.relation.key == "t3.row_sum@granted"]
    assert "t3.total_sum@sum" not in {each.key for each in found.findings}
    assert blank_totals(failing, found.outcomes, report.cells, report) is None


def _came_out(relations: list[Relation], report: Report) -> list[Outcome]:
    return [evaluate(each, read_numbers(report.cells, report), report) for each in relations]


def test_what_could_not_be_told_before_is_no_reason_to_hold_back() -> None:
    """Two totals are to be the same and both blank; filled in, they are not."""
    blank: dict[str, Number | None] = {f"t4.{row}.sum": None for row in ("review", "direct")}
    tie = Relation(
        *("own.tie", "t4", "sum", "column", "error"),
        (Term(1, "t4.review.sum"),),
        "=",
        (Term(1, "t4.direct.sum"),),
    )
    report = report_with(blank)
    found = checked(report)
    failing = [each.relation for each in found.outcomes if each.status is Status.FAILED]
    outcomes = [*found.outcomes, *_came_out([tie], report)]
    assert outcomes[-1].status is Status.NOT_EVALUABLE
    filled = blank_totals(failing, outcomes, report.cells, report)
    assert filled is not None
    assert filled.changes.keys() == blank.keys()


def test_text_that_is_no_number_is_no_blank_total() -> None:
    report = with_states(report_with({}), {SUMS[0]: CellState.UNREADABLE}, "若干")
    relation = Relation(
        *("own.sum", "t3", "granted", "row", "error"),
        (Term(1, "t3.granted.natural"),),
        "=",
        (Term(1, SUMS[0]),),
    )
    outcome = Outcome(relation, Status.FAILED, 5, 0)
    assert blank_totals([relation], [outcome], report.cells, report) is None
    blank = report_with({SUMS[0]: None})
    found = blank_totals([relation], [outcome], blank.cells, blank)
    assert found is None or found.changes == {SUMS[0]: 5}


@pytest.mark.parametrize(
    ("operator", "right"), [("<=", ("t4.review.sum",)), ("=", ("t4.review.sum", "t4.direct.sum")), ("=", ())]
)
def test_only_a_lone_other_side_of_an_equality_is_a_total(operator: Operator, right: tuple[str, ...]) -> None:
    report = make_report({"t4.review.sum": None, "t4.review.upheld": 4}, form="2021")
    terms = tuple(Term(1, each) for each in right)
    relation = Relation(
        *("own.sum", "t4", "review", "row", "error"), (Term(1, "t4.review.upheld"),), operator, terms
    )
    outcome = Outcome(relation, Status.FAILED, 4, 0)
    assert blank_totals([relation], [outcome], report.cells, report) is None


def test_a_total_whose_parts_are_not_known_is_not_offered() -> None:
    report = make_report({"t4.review.sum": None}, form="2021")
    relation = Relation(
        *("own.sum", "t4", "review", "row", "error"),
        (Term(1, "t4.review.upheld"),),
        "=",
        (Term(1, "t4.review.sum"),),
    )
    assert blank_totals([relation], [Outcome(relation, Status.FAILED, None, 0)], report.cells, report) is None
    assert blank_totals([relation], [], report.cells, report) is None


def test_each_group_has_its_own_offer_before_what_else_is_suggested() -> None:
    report = make_report(
        {"t4.review.sum": None, "t4.review.upheld": 4, "t4.direct.sum": 3, "t2.permit.decisions": -1},
        form="2021",
    )
    found = checked(report)
    suggested = {each.key: [dict(one.changes) for one in each.suggestions] for each in found.findings}
    assert suggested == {
        "cell.number@t2.permit.decisions": [],
        "t4.group_sum@review": [{"t4.review.sum": 4}],
        "t4.group_sum@direct": [],
        "cell.blank@t4.review.sum": [],
    }
    other = Suggestion({}, found.findings[0].message)
    before = [each for each in found.findings if each.relation]
    held = [replace(each, suggestions=(other,)) for each in before]
    again = {each.key: each for each in with_totals(held, found.outcomes, report.cells, report)}
    assert [each.why.id for each in again["t4.group_sum@review"].suggestions] == [
        "reconcile.totals",
        other.why.id,
    ]
