"""Reconciling: every relation of the report's forms on its numbers, and every doubt, in order and grouped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.extract.report import Cell, Report
from core.reconcile.beside import NOTHING, Beside, last_year_cells
from core.reconcile.compare import differences
from core.reconcile.doubts import doubts
from core.reconcile.evaluate import evaluate, relations_of
from core.reconcile.failures import failure
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.group import grouped
from core.reconcile.prose import prose_findings, prose_outcomes
from core.reconcile.rank import ranked
from core.reconcile.readings import read_numbers
from core.reconcile.scale import scale_doubts
from core.reconcile.totals import with_totals
from core.reconcile.years import is_shown, last_year_doubts

SEVERITIES = ("error", "warning", "hint")
"""The severities, gravest first."""


@dataclass(frozen=True)
class Reconciliation:
    """The outcome of every relation, table by table, and the findings in the contract's order, grouped.

    `prose`: the outcomes of what the prose claims, in reading order.
    """

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    prose: tuple[Outcome, ...] = ()


def reconcile(cells: Mapping[str, Cell], report: Report, beside: Beside = NOTHING) -> Reconciliation:
    """Checks the cells as they stand now; the report says on which forms, and what the reading remarked.

    `beside`: the reports laid beside it, to be compared with.
    """
    numbers = read_numbers(cells, report, beside)
    relations = relations_of(report)
    outcomes = tuple(filter(is_shown, (evaluate(one, numbers, report) for one in relations)))
    prose = prose_outcomes(numbers, cells, report)
    held = {**last_year_cells(beside), **cells}
    found = [failure(outcome, held, report) for outcome in outcomes if outcome.status is Status.FAILED]
    found += prose_findings(prose, report, numbers)
    found += doubts(cells, report, ranked(numbers, relations, report, beside))
    found += last_year_doubts(report, beside)
    found += differences(cells, report, beside)
    found += scale_doubts(cells, report, beside)
    places = {cell: at for at, cell in enumerate(report.cells)}
    found.sort(key=lambda finding: _order(finding, places))
    every = (*outcomes, *prose)
    findings = with_totals(grouped(found, every, cells, report), every, cells, report)
    return Reconciliation(outcomes, findings, prose)


def _order(finding: Finding, places: Mapping[str, int]) -> tuple[int, str, int]:
    """Severity, table, first cell in form order; a finding without cells stands before its table's others."""
    severity = SEVERITIES.index(finding.severity)
    first = min((cell for cell in finding.cells if cell in places), key=places.__getitem__, default=None)
    if first is None:
        return severity, finding.key.partition("@")[2].partition(".")[0], -1
    return severity, first.partition(".")[0], places[first]
