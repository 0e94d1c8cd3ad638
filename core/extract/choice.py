"""Chooses among the readings of all runs of a table together, by the relations that tie them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.extract.candidates import Class, Run, anything, broken, grouped, read, widened, within
from core.extract.digits import TooMany
from core.extract.report import Number
from core.forms.relation import Relation

STEPS = 40_000
"""How many steps the choice among the readings of all runs may take."""
BROKEN = 6
"""How many broken relations are allowed for at most, before the choice is given up."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The classes left of each run; `clean` if some choice among them breaks no relation; `example` the
    numbers of one of the best choices by cell, None where none was found."""

    classes: list[tuple[Class, ...]]
    clean: bool
    example: Mapping[str, Number] | None


def choose(
    runs: Sequence[Run],
    classes: Sequence[tuple[Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> Chosen:
    """The classes of each run that are part of a choice which breaks the fewest relations.

    Where some must break, the readings that break a relation of their own run are tried too, and those
    with lost blanks: the run itself may be the one that was printed wrong. Where that makes too many of
    one, nothing is chosen: without it, its relations would seem to hold.
    """
    found = _fewest(runs, classes, known, relations)
    if found is None or found.broken:
        wide = [widened(run, own, relations) for run, own in zip(runs, classes, strict=True)]
        given_up = any(before and not after for before, after in zip(classes, wide, strict=True))
        classes = classes if given_up else wide
        found = None if given_up else _fewest(runs, classes, known, relations)
    if found is None:
        return Chosen([_breaking(own, 1) for own in classes], False, None)
    if not found.broken:
        return Chosen(found.kept, True, found.example)
    more = _with_faulty(runs, classes, found, known, relations)
    kept = [own + other for own, other in zip(found.kept, more, strict=True)]
    return Chosen(kept, False, found.example)


@dataclass(frozen=True, slots=True)
class _Found:
    """The classes of each run that are part of a choice which breaks so few relations, or, where some
    must break, one more; `example` is the numbers of one such choice by cell."""

    kept: list[tuple[Class, ...]]
    broken: int
    example: Mapping[str, Number]


def _fewest(
    runs: Sequence[Run],
    classes: Sequence[tuple[Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> _Found | None:
    """The choices that break the fewest relations; None where that cannot be told in so many steps."""
    order = sorted((n for n in range(len(runs)) if classes[n]), key=lambda n: len(classes[n]))
    ties = _ties([runs[n] for n in order], [classes[n] for n in order], known, relations)
    if not ties:
        return _each_alone(runs, classes)
    choice = _Choice([classes[n] for n in order], ties)
    try:
        for allowed in range(BROKEN + 1):
            if choice.within(allowed):
                kept = choice.within(allowed + 1 if allowed else allowed)
                break
        else:
            return None
    except TooMany:
        return None
    example = {
        cell: value
        for n, at in zip(order, choice.example, strict=True)
        for cell, value in zip(runs[n].cells, classes[n][at].vector, strict=True)
    }
    found = dict(zip(order, kept or [], strict=True))
    return _Found([found.get(n, classes[n]) for n in range(len(runs))], allowed, example)


def _each_alone(runs: Sequence[Run], classes: Sequence[tuple[Class, ...]]) -> _Found | None:
    """The choices of runs that nothing ties to each other: of each the classes that break the fewest."""
    kept = [_breaking(own, 0) for own in classes]
    fewest = sum(own[0].broken for own in kept if own)
    example = {
        cell: value
        for run, own in zip(runs, kept, strict=True)
        for cell, value in (zip(run.cells, own[0].vector, strict=True) if own else ())
    }
    return _Found(kept, fewest, example) if fewest <= BROKEN else None


def _breaking(own: tuple[Class, ...], more: int) -> tuple[Class, ...]:
    """The classes that break the fewest relations, or so many more."""
    least = min((each.broken for each in own), default=0)
    return tuple(each for each in own if each.broken <= least + more)


def _with_faulty(
    runs: Sequence[Run],
    classes: Sequence[tuple[Class, ...]],
    found: _Found,
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> list[tuple[Class, ...]]:
    """For each run, more readings that break as few in all, the other runs read as in the example."""
    values = {**known, **found.example}
    moving = [
        relation
        for relation in relations
        if all(cell in values for cell in relation.cells)
        and not found.example.keys().isdisjoint(relation.cells)
    ]
    result = []
    for run, old in zip(runs, classes, strict=True):
        own = [relation for relation in moving if not set(run.cells).isdisjoint(relation.cells)]
        rest = broken(values, [relation for relation in moving if relation not in own])
        tried = grouped(read(run, anything, blanks=0), run, within(run, relations))
        vectors = {each.vector for each in old}
        result.append(
            tuple(
                each
                for each in tried
                if each.vector not in vectors and rest + broken(_with(values, run, each), own) <= found.broken
            )
        )
    return result


def _with(values: Mapping[str, Number], run: Run, chosen: Class) -> dict[str, Number]:
    return {**values, **dict(zip(run.cells, chosen.vector, strict=True))}


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relation between runs: what the known cells add to it, and what each reading of each run does."""

    relation: Relation
    known: Number
    adds: tuple[tuple[Number, ...], ...]
    low: tuple[Number, ...]
    high: tuple[Number, ...]
    """The least and most that the runs from each on can add."""


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
        whole = all(cell in homes or cell in known for cell in relation.cells)
        if not held or not whole or set(relation.cells) <= set(runs[min(held)].cells):
            continue
        terms = [(homes[term.cell], term.coefficient) for term in relation.coefficients if term.cell in homes]
        start = sum(t.coefficient * known[t.cell] for t in relation.coefficients if t.cell not in homes)
        adds = tuple(
            tuple(sum(k * own.vector[place] for (home, place), k in terms if home == n) for own in classes[n])
            for n in range(len(runs))
        )
        low: list[Number] = [0]
        high: list[Number] = [0]
        for own in reversed(adds):
            low.append(low[-1] + min(own))
            high.append(high[-1] + max(own))
        ties.append(_Tie(relation, start, adds, tuple(low[::-1]), tuple(high[::-1])))
    return ties


