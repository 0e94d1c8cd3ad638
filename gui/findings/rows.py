"""What the list of findings shows: one ready row for each place, each member of a group, each outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from core.extract.report import CellState, Number
from core.forms.form import is_cell
from core.messages import Message, message
from core.reconcile import wording
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.looks import statement
from core.reconcile.prose_wording import claimed
from core.review.change import Item, ReviewState
from gui.findings.places import Place
from gui.findings.sorts import SORT_LOOKS, SORT_OF_STATUS, Sort, look, sort_name
from gui.theme import Tone
from gui.translation import Say

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Row:
    """A line of the list, worded. `place` is None where an outcome asks for no decision."""

    key: tuple[str, ...]
    sort: Sort
    icon: str
    tone: Tone
    status: str
    position: str
    relation: str
    left: str
    right: str
    remark: str
    cells: tuple[str, ...]
    place: Place | None = None
    outcome: Outcome | None = None
    depth: int = 0
    members: tuple[Row, ...] = ()
    settled: bool = False
    basis: tuple[CellState | Message, ...] = ()
    """What it looked like when it was worded, and how its cells were read."""

    @property
    def texts(self) -> tuple[str, str, str, str, str, str]:
        """The columns of the list."""
        return self.status, self.position, self.relation, self.left, self.right, self.remark

    @property
    def drawn(self) -> tuple[object, ...]:
        """All that is to be seen of it."""
        return self.texts, self.icon, self.tone, self.sort, self.depth, bool(self.members), self.settled


def rows(
    state: ReviewState, held: Sequence[Place], say: Say, known: Mapping[tuple[str, ...], Row] | None = None
) -> tuple[Row, ...]:
    """All lines: the places in their order, then what could not be evaluated, then what passed.

    `known` are lines worded before on the same report, by key: one whose matter is the same is taken over.
    """
    known = known or {}
    told = {finding.key.partition("#")[0] for place in held for finding in place.findings}
    every = (*state.outcomes, *state.prose)
    rest = [outcome for outcome in every if outcome.relation.key not in told]
    rest.sort(key=lambda outcome: outcome.status is Status.PASSED)
    return (
        *(place_row(place, state, say, known) for place in held),
        *(_outcome_line(outcome, known.get(outcome_key(outcome)), state, say) for outcome in rest),
    )


def by_key(held: Iterable[Row]) -> dict[tuple[str, ...], Row]:
    """Lines and the members of groups by their keys."""
    return {row.key: row for line in held for row in (line, *line.members)}


def visible(held: Iterable[Row], shown: frozenset[Sort], unfolded: frozenset[tuple[str, ...]]) -> list[Row]:
    """The lines that the filters let through, with the members of the groups that are unfolded."""
    lines: list[Row] = []
    for row in held:
        if row.sort in shown:
            lines.append(row)
            if row.key in unfolded:
                lines += row.members
    return lines


def place_row(place: Place, state: ReviewState, say: Say, known: Mapping[tuple[str, ...], Row]) -> Row:
    """The line of a place; a group's has the lines of its members with it."""
    if len(place.items) == 1:
        return _item_line(place, place.key, 0, state, say, known)
    singles = [Place((item,)) for item in place.items]
    members = tuple(_item_line(one, ("member", *one.key), 1, state, say, known) for one in singles)
    first = place.first
    remark = say(first.explanation) if first.explanation else _joined(row.remark for row in members[:2])
    icon, tone, status = look(place, members[0].sort)
    return replace(
        members[0],
        key=place.key,
        icon=icon,
        tone=tone,
        status=status,
        position=_position(place, state),
        relation=shared(members),
        left=_more(members[0].left),
        right=_more(members[0].right),
        remark=_settled_remark(place) or remark,
        cells=place.cells,
        place=place,
        depth=0,
        members=members,
    )


def _position(place: Place, state: ReviewState) -> str:
    if place.mixed:
        return mixed_name().format(count=len(place.items))
    return translate("Findings", "{table} · {count} 处（第 {group} 组）").format(
        table=table_name(place.first, state), count=len(place.items), group=place.first.group
    )


def mixed_name() -> str:
    """What findings are called that were settled together."""
    return translate("Findings", "一并处理的 {count} 项")


def _joined(texts: Iterable[str]) -> str:
    return translate("Findings", "；").join(texts)


def outcome_key(outcome: Outcome) -> tuple[str, ...]:
    """What names the line of an outcome."""
    return "outcome", outcome.relation.key


