"""Repairs as suggestions: tried out on every relation, put in order, and their ties told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.extract.report import Cell, Report
from core.forms.relation import Relation
from core.messages import Message, message
from core.reconcile.beside import Beside
from core.reconcile.finding import Status, Suggestion
from core.reconcile.readings import Numbers
from core.reconcile.repair.change import Repair
from core.reconcile.repair.equations import is_exact
from core.reconcile.repair.group import Group
from core.reconcile.trial import trial_with_prose
from core.reconcile.wording import place

MOST_OFFERED = 9
"""How many suggestions a group has at most: one for each key."""

MOST_TRIED = 40
"""How many repairs of a group, the likeliest, are tried out on the other relations."""

MOST_BREAKING = 3
"""How many suggestions that break a relation are offered, after those that break none."""

TIE = 3
"""Costs no further apart than this, for each number changed, tell nothing."""

CONFIRMED = 12
"""How much cheaper a repair is for what confirms it beyond the tables: prose, last year, the other form."""

NAMED = 2
"""How many broken relations a reason names."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A repair and how relations come out with it: the group's that are cured, those that break, others."""

    repair: Repair
    cured: frozenset[str]
    broken: tuple[Relation, ...]
    cost: int


@dataclass(frozen=True)
class Bench:
    """Tries repairs out on a report as it stands, in which the relations of these keys fail."""

    cells: Mapping[str, Cell]
    numbers: Numbers
    report: Report
    beside: Beside
    failing: frozenset[str]

    def tried(self, repair: Repair) -> Tried:
        """How the relations, and what the prose claims, come out with a repair against without."""
        outcomes = trial_with_prose(repair.changes, self.cells, self.numbers, self.report, self.beside)
        after = {each.relation.key: each for each in outcomes}
        failed = {key for key, each in after.items() if each.status is Status.FAILED}
        cured = [each.relation for key, each in after.items() if key in self.failing - failed]
        return Tried(
            repair,
            frozenset(relation.key for relation in cured),
            tuple(each.relation for key, each in after.items() if key in failed - self.failing),
            repair.cost
            - CONFIRMED * sum(not is_exact(relation) for relation in cured)
            + self._elsewhere(repair),
        )

    def _elsewhere(self, repair: Repair) -> int:
        """What it adds that the report in its other form holds a number as it is, or as repaired."""
        other = self.beside.other_form.report.cells if self.beside.other_form else {}
        costs = 0
        for cell, value in repair.changes.items():
            if cell in other and other[cell].value is not None:
                costs -= CONFIRMED * (other[cell].value == value)
                costs += CONFIRMED * (other[cell].value == self.cells[cell].value)
        return costs


def offers(bench: Bench, repairs: Iterable[Repair], group: Group) -> tuple[Suggestion, ...]:
    """The repairs that cure a group, as suggestions, the likeliest first, breaking ones last."""
    once = {tuple(repair.changes.items()): repair for repair in sorted(repairs, key=_cost, reverse=True)}
    tried = [bench.tried(repair) for repair in sorted(once.values(), key=_cost)[:MOST_TRIED]]
    wanted = {failure.relation.key for failure in group.decisive}
    fitting = [each for each in tried if each.cured >= wanted and (not each.broken or group.may_break)]
    sound = sorted((each for each in fitting if not each.broken), key=_tried_cost)
    breaking = sorted((each for each in fitting if each.broken), key=_breaks_and_cost)
    ties = sum(each.cost <= sound[0].cost + TIE * len(sound[0].repair.changes) for each in sound)
    chosen = [*sound[:MOST_OFFERED], *breaking[:MOST_BREAKING]][:MOST_OFFERED]
    return tuple(_suggestion(each, bench, group, ties if at < ties else 1) for at, each in enumerate(chosen))


def _cost(repair: Repair) -> int:
    return repair.cost


def _tried_cost(tried: Tried) -> int:
    return tried.cost


def _breaks_and_cost(tried: Tried) -> tuple[int, int]:
    return len(tried.broken), tried.cost


def _suggestion(tried: Tried, bench: Bench, group: Group, tied: int) -> Suggestion:
    reading = all(
        len(bench.cells[cell].candidates) > 1 and value in bench.cells[cell].candidates
        for cell, value in tried.repair.changes.items()
    )
    why = _why(tried, bench.report, group)
    return Suggestion(tried.repair.changes, why, len(tried.broken), reading, tied)


def _why(tried: Tried, report: Report, group: Group) -> Message:
    said = _cures(tried.repair.slip.said, len(tried.cured & group.keys), len(group.keys))
    if not tried.broken:
        return said
    named = tuple(place(relation, report) for relation in tried.broken[:NAMED])
    if len(tried.broken) <= NAMED:
        return message("reconcile.repair.breaks", said=said, broken=named)
    return message("reconcile.repair.breaks_more", said=said, broken=named, count=len(tried.broken))


def _cures(slip: Message, cured: int, failing: int) -> Message:
    if cured < failing:
        return message("reconcile.repair.cures_some", slip=slip, count=cured, failing=failing)
    if failing == 1:
        return message("reconcile.repair.cures_one", slip=slip)
    return message("reconcile.repair.cures", slip=slip, count=failing)
