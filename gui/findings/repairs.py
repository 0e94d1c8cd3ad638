"""What would settle the findings of a review: looked for beside it, and good for its numbers alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.reconcile.finding import Finding, Suggestion
from core.review.change import Item, ItemStatus, ReviewState

Repairs = Mapping[str, tuple[Suggestion, ...]]
"""The suggestions for each finding, by its key."""


def repairs_of(findings: Iterable[Finding]) -> Repairs:
    """The suggestions that findings came with."""
    return {finding.key: finding.suggestions for finding in findings}


def with_repairs(items: Iterable[Item], repairs: Repairs | None) -> Iterable[Item]:
    """The items, each finding with what was found for it."""
    if repairs is None:
        return items
    return (_with(item, repairs.get(item.finding.key)) for item in items)


def _with(item: Item, made: tuple[Suggestion, ...] | None) -> Item:
    if made is None or made == item.finding.suggestions:
        return item
    return replace(item, finding=replace(item.finding, suggestions=made))


def worth_repairing(state: ReviewState) -> bool:
    """Whether anything stands open that a change of numbers may settle."""
    return any(
        item.finding.relation is not None or item.finding.rule == "cell.number"
        for item in state.items
        if item.status is not ItemStatus.SETTLED
    )


def same_numbers(one: ReviewState, other: ReviewState) -> bool:
    """Whether two states of a review check the same numbers, so that what repairs one repairs the other."""
    same = one.report is other.report and one.cells == other.cells and one.figures == other.figures
    return same and one.beside == other.beside
