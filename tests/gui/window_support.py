"""A whole window for tests, its documents read in the test's own process so that it opens at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.document.ocr import Told, untold
from core.extract.report import Cell, Report
from core.pipeline import Checked, check
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.repair.repaired import repaired
from core.review.change import ItemStatus
from core.worker import RenderedPage, Worker
from gui.app import Program
from gui.main_window import MainWindow
from gui.reports.entry import Entry, Phase

PATIENCE = 20_000


class NearWorker(Worker):
    """Reads in the thread that asks; draws nothing but white."""

    def start(self) -> None:
        """There is no child to start."""

    def check(self, data: bytes, name: str, told: Told = untold) -> Checked:
        """Reads at once."""
        return check(data, name, told)

    def repair(
        self, cells: Mapping[str, Cell], report: Report, beside: Beside | None = None
    ) -> Reconciliation:
        """Checks and repairs at once."""
        held = beside or NOTHING
        return repaired(reconcile(cells, report, held), cells, report, held)

    def render(self, data: bytes, sha256: str, page: int, scale: float) -> RenderedPage:
        """A white page."""
        return RenderedPage(4, 4, 16, b"\xff" * 64)


def put_away(program: Program) -> None:
    """Closes the program and destroys its window, which would follow every later change of palette."""
    program.window.close()
    program.close()
    program.window.deleteLater()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(qtbot: QtBot, program: Program) -> None:
    """Waits until the background work has ended and been told."""
    qtbot.waitUntil(lambda: program.context.jobs.busy == 0, timeout=PATIENCE)


def open_file(qtbot: QtBot, program: Program, path: Path) -> Entry:
    """Opens a file and waits until the window shows it."""
    window = program.window
    window.open_paths([path])
    settle(qtbot, program)
    entry = window.entry
    assert entry is not None
    return entry


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(keyboard(), key, modifiers)


def type_text(text: str) -> None:
    """Types where the keyboard is; Chinese comes through the input method, as it does at a desk."""
    for letter in text:
        if letter.isascii():
            QTest.keyClicks(keyboard(), letter)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(letter)
            QApplication.sendEvent(keyboard(), composed)


def keyboard() -> QWidget:
    """The widget that has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None, "no widget has the keyboard"
    return focus


def is_open(window: MainWindow) -> Callable[[], bool]:
    """Whether the entry at hand is open, to wait for."""
    return lambda: window.entry is not None and window.entry.phase is Phase.OPEN


def open_count(program: Program) -> int:
    """How many findings stand open."""
    state = program.window.review.state
    assert state is not None
    return sum(item.status is not ItemStatus.SETTLED for item in state.items)
