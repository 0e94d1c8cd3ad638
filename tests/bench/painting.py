"""From the reviewer's hand to the repainted window.

A decision: the journal on the disk, the whole report re-checked, the views drawn. A step to the next finding,
and a digit typed into a cell: the views drawn. Run it in a quiet moment: other work on the disk counts.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import monotonic, process_time

from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.paths import resource
from core.review.change import DecisionKind
from gui.app import Program
from gui.reports.entry import Phase
from gui.settings import Settings
from tests.bench.timing import Figure, clock

SAMPLE = resource("samples", "云溪省2019年.txt")
ROUNDS = 40
FRAME = 16
"""Milliseconds that a reviewer's hand may wait for the window: a picture of a screen at 60 Hz."""
CELLS = ("t3.carried_out.natural", "t3.total.enterprise", "t3.granted.legal", "t3.new.others")


def figures() -> Iterator[Figure]:
    """Deciding and undoing, at both sizes of window that matter."""
    qInstallMessageHandler(pass_on)
    application = QApplication([])
    for width, height in ((1366, 768), (1920, 1080)):
        with opened(application, width, height) as program:
            decided, worked, undone = times(application, program)
            stepped = steps(application, program)
            typed = digits(application, program)
        size = f"{width}×{height}"
        yield Figure(f"Decision to repainted, {size}", median(decided), most=FRAME)
        yield Figure(f"Of it the processor's, {size}", median(worked), most=FRAME)
        yield Figure(f"Undo to repainted, {size}", median(undone), most=FRAME)
        yield Figure(f"F8 to repainted, {size}", median(stepped), most=FRAME)
        yield Figure(f"Digit to editor, {size}", median(typed), most=FRAME)


def pass_on(kind: QtMsgType, context: QMessageLogContext, said: str) -> None:
    """Prints what Qt says, but for what the offscreen platform always says."""
    if "propagateSizeHints" not in said:
        print(said, file=sys.stderr)


@contextmanager
def opened(application: QApplication, width: int, height: int) -> Iterator[Program]:
    """The window with a report open in it, its data in a folder that goes afterwards."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["GOUJI_HOME"] = home
        program = Program(application, Settings(Path(home, "settings.ini")))
        program.window.resize(width, height)
        program.window.show()
        program.window.open_paths([SAMPLE])
        wait_until_open(application, program)
        try:
            yield program
        finally:
            program.window.close()
            program.close()
            application.processEvents()


def wait_until_open(application: QApplication, program: Program) -> None:
    """Runs events until the report is shown; TimeoutError after half a minute."""
    until = monotonic() + 30
    while program.window.entry is None or program.window.entry.phase is not Phase.OPEN:
        if monotonic() > until:
            raise TimeoutError("the sample did not open")
        application.processEvents()


def times(application: QApplication, program: Program) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of each decision on a new value, the processor's own of it, and those of each undo."""
    review = program.window.review
    decided, worked, undone = [], [], []
    for number, cell in islice(enumerate(CELLS * ROUNDS), ROUNDS):

        def decide() -> None:
            assert review.commit("电话核实")
            application.processEvents()

        def undo() -> None:
            review.undo()
            application.processEvents()

        assert review.enter(cell, str(1000 + number))
        review.take_way(DecisionKind.PROPOSAL)
        application.processEvents()
        begin = process_time()
        decided.append(clock(decide))
        worked.append((process_time() - begin) * 1000)
        undone.append(clock(undo))
    return decided, worked, undone


def steps(application: QApplication, program: Program) -> list[float]:
    """Milliseconds of each step to the next finding, table folded and source boxed."""
    program.window.workbench.focus_tables()
    application.processEvents()
    return [clock(partial(press, application, Qt.Key.Key_F8)) for _ in range(ROUNDS)]


def digits(application: QApplication, program: Program) -> list[float]:
    """Milliseconds until a digit stands in the current cell's editor."""
    program.window.workbench.focus_tables()
    application.processEvents()
    taken = []
    for _ in range(ROUNDS):
        taken.append(clock(partial(press, application, Qt.Key.Key_7)))
        press(application, Qt.Key.Key_Escape)
    return taken


def press(application: QApplication, key: Qt.Key) -> None:
    """Presses a key where the keyboard is, and lets the window follow."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)
    application.processEvents()
