"""What the editor of a run shows, made ready without a widget: cuts, numbers, relations tried out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.extract.recut import RecutError
from core.messages import render
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.findings.places import places
from gui.findings.runs import RunAtHand, run_at_hand, spoken
from gui.findings.sorts import Sort
from gui.review import Review
from gui.settings import Settings
from tests.gui.review_support import BALANCE_OFF, begin
from tests.gui.run_support import (
    CASES,
    NEW,
    NORMATIVE,
    applicants,
    at_hand,
    begin_run,
    cases,
    normative,
    without_place,
)


@pytest.fixture
def row(tmp_path: Path) -> Iterator[tuple[Session, RunAtHand]]:
    """A session whose row of applicants runs together."""
    held = begin_run(tmp_path, applicants())
    yield held
    held[0].close()


def test_run_begins_with_its_best_reading_and_shows_all_its_cells(row: tuple[Session, RunAtHand]) -> None:
    run = row[1]
    assert run.cells == NEW
    assert run.start.pieces == ("2", "1", "", "0", "0", "0", "3")
    assert [cut and cut.pieces[1:3] for cut in run.readings] == [("1", ""), ("", "1")]
    assert not run.sure
    assert run.names[0] == "自然人"


def test_relations_are_tried_out_with_every_cut(row: tuple[Session, RunAtHand]) -> None:
    run = row[1]
    good = run.judge(run.start)
    assert good.values == (2, 1, None, 0, 0, 0, 3)
    assert [mark.sort for mark in good.rows[0]] == [Sort.PASSED]
    assert good.columns[0] is not None
    assert (good.columns[0].sort, good.columns[0].short) == (Sort.FAILED, "−1")
    assert good.columns[6] is not None
    assert good.columns[6].sort is Sort.PASSED
    worse = run.judge(run.start.moved(0, 1))
    assert worse.values == (21, None, None, 0, 0, 0, 3)
    assert worse.rows[0][0].text == "差 +18"
    assert "差 +18" in spoken(run, run.start.moved(0, 1), worse)
    assert "空白" in spoken(run, run.start.moved(0, 1), worse)


def test_piece_that_is_no_number_is_told(row: tuple[Session, RunAtHand]) -> None:
    run = row[1]
    verdict = run.judge(run.start.moved(5, -1))
    assert verdict.values is None
    assert verdict.wrong == {6}
    assert "以 0 开头" in verdict.problem
    assert verdict.rows == ((),)


def test_only_what_changes_is_changed(row: tuple[Session, RunAtHand]) -> None:
    run = row[1]
    assert set(run.changes((2, 1, None, 0, 0, 0, 3))) == set(NEW[1:6])
    assert run.changes((21, None, None, 0, 0, 0, 3)) == {
        **dict.fromkeys(NEW[3:6], 0), **dict.fromkeys(NEW[1:3]), "t3.new.natural": 21,
    }  # fmt: skip


def test_what_was_decided_of_a_run_narrows_its_readings(row: tuple[Session, RunAtHand]) -> None:
    session = row[0]
    change = {"t3.new.research": 1}
    session.decide(Decision(DecisionKind.READING, (), tuple(change), change, "原文"))
    run = at_hand(session)
    assert run.cells == NEW
    assert run.sure
    assert run.start.pieces == ("2", "", "1", "0", "0", "0", "3")


def test_fifteen_columns_are_three_lines(tmp_path: Path) -> None:
    session, run = begin_run(tmp_path, cases())
    assert run.cells == CASES
    assert [(line.first, line.count) for line in run.lines] == [(0, 5), (5, 5), (10, 5)]
    assert not run.across
    assert [marks[0].sort for marks in run.judge(run.start).rows] == [Sort.PASSED] * 3
    assert run.short(run.start) == "0·0·0·0·0 | 0·0·0·1·1 | 0·0·0·12·12"
    assert run.typed(run.short(run.start)) == run.start
    with pytest.raises(RecutError):
        run.typed("1 2 3")
    session.close()


def test_only_open_doubts_about_runs_have_one(tmp_path: Path) -> None:
    other = begin(tmp_path, BALANCE_OFF, name="other")
    assert run_at_hand(places(other.state.items)[0], None, other.state, render) is None
    assert run_at_hand(None, None, other.state, render) is None
    other.close()
    session, run = begin_run(tmp_path, normative())
    key = "cell.ambiguous@t2.normative.made"
    session.decide(Decision(DecisionKind.READING, (key,), NORMATIVE, run.changes((62, 3, 129)), "重新切分"))
    settled = places(session.state.items)
    assert [place.open for place in settled] == [False]
    assert run_at_hand(settled[0], None, session.state, render) is None
    session.close()


def test_blanks_without_a_place_are_settled_in_one_go_or_cut_one_by_one(tmp_path: Path, qtbot: QtBot) -> None:
    session, run = begin_run(tmp_path, without_place())
    review = Review(Settings())
    review.show(session)
    review.choose_place(next(p for p in review.places if p.first.key == "cell.ambiguous@t3.blanks"))
    first, second = sorted(session.state.report.ambiguities, key=lambda held: held.cells != run.cells)
    assert review.recut(run.cells, run.changes((0, None, 0, 0, 0, 0, 0)))
    assert review.place is not None
    assert set(review.place.cells) == set(second.cells)
    assert at_hand(session, first.cells[0]).cells == second.cells
    review.take_way(DecisionKind.ACCEPTED)
    assert review.commit("不影响勾稽")
    assert not any(place.open for place in review.places)
    assert session.state.cells[first.cells[1]].value is None
    review.undo()
    review.undo()
    assert at_hand(session, first.cells[0]).cells == first.cells
    assert at_hand(session, second.cells[0]).cells == second.cells
    session.close()
