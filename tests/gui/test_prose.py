"""The tab of the prose's figures: its rows, what choosing one shows, and the way from the source to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.document.location import Location, TextSpan
from core.review.change import DecisionKind, ReviewState
from gui.app import Program
from gui.findings.places import Place
from gui.findings.sorts import Sort
from gui.prose.model import ABOUT, CLAUSE, OTHER, RESULT, UNIT, VALUE
from gui.prose.view import ProseView
from gui.source.emphasis import Emphasis
from tests.gui.window_support import open_file, press, settle, type_text

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
    words = current(failing)
    press(Qt.Key.Key_F7)
    assert current(failing) == [state.report.cells[row.cells[0]].location]
    bench.tables.figureChosen.emit(row.id)
    assert current(failing) == words


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


# A figure is settled by the same keys as a cell


def in_list(program: Program, id: str) -> ProseView:
    """The list of figures in front, on one of them, with the keyboard."""
    view = prose(program)
    program.window.workbench.tables.setCurrentWidget(view)
    row = view.model.find(id)
    assert row is not None
    view.table.setCurrentIndex(view.model.index(row, RESULT))
    view.table.setFocus()
    return view


def state_of(program: Program) -> ReviewState:
    state = program.window.review.state
    assert state is not None
    return state


@pytest.mark.parametrize(("key", "kind"), [(Qt.Key.Key_R, "reading"), (Qt.Key.Key_P, "proposal")])
def test_a_number_typed_over_a_figure_settles_what_it_contradicted(
    contradicted: Program, key: Qt.Key, kind: str
) -> None:
    finding = place_of(contradicted, "prose.figure").first.key
    id = finding.partition("@")[2]
    view = in_list(contradicted, id)
    press(Qt.Key.Key_6)
    type_text("531件")
    press(Qt.Key.Key_Return)
    assert "6,351件 → 6,531件" in contradicted.window.workbench.panel._word.text()
    assert view._painter.staged == {id: "6,531"}
    press(key)
    type_text("看错一位")
    press(Qt.Key.Key_Return)
    state = state_of(contradicted)
    assert (state.figures[id].value, state.entries[-1].payload["kind"]) == (6531, kind)
    assert next(item for item in state.items if item.finding.key == finding).status == "settled"
    row = view.model.row(view.model.find(id) or 0)
    assert (row.value, row.decided, row.edit) == ("6,531", kind, "6,531")
    assert view._painter.staged == {}
    contradicted.window.review.undo()
    assert view.model.row(view.model.find(id) or 0).value == "6,351"
    contradicted.window.review.redo()
    assert view.model.row(view.model.find(id) or 0).value == "6,531"


def test_a_way_out_asks_for_the_number_of_the_figure_in_front(contradicted: Program) -> None:
    id = place_of(contradicted, "prose.figure").first.key.partition("@")[2]
    in_list(contradicted, id)
    press(Qt.Key.Key_P)
    panel = contradicted.window.workbench.panel
    assert panel.reason._change.text() == "正文中的“6351” 原为 6,351件，改为"
    type_text("6531")
    press(Qt.Key.Key_Return)
    type_text("与表一致")
    press(Qt.Key.Key_Return)
    assert state_of(contradicted).figures[id].value == 6531
    assert contradicted.window.workbench.tables.currentWidget() is not None


def test_with_a_table_in_front_the_cell_is_meant(contradicted: Program) -> None:
    window = contradicted.window
    window.review.choose_place(place_of(contradicted, "prose.figure"))
    assert window.workbench.tables.current_cell() == "t3.total.sum"
    assert window.review.subject == "t3.total.sum"
    window.setFocus()
    press(Qt.Key.Key_F7)
    assert window.review.subject == "t3.total.sum"
    press(Qt.Key.Key_F7)
    assert window.review.subject == window.review.figure
    assert window.workbench.tables.currentWidget() is prose(contradicted)
    press(Qt.Key.Key_F7)
    assert window.workbench.tables.current_cell() == "t3.total.sum"


def test_a_figure_that_nothing_contradicts_can_be_changed_and_come_back_to(prose_only: Program) -> None:
    view = in_list(prose_only, "prose.8")
    row = view.table.currentIndex().row()
    assert view.model.row(row).sort is None
    press(Qt.Key.Key_F2)
    type_text("200份")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_R)
    type_text("读错")
    press(Qt.Key.Key_Return)
    assert state_of(prose_only).figures["prose.8"].value == 200
    view.select("prose.1")
    prose_only.window.review.choose_figure("prose.1")
    prose_only.window.review.undo()
    assert prose_only.window.review.figure == "prose.8"
    assert view.current() == "prose.8"


@pytest.mark.parametrize("text", ["无", "2.5", "-3", "12x"])
def test_what_is_no_number_is_refused_with_a_word(prose_only: Program, text: str) -> None:
    in_list(prose_only, "prose.1")
    press(Qt.Key.Key_F2)
    type_text(text)
    press(Qt.Key.Key_Return)
    assert prose_only.window.review.draft is None
    assert text in prose_only.window.workbench.panel._word.text()


def test_a_statement_without_a_number_is_not_edited(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text(
        "某市人民政府2014年政府信息公开工作年度报告\n本年行政复议3件，均获维持。\n共收到群众留言10件。\n",
        "utf-8",
    )
    open_file(qtbot, program, path)
    figures = state_of(program).report.prose.figures
    statement = next((figure for figure in figures if figure.value is None), None)
    assert statement is not None
    view = in_list(program, statement.id)
    index = view.model.index(view.table.currentIndex().row(), VALUE)
    assert not view.model.flags(index) & Qt.ItemFlag.ItemIsEditable
    press(Qt.Key.Key_R)
    assert "没有写出数字" in program.window.workbench.panel._word.text()


def test_a_suggestion_makes_the_figure_that_of_the_table(contradicted: Program, qtbot: QtBot) -> None:
    window = contradicted.window
    settle(qtbot, contradicted)
    place = place_of(contradicted, "prose.figure")
    window.review.choose_place(place)
    id = window.review.figure or ""
    offered = window.review.place.first.suggestions if window.review.place else ()
    assert next(dict(each.changes) for each in offered) == {id: 6531}
    assert window.workbench.panel.suggestions.isVisible()
    window.workbench.focus_tables()
    press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return)
    assert state_of(contradicted).figures[id].value == 6531
    assert not place_of(contradicted, "prose.figure").open
