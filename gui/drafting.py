"""A decision being made: the draft of it, what of a place it is to cover, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.extract.report import Number
from core.messages import Message
from core.review.change import Decision, DecisionKind
from gui.findings.places import Place

CHANGING = (DecisionKind.READING, DecisionKind.PROPOSAL)
"""The ways out that give cells new values."""


@dataclass(frozen=True)
class Draft:
    """A decision being made. `kind` None: a value was entered, and its way out is still asked for.

    `why`: the reason that a suggestion brings with it. `slack`: how far off a figure's new number may be.
    """

    kind: DecisionKind | None = None
    changes: dict[str, Number | None] = field(default_factory=dict)
    why: Message | None = None
    slack: dict[str, Number] = field(default_factory=dict)

    @property
    def wants_value(self) -> bool:
        """Whether the way out needs a value and has none yet."""
        return self.kind in CHANGING and not self.changes


def covered(place: Place | None, left_out: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys and the cells of a place that a decision is to cover, without what is left out."""
    if place is None or not place.open:
        return (), ()
    held = place.findings
    if len(held) > 1:
        held = tuple(finding for finding in held if finding.key not in left_out)
        cells = tuple(dict.fromkeys(cell for finding in held for cell in finding.cells))
    else:
        cells = tuple(cell for cell in held[0].cells if cell not in left_out)
    return tuple(finding.key for finding in held), cells


def decision(
    draft: Draft, kind: DecisionKind, reason: str, place: Place | None, left_out: frozenset[str]
) -> Decision:
    """What a draft comes to, on the place at hand."""
    findings, cells = covered(place, left_out)
    changed = tuple(cell for cell in draft.changes if cell not in cells)
    return Decision(kind, findings, (*cells, *changed), dict(draft.changes), reason, dict(draft.slack))
