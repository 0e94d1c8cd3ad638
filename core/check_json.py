"""The JSON of `gouji check --json`, as the contract words it; numbers are exact."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from core.document.location import to_json
from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.messages import render
from core.reconcile.beside import Neighbour
from core.reconcile.compare import Comparison, compare
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.looks import verdict
from core.reconcile.prose import Compared, compared

if TYPE_CHECKING:
    from core.pipeline import Checked

SCHEMA = 1


def report_json(path: str, checked: Checked, language: str) -> dict[str, Any]:
    """What one file's check says, keys in the contract's order."""
    document, report = checked.document, checked.report
    return {
        "path": path,
        "sha256": document.sha256,
        "format": document.format,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "template": report.template,
        "forms": dict(report.forms),
        "own": [{"name": file.name, "sha256": file.sha256} for file in report.own],
        "outcomes": count_outcomes(within_tables(checked.reconciliation.outcomes)),
        "prose": _prose(checked, language),
        "beside": _beside(checked),
        "cells": {id: _cell(cell) for id, cell in report.cells.items()},
        "ambiguities": [_ambiguity(ambiguity) for ambiguity in report.ambiguities],
        "findings": [_finding(finding, language) for finding in checked.reconciliation.findings],
        "error": None,
    }


def error_json(path: str, error: str) -> dict[str, Any]:
    """What stands for a file that could not be read: the same keys, and why."""
    return {
        "path": path,
        "sha256": None,
        "format": None,
        "title": None,
        "agency": None,
        "year": None,
        "template": None,
        "forms": {},
        "own": [],
        "outcomes": count_outcomes(()),
        "prose": {"outcomes": count_outcomes(()), "figures": []},
        "beside": {"last_year": None, "other_form": None},
        "cells": {},
        "ambiguities": [],
        "findings": [],
        "error": error,
    }


def within_tables(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes of the relations within the report's tables, which the contract counts."""
    return [outcome for outcome in outcomes if outcome.about == "tables"]


def count_outcomes(outcomes: Sequence[Outcome]) -> dict[str, int]:
    """How many relations passed, failed and could not be evaluated."""
    return {status.value: sum(outcome.status is status for outcome in outcomes) for status in Status}


def encode(said: object) -> str:
    """The JSON text of a value made of the usual kinds and of Decimal, which keeps every digit."""
    if isinstance(said, Mapping):
        return "{" + ", ".join(f"{encode(str(key))}: {encode(value)}" for key, value in said.items()) + "}"
    if isinstance(said, list | tuple):
        return "[" + ", ".join(encode(value) for value in said) + "]"
    if isinstance(said, Decimal):
        digits = f"{said:f}"
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    return json.dumps(said, ensure_ascii=False, allow_nan=False)


def _cell(cell: Cell) -> dict[str, Any]:
    said: dict[str, Any] = {
        "value": cell.value,
        "raw": cell.raw,
        "state": cell.state.value,
        "source": to_json(cell.location),
    }
    if cell.state is CellState.AMBIGUOUS:
        said["candidates"] = list(cell.candidates)
    return said


def _beside(checked: Checked) -> dict[str, Any]:
    """What was laid beside the report, and how the two compare; null where nothing was."""
    beside = checked.beside
    said: dict[str, Any] = {"last_year": None, "other_form": None}
    if beside.last_year is not None:
        outcomes = [o for o in checked.reconciliation.outcomes if o.about == "last_year"]
        said["last_year"] = _neighbour(beside.last_year) | {"outcomes": count_outcomes(outcomes)}
    if beside.other_form is not None:
        cells = count_cells(compare(checked.report.cells, checked.report, beside.other_form.report))
        said["other_form"] = _neighbour(beside.other_form) | {"cells": cells}
    return said


def _neighbour(neighbour: Neighbour) -> dict[str, Any]:
    return {"name": neighbour.name, "sha256": neighbour.sha256, "year": neighbour.report.year}


def count_cells(found: Comparison) -> dict[str, int]:
    """How many cells are the same, differ, are blank in one and 0 in the other, or were not compared."""
    return {sort: len(getattr(found, sort)) for sort in ("same", "differing", "blank", "skipped")}


def _prose(checked: Checked, language: str) -> dict[str, Any]:
    """The figures of the prose in reading order, and how what they claim came out."""
    outcomes, report = checked.reconciliation.prose, checked.report
    figures = [_figure(one, report, language) for one in compared(outcomes, report)]
    return {"outcomes": count_outcomes(outcomes), "figures": figures}


def _figure(one: Compared, report: Report, language: str) -> dict[str, Any]:
    figure, reason = one.figure, one.reason(report)
    return {
        "id": figure.id,
        "text": figure.raw,
        "value": figure.value,
        "unit": figure.unit,
        "bound": figure.bound.value,
        "year": figure.year,
        "clause": figure.clause,
        "source": to_json(figure.location),
        "cells": list(one.cells),
        "status": None if one.status is None else one.status.value,
        "reason": None if reason is None else render(reason, language),
    }


def _ambiguity(ambiguity: Ambiguity) -> dict[str, Any]:
    readings: list[list[Number | None]] = [list(reading) for reading in ambiguity.readings]
    return {"cells": list(ambiguity.cells), "readings": readings}


def _finding(finding: Finding, language: str) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "group": finding.group,
        "cells": list(finding.cells),
        "locations": [to_json(location) for location in finding.locations],
        "message": render(finding.message, language),
        "left": finding.left,
        "right": finding.right,
        "suggestions": [
            {
                "changes": dict(suggestion.changes),
                "why": render(suggestion.why, language),
                "breaks": suggestion.breaks,
                "tied": suggestion.tied,
            }
            for suggestion in finding.suggestions
        ],
        "repair": _verdict(finding, language),
    }


def _verdict(finding: Finding, language: str) -> str | None:
    """What the search for repairs of a failed relation came to, where it does not point at one."""
    said = verdict(finding) if finding.relation is not None else None
    return None if said is None else render(said, language)
