"""The rows of the list sheets: outcomes, what goes back to the office, the journal, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.export.digest import ShownCell
from core.export.entry_words import answer_place, asked_words, reply_words, said_words
from core.export.lists import ListColumn, Value
from core.export.sentences import sentence
from core.export.standing import is_doubt
from core.export.text import exact, plain, say
from core.export.words import (
    cell_place,
    cells_place,
    finding_place,
    joined,
    number_words,
    quoted_words,
    relation_place,
    way_words,
)
from core.extract.report import Cell, Number, Report
from core.messages import render
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.looks import statement
from core.reconcile.prose_wording import claimed
from core.reconcile.wording import relation_text
from core.review.answers import Answer, Version
from core.review.change import DecisionKind, Item, ItemStatus, ReviewState
from core.review.figures import is_figure
from core.review.sent import SentBack, is_open, printed_cells, sent_back

OUTCOMES = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.table", 16),
    ListColumn("export.column.row", 20),
    ListColumn("export.column.column", 14),
    ListColumn("export.column.relation", 26),
    ListColumn("export.column.left", 13),
    ListColumn("export.column.right", 13),
    ListColumn("export.column.difference", 10),
    ListColumn("export.column.result", 12),
    ListColumn("export.column.group", 5),
    ListColumn("export.column.standing", 18),
    ListColumn("export.column.explanation", 44),
)

ADVICE = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.table", 16),
    ListColumn("export.column.row", 20),
    ListColumn("export.column.column", 14),
    ListColumn("export.column.printed", 12),
    ListColumn("export.column.should", 12),
    ListColumn("export.column.sentence", 60),
    ListColumn("export.column.reason", 18),
)

ANSWERS = (
    ListColumn("export.column.number", 5),
    ListColumn("export.column.table", 16),
    ListColumn("export.column.row", 20),
    ListColumn("export.column.column", 14),
    ListColumn("export.column.asked", 44),
    ListColumn("export.column.before", 14),
    ListColumn("export.column.now", 14),
    ListColumn("export.column.reply", 36),
)

CELLS = (
    ListColumn("export.column.cell", 32),
    ListColumn("export.column.place", 56),
    ListColumn("export.column.sheet", 15),
    ListColumn("export.column.at", 7),
    ListColumn("export.column.printed", 16),
    ListColumn("export.column.state", 14),
    ListColumn("export.column.unit", 9),
    ListColumn("export.column.value", 20),
)


def outcome_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """Every relation as it came out, what the prose claims, then every doubt, with where each stands."""
    items = {item.finding.key: item for item in state.items}
    rows = [
        _outcome_row(state, outcome, items.get(outcome.relation.key), language)
        for outcome in (*state.outcomes, *state.prose)
    ]
    rows += [_doubt_row(state, item, language) for item in _doubts(state)]
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def _doubts(state: ReviewState) -> list[Item]:
    """The doubts that are no outcome's: a rate of the prose is both."""
    rated = {outcome.relation.key for outcome in state.prose}
    return [item for item in state.items if is_doubt(item) and item.finding.key not in rated]


def outcome_fills(state: ReviewState) -> list[str | None]:
    """The fill of each row of `outcome_rows`."""
    fills = {Status.FAILED: "failed", Status.NOT_EVALUABLE: "unknown"}
    outcomes = (*state.outcomes, *state.prose)
    return [*(fills.get(outcome.status) for outcome in outcomes), *("doubt" for _ in _doubts(state))]


def _outcome_row(state: ReviewState, outcome: Outcome, item: Item | None, language: str) -> list[Value]:
    left, right = outcome.left, outcome.right
    difference = None if left is None or right is None else left - right
    return [
        *relation_place(state.report, outcome.relation, language),
        _relation_words(state.report, outcome, language),
        held_number(left),
        held_number(right),
        held_number(difference),
        say(f"export.result.{outcome.status.value}", language),
        item.finding.group if item else None,
        standing_words(item, language) if item else "",
        _why(state, outcome, item, language),
    ]


def _relation_words(report: Report, outcome: Outcome, language: str) -> str:
    """What is checked: the relation by its names, or what a figure of the prose is held against."""
    if outcome.relation.each == "whole":
        return render(claimed(outcome, report), language)
    return render(relation_text(outcome.relation, report), language)


def _why(state: ReviewState, outcome: Outcome, item: Item | None, language: str) -> str:
    """The arithmetic of what failed and what it looks like, or why it could not be evaluated."""
    if outcome.reason:
        return render(outcome.reason, language)
    if not item:
        return ""
    said = [finding_words(state, item.finding, language)]
    if outcome.status is Status.FAILED:
        said.append(render(statement(item.finding, state.cells), language))
    return "\n".join(said)


