"""The fold: the journal's entries, in order, make the state of the review.

Steps in force stand in a row, in the order they were made (history.py). `decide`, `version` and `beside`
put one at its end. `undo` names the last in force and takes it out; `redo` names the one undone last and
puts it back. A step taken after an undo leaves what was undone in the journal, but it can no longer be
redone. `open`, `export` and the stages' entries (stages.py) change no number and cannot be undone; kinds
that this version does not know are passed over.

A later decision on a cell stands over an earlier one: a cell has the value of the last change in force, a
finding the standing that its last decision gave it. Figures of the prose are decided on as cells are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.extract.prose.restated import restate
from core.extract.report import Cell, CellState, Number, Report
from core.reconcile.engine import Reconciliation, reconcile
from core.review.answers import versions_of
from core.review.change import Change, DecisionKind, Entry, Item, ItemStatus, ReviewState
from core.review.figures import figure_cells
from core.review.history import Ground, History, ground_of
from core.review.listing import Listed, list_items
from core.review.ruling import Ruling, changed_cells, restated_figures
from core.review.stages import Stages


@dataclass(frozen=True)
class Standing:
    """A history, and what it comes to; `checked` is the report with the figures of its prose as decided."""

    history: History
    checked: Report
    cells: Mapping[str, Cell]
    reconciliation: Reconciliation
    stages: Stages

    @property
    def ground(self) -> Ground:
        """The report, what lies beside it, and the decisions in force."""
        return self.history.ground

    @property
    def report(self) -> Report:
        """The report of the version taken last, as read."""
        return self.ground.report

    @cached_property
    def figures(self) -> Mapping[str, Cell]:
        """The figures of the prose as decided."""
        return figure_cells(self.report, restated_figures(self.ground.rulings))

    def numbers(self, cells: Mapping[str, Cell], checked: Report) -> Mapping[str, Number | None]:
        """Every number that findings may speak of, where the report's cells and figures are these."""
        figures = {figure.id: figure.value for figure in checked.prose.figures}
        return {**self.ground.beyond, **figures, **{id: cell.value for id, cell in cells.items()}}

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """The items of the list with the findings they show."""
        ground = self.ground
        return list_items(
            ground.report,
            self.numbers(self.cells, self.checked),
            self.reconciliation.findings,
            ground.rulings,
        )

    @cached_property
    def state(self) -> ReviewState:
        """The review as it stands."""
        history, ground = self.history, self.ground
        items = tuple(one.item for one in self.listed)
        return ReviewState(
            ground.report,
            self.checked,
            self.cells,
            self.figures,
            self.reconciliation.outcomes,
            items,
            decisions_by_cell(items, ground.rulings),
            history.entries,
            history.done[-1].entry if history.done else None,
            history.undone[-1].entry if history.undone else None,
            ground.rulings,
            self.stages,
            ground.beside,
            versions_of([step.entry for step in history.done]),
            self.reconciliation.prose,
        )

    def check(self, cells: Mapping[str, Cell], checked: Report) -> Reconciliation:
        """How the report reconciles if its cells and figures are these."""
        return reconcile(cells, checked, self.ground.beside)

    def follow(
        self, entry: Entry, reconciliation: Reconciliation | None = None, report: Report | None = None
    ) -> Standing:
        """The standing after one more entry; ValueError, KeyError or TypeError for one that cannot be.

        `reconciliation`: that of its cells, where it is known already; `report`: what a `version` holds.
        """
        history = self.history
        if report is not None:
            history = replace(history, reports={**history.reports, entry.number: report})
        history, stages = history.follow(entry), self.stages.follow(entry)
        if history.ground is self.ground:
            return replace(self, history=history, stages=stages)
        return standing_of(history, stages, reconciliation)


def standing_of(history: History, stages: Stages, reconciliation: Reconciliation | None = None) -> Standing:
    """What a history comes to; `reconciliation` where it is known already."""
    ground = history.ground
    cells, checked = cells_after(ground.report, ground.rulings), checked_after(ground.report, ground.rulings)
    found = reconciliation or reconcile(cells, checked, ground.beside)
    return Standing(history, checked, cells, found, stages)


def fold(report: Report, entries: Sequence[Entry], reports: Mapping[int, Report] | None = None) -> Standing:
    """What the entries come to, from the beginning; `reports` are those of the versions, by entry.

    ValueError, KeyError, TypeError for entries that cannot be.
    """
    history, stages = History(ground_of(report), reports or {}), Stages()
    for entry in entries:
        history, stages = history.follow(entry), stages.follow(entry)
    return standing_of(history, stages)


def cells_after(report: Report, rulings: Sequence[Ruling]) -> Mapping[str, Cell]:
    """The report's cells with the changes of the decisions in force; what was printed is kept."""
    cells = dict(report.cells)
    for cell, value in changed_cells(rulings).items():
        cells[cell] = replace(cells[cell], value=value, state=CellState.CORRECTED)
    return cells


def checked_after(report: Report, rulings: Sequence[Ruling]) -> Report:
    """The report with the figures of its prose as the decisions in force have them."""
    return restate(report, restated_figures(rulings))


def decisions_by_cell(items: Sequence[Item], rulings: Sequence[Ruling]) -> dict[str, Entry]:
    """The decision in force on each cell, for its mark.

    A cell that was changed keeps that mark whatever is decided of a finding it takes part in: its number is
    not the one printed. One that was returned keeps it when a finding is accepted; otherwise the last counts.
    """
    changed = {cell for ruling in rulings for cell in ruling.decision.changes}
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
            for cell in set(decision.cells).intersection(item.finding.cells) - changed:
                if cell not in claims or claims[cell].number < entry.number:
                    claims[cell] = entry
    return accepted | marks


def change_between(before: ReviewState, after: ReviewState) -> Change:
    """What a view has to repaint: cells whose value, mark or standing differ, and items that differ."""
    old = {item.finding.key: item for item in before.items}
    new = {item.finding.key: item for item in after.items}
    findings = frozenset(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    touched = {
        id
        for old_cells, new_cells in ((before.cells, after.cells), (before.figures, after.figures))
        for id in old_cells.keys() | new_cells.keys()
        if old_cells.get(id) != new_cells.get(id)
    }
    for cell in before.decisions.keys() | after.decisions.keys():
        if before.decisions.get(cell) != after.decisions.get(cell):
            touched.add(cell)
    for key in findings:
        for item in (old.get(key), new.get(key)):
            touched.update(item.finding.cells if item else ())
    reread = before.report is not after.report
    return Change(after, frozenset(touched), findings, reread)
