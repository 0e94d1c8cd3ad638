"""The readings of one run of digits, by the numbers that they give: those that hold within the run first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.extract.digits import Keeps, Reading, is_parted, row_readings
from core.extract.report import Number
from core.extract.steps import Steps, TooMany
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


@dataclass(frozen=True, slots=True)
class Candidates:
    """The classes of a run; `complete` if its true reading is sure to be among them where it breaks no
    relation of its own, and of a run tied to others, where each of them breaks one, in any case."""

    classes: tuple[Class, ...]
    complete: bool


def candidates(
    run: Run, relations: Sequence[Relation], steps: Steps, *, lost: bool, joined: bool
) -> Candidates:
    """The run's readings by their numbers: those that hold within the run, else the nearest.

    As many numbers as columns are believed before lost blanks, unless these may be `lost` anywhere.
    Pieces that spaces part are first of all numbers as they stand: where they hold so, or digits of the
    table are not known to be `joined`, to cut one up counts like breaking a relation.
    """
    own, steps = within(run, relations), steps.part(READINGS)
    if all(map(is_parted, run.variants)):
        return _parted(run, own, steps, joined=joined)
    keeps, width = holding(run, own), len(run.cells)
    sums = any(relation.operator == "=" for relation in own)
    tried = [(keeps, width)]
    if sums:
        tried = tried if lost else [(keeps, 0), *tried, (anything, 0)]
        tried += [(anything, width)] if is_tied(run, relations) else []
    try:
        for kept, blanks in tried:
            if found := every(run, kept, steps, blanks=blanks):
                return Candidates(grouped(found, run, own), complete=True)
    except TooMany:
        pass
    return Candidates(_with_fewest_blanks(run, own, steps) if sums else (), complete=False)


def _parted(run: Run, own: Sequence[Relation], steps: Steps, *, joined: bool) -> Candidates:
    """The readings of pieces as they stand, and of pieces cut where that holds."""
    width = len(run.cells)
    try:
        whole = every(run, anything, steps, blanks=width, cuts=False)
        held = every(run, holding(run, own), steps, blanks=width)
    except TooMany:
        return Candidates((), complete=False)
    standing, known = grouped(whole, run, own), set(whole)
    cut = [reading for reading in held if reading not in known]
    cost = 1 if not joined or any(each.broken == 0 for each in standing) else 0
    return Candidates((*standing, *grouped(cut, run, own, cost)), complete=True)


def _with_fewest_blanks(run: Run, own: Sequence[Relation], steps: Steps) -> tuple[Class, ...]:
    """The readings that leave the fewest columns blank, to choose from where there are too many of all."""
    for blanks in range(len(run.cells)):
        try:
            if found := every(run, anything, steps, blanks=blanks):
                return grouped(found, run, own)
        except TooMany:
            return ()
    return ()


def within(run: Run, relations: Sequence[Relation]) -> list[Relation]:
    """The relations among the run's own cells."""
    return [relation for relation in relations if set(relation.cells) <= set(run.cells)]


def anything(end: Reading, digits: int) -> bool:
    """Keeps every reading."""
    return True


def blanks_in(reading: Reading) -> int:
    """How many columns a reading leaves blank."""
    return sum(value is None for value in reading)


def is_tied(run: Run, relations: Sequence[Relation]) -> bool:
    """Whether a relation ties the run's cells to others."""
    return any(
        not set(run.cells).isdisjoint(r.cells) and not set(r.cells) <= set(run.cells) for r in relations
    )


def every(run: Run, keeps: Keeps, steps: Steps, *, blanks: int, cuts: bool = True) -> list[Reading]:
    """The readings of the run that are kept, each once; TooMany where they are too many."""
    found = [
        reading
        for pieces in run.variants
        for reading in row_readings(
            pieces,
            len(run.cells),
            keeps,
            steps,
            blanks=blanks,
            cuts=cuts,
            signed=run.signed,
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


def widened(run: Run, found: Candidates, relations: Sequence[Relation], steps: Steps) -> Candidates:
    """The classes with those that hold within the run with blanks lost, which counts like breaking a
    relation: no others of the table were lost."""
    if not found.complete:
        return found
    own = within(run, relations)
    held = {reading for each in found.classes for reading in each.readings}
    try:
        more = every(run, holding(run, own), steps.part(READINGS), blanks=len(run.cells))
    except TooMany:
        return Candidates(found.classes, complete=False)
    lost = grouped([reading for reading in more if reading not in held], run, own, 1)
    return Candidates(merged((*found.classes, *lost)), found.complete)


def nearly_holding(
    run: Run,
    relations: Sequence[Relation],
    values: Mapping[str, Number],
    allowed: int,
    steps: Steps,
    *,
    blanks: int,
) -> tuple[Class, ...]:
    """The classes with which at most so many of the relations break, the cells of other runs as `values`
    say; TooMany where they are too many."""
    at = {cell: place for place, cell in enumerate(run.cells)}
    tests = []
    for relation in relations:
        terms = [(at[term.cell], term.coefficient) for term in relation.coefficients if term.cell in at]
        rest = sum(
            term.coefficient * values[term.cell] for term in relation.coefficients if term.cell not in at
        )
        tests.append((min(terms)[0], relation, rest, terms))

    def keeps(end: Reading, digits: int) -> bool:
        first = len(at) - len(end)
        fails = 0
        for begins, relation, rest, terms in tests:
            if begins >= first:
                total = rest
                for place, factor in terms:
                    total += factor * (end[place - first] or 0)
                fails += not holds(relation, total)
        return fails <= allowed

    alone = replace(run, joints=frozenset())
    found = every(alone, keeps, steps.part(READINGS), blanks=blanks)
    return grouped(found, run, within(run, relations))


def merged(classes: Sequence[Class]) -> tuple[Class, ...]:
    """Classes with the same numbers made one."""
    by_vector: dict[Vector, Class] = {}
    for each in classes:
        old = by_vector.get(each.vector)
        by_vector[each.vector] = (
            Class(each.vector, old.readings + each.readings, min(old.broken, each.broken)) if old else each
        )
    return tuple(by_vector.values())
