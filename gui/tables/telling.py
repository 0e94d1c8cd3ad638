"""What a cell says when it is asked: its tooltip, and what a screen reader reads out."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication

from core.extract.report import CellState
from core.forms.form import Column, Table, split_id
from core.reconcile.wording import cell_place
from core.review.change import DecisionKind, Entry, ReviewState
from gui.tables.present import decision_on, speaking, stated
from gui.translation import Say
from gui.values import number_text, printed_cell, quotation, value_words

translate = QCoreApplication.translate


def tooltip(state: ReviewState, table: Table, id: str, say: Say) -> str:
    """Rich text, a line each: place, print, state, note, candidates, decision, what does not add up."""
    lines = _lines(state, table.columns[split_id(id)[2]], id, say)
    return "".join(f"<p style='margin:0 0 3px 0'>{escape(line)}</p>" for line in lines)


def spoken(state: ReviewState, table: Table, id: str, text: str, say: Say) -> str:
    """The same in one sentence, with the text that is shown in place of the print."""
    place, _, *rest = _lines(state, table.columns[split_id(id)[2]], id, say)
    return translate("Tables", "，").join(
        line for line in (place, text or translate("Tables", "空白"), *rest) if line
    )


def _lines(state: ReviewState, column: Column, id: str, say: Say) -> list[str]:
    cell = state.cells[id]
    lines = [
        say(cell_place(id, state.report)),
        translate("Tables", "原文：{printed}").format(printed=quotation(state, id)),
        state_words(cell.state),
    ]
    if cell.note is not None:
        lines.append(say(cell.note))
    if cell.state is CellState.AMBIGUOUS and cell.candidates:
        shown = "、".join(
            number_text(value, column) or translate("Tables", "空白") for value in cell.candidates
        )
        lines.append(translate("Tables", "可能是：{candidates}").format(candidates=shown))
    decision = decision_on(state, id)
    if decision is not None:
        lines += _decision_lines(state, id, *decision)
    return lines + _trouble(state, id, say)


def _trouble(state: ReviewState, id: str, say: Say) -> list[str]:
    """What the open findings say of a cell: the failures it states, those it is a part of, the doubts."""
    held = [finding for finding in speaking(state.items) if id in finding.cells]
    held.sort(key=lambda finding: (finding.relation is None, id not in stated(finding)))
    return [say(finding.message) for finding in held]


def _decision_lines(state: ReviewState, id: str, kind: DecisionKind, entry: Entry) -> list[str]:
    lines = [decision_words(kind)]
    if kind in (DecisionKind.READING, DecisionKind.PROPOSAL):
        was = state.report.cells[id] if kind is DecisionKind.READING else printed_cell(state, id)
        before = (
            " ".join(was.raw.split())
            if was.value is None and was.raw.strip()
            else value_words(state.report, id, was.value)
        )
        now = value_words(state.report, id, state.cells[id].value)
        lines = [f"{lines[0]} {now}" + translate("Tables", "（原 {was}）").format(was=before)]
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
