"""What the window calls values and quotes: money in the form's unit, the document in its own words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.extract.report import Number
from core.messages import render
from core.reconcile.wording import table_of
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.findings.describe import describe_cell
from gui.findings.offers import change_text
from gui.tables.telling import tooltip
from gui.values import cell_text, column_of, quotation, value_words
from tests.gui.review_support import begin_on
from tests.support import make_report

CELL, FEE = "t2.rules.made", "t2.fee.amount"


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Session:
    report = make_report({CELL: 5, FEE: Decimal("889000.5"), "t2.rules.repealed": None}, form="2021")
    return begin_on(tmp_path, report)


def decide(session: Session, kind: DecisionKind, cell: str, value: Number | None) -> None:
    session.decide(Decision(kind, (), (cell,), {cell: value}, "电话核实"))


def tip(session: Session, cell: str) -> str:
    return tooltip(session.state, table_of("t2", session.state.report), cell, render)


def test_money_is_said_in_the_unit_of_the_form(session: Session) -> None:
    report = session.state.report
    assert column_of(report, FEE).unit == "万元"
    assert cell_text(report, FEE, Decimal("889000.5")) == "88.90005"
    assert value_words(report, FEE, 10000) == "1 万元"
    assert value_words(report, CELL, 6091) == "6,091"
    assert value_words(report, CELL, None) == "空白"
    assert change_text({FEE: 900000}, session.state) == "88.90005 万元 → 90 万元"


def test_a_misreading_is_not_quoted(session: Session) -> None:
    before = quotation(session.state, CELL)
    assert before == f"“{session.state.report.cells[CELL].raw}”"
    assert quotation(session.state, "t2.rules.repealed") == "空白"
    decide(session, DecisionKind.READING, CELL, 6)
    assert quotation(session.state, CELL) == "6（经校正）"
    assert "校正读取 6（原 5）" in tip(session, CELL)
    decide(session, DecisionKind.PROPOSAL, CELL, 7)
    assert quotation(session.state, CELL) == "6（经校正）"
    assert "建议改为 7（原 6）" in tip(session, CELL)
    assert "6（经校正）" in describe_cell(CELL, session.state, render)
    assert change_text({CELL: 8}, session.state) == "7 → 8"


def test_a_proposal_leaves_what_is_quoted(session: Session) -> None:
    before = quotation(session.state, CELL)
    decide(session, DecisionKind.PROPOSAL, CELL, 7)
    assert quotation(session.state, CELL) == before
    assert "建议改为 7（原 5）" in tip(session, CELL)
    session.undo()
    assert "建议改为" not in tip(session, CELL)
