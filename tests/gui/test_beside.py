"""Last year's report and another form of the same, laid beside the report at hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.extract.report import Report
from core.reconcile.beside import Beside
from gui.app import Program
from gui.jobs import Jobs
from tests.gui.window_support import open_file, settle


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Has the file dialog give this file."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))


def beside(program: Program) -> Beside:
    state = program.window.review.state
    assert state is not None
    return state.beside


@pytest.fixture
def years(tmp_path: Path, samples_folder: Path) -> tuple[Path, Path]:
    """A sample, and the same as a report of the year after."""
    this = (samples_folder / "云溪省2019年.txt").read_text(encoding="utf-8")
    paths = tmp_path / "上年.txt", tmp_path / "本年.txt"
    paths[0].write_text(this, encoding="utf-8")
    paths[1].write_text(this.replace("2019", "2020"), encoding="utf-8")
    return paths


def report_of(program: Program) -> Report:
    state = program.window.review.state
    assert state is not None
    return state.report


def test_last_year_is_read_laid_told_and_taken_away(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, years: tuple[Path, Path]
) -> None:
    open_file(qtbot, program, years[1])
    window, actions = program.window, program.window.actions_
    assert not actions.drop_last_year.isEnabled()
    assert not actions.listed_last_year.isEnabled()
    chosen(monkeypatch, years[0])
    actions.last_year.trigger()
    assert "正在读取 上年.txt" in window.status._busy.text()
    assert window.status.stop.isVisible()
    settle(qtbot, program)
    assert beside(program).last_year is not None
    assert "已与上年报告 上年.txt 对照" in window.notice.text.text()
    assert "对照上年 上年.txt" in window.status._words.text()
    assert not window.status.stop.isVisible()
    actions.drop_last_year.trigger()
    assert beside(program).last_year is None
    actions.undo.trigger()
    assert beside(program).last_year is not None


def test_the_wrong_year_is_told_and_laid_all_the_same(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, samples_folder: Path
) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    chosen(monkeypatch, samples_folder / "南屏区2021年.txt")
    program.window.actions_.last_year.trigger()
    settle(qtbot, program)
    assert beside(program).last_year is not None
    assert "2021" in program.window.notice.text.text()
    assert "南屏区" in program.window.notice.text.text()


def test_another_form_is_compared_cell_by_cell(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, samples_folder: Path
) -> None:
    source = samples_folder / "云溪省2019年.txt"
    open_file(qtbot, program, source)
    other = tmp_path / "网页版.txt"
    other.write_text(source.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    chosen(monkeypatch, other)
    program.window.actions_.other_form.trigger()
    settle(qtbot, program)
    assert "不同 0 格" in program.window.notice.text.text()
    assert program.window.actions_.drop_other_form.isEnabled()


def test_a_report_is_not_laid_beside_itself(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, samples_folder: Path
) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    chosen(monkeypatch, samples_folder / "云溪省2019年.txt")
    program.window.actions_.other_form.trigger()
    settle(qtbot, program)
    assert beside(program).other_form is None
    assert "不能与自己对照" in program.window.notice.text.text()


def test_what_cannot_be_read_is_told(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, samples_folder: Path
) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    chosen(monkeypatch, tmp_path / "没有.docx")
    program.window.actions_.last_year.trigger()
    settle(qtbot, program)
    assert "没有.docx" in program.window.notice.text.text()
    assert not program.window.status._busy.text()


def test_reading_is_stopped(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, years: tuple[Path, Path]
) -> None:
    open_file(qtbot, program, years[1])
    monkeypatch.setattr(Jobs, "_work", lambda *_: None)
    chosen(monkeypatch, years[0])
    program.window.actions_.last_year.trigger()
    qtbot.mouseClick(program.window.status.stop, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert beside(program).last_year is None
    assert not program.window.status._busy.text()


def test_last_years_report_in_the_list_is_offered(
    program: Program, qtbot: QtBot, years: tuple[Path, Path]
) -> None:
    open_file(qtbot, program, years[1])
    open_file(qtbot, program, years[0])
    window = program.window
    assert "可以对照" in window.notice.text.text()
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert report_of(program).year == 2020
    assert beside(program).last_year is not None
    window.actions_.undo.trigger()
    assert window.actions_.listed_last_year.isEnabled()
    window.actions_.listed_last_year.trigger()
    assert beside(program).last_year is not None
    assert not window.actions_.listed_last_year.isEnabled()
