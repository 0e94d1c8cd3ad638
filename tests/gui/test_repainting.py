"""What a step draws anew: no more than it changed, and what was drawn piece by piece is the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind
from gui.app import Program
from gui.settings import Settings
from tests.gui.window_support import open_file, press, type_text

PATIENCE = 3
ELSEWHERE = "t4.review.upheld"


class Painted(QObject):
    """Gathers what is painted of a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes a paint event's rectangle."""
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False


@contextmanager
def painting(widget: QWidget) -> Iterator[list[QRect]]:
    """What is painted of a widget meanwhile, once all that was under way before is done with."""
    QTest.qWait(100)
    painted = Painted()
    widget.installEventFilter(painted)
    yield painted.rects
    QApplication.processEvents()
    widget.removeEventFilter(painted)


def on_screen(window: QWidget) -> QImage:
    """The window as its steps have left it on the screen."""
    return window.screen().grabWindow(window.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)


def drawn_whole(window: QWidget) -> QImage:
    """The window drawn anew from nothing."""
    return window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture
def steady(qapp: QApplication) -> Iterator[None]:
    """A caret that does not blink."""
    flash = qapp.cursorFlashTime()
    qapp.setCursorFlashTime(0)
    yield
    qapp.setCursorFlashTime(flash)


@pytest.mark.parametrize(
    "sample", ["云溪省2019年.txt", "南屏区2021年.txt", "明湖市2024年.docx", "云溪市2019年.html"]
)
def test_what_is_drawn_in_pieces_is_the_whole(
    program: Program, qtbot: QtBot, samples_folder: Path, steady: None, sample: str
) -> None:
    open_file(qtbot, program, samples_folder / sample)
    window, bench = program.window, program.window.workbench

    def check(step: str) -> None:
        """A long document is laid out by and by, so that it may take a moment; a trace left behind stays."""
        qtbot.wait(30)
        until = monotonic() + PATIENCE
        while on_screen(window) != drawn_whole(window):
            assert monotonic() < until, step
            qtbot.wait(30)

    bench.focus_tables()
    check("opened")
    steps: list[Callable[[], object]] = [
        window.actions_.next.trigger,
        lambda: press(Qt.Key.Key_Right),
        lambda: press(Qt.Key.Key_Down),
        window.actions_.fold.trigger,
        lambda: type_text("7"),
        lambda: press(Qt.Key.Key_Return),
        lambda: press(Qt.Key.Key_P),
        lambda: press(Qt.Key.Key_Return),
        window.actions_.undo.trigger,
        window.actions_.redo.trigger,
        window.actions_.previous.trigger,
        lambda: bench.tables.select_cell(ELSEWHERE),
    ]
    for number, step in enumerate(steps, 1):
        step()
        check(f"step {number}")


def test_a_source_whose_boxes_stay_is_not_painted(failing: Program) -> None:
    review, source = failing.window.review, failing.window.workbench.source
    failing.window.actions_.moves_on.setChecked(False)
    assert source.viewer is not None
    with painting(source.viewer.viewport()) as whole:
        source.viewer.viewport().update()
    assert whole, "the filter sees what is painted"
    assert review.enter(ELSEWHERE, "77")
    review.take_way(DecisionKind.PROPOSAL)
    with painting(source.viewer.viewport()) as rects:
        assert review.commit("电话核实")
    assert rects == []


def test_a_step_to_another_cell_paints_little_of_source_and_table(failing: Program) -> None:
    bench = failing.window.workbench
    page = bench.tables.currentWidget()
    assert page is not None
    page.setFocus()
    views = [bench.tables.sheet("t3"), bench.source.viewer]
    for view, key in zip(views, (Qt.Key.Key_Right, Qt.Key.Key_Left), strict=True):
        assert view is not None
        seen = view.viewport().rect()
        with painting(view.viewport()) as rects:
            press(key)
        assert rects
        assert all(r.width() * r.height() < seen.width() * seen.height() / 4 for r in rects)


def test_undoing_is_followed_once(failing: Program) -> None:
    review = failing.window.review
    assert review.enter(ELSEWHERE, "77")
    review.take_way(DecisionKind.PROPOSAL)
    assert review.commit("电话核实")
    told: list[None] = []
    review.chosen.connect(lambda: told.append(None))
    review.undo()
    review.redo()
    assert len(told) == 2


def test_the_same_reason_again_writes_nothing(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "settings.ini"
    settings = Settings(path)
    settings.set_reason(DecisionKind.RETURNED, "电话核实")
    settings.save()
    path.write_text("", encoding="utf-8")
    settings.set_reason(DecisionKind.RETURNED, "电话核实")
    settings.save()
    assert path.read_text(encoding="utf-8") == ""


def test_the_names_of_columns_stay_as_they_are_when_a_row_is_chosen(failing: Program) -> None:
    bench = failing.window.workbench
    for table in (bench.findings.table, bench.tables.prose.table):
        with painting(table.horizontalHeader().viewport()) as drawn:
            failing.window.actions_.next.trigger()
            failing.window.actions_.previous.trigger()
        assert drawn == []
