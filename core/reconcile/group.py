"""Findings into groups: what one explanation covers and one decision can settle.

Failed equations come together for one of three reasons, tried in this order, so that faults that have
nothing to do with each other stay apart although every row of a table crosses every column:

1. The differences of one rule's columns cancel along a row: the sums across all hold, so what the columns
   are off by adds up to nothing. Two such rules are one group where one row explains both.
2. One cell explains them: every equation that holds the cell fails, and all by the same amount.
3. They share cells, and neither of the above explains them. What the prose says joins no such group: many
   figures of a text speak of one total.

A doubt about a number joins the failures that its cell takes part in, if those are one group. Other doubts
stand alone: a run of blanks must not tie together what is apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from core.extract.report import Cell, Report
from core.forms.form import PROSE
from core.reconcile.explain import Bundle, by_cell, by_row, by_sharing, equations
from core.reconcile.finding import Finding, Outcome


def grouped(
    findings: Sequence[Finding], outcomes: Sequence[Outcome], cells: Mapping[str, Cell], report: Report
) -> tuple[Finding, ...]:
    """The findings with their groups, numbered from 1 in the order given, and the groups' explanations."""
    bundles = bundled(findings, outcomes, cells, report)
    member = {key: at for at, bundle in enumerate(bundles) for key in bundle.keys}
    member |= _joined(findings, member)
    numbers: dict[int | str, int] = {}
    found = []
    for finding in findings:
        at = member.get(finding.key)
        number = numbers.setdefault(finding.key if at is None else at, len(numbers) + 1)
        explanation = None if at is None else bundles[at].explanation
        found.append(replace(finding, group=number, explanation=explanation))
    return tuple(found)


def bundled(
    findings: Sequence[Finding], outcomes: Sequence[Outcome], cells: Mapping[str, Cell], report: Report
) -> list[Bundle]:
    """The failed relations among the findings in bundles; each is in exactly one."""
    failed = [finding for finding in findings if finding.relation is not None]
    tables = [finding for finding in failed if not is_prose(finding)]
    bundles = by_row(equations(tables), outcomes, report)
    bundles += by_cell(equations(_others(failed, bundles)), outcomes, bundles, report)
    bundles += by_sharing(_others(tables, bundles), cells)
    for finding in filter(is_prose, _others(failed, bundles)):
        bundles.append(Bundle(frozenset({finding.key}), frozenset(finding.cells), None))
    return bundles


def is_prose(finding: Finding) -> bool:
    """Whether a finding is about a figure of the prose."""
    return finding.key.partition("@")[2].startswith(PROSE)


def _others(failed: Iterable[Finding], bundles: Iterable[Bundle]) -> list[Finding]:
    taken = {key for bundle in bundles for key in bundle.keys}
    return [finding for finding in failed if finding.key not in taken]


def _joined(findings: Sequence[Finding], member: Mapping[str, int]) -> dict[str, int]:
    """The bundle that each doubt about a number joins, by the doubt's key."""
    around: dict[str, set[int]] = {}
    for finding in findings:
        if finding.relation is not None:
            for cell in finding.cells:
                around.setdefault(cell, set()).add(member[finding.key])
    joined = {}
    for finding in findings:
        if finding.rule == "cell.number":
            near = set().union(*(around.get(cell, set()) for cell in finding.cells))
            if len(near) == 1:
                joined[finding.key] = near.pop()
    return joined
