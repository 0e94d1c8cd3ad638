"""What the tests of the review share: a report with one slip in it, and short ways to decide."""

from __future__ import annotations

from pathlib import Path

from core.extract.report import Number, Report
from core.review.change import Change, Decision, DecisionKind, Item, ItemStatus
from core.review.session import Session
from tests.support import make_report

READING, PROPOSAL = DecisionKind.READING, DecisionKind.PROPOSAL
RETURNED, ACCEPTED = DecisionKind.RETURNED, DecisionKind.ACCEPTED
SOURCE = "某市二〇一九年度报告".encode()
WRONG = "t3.new.natural"
BALANCE, ROW_SUM = "t3.balance@natural", "t3.row_sum@new"


def one_slip() -> Report:
    """A report that adds up but for one number: 自然人 new is 5 where its row and column say 0."""
    return make_report({WRONG: 5})


def blanks(*rows: str) -> Report:
    return make_report({f"t3.{row}.natural": None for row in rows})


def decide(
    session: Session,
    kind: DecisionKind,
    *keys: str,
    cells: tuple[str, ...] = (),
    changes: dict[str, Number | None] | None = None,
    reason: str = "电话核实",
) -> Change:
    """Decides on findings, all their cells covered unless said."""
    items = [found for key in keys if (found := session.finding(key))]
    spoken = tuple(cell for item in items for cell in item.finding.cells)
    return session.decide(Decision(kind, keys, cells or spoken, changes or {}, reason))


def statuses(session: Session) -> dict[str, ItemStatus]:
    return {item.finding.key: item.status for item in session.state.items}


def item(session: Session, key: str) -> Item:
    found = session.finding(key)
    assert found is not None
    return found


def start(path: Path, source: bytes = SOURCE) -> Session:
    return Session.start(path, source, "a.txt", one_slip(), "甲")


def edit(session: Session, value: int) -> None:
    session.decide(Decision(DecisionKind.PROPOSAL, (), (), {WRONG: value}, "x"))


def value(session: Session) -> object:
    return session.state.cells[WRONG].value
