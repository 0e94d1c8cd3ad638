"""Suggestions in words: which cells become what, why, and what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from core.extract.report import CellState, Number, Report
from core.forms.form import split_id
from core.messages import message
from core.reconcile import wording
from core.reconcile.finding import Suggestion
from core.review.change import ReviewState
from core.review.figures import figures_of, is_figure
from gui.translation import Say
from gui.values import value_words

translate = QCoreApplication.translate
MOST_TOLD = 2
"""So many staged values are told one by one."""
MOST_NAMED = 6
"""So many changes of a suggestion are told one by one."""


def change_text(changes: Mapping[str, Number | None], state: ReviewState) -> str:
    """Staged values: 6,091 → 6,081; several are parted by semicolons, many counted."""
    told = [_arrow(cell, value, state) for cell, value in changes.items()]
    if len(told) > MOST_TOLD:
        return translate("Findings", "{first} 等 {count} 处").format(first=told[0], count=len(told))
    return translate("Findings", "；").join(told)


def suggestion_text(suggestion: Suggestion, state: ReviewState, say: Say) -> str:
    """A suggestion in short: what becomes what, and why; that of a repair says what it would break."""
    parts = [say(suggestion.why)]
    if not suggestion.reading:
        parts.insert(0, named_changes(suggestion.changes, state, say))
    elif suggestion.breaks:
        parts.append(translate("Findings", "另有 {count} 项将不符").format(count=suggestion.breaks))
    return " · ".join(parts)


def named_changes(changes: Mapping[str, Number | None], state: ReviewState, say: Say) -> str:
    """Changes with the names of their cells, what they have in common said once: 四：自然人 120 → 110、…"""
    report = state.report
    ids = [split_id(cell) for cell in changes]
    tables, rows, columns = ({id[at] for id in ids} for at in range(3))
    head, names = "", [cell_name(cell, report, say) for cell in changes]
    if len(changes) > 1 and len(tables) == 1 and not any(map(is_figure, changes)):
        table = wording.table_of(ids[0][0], report)
        if len(rows) == 1:
            head, names = table.rows[ids[0][1]].name, [table.columns[column].name for _, _, column in ids]
        elif len(columns) == 1:
            head, names = table.columns[ids[0][2]].name, [table.rows[row].name for _, row, _ in ids]
    told = [
        f"{name} {_arrow(cell, value, state)}"
        for name, (cell, value) in zip(names, changes.items(), strict=True)
    ]
    listed = translate("Findings", "，").join(told[:MOST_NAMED])
    if len(told) > MOST_NAMED:
        listed = translate("Findings", "{first} 等 {count} 处").format(first=listed, count=len(told))
    return translate("Findings", "{head}：{changes}").format(head=head, changes=listed) if head else listed


def _arrow(cell: str, value: Number | None, state: ReviewState) -> str:
    return f"{shown(state, cell)} → {value_words(state.report, cell, value)}"


def shown(state: ReviewState, id: str) -> str:
    """What stands in a cell: its value, or what is printed where there is none, or the word for a blank."""
    cell = state.figures[id] if is_figure(id) else state.cells[id]
    if cell.value is None and cell.state is CellState.AMBIGUOUS:  # what is printed is the whole run
        return translate("Findings", "未定")
    raw = " ".join(cell.raw.split()) if cell.value is None and cell.state is not CellState.CORRECTED else ""
    return raw or value_words(state.report, id, cell.value)


def cell_name(cell: str, report: Report, say: Say) -> str:
    """What the window calls a cell where its table is plain to see, and a figure of the prose."""
    if is_figure(cell):
        return translate("Findings", "正文中的“{raw}”").format(raw=figures_of(report)[cell].raw)
    table = say(message("reconcile.place.table", table=wording.table_of(cell.partition(".")[0], report).name))
    return say(wording.cell_place(cell, report)).removeprefix(table).lstrip(" ·")
