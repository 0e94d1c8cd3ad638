"""Sessions as earlier versions of the program left them still open, and mean the same.

A file is added for each version of the schema and never changed. The newest was made by:

    .venv/bin/python -m tests.core.review.test_versions FILE
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core.extract.report import CellState
from core.reconcile.beside import Neighbour
from core.review.answers import Reply
from core.review.change import Decision, DecisionKind, ItemStatus
from core.review.contents import MAJOR, MINOR
from core.review.session import Session
from core.review.stages import StageStatus
from core.review.verify import verify_session
from tests.core.review.support import ROW_SUM
from tests.core.review.test_fold import troubled
from tests.core.review.test_prose import with_prose
from tests.support import make_report

SESSIONS = Path(__file__).parent / "sessions"
AMOUNT, MADE, RUN = "t2.procurement.amount", "t2.rules.made", "cell.blank@t3.granted.natural"


def make_later(path: Path) -> None:
    """A session with what version 2 added (a version, a report laid beside, stages signed and returned), and
    version 3: a figure of the prose read anew, another proposed."""
    names = ("初审", "复审", "终审")
    first = with_prose("收到政府信息公开申请2件，办结3件。共办结40件，其中网办10件，占30%。", troubled())
    session = Session.start(path, "样例报告".encode(), "样例报告.txt", first, "甲", names)
    session.decide(
        Decision(DecisionKind.READING, (), (), {"prose.5": Decimal("25.0")}, "读错", {"prose.5": 1})
    )
    session.decide(Decision(DecisionKind.PROPOSAL, (), (), {"prose.1": 3}, "与表一致"))
    session.decide(Decision(DecisionKind.PROPOSAL, (), (), {"t3.new.natural": 1}, "明显笔误"))
    session.decide(Decision(DecisionKind.RETURNED, (ROW_SUM,), ("t3.new.natural",), {}, "请核实"))
    last = make_report({"t3.carried_out.natural": 4, "t3.carried_out.sum": 4})
    session.lay_beside("last_year", Neighbour(last, "去年.docx", "0" * 64))
    later = with_prose("收到政府信息公开申请3件，办结3件。", troubled({"t3.new.natural": 1}))
    session.take_version("修改稿".encode(), "修改稿.txt", later)
    keys = [item.finding.key for item in session.state.items if item.status is not ItemStatus.SETTLED]
    session.sign(1, "同意", keys)
    session.send_back(2, 1, "再看第三表", who="乙")
    session.close()


@pytest.mark.parametrize("path", sorted(SESSIONS.glob("1.*.gouji")), ids=lambda path: path.stem)
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


@pytest.mark.parametrize("path", sorted(SESSIONS.glob("[23].*.gouji")), ids=lambda path: path.stem)
def test_versions_stages_and_what_lay_beside_are_as_they_were_left(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    assert verify_session(copy).status == "intact"
    session = Session.open(copy, "丙")
    state = session.state
    assert (session.name, session.source) == ("修改稿.txt", "修改稿".encode())
    assert [version.name for version in state.versions] == ["修改稿.txt"]
    replies = {answer.cells: answer.reply for answer in state.versions[0].taking.answers}
    assert replies[("t3.new.natural",)] is Reply.DONE
    assert state.beside.last_year is not None
    assert state.beside.last_year.name == "去年.docx"
    first, second, third = state.stages.all
    assert (first.status, first.reason) == (StageStatus.RETURNED, "再看第三表")
    assert first.signed is not None
    assert {second.status, third.status} == {StageStatus.OPEN}
    session.undo()
    assert (session.name, session.state.cells["t3.new.natural"].value) == ("样例报告.txt", 1)
    session.close()
    assert verify_session(copy).status == "intact"


@pytest.mark.parametrize("path", sorted(SESSIONS.glob("3.*.gouji")), ids=lambda path: path.stem)
def test_figures_are_as_they_were_left(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    session = Session.open(copy, "丙")
    replies = {answer.cells: answer.reply for answer in session.state.versions[0].taking.answers}
    assert replies[("prose.1",)] is Reply.DONE
    session.undo()
    figures, checked = session.state.figures, session.state.checked.prose.figures
    assert (figures["prose.1"].value, figures["prose.1"].state) == (3, CellState.CORRECTED)
    assert (figures["prose.5"].value, checked[4].slack) == (Decimal("25.0"), 1)
    session.close()


def test_a_file_of_version_1_becomes_one_of_this_version_when_written(tmp_path: Path) -> None:
    copy = tmp_path / "1.0.gouji"
    shutil.copy(SESSIONS / "1.0.gouji", copy)
    before = copy.read_bytes()
    assert verify_session(copy).status == "intact"
    assert copy.read_bytes() == before
    Session.open(copy, "乙").close()
    with closing(sqlite3.connect(copy)) as held:
        assert held.execute("PRAGMA user_version").fetchone() == (1000 * MAJOR + MINOR,)
        assert held.execute("SELECT count(*) FROM version").fetchone() == (0,)


def test_there_is_a_session_of_every_version() -> None:
    assert {path.stem for path in SESSIONS.glob("*.gouji")} >= {"1.0", "2.0", f"{MAJOR}.{MINOR}"}


if __name__ == "__main__":
    make_later(Path(sys.argv[1]))
