"""Values tried out: the relations of their cells alone, and nothing decided."""

from __future__ import annotations

from dataclasses import replace

from core.extract.report import Ambiguity, CellState, Number, Report
from core.forms.relation import Term
from core.reconcile.finding import Status
from core.reconcile.readings import numbers_with, read_numbers
from core.reconcile.trial import trial, trial_with_prose
from tests.core.reconcile.oracle import ambiguous, claiming
from tests.support import make_report

ROW = tuple(f"t3.new.{column}" for column in ("natural", "enterprise", "research"))


def test_relations_of_the_tried_cells_come_out_as_if_decided() -> None:
    report = make_report({"t3.new.sum": 7, "t3.total.sum": 7, "t3.granted.sum": 7})
    before = {outcome.relation.key: outcome for outcome in trial({}, report.cells, report)}
    assert before == {}
    tried = {o.relation.key: o for o in trial(dict.fromkeys(ROW, 2), report.cells, report)}
    assert set(tried) == {"t3.row_sum@new"} | {f"t3.balance@{cell.rpartition('.')[2]}" for cell in ROW}
    assert tried["t3.row_sum@new"].status is Status.FAILED
    assert (tried["t3.row_sum@new"].left, tried["t3.row_sum@new"].right) == (6, 7)
    assert report.cells[ROW[0]].value == 0


def test_blank_counts_as_nothing() -> None:
    report = make_report({"t4.review.sum": 3, "t4.review.upheld": 3})
    tried = trial({"t4.review.corrected": None, "t4.review.other": None}, report.cells, report)
    assert [outcome.status for outcome in tried] == [Status.PASSED]


def test_numbers_changed_are_those_of_the_cells_changed() -> None:
    values = {"t3.new.sum": 7, "t3.new.natural": None}
    report = make_report({"t3.new.sum": 3, "t3.new.natural": 2})
    changed = {
        id: replace(report.cells[id], value=value, state=CellState.CORRECTED) for id, value in values.items()
    }
    asked = numbers_with(values, read_numbers(report.cells, report))
    assert asked == read_numbers({**report.cells, **changed}, report)


def tried_with_prose(report: Report, values: dict[str, Number | None]) -> dict[str, Status]:
    numbers = read_numbers(report.cells, report)
    outcomes = trial_with_prose(values, report.cells, numbers, report)
    return {each.relation.key: each.status for each in outcomes}


def test_claims_of_the_rows_tried_come_out_and_no_others() -> None:
    report = claiming(make_report({}), ("t4.review.sum", 3), ("t4.direct.sum", 5), ("t4.review.other", 1))
    assert tried_with_prose(report, {"t4.review.sum": 3}) == {
        "t4.group_sum@review": Status.FAILED,
        "prose.figure@prose.1": Status.PASSED,
        "prose.figure@prose.3": Status.FAILED,
    }


def test_a_claim_speaks_of_all_rows_that_it_adds_up() -> None:
    report = claiming(make_report({}), ("t4.review.sum", 3))
    both = (Term(1, "t4.review.sum"), Term(1, "t4.direct.sum"))
    (claim,) = report.prose.claims
    report = replace(report, prose=replace(report.prose, claims=(replace(claim, alternatives=(both,)),)))
    assert tried_with_prose(report, {"t4.direct.sum": 3})["prose.figure@prose.1"] is Status.PASSED


def test_open_readings_are_decided_by_what_is_tried() -> None:
    ids = ("t4.review.upheld", "t4.review.corrected")
    run = Ambiguity(ids, ((1, 2), (12, 0)), "12")
    report = ambiguous("2019", {"t4.review.sum": 12}, [run])
    assert tried_with_prose(report, {ids[0]: 12}) == {"t4.group_sum@review": Status.PASSED}
    assert tried_with_prose(report, {ids[0]: 1}) == {"t4.group_sum@review": Status.FAILED}
