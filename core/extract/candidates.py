"""The readings of one run of digits, by the numbers that they give: those that hold within the run first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.extract.digits import Keeps, Reading, TooMany, is_parted, row_readings
from core.extract.report import Number
from core.forms.relation import Relation

READINGS = 20_000
"""How many beginnings of readings of one run are tried at most."""

Vector = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Cells read together, and the pieces of their run in order; some runs may be cut in other pieces.

    `variants`: each a way to take the run's end (a digit that may belong to the next label's number).
    `signed`: the places of the columns that may hold a negative number. `joints`: the numbers of first
    columns that no relation among the cells ties to the rest.
    """

    cells: tuple[str, ...]
    variants: tuple[tuple[str, ...], ...]
    signed: frozenset[int] = frozenset()
    joints: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Class:
    """The readings of a run that have the same numbers, a blank counted as 0."""

    vector: Vector
    readings: tuple[Reading, ...]
    broken: int


def classes_of(run: Run, relations: Sequence[Relation]) -> tuple[Class, ...]:
    """The run's readings by their numbers: those that hold within the run, else the nearest.

    As many numbers as columns are believed before lost blanks. Pieces that spaces part are first of all
    numbers as they stand: where they hold so, to cut one up counts like breaking a relation.
    """
    own = within(run, relations)
    keeps, width = holding(run, own), len(run.cells)
    if all(map(is_parted, run.variants)):
        whole = read(run, anything, blanks=width, cuts=False)
        cut = [reading for reading in read(run, keeps, blanks=width) if reading not in whole]
        standing = grouped(whole, run, own)
        cost = 1 if any(each.broken == 0 for each in standing) else 0
        return (*standing, *grouped(cut, run, own, cost))
    if not any(relation.operator == "=" for relation in own):
        return grouped(read(run, keeps, blanks=width), run, own)
    found = read(run, keeps, blanks=0) or read(run, keeps, blanks=width)
    for blanks in range(width):
        found = found or read(run, anything, blanks=blanks)
    return grouped(found, run, own)


def within(run: Run, relations: Sequence[Relation]) -> list[Relation]:
    """The relations among the run's own cells."""
    return [relation for relation in relations if set(relation.cells) <= set(run.cells)]


def anything(end: Reading, digits: int) -> bool:
    """Keeps every reading."""
    return True


def blanks_in(reading: Reading) -> int:
    """How many columns a reading leaves blank."""
    return sum(value is None for value in reading)


def read(run: Run, keeps: Keeps, *, blanks: int, cuts: bool = True) -> list[Reading]:
    """The readings of the run, or none where they are too many."""
    try:
        return every(run, keeps, blanks=blanks, cuts=cuts)
    except TooMany:
        return []


def every(run: Run, keeps: Keeps, *, blanks: int, cuts: bool) -> list[Reading]:
    """The readings of the run, each once; TooMany where they are too many."""
    width, signed = len(run.cells), run.signed
    found = [
        reading
        for pieces in run.variants
        for reading in row_readings(
            pieces,
            width,
            keeps,
            blanks=blanks,
            cuts=cuts,
            signed=signed,
            limit=READINGS,
            joints=run.joints,
        )
    ]
    return list(dict.fromkeys(found))


def holding(run: Run, relations: Sequence[Relation]) -> Keeps:
    """Asks of the end of a reading whether the relations can hold still, whatever stands before it."""
    at = {cell: place for place, cell in enumerate(run.cells)}
    width = len(run.cells)
    held = [(each, [(at[term.cell], term.coefficient) for term in each.coefficients]) for each in relations]
    tests = [[test for each, terms in held for test in _tests(each, terms, first)] for first in range(width)]

    def keeps(end: Reading, digits: int) -> bool:
        for test in tests[width - len(end)]:
            seen: Number = 0
            for place, factor in test.seen:
                seen += factor * (end[place] or 0)
            if test.before:
                if not _can_add_up(-seen, digits, test.before, whole=test.whole):
                    return False
            elif not holds(test.relation, seen):
                return False
        return True

    return keeps


@dataclass(frozen=True, slots=True)
class _Test:
    """What a relation asks of the end of a reading that begins at one column.

    `seen`: the places in that end of the relation's cells, with their coefficients. `before`: how many of
    its cells, all added, stand before; none where it can be seen to hold. `whole`: no others stand there.
    """

    relation: Relation
    seen: tuple[tuple[int, int], ...]
    before: int
    whole: bool


def _tests(relation: Relation, terms: Sequence[tuple[int, int]], first: int) -> Iterator[_Test]:
    """The test of a relation where a reading is known from a column on, if there is one."""
    seen = tuple((place - first, factor) for place, factor in terms if place >= first)
    before = [factor for place, factor in terms if place < first]
    closed = not before and bool(terms) and min(terms)[0] == first
    if closed or (seen and relation.operator == "=" and set(before) == {1}):
        yield _Test(relation, seen, len(before), len(before) == first)


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


def holds(relation: Relation, difference: Number) -> bool:
    """Whether a relation holds whose sides differ by so much, left less right."""
    if relation.operator == "=":
        return difference == 0
    return difference <= 0 if relation.operator == "<=" else difference >= 0


def grouped(found: Sequence[Reading], run: Run, own: Sequence[Relation], cost: int = 0) -> tuple[Class, ...]:
    """The readings by their numbers, with the relations that each breaks, and a cost added to that."""
    groups: dict[Vector, list[Reading]] = {}
    for reading in found:
        groups.setdefault(tuple(value or 0 for value in reading), []).append(reading)
    return tuple(
        Class(vector, tuple(readings), cost + broken(dict(zip(run.cells, vector, strict=True)), own))
        for vector, readings in groups.items()
    )


def broken(values: Mapping[str, Number], relations: Sequence[Relation]) -> int:
    """How many of the relations do not hold for these values."""
    return sum(not holds(relation, _difference(relation, values)) for relation in relations)


def _difference(relation: Relation, values: Mapping[str, Number]) -> Number:
    return sum((term.coefficient * values[term.cell] for term in relation.coefficients), 0)


def widened(run: Run, own: tuple[Class, ...], relations: Sequence[Relation]) -> tuple[Class, ...]:
    """The classes with those that hold within the run with blanks lost; none where they are too many."""
    own_relations = within(run, relations)
    held = {reading for each in own for reading in each.readings}
    try:
        found = every(run, holding(run, own_relations), blanks=len(run.cells), cuts=True)
    except TooMany:
        return ()
    return merged((*own, *grouped([reading for reading in found if reading not in held], run, own_relations)))


def merged(classes: Sequence[Class]) -> tuple[Class, ...]:
    """Classes with the same numbers made one."""
    by_vector: dict[Vector, Class] = {}
    for each in classes:
        old = by_vector.get(each.vector)
        by_vector[each.vector] = (
            Class(each.vector, old.readings + each.readings, min(old.broken, each.broken)) if old else each
        )
    return tuple(by_vector.values())
