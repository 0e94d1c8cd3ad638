"""How a report's cells and findings compare with the truth, counted as for the shared documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.extract.report import CellState, Number
from core.pipeline import Checked
from core.reconcile.finding import Status

ARITHMETIC = ("t3.row_sum", "t3.balance", "t3.total_sum", "t4.group_sum")
DOUBTING = {*ARITHMETIC, "t2.at_least", "t2.items", "cell.ambiguous", "cell.number"}
_OPEN = (CellState.AMBIGUOUS, CellState.MISSING)


@dataclass(frozen=True)
class Grade:
    """Counts of cells: right, abstained, doubted, recovered_wrong, silent; and those that are not right."""

    counts: Mapping[str, int]
    wrong: Mapping[str, str]

    def __getitem__(self, kind: str) -> int:
        return self.counts.get(kind, 0)


def grade(
    checked: Checked,
    truth: Mapping[str, Number | None],
    undecided: Collection[str] = (),
    lost: Collection[str] = (),
) -> Grade:
    """Grades every cell of the truth, and every number read that is not in it.

    A cell that the source does not decide may not be read plainly; where it is recovered, it is to be
    true, as far as that is known. A cell `lost` to a reader may be left out, or be right all the same.
    """
    doubted = {
        cell
        for finding in checked.reconciliation.findings
        if finding.rule in DOUBTING
        for cell in finding.cells
    }
    cells = checked.report.cells
    kinds: dict[str, str] = {}
    for id in {**truth, **cells}:
        read = cells.get(id)
        value, state = (read.value, read.state) if read else (None, CellState.MISSING)
        true = truth.get(id)
        if id in lost and value in (None, true):
            continue
        if id in undecided or id not in truth:
            if value is None or (state is CellState.RECOVERED and true in (None, value)):
                continue
        elif value == true:
            kinds[id] = "right"
            continue
        elif value is None and state in _OPEN:
            kinds[id] = "abstained"
            continue
        kinds[id] = (
            "doubted" if id in doubted else "recovered_wrong" if state is CellState.RECOVERED else "silent"
        )
    wrong = {
        id: f"{kind}: {truth.get(id)} read as {cells.get(id)}"
        for id, kind in kinds.items()
        if kind != "right"
    }
    return Grade(Counter(kinds.values()), wrong)


def failed(checked: Checked) -> set[tuple[str, str]]:
    """The arithmetic relations that fail, as rule and place."""
    return {
        (outcome.relation.rule, outcome.relation.place)
        for outcome in checked.reconciliation.outcomes
        if outcome.status is Status.FAILED and outcome.relation.rule in ARITHMETIC
    }
