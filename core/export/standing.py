"""Where each cell and finding stands in the review, as the exported sheets need it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from core.extract.report import Cell, CellState
from core.review.change import Decision, DecisionKind, Entry, Item, ItemStatus, ReviewState
from core.review.fold import History
from core.review.ruling import decision_of

NOT_PASSED = "未通过核对"
"""What the name of a publishing copy says that was made while something stood against it."""

UNRESOLVED = frozenset({CellState.AMBIGUOUS, CellState.UNREADABLE, CellState.MISSING})
"""The states of a cell that has neither a number nor a blank."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force, with the journal entry that holds it."""

    decision: Decision
    entry: Entry


def marked_cells(state: ReviewState) -> dict[str, Decided]:
    """The decision in force on each cell whose number it changed or that it sent back to the office."""
    held = {}
    for cell, entry in state.decisions.items():
        decision = decision_of(entry.payload)
        if cell in decision.changes or decision.kind is DecisionKind.RETURNED:
            held[cell] = Decided(decision, entry)
    return held


def printed_cells(state: ReviewState) -> dict[str, Cell]:
    """What the document says in each cell: as read, and where 校正读取 is in force, as it was read anew."""
    history = History()
    for entry in state.entries:
        history = history.follow(entry, {})
    cells = dict(state.report.cells)
    for decision in (ruling.decision for ruling in history.done):
        if decision.kind is DecisionKind.READING:
            for id, value in decision.changes.items():
                cells[id] = replace(cells[id], value=value, state=CellState.CORRECTED)
    return cells


def is_unresolved(cell: Cell) -> bool:
    """Whether it is not settled what the source says in the cell."""
    return cell.value is None and cell.state in UNRESOLVED


def unresolved(state: ReviewState) -> tuple[str, ...]:
    """The cells of which it is not settled what the source says."""
    return tuple(id for id, cell in state.cells.items() if is_unresolved(cell))


def is_doubt(item: Item) -> bool:
    """Whether the finding is a doubt about cells (存疑), not a failed relation."""
    return item.finding.relation is None


def is_open(item: Item) -> bool:
    """Whether the finding waits for a decision."""
    return item.status is not ItemStatus.SETTLED


def is_returned(item: Item) -> bool:
    """Whether the finding was sent back to the office."""
    return not is_open(item) and item.decision is not None and item.decision.kind is DecisionKind.RETURNED


def not_passed(state: ReviewState) -> tuple[Item, ...]:
    """The 强制性 findings that stand against publishing: open, or sent back and not answered yet."""
    return tuple(
        item
        for item in state.items
        if item.finding.severity == "error" and (is_open(item) or is_returned(item))
    )


def is_publishable(state: ReviewState) -> bool:
    """Whether nothing stands against publishing: no 强制性 finding open or unanswered, no cell in doubt.

    The window asks first where something does; the copy is then named 未通过核对.
    """
    return not not_passed(state) and not unresolved(state)


def publication_path(state: ReviewState, target: Path) -> Path:
    """Where the publishing copy for `target` is really written."""
    if is_publishable(state) or NOT_PASSED in target.stem:
        return target
    return target.with_name(f"{target.stem}（{NOT_PASSED}）{target.suffix}")
