"""What a figure of the prose speaks of: which cells it must equal, told from the words around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from core.extract.prose import applications, cases, documents
from core.extract.prose.context import DOCUMENTS, Context
from core.extract.prose.lexicon import NONE, PART
from core.extract.prose.sense import Sense
from core.extract.prose.sums import Addends, Cells
from core.extract.prose.words import Clause, Word

_READERS: tuple[Callable[[Clause, str, Context], Sense | None], ...] = (
    cases.of_cases,
    applications.carried,
    applications.results,
    applications.of_applicants,
    applications.received,
    documents.issued,
    documents.decisions,
    documents.money,
)
_OF_PARTS = (documents.issued,)
"""What a part of the applications or cases says nothing of: 网站公开规章13件."""

_COMPLAINTS = re.compile("举报|申诉|投诉|信访|案|件")
"""What else there was none of does not matter."""

_RECEIVED = Word("receive", "收到", 0)


def sense_of(clause: Clause, unit: str, context: Context) -> Sense | None:
    """What a figure with this unit means in a clause; None where it speaks of no cell."""
    part = clause.has(PART) and not clause.words[0].text.startswith("其中")
    found = (read(clause, unit, context) for read in (_OF_PARTS if part else _READERS))
    return next((sense for sense in found if sense is not None), None)


def counts(clause: Clause) -> bool:
    """Whether the words after a number say what it counts: 70件申请, 2件行政复议."""
    return bool(
        applications.applicants(clause) or cases.rows_of(clause) or clause.has("application", *DOCUMENTS)
    )


def sense_of_none(clause: Clause, context: Context) -> Sense | None:
    """What a clause without a number says there is none of: 未收到政府信息公开申请; None where nothing."""
    if not clause.has(NONE) or clause.under("row:") or clause.has(PART, "publish"):
        return None
    words = tuple(word for word in clause.words if word.meaning != NONE)
    told = Clause(clause.text, words, _COMPLAINTS.sub("", clause.rest))
    carried = told.has("carry_in", "carry_out")
    if cases.rows_of(told) or carried:
        return sense_of(told, "", context)
    if not told.has("application"):
        return None
    others = tuple(word for word in words if word.meaning not in applications.VERBS)
    return sense_of(replace(told, words=(_RECEIVED, *others)), "", context)


def stated(clause: Clause, context: Context) -> tuple[Addends, Addends] | None:
    """What a clause without a number says: a part of some cells, and the whole that it is (均获维持)."""
    if clause.rest:
        return None
    if clause.has("all_upheld") and context.listed:
        sums, upheld = (Cells("t4", context.listed, (column,)) for column in ("sum", "upheld"))
        return (upheld,), (sums,)
    natural = clause.has("applicant:natural") and any(word.text in _ALL for word in clause.words)
    if natural and context.near and not context.strange and context.parent in ("receive", "accept"):
        return (Cells("t3", ("new",), ("natural",)),), (Cells("t3", ("new",), ("sum",)),)
    return None


_ALL = ("均", "都", "全部")


def with_tail(sense: Sense, tail: Sequence[Clause]) -> Sense:
    """A figure of cases with the result that the next clause tells: …2件，尚未审结."""
    for clause in tail:
        column = cases.result_alone(clause)
        if column is not None:
            return replace(
                sense, alternatives=tuple(cases.narrowed(addends, column) for addends in sense.alternatives)
            )
    return sense
