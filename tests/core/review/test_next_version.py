"""The office's next version: what it answered, what carries over, and the way back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from core.extract.report import CellState, Number, Report
from core.review.answers import Answer, Reply
from core.review.change import DecisionKind, ItemStatus
from core.review.kept import find_session
from core.review.leftover import peek
from core.review.session import Session
from core.review.verify import verify_session
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

NEXT = b"next"
GROUP = "t4.group_sum@review"


def report(values: Mapping[str, Number | None]) -> Report:
    return make_report(values)


def take(session: Session, values: Mapping[str, Number | None], source: bytes = NEXT) -> list[Answer]:
    """Takes a next version; what it answered."""
    session.take_version(source, "年度报告（修改稿）.txt", report(values))
    return list(session.state.versions[-1].taking.answers)


def replies(answers: list[Answer]) -> list[Reply]:
    return [answer.reply for answer in answers]


@pytest.mark.parametrize(
    ("now", "reply", "held", "kept"),
    [(0, Reply.DONE, 0, False), (5, Reply.UNCHANGED, 0, True), (7, Reply.OTHERWISE, 7, False)],
)
def test_a_number_proposed(session: Session, now: int, reply: Reply, held: int, kept: bool) -> None:
    decide(session, PROPOSAL, BALANCE, changes={WRONG: 0})
    answers = take(session, {WRONG: now})
    assert [(answer.reply, answer.wanted, answer.cells) for answer in answers] == [(reply, 0, (WRONG,))]
    assert session.state.cells[WRONG].value == held
    assert (WRONG in session.state.decisions) == kept
    changes = session.state.versions[-1].taking.changes
    assert list(changes) == ([] if now == 5 else [WRONG])
    found = statuses(session).get(BALANCE)
    assert found is {0: None, 5: ItemStatus.SETTLED, 7: ItemStatus.REOPENED}[now]


@pytest.mark.parametrize(
    ("now", "reply", "status"),
    [
        (0, Reply.DONE, None),
        (5, Reply.UNCHANGED, ItemStatus.SETTLED),
        (7, Reply.OTHERWISE, ItemStatus.REOPENED),
    ],
)
def test_a_finding_returned(session: Session, now: int, reply: Reply, status: ItemStatus | None) -> None:
    decide(session, RETURNED, BALANCE)
    (answer,) = take(session, {WRONG: now})
    assert (answer.reply, answer.key) == (reply, BALANCE)
    assert statuses(session).get(BALANCE) is status
    marked = any(id in session.state.decisions for id in answer.cells)
    assert marked == (status is ItemStatus.SETTLED)


def test_a_finding_that_can_no_longer_be_checked_is_not_done(session: Session) -> None:
    decide(session, RETURNED, BALANCE)
    said = report({})
    cell = replace(said.cells[WRONG], value=None, state=CellState.UNREADABLE, raw="六千")
    session.take_version(NEXT, "b.txt", replace(said, cells={**said.cells, WRONG: cell}))
    assert replies(list(session.state.versions[0].taking.answers)) == [Reply.OTHERWISE]


def test_a_table_that_is_gone_answers_nothing(session: Session) -> None:
    decide(session, RETURNED, BALANCE)
    decide(session, PROPOSAL, changes={"t4.review.sum": 3})
    session.take_version(NEXT, "b.txt", make_report({WRONG: 5}, tables=("t2", "t3")))
    answers = {answer.cells[0]: answer.reply for answer in session.state.versions[0].taking.answers}
    assert answers["t4.review.sum"] is Reply.OTHERWISE
    assert "t4.review.sum" not in session.state.cells
    session.undo()
    assert session.state.cells["t4.review.sum"].value == 3


def test_cells_sent_back_without_a_finding(session: Session) -> None:
    for id in ("t4.review.upheld", "t4.direct.upheld"):
        decide(session, RETURNED, cells=(id,))
    answers = take(session, {WRONG: 5, "t4.review.upheld": 1, "t4.review.sum": 1})
    assert replies(answers) == [Reply.DONE, Reply.UNCHANGED]
    assert "t4.direct.upheld" in session.state.decisions
    assert "t4.review.upheld" not in session.state.decisions


def test_what_was_accepted_stays_so_while_its_numbers_stand(session: Session) -> None:
    decide(session, ACCEPTED, BALANCE, reason="单位书面说明")
    take(session, {WRONG: 5, "t4.review.upheld": 2, "t4.review.sum": 2})
    assert statuses(session)[BALANCE] is ItemStatus.SETTLED
    assert item(session, BALANCE).decision is not None
    take(session, {WRONG: 6}, b"third")
    assert statuses(session)[BALANCE] is ItemStatus.REOPENED


def test_a_reading_stands_while_the_document_prints_the_same(session: Session) -> None:
    decide(session, READING, BALANCE, changes={WRONG: 0})
    take(session, {WRONG: 5})
    assert session.state.cells[WRONG].value == 0
    take(session, {WRONG: 8}, b"third")
    assert session.state.cells[WRONG].value == 8
    assert statuses(session)[BALANCE] is ItemStatus.REOPENED


def test_a_reading_of_the_same_document_stands_however_it_is_read(session: Session) -> None:
    decide(session, READING, BALANCE, changes={WRONG: 0})
    assert session.weigh_version(SOURCE, report({WRONG: 8})).lapses == {}
    session.take_version(SOURCE, "年度报告.txt", report({WRONG: 8}))
    (version,) = session.state.versions
    assert version.reread
    assert session.state.cells[WRONG].value == 0
    assert peek(session.path).versions[version.entry.number].source is None
    assert session.source == SOURCE


def test_weighing_does_nothing(session: Session) -> None:
    decide(session, RETURNED, BALANCE)
    before = session.state
    taking = session.weigh_version(NEXT, report({}))
    assert [answer.reply for answer in taking.answers] == [Reply.DONE]
    assert session.state is before
    session.take_version(NEXT, "b.txt", report({}))
    assert session.state.versions[0].taking == taking


def test_the_document_under_review_follows_its_version_and_the_way_back(session: Session) -> None:
    first = session.state
    change = session.take_version(NEXT, "修改稿.txt", report({}))
    assert change.report_changed
    assert (session.source, session.name) == (NEXT, "修改稿.txt")
    assert BALANCE not in statuses(session)
    back = session.undo()
    assert back is not None
    assert back.report_changed
    assert (session.source, session.name) == (SOURCE, "年度报告.txt")
    assert (session.state.cells, session.state.items) == (first.cells, first.items)
    session.redo()
    assert session.source == NEXT


def test_earlier_decisions_can_still_be_undone_one_by_one(session: Session) -> None:
    decide(session, PROPOSAL, BALANCE, changes={WRONG: 0})
    take(session, {WRONG: 7})
    session.undo()
    assert session.state.cells[WRONG].value == 0
    assert session.state.versions == ()
    session.undo()
    assert session.state.cells[WRONG].value == 5
    while session.redo():
        pass
    assert session.state.cells[WRONG].value == 7


def test_it_is_reopened_as_it_was_left_and_found_by_each_of_its_documents(session: Session) -> None:
    decide(session, PROPOSAL, BALANCE, changes={WRONG: 0})
    decide(session, RETURNED, cells=("t4.review.upheld",))
    take(session, {WRONG: 7, "t4.review.sum": 3})
    left, path, sha = session.state, session.path, session.sha256
    session.close()
    assert verify_session(path).status == "intact"
    again = Session.open(path, "乙")
    assert (again.source, again.sha256) == (NEXT, sha)
    for name in ("cells", "items", "outcomes", "decisions", "versions", "report"):
        assert getattr(again.state, name) == getattr(left, name)
    assert find_session(sha) == path
    first = peek(path).first.sha256
    assert find_session(first) == path
    again.close()


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE version SET bytes = x'00'",
        "UPDATE version SET json = '{}'",
        "UPDATE version SET name = 'x'",
        "UPDATE version SET number = 9",
        "UPDATE version SET bytes = NULL",
        "DELETE FROM version",
        "INSERT INTO version SELECT 9, name, sha256, bytes, program, digest, json FROM version",
    ],
)
def test_a_version_that_was_altered_is_found(session: Session, tmp_path: Path, spoil: str) -> None:
    take(session, {})
    copy = tmp_path / "copy.gouji"
    shutil.copy(session.path, copy)
    with sqlite3.connect(copy) as held:
        held.execute(spoil)
    held.close()
    assert verify_session(copy).status == "broken"


def test_a_doubt_that_is_gone_is_done_and_one_that_stays_is_not(tmp_path: Path) -> None:
    blank = make_report({"t3.granted.natural": None, "t4.review.upheld": None})
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", blank, "甲")
    for id in ("t3.granted.natural", "t4.review.upheld"):
        decide(session, RETURNED, f"cell.blank@{id}")
    session.take_version(NEXT, "b.txt", make_report({"t4.review.upheld": None}))
    answers = session.state.versions[0].taking.answers
    assert [(answer.cells[0], answer.reply) for answer in answers] == [
        ("t3.granted.natural", Reply.DONE),
        ("t4.review.upheld", Reply.UNCHANGED),
    ]
    assert statuses(session) == {"cell.blank@t4.review.upheld": ItemStatus.SETTLED}
    session.close()


def test_two_findings_about_one_number(session: Session) -> None:
    """Setting one right by the wrong cell leaves the other; each is answered for itself."""
    decide(session, RETURNED, BALANCE)
    decide(session, RETURNED, ROW_SUM)
    answers = take(session, {WRONG: 5, "t3.new.sum": 5})
    assert {answer.key: answer.reply for answer in answers} == {
        BALANCE: Reply.UNCHANGED,
        ROW_SUM: Reply.DONE,
    }
    assert all(answer.kind is DecisionKind.RETURNED for answer in answers)
    assert one_slip().cells[WRONG].value == 5
