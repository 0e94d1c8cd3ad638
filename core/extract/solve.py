"""Lets the relations of a table decide how its runs of digits are to be read.

Every run is read in every way (digits.py). The relations within the run prune its readings; then the
relations that tie the runs together choose among what is left of all of them. Where no choice makes
every relation hold, those remain that break the fewest. What is the same in all that remain is known;
the rest is for the reviewer. Only relations of severity error prune: a warning ranks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.extract.digits import Keeps, Reading, TooMany, row_readings
from core.extract.report import Number
from core.forms.relation import Relation

READINGS = 20_000
"""How many beginnings of readings of one run are tried at most."""
STEPS = 40_000
"""How many steps the choice among the readings of all runs may take."""
BROKEN = 6
"""How many broken relations are allowed for at most, before the choice is given up."""

Vector = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Cells read together, and the pieces of their run in order; some runs may be cut in other pieces.

    `variants`: each a way to take the run's end (a digit that may belong to the next label's number).
    """

    cells: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Solved:
    """The readings left of a run, best first. `complete`: the true one is among them, as far as the
    report's own relations can tell; `broken`: relations among the run's own cells that each breaks."""

    readings: tuple[Reading, ...]
    complete: bool
    broken: int = 0


@dataclass(frozen=True, slots=True)
class _Class:
    """The readings of a run that have the same numbers, a blank counted as 0."""

    vector: Vector
    readings: tuple[Reading, ...]
    broken: int


def solve(
    runs: Sequence[Run], known: Mapping[str, Number], relations: Sequence[Relation]
) -> tuple[Solved, ...]:
    """The readings left of each run; `known` holds the cells that were read plainly, a blank as 0."""
    errors = [relation for relation in relations if relation.severity == "error"]
    classes = [_classes(run, errors) for run in runs]
    left = _choose(runs, classes, known, errors)
    solved = [_solved(run, kept, relations) for run, kept in zip(runs, left, strict=True)]
    return tuple(_with_totals(runs, solved, known, errors))


def _classes(run: Run, relations: Sequence[Relation]) -> tuple[_Class, ...]:
    """The run's readings by their numbers: those that hold within the run, else all, fewest broken first."""
    own = [relation for relation in relations if set(relation.cells) <= set(run.cells)]
    for blanks in (False, True):
        found = _read(run, _holding(run, own), blanks)
        if found:
            return _grouped(found, run, own)
    for blanks in (False, True):
        found = _read(run, lambda _: True, blanks)
        if found:
            return _grouped(found, run, own)
    return ()


def _read(run: Run, keeps: Keeps, blanks: bool) -> list[Reading]:
    try:
        found = [
            reading
            for pieces in run.variants
            for reading in row_readings(pieces, len(run.cells), keeps, blanks=blanks, limit=READINGS)
        ]
    except TooMany:
        return []
    return list(dict.fromkeys(found))


def _holding(run: Run, relations: Sequence[Relation]) -> Keeps:
    """Asks of the beginning of a reading whether the relations that it completes hold."""
    at = {cell: place for place, cell in enumerate(run.cells)}
    ends: dict[int, list[tuple[Relation, list[tuple[int, int]]]]] = {}
    for relation in relations:
        terms = [(term.coefficient, at[term.cell]) for term in relation.coefficients]
        ends.setdefault(max(place for _, place in terms) + 1, []).append((relation, terms))

    def keeps(held: Sequence[Number | None]) -> bool:
        return all(
            _holds(relation, sum(factor * (held[place] or 0) for factor, place in terms))
            for relation, terms in ends.get(len(held), ())
        )

    return keeps


def _holds(relation: Relation, difference: Number) -> bool:
    if relation.operator == "=":
        return difference == 0
    return difference <= 0 if relation.operator == "<=" else difference >= 0


