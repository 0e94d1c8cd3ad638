"""What a cell of a table shows, made ready once for each change so that painting is a lookup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from core.extract.report import Cell, CellState
from core.forms.form import Column, Table, split_id
from core.reconcile.finding import Finding
from core.review.change import DecisionKind, Entry, Item, ItemStatus, ReviewState
from gui.theme import Tone
from gui.values import number_text

translate = QCoreApplication.translate
SHORT_RELATION = 4
"""A failed relation of so few cells marks them all; a longer one its stated total, and the parts lightly."""

MOST_READINGS = 2
"""How many readings of an ambiguous cell are short enough to stand in it."""


class Mark(StrEnum):
    """A sign drawn in a cell, so that colour is never the only one."""

    FAILED = "failed"
    DOUBT = "doubt"
    RECOVERED = "recovered"
    CHANGED = "changed"
    RETURNED = "returned"
    ACCEPTED = "accepted"


MARK_TONES = {
    Mark.FAILED: Tone.ERROR,
    Mark.DOUBT: Tone.WARNING,
    Mark.RECOVERED: Tone.WARNING,
    Mark.CHANGED: Tone.SETTLED,
    Mark.RETURNED: Tone.SETTLED,
    Mark.ACCEPTED: Tone.PASSED,
}
DECISION_MARKS = {
    DecisionKind.READING: Mark.CHANGED,
    DecisionKind.PROPOSAL: Mark.CHANGED,
    DecisionKind.RETURNED: Mark.RETURNED,
    DecisionKind.ACCEPTED: Mark.ACCEPTED,
}
MARK_SURFACES = {
    Mark.FAILED: Tone.ERROR_SURFACE,
    Mark.DOUBT: Tone.WARNING_SURFACE,
    Mark.CHANGED: Tone.SETTLED_SURFACE,
    Mark.RETURNED: Tone.SETTLED_SURFACE,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as shown. `small`: the text is the raw print, set small; `part`: of a failed relation."""

    id: str
    text: str
    tone: Tone
    surface: Tone | None
    marks: tuple[Mark, ...]
    small: bool
    bold: bool
    part: bool
    edit: str


@dataclass(frozen=True)
class Doubts:
    """The cells that the open findings speak of: strongly, only as parts of a sum, or as doubtful."""

    failed: frozenset[str]
    parts: frozenset[str]
    doubtful: frozenset[str]

    def differ(self, other: Doubts) -> frozenset[str]:
        """The cells that are spoken of otherwise."""
        return (self.failed ^ other.failed) | (self.parts ^ other.parts) | (self.doubtful ^ other.doubtful)


def gather(items: Iterable[Item]) -> Doubts:
    """Sorts the cells of the findings that still stand open."""
    failed, parts, doubtful = set[str](), set[str](), set[str]()
    for finding in speaking(items):
        if finding.relation is None:
            doubtful.update(finding.cells)
        else:
            strong = stated(finding)
            failed.update(strong)
            parts.update(cell for cell in finding.cells if cell not in strong)
    return Doubts(frozenset(failed), frozenset(parts), frozenset(doubtful))


def speaking(items: Iterable[Item]) -> Iterator[Finding]:
    """The findings that mark cells: those that stand open, hints apart."""
    for item in items:
        if item.status is not ItemStatus.SETTLED and item.finding.severity != "hint":
            yield item.finding


def stated(finding: Finding) -> tuple[str, ...]:
    """The cells of a failed relation to be marked strongly: the stated total, or all where they are few."""
    relation = finding.relation
    if relation is None or len(relation.cells) <= SHORT_RELATION:
        return finding.cells
    alone = [side[0].cell for side in (relation.right, relation.left) if len(side) == 1]
    return tuple(cell for cell in alone if cell in finding.cells) or finding.cells


def present(state: ReviewState, table: Table, doubts: Doubts, id: str) -> Shown:
    """Makes a cell of the table ready to be shown."""
    cell = state.cells[id]
    column = table.columns[split_id(id)[2]]
    decision = decision_on(state, id)
    marks = _marks(cell, id, doubts, decision)
    text, small = _text(cell, column)
    surface = next((MARK_SURFACES[mark] for mark in marks if mark in MARK_SURFACES), None)
    return Shown(
        id,
        text,
        _tone(cell, marks),
        surface,
        marks,
        small,
        Mark.FAILED in marks or Mark.CHANGED in marks,
        id in doubts.parts,
        number_text(cell.value, column, separators=False),
    )


def decision_on(state: ReviewState, id: str) -> tuple[DecisionKind, Entry] | None:
    """The decision in force on a cell, with its entry in the journal."""
    entry = state.decisions.get(id)
    return None if entry is None else (DecisionKind(entry.payload["kind"]), entry)


def _marks(
    cell: Cell, id: str, doubts: Doubts, decision: tuple[DecisionKind, Entry] | None
) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    if id in doubts.failed:
        marks.append(Mark.FAILED)
    elif id in doubts.doubtful:
        marks.append(Mark.DOUBT)
    if decision is not None:
        marks.append(DECISION_MARKS[decision[0]])
    elif cell.state is CellState.CORRECTED:
        marks.append(Mark.CHANGED)
    elif not marks and cell.state in (CellState.AMBIGUOUS, CellState.UNREADABLE, CellState.MISSING):
        marks.append(Mark.DOUBT)
    elif cell.state is CellState.RECOVERED:
        marks.append(Mark.RECOVERED)
    return tuple(marks)


def _text(cell: Cell, column: Column) -> tuple[str, bool]:
    if cell.value is not None:
        return number_text(cell.value, column), False
    if cell.state is CellState.MISSING:
        return translate("Tables", "缺"), True
    if cell.state is CellState.CORRECTED:
        return "", False
    if cell.state is CellState.AMBIGUOUS:
        return _readings(cell, column), True
    return " ".join(cell.raw.split()), cell.state is CellState.UNREADABLE


def _readings(cell: Cell, column: Column) -> str:
    """What an ambiguous cell may hold, where that is short to say; the run itself is in the panel."""
    if not 0 < len(cell.candidates) <= MOST_READINGS:
        return ""
    blank = translate("Tables", "空")
    return "/".join(blank if value is None else number_text(value, column) for value in cell.candidates)


def _tone(cell: Cell, marks: tuple[Mark, ...]) -> Tone:
    loud = next((mark for mark in marks if mark in (Mark.FAILED, Mark.DOUBT, Mark.CHANGED)), None)
    if loud is not None:
        return MARK_TONES[loud]
    if cell.value is None:
        return Tone.MUTED
    return Tone.ZERO if cell.value == 0 else Tone.TEXT
