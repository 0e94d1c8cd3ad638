"""初审, 复审, 终审: signing, what opens a stage again, returning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.review.session import Session
from core.review.stages import Stages, StageStatus
from core.review.verify import verify_session
from tests.core.review.support import ACCEPTED, BALANCE, ROW_SUM, SOURCE, decide, one_slip
from tests.support import make_report

OPEN, SIGNED = StageStatus.OPEN, StageStatus.SIGNED
REOPENED, RETURNED = StageStatus.REOPENED, StageStatus.RETURNED


@pytest.fixture
def clean(tmp_path: Path) -> Iterator[Session]:
    with closing(Session.start(tmp_path / "clean.gouji", SOURCE, "a.txt", make_report({}), "甲")) as started:
        yield started


def standings(session: Session) -> list[StageStatus]:
    return [stage.status for stage in session.state.stages.all]


def test_stages_are_signed_in_their_order_by_whoever(clean: Session) -> None:
    clean.sign(1, "同意")
    clean.sign(2, who="乙")
    clean.sign(3, who="丙")
    assert [stage.name for stage in clean.state.stages.all] == ["初审", "复审", "终审"]
    signers = [stage.signed.who for stage in clean.state.stages.all if stage.signed]
    assert signers == ["甲", "乙", "丙"]
    assert standings(clean) == [SIGNED, SIGNED, SIGNED]
    assert clean.state.stages.all[0].opinion == "同意"
    with pytest.raises(ValueError, match="not the next"):
        clean.sign(3)


def test_a_stage_waits_for_those_before_it(clean: Session) -> None:
    with pytest.raises(ValueError, match="not the next"):
        clean.sign(2)
    clean.sign(1)
    with pytest.raises(ValueError, match="not the next"):
        clean.sign(1)


def test_a_sign_off_names_every_finding_it_leaves_open(session: Session) -> None:
    with pytest.raises(ValueError, match="open findings"):
        session.sign(1)
    with pytest.raises(ValueError, match="open findings"):
        session.sign(1, accepts=(BALANCE,))
    session.sign(1, accepts=(BALANCE, ROW_SUM))
    (first, *_) = session.state.stages.all
    assert {one.key for one in first.accepted} == {BALANCE, ROW_SUM}
    assert all(one.severity == "error" for one in first.accepted)


def test_a_later_decision_opens_it_again_and_undoing_that_does_not_sign(session: Session) -> None:
    decide(session, ACCEPTED, BALANCE)
    session.sign(1, accepts=(ROW_SUM,))
    decide(session, ACCEPTED, ROW_SUM)
    (first, *_) = session.state.stages.all
    assert first.status is REOPENED
    assert first.since == session.state.entries[-1]
    assert first.signed is not None
    session.undo()
    assert standings(session) == [REOPENED, OPEN, OPEN]
    session.sign(1, accepts=(ROW_SUM,))
    assert standings(session) == [SIGNED, OPEN, OPEN]


def test_undo_passes_a_sign_off_over_and_opens_it_again(session: Session) -> None:
    decide(session, ACCEPTED, BALANCE)
    session.sign(1, accepts=(ROW_SUM,))
    assert session.state.undoable == session.state.entries[1]
    session.undo()
    assert [entry.kind for entry in session.state.entries] == ["open", "decide", "sign", "undo"]
    assert standings(session) == [REOPENED, OPEN, OPEN]


def test_exports_and_openings_leave_it_signed(clean: Session) -> None:
    clean.sign(1)
    clean.record_export("a.xlsx", "review", "0")
    clean.close()
    again = Session.open(clean.path, "乙")
    assert standings(again) == [SIGNED, OPEN, OPEN]
    assert verify_session(again.path).status == "intact"
    again.close()


def test_returning_to_an_earlier_stage(clean: Session) -> None:
    clean.sign(1)
    clean.sign(2)
    clean.send_back(3, 1, "口径不清", who="丙")
    assert standings(clean) == [RETURNED, REOPENED, OPEN]
    (first, *_) = clean.state.stages.all
    assert (first.reason, first.since and first.since.who) == ("口径不清", "丙")
    assert clean.undo() is None
    clean.sign(1)
    assert standings(clean) == [SIGNED, REOPENED, OPEN]


def test_returning_to_the_stage_before_leaves_those_before_it(clean: Session) -> None:
    clean.sign(1)
    clean.sign(2)
    clean.send_back(3, 2, "请补充")
    assert standings(clean) == [SIGNED, RETURNED, OPEN]


def test_returning_to_the_office_stands_until_its_next_version(clean: Session) -> None:
    clean.sign(1)
    clean.send_back(2, 0, "请按修改意见清单修改")
    assert clean.state.stages.office == clean.state.entries[-1]
    assert standings(clean) == [REOPENED, OPEN, OPEN]
    clean.take_version(b"next", "b.txt", make_report({}))
    assert clean.state.stages.office is None


@pytest.mark.parametrize(("stage", "to"), [(1, 1), (2, 0), (3, 1), (4, 1), (0, 0), (1, -1)])
def test_a_return_that_cannot_be(clean: Session, stage: int, to: int) -> None:
    with pytest.raises(ValueError, match="cannot return"):
        clean.send_back(stage, to, "理由")


def test_a_return_needs_a_reason(clean: Session) -> None:
    with pytest.raises(ValueError, match="needs a reason"):
        clean.send_back(1, 0, " ")


def test_names_are_the_offices_own_until_one_is_signed(tmp_path: Path) -> None:
    path = tmp_path / "own.gouji"
    session = Session.start(path, SOURCE, "a.txt", make_report({}), "甲", ("经办", "审签"))
    assert [stage.name for stage in session.state.stages.all] == ["经办", "审签"]
    session.name_stages(["经办", "科长", "局长"])
    session.sign(1)
    with pytest.raises(ValueError, match="signed already"):
        session.name_stages(["初审"])
    session.close()
    again = Session.open(path, "甲")
    assert [stage.name for stage in again.state.stages.all] == ["经办", "科长", "局长"]
    again.close()


@pytest.mark.parametrize("names", [[], [""], ["甲 "], ["甲", "甲"], ["甲" * 21], list("甲乙丙丁戊己庚")])
def test_names_that_cannot_be(clean: Session, names: list[str]) -> None:
    with pytest.raises(ValueError, match="no fit names"):
        clean.name_stages(names)


def test_a_report_with_a_slip_can_be_returned_by_the_first_stage(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", one_slip(), "甲")
    session.send_back(1, 0, "数据不符")
    assert session.state.stages.standing == 0
    assert Stages().office is None
    session.close()
