"""Reports whose digits run together, for the tests of their editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.extract.report import Ambiguity, CellState, Number, Report
from core.messages import render
from core.review.session import Session
from gui.findings.places import places
from gui.findings.runs import RunAtHand, run_at_hand
from tests.gui.review_support import begin_on
from tests.support import make_report

COLUMNS = ("natural", "enterprise", "research", "welfare", "legal", "others", "sum")
RESULTS = ("upheld", "corrected", "other", "pending", "sum")
NEW = tuple(f"t3.new.{column}" for column in COLUMNS)
CASES = tuple(f"t4.{row}.{column}" for row in ("review", "direct", "after_review") for column in RESULTS)
NORMATIVE = tuple(f"t2.normative.{column}" for column in ("made", "repealed", "in_force"))
Reading = tuple[Number | None, ...]


def with_run(
    report: Report,
    cells: Sequence[str],
    raw: str,
    readings: Sequence[Reading],
    known: Mapping[str, Number] | None = None,
) -> Report:
    """The report with a run over these cells, undecided but for those known."""
    known = known or {}
    held = {
        id: replace(
            report.cells[id],
            value=known.get(id),
            raw=raw,
            state=CellState.RECOVERED if id in known else CellState.AMBIGUOUS,
            candidates=() if id in known else tuple(dict.fromkeys(reading[at] for reading in readings)),
        )
        for at, id in enumerate(cells)
    }
    run = Ambiguity(tuple(cells), tuple(readings), raw)
    return replace(report, cells={**report.cells, **held}, ambiguities=(*report.ambiguities, run))


def normative() -> Report:
    """Three columns whose digits run together, with two readings."""
    return with_run(make_report({}, form="2021"), NORMATIVE, "623129", [(62, 3, 129), (6, 23, 129)])


def applicants() -> Report:
    """A row of seven that lost a blank; the first and the last are known."""
    readings: list[Reading] = [(2, 1, None, 0, 0, 0, 3), (2, None, 1, 0, 0, 0, 3)]
    known = {"t3.new.natural": 2, "t3.new.sum": 3}
    totals: dict[str, Number | None] = {f"t3.{row}.sum": 3 for row in ("granted", "total")}
    natural: dict[str, Number | None] = {f"t3.{row}.natural": 3 for row in ("granted", "total")}
    return with_run(make_report({**totals, **natural}), NEW, "2 1 0 0 03", readings, known)


def cases() -> Report:
    """Table 4 in one run of fifteen columns."""
    readings = [
        (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 12, 12),
        (0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 12, 12),
    ]
    return with_run(make_report({}), CASES, "00000 00011 0001212", readings)


def without_place() -> Report:
    """Two rows of zeros that lost a blank each: the numbers are sure, and not where the blanks stand."""
    report = make_report({})
    for row in ("new", "carried_in"):
        cells = [f"t3.{row}.{column}" for column in COLUMNS]
        readings = [tuple(None if at == blank else 0 for at in range(7)) for blank in (1, 2, 3)]
        report = with_run(report, cells, "0 0 0 0 0 0", readings)
    return report


def begin_run(folder: Path, report: Report) -> tuple[Session, RunAtHand]:
    """A session on such a report, and its run."""
    session = begin_on(folder, report)
    return session, at_hand(session)


def at_hand(session: Session, cell: str | None = None) -> RunAtHand:
    """The first run that a session asks about."""
    held = places(session.state.items)
    asked = [place for place in held if place.open and place.first.rule == "cell.ambiguous"]
    run = run_at_hand(asked[0], cell, session.state, render)
    assert run is not None
    return run
