"""What the decision panel says, made ready: heading, arithmetic, evidence, suggestions; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from core.extract.report import CellState, Number, Report
from core.messages import message
from core.reconcile import wording
from core.reconcile.finding import Finding, Outcome, Status, Suggestion
from core.reconcile.looks import statement
from core.review.change import ReviewState
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.findings.rows import SORT_LOOKS, SORT_OF_STATUS, Say, Sort, sort_name, table_name
from gui.theme import Tone
from gui.values import quotation, value_words

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Member:
    """A part of the place that the reviewer may leave out: a finding of a group, or a cell of a doubt."""

    key: str
    text: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Description:
    """A place in words. `body` is rich text, everything from a document in it escaped."""

    icon: str
    tone: Tone
    heading: str
    evidence: str
    body: str
    members: tuple[Member, ...] = ()
    grouped: bool = False
    suggestions: tuple[str, ...] = ()


def describe_place(place: Place, state: ReviewState, say: Say) -> Description:
    """A place of the list."""
    first = place.first
    sort = Sort.DOUBT if first.relation is None else Sort.FAILED
    icon, tone = SORT_LOOKS[sort]
    grouped = len(place.items) > 1
    heading = _group_heading(place, state, say) if grouped else say(wording.place(first, state.report))
    if not place.open:
        icon, tone = (place.decision.value if place.decision else icon), Tone.SETTLED
    return Description(
        icon,
        tone,
        heading,
        say(statement(first, state.cells)) if place.open else _settled(place),
        _body(place, state, say),
        _members(place, state, say) if place.open else (),
        grouped,
        tuple(suggestion_text(held, state, say) for held in first.suggestions) if place.open else (),
    )


def _group_heading(place: Place, state: ReviewState, say: Say) -> str:
    first = place.first
    heading = translate("Findings", "第 {group} 组 · {table} · {count} 处").format(
        group=first.group, table=table_name(first, state), count=len(place.items)
    )
    told = {
        say(wording.relation_text(finding.relation, state.report)) if finding.relation else ""
        for finding in place.findings
    }
    return f"{heading} · {told.pop()}" if len(told) == 1 else heading


def describe_outcome(outcome: Outcome, state: ReviewState, say: Say) -> Description:
    """A relation that holds, or could not be evaluated."""
    sort = SORT_OF_STATUS[outcome.status]
    icon, tone = SORT_LOOKS[sort]
    body = _sides(outcome, state, say) if outcome.status is Status.PASSED else ""
    if outcome.reason:
        body = f"{escape(say(outcome.reason))}<br>{body}"
    heading = say(wording.place(outcome.relation, state.report))
    return Description(icon, tone, heading, sort_name(sort), body)


def describe_cell(id: str, state: ReviewState, say: Say) -> str:
    """The chosen cell: where it is, what is printed there, how it was read."""
    return translate("Findings", "{place}　原文 {printed}　{state}").format(
        place=say(wording.cell_place(id, state.report)),
        printed=quotation(state, id),
        state=state_name(state.cells[id].state),
    )


def change_text(changes: Mapping[str, Number | None], state: ReviewState) -> str:
    """Staged values: 6,091 → 6,081; several are parted by semicolons, many counted."""
    told = [
        f"{shown(state, cell)} → {value_words(state.report, cell, value)}" for cell, value in changes.items()
    ]
    if len(told) > MOST_TOLD:
        return translate("Findings", "{first} 等 {count} 处").format(first=told[0], count=len(told))
    return translate("Findings", "；").join(told)


def suggestion_text(suggestion: Suggestion, state: ReviewState, say: Say) -> str:
    """A suggestion in short: what becomes what, why, and what it would break."""
    parts = [say(suggestion.why)]
    if not suggestion.reading:
        parts.insert(0, change_text(suggestion.changes, state))
    if suggestion.breaks:
        parts.append(translate("Findings", "另有 {count} 项将不符").format(count=suggestion.breaks))
    return " · ".join(parts)


def shown(state: ReviewState, id: str) -> str:
    """What stands in a cell: its value, or what is printed where there is none, or the word for a blank."""
    cell = state.cells[id]
    if cell.value is None and cell.state is CellState.AMBIGUOUS:  # what is printed is the whole run
        return translate("Findings", "未定")
    raw = " ".join(cell.raw.split()) if cell.value is None and cell.state is not CellState.CORRECTED else ""
    return raw or value_words(state.report, id, cell.value)


def state_name(state: CellState) -> str:
    """How a cell was read, in words."""
    return {
        CellState.OK: translate("Findings", "读取正常"),
        CellState.BLANK: translate("Findings", "空白"),
        CellState.RECOVERED: translate("Findings", "按规则推得"),
        CellState.AMBIGUOUS: translate("Findings", "读法未定"),
        CellState.UNREADABLE: translate("Findings", "不是数字"),
        CellState.MISSING: translate("Findings", "原文未见"),
        CellState.CORRECTED: translate("Findings", "已改动"),
    }[state]


MOST_TOLD = 2


def _settled(place: Place) -> str:
    item = place.items[0]
    if item.decision is None or item.entry is None:
        return ""
    return translate("Findings", "{way} · {reason} · {who} · 第 {number} 条").format(
        way=settled_name(item.decision.kind),
        reason=item.decision.reason,
        who=item.entry.who,
        number=item.entry.number,
    )


def _body(place: Place, state: ReviewState, say: Say) -> str:
    first = place.first
    if len(place.items) > 1:
        return escape(say(first.explanation)) if first.explanation else ""
    if first.relation is None:
        return escape(without_place(say(first.message), say(wording.place(first, state.report))))
    outcome = next((held for held in state.outcomes if held.relation.key == first.relation.key), None)
    return _sides(outcome, state, say) if outcome else escape(say(first.message))


def without_place(text: str, place: str) -> str:
    """A sentence without the place it opens with, where a heading has named that."""
    return text.removeprefix(place).lstrip("：: ")


def _sides(outcome: Outcome, state: ReviewState, say: Say) -> str:
    """The two sides, one under the other, and their difference."""
    relation = outcome.relation
    names = wording.side_names(relation, state.report)
    sums = wording.arithmetic(relation, state.cells)
    rows = [
        f"<tr><td>{escape(_say(name, say))}</td><td>&nbsp;&nbsp;</td><td>{escape(_say(sum_, say))}</td></tr>"
        for name, sum_ in zip(names, sums, strict=True)
    ]
    if outcome.status is Status.FAILED and outcome.left is not None and outcome.right is not None:
        difference = escape(wording.difference(outcome.left, outcome.right))
        label = escape(translate("Findings", "差"))
        rows.append(f"<tr><td>{label}</td><td></td><td><b>{difference}</b></td></tr>")
    return f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"


def _say(parameter: object, say: Say) -> str:
    """A parameter of a message in words: the window's own `say` where it is a message."""
    return say(message("gui.plain", value=parameter))  # type: ignore[arg-type]


