"""Which readings of several runs go together: the joint choices that break the fewest relations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.extract.candidates import Class, Run
from core.extract.report import Number
from core.extract.steps import Steps, TooMany
from core.forms.relation import Relation

BROKEN = 3
"""How many broken relations are allowed for at most, before the choice is given up: as many as one wrong
number breaks, where it is a total of totals."""

_FAR = 10**30
Domains = list[list[int]]
"""For each run the classes still possible, by their numbers."""


@dataclass(frozen=True, slots=True)
class Joint:
    """The classes of each run that may be part of a choice which breaks `broken` relations (where some
    must break, or one more); `example` is one such choice: a class of each run."""

    kept: tuple[tuple[Class, ...], ...]
    broken: int
    example: tuple[Class, ...]


def fewest(
    runs: Sequence[Run],
    classes: Sequence[tuple[Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
    steps: Steps,
) -> Joint | None:
    """The choices that break the fewest relations; None where none is found in so many steps.

    Where the steps do not do to tell which of the classes are part of such a choice, more are kept.
    """
    search = _Search(classes, _ties(runs, classes, known, relations), steps)
    example = None
    for allowed in range(BROKEN + 1):
        try:
            example = search.solution([list(range(len(own))) for own in classes], allowed)
        except TooMany:
            return None
        if example is not None:
            break
    else:
        return None
    kept = search.supported(example, allowed + 1 if allowed else 0)
    return Joint(
        tuple(tuple(own[at] for at in held) for own, held in zip(classes, kept, strict=True)),
        allowed,
        tuple(own[at] for own, at in zip(classes, example, strict=True)),
    )


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relation that speaks of several runs: what known cells add to it, and what each class of each run."""

    operator: str
    known: Number
    adds: Mapping[int, Sequence[Number]]


