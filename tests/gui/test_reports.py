"""The report list: how a file comes in, how it stands, how it is stopped, refused and put away."""

from __future__ import annotations

import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.document.ocr import Told, untold
from core.messages import message
from core.pipeline import Checked, check
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from core.worker import Cancelled
from gui.app import Program
from gui.reports.entry import Entry, Phase, Standing, standing
from gui.reports.model import ReportsModel
from gui.reports.view import ReportsView, stop_rect
from gui.theme import Theme
from gui.translation import Translation
from tests.gui.review_support import BALANCE_OFF, BLANKS, SUM_OFF, begin
from tests.gui.window_support import open_file, settle


@pytest.fixture
def model(qtbot: QtBot, translation: Translation) -> ReportsModel:
    held = ReportsModel(translation)
    QAbstractItemModelTester(held, QAbstractItemModelTester.FailureReportingMode.Fatal, held)
    return held


def detail(model: ReportsModel, row: int) -> str:
    return str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_standing_names_the_worst(tmp_path: Path) -> None:
    with (
        closing(begin(tmp_path, SUM_OFF, BLANKS, name="both")) as both,
        closing(begin(tmp_path, BLANKS, name="blanks")) as blanks,
        closing(begin(tmp_path, {}, name="sound")) as sound,
    ):
        assert standing(both.state) == (Standing.FAILED, 1)
        assert standing(blanks.state) == (Standing.BLANK, 3)
        assert standing(sound.state) == (Standing.PASSED, 0)
        finding = both.state.items[0].finding
        both.decide(Decision(DecisionKind.RETURNED, (finding.key,), finding.cells, {}, "请核实"))
        assert standing(both.state) == (Standing.BLANK, 3)
        rest = next(item.finding for item in both.state.items if item.finding.rule == "cell.blank")
        both.decide(Decision(DecisionKind.ACCEPTED, (rest.key,), rest.cells, {}, "确无此项"))
        assert standing(both.state) == (Standing.SETTLED, 2)


def test_a_report_whose_tables_are_missing_is_not_passed_over(tmp_path: Path) -> None:
    """Prose of before 2019 wants no tables; a later report without them has mandatory findings open."""
    old = tmp_path / "old.txt", "某市水务局2016年政府信息公开工作年度报告\n一、概述。"
    new = tmp_path / "new.txt", "某市水务局2021年政府信息公开工作年度报告\n一、总体情况。"
    stands = []
    for path, text in (old, new):
        report = check(text.encode(), path.name).report
        session = Session.start(path.with_suffix(".gouji"), text.encode(), path.name, report, "王审核")
        stands.append(standing(session.state))
        session.close()
    assert stands == [(Standing.PROSE, 0), (Standing.DOUBTFUL, 3)]


