"""Reports laid beside the one under review are part of the journal, and so of the state."""

from __future__ import annotations

import pytest

from core.reconcile.beside import NOTHING, Neighbour
from core.reconcile.finding import Status
from core.review.beside_json import beside_payload, laid
from core.review.change import ItemStatus
from core.review.session import Session
from core.review.verify import verify_session
from tests.core.review.support import ACCEPTED, decide, statuses
from tests.support import make_report

CARRY = "year.carry@natural"


def neighbour(carried: int) -> Neighbour:
    last = make_report({"t3.carried_out.natural": carried, "t3.carried_out.sum": carried})
    return Neighbour(last, "去年.docx", "0" * 64)


def carried(session: Session) -> Status:
    return next(one.status for one in session.state.outcomes if one.relation.key == CARRY)


def test_last_years_report_is_checked_against_and_taken_away(session: Session) -> None:
    session.lay_beside("last_year", neighbour(3))
    assert carried(session) is Status.FAILED
    session.lay_beside("last_year", neighbour(0))
    assert carried(session) is Status.PASSED
    session.undo()
    assert carried(session) is Status.FAILED
    session.lay_beside("last_year", None)
    assert session.state.beside == NOTHING
    while session.undo():
        pass
    assert session.state.beside == NOTHING


def test_it_is_reopened_with_what_lay_beside(session: Session) -> None:
    session.lay_beside("last_year", neighbour(3))
    decide(session, ACCEPTED, CARRY, reason="口径调整")
    left, path = session.state, session.path
    session.close()
    assert verify_session(path).status == "intact"
    again = Session.open(path, "甲")
    assert (again.state.items, again.state.outcomes) == (left.items, left.outcomes)
    assert again.state.beside.last_year is not None
    assert again.state.beside.last_year.name == "去年.docx"
    again.close()


def test_a_decision_is_reopened_when_last_years_number_changes(session: Session) -> None:
    session.lay_beside("last_year", neighbour(3))
    decide(session, ACCEPTED, CARRY, reason="口径调整")
    assert statuses(session)[CARRY] is ItemStatus.SETTLED
    session.lay_beside("last_year", neighbour(4))
    assert statuses(session)[CARRY] is ItemStatus.REOPENED
    session.undo()
    assert statuses(session)[CARRY] is ItemStatus.SETTLED


def test_both_kinds_lie_beside_together() -> None:
    beside = laid(NOTHING, beside_payload("last_year", neighbour(1)))
    beside = laid(beside, beside_payload("other_form", neighbour(2)))
    assert beside.last_year is not None
    assert beside.other_form is not None
    assert beside.other_form.report.cells["t3.carried_out.natural"].value == 2
    assert laid(beside, beside_payload("other_form", None)).other_form is None


def test_nothing_is_laid_beside_as_something_else() -> None:
    with pytest.raises(ValueError, match="laid beside"):
        laid(NOTHING, {"which": "next_year", "report": None})
