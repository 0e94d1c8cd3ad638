"""Figures of the prose are settled like cells: each way out, in the journal, undone, redone, carried over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.location import TextSpan
from core.extract.prose.model import Bound, Figure
from core.extract.report import CellState, Number
from core.reconcile.finding import Status
from core.review.answers import Answer, Reply
from core.review.change import Decision, DecisionKind, ItemStatus
from core.review.contents import connect
from core.review.corrections import read_corrections
from core.review.figures import check_figure, found_again, parse_figure
from core.review.journal import canonical, next_entry
from core.review.leftover import peek
from core.review.sent import printed_cells, sent_back
from core.review.session import Session
from core.review.verify import verify_session
from tests.core.review.support import ACCEPTED, PROPOSAL, READING, RETURNED, SOURCE, decide, item
from tests.core.review.test_prose import with_prose

TEXT = "收到政府信息公开申请2件，办结3件。共办结40件，其中网办10件，占30%。"
NEW, RATE, SHARE = "prose.figure@prose.1", "prose.rate@prose.5", "prose.5"
FIGURE = Figure("prose.1", "2", 2, "件", "收到政府信息公开申请2件", TextSpan(10, 11))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session.start(tmp_path / "a.gouji", SOURCE, "年度报告.txt", with_prose(TEXT), "甲")
    yield opened
    opened.close()


def change(
    session: Session, kind: DecisionKind, id: str, value: Number, slack: Number = 0, *keys: str
) -> None:
    held = {id: slack} if slack else {}
    session.decide(Decision(kind, keys, (), {id: value}, "电话核实", held))


def outcome(session: Session, key: str) -> Status:
    return next(one.status for one in session.state.prose if one.relation.key == key)


def test_the_report_has_what_the_tests_speak_of(session: Session) -> None:
    assert [outcome(session, key) for key in (NEW, RATE)] == [Status.FAILED, Status.FAILED]


@pytest.mark.parametrize("kind", [READING, PROPOSAL])
def test_a_new_number_settles_what_it_cures_and_comes_off_and_on_again(
    session: Session, kind: DecisionKind
) -> None:
    change(session, kind, "prose.1", 3, 0, NEW)
    state = session.state
    assert (item(session, NEW).status, outcome(session, NEW)) == (ItemStatus.SETTLED, Status.PASSED)
    assert (state.figures["prose.1"].value, state.figures["prose.1"].state) == (3, CellState.CORRECTED)
    assert (state.report.prose.figures[0].value, state.checked.prose.figures[0].value) == (2, 3)
    assert "prose.1" not in state.cells
    assert session.undo() is not None
    assert (item(session, NEW).status, outcome(session, NEW)) == (ItemStatus.OPEN, Status.FAILED)
    step = session.redo()
    assert step is not None
    assert "prose.1" in step.cells
    assert item(session, NEW).status is ItemStatus.SETTLED


def test_a_new_number_brings_what_it_contradicts(session: Session) -> None:
    second = next(one for one in session.state.prose if one.relation.place == "prose.2")
    assert second.status is Status.PASSED
    change(session, READING, "prose.2", 8)
    found = item(session, second.relation.key)
    assert (found.status, found.finding.left, found.finding.right) == (ItemStatus.OPEN, 8, 3)


def test_what_was_accepted_opens_again_when_the_figure_changes(session: Session) -> None:
    decide(session, ACCEPTED, NEW, reason="口径不同")
    change(session, READING, "prose.1", 5)
    assert item(session, NEW).status is ItemStatus.REOPENED


def test_a_share_is_held_to_the_precision_of_its_new_number(session: Session) -> None:
    change(session, READING, SHARE, Decimal("25.4"), Decimal("0.1"))
    assert outcome(session, RATE) is Status.FAILED
    change(session, READING, SHARE, 25, 1)
    assert outcome(session, RATE) is Status.PASSED


def test_a_count_that_a_share_follows_from_may_be_what_is_wrong(session: Session) -> None:
    change(session, READING, "prose.4", 12)
    assert outcome(session, RATE) is Status.PASSED


def test_it_is_all_there_when_the_session_is_opened_again_and_verified(session: Session) -> None:
    change(session, PROPOSAL, "prose.1", 3)
    change(session, READING, SHARE, 25, 1)
    before, path = session.state, session.path
    session.close()
    assert verify_session(path).status == "intact"
    again = Session.open(path, "乙")
    try:
        assert again.state.figures == before.figures
        assert again.state.checked.prose == before.checked.prose
        assert again.state.prose == before.prose
    finally:
        again.close()


def test_the_journal_keeps_the_words_the_number_was_in(session: Session) -> None:
    change(session, READING, SHARE, 25, 1)
    said = session.state.entries[-1].payload
    assert said["changes"] == {SHARE: {"raw": "30", "before": 30, "after": 25, "slack": 1}}
    (words,) = said["figures"].values()
    assert words["unit"] == "%"
    assert "30%" in words["clause"]


def test_a_figure_is_returned_without_a_finding(session: Session) -> None:
    session.decide(Decision(RETURNED, (), ("prose.2",), {}, "请核实"))
    (one,) = sent_back(session.state)
    assert (one.cells, one.finding) == (("prose.2",), None)
    assert session.state.decisions["prose.2"].number == 2


def test_what_goes_back_is_the_number_proposed_and_what_is_printed(session: Session) -> None:
    change(session, READING, "prose.2", 4)
    change(session, PROPOSAL, "prose.1", 3)
    (one,) = sent_back(session.state)
    assert (one.cells, one.wanted) == (("prose.1",), 3)
    printed = printed_cells(session.state)
    assert (printed["prose.1"].value, printed["prose.2"].value) == (2, 4)


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("prose.1", None),
        ("prose.1", -1),
        ("prose.1", Decimal("2.5")),
        ("prose.1", 10**15),
        ("prose.9", 1),
        (SHARE, Decimal("0.12345678")),
    ],
)
def test_what_a_figure_cannot_be_is_refused(session: Session, id: str, value: Number | None) -> None:
    with pytest.raises(ValueError, match=id):
        session.decide(Decision(READING, (), (), {id: value}, "x"))
    assert len(session.state.entries) == 1


def test_a_statement_without_a_number_takes_none() -> None:
    with pytest.raises(ValueError, match="statement"):
        check_figure(replace(FIGURE, value=None), 3)


def test_a_figure_that_is_not_there_is_found_by_verify(session: Session) -> None:
    change(session, PROPOSAL, "prose.1", 3)
    path, entry = session.path, session.state.entries[-1]
    session.close()
    forged = json.loads(json.dumps(entry.payload).replace("prose.1", "prose.77"))
    first = peek(path).entries[:1]
    other = next_entry(first, entry.at, entry.who, "decide", forged)
    held = connect(path, "mode=rw")
    held.execute(
        "UPDATE journal SET payload = ?, hash = ? WHERE number = 2", (canonical(other.payload), other.hash)
    )
    held.close()
    assert verify_session(path).status == "broken"


# What is typed


@pytest.mark.parametrize(
    ("text", "unit", "value", "slack"),
    [
        ("3", "件", 3, 0),
        ("2,599条", "条", 2599, 0),
        ("２５９９", "条", 2599, 0),
        ("12278.18万", "条", 122781800, 100),
        ("12278.18万条", "条", 122781800, 100),
        ("32.05%", "%", Decimal("32.05"), Decimal("0.01")),
        ("32.0", "%", 32, Decimal("0.1")),
        ("1.9倍", "倍", Decimal("1.9"), Decimal("0.1")),
        ("13.5万元", "元", 135000, 1000),
        ("100.05", "元", Decimal("100.05"), 0),
        ("25期", "期", 25, 0),
    ],
)
def test_a_number_typed(text: str, unit: str, value: Number, slack: Number) -> None:
    assert parse_figure(text, replace(FIGURE, unit=unit)) == (value, slack)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "件"),
        ("无", "件"),
        ("二三", "件"),
        ("3元", "件"),
        ("3万", "%"),
        ("2.5", "件"),
        ("-3", "件"),
        ("3件", "%"),
        ("100.051", "元"),
        ("1 2", "件"),
    ],
)
def test_what_is_no_number_of_it(text: str, unit: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$|prose.1"):
        parse_figure(text, replace(FIGURE, unit=unit))


def test_a_figure_that_is_bounded_has_no_slack() -> None:
    assert parse_figure("3万", replace(FIGURE, bound=Bound.AT_LEAST)) == (30000, 0)


@given(st.integers(0, 10**12))
def test_every_count_is_read_as_written(number: int) -> None:
    assert parse_figure(f"{number:,}", FIGURE) == (number, 0)


# A next version, and corrections from a file


def answers(session: Session, text: str) -> list[Answer]:
    session.take_version(b"next", "修改稿.txt", with_prose(text))
    return list(session.state.versions[-1].taking.answers)


@pytest.mark.parametrize(
    ("text", "reply", "kept"),
    [
        (TEXT.replace("申请2件", "申请3件"), Reply.DONE, False),
        (TEXT.replace("申请2件", "申请4件"), Reply.OTHERWISE, False),
        (TEXT, Reply.UNCHANGED, True),
        (TEXT.replace("收到政府信息公开申请2件", "本年无申请"), Reply.OTHERWISE, False),
        ("发放手册100份。" + TEXT, Reply.UNCHANGED, False),
    ],
)
def test_a_next_version_answers_by_the_words_of_the_figure(
    session: Session, text: str, reply: Reply, kept: bool
) -> None:
    change(session, PROPOSAL, "prose.1", 3, 0, NEW)
    (answer,) = answers(session, text)
    assert (answer.reply, answer.cells, answer.key) == (reply, ("prose.1",), None)
    assert (session.state.figures["prose.1"].state is CellState.CORRECTED) is kept
    session.undo()
    assert session.state.figures["prose.1"].value == 3


def test_an_older_number_of_a_figure_never_lands_on_another(session: Session) -> None:
    change(session, READING, "prose.1", 3)
    session.take_version(b"next", "修改稿.txt", with_prose("办结3件。" + TEXT))
    assert session.state.figures["prose.1"].state is CellState.OK
    assert session.state.checked is session.state.report


def test_figures_in_the_same_words_are_not_told_apart() -> None:
    report = with_prose(TEXT + TEXT)
    assert found_again(report.prose.figures[0], report) is None


def test_corrections_from_a_file_may_name_figures(session: Session, tmp_path: Path) -> None:
    table = tmp_path / "更正.csv"
    table.write_text(f"cell,value,reason,kind\nprose.1,3件,电话核实,\n{SHARE},25%,读错,reading\n", "utf-8")
    for decision in read_corrections(table, session.state):
        session.decide(decision)
    assert (outcome(session, NEW), outcome(session, RATE)) == (Status.PASSED, Status.PASSED)
