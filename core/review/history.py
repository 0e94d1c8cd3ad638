"""The steps of a review in force, and those undone, each with what it left the review standing on.

`decide`, `version` and `beside` are steps: each can be undone, the last in force first, and redone until
another is taken. Every step keeps the ground as it was after it, so that undoing needs no reckoning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from core.extract.report import Number, Report
from core.forms.form import ONE
from core.forms.relation import Relation
from core.reconcile.beside import NOTHING, Beside, last_year_cells
from core.reconcile.engine import reconcile
from core.review.answers import lapses_of
from core.review.beside_json import laid
from core.review.change import Entry
from core.review.ruling import Ruling, lapse, ruling_of


@dataclass(frozen=True)
class Ground:
    """What a review stands on: the report, what is laid beside it, the decisions in force.

    `relations` are all that are checked, by key; `beyond` the numbers they speak of that are none of the
    report's, by id.
    """

    report: Report
    beside: Beside
    rulings: tuple[Ruling, ...]
    relations: Mapping[str, Relation] = field(repr=False)
    beyond: Mapping[str, Number | None] = field(repr=False)


def ground_of(report: Report, beside: Beside = NOTHING, rulings: tuple[Ruling, ...] = ()) -> Ground:
    """The ground with these rulings in force."""
    found = reconcile(report.cells, report, beside)
    relations = {outcome.relation.key: outcome.relation for outcome in found.outcomes}
    relations |= {one.relation.key: one.relation for one in found.prose if one.relation.rule != "prose.rate"}
    beyond: dict[str, Number | None] = {ONE: 1}
    beyond |= {id: cell.value for id, cell in last_year_cells(beside).items()}
    return Ground(report, beside, rulings, relations, beyond)


@dataclass(frozen=True)
class Step:
    """A step in force, or undone, with the ground after it."""

    entry: Entry
    ground: Ground


@dataclass(frozen=True)
class History:
    """The entries so far, the steps in force, and those undone, of which the last is redone first.

    `start` is the ground before any step, `reports` what each version holds, by its entry's number.
    """

    start: Ground
    reports: Mapping[int, Report] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    @property
    def ground(self) -> Ground:
        """What the review stands on now."""
        return self.done[-1].ground if self.done else self.start

    def follow(self, entry: Entry) -> History:
        """The history with one more entry; ValueError if it undoes or redoes what it cannot."""
        done, undone = self.done, self.undone
        match entry.kind:
            case "decide" | "version" | "beside":
                done, undone = (*done, Step(entry, self._after(entry))), ()
            case "undo":
                done, undone = done[:-1], (*undone, _target(done, entry))
            case "redo":
                done, undone = (*done, _target(undone, entry)), undone[:-1]
        return replace(self, entries=(*self.entries, entry), done=done, undone=undone)

    def _after(self, entry: Entry) -> Ground:
        ground = self.ground
        if entry.kind == "decide":
            return replace(ground, rulings=(*ground.rulings, ruling_of(entry, ground.relations)))
        if entry.kind == "beside":
            return ground_of(ground.report, laid(ground.beside, entry.payload), ground.rulings)
        lapses = lapses_of(entry.payload)
        if not lapses.keys() <= {ruling.entry.number for ruling in ground.rulings}:
            raise ValueError(f"entry {entry.number}: no such decision")
        kept = (lapse(ruling, lapses.get(ruling.entry.number)) for ruling in ground.rulings)
        rulings = tuple(ruling for ruling in kept if ruling is not None)
        return ground_of(self.reports[entry.number], ground.beside, rulings)


def _target(steps: Sequence[Step], entry: Entry) -> Step:
    if not steps or steps[-1].entry.number != entry.payload["target"]:
        raise ValueError(f"entry {entry.number}: nothing to {entry.kind}")
    return steps[-1]
