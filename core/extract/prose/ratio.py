"""What a rate of the prose must be by the counts it follows from, and whether it is."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from core.extract.prose.model import Sum
from core.extract.prose.said import Number


def total(terms: Sum, values: Mapping[str, Number]) -> Number:
    """What a sum of figures comes to."""
    added: Number = 0
    for term in terms:
        added += term.coefficient * values[term.cell]
    return added


def quotient(count: Number, base: Number, unit: str) -> Fraction | None:
    """What a rate must be: the count in the base, in percent or as a multiple; None over nothing."""
    return Fraction(count) / Fraction(base) * (100 if unit == "%" else 1) if base else None


def agrees(rate: Number, unit: str, slack: Number, count: Number, base: Number) -> bool:
    """Whether a rate as printed is less than one unit of its last digit (`slack`) off."""
    exact = quotient(count, base, unit)
    return exact is not None and abs(Fraction(rate) - exact) < Fraction(slack)
