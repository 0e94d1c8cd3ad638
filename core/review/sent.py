"""What goes back to the office that wrote the report, and what its document says in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.extract.report import Cell, CellState, Number, Report
from core.reconcile.finding import Finding
from core.review.change import Decision, DecisionKind, Entry, Item, ItemStatus, ReviewState
from core.review.figures import figure_cells
from core.review.ruling import Ruling

UNRESOLVED = frozenset({CellState.AMBIGUOUS, CellState.UNREADABLE, CellState.MISSING})
"""The states of a cell that has neither a number nor a blank."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force, with the journal entry that holds it."""

    decision: Decision
    entry: Entry


@dataclass(frozen=True, slots=True)
class SentBack:
    """An item of what goes back (修改意见清单): a number to be changed, a finding or a cell to be checked.

    `wanted` is what a proposal asks for (None: a blank), `finding` what the office is asked to check, None
    for a proposal or a cell returned without one.
    """

    kind: DecisionKind
    cells: tuple[str, ...]
    decision: Decision
    entry: Entry
    wanted: Number | None = None
    finding: Finding | None = None


def printed_cells(state: ReviewState) -> dict[str, Cell]:
    """What the document under review says in each cell, and in each figure of its prose."""
    return cells_printed(state.report, state.rulings)


def cells_printed(report: Report, rulings: Sequence[Ruling]) -> dict[str, Cell]:
    """What a document says in each cell and figure: as read, and where 校正读取 is in force, as read anew."""
    cells = {**report.cells, **figure_cells(report)}
    for decision in (ruling.decision for ruling in rulings):
        if decision.kind is DecisionKind.READING:
            for id, value in decision.changes.items():
                cells[id] = replace(cells[id], value=value, state=CellState.CORRECTED)
    return cells


def is_unresolved(cell: Cell) -> bool:
    """Whether it is not settled what the source says in the cell."""
    return cell.value is None and cell.state in UNRESOLVED


def is_open(item: Item) -> bool:
    """Whether the finding waits for a decision."""
    return item.status is not ItemStatus.SETTLED


def is_returned(item: Item) -> bool:
    """Whether the finding was sent back to the office."""
    return not is_open(item) and item.decision is not None and item.decision.kind is DecisionKind.RETURNED


def marked_cells(state: ReviewState) -> dict[str, Decided]:
    """The decision in force on each cell whose number it changed or that it sent back to the office."""
    decisions = {ruling.entry.number: ruling.decision for ruling in state.rulings}
    held = {}
    for cell, entry in state.decisions.items():
        decision = decisions[entry.number]
        if cell in decision.changes or decision.kind is DecisionKind.RETURNED:
            held[cell] = Decided(decision, entry)
    return held


def sent_back(state: ReviewState) -> tuple[SentBack, ...]:
    """Everything that goes back to the office: the changes proposed, then what it is asked to check."""
    printed, marked = printed_cells(state), marked_cells(state)
    return (
        *_proposals({**state.cells, **state.figures}, printed, marked),
        *_returned(state.items),
        *_returned_cells(state.items, marked),
    )


def _proposals(
    cells: Mapping[str, Cell], printed: Mapping[str, Cell], marked: Mapping[str, Decided]
) -> list[SentBack]:
    return [
        SentBack(DecisionKind.PROPOSAL, (id,), held.decision, held.entry, cells[id].value)
        for id, held in marked.items()
        if held.decision.kind is DecisionKind.PROPOSAL and _differs(printed[id], cells[id])
    ]


def _differs(printed: Cell, proposed: Cell) -> bool:
    """Whether a proposal asks the office for another number than it printed."""
    return printed.value != proposed.value or is_unresolved(printed)


def _returned(items: Sequence[Item]) -> list[SentBack]:
    return [
        SentBack(DecisionKind.RETURNED, item.finding.cells, item.decision, item.entry, finding=item.finding)
        for item in items
        if is_returned(item) and item.decision and item.entry
    ]


def _returned_cells(items: Sequence[Item], marked: Mapping[str, Decided]) -> list[SentBack]:
    spoken = {cell for item in items if is_returned(item) for cell in item.finding.cells}
    return [
        SentBack(DecisionKind.RETURNED, (id,), held.decision, held.entry)
        for id, held in marked.items()
        if held.decision.kind is DecisionKind.RETURNED and id not in spoken
    ]
