"""Doubts about several cells: settled for some, open for the rest, reopened one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.extract.report import Remark, Report
from core.messages import message
from core.review.change import ItemStatus
from core.review.session import Session
from tests.core.review.support import (
    ACCEPTED,
    PROPOSAL,
    READING,
    RETURNED,
    SOURCE,
    WRONG,
    blanks,
    decide,
    item,
    statuses,
)
from tests.support import make_report


def test_a_run_of_blanks_with_exceptions(tmp_path: Path) -> None:
    rows = ("granted", "partial", "denied.secret", "denied.law")
    report = blanks(*rows)
    # Blanks of one column are no neighbours in the form's order: each is a run of its own.
    session = Session.start(tmp_path / "b.gouji", SOURCE, "b.txt", report, "甲")
    keys = tuple(session_item.finding.key for session_item in session.state.items)
    assert len(keys) == 4
    decide(session, ACCEPTED, *keys[:3])
    assert list(statuses(session).values()).count(ItemStatus.SETTLED) == 3
    session.close()


def test_part_of_a_doubt_is_settled_and_the_rest_stays_open(tmp_path: Path) -> None:
    run = tuple(f"t3.granted.{column}" for column in ("natural", "enterprise", "research", "welfare"))
    session = Session.start(tmp_path / "b.gouji", SOURCE, "b.txt", make_report(dict.fromkeys(run)), "甲")
    (key,) = statuses(session)
    decide(session, ACCEPTED, key, cells=run[:2])
    assert statuses(session) == {key: ItemStatus.OPEN, f"{key}#2": ItemStatus.SETTLED}
    assert item(session, key).finding.cells == run[2:]
    assert item(session, f"{key}#2").finding.cells == run[:2]
    assert item(session, key).finding.group == item(session, f"{key}#2").finding.group
    decide(session, PROPOSAL, key, changes={run[2]: 0})
    assert item(session, key).finding.cells == run[3:]
    assert session.state.cells[run[2]].value == 0
    assert session.state.cells[run[3]].value is None
    decide(session, ACCEPTED, f"{key}#2", cells=run[:1], reason="另有说明")
    assert item(session, f"{key}#2").finding.cells == run[1:2]
    assert item(session, f"{key}#4").finding.cells == run[:1]
    decide(session, ACCEPTED, key)
    assert set(statuses(session).values()) == {ItemStatus.SETTLED}
    for _ in range(4):
        session.undo()
    assert statuses(session) == {key: ItemStatus.OPEN}
    assert item(session, key).finding.cells == run
    session.close()


def remarked(*remarks: Remark) -> Report:
    return replace(make_report({}), remarks=remarks)


def test_a_doubt_that_names_no_cells_is_settled_as_a_whole(tmp_path: Path) -> None:
    report = remarked(Remark("form.missing", "t4", (), message("value.blank")))
    session = Session.start(tmp_path / "r.gouji", SOURCE, "r.txt", report, "甲")
    decide(session, RETURNED, "form.missing@t4", reason="请补表")
    assert statuses(session) == {"form.missing@t4": ItemStatus.SETTLED}
    decide(session, READING, changes={WRONG: 0})
    assert statuses(session) == {"form.missing@t4": ItemStatus.SETTLED}
    session.close()


def test_a_doubt_is_reopened_for_the_cell_whose_number_changed(tmp_path: Path) -> None:
    cells = ("t2.procurement.amount", "t2.procurement.items")
    report = remarked(Remark("cell.unit", "t2.procurement", cells, message("value.blank")))
    session = Session.start(tmp_path / "r.gouji", SOURCE, "r.txt", report, "甲")
    key = "cell.unit@t2.procurement"
    decide(session, ACCEPTED, key)
    decide(session, READING, changes={cells[0]: 5})
    assert item(session, key).status is ItemStatus.REOPENED
    assert item(session, key).finding.cells == cells[:1]
    assert item(session, f"{key}#2").finding.cells == cells[1:]
    assert session.state.decisions[cells[0]].number == 3
    session.undo()
    assert statuses(session) == {key: ItemStatus.SETTLED}
    session.close()


def test_a_change_settles_a_named_doubt_about_its_cells(tmp_path: Path) -> None:
    """The remark stays, being about how the source was read; the reviewer has answered it."""
    cells = ("t2.procurement.amount", "t2.procurement.items")
    report = remarked(Remark("cell.unit", "t2.procurement", cells, message("value.blank")))
    session = Session.start(tmp_path / "r.gouji", SOURCE, "r.txt", report, "甲")
    key = "cell.unit@t2.procurement"
    decide(session, READING, key, changes={cells[0]: 50_000})
    assert item(session, key).finding.cells == cells[1:]
    settled = item(session, f"{key}#2").decision
    assert settled is not None
    assert settled.kind is READING
    session.close()
