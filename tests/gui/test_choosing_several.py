"""Several findings chosen in the list, settled with one reason and taken back at one stroke."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind, ItemStatus
from gui.app import Program
from gui.dialogs.together import TogetherDialog
from gui.findings.places import gathered, renewed
from gui.findings.table import FindingsTable
from gui.review import Review
from tests.gui.window_support import open_count, open_file, press, type_text

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def doubtful(program: Program, qtbot: QtBot, tmp_path: Path, samples_folder: Path) -> Program:
    """A report with failures in two groups, and with doubts about a name, a year and a word."""
    text = (samples_folder / "云溪省2019年.txt").read_text(encoding="utf-8")
    for before, after in (("一、总体情况", "一、基本情况"), ("没有其他需要", "即时比分。没有其他需要")):
        text = text.replace(before, after)
    path = tmp_path / "存疑.txt"
    path.write_text(text.replace("2019年1月", "2018年1月"), encoding="utf-8")
    open_file(qtbot, program, path)
    return program


def at_list(program: Program) -> tuple[Review, FindingsTable]:
    table = program.window.workbench.findings.table
    table.setFocus()
    return program.window.review, table


def test_all_that_is_open_is_chosen_and_errors_stay_out(doubtful: Program, qtbot: QtBot) -> None:
    review, table = at_list(doubtful)
    before = open_count(doubtful)
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_A, CONTROL)
    rules = {place.first.rule for place in review.places if table.marked()}
    press(Qt.Key.Key_A, CONTROL)
    place = review.place
    assert place is not None
    assert place.mixed
    assert len(rules) > 1
    assert review.left_out == place.severe
    assert len(table.marked()) == len(review.places)
    panel = doubtful.window.workbench.panel
    assert "选定" in panel._heading.text()
    assert "强制性问题要逐项处理" in panel._word.text()
    press(Qt.Key.Key_V)
    type_text("单位书面说明")
    press(Qt.Key.Key_Return)
    settled = before - open_count(doubtful)
    assert settled == len(place.items) - len(place.severe) > 1
    state = review.state
    assert state is not None
    kinds = {item.decision.kind for item in state.items if item.decision is not None}
    assert kinds == {DecisionKind.ACCEPTED}
    review.undo()
    assert open_count(doubtful) == before


def test_rows_are_chosen_with_shift_and_control(doubtful: Program, qtbot: QtBot) -> None:
    review, table = at_list(doubtful)
    rows = [at for at, place in enumerate(review.places) if not place.severe][:3]
    assert len(rows) == 3, "three findings that are no errors"

    def click(row: int, modifiers: Qt.KeyboardModifier) -> None:
        centre = table.visualRect(doubtful.window.workbench.model.index(row, 2)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, centre)

    table.mark([rows[0]])
    click(rows[2], SHIFT)
    assert table.marked() == list(range(rows[0], rows[2] + 1))
    click(rows[1], CONTROL)
    assert table.marked() == [rows[0], rows[2]]
    assert review.place is not None
    assert len(review.place.items) == 2
    click(rows[1], Qt.KeyboardModifier.NoModifier)
    assert table.marked() == [rows[1]]
    assert review.place == review.places[rows[1]]


def test_numbers_are_not_changed_for_several(doubtful: Program) -> None:
    review, _ = at_list(doubtful)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_A, CONTROL)
    panel = doubtful.window.workbench.panel
    press(Qt.Key.Key_P)
    assert review.draft is None
    assert "只能一并" in panel._word.text()
    review.take_suggestion(1)
    assert review.draft is None


def test_errors_ticked_again_are_refused(doubtful: Program) -> None:
    review, _ = at_list(doubtful)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_A, CONTROL)
    before = open_count(doubtful)
    review.take_way(DecisionKind.RETURNED)
    review.leave_out(frozenset())
    assert not review.commit("请核实")
    assert "强制性问题要逐项处理" in doubtful.window.workbench.panel._word.text()
    assert open_count(doubtful) == before


def test_what_is_chosen_stays_chosen_when_repairs_come(doubtful: Program) -> None:
    review, table = at_list(doubtful)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_A, CONTROL)
    rows, place = table.marked(), review.place
    assert review.repairs is not None
    review.take_repairs(review.repairs)
    assert table.marked() == rows
    assert review.place is not None
    assert place is not None
    assert review.place.key == place.key


def test_the_dialog_ticks_what_is_chosen(doubtful: Program) -> None:
    review, table = at_list(doubtful)
    rows = [at for at, place in enumerate(review.places) if not place.severe][:2]
    table.mark(rows)
    doubtful.window.actions_.together.trigger()
    (dialog,) = doubtful.window.findChildren(TogetherDialog)
    assert len(dialog.decision().findings) == 2
    dialog.reject()


def test_a_step_leaves_what_was_chosen(doubtful: Program) -> None:
    review, table = at_list(doubtful)
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_A, CONTROL)
    doubtful.window.actions_.next.trigger()
    assert review.place in review.places
    assert len(table.marked()) == 1


def test_places_are_gathered_and_found_again(doubtful: Program) -> None:
    places = doubtful.window.review.places
    whole = gathered(places)
    assert whole is not None
    assert {item.status for item in whole.items} == {ItemStatus.OPEN}
    again = renewed(places, whole)
    assert again is not None
    assert again.key == whole.key
    assert renewed(places[:1], whole) is None
    assert gathered(()) is None