def finding_words(state: ReviewState, found: Finding, language: str) -> str:
    """The finding spelled out; for the first of its group also what the group as a whole looks like."""
    said = render(found.message, language)
    first = next((item.finding for item in state.items if item.finding.group == found.group), found)
    if found.explanation and first is found:
        said += "\n" + render(found.explanation, language)
    return said


def _doubt_row(state: ReviewState, item: Item, language: str) -> list[Value]:
    found = item.finding
    return [
        *finding_place(state.report, found, language),
        render(statement(found, state.cells), language),
        None,
        None,
        None,
        say("export.result.doubt", language),
        found.group,
        standing_words(item, language),
        finding_words(state, item.finding, language),
    ]


def held_number(number: Number | None) -> Value:
    """A number as a list holds it: one that a workbook would round stands as text."""
    return number if number is None or exact(number) else plain(number)


def standing_words(item: Item, language: str) -> str:
    """Where a finding stands: open, reopened, or settled which way, why and by whom."""
    if is_open(item) or item.decision is None or item.entry is None:
        return say(f"export.standing.{item.status.value}", language)
    way = way_words(item.decision.kind, language)
    reason = item.decision.reason or "—"
    return say("export.standing.by", language, way=way, reason=reason, who=item.entry.who)


def advice_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """What goes back to the office: the changes proposed, and what it is asked to check."""
    printed = printed_cells(state)
    rows = [_advice_row(state, item, printed, language) for item in sent_back(state)]
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def _advice_row(
    state: ReviewState, item: SentBack, printed: Mapping[str, Cell], language: str
) -> list[Value]:
    report, one = state.report, printed.get(item.cells[0]) if len(item.cells) == 1 else None
    place = (
        finding_place(report, item.finding, language)
        if item.finding
        else cells_place(report, item.cells, language)
    )
    quoted = quoted_words(report, one, language) if one else ""
    if item.kind is DecisionKind.PROPOSAL:
        should = number_words(report, item.cells[0], item.wanted, language)
    else:
        should = say("export.advice.please", language)
    said = sentence(state, item, printed, language)
    return [*place, quoted, should, said, item.decision.reason]


def answer_rows(state: ReviewState, language: str) -> list[list[Value]]:
    """What the version taken last says to each item sent back, then what it changes unasked."""
    if not state.versions:
        return []
    version = state.versions[-1]
    rows = [_answer_row(state.report, answer, version, language) for answer in version.taking.answers]
    asked = {cell for answer in version.taking.answers for cell in answer.cells}
    unasked = say("export.reply.unasked", language)
    for cell in version.taking.changes:
        if cell not in asked:
            pair = _pair_words(state.report, cell, version, language)
            rows.append([*cell_place(state.report, cell, language), "", *pair, unasked])
    return [[number, *row] for number, row in enumerate(rows, start=1)]


def _answer_row(report: Report, answer: Answer, version: Version, language: str) -> list[Value]:
    asked = asked_words(answer, report, language)
    if len(answer.cells) == 1:
        (cell,) = answer.cells
        reply = say(f"export.reply.{answer.reply.value}", language)
        place = answer_place(answer, report, language)
        return [*place, asked, *_pair_words(report, cell, version, language), reply]
    place = cells_place(report, answer.cells, language)
    return [*place, asked, "", "", reply_words(answer, version, report, language)]


def _pair_words(report: Report, cell: str, version: Version, language: str) -> tuple[str, str]:
    """What the document said in a cell before, and says now; nothing of a figure that says the same."""
    if cell not in version.taking.changes:
        if is_figure(cell):
            return "", ""
        held = report.cells.get(cell)
        return said_words(report, held, language), said_words(report, held, language)
    before, now = version.taking.changes[cell]
    return said_words(report, before, language), said_words(report, now, language)


def cell_rows(state: ReviewState, shown: Iterable[ShownCell], language: str) -> list[list[Value]]:
    """Every cell: where it stands in the workbook, as printed, how it was read, what it holds now."""
    return [
        [
            cell.id,
            joined(cell_place(state.report, cell.id, language)),
            cell.sheet,
            cell.place,
            state.report.cells[cell.id].raw,
            say(f"export.state.{state.cells[cell.id].state.value}", language),
            cell.unit,
            cell.value,
        ]
        for cell in shown
    ]


def count_standing(items: Iterable[Item]) -> Mapping[tuple[str, str], int]:
    """How many findings stand where: (way out or open, severity) to a number."""
    counts: dict[tuple[str, str], int] = {}
    for item in items:
        settled = item.status is ItemStatus.SETTLED and item.decision is not None
        way = item.decision.kind.value if settled and item.decision else "open"
        key = (way, item.finding.severity)
        counts[key] = counts.get(key, 0) + 1
    return counts
