"""The review's flow without any widget: choosing, drafting, deciding, walking, undoing."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentFault
from core.messages import Message, message
from core.review.change import Change, Decision, DecisionKind, ItemStatus
from core.review.session import Session
from gui.review import Review
from gui.settings import Settings
from tests.gui.review_support import BALANCE_OFF, BLANKS, SUM_OFF, begin, begin_on, with_ambiguity
from tests.support import make_report

READING, PROPOSAL, RETURNED, ACCEPTED = DecisionKind


class Heard:
    """What a review said."""

    def __init__(self, review: Review) -> None:
        self.words: list[tuple[str, bool]] = []
        self.changes: list[Change] = []
        self.faults: list[Message] = []
        review.told.connect(lambda word, refused: self.words.append((word, refused)))
        review.changed.connect(self.changes.append)
        review.faulted.connect(self.faults.append)

    @property
    def refused(self) -> bool:
        return bool(self.words) and self.words[-1][1]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    held = begin(tmp_path, BALANCE_OFF, SUM_OFF, BLANKS)
    yield held
    held.close()


@pytest.fixture
def review(qtbot: QtBot, session: Session) -> Review:
    held = Review(Settings())
    held.show(session)
    return held


@pytest.fixture
def heard(review: Review) -> Heard:
    return Heard(review)


def open_keys(review: Review) -> set[str]:
    assert review.state is not None
    return {item.finding.key for item in review.state.items if item.status is not ItemStatus.SETTLED}


def decision(review: Review) -> Decision:
    """The decision made last."""
    assert review.state is not None
    made = [item.decision for item in review.state.items if item.decision is not None]
    return made[-1]


def test_report_opens_at_its_first_place(review: Review) -> None:
    assert review.place == review.places[0]
    assert review.cell in review.places[0].cells
    assert review.draft is None


def test_group_is_settled_in_one_decision(review: Review, heard: Heard) -> None:
    review.take_way(RETURNED)
    assert review.draft is not None
    assert review.commit("请核实")
    assert len(heard.changes) == 1
    assert open_keys(review) == {"t4.group_sum@review", "cell.blank@t2.rules.made"}
    assert review.place == review.places[1]
    assert review.draft is None


def test_member_left_out_stays_open(review: Review) -> None:
    review.leave_out(frozenset({"t3.balance@enterprise"}))
    review.take_way(RETURNED)
    review.commit("请核实")
    assert "t3.balance@natural" not in open_keys(review)
    assert "t3.balance@enterprise" in open_keys(review)
    assert review.left_out == frozenset()


def test_cells_left_out_of_a_run_of_blanks_stay_open(review: Review) -> None:
    review.choose_place(review.places[2])
    review.leave_out(frozenset({"t2.rules.published"}))
    review.take_way(ACCEPTED)
    review.commit("确无此项")
    still = next(place for place in review.places if place.open and place.first.rule == "cell.blank")
    assert still.cells == ("t2.rules.published",)


def test_nothing_ticked_is_refused(review: Review, heard: Heard) -> None:
    review.leave_out(frozenset(finding.key for finding in review.places[0].findings))
    review.take_way(RETURNED)
    assert heard.refused
    assert review.draft is None


def test_reason_is_wanted(review: Review, heard: Heard) -> None:
    review.take_way(ACCEPTED)
    assert not review.commit("  ")
    assert heard.refused
    assert review.draft is not None
    assert heard.changes == []


def test_reason_is_kept_for_the_next_time(review: Review) -> None:
    review.take_way(RETURNED)
    review.commit("请对照台账核实")
    assert review.reason_for(RETURNED) == "请对照台账核实"
    assert review.reason_for(ACCEPTED) == ""


def test_value_first_then_way(review: Review, heard: Heard) -> None:
    review.choose_place(review.places[1])
    assert review.enter("t4.review.sum", "3")
    assert review.draft is not None
    assert review.draft.kind is None
    review.take_way(PROPOSAL)
    assert review.commit("明显笔误")
    assert decision(review).changes == {"t4.review.sum": 3}
    assert "t4.group_sum@review" not in open_keys(review)


def test_way_first_then_value(review: Review) -> None:
    review.choose_place(review.places[1])
    review.choose_cell("t4.review.upheld")
    review.take_way(READING)
    assert review.draft is not None
    assert review.draft.wants_value
    assert not review.commit("读取有误")
    assert review.enter("t4.review.upheld", "４")
    assert not review.draft.wants_value
    assert review.commit("读取有误，以原文为准")
    assert decision(review).kind is READING


def test_several_values_make_one_decision(review: Review, heard: Heard) -> None:
    review.enter("t3.new.natural", "10")
    review.enter("t3.new.enterprise", "10")
    review.take_way(PROPOSAL)
    review.commit("与正文一致")
    assert decision(review).changes == {"t3.new.natural": 10, "t3.new.enterprise": 10}
    assert not {key for key in open_keys(review) if key.startswith("t3.")}
    assert len(heard.changes) == 1


@pytest.mark.parametrize("text", ["abc", "1.5", "-1", "1,2x"])
def test_what_is_no_number_for_the_cell_is_refused(review: Review, heard: Heard, text: str) -> None:
    assert not review.enter("t3.new.natural", text)
    assert heard.refused
    assert review.draft is None


def test_same_value_is_no_change(review: Review, heard: Heard) -> None:
    assert not review.enter("t3.new.natural", "12")
    assert review.draft is None
    assert heard.words


def test_blank_is_a_value(review: Review) -> None:
    review.enter("t3.new.natural", "")
    assert review.draft is not None
    assert review.draft.changes == {"t3.new.natural": None}


def test_change_that_does_not_cure_says_so(review: Review, heard: Heard) -> None:
    review.choose_place(review.places[1])
    review.enter("t4.review.sum", "9")
    review.take_way(PROPOSAL)
    assert review.commit("明显笔误")
    assert "t4.group_sum@review" in open_keys(review)
    assert heard.refused


def test_dropped_draft_decides_nothing(review: Review, heard: Heard) -> None:
    review.enter("t4.review.sum", "3")
    review.drop()
    assert review.draft is None
    assert not review.commit("x")
    assert heard.changes == []


def test_turning_to_another_place_drops_the_draft(review: Review) -> None:
    review.take_way(RETURNED)
    review.step(1)
    assert review.draft is None


def test_walk_goes_over_the_open_places(review: Review, heard: Heard) -> None:
    seen = [review.place]
    for _ in range(2):
        review.step(1)
        seen.append(review.place)
    assert seen == list(review.places)
    assert heard.words == []
    review.step(1)
    assert review.place == review.places[0]
    assert heard.words
    review.step(-1)
    assert review.place == review.places[2]


def test_end_of_the_review_is_told(review: Review, heard: Heard) -> None:
    for _ in range(3):
        review.take_way(RETURNED)
        review.commit("请核实")
    assert open_keys(review) == set()
    assert "导出" in heard.words[-1][0]
    review.step(1)
    assert heard.words


def test_staying_put_is_a_setting(review: Review) -> None:
    Settings().moves_on = False
    review._settings.moves_on = False
    review.take_way(RETURNED)
    review.commit("请核实")
    assert review.place is not None
    assert not review.place.open


def test_undo_and_redo_turn_to_what_they_touch(review: Review, heard: Heard) -> None:
    review.choose_place(review.places[1])
    review.take_way(RETURNED)
    review.commit("请核实")
    review.undo()
    assert review.place is not None
    assert review.place.first.key == "t4.group_sum@review"
    assert review.place.open
    review.redo()
    assert review.place is not None
    assert not review.place.open
    review.undo()
    review.undo()
    assert "撤销" in heard.words[-1][0]


def test_suggestion_is_taken_with_its_way(tmp_path: Path, qtbot: QtBot) -> None:
    report = with_ambiguity(make_report({}), "t4.review.sum", (0, 5))
    review = Review(Settings())
    session = begin_on(tmp_path, report, "ambiguous")
    review.show(session)
    heard = Heard(review)
    review.take_suggestion(9)
    assert heard.refused
    review.take_suggestion(1)
    assert review.draft is not None
    assert review.draft.kind is READING
    assert review.commit("以原文为准")
    assert decision(review).changes == {"t4.review.sum": 0}
    session.close()


def test_outcome_is_looked_at_without_a_place(review: Review, heard: Heard) -> None:
    assert review.state is not None
    review.look_at(review.state.outcomes[-1])
    assert review.place is None
    review.take_way(RETURNED)
    assert heard.refused
    review.choose_place(review.places[0])
    assert review.outcome is None


def test_refusal_of_the_machine_loses_nothing(
    review: Review, heard: Heard, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Decision) -> Change:
        raise EnvironmentFault(message("review.full", path="x")) from OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(session, "decide", full)
    review.take_way(RETURNED)
    assert not review.commit("请核实")
    assert [said.id for said in heard.faults] == ["review.full"]
    assert review.draft is not None


def test_without_a_report_nothing_can_be_decided(qtbot: QtBot) -> None:
    review = Review(Settings())
    heard = Heard(review)
    review.show(None)
    review.take_way(RETURNED)
    assert heard.refused
    review.undo()
    assert not review.commit("x")
