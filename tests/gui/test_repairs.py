"""Repairs in the window: there on opening, taken by key, looked for off the thread, never out of date."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.extract.report import Cell, Report
from core.messages import message, render
from core.reconcile.beside import Beside
from core.reconcile.engine import Reconciliation
from core.reconcile.finding import Suggestion
from core.review.change import DecisionKind, ItemStatus
from gui.app import Program
from gui.findings.repairs import repairs_of, same_numbers
from tests.gui.window_support import NearWorker, open_file, press, settle

ALT = Qt.KeyboardModifier.AltModifier
FIRST = {
    "t3.carried_out.natural": 110,
    "t3.carried_out.enterprise": 11,
    "t3.carried_out.legal": 5,
    "t3.carried_out.others": 7,
}


def test_repairs_are_there_on_opening(failing: Program) -> None:
    review, panel = failing.window.review, failing.window.workbench.panel
    assert review.place is not None
    assert dict(review.place.first.suggestions[0].changes) == FIRST
    assert "四、结转下年度：自然人 120 → 110" in panel.suggestions.texts[0]
    assert panel.suggestions.verdict == ""
    assert review.cell == "t3.carried_out.natural"


def test_a_repair_is_taken_by_its_key_with_its_reason(failing: Program, qtbot: QtBot) -> None:
    window = failing.window
    review, bench = window.review, window.workbench
    assert review.place is not None
    keys = {finding.key for finding in review.place.findings}
    why = render(review.place.first.suggestions[0].why)
    bench.focus_tables()
    press(Qt.Key.Key_1, ALT)
    assert review.draft is not None
    assert review.draft.kind is DecisionKind.PROPOSAL
    assert bench.panel.reason.reason.text() == why
    sheet = bench.tables.sheet("t3")
    assert sheet is not None
    assert set(sheet.cells.staged) == set(FIRST)
    press(Qt.Key.Key_Return)
    settle(qtbot, failing)
    state = review.state
    assert state is not None
    assert {cell: state.cells[cell].value for cell in FIRST} == FIRST
    settled = {item.finding.key for item in state.items if item.status is ItemStatus.SETTLED}
    assert keys <= settled
    assert review.reason_for(DecisionKind.PROPOSAL) != why
    assert sheet.cells.staged == {}


def test_old_repairs_go_with_their_numbers_and_new_ones_come(failing: Program, qtbot: QtBot) -> None:
    review = failing.window.review
    assert review.repairs is not None
    assert review.enter("t3.new.natural", "7000")
    review.take_way(DecisionKind.PROPOSAL)
    assert review.commit("电话核实")
    assert review.repairs is None
    assert all(made.reading or made.breaks for place in review.places for made in place.first.suggestions)
    settle(qtbot, failing)
    assert review.repairs is not None
    second = next(place for place in review.places if place.first.rule == "t3.total_sum")
    assert second.first.suggestions


def test_repairs_stay_where_the_numbers_do(failing: Program) -> None:
    review = failing.window.review
    held = review.repairs
    review.take_way(DecisionKind.RETURNED)
    assert review.commit("请核对")
    assert review.repairs is held
    assert failing.context.jobs.busy == 0


def test_what_comes_for_other_numbers_is_dropped(failing: Program, qtbot: QtBot) -> None:
    review = failing.window.review
    for value in ("7000", "7001", "7002"):
        assert review.enter("t3.new.natural", value)
        review.take_way(DecisionKind.PROPOSAL)
        assert review.commit("电话核实")
    settle(qtbot, failing)
    state = review.state
    assert state is not None
    near = NearWorker().repair(state.cells, state.report, state.beside)
    assert review.repairs == repairs_of(near.findings)


def test_with_a_tie_nothing_is_preselected_and_returning_stands_first(failing: Program) -> None:
    window = failing.window
    review, panel = window.review, window.workbench.panel
    assert review.repairs is not None
    assert review.place is not None
    cells = [cell for cell in review.place.first.cells if cell.endswith("natural")][:3]
    tied = tuple(
        Suggestion({cell: 1}, message("reconcile.repair.inferred"), tied=len(cells)) for cell in cells
    )
    keys = [finding.key for finding in review.place.findings]
    review.take_repairs({**review.repairs, **dict.fromkeys(keys, tied)})
    assert panel.suggestions.verdict.startswith("3 种可能，无法判定")
    assert len(panel.suggestions.texts) == 3
    ways = panel._ways.layout()
    assert ways is not None
    assert ways.itemAt(0).widget() is panel._way_buttons[DecisionKind.RETURNED]
    assert review.draft is None
    review.step(1)
    assert ways.itemAt(0).widget() is panel._way_buttons[DecisionKind.READING]


def test_a_draft_outlives_the_coming_of_repairs(failing: Program) -> None:
    review = failing.window.review
    assert review.repairs is not None
    assert review.enter("t3.new.natural", "6101")
    draft, place = review.draft, review.place
    review.take_repairs(review.repairs)
    assert review.draft is draft
    assert review.place == place


class Faulty(NearWorker):
    """Finds no repairs."""

    def repair(
        self, cells: Mapping[str, Cell], report: Report, beside: Beside | None = None
    ) -> Reconciliation:
        """Takes too long."""
        from core.errors import InputError

        raise InputError(message("worker.too_slow", name="report", seconds=1))


def test_the_review_goes_on_where_none_are_found(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NearWorker, "repair", Faulty.repair)
    window = failing.window
    assert window.review.enter("t3.new.natural", "7000")
    window.review.take_way(DecisionKind.PROPOSAL)
    assert window.review.commit("电话核实")
    with qtbot.waitSignal(window.review.told) as told:
        settle(qtbot, failing)
    assert told.args == ["这次没有算出修改建议，不影响核对。", False]
    assert window.review.repairs is None


def test_same_numbers(failing: Program) -> None:
    state = failing.window.review.state
    assert state is not None
    assert same_numbers(state, replace(state, items=()))
    cells = {**state.cells, "t3.new.sum": replace(state.cells["t3.new.sum"], value=1)}
    assert not same_numbers(state, replace(state, cells=cells))


def test_a_review_taken_up_again_gets_its_repairs(
    program: Program, qtbot: QtBot, samples_folder: Path
) -> None:
    path = samples_folder / "云溪省2019年.txt"
    open_file(qtbot, program, path)
    review = program.window.review
    review.take_suggestion(1)
    assert review.commit("采用")
    settle(qtbot, program)
    program.window.shelf.remove(program.window.entry)
    open_file(qtbot, program, path)
    settle(qtbot, program)
    assert review.repairs is not None
    assert any(place.open and place.first.suggestions for place in review.places)
