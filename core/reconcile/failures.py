"""Failed relations as findings, their arithmetic spelled out."""

from __future__ import annotations

from collections.abc import Mapping

from core.extract.report import Cell, Report
from core.forms.relation import Relation
from core.messages import Message, message
from core.reconcile.finding import Finding, Outcome
from core.reconcile.wording import arithmetic, difference, place, relation_text, side_names


def failure(outcome: Outcome, cells: Mapping[str, Cell], report: Report) -> Finding:
    """The finding of a relation that failed, not yet grouped."""
    relation = outcome.relation
    return Finding(
        relation.key,
        relation.rule,
        relation.severity,
        0,
        relation.cells,
        _said(outcome, cells, report),
        outcome.left,
        outcome.right,
        relation=relation,
    )


def _said(outcome: Outcome, cells: Mapping[str, Cell], report: Report) -> Message:
    relation = outcome.relation
    where = place(relation, report)
    if outcome.left is None or outcome.right is None:
        return message("reconcile.failed.any_reading", place=where, relation=relation_text(relation, report))
    left_name, right_name = side_names(relation, report)
    left, right = arithmetic(relation, cells)
    if not relation.right and relation.operator == ">=":
        return message("reconcile.failed.negative", place=where, left_name=left_name, left=left)
    if _blank_total(relation, cells):
        return message(
            "reconcile.failed.blank",
            place=where,
            left_name=left_name,
            left=left,
            right_name=right_name,
            difference=difference(outcome.left, outcome.right),
        )
    return message(
        _FAILED[relation.operator],
        place=where,
        left_name=left_name,
        left=left,
        right_name=right_name,
        right=right,
        difference=difference(outcome.left, outcome.right),
    )


_FAILED: Mapping[str, str] = {
    "=": "reconcile.failed.equal",
    "<=": "reconcile.failed.at_most",
    ">=": "reconcile.failed.at_least",
}


def _blank_total(relation: Relation, cells: Mapping[str, Cell]) -> bool:
    """Whether the other side is a single cell and blank."""
    return [cells[term.cell].value for term in relation.right] == [None]
