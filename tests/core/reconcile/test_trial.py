"""Values tried out: the relations of their cells alone, and nothing decided."""

from __future__ import annotations

from dataclasses import replace

from core.extract.report import CellState
from core.reconcile.finding import Status
from core.reconcile.readings import numbers_with, read_numbers
from core.reconcile.trial import trial
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
