"""What findings look like, and what the search for repairs came to, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.extract.report import Cell, CellState
from core.messages import Message, message
from core.reconcile.finding import Finding


def statement(finding: Finding, cells: Mapping[str, Cell]) -> Message:
    """What a finding looks like, from evidence: 疑似读取有误, 疑似填报有误, or the kind of doubt.

    A failed relation looks misread where a cell that would explain it was not read plainly from the source:
    one that the best suggestions change, or any of its own where there is none.
    """
    if finding.relation is None:
        return _doubt(finding, cells)
    held = [cells[cell] for cell in _suspects(finding) if cell in cells]
    if any(cell.state in (CellState.RECOVERED, CellState.AMBIGUOUS) for cell in held):
        return message("reconcile.looks.misread")
    right = [cells[term.cell].value for term in finding.relation.right if term.cell in cells]
    if right == [None]:
        return message("reconcile.looks.unfilled")
    return message("reconcile.looks.misfilled")


def _suspects(finding: Finding) -> Iterable[str]:
    """The cells that the best suggestions change, where they break nothing; else those of the relation."""
    sound = [each for each in finding.suggestions if not each.breaks]
    best = sound[: sound[0].tied] if sound else []
    return [cell for each in best for cell in each.changes] or finding.cells


def verdict(finding: Finding) -> Message | None:
    """What the search for repairs came to, where it does not point at one; None where it does.

    For a failed relation whose repairs have been looked for.
    """
    first = next(iter(finding.suggestions), None)
    if first is None:
        return message("reconcile.repair.none")
    if first.breaks:
        return message("reconcile.repair.breaking")
    return message("reconcile.repair.tied", count=first.tied) if first.tied > 1 else None


def _doubt(finding: Finding, cells: Mapping[str, Cell]) -> Message:
    match finding.rule:
        case "cell.number":
            held = cells.get(finding.cells[0])
            unreadable = held is not None and held.state is CellState.UNREADABLE
            return message("reconcile.looks.no_number" if unreadable else "reconcile.looks.misfilled")
        case "cell.blank":
            return message("reconcile.looks.blank")
        case "cell.ambiguous":
            return message("reconcile.looks.ambiguous")
        case "cell.unit":
            return message("reconcile.looks.no_unit")
        case "form.missing":
            return message("reconcile.looks.missing")
        case "form.year":
            return message("reconcile.looks.other_year")
        case "form.label":
            return message("reconcile.looks.other_label")
        case "form.repeated":
            return message("reconcile.looks.repeated")
        case "form.unread":
            return message("reconcile.looks.unread")
        case "year.report" | "other.report":
            return message("reconcile.looks.other_report")
        case "other.differs" | "other.blank":
            return message("reconcile.looks.differs")
        case "other.missing" | "other.skipped":
            return message("reconcile.looks.not_compared")
        case "form.section":
            return message("reconcile.looks.sections")
        case "text.fee":
            return message("reconcile.looks.no_fee")
        case "text.intrusion":
            return message("reconcile.looks.intrusion")
        case "text.year":
            return message("reconcile.looks.years")
        case "text.agency":
            return message("reconcile.looks.agency")
        case "text.list":
            return message("reconcile.looks.list")
        case "t2.scale":
            return message("reconcile.looks.scale")
        case "prose.rate":
            return message("reconcile.looks.rate")
    raise ValueError(finding.rule)
