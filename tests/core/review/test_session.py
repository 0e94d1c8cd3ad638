"""A review as it goes: decisions, what they settle, undo and redo, and the file they are kept in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, InputError
from core.extract.report import CellState, Number
from core.review.change import Decision, DecisionKind, ItemStatus
from core.review.kept import find_session
from core.review.session import Session
from core.review.store import session_path
from tests.core.review.support import (
    ACCEPTED,
    BALANCE,
    PROPOSAL,
    READING,
    RETURNED,
    ROW_SUM,
    SOURCE,
    WRONG,
    decide,
    item,
    one_slip,
    statuses,
)
from tests.support import make_report


def test_starts_with_what_reconciling_finds(session: Session) -> None:
    assert statuses(session) == {ROW_SUM: ItemStatus.OPEN, BALANCE: ItemStatus.OPEN}
    (entry,) = session.state.entries
    assert (entry.number, entry.kind, entry.who) == (1, "open", "甲")
    assert entry.payload["source"] == session.sha256
    assert entry.payload["name"] == "年度报告.txt"
    assert session.state.undoable is None
    assert session.state.redoable is None


def test_a_change_that_cures_settles_every_finding_it_cures(session: Session) -> None:
    change = decide(session, PROPOSAL, ROW_SUM, changes={WRONG: 0})
    assert set(statuses(session).values()) == {ItemStatus.SETTLED}
    assert list(statuses(session)) == [ROW_SUM, BALANCE]
    assert change.findings == {ROW_SUM, BALANCE}
    cell = session.state.cells[WRONG]
    assert (cell.value, cell.state, cell.raw) == (0, CellState.CORRECTED, "5")
    assert session.state.decisions == {WRONG: session.state.entries[-1]}


def test_the_entry_stands_alone_as_a_record(session: Session) -> None:
    decide(session, PROPOSAL, ROW_SUM, changes={WRONG: 0}, reason="明显笔误")
    payload = session.state.entries[-1].payload
    assert payload["changes"] == {WRONG: {"raw": "5", "before": 5, "after": 0}}
    assert payload["reason"] == "明显笔误"
    assert [one["key"] for one in payload["settled"]] == [ROW_SUM, BALANCE]
    first = payload["settled"][0]
    assert (first["left"], first["right"], first["severity"]) == (5, 0, "error")
    assert payload["rests_on"][WRONG] == 0


def test_a_change_that_cures_nothing_leaves_the_finding_open(session: Session) -> None:
    decide(session, READING, ROW_SUM, changes={WRONG: 4})
    assert item(session, ROW_SUM).status is ItemStatus.OPEN
    assert item(session, ROW_SUM).finding.left == 4
    decide(session, ACCEPTED, ROW_SUM)
    assert item(session, ROW_SUM).status is ItemStatus.SETTLED


def test_a_change_may_break_what_held(session: Session) -> None:
    decide(session, PROPOSAL, changes={"t3.new.sum": 5})
    assert statuses(session)["t3.balance@sum"] is ItemStatus.OPEN
    assert item(session, ROW_SUM).status is ItemStatus.SETTLED
    session.undo()
    assert "t3.balance@sum" not in statuses(session)


@pytest.mark.parametrize("kind", [RETURNED, ACCEPTED])
def test_settled_as_it_stands(session: Session, kind: DecisionKind) -> None:
    change = decide(session, kind, ROW_SUM)
    settled = item(session, ROW_SUM)
    assert settled.status is ItemStatus.SETTLED
    assert settled.decision is not None
    assert settled.decision.kind is kind
    assert settled.entry == session.state.entries[-1]
    assert session.state.cells[WRONG].value == 5
    assert item(session, BALANCE).status is ItemStatus.OPEN
    assert set(settled.finding.cells) <= change.cells
    assert session.state.decisions[WRONG] == settled.entry


def test_reopened_when_the_numbers_it_rests_on_change(session: Session) -> None:
    decide(session, ACCEPTED, ROW_SUM)
    decide(session, READING, changes={"t3.new.enterprise": 1})
    reopened = item(session, ROW_SUM)
    assert reopened.status is ItemStatus.REOPENED
    assert reopened.entry is not None
    assert reopened.entry.number == 2
    assert WRONG not in session.state.decisions
    session.undo()
    assert item(session, ROW_SUM).status is ItemStatus.SETTLED


def test_reopened_when_a_later_change_breaks_what_was_cured(session: Session) -> None:
    decide(session, PROPOSAL, ROW_SUM, changes={WRONG: 0})
    decide(session, PROPOSAL, changes={WRONG: 3})
    assert item(session, ROW_SUM).status is ItemStatus.REOPENED


def test_a_later_decision_on_a_cell_stands_over_the_earlier(session: Session) -> None:
    decide(session, PROPOSAL, ROW_SUM, changes={WRONG: 0})
    decide(session, READING, ROW_SUM, changes={WRONG: 0})
    settled = item(session, ROW_SUM)
    assert settled.decision is not None
    assert settled.decision.kind is READING
    session.undo()
    again = item(session, ROW_SUM)
    assert again.decision is not None
    assert again.decision.kind is PROPOSAL


def test_a_changed_cell_keeps_its_mark_when_its_finding_is_accepted(session: Session) -> None:
    decide(session, READING, changes={WRONG: 4})
    decide(session, ACCEPTED, ROW_SUM)
    assert session.state.decisions[WRONG].number == 2
    assert session.state.decisions["t3.new.sum"].number == 3


def test_undo_and_redo_without_limit(session: Session) -> None:
    assert session.undo() is None
    assert session.redo() is None
    for value in range(6, 16):
        decide(session, PROPOSAL, changes={WRONG: value})
    for value in range(14, 5, -1):
        session.undo()
        assert session.state.cells[WRONG].value == value
    session.undo()
    assert session.state.cells[WRONG].state is CellState.OK
    assert session.undo() is None
    for value in range(6, 16):
        session.redo()
        assert session.state.cells[WRONG].value == value
    assert session.redo() is None
    assert len(session.state.entries) == 1 + 10 + 10 + 10


def test_a_decision_after_undo_keeps_the_undone_branch_in_the_journal(session: Session) -> None:
    decide(session, PROPOSAL, changes={WRONG: 7})
    session.undo()
    decide(session, PROPOSAL, changes={WRONG: 8})
    assert session.redo() is None
    assert [entry.kind for entry in session.state.entries] == ["open", "decide", "undo", "decide"]
    assert session.state.entries[1].payload["changes"][WRONG]["after"] == 7


def test_an_export_cannot_be_undone(session: Session) -> None:
    decide(session, PROPOSAL, changes={WRONG: 7})
    entry = session.record_export("核对稿.xlsx", "review", "00ff")
    said = {"target": "核对稿.xlsx", "kind": "review", "digest": "00ff", "program": session.program}
    assert entry.payload == said
    assert session.state.head == entry.hash
    session.undo()
    assert session.state.entries[-1].payload == {"target": 2}
    assert session.undo() is None


def test_reopened_exactly_as_left(session: Session) -> None:
    decide(session, PROPOSAL, changes={WRONG: 7})
    decide(session, ACCEPTED, ROW_SUM)
    decide(session, PROPOSAL, changes={WRONG: 8})
    session.undo()
    left = session.state
    session.close()
    again = Session.open(session.path, "乙")
    assert again.state.items == left.items
    assert again.state.cells == left.cells
    assert again.state.outcomes == left.outcomes
    assert again.state.decisions == left.decisions
    assert (again.state.undoable, again.state.redoable) == (left.undoable, left.redoable)
    assert again.state.entries[:-1] == left.entries
    assert (again.state.entries[-1].kind, again.state.entries[-1].who) == ("open", "乙")
    assert (again.source, again.name, again.program) == (SOURCE, "年度报告.txt", session.program)
    again.redo()
    assert again.state.cells[WRONG].value == 8
    again.close()


def test_groups_keep_together_when_one_of_them_is_cured(tmp_path: Path) -> None:
    values: dict[str, Number | None] = {WRONG: 5, "t3.new.enterprise": 5, "t3.new.sum": 10}
    session = Session.start(tmp_path / "g.gouji", SOURCE, "g.txt", make_report(values), "甲")
    before = {found.finding.key: found.finding.group for found in session.state.items}
    decide(session, PROPOSAL, changes={"t3.carried_out.natural": 5})
    after = {found.finding.key: found.finding.group for found in session.state.items}
    assert {key: after[key] for key in before} == before
    session.close()


def test_a_cell_is_returned_without_a_finding(session: Session) -> None:
    cell = "t3.granted.natural"
    change = decide(session, RETURNED, cells=(cell,), reason="请核实")
    assert session.state.decisions[cell].number == 2
    assert cell in change.cells
    decide(session, PROPOSAL, changes={cell: 1})
    assert session.state.decisions[cell].number == 3


def test_a_report_without_tables(tmp_path: Path) -> None:
    report = replace(make_report({}, tables=()), template="prose")
    session = Session.start(tmp_path / "p.gouji", SOURCE, "p.txt", report, "甲")
    assert session.state.outcomes == ()
    with pytest.raises(ValueError, match="no such cell"):
        decide(session, PROPOSAL, changes={WRONG: 1})
    session.record_export("p.xlsx", "review", "00")
    session.close()
    Session.open(session.path, "甲").close()


@pytest.mark.parametrize(
    "decision",
    [
        Decision(PROPOSAL, (ROW_SUM,), (), {}, "x"),
        Decision(READING, (), (WRONG,), {}, "x"),
        Decision(ACCEPTED, (ROW_SUM,), (WRONG,), {WRONG: 3}, "x"),
        Decision(ACCEPTED, (ROW_SUM,), (WRONG,), {}, " "),
        Decision(RETURNED, (ROW_SUM,), (WRONG,), {}, ""),
        Decision(PROPOSAL, (ROW_SUM,), (), {WRONG: 0}, ""),
        Decision(ACCEPTED, (), (WRONG,), {}, "x"),
        Decision(RETURNED, (), (), {}, "x"),
        Decision(ACCEPTED, ("t3.row_sum@granted",), (), {}, "x"),
        Decision(ACCEPTED, (ROW_SUM,), ("t3.granted.natural",), {}, "x"),
        Decision(ACCEPTED, (ROW_SUM,), ("t3.nowhere.natural",), {}, "x"),
        Decision(PROPOSAL, (), (), {"t9.new.natural": 1}, "x"),
        Decision(PROPOSAL, (), (), {WRONG: -1}, "x"),
        Decision(PROPOSAL, (), (), {WRONG: Decimal(3)}, "x"),
        Decision(PROPOSAL, (), (), {WRONG: True}, "x"),
        Decision(PROPOSAL, (), (), {WRONG: 1.5}, "x"),  # type: ignore[dict-item]
        Decision(PROPOSAL, (), (), {WRONG: 10**15}, "x"),
        Decision(PROPOSAL, (), (), {"t2.procurement.amount": Decimal("0.001")}, "x"),
        Decision(PROPOSAL, (), (), {"t2.procurement.amount": Decimal("NaN")}, "x"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(session: Session, decision: Decision) -> None:
    before = session.state
    with pytest.raises(ValueError, match=r"."):
        session.decide(decision)
    assert session.state is before


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("t2.permit.change", -5),
        ("t2.procurement.amount", Decimal("75394432.52")),
        ("t2.procurement.amount", 251000),
        ("t2.procurement.amount", None),
    ],
)
def test_numbers_of_every_kind_are_kept_exactly(session: Session, cell: str, value: Number | None) -> None:
    decide(session, READING, changes={cell: value})
    session.close()
    again = Session.open(session.path, "甲")
    kept = again.state.cells[cell].value
    assert (kept, type(kept)) == (value, type(value))
    again.close()


def test_errors_are_never_settled_in_bulk(tmp_path: Path) -> None:
    report = make_report({WRONG: 5, "t4.review.sum": 3})
    session = Session.start(tmp_path / "e.gouji", SOURCE, "e.txt", report, "甲")
    with pytest.raises(ValueError, match="one at a time"):
        decide(session, ACCEPTED, ROW_SUM, "t4.group_sum@review")
    with pytest.raises(ValueError, match="one at a time"):
        decide(session, RETURNED, ROW_SUM, "t4.group_sum@review")
    if item(session, ROW_SUM).finding.group == item(session, BALANCE).finding.group:
        decide(session, ACCEPTED, ROW_SUM, BALANCE)
    session.close()


def test_who_is_told_by_every_entry(session: Session) -> None:
    session.who = " 乙\n 丙 \ud800"
    decide(session, PROPOSAL, changes={WRONG: 7}, reason="半个字\udc00")
    entry = session.state.entries[-1]
    assert entry.who == "乙 丙 \ufffd"
    assert entry.payload["reason"] == "半个字\ufffd"
    session.close()
    Session.open(session.path, "甲").close()


def test_open_elsewhere_is_locked(session: Session) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Session.open(session.path, "乙")
    assert caught.value.message.id == "review.locked_by"


def test_starting_over_a_session_that_is_there(session: Session) -> None:
    with pytest.raises(EnvironmentFault) as caught:
        Session.start(session.path, SOURCE, "a.txt", one_slip(), "甲")
    assert caught.value.message.id == "review.exists"
    decide(session, PROPOSAL, changes={WRONG: 7})
    assert [path.name for path in session.path.parent.glob("*.part")] == []


@pytest.mark.parametrize("contents", [b"", b"not a session", b"SQLite format 3\x00" + b"\x00" * 200])
def test_what_is_no_session(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "x.gouji"
    path.write_bytes(contents)
    with pytest.raises(InputError):
        Session.open(path, "甲")
    assert path.read_bytes() == contents


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Session.open(tmp_path / "none.gouji", "甲")
    assert caught.value.message.id == "review.absent"


def test_the_unnamed_session_of_a_source_is_found_again() -> None:
    session = Session.start(session_path("ab"), SOURCE, "a.txt", one_slip(), "甲")
    assert not session.named
    assert find_session(session.sha256) == session.path
    assert find_session("cd") is None
    session.close()
