"""Lets the relations of a table decide how its runs of digits are to be read.

Every run is read in every way (digits.py). The relations within the run prune its readings; then the
relations that tie the runs together choose among what is left of all of them. Where no choice makes
every relation hold, those remain that break the fewest. What is the same in all that remain is known;
the rest is for the reviewer. Only relations of severity error prune: a warning ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.extract.digits import Keeps, Reading, TooMany, is_parted, row_readings
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
    `signed`: the places of the columns that may hold a negative number.
    """

    cells: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]
    signed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Solved:
    """The readings left of a run, best first.

    `complete`: the true one is among them, as far as the table's relations can tell. `sure`: the cells
    on whose value all readings agree, and agree for a reason: relations that hold bear them out.
    """

    readings: tuple[Reading, ...]
    complete: bool
    sure: frozenset[str]


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
    left, clean = _choose(runs, classes, known, errors)
    ranked = [_ranked(run, kept, relations) for run, kept in zip(runs, left, strict=True)]
    ranked = _with_totals(runs, ranked, errors)
    return tuple(
        _solved(run, readings, _within(run, errors), clean)
        for run, readings in zip(runs, ranked, strict=True)
    )


def _classes(run: Run, relations: Sequence[Relation]) -> tuple[_Class, ...]:
    """The run's readings by their numbers: those that hold within the run, else the nearest.

    As many numbers as columns are believed before lost blanks. Pieces that spaces part are first of all
    numbers as they stand: where they hold so, to cut one up counts like breaking a relation.
    """
    own = _within(run, relations)
    holding, width = _holding(run, own), len(run.cells)
    if all(map(is_parted, run.variants)):
        whole = _read(run, _anything, blanks=width, cuts=False)
        cut = [reading for reading in _read(run, holding, blanks=width) if reading not in whole]
        standing = _grouped(whole, run, own)
        cost = 1 if any(each.broken == 0 for each in standing) else 0
        return (*standing, *_grouped(cut, run, own, cost))
    if not any(relation.operator == "=" for relation in own):
        return _grouped(_read(run, holding, blanks=width), run, own)
    found = _read(run, holding, blanks=0) or _read(run, holding, blanks=width)
    for blanks in range(width):
        found = found or _read(run, _anything, blanks=blanks)
    return _grouped(found, run, own)


def _within(run: Run, relations: Sequence[Relation]) -> list[Relation]:
    return [relation for relation in relations if set(relation.cells) <= set(run.cells)]


def _anything(end: Reading, digits: int) -> bool:
    return True


def _blanks(reading: Reading) -> int:
    return sum(value is None for value in reading)


def _read(run: Run, keeps: Keeps, *, blanks: int, cuts: bool = True) -> list[Reading]:
    """The readings of the run, or none where they are too many."""
    try:
        return _every(run, keeps, blanks=blanks, cuts=cuts)
    except TooMany:
        return []


def _every(run: Run, keeps: Keeps, *, blanks: int, cuts: bool) -> list[Reading]:
    width, signed = len(run.cells), run.signed
    found = [
        reading
        for pieces in run.variants
        for reading in row_readings(
            pieces, width, keeps, blanks=blanks, cuts=cuts, signed=signed, limit=READINGS
        )
    ]
    return list(dict.fromkeys(found))


def _holding(run: Run, relations: Sequence[Relation]) -> Keeps:
    """Asks of the end of a reading whether the relations can hold still, whatever stands before it."""
    at = {cell: place for place, cell in enumerate(run.cells)}
    held = [
        (relation, [(at[term.cell], term.coefficient) for term in relation.coefficients])
        for relation in relations
    ]
    width = len(run.cells)

    def keeps(end: Reading, digits: int) -> bool:
        first = width - len(end)
        for relation, terms in held:
            seen = [factor * (end[place - first] or 0) for place, factor in terms if place >= first]
            before = [factor for place, factor in terms if place < first]
            if not before:
                if terms and min(terms)[0] == first and not _holds(relation, sum(seen)):
                    return False
            elif seen and relation.operator == "=" and set(before) == {1}:  # noqa: SIM102
                if not _can_add_up(-sum(seen), digits, len(before), whole=len(before) == first):
                    return False
        return True

    return keeps


def _can_add_up(total: Number, digits: int, numbers: int, *, whole: bool) -> bool:
    """Whether so many digits can be cut into numbers, or fewer, that add up to a total.

    `whole`: all of the digits are theirs, else only some may be.
    """
    if total < 0 or total >= 10**digits:
        return False
    if not whole:
        return True
    short, long = divmod(digits, numbers)
    return total >= (numbers - long) * _least(short) + long * _least(short + 1)


def _least(digits: int) -> int:
    """The least number of so many digits."""
    return 10 ** (digits - 1) if digits > 1 else 0


def _holds(relation: Relation, difference: Number) -> bool:
    if relation.operator == "=":
        return difference == 0
    return difference <= 0 if relation.operator == "<=" else difference >= 0


def _grouped(
    found: Sequence[Reading], run: Run, own: Sequence[Relation], cost: int = 0
) -> tuple[_Class, ...]:
    groups: dict[Vector, list[Reading]] = {}
    for reading in found:
        groups.setdefault(tuple(value or 0 for value in reading), []).append(reading)
    return tuple(
        _Class(vector, tuple(readings), cost + _broken(dict(zip(run.cells, vector, strict=True)), own))
        for vector, readings in groups.items()
    )


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
) -> tuple[list[tuple[_Class, ...]], bool]:
    """The classes of each run that are part of a choice which breaks the fewest relations, and whether
    that is none.

    Where some must break, the readings that break a relation of their own run are tried too, and those
    with lost blanks: the run itself may be the one that was printed wrong.
    """
    found = _fewest(runs, classes, known, relations)
    if found is None or found.broken:
        classes = [_widened(run, own, relations) for run, own in zip(runs, classes, strict=True)]
        found = _fewest(runs, classes, known, relations)
    if found is None:
        return [_least_broken(own) for own in classes], False
    if not found.broken:
        return found.kept, True
    more = _with_faulty(runs, classes, found, known, relations)
    return [own + other for own, other in zip(found.kept, more, strict=True)], False


