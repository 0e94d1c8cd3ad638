"""Deciding in the window: keys, the line of the reason, staged values, ticks."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind
from gui.app import Program
from gui.findings.reasons import presets
from tests.gui.window_support import keyboard, open_count, open_file, press, type_text

ALT = Qt.KeyboardModifier.AltModifier


def test_keys_of_the_ways_do_not_fire_while_typing(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    press(Qt.Key.Key_B)
    type_text("rpv9")
    assert keyboard() is window.workbench.panel.reason.reason
    assert window.workbench.panel.reason.reason.text() == "rpv9"
    draft = window.review.draft
    assert draft is not None
    assert draft.kind is DecisionKind.RETURNED


@pytest.mark.parametrize("number", range(1, 7))
def test_digit_picks_a_reason_until_one_types(failing: Program, number: int) -> None:
    failing.window.workbench.focus_tables()
    press(Qt.Key.Key_B)
    edit = failing.window.workbench.panel.reason.reason
    type_text(str(number))
    assert edit.text() == presets()[number - 1]
    press(Qt.Key.Key_Backspace)
    type_text(f"{number}月来函")
    assert edit.text() == f"{number}月来函"


def test_last_reason_is_proposed_again(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_B)
    assert window.workbench.panel.reason.reason.text() == "电话核实"


def test_escape_leaves_the_line_and_gives_the_keyboard_back(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    before = keyboard()
    press(Qt.Key.Key_V)
    assert keyboard() is not before
    press(Qt.Key.Key_Escape)
    assert keyboard() is before
    assert window.review.draft is None
    assert open_count(failing) == 9


def test_value_can_be_given_in_the_line(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    cell = window.review.cell
    assert cell is not None
    press(Qt.Key.Key_P)
    assert keyboard() is window.workbench.panel.reason.value
    type_text("x")
    press(Qt.Key.Key_Return)
    assert window.review.draft is not None
    assert window.review.draft.wants_value
    press(Qt.Key.Key_Backspace)
    type_text("6101")
    press(Qt.Key.Key_Return)
    assert keyboard() is window.workbench.panel.reason.reason
    press(Qt.Key.Key_Return)
    state = window.review.state
    assert state is not None
    assert state.cells[cell].value == 6101


def test_staged_value_is_dropped_by_escape(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    type_text("7")
    press(Qt.Key.Key_Return)
    assert "→ 7" in window.workbench.panel._word.text()
    press(Qt.Key.Key_Escape)
    assert window.review.draft is None
    assert window.workbench.panel._word.text() == ""
    state = window.review.state
    assert state is not None
    assert state.cells["t3.new.natural"].value == 6091


def test_reading_is_taken_by_its_number(ambiguous: Program) -> None:
    window = ambiguous.window
    window.workbench.focus_tables()
    place = window.review.place
    assert place is not None
    wanted = place.first.suggestions[0].changes
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_Return)
    state = window.review.state
    assert state is not None
    assert {cell: state.cells[cell].value for cell in wanted} == dict(wanted)


def test_untick_leaves_a_member_open(failing: Program) -> None:
    window = failing.window
    members = window.workbench.panel.members
    members.setFocus()
    members.setCurrentRow(1)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Return)
    assert open_count(failing) == 6


def test_fold_is_a_key(failing: Program) -> None:
    view = failing.window.workbench.tables.sheet("t3")
    assert view is not None
    failing.window.workbench.focus_tables()
    folded = view.folded
    press(Qt.Key.Key_F9)
    assert view.folded is not folded


@pytest.mark.parametrize("name", ["云溪省2019年.txt", "云溪市2019年.html"])
def test_keys_work_from_the_source_but_not_from_its_find_line(
    program: Program, qtbot: QtBot, samples_folder: Path, name: str
) -> None:
    open_file(qtbot, program, samples_folder / name)
    window = program.window
    viewer = window.workbench.source.viewer
    assert viewer is not None
    viewer.setFocus()
    press(Qt.Key.Key_B)
    assert window.review.draft is not None
    press(Qt.Key.Key_Escape)
    assert keyboard() is viewer
    press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text("b7")
    assert window.review.draft is None


def test_settled_place_cannot_be_decided_again(failing: Program, qtbot: QtBot) -> None:
    window = failing.window
    window.context.settings.moves_on = False
    window.workbench.focus_tables()
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Return)
    assert window.review.place is not None
    assert not window.review.place.open
    press(Qt.Key.Key_V)
    assert window.review.draft is None
    assert window.workbench.panel._word.text()
