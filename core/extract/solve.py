"""Lets the relations of a table decide how its runs of digits are to be read.

Every run is read in every way (digits.py). The relations within the run prune its readings; then the
relations that tie the runs together choose among what is left of all of them. Where no choice makes
every relation hold, those remain that break the fewest. What is the same in all that remain is known;
the rest is for the reviewer. Only relations of severity error prune: a warning ranks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from core.extract.candidates import Class, Run, blanks_in, broken, candidates, is_tied, within
from core.extract.choice import Chosen, choose
from core.extract.digits import Reading, is_parted
from core.extract.habits import Habits
from core.extract.report import Number
from core.extract.steps import Steps
from core.forms.relation import Relation

STEPS = 100_000
"""How many steps reading the runs of a table may take in all."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The readings left of a run, best first.

    `complete`: the true one is among them, as far as the table's relations can tell. `sure`: the cells
    on whose value all readings agree, and agree for a reason: relations that hold bear them out.
    """

    readings: tuple[Reading, ...]
    complete: bool
    sure: frozenset[str]


def solve(
    runs: Sequence[Run],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
    habits: Habits,
) -> tuple[Solved, ...]:
    """The readings left of each run; `known` holds the cells that were read plainly, a blank as 0."""
    errors = [relation for relation in relations if relation.severity == "error"]
    steps = Steps(STEPS)
    found = [candidates(run, errors, steps, lost=habits.lost) for run in runs]
    chosen = choose(runs, found, known, errors, steps, lost=habits.lost)
    ranked = [_ranked(run, kept, relations) for run, kept in zip(runs, chosen.classes, strict=True)]
    ranked = _with_totals(runs, ranked, errors)
    return tuple(
        _solved(run, readings, within(run, errors), _trust(n, run, chosen, known, errors), habits)
        for n, (run, readings) in enumerate(zip(runs, ranked, strict=True))
    )


class _Trust(IntEnum):
    """How far the relations between the runs bear out the reading of one of them."""

    NONE = 0
    """Two or more of them break with it, or they could not be tried."""
    MOST = 1
    """All but one column's hold: what is wrong there may be elsewhere in the column."""
    UNTRIED = 2
    """None ties the run to others."""
    FULL = 3
    """Every relation of the table holds."""


def _trust(
    n: int, run: Run, chosen: Chosen, known: Mapping[str, Number], relations: Sequence[Relation]
) -> _Trust:
    values = {**known, **chosen.example}
    if is_tied(run, relations) and (n in chosen.unsure or not chosen.example):
        return _Trust.NONE
    own = within(run, relations)
    ties = [
        r
        for r in relations
        if r not in own and values.keys() >= set(r.cells) and not set(run.cells).isdisjoint(r.cells)
    ]
    if not ties:
        return _Trust.UNTRIED
    if chosen.clean:
        return _Trust.FULL
    places = {tie.place for tie in ties if broken(values, [tie])}
    return _Trust.NONE if len(places) > 1 else _Trust.MOST


def _ranked(run: Run, kept: tuple[Class, ...], relations: Sequence[Relation]) -> tuple[Reading, ...]:
    """The readings of the classes kept, those first that break the fewest warnings and leave fewest blank."""
    own = within(run, relations)

    def rank(reading: Reading) -> tuple[int, int]:
        return broken(_numbers(run, reading), own), blanks_in(reading)

    return tuple(sorted((reading for each in kept for reading in each.readings), key=rank))


def _numbers(run: Run, reading: Reading) -> dict[str, Number]:
    return {cell: value or 0 for cell, value in zip(run.cells, reading, strict=True)}


def _solved(
    run: Run, readings: tuple[Reading, ...], own: Sequence[Relation], trust: _Trust, habits: Habits
) -> Solved:
    """What the readings left make sure of.

    As many digits as columns can only be read in one way, where no blanks were lost. Pieces that spaces
    part are numbers as they stand; their places among lost blanks are believed where relations tie them
    to other runs, or where they are but a part and the total. Digits that run together are believed where
    the relations among their own cells hold, and those that tie them to other runs do not speak against
    it; where blanks were lost among them too, only if every relation of the table holds with them. Where
    none ties a run to others and blanks may be lost in it, only if totals are known to be written: else
    its sums might be left blank, and other figures seem to be sums.
    """
    lost = any(None in reading for reading in readings)
    pieces = len(run.variants[0])
    parted = all(map(is_parted, run.variants))
    sums = any(relation.operator == "=" for relation in own)
    forced = not lost and _has_a_digit_each(run) and not (habits.lost and _may_join(run))
    if forced:
        doubted = False
    elif parted:
        doubted = pieces > 2 and trust is _Trust.UNTRIED
    elif trust is _Trust.UNTRIED and sums and (lost or habits.lost):
        doubted = not habits.totals
    else:
        doubted = trust < (_Trust.UNTRIED if lost and pieces == 1 else _Trust.MOST)
    failing = {
        cell
        for relation in own
        if any(broken(_numbers(run, reading), [relation]) for reading in readings)
        for cell in relation.cells
    }
    complete = bool(readings) and (parted or not failing) and not doubted
    agreed = {cell for at, cell in enumerate(run.cells) if len({reading[at] for reading in readings}) == 1}
    sure = agreed if parted or forced else agreed - failing
    return Solved(readings, complete, frozenset() if doubted else frozenset(sure))


def _has_a_digit_each(run: Run) -> bool:
    """Whether there are as many digits as columns: with no blank lost, each is a number of its own."""
    return all(
        sum(map(len, pieces)) == len(run.cells) and "".join(pieces).isdigit() for pieces in run.variants
    )


def _may_join(run: Run) -> bool:
    """Whether a digit may be part of the same number as the next one."""
    return any(re.search(r"[1-9]\d", piece) for pieces in run.variants for piece in pieces)


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
