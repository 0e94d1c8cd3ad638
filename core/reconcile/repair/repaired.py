"""What would settle each group of failures: the smallest and likeliest changes, ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from time import monotonic

from core.extract.report import Cell, Report
from core.messages import message
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.engine import Reconciliation
from core.reconcile.finding import Finding, Outcome, Status, Suggestion
from core.reconcile.readings import read_numbers
from core.reconcile.repair.change import Repair, Repairer
from core.reconcile.repair.equations import equations_of
from core.reconcile.repair.figures import with_figures
from core.reconcile.repair.group import Group, exchanges, groups_of, single_changes
from core.reconcile.repair.offer import Bench, offers
from core.reconcile.repair.search import Budget, Deltas
from core.reconcile.repair.slips import SLIP, Slip
from core.reconcile.repair.solve import Solver
from core.reconcile.repair.together import searched
from core.reconcile.repair.unread import inferred
from core.reconcile.totals import blank_totals

STEPS = 30_000
"""How far is searched in all: as far on every machine, unless it is too slow for the time it has."""

BLANK_TOTALS = SLIP + 2
"""What it costs that totals were left blank, however many."""


def repaired(
    reconciliation: Reconciliation,
    cells: Mapping[str, Cell],
    report: Report,
    beside: Beside = NOTHING,
    seconds: float = 1.0,
) -> Reconciliation:
    """The same findings, those that fail with what would settle their group, likeliest first.

    `seconds`: how long it may take, about; where that is not enough, fewer suggestions are made.
    """
    groups = groups_of(reconciliation.findings)
    unread = [each for each in reconciliation.findings if each.rule == "cell.number"]
    if not groups and not unread:
        return reconciliation
    relations = [outcome.relation for outcome in reconciliation.outcomes]
    numbers = read_numbers(cells, report, beside)
    repairer = Repairer(cells, report, relations)
    bench = Bench(cells, numbers, report, beside, _failing(reconciliation))
    equations = equations_of(reconciliation.outcomes, numbers)
    solver = Solver(equations, repairer, Budget(STEPS, monotonic() + seconds))
    totals = {group.number: _totals(group, reconciliation.outcomes, cells, report) for group in groups}
    found = searched(groups, totals, solver)
    made = {
        finding.group: _inferred(inferred(finding.cells[0], relations, cells, numbers), repairer, bench)
        for finding in unread
    }
    for group in groups:
        repairs = [*found.get(group.number, ()), *_simple(group, cells, repairer)]
        made[group.number] = with_figures(group, offers(bench, repairs, group), bench)
    findings = tuple(_with(finding, made.get(finding.group)) for finding in reconciliation.findings)
    return replace(reconciliation, findings=findings)


def _failing(reconciliation: Reconciliation) -> frozenset[str]:
    """The keys of the relations that fail, and of what the prose claims and is not so."""
    every = (*reconciliation.outcomes, *reconciliation.prose)
    return frozenset(outcome.relation.key for outcome in every if outcome.status is Status.FAILED)


def _with(finding: Finding, made: tuple[Suggestion, ...] | None) -> Finding:
    """The finding with its group's suggestions, after those that are readings of the source."""
    if made is None:
        return finding
    return replace(finding, suggestions=(*(each for each in finding.suggestions if each.reading), *made))


def _inferred(deltas: Deltas | None, repairer: Repairer, bench: Bench) -> tuple[Suggestion, ...]:
    """What must stand in a cell that holds no number, where no relation speaks against it."""
    if deltas is None or not repairer.fits(deltas):
        return ()
    repair = repairer.of(repairer.values(deltas))
    if bench.tried(repair).broken:
        return ()
    return (Suggestion(repair.changes, message("reconcile.repair.inferred")),)


def _totals(
    group: Group, outcomes: Sequence[Outcome], cells: Mapping[str, Cell], report: Report
) -> tuple[Repair, ...]:
    """The totals that the group fails for want of, filled in."""
    totals = blank_totals([each.relation for each in group.failures], outcomes, cells, report)
    return (Repair(totals.changes, Slip(BLANK_TOTALS, totals.why)),) if totals else ()


def _simple(group: Group, cells: Mapping[str, Cell], repairer: Repairer) -> Iterator[Repair]:
    """The repairs that need no search, whatever they break: of one cell, and two cells exchanged."""
    yield from (repairer.repair(deltas) for deltas in single_changes(group, cells) if repairer.fits(deltas))
    yield from (repairer.of(changes) for changes in exchanges(group, cells))
