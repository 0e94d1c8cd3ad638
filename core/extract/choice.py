"""Chooses among the readings of all runs of a table together, by the relations that tie them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.extract.candidates import Candidates, Class, Run, broken, is_tied, nearly_holding, widened
from core.extract.joint import fewest
from core.extract.report import Number
from core.extract.steps import Steps, TooMany
from core.forms.relation import Relation

STEPS = 30_000
"""How many classes the choice among the readings of all runs may weigh, each time it is tried."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The classes left of each run; `clean` if some choice among them breaks no relation; `example` the
    numbers of one of the best choices by cell, empty where none was found; `unsure` the runs, by their
    place, of which other readings may be as good."""

    classes: list[tuple[Class, ...]]
    clean: bool
    example: Mapping[str, Number]
    unsure: frozenset[int]


def choose(
    runs: Sequence[Run],
    found: Sequence[Candidates],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
    steps: Steps,
    *,
    lost: bool,
) -> Chosen:
    """The classes of each run that are part of a choice which breaks the fewest relations.

    Where some must break, the readings that break a relation of their own run are tried too, and those
    with lost blanks: the run itself may be the one that was printed wrong. A relation chooses only where
    the true readings of its runs are sure to be among those tried; `lost`: blanks may be lost anywhere.
    """
    if not lost:
        found = [
            each if is_tied(run, relations) or _holds(each) else widened(run, each, relations, steps)
            for run, each in zip(runs, found, strict=True)
        ]
    best = _fewest(runs, found, known, relations)
    if not lost and (best is None or best.broken):
        wide = [
            widened(run, each, relations, steps) if is_tied(run, relations) else each
            for run, each in zip(runs, found, strict=True)
        ]
        given_up = any(old.complete > new.complete for old, new in zip(found, wide, strict=True))
        found = found if given_up else wide
        best = None if given_up else _fewest(runs, found, known, relations)
    unsure = frozenset(n for n, each in enumerate(found) if not each.complete)
    if best is None:
        return Chosen([_breaking(each.classes, 1) for each in found], False, {}, unsure)
    if best.broken:
        best, more = _with_faulty(runs, best, known, relations, steps, blanks=lost)
        unsure |= more
    return Chosen(best.kept, not best.broken, best.example, unsure)


def _holds(found: Candidates) -> bool:
    return any(not each.broken for each in found.classes)


@dataclass(frozen=True, slots=True)
class _Best:
    """The classes of each run that are part of a choice which breaks so few relations, or, where some
    must break, one more; `example` is the numbers of one such choice by cell."""

    kept: list[tuple[Class, ...]]
    broken: int
    example: Mapping[str, Number]


def _fewest(
    runs: Sequence[Run],
    found: Sequence[Candidates],
    known: Mapping[str, Number],
    relations: Sequence[Relation],
) -> _Best | None:
    """The best choices of the runs that are tied to others and have all their candidates listed; of the
    rest what breaks the fewest."""
    own = [
        n for n, each in enumerate(found) if each.classes and each.complete and is_tied(runs[n], relations)
    ]
    joint = fewest([runs[n] for n in own], [found[n].classes for n in own], known, relations, Steps(STEPS))
    if joint is None:
        return None
    kept = [_breaking(each.classes, 0) for each in found]
    for n, held in zip(own, joint.kept, strict=True):
        kept[n] = held
    example = {
        cell: value
        for n, taken in zip(own, joint.example, strict=True)
        for cell, value in zip(runs[n].cells, taken.vector, strict=True)
    }
    return _Best(kept, joint.broken, example)


def _breaking(own: tuple[Class, ...], more: int) -> tuple[Class, ...]:
    """The classes that break the fewest relations, or so many more."""
    least = min((each.broken for each in own), default=0)
    return tuple(each for each in own if each.broken <= least + more)


def _with_faulty(
    runs: Sequence[Run],
    best: _Best,
    known: Mapping[str, Number],
    relations: Sequence[Relation],
    steps: Steps,
    *,
    blanks: bool,
) -> tuple[_Best, frozenset[int]]:
    """The choice with more readings of each run that break as few in all, the other runs read as in the
    example; and the runs, by their place, that have too many to try them all."""
    values = {**known, **best.example}
    moving = [
        r for r in relations if values.keys() >= set(r.cells) and not best.example.keys().isdisjoint(r.cells)
    ]
    kept, unsure = list(best.kept), set[int]()
    for n, run in enumerate(runs):
        own = [relation for relation in moving if not set(run.cells).isdisjoint(relation.cells)]
        if all(set(relation.cells) <= set(run.cells) for relation in own):
            continue
        allowed = best.broken - broken(values, [relation for relation in moving if relation not in own])
        lost = len(run.cells) if blanks else 0
        try:
            tried = nearly_holding(run, own, values, allowed, steps, blanks=lost)
        except TooMany:
            unsure.add(n)
            continue
        held = {each.vector for each in kept[n]}
        kept[n] = (*kept[n], *(each for each in tried if each.vector not in held))
    return _Best(kept, best.broken, best.example), frozenset(unsure)
