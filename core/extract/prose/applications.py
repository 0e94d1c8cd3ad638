"""Figures of table three: applications received, carried over, handled, and by whom they were made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from core.extract.prose.cases import ANSWERED
from core.extract.prose.context import Context
from core.extract.prose.lexicon import DECIDED, GLUE, PART
from core.extract.prose.sense import COUNTED, Sense
from core.extract.prose.sums import Addends, Cells
from core.extract.prose.words import Clause

APPLICANTS = ("natural", "enterprise", "research", "welfare", "legal", "others")
VERBS = ("receive", "accept", "finish")
NEW, CARRIED_IN, TOTAL, CARRIED_OUT = ("new",), ("carried_in",), ("total",), ("carried_out",)
TO_HANDLE = (*NEW, *CARRIED_IN)
_CONJUNCTIONS = "和及与或、以"
_OF_ITEMS = ("条", "份")
_ITEMS = re.compile(r"公开的?(?:信息|文件)")
"""不予公开信息10条: pieces of information, hardly the answers to applications."""

_INCLUDING = ("含", "包括", "包含")


def _cells(rows: Sequence[str], columns: Sequence[str] = ("sum",)) -> Addends:
    return (Cells("t3", tuple(rows), tuple(columns)),)


def _plain(clause: Clause, context: Context) -> bool:
    """Whether a clause is understood whole, and speaks of the applications of the report's agency."""
    topic = context.application or clause.has("application")
    return topic and not context.is_strange(clause) and not clause.has("remainder", "running", *DECIDED)


def carried(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications carried over, from last year or into the next."""
    if unit not in COUNTED or not clause.has("carry_in", "carry_out", "carried"):
        return None
    sure = _plain(clause, context)
    columns = applicants(clause) or ("sum",)
    after = replace(context, application=True)
    if clause.has("carry_in") and clause.has("receive"):
        return Sense(tuple(map(_cells, (NEW, TO_HANDLE, CARRIED_IN))), False, replace(after, inclusive=True))
    if clause.has("carry_in"):
        return Sense((_cells(CARRIED_IN, columns),), sure, replace(after, inclusive=True), dated=True)
    if clause.has("carry_out"):
        return Sense((_cells(CARRIED_OUT, columns),), sure, after, dated=True)
    return Sense((_cells(CARRIED_OUT, columns), _cells(CARRIED_IN, columns)), False, after)


def results(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications by how they were handled."""
    rows = _result_rows(clause)
    vague = not rows and not clause.rest and context.application
    if vague and clause.meanings <= {"publish", GLUE, PART} and clause.has("publish"):
        rows = ("granted",)
    if vague and context.results and clause.meanings <= {"remainder", GLUE, PART} and clause.has("remainder"):
        rows = ("other",)
    if unit not in COUNTED or not rows:
        return None
    within = clause.text.lstrip("、").startswith(_INCLUDING)
    items = unit in _OF_ITEMS and _ITEMS.search(clause.text) is not None
    sure = _plain(clause, context) and not vague and not within and not items
    columns = applicants(clause) or ("sum",)
    after = replace(context, application=True, results=True)
    return Sense((_cells(rows, columns),), sure, after, one_of_several=True)


def _result_rows(clause: Clause) -> tuple[str, ...]:
    """The rows named last, as far as nothing but a conjunction parts them."""
    rows: list[str] = []
    expected: int | None = None
    for word in reversed(clause.words):
        if word.meaning.startswith("row:"):
            if expected is not None and expected != word.start + len(word.text):
                break
            rows.insert(0, word.meaning.removeprefix("row:"))
        elif rows and word.text not in _CONJUNCTIONS:
            break
        if rows:
            expected = word.start
    return tuple(rows)


def applicants(clause: Clause) -> tuple[str, ...]:
    """The columns of the applicants that a clause names."""
    named = clause.under("applicant:")
    if "organisations" in named:
        return APPLICANTS[1:]
    return tuple(column for column in APPLICANTS if column in named)


def of_applicants(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications by who made them."""
    columns = applicants(clause)
    if unit not in COUNTED or not columns:
        return None
    verb = next((name for name in reversed(VERBS) if clause.has(name)), context.parent)
    rows = {"receive": (NEW,), "accept": (NEW, TO_HANDLE), "finish": (TOTAL,)}.get(verb)
    sure = rows is not None and _plain(clause, context)
    alternatives = tuple(_cells(each, columns) for each in rows or (NEW, TO_HANDLE, TOTAL))
    loose = (_cells(TO_HANDLE, columns),)
    after = replace(context, application=True, parent=verb)
    return Sense(alternatives, sure, after, loose, one_of_several=True)


def received(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Applications received, accepted, answered, all of them."""
    named = clause.has("application")
    verbs = [name for name in VERBS if clause.has(name)]
    if unit not in COUNTED or clause.has(PART, *DECIDED) or not (named or (context.application and verbs)):
        return None
    if clause.rest and not clause.is_about_disclosure:
        return None
    if clause.has("publish") and not verbs:
        return None
    strange = context.is_strange(clause)
    sure = bool(verbs) and not strange and (named or context.near)
    after = replace(
        context,
        application=True,
        near=True,
        disclosed=True,
        results=False,
        parent=verbs[0] if verbs else context.parent,
        strange=strange,
        counted=strange,
    )
    rows, loose = _rows_of(clause, verbs, context)
    sure = sure and not clause.has("remainder", "running")
    return Sense(tuple(map(_cells, rows)), sure, after, tuple(map(_cells, loose)))


Rows = tuple[tuple[str, ...], ...]


def _rows_of(clause: Clause, verbs: Sequence[str], context: Context) -> tuple[Rows, Rows]:
    """The rows that the verbs count, and those that they may count where they are used carelessly."""
    if verbs == ["receive"]:
        anew = any(word.text.startswith("新") for word in clause.words if word.meaning == "receive")
        return ((NEW, TO_HANDLE) if context.inclusive and not anew else (NEW,)), (TO_HANDLE,)
    if verbs == ["finish"]:
        answered = any(word.text.startswith(ANSWERED) for word in clause.words if word.meaning == "finish")
        return ((TOTAL,) if answered else (TOTAL, NEW, TO_HANDLE)), ()
    if "finish" in verbs or not verbs:
        return (NEW, TO_HANDLE, TOTAL), ()
    return (NEW, TO_HANDLE), ()
