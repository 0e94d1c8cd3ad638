"""A whole review by keyboard alone: open, visit, settle in all four ways, undo, redo, export, reopen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from core.paths import resource
from core.review.change import DecisionKind, ItemStatus
from core.review.verify import verify_session
from gui.app import Program
from gui.reports.entry import Phase
from tests.gui.window_support import press, settle, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FAILING = 9


def source(which: str, request: pytest.FixtureRequest) -> Path:
    """Liaoning's figures of 2019, in the published report or in our own sample."""
    if which == "sample":
        return resource("samples", "云溪省2019年.txt")
    seeds = request.getfixturevalue("seeds")
    return next(iter(sorted(seeds.glob("000_*.txt"))))


def enter(cell: str, text: str, program: Program) -> None:
    """Types a value into the cell the tables stand on."""
    assert program.window.workbench.tables.current_cell() == cell
    type_text(text)
    press(Qt.Key.Key_Return)


def open_keys(program: Program) -> list[str]:
    """The findings that still stand open."""
    state = program.window.review.state
    assert state is not None
    return [item.finding.key for item in state.items if item.status is not ItemStatus.SETTLED]


def failing(program: Program) -> list[str]:
    """The relations of the tables among them."""
    return [key for key in open_keys(program) if key.startswith(("t2.", "t3.", "t4."))]


def numbers(program: Program) -> dict[str, object]:
    """The values of all cells."""
    state = program.window.review.state
    assert state is not None
    return {id: cell.value for id, cell in state.cells.items()}


def kinds(program: Program) -> set[DecisionKind]:
    """The ways out that settled items were settled by."""
    state = program.window.review.state
    assert state is not None
    return {item.decision.kind for item in state.items if item.decision is not None}


@pytest.mark.parametrize("which", ["sample", "seed"])
def test_review_by_keyboard(
    which: str,
    request: pytest.FixtureRequest,
    program: Program,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path, target = source(which, request), tmp_path / "审核稿.xlsx"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window = program.window
    review = window.review

    window.empty.setFocus()
    press(Qt.Key.Key_O, CONTROL)
    settle(qtbot, program)
    assert window.entry is not None
    assert window.entry.phase is Phase.OPEN
    assert len(failing(program)) == FAILING
    assert sum(place.first.relation is not None for place in review.places) == 2

    visit_every_place(program)
    propose_a_row(program)
    reread_two_cells(program)
    return_one(program)
    accept_one(program)
    return_the_rest(program)
    doubts = accept_doubts(program)
    assert open_keys(program) == []
    assert kinds(program) == set(DecisionKind)

    after = numbers(program)
    undo_and_redo(program, doubts)
    assert numbers(program) == after
    assert open_keys(program) == []

    press(Qt.Key.Key_E, CONTROL)
    settle(qtbot, program)
    assert target.is_file()
    assert review.session is not None
    kept, entries = review.session.path, len(review.session.state.entries)
    assert review.session.state.entries[-1].kind == "export"
    assert verify_session(kept).status == "intact"

    press(Qt.Key.Key_W, CONTROL)
    assert not window.shelf.entries
    press(Qt.Key.Key_O, CONTROL)
    settle(qtbot, program)
    assert review.session is not None
    assert review.session.path == kept
    assert numbers(program) == after
    assert open_keys(program) == []
    assert window.notice.isVisible()
    assert len(review.session.state.entries) == entries + 1
    press(Qt.Key.Key_Z, CONTROL)
    assert len(open_keys(program)) > 0


def visit_every_place(program: Program) -> None:
    """F8 to the other places and round to the first; Shift+F8 back."""
    review = program.window.review
    first, others = review.place, len(review.places) - 1
    for modifiers in (Qt.KeyboardModifier.NoModifier, SHIFT):
        for _ in range(others):
            press(Qt.Key.Key_F8, modifiers)
            assert review.place is not None
            assert review.place != first
            if review.place.cells:
                assert program.window.workbench.tables.current_cell() in review.place.cells
        press(Qt.Key.Key_F8, modifiers)
        assert review.place == first


def propose_a_row(program: Program) -> None:
    """Four cells of the row 一 in one proposal, which cures the whole first group."""
    for _ in range(3):
        press(Qt.Key.Key_Up)
    enter("t3.new.natural", "6101", program)
    press(Qt.Key.Key_Right)
    enter("t3.new.enterprise", "199", program)
    for _ in range(3):
        press(Qt.Key.Key_Right)
    enter("t3.new.legal", "99", program)
    press(Qt.Key.Key_Right)
    enter("t3.new.others", "77", program)
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return)
    assert len(failing(program)) == 5
    assert numbers(program)["t3.new.natural"] == 6101


