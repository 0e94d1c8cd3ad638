"""How claims of the prose are put into words: what the text says, what the table says, and the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.extract.prose.model import Figure
from core.extract.report import Number, Report
from core.forms.form import split_id
from core.forms.relation import Term
from core.messages import Message, Parameter, message
from core.reconcile.finding import Outcome
from core.reconcile.wording import cell_place, difference, table_of

_NAMED = 3
"""So many rows, columns or cells are named; of more, the first and the last."""
_CLAUSE = 60
"""A longer clause is cut before its number."""


def failed_figure(outcome: Outcome, figure: Figure, report: Report, values: Mapping[str, Number]) -> Message:
    """正文“受理申请2件”与表中不符：“三、依申请 · 一 · 总计” = 3，差 −1."""
    relation = outcome.relation
    parts: dict[str, Parameter] = {"clause": clause(figure), "name": names(relation.right, report)}
    if outcome.left is None or outcome.right is None:
        return message("reconcile.prose.failed.any_reading", **parts)
    parts |= {
        "sum": _arithmetic(relation.right, values, outcome.right),
        "difference": difference(outcome.left, outcome.right),
    }
    if figure.value is None:
        left = {"left_name": names(relation.left, report), "left": outcome.left}
        return message("reconcile.prose.failed.statement", **parts, **left)
    if relation.operator == "=":
        return message("reconcile.prose.failed.equal", value=outcome.left, **parts)
    if relation.operator == "<=":
        return message("reconcile.prose.failed.at_least", value=outcome.left, **parts)
    return message("reconcile.prose.failed.at_most", value=outcome.left, **parts)


def failed_parts(outcome: Outcome, figure: Figure, values: Mapping[str, Number]) -> Message:
    """正文“共2,599条”与所列各项之和不符：25 + 68 = 93，差 …"""
    left, right = outcome.left or 0, outcome.right or 0
    return message(
        "reconcile.prose.failed.parts",
        clause=clause(figure),
        value=left,
        sum=_arithmetic(outcome.relation.right, values, right),
        difference=difference(left, right),
    )


def failed_rate(outcome: Outcome, figure: Figure, values: Mapping[str, Number]) -> Message:
    """正文“占33.9%”与旁边的数不符：258 ÷ 805 = 32.05%."""
    *count, base = outcome.relation.right
    return message(
        "reconcile.prose.failed.rate",
        clause=clause(figure),
        count=_chain(count, values),
        base=values[base.cell],
        due=outcome.right,
        rate=outcome.left,
        unit=figure.unit,
    )


def doubtful(outcome: Outcome, doubt: Message) -> Message:
    """Why a claim that does not hold is not held against the report."""
    if outcome.left is None or outcome.right is None:
        return doubt
    return message("reconcile.prose.doubtful", left=outcome.left, right=outcome.right, doubt=doubt)


def claimed(outcome: Outcome, report: Report) -> Message:
    """What a figure was compared with: the cells by name, or the counts beside it."""
    relation = outcome.relation
    if relation.rule == "prose.figure":
        return message("reconcile.prose.with_cells", name=names(relation.right, report))
    parts = relation.rule == "prose.parts"
    return message("reconcile.prose.parts.with" if parts else "reconcile.prose.rate.with")


def clause(figure: Figure) -> str:
    """The words that a figure stands in, the end of them where they are many."""
    return figure.clause if len(figure.clause) <= _CLAUSE else f"…{figure.clause[-_CLAUSE:]}"


def names(terms: Sequence[Term], report: Report) -> Parameter:
    """The cells of a sum by name: one alone, the rows and columns that they fill, or one after the other."""
    if len(terms) == 1:
        return cell_place(terms[0].cell, report)
    held = [split_id(term.cell) for term in terms]
    tables, rows, columns = (list(dict.fromkeys(part)) for part in zip(*held, strict=True))
    if len(tables) > 1:
        return _several([cell_place(term.cell, report) for term in terms])
    table = table_of(tables[0], report)
    whole = len(held) == len(rows) * len(columns)
    return message(
        "reconcile.prose.block",
        table=table.name,
        rows=_several([table.rows[row].short for row in rows]),
        columns=_several([table.columns[column].name for column in columns])
        if whole
        else message("reconcile.prose.totals_or_parts"),
    )


def _several(names: Sequence[Parameter]) -> Parameter:
    """Names joined by plus signs; of many, the first and the last."""
    if len(names) > _NAMED:
        return message("reconcile.prose.stretch", first=names[0], last=names[-1])
    named: Parameter = names[0] if names else 0
    for other in names[1:]:
        named = message("reconcile.plus", left=named, right=other)
    return named


def _arithmetic(terms: Sequence[Term], values: Mapping[str, Number], right: Number) -> Parameter:
    """A sum in numbers; of many terms only those that are not 0."""
    told = [term for term in terms if values.get(term.cell)]
    if len(terms) == 1 or len(told) < 2:
        return right
    return message("reconcile.equals", terms=_chain(told, values), total=right)


def _chain(terms: Sequence[Term], values: Mapping[str, Number]) -> Parameter:
    chain: Parameter = values.get(terms[0].cell, 0)
    for term in terms[1:]:
        sign = "reconcile.minus" if term.coefficient < 0 else "reconcile.plus"
        chain = message(sign, left=chain, right=values.get(term.cell, 0))
    return chain
