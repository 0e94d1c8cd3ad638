"""The prose against the tables and against itself (正文勾稽): the outcome of every claim, and what failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.extract.prose.model import SEVERITIES, Claim, Figure, Sum
from core.extract.prose.ratio import agrees, quotient, total
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import PROSE, is_cell, split_id
from core.forms.relation import Relation, Term
from core.messages import Message, message
from core.reconcile.evaluate import evaluate
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.prose_wording import claimed, doubtful, failed_figure, failed_parts, failed_rate, names
from core.reconcile.readings import Numbers
from core.reconcile.wording import table_of

_TOTALS = ("sum",)
"""The columns that add up their row: a blank one stands for what the row holds."""


def prose_outcomes(numbers: Numbers, cells: Mapping[str, Cell], report: Report) -> tuple[Outcome, ...]:
    """The outcome of every claim of the prose, in reading order: passed, failed, or why not evaluable."""
    return tuple(_outcome(claim, numbers, cells, report) for claim in report.prose.claims)


def _relation(claim: Claim, right: Sum) -> Relation:
    """What a claim comes to with one of its alternatives; a rate's is only of its cells."""
    return Relation(
        claim.rule,
        PROSE.rstrip("."),
        claim.figure,
        "whole",
        SEVERITIES[claim.rule],
        claim.left,
        claim.operator,
        right,
        claim.slack,
    )


def _outcome(claim: Claim, numbers: Numbers, cells: Mapping[str, Cell], report: Report) -> Outcome:
    if not claim.alternatives:
        relation = _relation(claim, ())
        return Outcome(relation, Status.NOT_EVALUABLE, None, None, claim.doubt)
    if claim.bases:
        return _rate(claim, numbers, report)
    tried = [_tried(claim, right, numbers, cells, report) for right in claim.alternatives]
    passed = next((outcome for outcome in tried if outcome.status is Status.PASSED), None)
    if passed is not None:
        return passed
    undecided = next((outcome for outcome in tried if outcome.status is Status.NOT_EVALUABLE), None)
    if undecided is not None:
        return undecided
    doubt = claim.doubt or _careless(claim, numbers, cells, report)
    return tried[0] if doubt is None else _doubted(tried[0], doubt)


def _careless(claim: Claim, numbers: Numbers, cells: Mapping[str, Cell], report: Report) -> Message | None:
    """Why a claim is not held against the report that holds for what its words may loosely mean."""
    tried = (_tried(claim, right, numbers, cells, report) for right in claim.loose)
    held = next((outcome for outcome in tried if outcome.status is Status.PASSED), None)
    return None if held is None else message("reconcile.prose.loose", name=names(held.relation.right, report))


def _doubted(outcome: Outcome, doubt: Message) -> Outcome:
    """What does not agree, but need not: the words leave open what is meant."""
    return replace(outcome, status=Status.NOT_EVALUABLE, reason=doubtful(outcome, doubt))


def _tried(claim: Claim, right: Sum, numbers: Numbers, cells: Mapping[str, Cell], report: Report) -> Outcome:
    """How a claim comes out with one of its alternatives; a blank total stands for the parts of its row."""
    relation = _relation(claim, _filled(right, cells, report))
    absent = [table for table in _tables(relation) if not report.forms.get(table)]
    if absent:
        return Outcome(relation, Status.NOT_EVALUABLE, None, None, message("reconcile.prose.no_table"))
    return evaluate(relation, numbers, report)


def _tables(relation: Relation) -> list[str]:
    return list(dict.fromkeys(split_id(cell)[0] for cell in relation.cells if is_cell(cell)))


def _filled(terms: Sum, cells: Mapping[str, Cell], report: Report) -> Sum:
    return tuple(each for term in terms for each in _parts(term, cells, report))


def _parts(term: Term, cells: Mapping[str, Cell], report: Report) -> Sequence[Term]:
    """A term itself, or the parts of its row where it is their total, is blank, and they are not."""
    cell = cells.get(term.cell)
    if cell is None or cell.value is not None or cell.state is not CellState.BLANK:
        return (term,)
    table, row, column = split_id(term.cell)
    if column not in _TOTALS:
        return (term,)
    others = (f"{table}.{row}.{name}" for name in table_of(table, report).rows[row].columns)
    parts = [id for id in others if id in cells and id != term.cell]
    told = any(cells[id].value is not None for id in parts)
    return [Term(term.coefficient, id) for id in parts] if told else (term,)


