"""The numbers beside the filters of the list of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.reconcile.finding import Outcome, Status
from core.review.change import ReviewState
from gui.findings.places import Place


@dataclass(frozen=True)
class Counts:
    """The numbers beside the filters: of the tables' relations, and `prose` of what the prose claims.

    `groups` of the failures, where some are gathered.
    """

    failed: int
    groups: int
    doubts: int
    passed: int
    skipped: int
    prose: Mapping[Status, int] = field(default_factory=dict)


def count(state: ReviewState, held: Sequence[Place]) -> Counts:
    """How many outcomes of each sort there are, and how many doubts stand open."""
    of = {status: sum(outcome.status is status for outcome in state.outcomes) for status in Status}
    failing = [place for place in held if place.first.relation is not None]
    still = {outcome.relation.key for outcome in state.outcomes if outcome.status is Status.FAILED}
    groups = [place for place in failing if still & {finding.key for finding in place.findings}]
    doubts = sum(item.finding.relation is None for place in held if place.open for item in place.items)
    prose = {status: sum(outcome.status is status for outcome in _stated(state)) for status in Status}
    return Counts(of[Status.FAILED], len(groups), doubts, of[Status.PASSED], of[Status.NOT_EVALUABLE], prose)


def _stated(state: ReviewState) -> list[Outcome]:
    """The outcomes of the prose; a rate that is off counts among the doubts."""
    off = (Status.FAILED, "prose.rate")
    return [outcome for outcome in state.prose if (outcome.status, outcome.relation.rule) != off]
