"""What the prose contradicts, in a review: settled like any finding, and reopened when its numbers change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from core.document.open import read_document
from core.extract.prose.read import read_prose
from core.extract.report import Report
from core.forms.library import forms
from core.review.change import DecisionKind, ItemStatus
from core.review.session import Session
from tests.core.review.support import ACCEPTED, PROPOSAL, RETURNED, SOURCE, decide, item, statuses
from tests.support import make_report

KEY = "prose.figure@prose.1"
NEW = {"t3.new.natural": 3, "t3.new.sum": 3, "t3.granted.natural": 3, "t3.granted.sum": 3}
TOTAL = {"t3.total.natural": 3, "t3.total.sum": 3}


def with_prose(text: str, report: Report | None = None) -> Report:
    """A report, one that adds up unless said, with a prose of its own."""
    report = report or make_report({**NEW, **TOTAL})
    document = read_document(text.encode(), "正文.txt")
    return replace(report, prose=read_prose(document, [], forms()["2019"].tables, report.year, report.agency))


@pytest.fixture
def contradicted(tmp_path: Path) -> Iterator[Session]:
    report = with_prose("收到政府信息公开申请2件，办结3件。共办结40件，其中网办10件，占30%。")
    opened = Session.start(tmp_path / "a.gouji", SOURCE, "年度报告.txt", report, "甲")
    yield opened
    opened.close()


def test_a_contradiction_is_found_once_with_the_cell_it_speaks_of(contradicted: Session) -> None:
    found = item(contradicted, KEY).finding
    assert (found.cells, found.left, found.right) == (("t3.new.sum",), 2, 3)


@pytest.mark.parametrize("kind", [ACCEPTED, RETURNED])
def test_it_is_settled_whole_and_stays_so_after_reopening_the_file(
    contradicted: Session, kind: DecisionKind
) -> None:
    decide(contradicted, kind, KEY, reason="单位书面说明")
    assert item(contradicted, KEY).status is ItemStatus.SETTLED
    path = contradicted.path
    contradicted.close()
    again = Session.open(path, "乙")
    try:
        assert item(again, KEY).status is ItemStatus.SETTLED
        assert again.state.report.prose == contradicted.state.report.prose
    finally:
        again.close()


def test_a_change_of_the_cell_that_makes_it_agree_settles_it(contradicted: Session) -> None:
    changes = {"t3.new.natural": 2, "t3.new.sum": 2}
    decide(contradicted, PROPOSAL, KEY, changes=dict(changes), reason="与正文一致")
    assert item(contradicted, KEY).status is ItemStatus.SETTLED


def test_it_is_reopened_when_the_cell_it_rests_on_changes(contradicted: Session) -> None:
    decide(contradicted, ACCEPTED, KEY, reason="口径不同")
    decide(contradicted, PROPOSAL, changes={"t3.new.natural": 5, "t3.new.sum": 5}, reason="笔误")
    assert item(contradicted, KEY).status is ItemStatus.REOPENED


def test_a_rate_is_a_doubt_without_cells_and_can_be_settled(contradicted: Session) -> None:
    (rate,) = [key for key in statuses(contradicted) if key.startswith("prose.rate")]
    assert item(contradicted, rate).finding.cells == ()
    decide(contradicted, ACCEPTED, rate, reason="四舍五入")
    assert item(contradicted, rate).status is ItemStatus.SETTLED
