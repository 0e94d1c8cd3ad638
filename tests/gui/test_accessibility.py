"""Every control has a name, everything is reached by key, no text is cut at the smallest screen."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTabWidget,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.paths import resource
from gui.app import Program
from gui.dialog_commands import show_guide, show_history, show_keys, show_settings, show_verification
from gui.dialogs.about import keys_of
from tests.gui.window_support import keyboard, open_file, press, settle

CONTROLS = (
    QAbstractButton, QAbstractItemView, QComboBox, QHeaderView, QLineEdit, QPlainTextEdit, QTextEdit,
    QTabWidget, QTabBar,
)  # fmt: skip
SAMPLES = (
    "云溪省2019年.txt",
    "南屏区2021年.txt",
    "明湖市2024年.docx",
    "青松区2025年.pdf",
    "云溪市2019年.html",
)


def nameless(root: QWidget) -> list[str]:
    """The controls that a screen reader would have no word for."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, CONTROLS) or widget.objectName().startswith("qt_"):
            continue
        spoken = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
        if not spoken and not internal(widget):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def internal(widget: QObject) -> bool:
    """Parts that Qt makes within its own widgets and speaks for itself."""
    parent = widget.parent()
    within = isinstance(parent, QLineEdit | QTabBar | QToolBar)
    in_list = parent is not None and isinstance(parent.parent(), QComboBox)
    return within or in_list or type(widget).__name__ == "QComboBoxListView"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_control_has_a_name(program: Program, qtbot: QtBot, name: str) -> None:
    open_file(qtbot, program, resource("samples", name))
    assert nameless(program.window) == []


def test_every_dialog_has_names(program: Program, qtbot: QtBot) -> None:
    open_file(qtbot, program, resource("samples", "云溪省2019年.txt"))
    window = program.window
    for show in (show_settings, show_history, show_verification, show_guide, show_keys):
        show(window)
        settle(qtbot, program)
        dialog = window.findChildren(QDialog)[-1]
        assert nameless(dialog) == [], dialog.windowTitle()
        assert dialog.windowTitle()
        dialog.reject()
        qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_no_key_is_given_twice(program: Program) -> None:
    keys = Counter(
        sequence.toString() for action in program.window.actions() for sequence in action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_command_stands_in_a_menu(program: Program) -> None:
    window = program.window
    listed: set[QAction] = set()

    def walk(menu: QWidget) -> None:
        for action in menu.actions():
            listed.add(action)
            if action.menu() is not None:
                walk(action.menu())

    walk(window.menuBar())
    absent = [action.text() for action in window.actions_.findChildren(QAction) if action not in listed]
    assert absent == ["放弃正在填写的处理"]


def test_keys_are_told_as_the_system_writes_them(qtbot: QtBot) -> None:
    action = QAction("x")
    action.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
    assert keys_of(action) == "Ctrl+Y / Ctrl+Shift+Z"


def test_tab_reaches_the_panes(program: Program, qtbot: QtBot) -> None:
    open_file(qtbot, program, resource("samples", "云溪省2019年.txt"))
    window = program.window
    window.reports.setFocus()
    seen: set[QWidget] = set()
    for _ in range(60):
        press(Qt.Key.Key_Tab)
        seen.add(keyboard())
    bench = window.workbench
    assert bench.findings.table in seen
    assert bench.panel.members in seen
    assert any(bench.tables.isAncestorOf(widget) for widget in seen)
    assert any(bench.source.isAncestorOf(widget) for widget in seen)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_button_is_cut_at_the_smallest_screen(program: Program, qtbot: QtBot, language: str) -> None:
    if language == "en":
        program.window.actions_.languages.actions()[1].trigger()
    window = program.window
    window.resize(1366, 768)
    open_file(qtbot, program, resource("samples", "云溪省2019年.txt"))
    qtbot.wait(20)
    assert window.width() == 1366
    assert window.minimumSizeHint().width() <= 1366
    cut = [
        button.text()
        for button in window.findChildren(QToolButton)
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width() - SLACK
    ]
    assert cut == []
    beyond = [
        button.text()
        for bar in window.findChildren(QToolBar)
        for button in bar.findChildren(QToolButton)
        if button.text() and not button.isVisible()
    ]
    assert beyond == []
    if language == "en":
        program.window.actions_.languages.actions()[0].trigger()


SLACK = 2
"""Pixels that a style may take off."""


def test_samples_are_there(samples_folder: Path) -> None:
    assert all((samples_folder / name).is_file() for name in SAMPLES)
