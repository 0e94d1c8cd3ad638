"""What the decision panel says, made ready: heading, arithmetic, evidence, suggestions; no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication

from core.extract.report import CellState
from core.messages import Parameter, message
from core.reconcile import wording
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.looks import statement, verdict
from core.reconcile.prose import figure_of
from core.reconcile.prose_wording import claimed, clause
from core.reconcile.prose_wording import names as names_of
from core.review.change import ReviewState
from core.review.figures import is_figure
from gui.findings.offers import cell_name, suggestion_text
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.findings.rows import mixed_name, table_name
from gui.findings.sorts import SORT_LOOKS, SORT_OF_STATUS, Sort, sort_name
from gui.theme import Tone
from gui.translation import Say
from gui.values import quotation

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
    suggestions: tuple[str, ...] = ()
    verdict: str = ""
    """What the search for repairs came to, where it does not point at one."""
    tied: bool = False
    """Whether nothing points at one repair, so that 退回核实 stands first."""


def describe_place(place: Place, state: ReviewState, say: Say, *, searched: bool = False) -> Description:
    """A place of the list; `searched`: whether repairs have been looked for."""
    first = place.first
    sort = Sort.DOUBT if first.relation is None else Sort.FAILED
    icon, tone = SORT_LOOKS[sort]
    heading = _heading(place, state, say)
    offered = first.suggestions if place.open and not place.mixed else ()
    if not place.open:
        icon, tone = (place.decision.value if place.decision else icon), Tone.SETTLED
    alone = place.open and not place.mixed and first.relation is not None
    undecided = verdict(first) if searched and alone else None
    return Description(
        icon,
        tone,
        heading,
        _evidence(place, state, say) if place.open else _settled(place),
        _body(place, state, say),
        _members(place, state, say) if place.open else (),
        tuple(suggestion_text(held, state, say) for held in offered),
        "" if undecided is None else say(undecided),
        undecided is not None,
    )


def _heading(place: Place, state: ReviewState, say: Say) -> str:
    if place.mixed:
        said = translate("Findings", "选定 {count} 项") if place.open else mixed_name()
        return said.format(count=len(place.items))
    if len(place.items) > 1:
        return _group_heading(place, state, say)
    return say(wording.place(place.first, state.report))


def _evidence(place: Place, state: ReviewState, say: Say) -> str:
    return "" if place.mixed else say(statement(place.first, state.cells))


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
    body = _arithmetic(outcome, state, say) if outcome.status is Status.PASSED else ""
    if outcome.reason:
        body = f"{escape(say(outcome.reason))}<br>{body}"
    heading = say(wording.place(outcome.relation, state.report))
    return Description(icon, tone, heading, sort_name(sort), body)


def describe_figure(id: str, state: ReviewState, say: Say) -> Description:
    """A figure of the prose that is compared with nothing, and why."""
    note = figure_of(id, state.report).note
    heading = say(wording.cell_place(id, state.report))
    body = "" if note is None else escape(say(note))
    return Description("prose", Tone.MUTED, heading, translate("Prose", "不核对"), body)


def describe_cell(id: str, state: ReviewState, say: Say) -> str:
    """The chosen cell or figure: where it is, what is printed there, how it was read."""
    return translate("Findings", "{place}　原文 {printed}　{state}").format(
        place=say(wording.cell_place(id, state.report)),
        printed=quotation(state, id),
        state=state_name((state.figures[id] if is_figure(id) else state.cells[id]).state),
    )


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
    if place.mixed:
        said = translate("Findings", "用同一条理由一并处理，不勾的不处理。") if place.open else ""
        return escape(said)
    if len(place.items) > 1:
        return escape(say(first.explanation)) if first.explanation else ""
    if first.relation is None:
        return escape(without_place(say(first.message), say(wording.place(first, state.report))))
    every = (*state.outcomes, *state.prose)
    outcome = next((held for held in every if held.relation.key == first.relation.key), None)
    return (outcome and _arithmetic(outcome, state, say)) or escape(say(first.message))


def without_place(text: str, place: str) -> str:
    """A sentence without the place it opens with, where a heading has named that."""
    return text.removeprefix(place).lstrip("：:，, ")


def _arithmetic(outcome: Outcome, state: ReviewState, say: Say) -> str:
    """The two sides, one under the other, and their difference; nothing where a side has no number."""
    relation = outcome.relation
    if outcome.about != "prose":
        names = wording.side_names(relation, state.report)
        return _sides(outcome, names, wording.arithmetic(relation, state.cells), say)
    if outcome.left is None or outcome.right is None:
        return ""
    figure = figure_of(relation.place, state.report)
    words = message("reconcile.place.prose", clause=clause(figure))
    left: Parameter = names_of(relation.left, state.report) if figure.value is None else words
    of_cells = relation.rule == "prose.figure"
    other = names_of(relation.right, state.report) if of_cells else claimed(outcome, state.report)
    return _sides(outcome, (left, other), (outcome.left, outcome.right), say)


Pair = tuple[Parameter, Parameter]


def _sides(outcome: Outcome, names: Pair, sums: Pair, say: Say) -> str:
    """Two sides by name and in numbers, and their difference where they do not agree."""
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
        ordered = sorted(place.findings, key=lambda finding: place.mixed and finding.severity == "error")
        return tuple(
            Member(finding.key, _member_text(finding, state, say, whole=place.mixed), finding.cells)
            for finding in ordered
        )
    first = place.first
    if first.relation is not None or len(first.cells) < 2:
        return ()
    return tuple(Member(cell, cell_name(cell, state.report, say), (cell,)) for cell in first.cells)


def _member_text(finding: Finding, state: ReviewState, say: Say, *, whole: bool) -> str:
    """A finding among others; `whole`: of several tables, so that its own is named."""
    table = "" if whole else table_name(finding, state)
    name = say(wording.place(finding, state.report)).removeprefix(table).lstrip(" ·")
    if finding.relation is None or finding.left is None or finding.right is None:
        return without_place(say(finding.message), table)
    return translate("Findings", "{place}　{left} ≠ {right}　差 {difference}").format(
        place=name,
        left=f"{finding.left:,}",
        right=f"{finding.right:,}",
        difference=wording.difference(finding.left, finding.right),
    )