def _ties(
    runs: Sequence[Run],
    classes: Sequence[tuple[Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> list[_Tie]:
    """The relations that hold known cells and cells of these runs only, and are not within one run."""
    homes = {cell: (n, place) for n, run in enumerate(runs) for place, cell in enumerate(run.cells)}
    ties = []
    for relation in relations:
        held = {homes[cell][0] for cell in relation.cells if cell in homes}
        told = all(cell in homes or cell in known for cell in relation.cells)
        if not held or not told or set(relation.cells) <= set(runs[min(held)].cells):
            continue
        start: Number = 0
        terms: dict[int, list[tuple[int, int]]] = {n: [] for n in held}
        for term in relation.coefficients:
            if term.cell in homes:
                n, place = homes[term.cell]
                terms[n].append((place, term.coefficient))
            else:
                start += term.coefficient * known[term.cell]
        adds = {
            n: [sum(factor * own.vector[place] for place, factor in parts) for own in classes[n]]
            for n, parts in terms.items()
        }
        ties.append(_Tie(relation.operator, start, adds))
    return ties


class _Search:
    """Searches the joint choices, at each turn with the classes left that bounds on the ties allow."""

    def __init__(self, classes: Sequence[tuple[Class, ...]], ties: Sequence[_Tie], steps: Steps) -> None:
        self.ties, self.steps = ties, steps
        self.costs = [[each.broken for each in own] for own in classes]
        self.touched = [[t for t, tie in enumerate(ties) if n in tie.adds] for n in range(len(classes))]
        self.adds = [
            list(zip(*(ties[t].adds[n] for t in touched), strict=True)) if touched else [()] * len(own)
            for n, (own, touched) in enumerate(zip(classes, self.touched, strict=True))
        ]

    def solution(self, domains: Domains, allowed: int) -> list[int] | None:
        """A class of each run, so that as few relations break; None where there is no such choice."""
        left = self.possible(domains, allowed)
        if left is None:
            return None
        open_runs = [n for n, own in enumerate(left) if len(own) > 1]
        if not open_runs:
            return [own[0] for own in left]
        n = min(open_runs, key=lambda n: len(left[n]))
        for at in sorted(left[n], key=self.costs[n].__getitem__):
            found = self.solution([*left[:n], [at], *left[n + 1 :]], allowed)
            if found is not None:
                return found
        return None

    def supported(self, example: Sequence[int], allowed: int) -> Domains:
        """The classes of each run that are part of a choice which breaks so many relations at most, or all
        that bounds allow where the steps do not do to tell."""
        whole = [list(range(len(own))) for own in self.costs]
        left = self._possible(whole, allowed) or whole
        kept = [set(self._swaps(n, own, example, allowed)) for n, own in enumerate(left)]
        try:
            for n, own in enumerate(left):
                for at in own:
                    if at in kept[n]:
                        continue
                    found = self.solution([*left[:n], [at], *left[n + 1 :]], allowed)
                    for held, choice in zip(kept, found or (), strict=False):
                        held.add(choice)
        except TooMany:
            return left
        return [sorted(held) for held in kept]

    def _swaps(self, n: int, own: Sequence[int], example: Sequence[int], allowed: int) -> Iterator[int]:
        """The classes of a run that may be taken in the example instead of its own."""
        sums = [tie.known + sum(adds[example[m]] for m, adds in tie.adds.items()) for tie in self.ties]
        broken = sum(own[at] for own, at in zip(self.costs, example, strict=True))
        broken += sum(_fails(tie.operator, value, value) for tie, value in zip(self.ties, sums, strict=True))
        touched, old = self.touched[n], self.adds[n][example[n]]
        broken -= self.costs[n][example[n]]
        broken -= sum(_fails(self.ties[t].operator, sums[t], sums[t]) for t in touched)
        rest = [(self.ties[t].operator, sums[t] - add) for t, add in zip(touched, old, strict=True)]
        for at in own:
            fails = (_fails(op, s + a, s + a) for (op, s), a in zip(rest, self.adds[n][at], strict=True))
            if broken + self.costs[n][at] + sum(fails) <= allowed:
                yield at

    def possible(self, domains: Domains, allowed: int) -> Domains | None:
        """The classes that bounds on the ties leave, counted in steps; None where they leave a run none."""
        self.steps.take(sum(map(len, domains)))
        return self._possible(domains, allowed)

    def _possible(self, domains: Domains, allowed: int) -> Domains | None:
        changed = True
        while changed:
            bounds = _Bounds(self, domains)
            if bounds.broken > allowed:
                return None
            left = [bounds.allowing(n, own, allowed) for n, own in enumerate(domains)]
            if not all(left):
                return None
            changed = any(len(new) < len(old) for new, old in zip(left, domains, strict=True))
            domains = left
        return domains


class _Bounds:
    """The least and most that each run, and all runs together, may add to each tie."""

    def __init__(self, search: _Search, domains: Domains) -> None:
        self.search = search
        self.own: list[list[tuple[Number, Number]]] = []
        self.least = [min(search.costs[n][at] for at in own) for n, own in enumerate(domains)]
        low = [tie.known for tie in search.ties]
        high = list(low)
        for n, own in enumerate(domains):
            adds = search.adds[n]
            columns = zip(*(adds[at] for at in own), strict=True)
            held = [(min(column), max(column)) for column in columns]
            for t, (least, most) in zip(search.touched[n], held, strict=True):
                low[t] += least
                high[t] += most
            self.own.append(held)
        self.low, self.high = low, high
        self.fails = [_fails(tie.operator, a, b) for tie, a, b in zip(search.ties, low, high, strict=True)]
        self.broken = sum(self.least) + sum(self.fails)

    def allowing(self, n: int, own: list[int], allowed: int) -> list[int]:
        """The classes of a run with which no more relations are sure to break than allowed."""
        if len(own) == 1:
            return own
        spare = allowed - self.broken + self.least[n]
        windows = [
            self._window(t, *held) for t, held in zip(self.search.touched[n], self.own[n], strict=True)
        ]
        costs, adds = self.search.costs[n], self.search.adds[n]
        return [
            at
            for at in own
            if costs[at] <= spare
            and costs[at] + sum(not a <= add <= b for add, (a, b) in zip(adds[at], windows, strict=True))
            <= spare
        ]

    def _window(self, t: int, least: Number, most: Number) -> tuple[Number, Number]:
        """What a run may add to a tie that can hold so that the others can still make it hold."""
        operator = self.search.ties[t].operator
        if self.fails[t]:
            return -_FAR, _FAR
        below = -_FAR if operator == "<=" else most - self.high[t]
        above = _FAR if operator == ">=" else least - self.low[t]
        return below, above


def _fails(operator: str, low: Number, high: Number) -> bool:
    """Whether no sum between two bounds stands in the operator's relation to zero."""
    return (operator != ">=" and low > 0) or (operator != "<=" and high < 0)
