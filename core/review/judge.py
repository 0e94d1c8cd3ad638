"""Weighs a decision before it is written: whether it makes sense, and what it settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from core.extract.prose.restated import restate
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import split_id
from core.forms.library import known_forms
from core.reconcile.engine import Reconciliation
from core.review.change import Decision, DecisionKind
from core.review.figures import check_figure, figures_of
from core.review.fold import Standing
from core.review.listing import Listed, is_whole
from core.review.ruling import Settled, payload_of, restated_by

CENT = Decimal("0.01")
LARGEST = 10**15
"""No number of a report comes near it, and a spreadsheet keeps no more digits."""


@dataclass(frozen=True)
class Judged:
    """What a decision comes to: the payload of its entry, and the report re-checked with it."""

    payload: Mapping[str, object]
    reconciliation: Reconciliation


def judge(standing: Standing, decision: Decision) -> Judged:
    """Weighs a decision; ValueError says what is wrong with it."""
    changing = decision.kind in (DecisionKind.READING, DecisionKind.PROPOSAL)
    decision = replace(decision, cells=tuple(dict.fromkeys((*decision.cells, *decision.changes))))
    _check_shape(decision, changing)
    named = _named(standing, decision)
    _check_severe(decision, named, changing)
    _check_cells(standing, decision)
    cells = _cells_with(standing.cells, decision.changes)
    checked = restate(standing.checked, restated_by(decision))
    after = standing.check(cells, checked) if changing else standing.reconciliation
    settled = _cured(standing, decision, after) if changing else _covered(standing, decision, named)
    if named and not settled and not changing:
        raise ValueError("the decision covers no cell of the findings it names")
    base = replace(decision, findings=tuple(dict.fromkeys(one.base.key for one in named)))
    before, numbers = {**standing.cells, **standing.figures}, standing.numbers(cells, checked)
    return Judged(payload_of(base, settled, before, numbers, figures_of(standing.report)), after)


def _check_shape(decision: Decision, changing: bool) -> None:
    if changing != bool(decision.changes):
        raise ValueError(f"{decision.kind} {'needs' if changing else 'takes no'} changes")
    if not changing and not decision.reason.strip():
        raise ValueError(f"{decision.kind} needs a reason")
    if decision.kind is DecisionKind.ACCEPTED and not decision.findings:
        raise ValueError("accepted names no finding")
    if not decision.findings and not decision.cells:
        raise ValueError("the decision is about nothing")


def _named(standing: Standing, decision: Decision) -> tuple[Listed, ...]:
    listed = {one.item.finding.key: one for one in standing.listed}
    unknown = [key for key in decision.findings if key not in listed]
    if unknown:
        raise ValueError(f"no such finding: {', '.join(unknown)}")
    return tuple(listed[key] for key in dict.fromkeys(decision.findings))


def _check_severe(decision: Decision, named: tuple[Listed, ...], changing: bool) -> None:
    """Errors (强制性) are settled with a written explanation, and one at a time: a group counts as one.

    Warnings and hints may be settled together, as many as there are.
    """
    found = [one.item.finding for one in named]
    severe = any(finding.severity == "error" for finding in found)
    if severe and not decision.reason.strip():
        raise ValueError("an error needs a written explanation")
    if severe and not changing and len({finding.group for finding in found}) > 1:
        raise ValueError("errors are settled one at a time")


def _check_cells(standing: Standing, decision: Decision) -> None:
    known, figures = standing.numbers(standing.cells, standing.checked), figures_of(standing.report)
    unknown = [id for id in decision.cells if id not in known]
    unknown += [id for id in decision.changes if id not in standing.cells and id not in figures]
    if unknown:
        raise ValueError(f"no such cell: {', '.join(unknown)}")
    for id, value in decision.changes.items():
        if value is not None:
            _check_size(id, value)
        if id in figures:
            check_figure(figures[id], value)
        elif value is not None:
            _check_kind(id, value, kind_of(standing.report, id))


def kind_of(report: Report, cell: str) -> str:
    """What a cell of the report holds: a count, a change, or an amount in yuan."""
    table, row, column = split_id(cell)
    name = report.forms[table]
    known = known_forms(report.own)
    if name is None or row not in known[name].tables[table].rows:
        raise ValueError(f"the form has no cell {cell}")
    return known[name].tables[table].columns[column].kind


def _check_size(cell: str, value: Number) -> None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"{cell}: {value!r} is no number")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"{cell}: {value} is no number")
    if not -LARGEST < value < LARGEST:
        raise ValueError(f"{cell}: the number is too large")


def _check_kind(cell: str, value: Number, kind: str) -> None:
    if isinstance(value, Decimal) and (kind != "amount" or value % CENT):
        raise ValueError(f"{cell}: {value} has too many decimals")
    if kind == "count" and value < 0:
        raise ValueError(f"{cell}: a count is not negative")


def _cells_with(cells: Mapping[str, Cell], changes: Mapping[str, Number | None]) -> Mapping[str, Cell]:
    changed = {
        cell: replace(cells[cell], value=value, state=CellState.CORRECTED)
        for cell, value in changes.items()
        if cell in cells
    }
    return {**cells, **changed}


def _covered(standing: Standing, decision: Decision, named: tuple[Listed, ...]) -> tuple[Settled, ...]:
    """What 退回核实 or 核实无误 settles: the findings named, of a doubt only the cells covered."""
    settled = []
    for one in named:
        shown = one.item.finding
        covered = tuple(cell for cell in shown.cells if cell in decision.cells)
        if covered or not shown.cells:
            settled.append(Settled(one.base, None if is_whole(one.base) else covered, _peers(standing, one)))
    return tuple(settled)


def _cured(standing: Standing, decision: Decision, after: Reconciliation) -> tuple[Settled, ...]:
    """What a change settles: findings that it cures, named or not, and named doubts about its cells."""
    before_whole, before_parts = _found(standing.reconciliation)
    after_whole, after_parts = _found(after)
    settled = []
    for one in standing.listed:
        shown, base = one.item.finding, one.base
        named = shown.key in decision.findings
        if is_whole(base):
            if base.key not in after_whole and (named or base.key in before_whole):
                settled.append(Settled(base, None, _peers(standing, one)))
            continue
        covered = tuple(
            cell
            for cell in shown.cells
            if (named and cell in decision.changes) or (base.rule, cell) in before_parts - after_parts
        )
        if covered:
            settled.append(Settled(base, covered, _peers(standing, one)))
    return tuple(settled)


def _found(reconciliation: Reconciliation) -> tuple[set[str], set[tuple[str, str]]]:
    whole = {finding.key for finding in reconciliation.findings if is_whole(finding)}
    parts = {
        (finding.rule, cell)
        for finding in reconciliation.findings
        if not is_whole(finding)
        for cell in finding.cells
    }
    return whole, parts


def _peers(standing: Standing, one: Listed) -> tuple[str, ...]:
    """The keys of the finding's group, its own left out."""
    group = one.item.finding.group
    keys = (other.base.key for other in standing.listed if other.item.finding.group == group)
    return tuple(key for key in dict.fromkeys(keys) if key != one.base.key)
