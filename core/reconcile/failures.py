"""Failed relations as findings, their arithmetic spelled out."""

from __future__ import annotations

from collections.abc import Mapping

from core.extract.report import Cell, Report
from core.forms.form import ONE, is_cell
from core.forms.relation import Relation
from core.messages import Message, Parameter, message
from core.reconcile.finding import Finding, Outcome
from core.reconcile.wording import arithmetic, difference, place, relation_text, side_names


def failure(outcome: Outcome, cells: Mapping[str, Cell], report: Report) -> Finding:
    """The finding of a relation that failed, not yet grouped; `cells` may hold last year's, by their ids."""
    relation = outcome.relation
    return Finding(
        relation.key,
        relation.rule,
        relation.severity,
        0,
        tuple(filter(is_cell, relation.cells)),
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
    names, sums = side_names(relation, report), arithmetic(relation, cells)
    left = {"place": where, "left_name": names[0], "left": sums[0]}
    if relation.operator == ">=" and not relation.right:
        return message("reconcile.failed.negative", **left)
    both = left | {"right_name": names[1], "difference": difference(outcome.left, outcome.right)}
    if _blank_total(relation, cells):
        return message("reconcile.failed.blank", **both)
    if all(term.cell == ONE for term in relation.right):
        return _against_number(relation, left, sums[1], both["difference"])
    match relation.operator:
        case "=":
            return message("reconcile.failed.equal", right=sums[1], **both)
        case "<=":
            return message("reconcile.failed.at_most", right=sums[1], **both)
        case ">=":
            return message("reconcile.failed.at_least", right=sums[1], **both)


def _against_number(
    relation: Relation, left: Mapping[str, Parameter], number: Parameter, difference: Parameter
) -> Message:
    """What is said of a side that is held against a constant."""
    both = {**left, "right": number, "difference": difference}
    match relation.operator:
        case "=":
            return message("reconcile.failed.equal_number", **both)
        case "<=":
            return message("reconcile.failed.at_most_number", **both)
        case ">=":
            return message("reconcile.failed.at_least_number", **both)


def _blank_total(relation: Relation, cells: Mapping[str, Cell]) -> bool:
    """Whether the other side is a single cell and blank."""
    held = [cells.get(term.cell) for term in relation.right]
    return len(held) == 1 and held[0] is not None and held[0].value is None
