"""A fault of the program: told calmly, reported without a word of any document, and on it goes."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMessageBox
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.fault import describe, records
from core.version import program_version
from core.worker import WorkerBug
from gui.crash import CrashReporter

SECRET = "某省来信人张三"


def fault() -> ValueError:
    """A fault that quotes a document."""
    try:
        raise ValueError(f"cannot read {SECRET}")
    except ValueError as error:
        return error


@pytest.fixture
def reporter(qtbot: QtBot) -> Iterator[CrashReporter]:
    held = CrashReporter()
    held.install()
    yield held
    held.remove()


def box() -> QMessageBox | None:
    return next((held for held in QApplication.topLevelWidgets() if isinstance(held, QMessageBox)), None)


def button(text: str) -> QAbstractButton:
    shown = box()
    assert shown is not None
    return next(held for held in shown.buttons() if text in held.text())


def test_report_says_where_and_not_what() -> None:
    said = describe(fault())
    assert program_version() in said
    assert "ValueError" in said
    assert "test_crash.py" in said
    assert SECRET not in said
    assert str(Path.home()) not in said


def test_report_follows_the_causes() -> None:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        said = describe(error)
    assert "KeyError" in said
    assert SECRET not in said


def test_fault_of_the_worker_keeps_its_places_and_not_its_words() -> None:
    place = 'File "/x/core/extract/extract.py", line 7, in extract'
    details = f'Traceback\n  {place}\n    f("{SECRET}")\nKeyError: {SECRET}\n'
    said = describe(WorkerBug(details))
    assert "extract.py" in said
    assert SECRET not in said


def test_fault_is_told_and_the_program_goes_on(
    reporter: CrashReporter, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    with capture_exceptions():
        reporter(ValueError, fault(), None)
        qtbot.waitUntil(lambda: box() is not None)
    shown = box()
    assert shown is not None
    assert SECRET not in shown.text() + shown.informativeText()
    assert "Traceback" not in shown.text()
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)
    assert SECRET not in capsys.readouterr().err


def test_fault_is_kept_on_record(reporter: CrashReporter, qtbot: QtBot) -> None:
    reporter(ValueError, fault(), None)
    (record,) = records()
    assert "ValueError" in record.read_text(encoding="utf-8")
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)


def test_one_word_is_enough_at_a_time(reporter: CrashReporter, qtbot: QtBot) -> None:
    for _ in range(3):
        reporter(ValueError, fault(), None)
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.wait(20)
    assert sum(isinstance(held, QMessageBox) for held in QApplication.topLevelWidgets()) == 1
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)
    reporter(ValueError, fault(), None)
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)


def test_fault_of_another_thread_is_told_on_the_gui_thread(reporter: CrashReporter, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: sys.excepthook(ValueError, fault(), None))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)


def test_report_is_saved(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    target = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    reporter(ValueError, fault(), None)
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("保存问题报告"), Qt.MouseButton.LeftButton)
    assert "ValueError" in target.read_text(encoding="utf-8")
    assert SECRET not in target.read_text(encoding="utf-8")


def test_report_that_cannot_be_saved_is_told(
    reporter: CrashReporter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.txt"), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: told.append(words[-1]))
    reporter(ValueError, fault(), None)
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("保存问题报告"), Qt.MouseButton.LeftButton)
    assert len(told) == 1


def test_exception_in_a_slot_reaches_the_reporter(reporter: CrashReporter, qtbot: QtBot) -> None:
    def slot() -> None:
        raise ValueError(SECRET)

    sys.excepthook = reporter
    QTimer.singleShot(0, slot)
    qtbot.waitUntil(lambda: box() is not None)
    qtbot.mouseClick(button("继续"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box() is None)