def _members(place: Place, state: ReviewState, say: Say) -> tuple[Member, ...]:
    if len(place.items) > 1:
        return tuple(
            Member(finding.key, _member_text(finding, state, say), finding.cells)
            for finding in place.findings
        )
    first = place.first
    if first.relation is not None or len(first.cells) < 2:
        return ()
    return tuple(Member(cell, cell_name(cell, state.report, say), (cell,)) for cell in first.cells)


def _member_text(finding: Finding, state: ReviewState, say: Say) -> str:
    name = say(wording.place(finding, state.report)).removeprefix(table_name(finding, state)).lstrip(" ·")
    if finding.relation is None or finding.left is None or finding.right is None:
        return without_place(say(finding.message), table_name(finding, state))
    return translate("Findings", "{place}　{left} ≠ {right}　差 {difference}").format(
        place=name,
        left=f"{finding.left:,}",
        right=f"{finding.right:,}",
        difference=wording.difference(finding.left, finding.right),
    )


def cell_name(cell: str, report: Report, say: Say) -> str:
    """What the window calls a cell where its table is plain to see."""
    table = say(message("reconcile.place.table", table=wording.table_of(cell.partition(".")[0], report).name))
    return say(wording.cell_place(cell, report)).removeprefix(table).lstrip(" ·")