@dataclass(frozen=True, slots=True)
class _Found:
    """The classes of each run that are part of a choice which breaks so few relations, or, where some
    must break, one more; `example` is the numbers of one such choice by cell."""

    kept: list[tuple[_Class, ...]]
    broken: int
    example: Mapping[str, Number]


def _fewest(
    runs: Sequence[Run],
    classes: Sequence[tuple[_Class, ...]],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> _Found | None:
    """The choices that break the fewest relations; None where that cannot be told in so many steps."""
    order = sorted((n for n in range(len(runs)) if classes[n]), key=lambda n: len(classes[n]))
    ties = _ties([runs[n] for n in order], [classes[n] for n in order], known, relations)
    choice = _Choice([classes[n] for n in order], ties)
    try:
        for allowed in range(BROKEN + 1):
            if choice.within(allowed):
                kept = choice.within(allowed + 1 if allowed and ties else allowed)
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


def _widened(run: Run, own: tuple[_Class, ...], relations: Sequence[Relation]) -> tuple[_Class, ...]:
    """The classes with those that hold within the run with blanks lost; none where they are too many."""
    within = _within(run, relations)
    held = {reading for each in own for reading in each.readings}
    try:
        found = _every(run, _holding(run, within), blanks=len(run.cells), cuts=True)
    except TooMany:
        return ()
    return _merged((*own, *_grouped([reading for reading in found if reading not in held], run, within)))


def _merged(classes: Sequence[_Class]) -> tuple[_Class, ...]:
    """Classes with the same numbers made one."""
    by_vector: dict[Vector, _Class] = {}
    for each in classes:
        old = by_vector.get(each.vector)
        by_vector[each.vector] = (
            _Class(each.vector, old.readings + each.readings, min(old.broken, each.broken)) if old else each
        )
    return tuple(by_vector.values())


def _least_broken(own: tuple[_Class, ...]) -> tuple[_Class, ...]:
    least = min((each.broken for each in own), default=0)
    return tuple(each for each in own if each.broken <= least + 1)


def _with_faulty(
    runs: Sequence[Run],
    classes: Sequence[tuple[_Class, ...]],
    found: _Found,
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> list[tuple[_Class, ...]]:
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
        rest = _broken(values, [relation for relation in moving if relation not in own])
        tried = _grouped(_read(run, _anything, blanks=0), run, _within(run, relations))
        vectors = {each.vector for each in old}
        result.append(
            tuple(
                each
                for each in tried
                if each.vector not in vectors
                and rest + _broken(_with(values, run, each), own) <= found.broken
            )
        )
    return result


def _with(values: Mapping[str, Number], run: Run, chosen: _Class) -> dict[str, Number]:
    return {**values, **dict(zip(run.cells, chosen.vector, strict=True))}


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
        self.example: list[int] = []

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


def _ranked(run: Run, kept: tuple[_Class, ...], relations: Sequence[Relation]) -> tuple[Reading, ...]:
    """The readings of the classes kept, those first that break the fewest warnings and leave fewest blank."""
    own = _within(run, relations)

    def rank(reading: Reading) -> tuple[int, int]:
        return _broken(_numbers(run, reading), own), _blanks(reading)

    return tuple(sorted((reading for each in kept for reading in each.readings), key=rank))


def _numbers(run: Run, reading: Reading) -> dict[str, Number]:
    return {cell: value or 0 for cell, value in zip(run.cells, reading, strict=True)}


def _solved(run: Run, readings: tuple[Reading, ...], own: Sequence[Relation], clean: bool) -> Solved:
    """What the readings left make sure of.

    Pieces that spaces part are numbers as they stand. Digits that run together are believed where the
    relations among their own cells hold; where blanks were lost among them too, only if every relation
    of the table holds with them.
    """
    parted = all(map(is_parted, run.variants))
    failing = {
        cell
        for relation in own
        if any(_broken(_numbers(run, reading), [relation]) for reading in readings)
        for cell in relation.cells
    }
    lost = not parted and any(None in reading for reading in readings) and len(run.variants[0]) == 1
    complete = bool(readings) and (parted or not failing) and not (lost and not clean)
    agreed = {cell for at, cell in enumerate(run.cells) if len({reading[at] for reading in readings}) == 1}
    sure = agreed if parted else agreed - failing
    return Solved(readings, complete, frozenset() if lost and not clean else frozenset(sure))


def _with_totals(
    runs: Sequence[Run], ranked: Sequence[tuple[Reading, ...]], relations: Sequence[Relation]
) -> list[tuple[Reading, ...]]:
    """Two numbers alone in a row are a part and the total, where that is sure of two such rows at least.

    A converter that drops blank cells leaves such rows where offices fill in one applicant and the total.
    """
    totals = {relation.right[0].cell for relation in relations if len(relation.right) == 1}
    two = [
        (n, run.cells.index(cell))
        for n, run in enumerate(runs)
        for cell in totals.intersection(run.cells)
        if [len(pieces) for pieces in run.variants] == [2]
    ]
    filled = [{reading[place] is not None for reading in ranked[n]} for n, place in two]
    found = list(ranked)
    if filled.count({True}) >= 2 and {False} not in filled:
        for n, place in two:
            found[n] = tuple(r for r in ranked[n] if r[place] is not None) or ranked[n]
    return found
