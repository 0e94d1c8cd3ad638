"""Runs of digits cut in the window: by keys, by typing, by the mouse, by their readings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.extract.report import CellState, Number
from gui.app import Program
from gui.findings.run_editor import RunEditor
from gui.theme import Theme
from tests.gui.run_support import NEW, NORMATIVE, applicants, begin_run, cases
from tests.gui.window_support import keyboard, open_count, press, type_text

ALT, SHIFT, CONTROL = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


@pytest.fixture
def editor(ambiguous: Program) -> RunEditor:
    """The editor of the sample's run 693665, with the keyboard."""
    ambiguous.window.workbench.focus_tables()
    press(Qt.Key.Key_R)
    return ambiguous.window.workbench.panel.run


def pieces(editor: RunEditor) -> tuple[str, ...]:
    return editor.canvas.cut.pieces


def values(program: Program) -> tuple[Number | None, ...]:
    state = program.window.review.state
    assert state is not None
    return tuple(state.cells[cell].value for cell in NORMATIVE)


def entries(program: Program) -> int:
    state = program.window.review.state
    assert state is not None
    return len(state.entries)


def test_key_of_reading_goes_to_the_separators(ambiguous: Program, editor: RunEditor) -> None:
    assert keyboard() is editor.canvas
    assert pieces(editor) == ("69", "366", "5")
    assert ambiguous.window.review.draft is None
    assert "Alt+1…9" in editor._word.text()


def test_separators_are_moved_by_keys_and_taken_by_enter(ambiguous: Program, editor: RunEditor) -> None:
    before = entries(ambiguous)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Left, SHIFT)
    press(Qt.Key.Key_Left, CONTROL)
    assert pieces(editor) == ("69", "3", "665")
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (69, 3, 665)
    assert entries(ambiguous) == before + 1
    state = ambiguous.window.review.state
    assert state is not None
    assert state.entries[-1].payload["reason"] == "按原文连写数字重新切分"
    assert state.entries[-1].payload["cells"] == list(NORMATIVE)
    assert state.entries[-1].payload["kind"] == "reading"
    assert {state.cells[cell].state for cell in NORMATIVE} == {CellState.CORRECTED}
    assert not editor.isVisible()


def test_first_cut_is_not_taken_unseen(ambiguous: Program, editor: RunEditor) -> None:
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, None, None)
    assert "先移动分隔" in editor._word.text()
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (69, 366, 5)


def test_readings_are_taken_by_their_numbers(ambiguous: Program) -> None:
    ambiguous.window.workbench.focus_tables()
    press(Qt.Key.Key_3, ALT)
    editor = ambiguous.window.workbench.panel.run
    assert keyboard() is editor.canvas
    assert pieces(editor) == ("69", "36", "65")
    assert [number for number, button in editor._offered.items() if button.isChecked()] == [3]
    press(Qt.Key.Key_2, ALT)
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (6, 9366, 5)


def test_button_of_a_reading_does_the_same(ambiguous: Program) -> None:
    editor = ambiguous.window.workbench.panel.run
    QTest.mouseClick(editor._offered[3], Qt.MouseButton.LeftButton)
    QTest.mouseClick(editor.accept, Qt.MouseButton.LeftButton)
    assert values(ambiguous) == (69, 36, 65)


def test_row_is_filled_by_typing(ambiguous: Program, editor: RunEditor) -> None:
    type_text("69 3 ")
    assert keyboard() is editor.line
    assert "665" in editor._word.text()
    assert editor._word.property("role") == "muted"
    type_text("665")
    assert pieces(editor) == ("69", "3", "665")
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (69, 3, 665)


def test_blank_is_typed_by_a_mark(ambiguous: Program, editor: RunEditor) -> None:
    type_text("-·69·3665")
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, 69, 3665)
    state = ambiguous.window.review.state
    assert state is not None
    assert state.cells[NORMATIVE[0]].state is CellState.CORRECTED


def test_other_digits_are_refused(ambiguous: Program, editor: RunEditor) -> None:
    type_text("69 4 665")
    assert editor._word.property("role") == "error"
    assert "与原文不同" in editor._word.text()
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, None, None)
    press(Qt.Key.Key_Escape)
    assert keyboard() is editor.canvas
    assert editor.line.text() == ""
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, None, None)


def test_typing_taken_back_is_no_typing(ambiguous: Program, editor: RunEditor) -> None:
    type_text("6")
    press(Qt.Key.Key_Return)
    assert editor._word.property("role") == "error"
    press(Qt.Key.Key_Backspace)
    assert pieces(editor) == ("69", "366", "5")
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, None, None)


