"""The equations that a repair must bring to hold, as plain sums over cells, and how they are eliminated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.extract.report import Number
from core.forms.form import is_cell
from core.forms.relation import Relation
from core.reconcile.finding import Outcome, Status
from core.reconcile.readings import Numbers


@dataclass(frozen=True, slots=True)
class Equation:
    """An equality over cells: `terms` their coefficients, `off` the left side less the right as it is now."""

    key: str
    terms: Mapping[str, int]
    off: Number


def equations_of(outcomes: Iterable[Outcome], numbers: Numbers) -> tuple[Equation, ...]:
    """The exact equalities between cells of this report, all of whose numbers are known.

    One that cannot be evaluated because all its cells are blank holds: a change must keep it so. One that
    holds under every reading of its ambiguous cells stays with the cells that are known.
    """
    return tuple(
        Equation(outcome.relation.key, terms, _off(outcome))
        for outcome in outcomes
        if is_exact(outcome.relation) and (terms := _terms(outcome, numbers))
    )


def is_exact(relation: Relation) -> bool:
    """Whether a relation is an equality to the unit between cells of this report alone."""
    return relation.operator == "=" and not relation.slack and all(map(is_cell, relation.cells))


def _terms(outcome: Outcome, numbers: Numbers) -> dict[str, int]:
    """The coefficients of the known cells; none where the relation says nothing of what a change does."""
    known: dict[str, int] = {}
    for term in outcome.relation.coefficients:
        if term.cell in numbers.values:
            known[term.cell] = known.get(term.cell, 0) + term.coefficient
    whole = len(known) == len(set(outcome.relation.cells))
    if not whole and outcome.status is not Status.PASSED:
        return {}
    return {cell: coefficient for cell, coefficient in known.items() if coefficient}


def _off(outcome: Outcome) -> Number:
    if outcome.left is None or outcome.right is None:
        return 0
    return outcome.left - outcome.right


def aimed(equations: Iterable[Equation], wanted: Collection[str]) -> tuple[Equation, ...]:
    """The equations, with only those wanted to be cured; the others are to stay as far off as they are."""
    return tuple(each if each.key in wanted or not each.off else replace(each, off=0) for each in equations)


@dataclass(frozen=True, slots=True)
class Pivot:
    """A cell chosen to change, and the equation that then tells by how much."""

    cell: str
    terms: Mapping[str, int]
    off: Number


def eliminate(equations: Iterable[Equation], pivot: Equation, cell: str) -> list[Equation]:
    """The other equations without the cell: where it stood, they take over what the pivot is off by."""
    lead = pivot.terms[cell]
    left = []
    for each in equations:
        if each is pivot:
            continue
        held = each.terms.get(cell)
        left.append(each if held is None else _combined(each, lead, pivot, held))
    return left


def _combined(each: Equation, lead: int, pivot: Equation, held: int) -> Equation:
    """`lead` times the one less `held` times the other, in which the cell between them is gone."""
    terms = {cell: lead * coefficient for cell, coefficient in each.terms.items()}
    for cell, coefficient in pivot.terms.items():
        sum = terms.get(cell, 0) - held * coefficient
        if sum:
            terms[cell] = sum
        else:
            terms.pop(cell, None)
    return Equation(each.key, terms, lead * each.off - held * pivot.off)


def resolved(pivots: Sequence[Pivot]) -> dict[str, Fraction]:
    """By how much each chosen cell changes, the last chosen first; other cells stay."""
    found: dict[str, Fraction] = {}
    for pivot in reversed(pivots):
        off = Fraction(pivot.off)
        for cell, coefficient in pivot.terms.items():
            if cell in found:
                off += coefficient * found[cell]
        found[pivot.cell] = -off / pivot.terms[pivot.cell]
    return found


def determined(equations: Iterable[Equation], support: Collection[str]) -> dict[str, Fraction] | None:
    """The one change of these cells alone that brings every equation to hold; None for none or several."""
    left = [
        Equation(each.key, terms, each.off)
        for each in equations
        if (terms := {cell: each.terms[cell] for cell in support if cell in each.terms}) or each.off
    ]
    touched = {cell for each in left for cell in each.terms}
    known, left = _told(left)
    pivots = []
    for cell in support:
        pivot = next((each for each in left if cell in each.terms), None)
        if pivot is not None:
            pivots.append(Pivot(cell, pivot.terms, pivot.off))
            left = eliminate(left, pivot, cell)
        elif cell in touched and cell not in known:
            return None
    if any(each.off for each in left):
        return None
    return {cell: Fraction(delta) for cell, delta in known.items()} | resolved(pivots)


def _told(equations: Iterable[Equation]) -> tuple[dict[str, Number], list[Equation]]:
    """The changes that equations of a single cell tell at once, and the equations with these made."""
    known: dict[str, Number] = {}
    left = list(equations)
    while alone := [each for each in left if len(each.terms) == 1 and abs(_lead(each)) == 1]:
        for each in alone:
            known.setdefault(next(iter(each.terms)), -each.off * _lead(each))
        made = (_made(each, known) for each in left)
        left = [each for each in made if each.terms or each.off]
    return known, left


def _lead(equation: Equation) -> int:
    return next(iter(equation.terms.values()))


def _made(equation: Equation, changes: Mapping[str, Number]) -> Equation:
    """What an equation asks of its other cells when these changes are made."""
    if equation.terms.keys().isdisjoint(changes):
        return equation
    off = equation.off
    terms = {}
    for cell, lead in equation.terms.items():
        if cell in changes:
            off += lead * changes[cell]
        else:
            terms[cell] = lead
    return Equation(equation.key, terms, off)


def is_solvable(equations: Iterable[Equation]) -> bool:
    """Whether any change of any cells brings all equations to hold, whatever numbers that makes."""
    left = [each for each in equations if each.terms or each.off]
    while left:
        pivot = min(left, key=lambda each: len(each.terms))
        if not pivot.terms:
            if pivot.off:
                return False
            left = [each for each in left if each is not pivot]
        else:
            left = eliminate(left, pivot, next(iter(pivot.terms)))
    return True


def exact(value: Fraction) -> Number | None:
    """The fraction as a whole number, else as an exact decimal; None where it has none."""
    if value.denominator == 1:
        return value.numerator
    if 100 % value.denominator:
        return None
    return Decimal(value.numerator * (100 // value.denominator)).scaleb(-2)