class _Choice:
    """Walks over the runs, one class of each, as long as not too many relations are sure to break."""

    def __init__(self, classes: Sequence[tuple[Class, ...]], ties: Sequence[_Tie]) -> None:
        self.classes, self.ties, self.steps = classes, ties, STEPS
        self.least = [0]
        for own in reversed(classes):
            self.least.append(self.least[-1] + min(each.broken for each in own))
        self.least.reverse()
        self.kept: list[set[int]] = [set() for _ in classes]
        self.example: list[int] = []

    def within(self, allowed: int) -> list[tuple[Class, ...]] | None:
        """The classes that are part of a choice with so many broken relations at most, or None."""
        self._walk(0, tuple(tie.known for tie in self.ties), 0, allowed, [])
        if self.classes and not self.kept[0]:
            return None
        return [
            tuple(each for n, each in enumerate(own) if n in kept)
            for own, kept in zip(self.classes, self.kept, strict=True)
        ]

    def _walk(self, at: int, sums: tuple[Number, ...], broken: int, allowed: int, taken: list[int]) -> None:
        self.steps -= 1
        if self.steps < 0:
            raise TooMany
        if broken + self.least[at] + self._sure(at, sums) > allowed:
            return
        if at == len(self.classes):
            for own, choice in zip(self.kept, taken, strict=True):
                own.add(choice)
            self.example = taken
            return
        for n, each in enumerate(self.classes[at]):
            longer = tuple(value + tie.adds[at][n] for value, tie in zip(sums, self.ties, strict=True))
            self._walk(at + 1, longer, broken + each.broken, allowed, [*taken, n])

    def _sure(self, at: int, sums: Sequence[Number]) -> int:
        """How many ties cannot hold any more, whatever the runs from `at` on are read as."""
        count = 0
        for value, tie in zip(sums, self.ties, strict=True):
            low, high = value + tie.low[at], value + tie.high[at]
            if tie.relation.operator == "=":
                count += low > 0 or high < 0
            else:
                count += low > 0 if tie.relation.operator == "<=" else high < 0
        return count
