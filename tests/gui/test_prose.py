"""The tab of the prose's figures: its rows, what choosing one shows, and the way from the source to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.document.location import Location, TextSpan
from core.review.change import DecisionKind
from gui.app import Program
from gui.findings.places import Place
from gui.findings.sorts import Sort
from gui.prose.model import ABOUT, CLAUSE, OTHER, RESULT, UNIT, VALUE
from gui.prose.view import ProseView
from gui.source.emphasis import Emphasis
from tests.gui.window_support import open_file, press, type_text

PROSE_ONLY = (
    "某市2014年政府信息公开工作年度报告\n"
    "今年共收到群众留言1000件，回复解决问题800件，回复率达到91%。\n"
    "全市共受理政府信息公开申请60件，其中市政府办公室10件，市政府各部门20件，各县30件。\n"
    "发放宣传手册100余份。\n"
)


@pytest.fixture
def prose_only(program: Program, qtbot: QtBot, tmp_path: Path) -> Program:
    """A report without tables: a rate that is off, a sum that holds."""
    path = tmp_path / "prose.txt"
    path.write_text(PROSE_ONLY, encoding="utf-8")
    open_file(qtbot, program, path)
    return program


@pytest.fixture
def contradicted(program: Program, qtbot: QtBot, tmp_path: Path, samples_folder: Path) -> Program:
    """The sample of nine failures whose prose states one of its totals wrong."""
    path = tmp_path / "report.txt"
    text = (samples_folder / "云溪省2019年.txt").read_text(encoding="utf-8")
    assert text.count("6531件") == 1
    path.write_text(text.replace("6531件", "6351件"), encoding="utf-8")
    open_file(qtbot, program, path)
    return program


def prose(program: Program) -> ProseView:
    return program.window.workbench.tables.prose


def texts(view: ProseView, row: int) -> list[str]:
    return [str(view.model.index(row, column).data()) for column in range(ABOUT + 1)]


def current(program: Program) -> list[Location]:
    marked = program.window.workbench.source._marked
    return [one.location for one in marked if one.emphasis is Emphasis.CURRENT]


def place_of(program: Program, rule: str) -> Place:
    return next(place for place in program.window.review.places if place.first.rule == rule)


def test_a_report_of_prose_alone_opens_on_its_figures(prose_only: Program) -> None:
    window, view = prose_only.window, prose(prose_only)
    assert window.workbench.tables.currentWidget() is view
    state = window.review.state
    assert state is not None
    figure = state.report.prose.figures[2]
    assert (view.current(), window.review.figure) == (figure.id, figure.id)
    assert current(prose_only) == [figure.location]
    result, clause, value, unit, other, about = texts(view, 2)
    assert (result, value, unit, other) == ("存疑", "91", "%", "80.0%")
    assert "91%" in clause
    assert about
    assert window.workbench.tables.tabText(window.workbench.tables.indexOf(view)) == "正文数字 ● 1"
    assert "91%" in window.workbench.panel._heading.text()


def test_model_keeps_qts_rules(failing: Program) -> None:
    model = prose(failing).model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    count = model.rowCount()
    model.show_compared_only(True)
    assert 0 < model.rowCount() <= count
    model.show_compared_only(False)
    assert model.rowCount() == count
    headers = [
        model.headerData(column, Qt.Orientation.Horizontal)
        for column in (RESULT, CLAUSE, VALUE, UNIT, OTHER, ABOUT)
    ]
    assert headers == ["结果", "原文", "数值", "单位", "表中数", "说的是"]


def test_choosing_a_row_shows_its_place_and_outlines_its_cells(failing: Program) -> None:
    bench, view = failing.window.workbench, prose(failing)
    bench.tables.setCurrentWidget(view)
    view.table.setFocus()
    press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Down)
    row = view.model.row(view.table.currentIndex().row())
    state = failing.window.review.state
    assert state is not None
    assert row.sort is Sort.PASSED
    assert failing.window.review.figure == row.id
    assert current(failing) == [state.report.prose.figures[int(row.id.partition(".")[2]) - 1].location]
    assert bench.tables.currentWidget() is view
    table = bench.tables.sheet(row.cells[0].partition(".")[0])
    assert table is not None
    assert table.cells.outlined == set(row.cells)
    press(Qt.Key.Key_Return)
    assert bench.tables.current_cell() == row.cells[0]


def test_a_click_on_a_number_of_the_prose_goes_to_its_row(failing: Program) -> None:
    bench, view = failing.window.workbench, prose(failing)
    state = failing.window.review.state
    assert state is not None
    figure = state.report.prose.figures[1]
    assert isinstance(figure.location, TextSpan)
    bench.source.locationPicked.emit(TextSpan(figure.location.start, figure.location.start + 1))
    assert bench.tables.currentWidget() is view
    assert view.current() == figure.id
    view.compared_only.setChecked(True)
    assert view.current() in (figure.id, None)


def test_what_the_prose_contradicts_shows_cell_and_words(contradicted: Program) -> None:
    window = contradicted.window
    bench, review = window.workbench, window.review
    place = place_of(contradicted, "prose.figure")
    review.choose_place(place)
    assert bench.tables.current_cell() == "t3.total.sum"
    assert prose(contradicted).current() == review.figure
    state = review.state
    assert state is not None
    words, cell = place.first.locations[0], state.report.cells["t3.total.sum"].location
    assert current(contradicted) == [words]
    window.setFocus()
    press(Qt.Key.Key_F7)
    assert current(contradicted) == [cell]
    assert "6,351" in bench.panel._body.text()
    assert "6,531" in bench.panel._body.text()
    row = prose(contradicted).model.find(review.figure or "")
    assert row is not None
    assert texts(prose(contradicted), row)[RESULT] == "不符"
    assert "不符 9（2 组） + 正文 1" in bench.findings.filters[Sort.FAILED].text()


def test_what_the_prose_contradicts_is_settled_by_key(contradicted: Program) -> None:
    window = contradicted.window
    window.review.choose_place(place_of(contradicted, "prose.figure"))
    window.workbench.focus_tables()
    key = place_of(contradicted, "prose.figure").first.key
    press(Qt.Key.Key_B)
    type_text("请核对正文")
    press(Qt.Key.Key_Return)
    state = window.review.state
    assert state is not None
    item = next(item for item in state.items if item.finding.key == key)
    assert item.decision is not None
    assert item.decision.kind is DecisionKind.RETURNED
    view = prose(contradicted)
    row = view.model.row(view.model.find(key.partition("@")[2]) or 0)
    assert row.settled
    assert row.result == "退回核实"


def test_moving_among_figures_leaves_the_list_in_front(prose_only: Program) -> None:
    view = prose(prose_only)
    view.table.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
        assert prose_only.window.workbench.tables.currentWidget() is view
        assert prose_only.window.review.figure == view.current()
    assert prose_only.window.review.place is None
    panel = prose_only.window.workbench.panel
    assert panel.isVisible()
    assert "市政府各部门20件" in panel._heading.text()
    assert panel._evidence.text() == "不核对"
    assert panel._body.text()
    prose_only.window.actions_.next.trigger()
    assert view.current() == "prose.3"