def _rate(claim: Claim, numbers: Numbers, report: Report) -> Outcome:
    """A rate against the counts beside it; its right side is what it must be, to one digit more."""
    values, figure = numbers.values, figure_of(claim.figure, report)
    pairs = list(zip(claim.alternatives, claim.bases, strict=True))
    rate = values[claim.figure]
    sums = [(total(count, values), total(base, values)) for count, base in pairs]
    held = [agrees(rate, figure.unit, claim.slack, count, base) for count, base in sums]
    at = held.index(True) if any(held) else 0
    status = Status.PASSED if any(held) else Status.NOT_EVALUABLE if claim.doubt else Status.FAILED
    exact = quotient(*sums[at], figure.unit)
    due = None if exact is None else rounded(exact, rate)
    relation = _relation(claim, (*pairs[at][0], *pairs[at][1]))
    reason = claim.doubt if status is Status.NOT_EVALUABLE else None
    if due is None and status is not Status.PASSED:
        return Outcome(relation, Status.NOT_EVALUABLE, rate, None, message("extract.prose.no_base"))
    return Outcome(relation, status, rate, due, reason)


def rounded(exact: Fraction, like: Number) -> Decimal:
    """A quotient to one decimal more than the number `like` has."""
    exponent = Decimal(like).as_tuple().exponent
    places = 1 - min(exponent, 0) if isinstance(exponent, int) else 1
    scaled = round(exact * 10**places)
    return Decimal(scaled).scaleb(-places)


def figure_of(id: str, report: Report) -> Figure:
    """A figure of the prose by its id."""
    return report.prose.figures[int(id.removeprefix(PROSE)) - 1]


def prose_findings(outcomes: Sequence[Outcome], report: Report, numbers: Numbers) -> Iterator[Finding]:
    """The findings of the claims that failed, not yet grouped. A rate is a doubt: it names no cell."""
    for outcome in outcomes:
        if outcome.status is Status.FAILED:
            yield _finding(outcome, report, numbers)


def _finding(outcome: Outcome, report: Report, numbers: Numbers) -> Finding:
    relation = outcome.relation
    figure = figure_of(relation.place, report)
    said: Message
    match relation.rule:
        case "prose.rate":
            said = failed_rate(outcome, figure, numbers.values)
        case "prose.parts":
            said = failed_parts(outcome, figure, numbers.values)
        case _:
            said = failed_figure(outcome, figure, report, numbers.values)
    return Finding(
        relation.key,
        relation.rule,
        relation.severity,
        0,
        tuple(filter(is_cell, relation.cells)),
        said,
        outcome.left,
        outcome.right,
        relation=None if relation.rule == "prose.rate" else relation,
        locations=(figure.location,),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure of the prose, and how each claim about it came out: a line of the list 正文数字."""

    figure: Figure
    outcomes: tuple[Outcome, ...]

    @property
    def status(self) -> Status | None:
        """Failed if one claim failed, else passed if one passed; None where it is compared with nothing."""
        held = {outcome.status for outcome in self.outcomes}
        order = (Status.FAILED, Status.PASSED, Status.NOT_EVALUABLE)
        return next((status for status in order if status in held), None)

    @property
    def chosen(self) -> Outcome | None:
        """The outcome that tells how it stands, None where it is compared with nothing."""
        return next((one for one in self.outcomes if one.status is self.status), None)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the tables that it speaks of."""
        held = (cell for outcome in self.outcomes for cell in outcome.relation.cells if is_cell(cell))
        return tuple(dict.fromkeys(held))

    def reason(self, report: Report) -> Message | None:
        """What it was compared with, or why it was not."""
        chosen = self.chosen
        return self.figure.note if chosen is None else chosen.reason or claimed(chosen, report)


def compared(outcomes: Sequence[Outcome], report: Report) -> tuple[Compared, ...]:
    """Every figure of the prose in reading order with the outcomes of its claims."""
    by_figure: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_figure.setdefault(outcome.relation.place, []).append(outcome)
    return tuple(Compared(figure, tuple(by_figure.get(figure.id, ()))) for figure in report.prose.figures)
