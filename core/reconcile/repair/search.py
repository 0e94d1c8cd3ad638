"""The smallest sets of cells whose change makes all equations hold: error localisation (Fellegi and Holt).

An equation that fails must have a cell changed. A cell once chosen is eliminated: the equations that held it
are joined into implied ones without it, and where one of those fails, one of its cells must change too. So
every smallest set is met exactly once, and the amounts of change are given by the equations themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from time import monotonic

from core.reconcile.repair.equations import Equation, Pivot, eliminate, resolved

Deltas = dict[str, Fraction]
"""By how much each cell changes."""

MOST_FOUND = 400
"""How many smallest sets are kept; more cannot be told apart by anybody."""


@dataclass
class Budget:
    """How much search is left: steps, which are the same on every machine, and at worst the clock."""

    steps: int
    end: float

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.steps <= 0

    def part(self, steps: int) -> Budget:
        """A part of what is left, at most so many steps."""
        return Budget(min(steps, self.steps), self.end)

    def step(self, steps: int = 1) -> bool:
        """Takes a step, or several at once; False when there is none left."""
        self.steps -= steps
        if (steps > 1 or self.steps % 64 == 0) and monotonic() > self.end:
            self.steps = 0
        return not self.spent


def smallest(
    equations: Sequence[Equation],
    fits: Callable[[Deltas], bool],
    most: int,
    budget: Budget,
) -> list[Deltas]:
    """All fitting changes of as few cells as can be, at most `most`; none where the budget ends before.

    `fits`: whether changes leave numbers that the cells may hold.
    """
    failing = [each for each in equations if each.off]
    for size in range(apart(failing), most + 1):
        found: list[Deltas] = []
        for pivots in _chosen(equations, frozenset(), (), size, budget):
            deltas = resolved(pivots)
            if all(deltas.values()) and fits(deltas):
                found.append(deltas)
                if len(found) >= MOST_FOUND:
                    break
        if budget.spent:
            return []
        if found:
            return found
    return []


def _chosen(
    equations: Sequence[Equation],
    banned: frozenset[str],
    pivots: tuple[Pivot, ...],
    left: int,
    budget: Budget,
) -> Iterator[tuple[Pivot, ...]]:
    """Every choice of exactly `left` more cells, none of them banned, that lets all equations hold."""
    failing = [each for each in equations if each.off]
    if not budget.step() or not failing:
        return
    if left == 1:
        yield from ((*pivots, pivot) for pivot in _last(equations, failing, banned))
        return
    if len(failing) > left and apart(failing, banned) > left:
        return
    free, pivot = min(
        (([cell for cell in each.terms if cell not in banned], each) for each in failing),
        key=lambda option: len(option[0]),
    )
    for cell in free:
        chosen = (*pivots, Pivot(cell, pivot.terms, pivot.off))
        yield from _chosen(eliminate(equations, pivot, cell), banned, chosen, left - 1, budget)
        banned |= {cell}


def _last(
    equations: Sequence[Equation], failing: Sequence[Equation], banned: frozenset[str]
) -> Iterator[Pivot]:
    """The cells that let all equations hold alone: in each that fails, by one amount, and in no other."""
    first, *others = failing
    for cell, lead in first.terms.items():
        if (
            cell not in banned
            and all(cell in each.terms and each.off * lead == first.off * each.terms[cell] for each in others)
            and not any(cell in each.terms for each in equations if not each.off)
        ):
            yield Pivot(cell, first.terms, first.off)


def apart(failing: Sequence[Equation], banned: frozenset[str] = frozenset()) -> int:
    """At least how many cells must change: one for each of some failing equations that share no free cell."""
    free = sorted((each.terms.keys() - banned for each in failing), key=len)
    return max(_packed(free), _packed(free[::-1]))


def _packed(sets: Sequence[set[str]]) -> int:
    taken: set[str] = set()
    count = 0
    for each in sets:
        if taken.isdisjoint(each):
            count += 1
            taken |= each
    return count
