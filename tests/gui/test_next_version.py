"""The office's next version: opened or dropped, shown against what was sent back, taken or left."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind, ItemStatus
from gui.app import Program
from gui.dialogs.next_version import VersionDialog
from tests.gui.window_support import open_file, settle


@pytest.fixture
def changed(tmp_path: Path, samples_folder: Path) -> Path:
    """The sample as its office sends it again, one sum other than before."""
    path = tmp_path / "修改稿.txt"
    text = (samples_folder / "云溪省2019年.txt").read_bytes()
    assert b"6,091" in text
    path.write_bytes(text.replace(b"6,091", b"6,111"))
    return path


@pytest.fixture
def returned(failing: Program) -> Program:
    """The sample with its first place sent back."""
    review = failing.window.review
    review.take_way(DecisionKind.RETURNED)
    assert review.commit("请核实")
    return failing


def answer(program: Program, qtbot: QtBot, role: QDialogButtonBox.ButtonRole) -> str:
    """Answers the dialog; what it showed."""
    (dialog,) = program.window.findChildren(VersionDialog)
    shown = dialog.text.toPlainText()
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    (button,) = [held for held in box.buttons() if box.buttonRole(held) is role]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    return shown


def ask(program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    program.window.actions_.next_version.trigger()
    settle(qtbot, program)


def test_a_version_is_shown_and_taken(
    returned: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, changed: Path
) -> None:
    window = returned.window
    ask(returned, qtbot, monkeypatch, changed)
    shown = answer(returned, qtbot, QDialogButtonBox.ButtonRole.AcceptRole)
    assert "退回的 4 项" in shown
    assert "6,091" in shown
    assert "6,111" in shown
    state, entry = window.review.state, window.entry
    assert state is not None
    assert entry is not None
    assert len(state.versions) == 1
    assert entry.name == "修改稿.txt"
    assert entry.document is not None
    assert "已转到修改后的报告 修改稿.txt" in window.notice.text.text()
    assert any(item.status is ItemStatus.REOPENED for item in state.items)
    assert any(row.status == "需复看" for row in window.workbench.model._rows)
    window.actions_.undo.trigger()
    assert window.review.state is not None
    assert window.review.state.versions == ()


def test_a_version_may_be_left(
    returned: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, changed: Path
) -> None:
    ask(returned, qtbot, monkeypatch, changed)
    answer(returned, qtbot, QDialogButtonBox.ButtonRole.RejectRole)
    state = returned.window.review.state
    assert state is not None
    assert state.versions == ()


def test_the_same_file_is_no_version(
    returned: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, samples_folder: Path
) -> None:
    ask(returned, qtbot, monkeypatch, samples_folder / "云溪省2019年.txt")
    assert "完全相同" in returned.window.notice.text.text()
    assert returned.window.findChildren(VersionDialog) == []


def test_a_report_of_another_office_is_doubted(
    returned: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, samples_folder: Path
) -> None:
    ask(returned, qtbot, monkeypatch, samples_folder / "南屏区2021年.txt")
    shown = answer(returned, qtbot, QDialogButtonBox.ButtonRole.RejectRole)
    assert "请确认" in shown
    assert "2021" in shown


def test_a_version_that_was_opened_as_a_report_is_offered_as_one(
    returned: Program, qtbot: QtBot, changed: Path
) -> None:
    window = returned.window
    older = window.entry
    open_file(qtbot, returned, changed)
    assert "修改后的版本吗" in window.notice.text.text()
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    answer(returned, qtbot, QDialogButtonBox.ButtonRole.AcceptRole)
    assert window.shelf.entries == (older,)
    assert window.entry is older
    state = window.review.state
    assert state is not None
    assert len(state.versions) == 1
    window.shelf.remove(older)
    again = open_file(qtbot, returned, changed)
    assert again.state is not None
    assert len(again.state.versions) == 1
