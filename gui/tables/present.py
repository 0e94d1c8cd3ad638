"""What a cell of a table shows, made ready once per change so that painting is a lookup."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from html import escape

from PySide6.QtCore import QCoreApplication

from core.extract.report import Cell, CellState, Number
from core.forms.form import Column, Table, split_id
from core.messages import Message
from core.reconcile.finding import Finding
from core.reconcile.wording import cell_place
from core.review.change import DecisionKind, Entry, Item, ItemStatus, ReviewState
from gui.theme import Tone

Say = Callable[[Message], str]
translate = QCoreApplication.translate
YUAN_IN_UNIT = {"万元": 10000, "亿元": 100000000}
SHORT_RELATION = 4
"""A failed relation of so few cells marks them all; a longer one its stated total, and the parts lightly."""


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
    tooltip: str
    spoken: str


@dataclass(frozen=True)
class Doubts:
    """What the open findings say, by the cells they speak of: strongly, or only as parts of a sum."""

    failed: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    doubtful: Mapping[str, tuple[str, ...]]


def gather(items: Iterable[Item], say: Say) -> Doubts:
    """Sorts what the findings that still stand open say by cell."""
    failed: dict[str, tuple[str, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    doubtful: dict[str, tuple[str, ...]] = {}
    for item in items:
        if item.status is ItemStatus.SETTLED or item.finding.severity == "hint":
            continue
        strong, said = stated(item.finding), say(item.finding.message)
        for cell in item.finding.cells:
            into = doubtful if item.finding.relation is None else failed if cell in strong else parts
            into[cell] = (*into.get(cell, ()), said)
    return Doubts(failed, parts, doubtful)


def stated(finding: Finding) -> tuple[str, ...]:
    """The cells of a failed relation to be marked strongly: the stated total, or all where they are few."""
    relation = finding.relation
    if relation is None or len(relation.cells) <= SHORT_RELATION:
        return finding.cells
    alone = [side[0].cell for side in (relation.right, relation.left) if len(side) == 1]
    return tuple(alone) or finding.cells


def number_text(value: Number | None, column: Column, *, separators: bool = True) -> str:
    """A value in the unit that the form prints, with every decimal; blank for None."""
    if value is None:
        return ""
    scale = YUAN_IN_UNIT.get(column.unit, 1) if column.kind == "amount" else 1
    if isinstance(value, Decimal) or scale != 1:
        exact = (Decimal(value) / scale).normalize()
        return f"{exact:,f}" if separators else f"{exact:f}"
    return f"{value:,}" if separators else str(value)


def present(state: ReviewState, table: Table, doubts: Doubts, id: str, say: Say) -> Shown:
    """Makes a cell of the table ready to be shown."""
    cell = state.cells[id]
    column = table.columns[split_id(id)[2]]
    decision = decision_on(state, id)
    marks = _marks(cell, id, doubts, decision)
    text, small = _text(cell, column)
    lines = _lines(state, doubts, cell, column, decision, say)
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
        "".join(f"<p style='margin:0 0 3px 0'>{escape(line)}</p>" for line in lines),
        translate("Tables", "，").join(
            line for line in (lines[0], text or translate("Tables", "空白"), *lines[2:]) if line
        ),
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
    return " ".join(cell.raw.split()), cell.state in (CellState.AMBIGUOUS, CellState.UNREADABLE)


def _tone(cell: Cell, marks: tuple[Mark, ...]) -> Tone:
    loud = next((mark for mark in marks if mark in (Mark.FAILED, Mark.DOUBT, Mark.CHANGED)), None)
    if loud is not None:
        return MARK_TONES[loud]
    if cell.value is None:
        return Tone.MUTED
    return Tone.ZERO if cell.value == 0 else Tone.TEXT


def _lines(
    state: ReviewState,
    doubts: Doubts,
    cell: Cell,
    column: Column,
    decision: tuple[DecisionKind, Entry] | None,
    say: Say,
) -> list[str]:
    """The tooltip: place, print, state, note, candidates, decision, what does not add up."""
    printed = state.report.cells[cell.id]
    lines = [say(cell_place(cell.id, state.report))]
    raw = " ".join(printed.raw.split())
    lines.append(
        translate("Tables", "原文：“{raw}”").format(raw=raw) if raw else translate("Tables", "原文：空白")
    )
    lines.append(state_words(cell.state))
    if cell.note is not None:
        lines.append(say(cell.note))
    if cell.state is CellState.AMBIGUOUS and cell.candidates:
        shown = "、".join(
            number_text(value, column) or translate("Tables", "空白") for value in cell.candidates
        )
        lines.append(translate("Tables", "可能是：{candidates}").format(candidates=shown))
    if decision is not None:
        lines += _decision_lines(printed, cell, column, *decision)
    for said in (doubts.failed, doubts.parts, doubts.doubtful):
        lines += said.get(cell.id, ())
    return lines


def _decision_lines(printed: Cell, cell: Cell, column: Column, kind: DecisionKind, entry: Entry) -> list[str]:
    lines = [decision_words(kind)]
    if kind in (DecisionKind.READING, DecisionKind.PROPOSAL):
        was = (
            number_text(printed.value, column) or " ".join(printed.raw.split()) or translate("Tables", "空白")
        )
        now = number_text(cell.value, column) or translate("Tables", "空白")
        lines = [f"{lines[0]} {now}" + translate("Tables", "（原 {was}）").format(was=was)]
    reason = entry.payload.get("reason")
    if reason:
        lines.append(translate("Tables", "理由：{reason}").format(reason=reason))
    return [*lines, f"{entry.who} {entry.at[:16].replace('T', ' ')}"]


def decision_words(kind: DecisionKind) -> str:
    """A way out in the window's words."""
    return {
        DecisionKind.READING: translate("Tables", "校正读取"),
        DecisionKind.PROPOSAL: translate("Tables", "建议改为"),
        DecisionKind.RETURNED: translate("Tables", "退回核实"),
        DecisionKind.ACCEPTED: translate("Tables", "核实无误"),
    }[kind]


def state_words(state: CellState) -> str:
    """A cell's state in the window's words."""
    return {
        CellState.OK: translate("Tables", "读取明确"),
        CellState.BLANK: translate("Tables", "空白，未填数字"),
        CellState.RECOVERED: translate("Tables", "推定：由规则还原，请对照原文"),
        CellState.AMBIGUOUS: translate("Tables", "存疑：有不止一种读法，未作取舍"),
        CellState.UNREADABLE: translate("Tables", "存疑：不是数字"),
        CellState.MISSING: translate("Tables", "缺：原文中没有找到"),
        CellState.CORRECTED: translate("Tables", "已由审核人改过"),
    }[state]
