"""What a small laptop with its type enlarged still shows: 1366×768 at 125 % leaves 1093×545."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QDialog, QToolButton
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind
from gui.app import Program
from gui.findings.panel import room_of
from tests.gui.window_support import open_file, press, settle

SMALL = QSize(1093, 545)


@pytest.fixture(params=["zh", "en"])
def small(request: pytest.FixtureRequest, program: Program, qtbot: QtBot, samples_folder: Path) -> Program:
    """The window on a small screen, with a report whose panel has much to say."""
    program.context.settings.language = request.param
    program._rebuild()
    program.window.resize(SMALL)
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    qtbot.wait(20)
    return program


def test_the_window_fits_whatever_is_being_decided(small: Program, qtbot: QtBot) -> None:
    window = small.window
    assert window.size() == SMALL
    for key in (Qt.Key.Key_B, Qt.Key.Key_Escape, Qt.Key.Key_F8):
        window.workbench.focus_tables()
        press(key)
        settle(qtbot, small)
        qtbot.wait(20)
        assert window.size() == SMALL
        assert window.minimumSizeHint().height() <= SMALL.height()


def test_a_row_of_the_table_stays_in_sight(small: Program, qtbot: QtBot) -> None:
    bench = small.window.workbench
    sheet = bench.tables.sheet("t3")
    assert sheet is not None
    assert sheet.viewport().height() >= sheet.rowHeight(sheet.currentIndex().row())
    assert sheet.viewport().rect().intersects(sheet.visualRect(sheet.currentIndex()))


def test_what_the_panel_says_can_be_scrolled_and_its_ways_stay(small: Program, qtbot: QtBot) -> None:
    panel = small.window.workbench.panel
    assert panel._scroll.verticalScrollBar().maximum() > 0
    assert panel._scroll.focusPolicy() is Qt.FocusPolicy.TabFocus
    for kind in DecisionKind:
        button = panel._way_buttons[kind]
        assert panel.rect().contains(button.mapTo(panel, button.rect().bottomRight()))


def test_every_command_of_the_toolbar_is_in_sight(small: Program) -> None:
    bars = small.window.findChildren(QToolButton, "qt_toolbar_ext_button")
    assert bars
    assert not any(bar.isVisible() for bar in bars)


def test_a_dialog_is_no_larger_than_the_screen(small: Program, qapp: QApplication) -> None:
    screen = small.window.screen().availableGeometry().size()
    small.window.actions_.stages.trigger()
    (dialog,) = small.window.findChildren(QDialog)
    assert dialog.size().boundedTo(screen) == dialog.size()
    assert dialog.minimumSizeHint().height() < SMALL.height()
    dialog.reject()


def test_the_panel_never_claims_more_than_its_share() -> None:
    assert [room_of(height) for height in (300, 430, 900)] == [120, 194, 664]
