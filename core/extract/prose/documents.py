"""Figures of table two: rules and normative documents, decisions, fees and procurement."""

from __future__ import annotations

from dataclasses import replace

from core.extract.prose.context import DOCUMENTS, KINDS, Context
from core.extract.prose.lexicon import PART
from core.extract.prose.sense import COUNTED, Sense
from core.extract.prose.sums import Addends, Cells
from core.extract.prose.words import Clause

_UNITS = ("件", "份", "个", "项", "部", "条")
_ACTIONS = {
    "repeal": ("repealed",),
    "in_force": ("in_force", "total_public"),
    "make": ("made", "published"),
    "publish": ("published", "made", "in_force"),
}
"""The columns that what is done with documents may count, the likeliest first; a form lacks some."""

_PROCURED = ("个", "项", "次", "件", "批")


def _of(row: str, column: str) -> tuple[Addends, ...]:
    return ((Cells("t2", (row,), (column,)),),)


def issued(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Rules and normative documents made, published, repealed or in force."""
    named = tuple(row for row in DOCUMENTS if clause.has(row))
    done = next((name for name in _ACTIONS if clause.has(name)), "")
    plain = done and not clause.rest and not clause.has("application", "disclosed")
    rows = named or (context.rows if plain and unit == "件" else ())
    action = done or context.action
    if unit not in _UNITS or not rows or action not in _ACTIONS:
        return None
    strange = context.is_strange(clause) or clause.has(PART)
    sure = not strange and not clause.has("running") and (bool(named) or done != "publish")
    after = replace(context, action=action, rows=rows, application=False, strange=strange)
    return Sense(tuple((Cells("t2", rows, (column,)),) for column in _ACTIONS[action]), sure, after)


def decisions(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Permits, penalties, coercion and other services: decisions made, or items there are."""
    named = tuple(kind for kind in KINDS if clause.has(kind))
    kinds = tuple(kind for kind in KINDS if kind in (*context.kinds, *named))
    if not kinds or not (named or clause.has("decisions")):
        return None
    action = "issue" if clause.has("issue") else context.action
    decided = action == "issue" or clause.has("decisions", "finish") or "案件" in clause.text
    strange = context.strange or bool(clause.rest) or clause.has("others")
    after = replace(context, kinds=() if decided else kinds, action=action, strange=strange)
    if unit == "项" and not decided:
        return Sense(((Cells("t2", kinds, ("last_year_items", "change")),),), False, after)
    if unit not in COUNTED or not decided:
        return None
    sure = not strange and action == "issue" and kinds == named
    return Sense(((Cells("t2", kinds, ("decisions",)),),), sure, after)


def money(clause: Clause, unit: str, context: Context) -> Sense | None:
    """Fees, and what was bought centrally."""
    if clause.has("fee") and unit == "元":
        return Sense(_of("fee", "amount"), not clause.rest and not clause.has("others"), context)
    if clause.has("procurement") and unit in _PROCURED:
        return Sense(_of("procurement", "items"), False, replace(context, action="buy"))
    if unit == "元" and (clause.has("procurement") or (context.action == "buy" and clause.has("amount"))):
        return Sense(_of("procurement", "amount"), False, context)
    return None
