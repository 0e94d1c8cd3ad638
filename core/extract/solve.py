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
from core.extract.digits import Reading, is_mostly_parted, is_parted
from core.extract.habits import Habits
from core.extract.report import Number
from core.extract.steps import Steps
from core.forms.relation import Relation

STEPS = 60_000
"""How many steps reading the runs of a report may take in all."""

_FULL = 3
"""How many rows with numbers in every column show how the rows of a table are filled in."""


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
    steps: Steps,
) -> tuple[Solved, ...]:
    """The readings left of each run; `known` holds the cells that were read plainly, a blank as 0."""
    errors = [relation for relation in relations if relation.severity == "error"]
    joined = any(map(_is_joined, runs))
    found = [candidates(run, errors, steps, lost=habits.lost, joined=joined) for run in runs]
    chosen = choose(runs, found, known, errors, steps, lost=habits.lost)
    ranked = [_ranked(run, kept, relations) for run, kept in zip(runs, chosen.classes, strict=True)]
    ranked = _with_totals(runs, ranked, errors)
    full = sum(map(_is_full, runs, ranked)) + _totals_known(known, errors) >= _FULL
    plain = full or not joined
    return tuple(
        _solved(
            run,
            readings,
            within(run, errors),
            _trust(n, run, chosen, known, errors),
            habits,
            full=full,
            plain=plain,
        )
        for n, (run, readings) in enumerate(zip(runs, ranked, strict=True))
    )


def _is_full(run: Run, readings: Sequence[Reading]) -> bool:
    """Whether nothing is blank in a run, and something more than 0."""
    return bool(readings) and all(None not in reading and any(reading) for reading in readings)


def _totals_known(known: Mapping[str, Number], relations: Sequence[Relation]) -> int:
    """How many totals of rows were read plainly that are more than 0."""
    ends = [r.right[0].cell for r in relations if r.each == "row" and len(r.right) == 1]
    return sum(bool(known.get(cell)) for cell in ends)


def _is_joined(run: Run) -> bool:
    """Whether some digits of a run are plainly not one number."""
    return any(
        len(piece) >= len(run.cells) or re.match(r"\D*0\d", piece)
        for pieces in run.variants
        for piece in pieces
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
    run: Run,
    readings: tuple[Reading, ...],
    own: Sequence[Relation],
    trust: _Trust,
    habits: Habits,
    *,
    full: bool,
    plain: bool,
) -> Solved:
    """What the readings left make sure of.

    Pieces that spaces part are numbers as they stand; their places among lost blanks are believed where
    relations tie them to other runs, or where they are but a part and the total; in a table that is not
    `plain`, all relations must hold. Of digits that run together the cells are believed whose own
    relations hold under every reading, and of as many digits as columns, where no blanks are lost, the
    others too.
    """
    failing = {
        cell
        for relation in own
        if any(broken(_numbers(run, reading), [relation]) for reading in readings)
        for cell in relation.cells
    }
    lost = any(None in reading for reading in readings)
    forced = not lost and _has_a_digit_each(run) and not (habits.lost and _may_join(run))
    parted = all(map(is_parted, run.variants))
    if parted:
        untried = trust is _Trust.UNTRIED
        doubted = len(run.variants[0]) > 2 if untried else trust < _Trust.FULL and not plain
        failing = set()
    elif not _may_join(run) and not lost:
        doubted, failing = False, set()
    elif forced and not failing:
        doubted = False
    else:
        doubted = _is_doubted(run, own, trust, habits, lost=lost, full=full)
        failing = set() if forced else failing
    agreed = _agreed(run, readings, zeros=parted or not lost or trust is not _Trust.UNTRIED)
    complete = bool(readings) and not failing and not doubted
    return Solved(readings, complete, frozenset() if doubted else frozenset(agreed - failing))


def _agreed(run: Run, readings: Sequence[Reading], *, zeros: bool) -> set[str]:
    """The cells on whose value all readings agree; of `zeros`, which may be lost blanks, where asked for."""
    values = {cell: {reading[at] for reading in readings} for at, cell in enumerate(run.cells)}
    return {cell for cell, held in values.items() if len(held) == 1 and (zeros or any(held))}


def _is_doubted(
    run: Run, own: Sequence[Relation], trust: _Trust, habits: Habits, *, lost: bool, full: bool
) -> bool:
    """Whether the relations between runs do not bear out the reading of digits that run together.

    Where blanks were lost among them, all must hold, unless spaces part some of them and enough rows of
    the table are `full`. The sums of a run that nothing ties to others do not do if blanks may be lost in
    it: its totals might be blanks too, and other figures seem to be sums. They do where totals are known
    to be written, and spaces tell most of the numbers.
    """
    sums = any(relation.operator == "=" for relation in own)
    if trust is _Trust.UNTRIED and sums and (lost or habits.lost):
        return not (habits.totals and all(map(is_mostly_parted, run.variants)))
    return trust < (_Trust.UNTRIED if lost and not (full and len(run.variants[0]) > 1) else _Trust.MOST)


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

    A converter that drops blank cells leaves such rows where offices fill in one applicant and the total:
    then both are the same, no row holds more, and digits do not run together anywhere.
    """
    totals = {relation.right[0].cell for relation in relations if len(relation.right) == 1}
    two = [
        (n, run.cells.index(cell))
        for n, run in enumerate(runs)
        for cell in totals.intersection(run.cells)
        if [len(pieces) for pieces in run.variants] == [2]
    ]
    pairs = all(map(_is_pair, (pieces for run in runs for pieces in run.variants)))
    filled = [{reading[place] is not None for reading in ranked[n]} for n, place in two]
    found = list(ranked)
    if pairs and filled.count({True}) >= 2 and {False} not in filled:
        for n, place in two:
            found[n] = tuple(r for r in ranked[n] if r[place] is not None) or ranked[n]
    return found


def _is_pair(pieces: Sequence[str]) -> bool:
    """Whether pieces are the same number twice, or but one digit."""
    return len("".join(pieces)) < 2 or (is_parted(pieces) and len(pieces) == 2 and len(set(pieces)) == 1)