def choose_member(program: Program, key: str) -> None:
    """Chooses one finding of the second group in the list, by the arrows alone."""
    view = program.window.workbench.findings.table
    press(Qt.Key.Key_F6)
    while QApplication.focusWidget() is not view:
        press(Qt.Key.Key_F6)
    press(Qt.Key.Key_Home, CONTROL)
    review = program.window.review
    for _ in range(30):
        if review.place is not None and [finding.key for finding in review.place.findings] == [key]:
            return
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Down)
    raise AssertionError(f"{key} was not reached")


def reread_two_cells(program: Program) -> None:
    """Two cells of one row in one 校正读取, which cures the column of research."""
    choose_member(program, "t3.total_sum@research")
    tables = program.window.workbench.tables
    tables.select_cell("t3.granted.research")
    program.window.workbench.focus_tables()
    enter("t3.granted.research", "8", program)
    for _ in range(4):
        press(Qt.Key.Key_Right)
    enter("t3.granted.sum", "2797", program)
    press(Qt.Key.Key_R)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert "t3.total_sum@research" not in open_keys(program)
    assert "t3.row_sum@granted" not in open_keys(program)


def return_one(program: Program) -> None:
    choose_member(program, "t3.total_sum@natural")
    press(Qt.Key.Key_B)
    type_text("请核对自然人一列")
    press(Qt.Key.Key_Return)
    assert "t3.total_sum@natural" not in open_keys(program)


def accept_one(program: Program) -> None:
    """核实无误 wants a reason: Enter alone decides nothing."""
    choose_member(program, "t3.total_sum@enterprise")
    before = open_keys(program)
    press(Qt.Key.Key_V)
    press(Qt.Key.Key_Return)
    assert open_keys(program) == before
    press(Qt.Key.Key_5)
    press(Qt.Key.Key_Return)
    assert "t3.total_sum@enterprise" not in open_keys(program)


def return_the_rest(program: Program) -> None:
    """What is left of the group in one decision, after Esc thought better of another."""
    review = program.window.review
    program.window.workbench.focus_tables()
    for _ in range(len(review.places)):
        press(Qt.Key.Key_F8)
        if review.place is not None and review.place.first.relation is not None:
            break
    press(Qt.Key.Key_V)
    press(Qt.Key.Key_Escape)
    assert review.draft is None
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Return)


def accept_doubts(program: Program) -> int:
    """Whatever else the report is doubted for, one by one; how many there were."""
    doubts = 0
    while open_keys(program):
        press(Qt.Key.Key_F8)
        press(Qt.Key.Key_V)
        press(Qt.Key.Key_5)
        press(Qt.Key.Key_Return)
        doubts += 1
        assert doubts < 20
    return doubts


def undo_and_redo(program: Program, doubts: int) -> None:
    """Everything back to the report as read, and forward again."""
    for _ in range(doubts):
        press(Qt.Key.Key_Z, CONTROL)
    assert failing(program) == []
    press(Qt.Key.Key_Z, CONTROL)
    assert len(failing(program)) == 2
    for _ in range(4):
        press(Qt.Key.Key_Z, CONTROL)
    assert len(failing(program)) == FAILING
    assert numbers(program)["t3.new.natural"] == 6091
    press(Qt.Key.Key_Z, CONTROL)
    for _ in range(2):
        press(Qt.Key.Key_Y, CONTROL)
    for _ in range(3 + doubts):
        press(Qt.Key.Key_Z, CONTROL | SHIFT)


def test_repairs_and_prose_by_keyboard(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The best repair of each group by one key, what the prose contradicts sent back, then the export."""
    path, target = tmp_path / "报告.txt", tmp_path / "审核稿.xlsx"
    text = resource("samples", "云溪省2019年.txt").read_text(encoding="utf-8")
    path.write_text(text.replace("6531件", "6351件"), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window = program.window
    window.empty.setFocus()
    press(Qt.Key.Key_O, CONTROL)
    settle(qtbot, program)
    window.workbench.focus_tables()
    for _ in range(2):
        assert window.review.place is not None
        assert window.review.place.first.rule.startswith("t3.")
        press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        press(Qt.Key.Key_Return)
        settle(qtbot, program)
    assert failing(program) == []
    assert open_keys(program) == ["prose.figure@prose.3"]
    assert window.workbench.tables.current_cell() == "t3.total.sum"
    press(Qt.Key.Key_B)
    press(Qt.Key.Key_Return)
    assert open_keys(program) == []
    press(Qt.Key.Key_E, CONTROL)
    settle(qtbot, program)
    assert target.is_file()
    assert kinds(program) == {DecisionKind.PROPOSAL, DecisionKind.RETURNED}