def test_escape_leaves_with_nothing_changed(ambiguous: Program, editor: RunEditor) -> None:
    press(Qt.Key.Key_Right, SHIFT)
    assert pieces(editor) == ("693", "66", "5")
    press(Qt.Key.Key_Escape)
    assert ambiguous.window.workbench.tables.isAncestorOf(keyboard())
    assert pieces(editor) == ("69", "366", "5")
    assert open_count(ambiguous) == 1
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_Return)
    assert values(ambiguous) == (None, None, None)


def test_other_ways_out_stay_one_key(ambiguous: Program, editor: RunEditor) -> None:
    press(Qt.Key.Key_B)
    type_text("请核实")
    press(Qt.Key.Key_Return)
    assert open_count(ambiguous) == 0
    assert not editor.isVisible()


def test_cut_is_undone_and_done_again(ambiguous: Program, editor: RunEditor) -> None:
    press(Qt.Key.Key_3, ALT)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Z, CONTROL)
    assert values(ambiguous) == (None, None, None)
    assert editor.isVisible()
    press(Qt.Key.Key_Y, CONTROL)
    assert values(ambiguous) == (69, 36, 65)


def test_separator_is_dragged(ambiguous: Program, editor: RunEditor) -> None:
    canvas = editor.canvas
    at = canvas.separator_rect(1).center()
    digit = canvas.fontMetrics().horizontalAdvance("0")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert canvas.selected == 1
    QTest.mouseMove(canvas, at - QPoint(4 * digit, 0))
    assert pieces(editor)[0] == "69"
    assert len(pieces(editor)[2]) > 1
    QTest.mouseMove(canvas, at)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)
    assert pieces(editor) == ("69", "366", "5")


def test_pane_key_reaches_the_separators(ambiguous: Program) -> None:
    bench = ambiguous.window.workbench
    assert bench.panel.run.canvas in bench.pane_cycle()


@pytest.fixture
def alone(qtbot: QtBot, tmp_path: Path) -> Iterator[RunEditor]:
    """An editor by itself, on a row whose ends are known."""
    session, run = begin_run(tmp_path, applicants())
    held = RunEditor(Theme())
    qtbot.addWidget(held)
    held.show_run(run)
    held.resize(620, 200)
    with qtbot.waitExposed(held):
        held.show()
    held.begin()
    yield held
    session.close()


def test_relations_follow_every_move(alone: RunEditor, qtbot: QtBot) -> None:
    told: list[tuple[tuple[str, ...], dict[str, Number | None]]] = []
    alone.committed.connect(lambda cells, changes: told.append((cells, changes)))
    assert alone.verdict is not None
    assert alone.verdict.rows[0][0].text == "相符"
    qtbot.keyClick(alone.canvas, Qt.Key.Key_Right, SHIFT)
    assert alone.verdict.rows[0][0].text == "差 +18"
    assert "差 +18" in alone.canvas.accessibleDescription()
    qtbot.keyClick(alone.canvas, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(alone.canvas, Qt.Key.Key_Return)
    assert told == [(NEW, {"t3.new.enterprise": 1, "t3.new.research": None, **dict.fromkeys(NEW[3:6], 0)})]


def test_no_number_is_not_taken(alone: RunEditor, qtbot: QtBot) -> None:
    told: list[object] = []
    alone.committed.connect(lambda cells, changes: told.append(cells))
    qtbot.keyClick(alone.canvas, Qt.Key.Key_End)
    qtbot.keyClick(alone.canvas, Qt.Key.Key_Left, SHIFT)
    assert "以 0 开头" in alone._word.text()
    qtbot.keyClick(alone.canvas, Qt.Key.Key_Return)
    assert told == []


def test_up_and_down_go_by_lines(qtbot: QtBot, tmp_path: Path) -> None:
    session, run = begin_run(tmp_path, cases())
    held = RunEditor(Theme())
    qtbot.addWidget(held)
    held.show_run(run)
    held.resize(600, 260)
    qtbot.keyClick(held.canvas, Qt.Key.Key_Down)
    assert held.canvas.selected == 5
    qtbot.keyClick(held.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(held.canvas, Qt.Key.Key_Down)
    assert held.canvas.selected == 11
    qtbot.keyClick(held.canvas, Qt.Key.Key_Down)
    assert held.canvas.selected == 11
    boxes = [held.canvas.separator_rect(at) for at in range(14)]
    assert boxes[0].y() < boxes[5].y() < boxes[10].y()
    assert all(box.right() <= held.width() for box in boxes)
    session.close()