def test_rows_tell_each_phase(model: ReportsModel, tmp_path: Path) -> None:
    entry = Entry(tmp_path / "报告.txt")
    model.add(entry)
    assert "报告.txt" in detail(model, 0)
    assert "排队" in detail(model, 0)
    entry.phase = Phase.READING
    model.refresh(entry)
    assert "正在读取" in detail(model, 0)
    entry.phase, entry.problem = Phase.FAILED, message("file.not_found", name="报告.txt")
    model.refresh(entry)
    assert "没有打开" in detail(model, 0)
    assert "找不到" in str(model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    with closing(begin(tmp_path, BALANCE_OFF)) as entry.session:
        entry.phase = Phase.OPEN
        model.refresh(entry)
        assert "某市人民政府办公室 2019" in detail(model, 0)
        assert "2 处不符 · 2019 表式" in detail(model, 0)


def test_refresh_repaints_only_what_differs(model: ReportsModel, tmp_path: Path, qtbot: QtBot) -> None:
    entry = Entry(tmp_path / "a.txt")
    model.add(Entry(tmp_path / "b.txt"))
    model.add(entry)
    with qtbot.assertNotEmitted(model.dataChanged):
        model.refresh(entry)
    entry.phase = Phase.READING
    with qtbot.waitSignal(model.dataChanged) as told:
        model.refresh(entry)
    assert told.args[0].row() == 1


def test_rows_go_one_by_one(model: ReportsModel, tmp_path: Path) -> None:
    entries = [Entry(tmp_path / name) for name in "abc"]
    for entry in entries:
        model.add(entry)
    model.remove(entries[1])
    assert model.entries == (entries[0], entries[2])


def test_cross_stops_a_row_on_its_way_in(model: ReportsModel, tmp_path: Path, qtbot: QtBot) -> None:
    entry = Entry(tmp_path / "a.txt", Phase.READING)
    view = ReportsView(model, Theme("light"))
    qtbot.addWidget(view)
    view.resize(200, 300)
    view.show()
    model.add(entry)
    at = stop_rect(view.visualRect(model.index(0))).center()
    with qtbot.waitSignal(view.stopped) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == [entry]


@pytest.mark.parametrize(("phase", "signal"), [(Phase.READING, "stopped"), (Phase.FAILED, "closed")])
def test_delete_stops_or_closes(
    model: ReportsModel, tmp_path: Path, qtbot: QtBot, phase: Phase, signal: str
) -> None:
    view = ReportsView(model, Theme("light"))
    qtbot.addWidget(view)
    view.show()
    model.add(Entry(tmp_path / "a.txt", phase))
    view.select(0)
    with qtbot.waitSignal(getattr(view, signal)):
        qtbot.keyClick(view, Qt.Key.Key_Delete)


def test_bad_file_is_told_and_the_others_open(
    program: Program, qtbot: QtBot, tmp_path: Path, samples_folder: Path
) -> None:
    window = program.window
    good = samples_folder / "云溪省2019年.txt"
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    window.open_paths([tmp_path / "没有.txt", empty, good])
    settle(qtbot, program)
    phases = [entry.phase for entry in window.shelf.entries]
    assert phases == [Phase.FAILED, Phase.FAILED, Phase.OPEN]
    assert window.desk.inner.currentWidget() is window.desk.problem
    window.reports.select(2)
    assert window.desk.inner.currentWidget() is window.workbench
    assert window.review.session is not None


def test_refused_file_is_tried_again(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "later.txt"
    entry = open_file(qtbot, program, path)
    assert entry.phase is Phase.FAILED
    path.write_text("某县2014年政府信息公开工作年度报告\n这一年没有表格。\n", encoding="utf-8")
    program.window.desk.problem.retryWanted.emit()
    settle(qtbot, program)
    assert entry.phase is Phase.OPEN
    assert program.window.review.session is not None


def test_same_file_is_not_opened_twice(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    path = samples_folder / "云溪省2019年.txt"
    first = open_file(qtbot, program, path)
    assert open_file(qtbot, program, path) is first
    assert len(program.window.shelf.entries) == 1


def test_same_source_under_another_name_is_told(
    program: Program, qtbot: QtBot, samples_folder: Path, tmp_path: Path
) -> None:
    path = samples_folder / "云溪省2019年.txt"
    open_file(qtbot, program, path)
    copy = tmp_path / "副本.txt"
    copy.write_bytes(path.read_bytes())
    entry = open_file(qtbot, program, copy)
    assert entry.phase is Phase.FAILED
    assert entry.problem is not None
    assert entry.problem.id == "gui.open_already"


def test_pages_read_by_ocr_are_counted_and_stopped(
    program: Program, qtbot: QtBot, samples_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, stopped = threading.Event(), threading.Event()

    def recognise(data: bytes, name: str, tell: Told = untold) -> Checked:
        tell(0, 12)
        tell(3, 12)
        told.set()
        stopped.wait(10)
        raise Cancelled

    monkeypatch.setattr(program.context.reader, "check", recognise)
    monkeypatch.setitem(program.context.jobs._stops, "reading", stopped.set)
    window = program.window
    window.open_paths([samples_folder / "云溪省2019年.txt"])
    assert told.wait(5)
    entry = window.shelf.entries[0]
    qtbot.waitUntil(lambda: entry.pages == (3, 12))
    assert "3/12" in window.reports.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert any("已完成 3 页，共 12 页" in label.text() for label in window.desk.problem.findChildren(QLabel))
    stop = next(button for button in window.desk.problem.findChildren(QPushButton) if button.isVisible())
    qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    assert window.shelf.entries == ()


def test_reading_can_be_stopped(
    program: Program, qtbot: QtBot, samples_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def slow(data: bytes, name: str, told: Told) -> Checked:
        begun.set()
        stopped.wait(10)
        raise Cancelled

    monkeypatch.setattr(program.context.reader, "check", slow)
    monkeypatch.setattr(program.context.reader, "cancel", stopped.set)
    monkeypatch.setitem(program.context.jobs._stops, "reading", stopped.set)
    window = program.window
    window.open_paths([samples_folder / "云溪省2019年.txt"])
    assert begun.wait(5)
    qtbot.waitUntil(lambda: window.shelf.entries[0].phase is Phase.READING)
    window.reports.setFocus()
    qtbot.keyClick(window.reports, Qt.Key.Key_Delete)
    settle(qtbot, program)
    assert window.shelf.entries == ()
    assert window.outer.currentWidget() is window.empty


def test_session_file_opens(program: Program, qtbot: QtBot, samples_folder: Path, tmp_path: Path) -> None:
    entry = open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    assert entry.session is not None
    named = tmp_path / "核对.gouji"
    entry.session.save_as(named)
    program.window.shelf.remove(entry)
    again = open_file(qtbot, program, named)
    assert again.phase is Phase.OPEN
    assert again.document is not None
    assert again.name == "云溪省2019年.txt"


def test_damaged_session_is_refused(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "坏.gouji"
    path.write_bytes(b"SQLite format 3\0" + bytes(200))
    entry = open_file(qtbot, program, path)
    assert entry.phase is Phase.FAILED
    assert entry.session is None


def test_reports_of_one_name_tell_which_file_they_are(
    program: Program, qtbot: QtBot, tmp_path: Path, samples_folder: Path
) -> None:
    text = (samples_folder / "云溪省2019年.txt").read_text(encoding="utf-8")
    for name, more in (("甲.txt", ""), ("乙.txt", "（送审稿）")):
        (tmp_path / name).write_text(text + more, encoding="utf-8")
    model = program.window.shelf.model

    def details() -> list[str]:
        lines = (model.data(model.index(row), model.LineRole) for row in range(model.rowCount()))
        return [line.detail for line in lines]

    open_file(qtbot, program, tmp_path / "甲.txt")
    assert "2019 表式" in details()[0]
    open_file(qtbot, program, tmp_path / "乙.txt")
    assert ["甲.txt" in details()[0], "乙.txt" in details()[1]] == [True, True]
    program.window.shelf.remove(program.window.shelf.entries[0])
    assert "2019 表式" in details()[0]