def _outcome_line(outcome: Outcome, known: Row | None, state: ReviewState, say: Say) -> Row:
    return known if known and known.outcome == outcome else outcome_row(outcome, state, say)


def outcome_row(outcome: Outcome, state: ReviewState, say: Say) -> Row:
    """The line of a relation that asks for no decision."""
    sort = SORT_OF_STATUS[outcome.status]
    icon, tone = SORT_LOOKS[sort]
    relation = outcome.relation
    return Row(
        outcome_key(outcome),
        sort,
        icon,
        tone,
        sort_name(sort),
        say(wording.place(relation, state.report)),
        say(outcome_text(outcome, state)),
        number(outcome.left),
        number(outcome.right),
        say(outcome.reason) if outcome.reason else "",
        tuple(filter(is_cell, relation.cells)),
        outcome=outcome,
    )


def outcome_text(outcome: Outcome, state: ReviewState) -> Message:
    """The relation in words; of what the prose claims, what it is compared with."""
    if outcome.about != "prose":
        return wording.relation_text(outcome.relation, state.report)
    return claimed(outcome, state.report) if outcome.relation.right else message("gui.plain", value="")


def shared(rows: Sequence[Row]) -> str:
    """The relation of the members of a group, or a word that they are several."""
    told = dict.fromkeys(row.relation for row in rows)
    return (
        rows[0].relation
        if len(told) == 1
        else translate("Findings", "{count} 种关系").format(count=len(told))
    )


def table_name(finding: Finding, state: ReviewState) -> str:
    """The short name of the table that a finding is in; nothing for one about the whole report."""
    place = finding.cells[0] if finding.cells else finding.key.partition("@")[2]
    table = place.partition(".")[0]
    return wording.table_of(table, state.report).name if table in state.report.forms else ""


def number(value: Number | None) -> str:
    """A number with separators of thousands; nothing for none."""
    return "" if value is None else f"{value:,}"


def _item_line(
    place: Place,
    key: tuple[str, ...],
    depth: int,
    state: ReviewState,
    say: Say,
    known: Mapping[tuple[str, ...], Row],
) -> Row:
    before = known.get(key)
    basis = _basis(place.first, state)
    if before is not None and before.place is not None and not before.members and before.basis == basis:
        if before.place == place:
            return before
        if _worded_alike(before.place) == _worded_alike(place):
            return replace(before, place=place)
    finding = place.first
    sort = Sort.DOUBT if finding.relation is None else Sort.FAILED
    icon, tone, status = look(place, sort)
    relation = _relation_words(finding, state)
    position = say(wording.place(finding, state.report))
    return Row(
        key,
        sort,
        icon,
        tone,
        status,
        position,
        say(relation or statement(finding, state.cells)),
        number(finding.left),
        number(finding.right),
        _settled_remark(place) or _open_remark(finding, position, state, say),
        finding.cells,
        place=place,
        depth=depth,
        settled=not place.open,
        basis=basis,
    )


def _basis(finding: Finding, state: ReviewState) -> tuple[CellState | Message, ...]:
    states = [state.cells[cell].state for cell in finding.cells if cell in state.cells]
    return (statement(finding, state.cells), *states)


def _worded_alike(place: Place) -> tuple[Item, ...]:
    """What the line of a single finding is worded by: group, explanation and repairs are told elsewhere."""
    return tuple(
        replace(item, finding=replace(item.finding, group=0, explanation=None, suggestions=()))
        for item in place.items
    )


def _relation_words(finding: Finding, state: ReviewState) -> Message | None:
    relation = finding.relation
    if relation is None:
        return None
    return outcome_text(Outcome(relation, Status.FAILED, finding.left, finding.right), state)


def _settled_remark(place: Place) -> str:
    item = place.items[0]
    if place.open or item.decision is None:
        return ""
    return translate("Findings", "{reason}（{who}）").format(
        reason=item.decision.reason, who=item.entry.who if item.entry else ""
    )


def _open_remark(finding: Finding, position: str, state: ReviewState, say: Say) -> str:
    looks = say(statement(finding, state.cells))
    if finding.left is not None and finding.right is not None:
        difference = wording.difference(finding.left, finding.right)
        return translate("Findings", "差 {difference} · {looks}").format(difference=difference, looks=looks)
    return say(finding.message).removeprefix(position).lstrip("：: ")


def _more(text: str) -> str:
    return f"{text} …" if text else ""
