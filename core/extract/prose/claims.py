"""From what a figure means to what must hold: the claims of prose.figure."""

from __future__ import annotations

from decimal import Decimal

from core.extract.prose.model import Bound, Claim, Sum
from core.extract.prose.said import Said
from core.extract.prose.sums import Layout
from core.forms.relation import Operator, Term
from core.messages import message

_OPERATORS: dict[Bound, Operator] = {
    Bound.EXACT: "=",
    Bound.AT_LEAST: "<=",
    Bound.AT_MOST: ">=",
    Bound.ABOUT: "=",
}
_ABOUT = Decimal("0.1")
"""How far off a number may be, as a share of it, that is said to be about so large."""


def figure_claim(said: Said, id: str, layout: Layout) -> Claim | None:
    """What a figure must equal; None where it speaks of no cell, or the form has none for it."""
    sums = tuple(layout.terms(addends) for addends in said.alternatives)
    held = tuple(sum for sum in sums if sum)
    loose = tuple(sum for sum in map(layout.terms, said.loose) if sum and sum not in held)
    if not held:
        return None
    left: Sum = layout.terms(said.whole) if said.whole else (Term(1, id),)
    doubt = said.doubt if sums[0] else said.doubt or message("extract.prose.unclear")
    slack = slack_of(said.value or 0, said.bound, said.slack)
    return Claim(
        "prose.figure", id, left, _OPERATORS[said.bound], held, loose=loose, slack=slack, doubt=doubt
    )


def slack_of(value: int | Decimal, bound: Bound, slack: int | Decimal) -> int | Decimal:
    """How far off a figure may be that is meant as its bound says; `slack`: by its own last digit."""
    return abs(Decimal(value)) * _ABOUT if bound is Bound.ABOUT else slack
