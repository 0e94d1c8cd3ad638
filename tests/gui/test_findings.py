"""The list of findings: its rows, its groups, its filters, and how little a change touches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.findings.delegate import fold_rect
from gui.findings.model import LEFT, POSITION, REMARK, STATUS, FindingsModel
from gui.findings.places import Place, places
from gui.findings.rows import Row
from gui.findings.sorts import Sort
from gui.findings.view import FindingsView
from gui.settings import Settings
from gui.theme import Theme
from gui.translation import Translation
from tests.gui.review_support import BALANCE_OFF, BLANKS, SUM_OFF, begin


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    held = begin(tmp_path, BALANCE_OFF, SUM_OFF, BLANKS)
    yield held
    held.close()


@pytest.fixture
def model(qtbot: QtBot, translation: Translation, session: Session) -> FindingsModel:
    held = FindingsModel(translation.text)
    QAbstractItemModelTester(held, QAbstractItemModelTester.FailureReportingMode.Fatal, held)
    show(held, session)
    return held


@pytest.fixture
def view(qtbot: QtBot, model: FindingsModel) -> FindingsView:
    held = FindingsView(model, Theme("light"), Settings())
    qtbot.addWidget(held)
    held.resize(1100, 300)
    held.show()
    return held


def show(model: FindingsModel, session: Session) -> tuple[Place, ...]:
    held = places(session.state.items)
    model.show_state(session.state, held)
    return held


def sorts(model: FindingsModel) -> list[Sort]:
    return [model.row(number).sort for number in range(model.rowCount())]


def text(model: FindingsModel, row: int, column: int) -> str:
    return str(model.index(row, column).data())


def test_rows_stand_in_order(model: FindingsModel) -> None:
    told = sorts(model)
    assert told[:3] == [Sort.FAILED, Sort.FAILED, Sort.DOUBT]
    rest = told[3:]
    assert rest == sorted(rest, key=[Sort.SKIPPED, Sort.PASSED].index)
    assert "第 1 组" in text(model, 0, POSITION)
    assert text(model, 1, LEFT) == "3"


def test_counts_are_of_outcomes(model: FindingsModel, session: Session) -> None:
    counts = model.counts
    assert (counts.failed, counts.groups, counts.doubts) == (3, 2, 1)
    assert counts.failed + counts.passed + counts.skipped == len(session.state.outcomes)


def test_skipped_check_is_shown_with_its_reason(model: FindingsModel) -> None:
    row = next(number for number in range(model.rowCount()) if model.row(number).sort is Sort.SKIPPED)
    assert text(model, row, STATUS) == "无法核对"
    assert text(model, row, REMARK)


def test_every_cell_speaks(model: FindingsModel) -> None:
    for row in range(model.rowCount()):
        spoken = model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken
        assert text(model, row, STATUS) in spoken


def test_group_unfolds_in_place(model: FindingsModel, qtbot: QtBot) -> None:
    inserted: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _, first, last: inserted.append((first, last)))
    before = model.rowCount()
    model.toggle(0)
    assert inserted == [(1, 2)]
    assert model.rowCount() == before + 2
    assert model.row(1).depth == 1
    assert "自然人" in text(model, 1, POSITION)
    model.toggle(0)
    assert model.rowCount() == before


def test_row_without_members_does_not_unfold(model: FindingsModel) -> None:
    before = model.rowCount()
    model.toggle(1)
    assert model.rowCount() == before


def test_decision_touches_its_rows_alone(model: FindingsModel, session: Session) -> None:
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    model.modelReset.connect(lambda: pytest.fail("the model was reset"))
    finding = places(session.state.items)[2].first
    session.decide(Decision(DecisionKind.ACCEPTED, (finding.key,), finding.cells, {}, "确无此项"))
    show(model, session)
    assert text(model, 2, STATUS) == "核实无误"
    assert "确无此项" in text(model, 2, REMARK)
    assert model.row(2).settled
    assert {row for first, last in changed for row in range(first, last + 1)} <= {2}


def test_partly_settled_doubt_is_two_rows(model: FindingsModel, session: Session) -> None:
    finding = places(session.state.items)[2].first
    before = model.rowCount()
    session.decide(Decision(DecisionKind.RETURNED, (finding.key,), finding.cells[:1], {}, "请补填"))
    show(model, session)
    assert model.rowCount() == before + 1
    assert {text(model, 2, STATUS), text(model, 3, STATUS)} == {"存疑", "退回核实"}


def test_place_is_found_where_it_is_shown(model: FindingsModel, session: Session) -> None:
    held = places(session.state.items)
    assert model.rows_of(held[1]) == [1]
    model.show_sorts(frozenset({Sort.DOUBT}))
    assert model.rows_of(held[1]) == []
    assert model.rows_of(held[2]) == [0]


def test_filters_hide_and_are_kept(view: FindingsView, model: FindingsModel, qtbot: QtBot) -> None:
    assert Sort.PASSED not in sorts(model)
    qtbot.mouseClick(view.filters[Sort.PASSED], Qt.MouseButton.LeftButton)
    assert Sort.PASSED in sorts(model)
    qtbot.mouseClick(view.filters[Sort.FAILED], Qt.MouseButton.LeftButton)
    assert Sort.FAILED not in sorts(model)
    assert Settings().filters == {"doubt", "skipped", "passed"}


def test_filters_carry_the_counts(view: FindingsView) -> None:
    assert view.filters[Sort.FAILED].text() == "不符 3（2 组）"
    assert view.filters[Sort.DOUBT].text() == "存疑 1"


def test_choice_by_the_user_is_told_and_by_the_program_not(
    view: FindingsView, session: Session, qtbot: QtBot
) -> None:
    told: list[Row] = []
    view.rowChosen.connect(told.append)
    held = places(session.state.items)
    view.select(held[0])
    assert told == []
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert [row.place for row in told] == [held[1]]


def test_arrows_fold_and_unfold(
    view: FindingsView, model: FindingsModel, session: Session, qtbot: QtBot
) -> None:
    view.select(places(session.state.items)[0])
    before = model.rowCount()
    qtbot.keyClick(view.table, Qt.Key.Key_Right)
    assert model.rowCount() == before + 2
    assert model.is_unfolded(0)
    qtbot.keyClick(view.table, Qt.Key.Key_Left)
    assert model.rowCount() == before


def test_click_on_the_sign_folds_without_choosing(
    view: FindingsView, model: FindingsModel, qtbot: QtBot
) -> None:
    told: list[Row] = []
    view.rowChosen.connect(told.append)
    before = model.rowCount()
    cell = view.table.visualRect(model.index(0, POSITION))
    at = fold_rect(cell.adjusted(8, 0, -8, 0)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert model.rowCount() == before + 2
    assert told == []


def test_nothing_to_show_says_so(view: FindingsView, model: FindingsModel) -> None:
    view.show_state(None, ())
    assert model.rowCount(QModelIndex()) == 0
    assert view.filters[Sort.FAILED].text() == "不符 0"
