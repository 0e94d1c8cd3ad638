"""Properties of the fold: step by step, from scratch and after reopening, the state is the same."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.extract.report import Ambiguity, Cell, CellState, Number, Remark, Report
from core.messages import message
from core.reconcile.beside import Neighbour
from core.reconcile.engine import reconcile
from core.review.change import Change, Decision, DecisionKind, Entry, ItemStatus, ReviewState
from core.review.fold import Standing, fold
from core.review.journal import next_entry
from core.review.leftover import peek
from core.review.session import Session
from core.review.verify import verify_session
from tests.core.review.test_prose import with_prose
from tests.support import make_report

SHARED_MEMORY = Path("/dev/shm")
"""Where the disk is not waited for, on systems that have it: these properties are not about the disk."""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with folder() as made:
        monkeypatch.setenv("GOUJI_HOME", str(made))
        yield


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(dir=SHARED_MEMORY if os.access(SHARED_MEMORY, os.W_OK) else None))
    yield made
    shutil.rmtree(made)


Step = tuple[str, Any]
CELLS = tuple(
    f"t3.{row}.{column}"
    for row in ("new", "granted", "total", "carried_out")
    for column in ("natural", "enterprise", "sum")
)
VALUES = st.none() | st.integers(0, 3)
LATER = ("report", "checked", "figures", "prose", "rulings", "stages", "beside", "versions")
TEXT = "收到政府信息公开申请2件，办结3件。共办结40件，其中网办10件，占30%。行政复议3件，均获维持。"
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
        st.tuples(st.just("edit"), st.dictionaries(st.sampled_from(CELLS), VALUES, min_size=1, max_size=2)),
        st.tuples(st.just("settle"), st.tuples(st.integers(0, 30), st.booleans(), st.integers(1, 9))),
        st.tuples(st.just("cure"), st.tuples(st.integers(0, 30), st.integers(0, 8), VALUES)),
        st.tuples(st.just("version"), st.dictionaries(st.sampled_from(CELLS), VALUES, max_size=3)),
        st.tuples(st.just("beside"), st.integers(0, 2)),
        st.tuples(st.just("figure"), st.tuples(st.integers(0, 9), st.integers(0, 4), st.booleans())),
        st.tuples(st.just("sign"), st.booleans()),
        st.tuples(st.just("export"), st.none()),
    ),
    max_size=14,
)


def troubled(otherwise: Mapping[str, Number | None] | None = None) -> Report:
    """Failures, runs of blanks, an ambiguous run and a loosely matched label in one report."""
    report = make_report(
        {
            "t3.new.natural": 2,
            "t3.total.natural": 1,
            "t3.granted.natural": None,
            "t3.granted.enterprise": None,
            "t3.granted.research": None,
            "t4.review.sum": 3,
            **(otherwise or {}),
        }
    )
    cells = dict(report.cells)
    run = ("t2.rules.made", "t2.rules.published")
    for cell in run:
        cells[cell] = Cell(cell, None, "12", CellState.AMBIGUOUS, cells[cell].location, (1, 12))
    label = tuple(f"t3.partial.{column}" for column in ("natural", "enterprise", "research"))
    return Report(
        report.title,
        report.agency,
        report.year,
        report.template,
        report.forms,
        cells,
        (Ambiguity(run, ((1, 2), (12, None)), "12"),),
        (Remark("form.label", "t3", label, message("value.blank")),),
    )


def prosed(otherwise: Mapping[str, Number | None] | None = None) -> Report:
    """The same with a prose; other numbers in the tables bring another figure before the others."""
    return with_prose(f"发放手册{len(otherwise)}份。{TEXT}" if otherwise else TEXT, troubled(otherwise))


def walk(session: Session, steps: Sequence[Step]) -> None:
    """Takes the steps that make sense where they come, checking each Change against the states."""
    for kind, said in steps:
        before = session.state
        change = step(session, kind, said)
        if change is not None:
            check_change(before, change, session.state)


def step(session: Session, kind: str, said: Any) -> Change | None:
    items = session.state.items
    match kind:
        case "undo":
            return session.undo()
        case "redo":
            return session.redo()
        case "edit":
            return session.decide(Decision(DecisionKind.PROPOSAL, (), (), said, "x"))
        case "export":
            session.record_export("a.xlsx", "review", "00")
        case "version":
            return session.take_version(repr(said).encode(), "b.txt", prosed(said))
        case "figure":
            at, value, read = said
            held = [figure for figure in session.state.report.prose.figures if figure.value is not None]
            id = held[at % len(held)].id
            kind_of = DecisionKind.READING if read else DecisionKind.PROPOSAL
            return session.decide(Decision(kind_of, (), (), {id: value}, "x", {id: 1} if read else {}))
        case "beside":
            last = make_report({"t3.carried_out.natural": said, "t3.carried_out.sum": said})
            return session.lay_beside("last_year", Neighbour(last, "去年.txt", "0" * 64) if said else None)
        case "sign":
            return sign(session, back=said)
        case "settle" if items:
            at, accept, some = said
            finding = items[at % len(items)].finding
            kept = DecisionKind.ACCEPTED if accept else DecisionKind.RETURNED
            return session.decide(Decision(kept, (finding.key,), finding.cells[:some], {}, "x"))
        case "cure" if items:
            at, cell, value = said
            finding = items[at % len(items)].finding
            if not finding.cells:
                return None
            changes = {finding.cells[cell % len(finding.cells)]: value}
            return session.decide(Decision(DecisionKind.READING, (finding.key,), finding.cells, changes, "x"))
    return None


def sign(session: Session, *, back: bool) -> Change | None:
    """Signs the next stage, or returns from it to the first."""
    stages = session.state.stages
    if back and stages.standing:
        return session.send_back(
            min(stages.standing + 1, len(stages.all)), 1 if stages.standing > 1 else 0, "x"
        )
    left = [item.finding.key for item in session.state.items if item.status is not ItemStatus.SETTLED]
    return session.sign(stages.standing + 1, accepts=left) if stages.standing < len(stages.all) else None


def check_change(before: ReviewState, change: Change, after: ReviewState) -> None:
    """What a view repaints by the change is all that differs."""
    assert change.state is after
    assert {id for id in after.cells if before.cells.get(id) != after.cells[id]} <= change.cells
    assert {id for id in after.figures if before.figures.get(id) != after.figures[id]} <= change.cells
    assert change.report_changed == (before.report is not after.report)
    old = {item.finding.key: item for item in before.items}
    new = {item.finding.key: item for item in after.items}
    assert change.findings == {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def check_state(state: ReviewState) -> None:
    """What holds of every state, however it was come to."""
    found = reconcile(state.cells, state.checked, state.beside)
    assert (state.outcomes, state.prose) == (found.outcomes, found.prose)
    assert {figure.id: figure.value for figure in state.checked.prose.figures} == {
        id: cell.value for id, cell in state.figures.items()
    }
    keys = [item.finding.key for item in state.items]
    assert len(keys) == len(set(keys))
    listed = {(item.finding.rule, cell) for item in state.items for cell in item.finding.cells}
    for finding in found.findings:
        assert {(finding.rule, cell) for cell in finding.cells} <= listed
    for item in state.items:
        assert (item.status is ItemStatus.OPEN) == (item.entry is None)
        assert (item.entry is None) == (item.decision is None)
    groups = list(dict.fromkeys(item.finding.group for item in state.items))
    assert groups == list(range(1, len(groups) + 1))
    severities = [("error", "warning", "hint").index(item.finding.severity) for item in state.items]
    assert severities == sorted(severities)
    open_parts = [
        (item.finding.rule, cell)
        for item in state.items
        if item.finding.relation is None
        for cell in item.finding.cells
    ]
    assert len(open_parts) == len(set(open_parts)), "a cell's doubt stands in one item only"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_step_by_step_from_scratch_and_reopened_are_the_same(steps: list[Step]) -> None:
    with folder() as made:
        session = Session.start(made / "a.gouji", b"x", "a.txt", prosed(), "甲")
        walk(session, steps)
        left = session.state
        check_state(left)
        assert fold_of(session.path).state == left
        session.close()
        again = Session.open(made / "a.gouji", "甲")
        assert again.state.entries[:-1] == left.entries
        assert fold_of(again.path).state == again.state
        assert verify_session(again.path).status == "intact"
        for name in ("cells", "outcomes", "items", "decisions", "undoable", "redoable", *LATER):
            assert getattr(again.state, name) == getattr(left, name)
        again.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_undoing_everything_leads_back_and_redoing_forth(steps: list[Step]) -> None:
    with folder() as made:
        session = Session.start(made / "a.gouji", b"x", "a.txt", prosed(), "甲")
        first = session.state
        walk(session, [step for step in steps if step[0] not in ("undo", "redo", "export", "sign")])
        last = session.state
        undone = 0
        while session.undo():
            undone += 1
        assert (session.state.cells, session.state.items) == (first.cells, first.items)
        assert (session.state.figures, session.state.checked) == (first.figures, first.checked)
        assert undone == len(last.entries) - 1
        while session.redo():
            pass
        assert (session.state.cells, session.state.items) == (last.cells, last.items)
        assert session.state.decisions == last.decisions
        assert (session.state.figures, session.state.checked) == (last.figures, last.checked)
        session.close()


def fold_of(path: Path) -> Standing:
    """What a session's file folds to, read from the disk."""
    held = peek(path)
    return fold(held.first.report(), held.entries, held.reports())


def journal(*steps: tuple[str, dict[str, object]]) -> list[Entry]:
    entries: list[Entry] = []
    for kind, payload in steps:
        entries.append(next_entry(entries, "2026-01-02T03:04:05+08:00", "甲", kind, payload))
    return entries


def test_kinds_of_a_newer_version_are_passed_over() -> None:
    entries = journal(("open", {}), ("signed", {"level": "复审"}))
    assert fold(make_report({}), entries).state.entries == tuple(entries)


@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_undoing_what_cannot_be_undone(kind: str) -> None:
    with pytest.raises(ValueError, match="nothing to"):
        fold(make_report({}), journal(("open", {}), (kind, {"target": 1})))
