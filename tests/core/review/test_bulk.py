"""What may be settled together, and what a decision about a doubt without numbers rests on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from core.extract.report import Remark, Report
from core.messages import message
from core.review.change import ItemStatus
from core.review.session import Session
from tests.core.review.support import ACCEPTED, BALANCE, RETURNED, ROW_SUM, SOURCE, decide, statuses
from tests.support import make_report

WORD = "text.intrusion@某词"


def spoilt(count: int, values: dict[str, int | None] | None = None) -> Report:
    """A report whose text holds a strange word so many times."""
    remark = Remark("text.intrusion", "某词", (), message("text.intrusion", word="某词", count=count))
    return replace(make_report(values or {}), remarks=(remark,))


@pytest.fixture
def blanks(tmp_path: Path) -> Iterator[Session]:
    values = {f"t3.{row}.natural": None for row in ("new", "granted", "partial")}
    report = make_report({**values, "t4.review.sum": 4})
    with closing(Session.start(tmp_path / "blanks.gouji", SOURCE, "a.txt", report, "甲")) as started:
        yield started


def warnings(session: Session) -> list[str]:
    return [item.finding.key for item in session.state.items if item.finding.severity != "error"]


@pytest.mark.parametrize("kind", [ACCEPTED, RETURNED])
def test_warnings_are_settled_together_and_undone_together(blanks: Session, kind: object) -> None:
    keys = warnings(blanks)
    assert len(keys) == 3
    decide(blanks, kind, *keys, reason="单位书面说明")  # type: ignore[arg-type]
    assert {statuses(blanks)[key] for key in keys} == {ItemStatus.SETTLED}
    blanks.undo()
    assert {statuses(blanks)[key] for key in keys} == {ItemStatus.OPEN}


def test_an_error_is_not_settled_together_with_warnings(blanks: Session) -> None:
    with pytest.raises(ValueError, match="one at a time"):
        decide(blanks, ACCEPTED, "t4.group_sum@review", *warnings(blanks))


def test_errors_of_two_groups_are_not_settled_together(tmp_path: Path) -> None:
    report = make_report({"t4.review.sum": 4, "t3.new.natural": 5})
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", report, "甲")
    with pytest.raises(ValueError, match="one at a time"):
        decide(session, ACCEPTED, "t4.group_sum@review", BALANCE)
    decide(session, ACCEPTED, BALANCE, ROW_SUM)
    session.close()


def test_a_doubt_without_numbers_stands_while_it_says_the_same(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", spoilt(8), "甲")
    decide(session, ACCEPTED, WORD, reason="确为原文")
    session.take_version(b"2", "b.txt", spoilt(8, {"t4.review.sum": 4}))
    assert statuses(session)[WORD] is ItemStatus.SETTLED
    session.take_version(b"3", "c.txt", spoilt(9))
    assert statuses(session)[WORD] is ItemStatus.REOPENED
    session.take_version(b"4", "d.txt", make_report({}))
    assert WORD not in statuses(session)
    session.close()
