"""Offers the totals that a report left blank, computed from the parts: one change for a whole group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from core.extract.report import Cell, CellState, Number, Report
from core.forms.relation import Relation
from core.messages import message
from core.reconcile.evaluate import evaluate
from core.reconcile.finding import Finding, Outcome, Status, Suggestion
from core.reconcile.readings import read_numbers


def with_totals(
    findings: Sequence[Finding], outcomes: Sequence[Outcome], cells: Mapping[str, Cell], report: Report
) -> tuple[Finding, ...]:
    """The findings, those of a group that fails for blank totals with the totals as a suggestion."""
    offers: dict[int, Suggestion] = {}
    ordered = sorted(findings, key=lambda finding: finding.group)
    for group, members in groupby(ordered, key=lambda finding: finding.group):
        failing = [finding.relation for finding in members if finding.relation]
        offer = blank_totals(failing, outcomes, cells, report)
        if offer is not None:
            offers[group] = offer
    return tuple(
        replace(finding, suggestions=(offers[finding.group], *finding.suggestions))
        if finding.relation and finding.group in offers
        else finding
        for finding in findings
    )


def blank_totals(
    failing: Sequence[Relation], outcomes: Sequence[Outcome], cells: Mapping[str, Cell], report: Report
) -> Suggestion | None:
    """The totals left blank, as their parts add up, where every relation that fails then holds.

    None where there is no such total, where one would break a relation, or where another still fails.
    """
    changes = dict(_blank_totals(failing, outcomes, cells))
    if not changes or not _cures(changes, failing, outcomes, cells, report):
        return None
    return Suggestion(changes, message("reconcile.totals", count=len(changes)))


def _blank_totals(
    failing: Iterable[Relation], outcomes: Iterable[Outcome], cells: Mapping[str, Cell]
) -> Iterator[tuple[str, Number]]:
    """The blank cells that are the whole other side of a failing equality, with the sum of its parts."""
    waiting: dict[str, str] = {}
    for relation in failing:
        if relation.operator == "=" and len(relation.right) == 1:
            total = cells.get(relation.right[0].cell)
            if total and total.value is None and total.state is not CellState.UNREADABLE:
                waiting[relation.key] = total.id
    sums = {outcome.relation.key: outcome.left for outcome in outcomes}
    for key, total_id in waiting.items():
        if (left := sums.get(key)) is not None:
            yield total_id, left


def _cures(
    changes: Mapping[str, Number],
    failing: Iterable[Relation],
    outcomes: Iterable[Outcome],
    cells: Mapping[str, Cell],
    report: Report,
) -> bool:
    changed = {
        id: replace(cells[id], value=value, state=CellState.CORRECTED) for id, value in changes.items()
    }
    numbers = read_numbers({**cells, **changed}, report)
    held = [o.relation for o in outcomes if o.status is Status.PASSED]
    touched = [relation for relation in held if not changes.keys().isdisjoint(relation.cells)]
    return all(
        evaluate(relation, numbers, report).status is not Status.FAILED for relation in (*failing, *touched)
    )