def _grouped(found: Sequence[Reading], run: Run, own: Sequence[Relation]) -> tuple[_Class, ...]:
    groups: dict[Vector, list[Reading]] = {}
    for reading in found:
        groups.setdefault(tuple(value or 0 for value in reading), []).append(reading)
    classes = [
        _Class(vector, tuple(readings), _broken(dict(zip(run.cells, vector, strict=True)), own))
        for vector, readings in groups.items()
    ]
    return tuple(sorted(classes, key=lambda each: each.broken))


def _broken(values: Mapping[str, Number], relations: Sequence[Relation]) -> int:
    return sum(not _holds(relation, _difference(relation, values)) for relation in relations)


def _difference(relation: Relation, values: Mapping[str, Number]) -> Number:
    return sum((term.coefficient * values[term.cell] for term in relation.coefficients), 0)


@dataclass(frozen=True, slots=True)
class _Tie:
    """A relation between runs: what the known cells add to it, and what each reading of each run does."""

    relation: Relation
    known: Number
    adds: tuple[tuple[Number, ...], ...]
    low: tuple[Number, ...]
    high: tuple[Number, ...]
    """The least and most that the runs from each on can add."""


def _choose(
    runs: Sequence[Run],
    classes: Sequence[tuple[_Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> list[tuple[_Class, ...]]:
    """The classes of each run that are part of a choice which breaks the fewest relations."""
    order = sorted((n for n in range(len(runs)) if classes[n]), key=lambda n: len(classes[n]))
    ties = _ties([runs[n] for n in order], [classes[n] for n in order], known, relations)
    for allowed in range(BROKEN + 1):
        try:
            kept = _Choice([classes[n] for n in order], ties).within(allowed)
        except TooMany:
            break
        if kept:
            found = dict(zip(order, kept, strict=True))
            return [found.get(n, classes[n]) for n in range(len(runs))]
    return [_least_broken(own) for own in classes]


def _least_broken(own: tuple[_Class, ...]) -> tuple[_Class, ...]:
    return tuple(each for each in own if each.broken == own[0].broken)


def _ties(
    runs: Sequence[Run],
    classes: Sequence[tuple[_Class, ...]],
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

    def __init__(self, classes: Sequence[tuple[_Class, ...]], ties: Sequence[_Tie]) -> None:
        self.classes, self.ties, self.steps = classes, ties, STEPS
        self.least = [0]
        for own in reversed(classes):
            self.least.append(self.least[-1] + min(each.broken for each in own))
        self.least.reverse()
        self.kept: list[set[int]] = [set() for _ in classes]

    def within(self, allowed: int) -> list[tuple[_Class, ...]] | None:
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


def _solved(run: Run, kept: tuple[_Class, ...], relations: Sequence[Relation]) -> Solved:
    """The readings of the classes kept, those first that break the fewest warnings and leave fewest blank."""
    own = [relation for relation in relations if set(relation.cells) <= set(run.cells)]

    def rank(reading: Reading) -> tuple[int, int]:
        values = {cell: value or 0 for cell, value in zip(run.cells, reading, strict=True)}
        return _broken(values, own), sum(value is None for value in reading)

    readings = sorted((reading for each in kept for reading in each.readings), key=rank)
    return Solved(tuple(readings), bool(readings), min((each.broken for each in kept), default=0))


def _with_totals(
    runs: Sequence[Run],
    solved: Sequence[Solved],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> Iterator[Solved]:
    """Readings with the stated total filled, where every total of the table that is known is filled."""
    totals = {relation.right[0].cell for relation in relations if len(relation.right) == 1}
    filled = [
        all(reading[run.cells.index(cell)] is not None for reading in own.readings)
        for run, own in zip(runs, solved, strict=True)
        for cell in totals.intersection(run.cells)
        if own.readings and len({reading[run.cells.index(cell)] is None for reading in own.readings}) == 1
    ]
    sure = len(filled) >= 2 and all(filled)
    for run, own in zip(runs, solved, strict=True):
        places = [run.cells.index(cell) for cell in totals.intersection(run.cells)]
        kept = tuple(r for r in own.readings if all(r[place] is not None for place in places))
        yield Solved(kept, own.complete, own.broken) if sure and kept else own
