"""The tables pane under real clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.tables.sheet_view import SheetView
from gui.tables.view import TablesView
from gui.theme import Theme
from tests.gui.tables_support import BALANCE, click_cell, finding, start
from tests.support import make_report


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    held = start(tmp_path)
    yield held
    held.close()


@pytest.fixture
def tables(session: Session, qtbot: QtBot) -> TablesView:
    view = TablesView(Theme())
    qtbot.addWidget(view)
    view.resize(640, 560)
    view.show_state(session.state)
    with qtbot.waitExposed(view):
        view.show()
    for table in ("t2", "t3", "t4"):
        QAbstractItemModelTester(
            sheet(view, table).sheet, QAbstractItemModelTester.FailureReportingMode.Fatal, view
        )
    return view


def sheet(view: TablesView, table: str = "t3") -> SheetView:
    held = view.sheet(table)
    assert held is not None
    return held


def editor(view: TablesView) -> QLineEdit:
    at = QApplication.focusWidget()
    assert isinstance(at, QLineEdit)
    return at


def visible_rows(view: SheetView) -> list[int]:
    return [row for row in range(view.sheet.rowCount()) if not view.isRowHidden(row)]


def test_spans_are_those_of_the_form(tables: TablesView) -> None:
    for table in ("t2", "t3", "t4"):
        view = sheet(tables, table)
        for (row, column), printed in view.sheet.layout.printed_at.items():
            assert view.rowSpan(row, column) == printed.row_span
            assert view.columnSpan(row, column) == printed.column_span


def test_merged_labels_cover_what_they_span(tables: TablesView) -> None:
    view = sheet(tables)
    tables.setCurrentIndex(1)
    for header, labels in ((view.top, view.sheet.layout.header), (view.side, view.sheet.layout.labels)):
        rects = [header.rect_of(printed) for printed in labels]
        whole = QRect()
        for rect in rects:
            assert not rect.isEmpty()
            whole = whole.united(rect)
        assert sum(r.width() * r.height() for r in rects) == whole.width() * whole.height()
    assert view.corner.size().width() == view.side.width()
    assert view.corner.size().height() == view.top.height()


def test_header_and_labels_stay_while_the_numbers_scroll(tables: TablesView, qtbot: QtBot) -> None:
    tables.setCurrentIndex(1)
    view = sheet(tables)
    group = next(p for p in view.sheet.layout.labels if p.text == "（三）不予公开")
    people = next(p for p in view.sheet.layout.header if p.text == "自然人")
    before, above = view.side.rect_of(group), view.top.rect_of(people)
    view.verticalScrollBar().setValue(100)
    assert view.side.rect_of(group).top() == before.top() - 100
    assert view.top.rect_of(people) == above
    assert view.top.isVisible()


def test_tabs_count_what_is_open(tables: TablesView) -> None:
    texts = [tables.tabText(at) for at in range(tables.count())]
    assert texts[0].startswith("二、")
    assert "●" not in texts[0]
    assert "●" in texts[1]
    assert "●" not in texts[2]


def test_a_click_selects_and_tells_once(tables: TablesView, qtbot: QtBot) -> None:
    tables.setCurrentIndex(1)
    told: list[str] = []
    tables.cellSelected.connect(told.append)
    click_cell(sheet(tables), "t3.granted.natural")
    tables.select_cell("t3.granted.natural")
    assert told == ["t3.granted.natural"]
    assert tables.current_cell() == "t3.granted.natural"


def test_selecting_brings_the_table_to_the_front_and_scrolls(tables: TablesView) -> None:
    told: list[str] = []
    tables.cellSelected.connect(told.append)
    tables.select_cell("t4.review.sum")
    tables.select_cell("t3.carried_out.natural")
    assert tables.currentIndex() == 1
    view = sheet(tables)
    rect = view.visualRect(view.sheet.index_of("t3.carried_out.natural"))
    assert view.viewport().rect().contains(rect)
    assert told == ["t4.review.sum", "t3.carried_out.natural"]


def test_changing_the_tab_tells_its_cell(tables: TablesView) -> None:
    tables.select_cell("t4.review.sum")
    tables.select_cell("t3.new.natural")
    told: list[str] = []
    tables.cellSelected.connect(told.append)
    tables.setCurrentIndex(0)
    tables.setCurrentIndex(2)
    assert told == ["t4.review.sum"]


def test_arrows_skip_the_texts_of_the_form(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t2.normative.made")
    view = sheet(tables, "t2")
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert tables.current_cell() == "t2.permit.last_year_items"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert tables.current_cell() == "t2.permit.change"
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert tables.current_cell() == "t2.normative.published"
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert tables.current_cell() == "t2.procurement.amount"


def test_tab_goes_on_in_the_form_and_leaves_at_its_end(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t4.review.sum")
    view = sheet(tables, "t4")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert tables.current_cell() == "t4.direct.upheld"
    tables.select_cell("t4.after_review.sum")
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert tables.current_cell() == "t4.after_review.sum"
    assert not view.hasFocus()


def test_a_digit_edits_and_enter_asks(tables: TablesView, qtbot: QtBot, session: Session) -> None:
    tables.select_cell("t3.granted.natural")
    view = sheet(tables)
    view.setFocus()
    qtbot.keyClicks(view, "6")
    qtbot.keyClicks(editor(tables), "101")
    with qtbot.waitSignal(tables.valueEntered) as asked:
        qtbot.keyClick(editor(tables), Qt.Key.Key_Return)
    assert asked.args == ["t3.granted.natural", "6101"]
    assert view.sheet.index_of("t3.granted.natural").data() == "6,081", "the view itself changes nothing"
    assert session.state.cells["t3.granted.natural"].value == 6081


@pytest.mark.parametrize("key", ["-", "－", "６"])
def test_a_minus_and_full_width_digits_edit_too(tables: TablesView, qtbot: QtBot, key: str) -> None:
    tables.select_cell("t2.permit.change")
    view = sheet(tables, "t2")
    view.setFocus()
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, 0, none, key))
    assert editor(tables).text() == key


def test_f2_edits_the_present_value_and_esc_leaves(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t3.new.natural")
    view = sheet(tables)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    assert editor(tables).text() == "6091"
    assert editor(tables).selectedText() == "6091"
    qtbot.keyClicks(editor(tables), "5")
    with qtbot.assertNotEmitted(tables.valueEntered):
        qtbot.keyClick(editor(tables), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is view


def test_delete_edits_to_a_blank(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t3.new.natural")
    view = sheet(tables)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    with qtbot.waitSignal(tables.valueEntered) as asked:
        qtbot.keyClick(editor(tables), Qt.Key.Key_Return)
    assert asked.args == ["t3.new.natural", ""]


def test_what_was_typed_survives_a_click_elsewhere(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t3.new.natural")
    view = sheet(tables)
    view.setFocus()
    qtbot.keyClicks(view, "7")
    with qtbot.waitSignal(tables.valueEntered) as asked:
        click_cell(view, "t3.carried_in.natural")
    assert asked.args == ["t3.new.natural", "7"]
    qtbot.keyClick(view, Qt.Key.Key_F2)
    with qtbot.assertNotEmitted(tables.valueEntered):
        click_cell(view, "t3.new.natural")


def test_letters_neither_edit_nor_search(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t3.new.natural")
    view = sheet(tables)
    view.setFocus()
    qtbot.keyClicks(view, "r")
    assert QApplication.focusWidget() is view
    assert tables.current_cell() == "t3.new.natural"


def test_a_finding_is_outlined_and_folds_to_its_rows(
    tables: TablesView, session: Session, qtbot: QtBot
) -> None:
    found = finding(session.state, BALANCE)
    told: list[str] = []
    tables.cellSelected.connect(told.append)
    tables.focus_finding(found)
    view = sheet(tables)
    assert tables.currentIndex() == 1
    assert view.cells.outlined == frozenset(found.cells)
    rows = {view.sheet.layout.places[cell][0] for cell in found.cells}
    assert visible_rows(view) == sorted(rows)
    assert tables.current_cell() in found.cells
    assert told == [], "who focuses a finding knows of it"
    assert tables.fold_button.isVisible()
    qtbot.mouseClick(tables.fold_button, Qt.MouseButton.LeftButton)
    assert len(visible_rows(view)) == view.sheet.rowCount()
    assert not tables.fold_button.isVisible()
    assert view.cells.outlined == frozenset(found.cells)
    tables.toggle_fold()
    assert visible_rows(view) == sorted(rows)
    tables.focus_finding(None)
    assert not tables.fold_button.isVisible()
    assert len(visible_rows(view)) == view.sheet.rowCount()
    assert view.cells.outlined == frozenset()


def test_folding_keeps_the_headings_of_its_rows(tmp_path: Path, qtbot: QtBot) -> None:
    session = start(tmp_path, {"t2.permit.last_year_items": 1, "t2.permit.change": -2})
    view = TablesView(Theme())
    qtbot.addWidget(view)
    view.show_state(session.state)
    view.focus_finding(finding(session.state, "t2.items@permit"))
    texts = [sheet(view, "t2").sheet.index(row, 0).data() for row in visible_rows(sheet(view, "t2"))]
    assert texts == ["第二十条第（五）项", "信息内容", "行政许可"]
    session.close()


def test_selecting_a_folded_row_unfolds(tables: TablesView, session: Session) -> None:
    tables.focus_finding(finding(session.state, BALANCE))
    tables.select_cell("t3.denied.law.natural")
    assert not sheet(tables).folded


def test_arrows_go_over_folded_rows(tables: TablesView, session: Session, qtbot: QtBot) -> None:
    tables.focus_finding(finding(session.state, BALANCE))
    tables.select_cell("t3.carried_in.natural")
    qtbot.keyClick(sheet(tables), Qt.Key.Key_Down)
    assert tables.current_cell() == "t3.total.natural"


def test_a_decision_repaints_in_place_and_recounts(tables: TablesView, session: Session) -> None:
    tables.select_cell("t3.new.natural")
    before = tables.tabText(1)
    cell = "t3.carried_out.natural"
    change = session.decide(Decision(DecisionKind.PROPOSAL, (BALANCE,), (cell,), {cell: 10}, "明显笔误"))
    tables.apply(change)
    assert sheet(tables).sheet.index_of(cell).data() == "10"
    assert tables.tabText(1) != before
    assert tables.current_cell() == "t3.new.natural", "nothing moves"
    undone = session.undo()
    assert undone is not None
    tables.apply(undone)
    assert sheet(tables).sheet.index_of(cell).data() == "20"
    assert tables.tabText(1) == before


def test_a_number_that_outgrows_its_column_widens_it(tables: TablesView, session: Session) -> None:
    cell = "t3.granted.research"
    view = sheet(tables)
    before = view.columnWidth(view.sheet.layout.places[cell][1])
    tables.apply(session.decide(Decision(DecisionKind.PROPOSAL, (), (cell,), {cell: 123456789}, "核对")))
    width = view.columnWidth(view.sheet.layout.places[cell][1])
    assert width > before
    assert width >= view.cells.width_of(view.sheet.shown(cell))


def test_a_staged_value_shows_and_goes(tables: TablesView, qtbot: QtBot) -> None:
    tables.select_cell("t3.new.natural")
    plain = sheet(tables).grab().toImage()
    tables.stage({"t3.new.natural": "6,101"})
    assert sheet(tables).grab().toImage() != plain
    tables.stage({})
    assert sheet(tables).grab().toImage() == plain


def test_an_absent_table_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    report = make_report({}, tables=("t3",))
    session = Session.start(tmp_path / "a.gouji", b"x", "a.txt", report, "reviewer")
    view = TablesView(Theme())
    qtbot.addWidget(view)
    view.show_state(session.state)
    assert view.count() == 3
    assert view.sheet("t2") is None
    assert view.sheet("t3") is not None
    view.select_cell("t2.rules.made")
    assert view.current_cell() is None
    session.close()


def test_nothing_to_show(tables: TablesView) -> None:
    tables.show_state(None)
    assert tables.count() == 0
    assert tables.current_cell() is None
    tables.toggle_fold()
    tables.focus_finding(None)


def test_narrow_panes_show_every_result_of_table_four(tables: TablesView) -> None:
    tables.setCurrentIndex(2)
    view = sheet(tables, "t4")
    assert sum(view.columnWidth(at) for at in range(15)) <= view.viewport().width()


def test_everything_is_named(tables: TablesView) -> None:
    for table in ("t2", "t3", "t4"):
        view = sheet(tables, table)
        for part in (view, view.top, view.side, view.corner):
            assert part.accessibleName()


def test_both_palettes_draw(tables: TablesView, session: Session, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme = tables._theme
    tables.select_cell("t3.new.natural")
    light = tables.grab().toImage()
    theme.apply(application, "dark")
    assert tables.grab().toImage() != light
    theme.apply(application, "light")
