"""The fold: the journal's entries, in order, make the state of the review.

Decisions in force stand in a row, in the order they were made. `decide` puts one at its end. `undo` names
the last in force and takes it out; `redo` names the one undone last and puts it back. A decision made
after an undo leaves what was undone in the journal, but it can no longer be redone. `open` and `export`
change nothing and cannot be undone; kinds that this version does not know are passed over.

A later decision on a cell stands over an earlier one: a cell has the value of the last change in force, a
finding the standing that its last decision gave it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.extract.report import Cell, CellState, Report
from core.forms.relation import Relation
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.evaluate import relations_of
from core.review.change import Change, DecisionKind, Entry, Item, ItemStatus, ReviewState
from core.review.listing import Listed, list_items
from core.review.ruling import Ruling, ruling_of


@dataclass(frozen=True)
class History:
    """The entries so far, the decisions in force, and those undone, of which the last is redone first."""

    entries: tuple[Entry, ...] = ()
    done: tuple[Ruling, ...] = ()
    undone: tuple[Ruling, ...] = ()

    def follow(self, entry: Entry, relations: Mapping[str, Relation]) -> History:
        """The history with one more entry; ValueError if it undoes or redoes what it cannot."""
        done, undone = self.done, self.undone
        match entry.kind:
            case "decide":
                done, undone = (*done, ruling_of(entry, relations)), ()
            case "undo":
                done, undone = done[:-1], (*undone, _target(done, entry))
            case "redo":
                done, undone = (*done, _target(undone, entry)), undone[:-1]
        return History((*self.entries, entry), done, undone)


def _target(rulings: Sequence[Ruling], entry: Entry) -> Ruling:
    if not rulings or rulings[-1].entry.number != entry.payload["target"]:
        raise ValueError(f"entry {entry.number}: nothing to {entry.kind}")
    return rulings[-1]


@dataclass(frozen=True)
class Standing:
    """A report, its history, and what they come to."""

    report: Report
    history: History
    relations: Mapping[str, Relation]
    cells: Mapping[str, Cell]
    reconciliation: Reconciliation

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """The items of the list with the findings they show."""
        return list_items(self.report, self.cells, self.reconciliation.findings, self.history.done)

    @cached_property
    def state(self) -> ReviewState:
        """The review as it stands."""
        history = self.history
        items = tuple(one.item for one in self.listed)
        return ReviewState(
            self.report,
            self.cells,
            self.reconciliation.outcomes,
            items,
            decisions_by_cell(items, history.done),
            history.entries,
            history.done[-1].entry if history.done else None,
            history.undone[-1].entry if history.undone else None,
        )

    def follow(self, entry: Entry, reconciliation: Reconciliation | None = None) -> Standing:
        """The standing after one more entry; `reconciliation` where that of its cells is known already."""
        history = self.history.follow(entry, self.relations)
        if history.done == self.history.done:
            return replace(self, history=history)
        cells = cells_after(self.report, history.done)
        return replace(
            self,
            history=history,
            cells=cells,
            reconciliation=reconciliation or reconcile(cells, self.report),
        )


def fold(report: Report, entries: Sequence[Entry]) -> Standing:
    """What the entries come to, from the beginning.

    ValueError, KeyError, TypeError for entries that cannot be.
    """
    relations = {relation.key: relation for relation in relations_of(report)}
    history = History()
    for entry in entries:
        history = history.follow(entry, relations)
    cells = cells_after(report, history.done)
    return Standing(report, history, relations, cells, reconcile(cells, report))


def cells_after(report: Report, rulings: Sequence[Ruling]) -> Mapping[str, Cell]:
    """The report's cells with the changes of the decisions in force; what was printed is kept."""
    values = {cell: value for ruling in rulings for cell, value in ruling.decision.changes.items()}
    cells = dict(report.cells)
    for cell, value in values.items():
        cells[cell] = replace(cells[cell], value=value, state=CellState.CORRECTED)
    return cells


def decisions_by_cell(items: Sequence[Item], rulings: Sequence[Ruling]) -> dict[str, Entry]:
    """The decision in force on each cell, for its mark.

    A cell that was changed or returned keeps that mark when a finding it takes part in is accepted;
    otherwise the last decision counts.
    """
    marks = {
        cell: ruling.entry
        for ruling in rulings
        for cell in (ruling.decision.changes or (() if ruling.decision.findings else ruling.decision.cells))
    }
    accepted: dict[str, Entry] = {}
    for item in items:
        decision, entry = item.decision, item.entry
        if item.status is ItemStatus.SETTLED and decision and entry and not decision.changes:
            claims = accepted if decision.kind is DecisionKind.ACCEPTED else marks
            for cell in set(decision.cells).intersection(item.finding.cells):
                if cell not in claims or claims[cell].number < entry.number:
                    claims[cell] = entry
    return accepted | marks


def change_between(before: ReviewState, after: ReviewState) -> Change:
    """What a view has to repaint: cells whose value, mark or standing differ, and items that differ."""
    old = {item.finding.key: item for item in before.items}
    new = {item.finding.key: item for item in after.items}
    findings = frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    touched = {cell for cell in after.cells if before.cells[cell] != after.cells[cell]}
    for cell in before.decisions.keys() | after.decisions.keys():
        if before.decisions.get(cell) != after.decisions.get(cell):
            touched.add(cell)
    for key in findings:
        for item in (old.get(key), new.get(key)):
            touched.update(item.finding.cells if item else ())
    return Change(after, frozenset(touched), findings, list(old) != list(new))
