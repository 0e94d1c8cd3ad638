"""Wrong values put into figures that reconcile, and whether what is suggested puts them right again."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from core.extract.report import CellState, Number, Report
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Status, Suggestion
from core.reconcile.repair.repaired import repaired

Changes = Mapping[str, Number | None]

ARITHMETIC = ("t3.row_sum", "t3.balance", "t3.total_sum", "t4.group_sum")
"""The equalities within a table."""


@dataclass(frozen=True)
class Fault:
    """Wrong values in a report, and the true ones of the same cells."""

    report: Report
    truth: Changes
    wrong: Changes


def faults(
    reports: Sequence[Report], count: int, cells: int, table: str = "t3", seed: int = 1
) -> Iterator[Fault]:
    """So many faults, the same for a seed, of so many cells of a table, that break an equality."""
    dice = random.Random(seed)
    made = 0
    while made < count:
        report = dice.choice(reports)
        chosen = dice.sample([cell for cell in report.cells if cell.startswith(table)], cells)
        truth = {cell: report.cells[cell].value for cell in chosen}
        wrong = {cell: slipped(dice, report, cell) for cell in chosen}
        if all(breaks(report, cell, wrong[cell]) for cell in chosen):
            made += 1
            yield Fault(report, truth, wrong)


def breaks(report: Report, cell: str, value: Number | None) -> bool:
    """Whether an equality fails once the cell holds that."""
    outcomes = reconcile(written(report, {cell: value}).cells, report).outcomes
    return any(outcome.status is Status.FAILED and outcome.relation.operator == "=" for outcome in outcomes)


def slipped(dice: random.Random, report: Report, cell: str) -> Number | None:
    """What a tired clerk, or a tired reader, may have put down in a cell."""
    true = report.cells[cell].value
    digits = str(true or 0)
    at = dice.randrange(len(digits))
    beside = [each.value for id, each in report.cells.items() if each.value and id[:3] == cell[:3]] or [1]
    said = dice.choice(
        (
            digits[:at] + digits[at + 1 :],
            digits[:at] + digits[at] + digits[at:],
            digits[:at] + dice.choice("0123456789") + digits[at + 1 :],
            digits[:at] + digits[at : at + 2][::-1] + digits[at + 2 :],
            str(dice.choice(beside)),
            str(dice.randint(0, 10 ** dice.randint(1, 4))),
            "",
        )
    )
    return int(said) if said else None


def written(report: Report, values: Changes) -> Report:
    """The report with other values, as if the document said so."""
    changed = {
        cell: replace(
            report.cells[cell],
            value=value,
            raw="" if value is None else f"{value}",
            state=CellState.BLANK if value is None else CellState.OK,
        )
        for cell, value in values.items()
    }
    return replace(report, cells={**report.cells, **changed})


def mended(fault: Fault) -> Reconciliation:
    """The faulty report checked, with what is suggested."""
    report = written(fault.report, fault.wrong)
    return repaired(reconcile(report.cells, report), report.cells, report)


def offered(result: Reconciliation) -> list[tuple[Suggestion, ...]]:
    """The suggestions of each group that fails."""
    return list({f.group: f.suggestions for f in result.findings if f.relation is not None}.values())


def first_restores(fault: Fault, result: Reconciliation) -> bool:
    """Whether for each wrong cell the first suggestion of the first finding that names it restores it.

    Of a single wrong cell, nothing else may be changed.
    """
    for cell, true in fault.truth.items():
        first = next((f for f in result.findings if f.rule in ARITHMETIC and cell in f.cells), None)
        if first is None or not first.suggestions:
            return False
        changes = first.suggestions[0].changes
        if changes.get(cell, "nothing") != true or not changes.items() <= fault.truth.items():
            return False
    return True


def restores(fault: Fault, result: Reconciliation, among: int) -> bool:
    """Whether one of the first so many suggestions of each group, all together, restore just the truth."""
    groups = offered(result)
    if not all(groups):
        return False
    whole = dict(fault.truth)
    return any(
        {cell: value for each in chosen for cell, value in each.changes.items()} == whole
        for chosen in product(*(group[:among] for group in groups))
    )
