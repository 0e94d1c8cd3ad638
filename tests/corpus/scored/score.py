"""How well a report was read: each cell graded against the truth, the findings against what fails."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from core.extract.report import Cell, CellState, Number
from core.pipeline import Checked, check
from core.reconcile.finding import Status
from tests.corpus.scored.figures import SUMS
from tests.corpus.scored.kinds import Scored, make

DOUBTING = SUMS | {"t2.at_least", "t2.items", "cell.ambiguous", "cell.number", "prose.figure"}
COLUMNS = (
    "cells",
    "right",
    "abstained",
    "doubted",
    "recovered_wrong",
    "silent",
    "not_among",
    "violations",
    "missed",
    "false",
    "meta",
)


@dataclass(frozen=True)
class Grade:
    """How a document was read: counts by COLUMNS, and each cell that is not right with what was read."""

    id: str
    counts: Mapping[str, int]
    cells: Mapping[str, str]
    read: Mapping[str, str]


def grade(id: str) -> Grade:
    """Makes, reads and grades one document."""
    document = make(id)
    try:
        checked = check(document.data, document.name)
    except Exception as error:
        error.add_note(f"reading {id}")
        raise
    doubted = {cell for f in checked.reconciliation.findings if f.rule in DOUBTING for cell in f.cells}
    graded = dict(_cells(document, checked.report.cells, doubted))
    counts = Counter(graded.values())
    counts["cells"] = sum(cell not in document.undecided for cell in document.cells)
    counts["not_among"] = sum(
        grade == "abstained" and not _among(checked.report.cells[cell], document.cells[cell])
        for cell, grade in graded.items()
        if cell in checked.report.cells
    )
    counts |= _sums(document, checked)
    counts["meta"] = _meta(document, checked)
    wrong = {cell: kind for cell, kind in graded.items() if kind != "right"}
    told = {cell: _told(document, checked, cell) for cell in wrong}
    return Grade(id, {name: counts[name] for name in COLUMNS}, wrong, told)


def _cells(document: Scored, cells: Mapping[str, Cell], doubted: Set[str]) -> Iterator[tuple[str, str]]:
    """Each cell of the truth graded; of those undecided, only a number that is wrong or taken for sure."""
    for id, true in document.cells.items():
        got = cells.get(id)
        value, state = (got.value, got.state) if got else (None, CellState.MISSING)
        known = id not in document.undecided
        if known and value == true:
            yield id, "right"
        elif known and value is None and state in (CellState.AMBIGUOUS, CellState.MISSING):
            yield id, "abstained"
        elif known or _claims(value, state, true):
            recovered = state is CellState.RECOVERED
            yield id, "doubted" if id in doubted else "recovered_wrong" if recovered else "silent"
    for id, cell in cells.items():
        if id not in document.cells and cell.value is not None:
            yield id, "doubted" if id in doubted else "silent"


def _claims(value: Number | None, state: CellState, true: Number | None) -> bool:
    """Whether a cell that the source does not decide is given a number wrongly, or as if read plainly."""
    if value is None:
        return False
    return value != true if state in (CellState.RECOVERED, CellState.AMBIGUOUS) else True


def _among(cell: Cell, true: Number | None) -> bool:
    return cell.state is not CellState.AMBIGUOUS or true in cell.candidates


def _sums(document: Scored, checked: Checked) -> Counter[str]:
    have = {
        (outcome.relation.rule, outcome.relation.place)
        for outcome in checked.reconciliation.outcomes
        if outcome.status is Status.FAILED and outcome.relation.rule in SUMS
    }
    told = document.violations
    return Counter(violations=len(told), missed=len(told - have), false=len(have - document.all_violations))


def _meta(document: Scored, checked: Checked) -> int:
    report = checked.report
    forms = any(report.forms.get(table) != form for table, form in document.forms.items() if table != "t4")
    return int(report.year != document.year or forms)


def _told(document: Scored, checked: Checked, id: str) -> str:
    cell = checked.report.cells.get(id)
    true = document.cells.get(id)
    if cell is None:
        return f"{true} not there"
    return f"{true} read {cell.value} {cell.state.value} of {cell.raw!r}"
