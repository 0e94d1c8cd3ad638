"""Warnings and hints settled together; errors never."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.change import ItemStatus
from gui.app import Program
from gui.dialogs.together import TogetherDialog, together
from tests.gui.window_support import open_file


@pytest.fixture
def warned(program: Program, qtbot: QtBot, tmp_path: Path, samples_folder: Path) -> Program:
    """A report whose years contradict one another and whose sections have other names: warnings."""
    text = (samples_folder / "云溪省2019年.txt").read_text(encoding="utf-8")
    path = tmp_path / "存疑.txt"
    path.write_text(
        text.replace("一、总体情况", "一、基本情况").replace("2019年1月", "2018年1月"), encoding="utf-8"
    )
    open_file(qtbot, program, path)
    return program


def dialog_of(program: Program) -> TogetherDialog:
    program.window.actions_.together.trigger()
    (held,) = program.window.findChildren(TogetherDialog)
    assert isinstance(held, TogetherDialog)
    return held


def test_warnings_are_settled_together_with_one_reason(warned: Program, qtbot: QtBot) -> None:
    window = warned.window
    state = window.review.state
    assert state is not None
    held = together(state)
    assert held
    errors = [item.finding.key for item in state.items if item.finding.severity == "error"]
    dialog = dialog_of(warned)
    assert dialog.list.count() == len(held)
    dialog._tick(Qt.CheckState.Unchecked)
    assert not dialog.settle.isEnabled()
    dialog._tick(Qt.CheckState.Checked)
    dialog.reason.setEditText("单位书面说明")
    qtbot.mouseClick(dialog.settle, Qt.MouseButton.LeftButton)
    state = window.review.state
    assert state is not None
    assert together(state) == []
    still = [item.finding.key for item in state.items if item.status is not ItemStatus.SETTLED]
    assert still == errors
    assert f"已一并处理 {len(held)} 项" in window.notice.text.text()
    window.actions_.together.trigger()
    assert "没有可以一并处理的提示" in window.notice.text.text()
    window.actions_.undo.trigger()
    assert window.review.state is not None
    assert together(window.review.state) == held


def test_a_reason_is_wanted(warned: Program, qtbot: QtBot) -> None:
    dialog = dialog_of(warned)
    dialog.reason.setEditText("")
    assert not dialog.settle.isEnabled()
    dialog.reject()
