"""Sessions as earlier versions of the program left them still open, and mean the same.

A file is added for each version of the schema and never changed. This one was made by:

    .venv/bin/python -m tests.core.review.test_versions FILE
"""

from __future__ import annotations

import shutil
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from core.extract.report import CellState
from core.review.change import Decision, DecisionKind, ItemStatus
from core.review.session import Session
from core.review.verify import verify_session
from tests.core.review.support import ROW_SUM
from tests.core.review.test_fold import troubled

SESSIONS = Path(__file__).parent / "sessions"
AMOUNT, MADE, RUN = "t2.procurement.amount", "t2.rules.made", "cell.blank@t3.granted.natural"


def make(path: Path) -> None:
    """A session with every kind of entry and decision."""
    session = Session.start(path, "样例报告".encode(), "样例报告.txt", troubled(), "甲")
    reading = {MADE: 12, "t2.rules.published": None}
    for decision in (
        Decision(DecisionKind.RETURNED, (ROW_SUM,), ("t3.new.natural",), {}, "请核实"),
        Decision(DecisionKind.READING, ("cell.ambiguous@" + MADE,), tuple(reading), reading, "与正文一致"),
        Decision(DecisionKind.ACCEPTED, (RUN,), ("t3.granted.natural",), {}, "单位书面说明"),
        Decision(DecisionKind.PROPOSAL, (), (AMOUNT,), {AMOUNT: Decimal("75394432.52")}, "电话核实"),
        Decision(DecisionKind.PROPOSAL, (), (), {"t4.review.sum": 0}, "明显笔误"),
    ):
        session.decide(decision)
    session.undo()
    session.undo()
    session.redo()
    session.record_export("样例报告 核对稿.xlsx", "review", "0" * 64)
    session.close()


@pytest.mark.parametrize("path", sorted(SESSIONS.glob("*.gouji")), ids=lambda path: path.stem)
def test_an_earlier_session_opens_as_it_was_left(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    assert verify_session(copy).status == "intact"
    session = Session.open(copy, "乙")
    state = session.state
    assert (session.name, session.source) == ("样例报告.txt", "样例报告".encode())
    assert state.report.cells == troubled().cells
    assert [entry.kind for entry in state.entries] == [
        "open",
        *["decide"] * 5,
        *["undo", "undo", "redo"],
        "export",
        "open",
    ]
    assert state.cells[AMOUNT].value == Decimal("75394432.52")
    assert state.cells[MADE].value == 12
    assert state.cells["t2.rules.published"].value is None
    assert state.cells["t2.rules.published"].state is CellState.CORRECTED
    statuses = {item.finding.key: item.status for item in state.items}
    assert statuses[ROW_SUM] is ItemStatus.SETTLED
    assert statuses[RUN] is ItemStatus.OPEN
    assert statuses[f"{RUN}#4"] is ItemStatus.SETTLED
    assert state.redoable is not None
    session.redo()
    assert session.state.cells["t4.review.sum"].value == 0
    session.close()
    assert verify_session(copy).status == "intact"


def test_there_is_a_session_of_every_version() -> None:
    assert (SESSIONS / "1.0.gouji").is_file()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
