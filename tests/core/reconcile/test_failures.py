"""Failed relations in words: which sentence is said of which kind of relation."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from core.extract.report import Ambiguity, Number, Report
from core.forms.form import LAST_YEAR, ONE
from core.forms.relation import Operator, Relation, Term
from core.messages import render
from core.reconcile.evaluate import evaluate
from core.reconcile.failures import failure
from core.reconcile.finding import Finding, Status
from core.reconcile.readings import read_numbers
from tests.core.reconcile.oracle import ambiguous
from tests.support import make_report

UPHELD, OTHER, SUM = (f"t4.review.{column}" for column in ("upheld", "other", "sum"))
Side = Mapping[str, int]


def found(report: Report, left: Side, operator: Operator, right: Side) -> Finding:
    sides = [tuple(Term(by, cell) for cell, by in side.items()) for side in (left, right)]
    relation = Relation("own.rule", "t4", "review", "row", "warning", sides[0], operator, sides[1])
    outcome = evaluate(relation, read_numbers(report.cells, report), report)
    assert outcome.status is Status.FAILED
    return failure(outcome, report.cells, report)


@pytest.mark.parametrize(
    ("left", "operator", "right", "said"),
    [
        ({UPHELD: 1}, "=", {SUM: 1}, "equal"),
        ({SUM: 1}, "<=", {UPHELD: 1}, "at_most"),
        ({UPHELD: 1}, ">=", {SUM: 1}, "at_least"),
        ({UPHELD: -1}, ">=", {}, "negative"),
        ({UPHELD: 1}, "=", {}, "equal_number"),
        ({UPHELD: 1}, "<=", {}, "at_most_number"),
        ({UPHELD: 1}, "=", {ONE: 3}, "equal_number"),
        ({UPHELD: 1}, "<=", {ONE: 3}, "at_most_number"),
        ({UPHELD: 1}, ">=", {ONE: 5}, "at_least_number"),
        ({UPHELD: 1}, "=", {SUM: 1, ONE: 1}, "equal"),
        ({UPHELD: 1}, "=", {ONE: 1, SUM: 1}, "equal"),
        ({UPHELD: 1}, "=", {OTHER: 1}, "blank"),
        ({UPHELD: 1}, "=", {OTHER: 1, SUM: 1}, "equal"),
    ],
)
def test_the_sentence_for_each_kind(left: Side, operator: Operator, right: Side, said: str) -> None:
    finding = found(make_report({UPHELD: 4, SUM: 9, OTHER: None}), left, operator, right)
    assert finding.message.id == f"reconcile.failed.{said}"
    assert all(render(finding.message, language) for language in ("zh", "en"))


@pytest.mark.parametrize(("readings", "left"), [(((1,), (2,)), None), (((1,),), 1)])
def test_a_side_on_which_readings_differ_is_not_reckoned_out(
    readings: tuple[tuple[int], ...], left: Number | None
) -> None:
    report = ambiguous("2019", {SUM: 9}, [Ambiguity((UPHELD,), readings, "12")])
    finding = found(report, {UPHELD: 1}, "=", {SUM: 1})
    assert (finding.left, finding.right) == (left, 9)
    assert (finding.message.id == "reconcile.failed.any_reading") == (left is None)


def test_a_finding_holds_the_relation_its_sums_and_the_reports_own_cells() -> None:
    report = make_report({UPHELD: 4, SUM: 9})
    finding = found(report, {UPHELD: 1}, "=", {SUM: 1, ONE: 2})
    assert finding.relation is not None
    assert (finding.key, finding.rule, finding.severity) == ("own.rule@review", "own.rule", "warning")
    assert (finding.group, finding.left, finding.right) == (0, 4, 11)
    assert finding.cells == (UPHELD, SUM)
    assert LAST_YEAR not in "".join(finding.cells)
    assert "：结果维持 = 4，总计 + 2 = 9 + 2 = 11，差 −7" in render(finding.message)
