"""The tables' layout and model: spans as on the form, ready values, the narrowest of signals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.extract.report import CellState
from core.forms.library import forms
from core.messages import render
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.tables.layout import lay_out
from gui.tables.model import Role, SheetModel
from gui.tables.moves import Moves
from gui.tables.present import Mark, Shown
from gui.tables.telling import state_words
from gui.values import number_text
from tests.gui.tables_support import BALANCE, finding, start

TABLES = [(form, table) for form in ("2019", "2021") for table in ("t2", "t3", "t4")]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_cell_of_the_form_has_one_place(form: str, table: str) -> None:
    layout = lay_out(forms()[form].tables[table])
    assert set(layout.places) == set(layout.table.cells)
    assert len(set(layout.places.values())) == len(layout.table.cells)
    assert all(0 <= row < layout.rows and 0 <= col < layout.columns for row, col in layout.places.values())


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_the_parts_make_up_the_sheet(form: str, table: str) -> None:
    layout = lay_out(forms()[form].tables[table])
    parts = (*layout.header, *layout.labels, *layout.corner, *layout.body)
    assert sorted(parts, key=lambda p: (p.row, p.column)) == sorted(
        layout.table.sheet, key=lambda p: (p.row, p.column)
    )


def test_only_sheets_with_one_header_are_frozen() -> None:
    tables = forms()["2019"].tables
    assert [(lay_out(tables[t]).top, lay_out(tables[t]).left) for t in ("t2", "t3", "t4")] == [
        (0, 0),
        (3, 3),
        (3, 0),
    ]


def test_the_labels_of_a_cell_are_told_outermost_first() -> None:
    layout = lay_out(forms()["2019"].tables["t3"])
    row, column = layout.places["t3.denied.secret.enterprise"]
    assert layout.column_path(row + layout.top, column + layout.left) == (
        "申请人情况",
        "法人或其他组织",
        "商业企业",
    )
    assert layout.row_path(row + layout.top, layout.left) == (
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
    )


def test_a_header_within_the_sheet_counts_for_what_stands_below_it() -> None:
    layout = lay_out(forms()["2019"].tables["t2"])
    row, column = layout.places["t2.fee.change"]
    assert layout.column_path(row, column) == ("第二十条第（八）项", "本年增/减")


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_models_keep_to_the_rules_of_qt(form: str, table: str, tmp_path: Path, qtbot: QtBot) -> None:
    session = start(tmp_path, form=form)
    model = SheetModel(lay_out(forms()[form].tables[table]), session.state, render)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for cell, place in model.layout.places.items():
        assert model.data(model.index(*place), Role.CELL) == cell
    session.close()


@pytest.fixture
def model(tmp_path: Path, qtbot: QtBot) -> SheetModel:
    session = start(tmp_path)
    session.close()
    return SheetModel(lay_out(forms()["2019"].tables["t3"]), session.state, render)


def shown(model: SheetModel, cell: str) -> Shown:
    held: Shown = model.index_of(cell).data(Role.SHOWN)
    return held


def tip(model: SheetModel, cell: str) -> str:
    said: str = model.index_of(cell).data(Qt.ItemDataRole.ToolTipRole)
    return said


def test_numbers_carry_separators_and_blanks_stay_blank(model: SheetModel) -> None:
    assert model.index_of("t3.new.natural").data() == "6,091"
    assert model.index_of("t3.new.natural").data(Qt.ItemDataRole.EditRole) == "6091"
    assert model.index_of("t3.new.legal").data() == "0"
    assert model.index_of("t3.partial.legal").data() == ""
    assert "空白" in model.index_of("t3.partial.legal").data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_short_relation_marks_all_its_cells_and_a_long_one_its_total(model: SheetModel) -> None:
    for row in ("new", "carried_in", "total", "carried_out"):
        assert Mark.FAILED in shown(model, f"t3.{row}.natural").marks
    assert Mark.FAILED in shown(model, "t3.carried_out.sum").marks
    assert Mark.FAILED not in shown(model, "t3.carried_out.legal").marks
    assert shown(model, "t3.carried_out.legal").part
    assert not shown(model, "t3.granted.natural").part


def test_a_tooltip_says_place_print_state_and_trouble(model: SheetModel) -> None:
    said = tip(model, "t3.new.natural")
    assert "自然人" in said
    assert "6,091" in said
    assert state_words(CellState.OK) in said
    assert "6,101" in said, "the arithmetic of the failed balance"


def test_texts_of_the_form_cannot_be_chosen(tmp_path: Path, qtbot: QtBot) -> None:
    session = start(tmp_path)
    session.close()
    model = SheetModel(lay_out(forms()["2019"].tables["t2"]), session.state, render)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            number = index.data(Role.CELL) is not None
            assert bool(index.flags() & Qt.ItemFlag.ItemIsSelectable) == number


def test_only_what_changed_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    session = start(tmp_path)
    model = SheetModel(lay_out(forms()["2019"].tables["t3"]), session.state, render)
    told: set[str] = set()

    def note(first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            for column in range(first.column(), last.column() + 1):
                told.add(model.index(row, column).data(Role.CELL))

    model.dataChanged.connect(note)
    model.modelReset.connect(lambda: pytest.fail("a reset"))
    before = {cell: shown(model, cell) for cell in model.layout.places}
    change = session.decide(
        Decision(
            DecisionKind.PROPOSAL,
            (BALANCE,),
            ("t3.carried_out.natural",),
            {"t3.carried_out.natural": 10},
            "与正文一致",
        )
    )
    model.apply(change.state, before)
    differ = {cell for cell in before if shown(model, cell) != before[cell]}
    assert told == differ
    assert "t3.carried_out.natural" in told
    assert "t3.granted.natural" not in told
    assert shown(model, "t3.carried_out.natural").marks == (Mark.CHANGED,)
    assert "原 20" in tip(model, "t3.carried_out.natural")
    session.close()


def test_money_is_shown_in_the_unit_of_the_form() -> None:
    fee = forms()["2021"].tables["t2"].columns["amount"]
    bought = forms()["2019"].tables["t2"].columns["amount"]
    assert number_text(Decimal("41662416.19"), fee) == "4,166.241619"
    assert number_text(Decimal("962716000"), fee, separators=False) == "96271.6"
    assert number_text(Decimal(2357000000), bought) == "2,357,000,000"
    assert number_text(Decimal("75394432.52"), bought) == "75,394,432.52"
    assert number_text(0, fee) == "0"
    assert number_text(None, fee) == ""


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_the_tab_key_follows_the_form(form: str, table: str) -> None:
    layout = lay_out(forms()[form].tables[table])
    moves = Moves(layout)
    at, seen = moves.first(()), []
    while at is not None:
        seen.append(at)
        at = moves.next(at, 1, ())
    assert tuple(seen) == layout.table.cells


def test_arrows_go_from_number_to_number_over_sections_and_spans() -> None:
    moves = Moves(lay_out(forms()["2021"].tables["t2"]))
    assert moves.step("t2.normative.in_force", 1, 0, ()) == "t2.permit.decisions"
    assert moves.step("t2.permit.decisions", 0, 1, ()) is None
    assert moves.step("t2.permit.decisions", -1, 0, ()) == "t2.normative.made"
    assert moves.step("t2.fee.amount", -10, 0, ()) == "t2.rules.made"
    assert moves.end("t2.rules.made", (), last=True, whole=True) == "t2.fee.amount"
    assert moves.end("t2.rules.made", (), last=True, whole=False) == "t2.rules.in_force"


def in_state(model: SheetModel, session: Session, cell: str, **said: Any) -> Shown:
    """What a cell shows once its reading is as told."""
    state = session.state
    cells = {**state.cells, cell: replace(state.cells[cell], **said)}
    model.apply(replace(state, cells=cells, report=replace(state.report, cells=cells)), [cell])
    return shown(model, cell)


CELL = "t3.unavailable.unclear.welfare"


def test_every_state_has_its_own_sign(model: SheetModel, tmp_path: Path) -> None:
    session = start(tmp_path / "again")
    run = in_state(
        model, session, CELL, value=None, raw="633000066", state=CellState.AMBIGUOUS, candidates=(6, 63)
    )
    assert (run.text, run.small, run.marks) == ("6/63", True, (Mark.DOUBT,))
    assert "6、63" in tip(model, CELL)
    words = in_state(model, session, CELL, value=None, raw="暂无", state=CellState.UNREADABLE)
    assert (words.text, words.small, words.marks) == ("暂无", True, (Mark.DOUBT,))
    absent = in_state(model, session, CELL, value=None, raw="", state=CellState.MISSING)
    assert (absent.text, absent.marks) == ("缺", (Mark.DOUBT,))
    mark = in_state(model, session, CELL, value=None, raw="/", state=CellState.BLANK)
    assert (mark.text, mark.small, mark.marks) == ("/", False, ())
    guess = in_state(model, session, CELL, value=7, raw="7", state=CellState.RECOVERED)
    assert (guess.text, guess.marks) == ("7", (Mark.RECOVERED,))
    assert len({run.tone, mark.tone, guess.tone}) == 3
    session.close()


@pytest.mark.parametrize(
    ("kind", "sign"), [(DecisionKind.RETURNED, Mark.RETURNED), (DecisionKind.ACCEPTED, Mark.ACCEPTED)]
)
def test_every_way_out_has_its_own_sign(
    model: SheetModel, tmp_path: Path, kind: DecisionKind, sign: Mark
) -> None:
    session = start(tmp_path / "again")
    cells = finding(session.state, BALANCE).cells
    model.apply(session.decide(Decision(kind, (BALANCE,), cells, {}, "电话核实")).state, cells)
    assert sign in shown(model, "t3.new.natural").marks
    assert Mark.FAILED not in shown(model, "t3.new.natural").marks
    assert "电话核实" in tip(model, "t3.new.natural")
    session.close()


def test_what_a_document_says_cannot_dress_up_as_markup(model: SheetModel, tmp_path: Path) -> None:
    session = start(tmp_path / "again")
    in_state(model, session, CELL, value=None, raw="<b>1</b>", state=CellState.UNREADABLE)
    assert "&lt;b&gt;" in tip(model, CELL)
    assert "<b>" not in tip(model, CELL)
    session.close()
