"""Renders the window with real reports in each state, for whoever changes a view to look at.

python -m tests.screens OUT [FILE…]: the samples, or these files, at both sizes and in both palettes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.app import Program, samples
from gui.main_window import MainWindow
from gui.settings import Settings
from gui.theme import PALETTES

SIZES = ((1366, 768), (1920, 1080))
THEMES = tuple(PALETTES)
PATIENCE = 60


def wait(program: Program) -> None:
    """Lets the background work end, and the window paint."""
    until = time.monotonic() + PATIENCE
    QTest.qWait(60)
    while program.context.jobs.busy and time.monotonic() < until:
        QTest.qWait(20)
    QTest.qWait(60)


def key(name: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Presses a key where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(focus, name, held)


def states(window: MainWindow) -> dict[str, Callable[[], None]]:
    """What is done, one after the other, before each picture of a report."""
    return {
        "open": lambda: None,
        "unfolded": lambda: key(Qt.Key.Key_F9),
        "returning": lambda: (window.workbench.focus_tables(), key(Qt.Key.Key_B)),
        "returned": lambda: key(Qt.Key.Key_Return),
        "typed": lambda: (
            window.workbench.focus_tables(),
            QTest.keyClicks(QApplication.focusWidget(), "7"),
            key(Qt.Key.Key_Return),
        ),
        "proposing": lambda: key(Qt.Key.Key_P),
        "proposed": lambda: key(Qt.Key.Key_Return),
        "figures": lambda: show_figures(window),
        "figure": lambda: [key(Qt.Key.Key_Down) for _ in range(2)],
        "figure-typing": lambda: key(Qt.Key.Key_7),
        "figure-typed": lambda: key(Qt.Key.Key_Return),
        "figure-reading": lambda: key(Qt.Key.Key_R),
        "figure-decided": lambda: key(Qt.Key.Key_Return),
        "repairing": lambda: (
            key(Qt.Key.Key_F8),
            window.workbench.focus_tables(),
            key(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier),
        ),
        "repaired": lambda: key(Qt.Key.Key_Return),
    }


def show_figures(window: MainWindow) -> None:
    """Turns to the list of the prose's figures, where there is one."""
    tables = window.workbench.tables
    if tables.indexOf(tables.prose) >= 0:
        tables.setCurrentWidget(tables.prose)
        window.workbench.focus_tables()


def pictures(out: Path, files: Sequence[Path]) -> None:
    """Renders everything into a folder."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    for theme in THEMES:
        for width, height in SIZES:
            with tempfile.TemporaryDirectory(prefix="gouji-screens-") as home:
                os.environ["GOUJI_HOME"] = home
                settings = Settings()
                settings.theme = theme
                settings.reviewer = "王审核"
                program = Program(application, settings)
                program.window.resize(width, height)
                program.window.show()
                wait(program)
                shoot(program.window, out / f"empty-{theme}-{width}.png")
                walk(program, files, out, f"{theme}-{width}")
                program.window.close()
                program.close()


def walk(program: Program, files: Sequence[Path], out: Path, suffix: str) -> None:
    """Takes every report through its states."""
    window = program.window
    window.open_paths(files)
    wait(program)
    for number, entry in enumerate(list(window.shelf.entries)):
        window.reports.select(number)
        wait(program)
        for name, prepare in states(window).items():
            if entry.state is None and name != "open":
                break
            prepare()
            wait(program)
            shoot(window, out / f"{number}-{entry.path.stem}-{name}-{suffix}.png")
    if window.review.state is not None:
        shoot_dialogs(program, out, suffix)


def dialogs(window: MainWindow) -> dict[str, Callable[[], None]]:
    """What opens the dialogs of a report, each closed once it has been taken."""
    actions = window.actions_
    return {
        "together": actions.together.trigger,
        "stages": actions.stages.trigger,
        "history": actions.history.trigger,
        "settings": actions.settings.trigger,
    }


def shoot_dialogs(program: Program, out: Path, suffix: str) -> None:
    """One picture of every dialog of the report at hand."""
    for name, begin in dialogs(program.window).items():
        begin()
        wait(program)
        for dialog in program.window.findChildren(QDialog):
            shoot(dialog, out / f"dialog-{name}-{suffix}.png")
            dialog.reject()
        wait(program)


def shoot(window: QWidget, path: Path) -> None:
    """One picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))


if __name__ == "__main__":
    given = [Path(name) for name in sys.argv[2:]] or [path for _, path in samples()]
    pictures(Path(sys.argv[1]), given)
