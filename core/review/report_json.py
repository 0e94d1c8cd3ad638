"""The extracted report as JSON and back, to the digit: counts as numbers, money as strings.

Unknown fields are passed over, so that a session written by a newer minor version still opens. What is
no report raises KeyError, TypeError, ValueError or ArithmeticError.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, get_args

from core.document.location import Location, PageBox, from_json, to_json
from core.extract.prose.model import NO_PROSE, RULES, Bound, Claim, Figure, Prose, Sum, figure_id
from core.extract.report import Ambiguity, Cell, CellState, Number, Remark, Report
from core.forms.library import compiled
from core.forms.own import OwnFile
from core.forms.relation import Operator, Severity, Term
from core.messages import Message, Parameter

Json = Any
"""What the standard library's json reads and writes."""


def number_to_json(value: Number | None) -> Json:
    """A count as a number, money as the string of its decimal, a blank as null."""
    return str(value) if isinstance(value, Decimal) else value


def number_from_json(said: Json) -> Number | None:
    """The number that `number_to_json` wrote."""
    if said is None or type(said) is int:
        return said
    if isinstance(said, str) and (value := Decimal(said)).is_finite():
        return value
    raise ValueError(f"no number: {said!r}")


def message_to_json(said: Message) -> Json:
    """A message with its parameters, messages in it included."""
    return {"id": said.id, "parameters": {name: _parameter_to_json(value) for name, value in said.parameters}}


def message_from_json(said: Json) -> Message:
    """The message that `message_to_json` wrote."""
    pairs = ((text(name), _parameter_from_json(value)) for name, value in said["parameters"].items())
    return Message(text(said["id"]), tuple(sorted(pairs, key=lambda pair: pair[0])))


def _parameter_to_json(value: Parameter) -> Json:
    match value:
        case Message():
            return message_to_json(value)
        case Decimal():
            return {"decimal": str(value)}
        case tuple():
            return [_parameter_to_json(part) for part in value]
    return value


def _parameter_from_json(said: Json) -> Parameter:
    match said:
        case {"id": _}:
            return message_from_json(said)
        case {"decimal": str(digits)}:
            return Decimal(digits)
        case list():
            return tuple(_parameter_from_json(part) for part in said)
        case None | str():
            return said
    if type(said) is int:
        return said
    raise ValueError(f"no parameter: {said!r}")


def text(said: Json) -> str:
    """A string; TypeError for anything else, which would only fail later, in the window."""
    if not isinstance(said, str):
        raise TypeError(f"no text: {said!r}")
    return said


def texts(said: Json) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(said, list):
        raise TypeError(f"no list: {said!r}")
    return tuple(text(part) for part in said)


def report_to_json(report: Report) -> dict[str, Json]:
    """Everything that was read out of the document."""
    said: dict[str, Json] = {
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "template": report.template,
        "forms": dict(report.forms),
        "cells": [_cell_to_json(cell) for cell in report.cells.values()],
        "ambiguities": [_ambiguity_to_json(ambiguity) for ambiguity in report.ambiguities],
        "remarks": [_remark_to_json(remark) for remark in report.remarks],
    }
    if report.prose.figures:
        said["prose"] = _prose_to_json(report.prose)
    if report.own:
        said["own"] = [{"name": file.name, "text": file.text} for file in report.own]
    return said


def report_from_json(said: Json) -> Report:
    """The report that `report_to_json` wrote."""
    own = tuple(OwnFile(text(file["name"]), text(file["text"])) for file in said.get("own", []))
    forms = {text(table): None if form is None else text(form) for table, form in said["forms"].items()}
    if compiled(own).faults:
        raise ValueError("own forms or rules that do not hold")
    cells = [_cell_from_json(cell) for cell in said["cells"]]
    return Report(
        text(said["title"]),
        text(said["agency"]),
        None if said["year"] is None else int(said["year"]),
        text(said["template"]),
        forms,
        {cell.id: cell for cell in cells},
        tuple(_ambiguity_from_json(ambiguity) for ambiguity in said["ambiguities"]),
        tuple(_remark_from_json(remark) for remark in said["remarks"]),
        own=own,
        prose=_prose_from_json(said["prose"]) if "prose" in said else NO_PROSE,
    )


def _cell_to_json(cell: Cell) -> Json:
    said: dict[str, Json] = {
        "id": cell.id,
        "value": number_to_json(cell.value),
        "raw": cell.raw,
        "state": cell.state.value,
        "location": _location_to_json(cell.location),
    }
    if cell.candidates:
        said["candidates"] = [number_to_json(value) for value in cell.candidates]
    if cell.note is not None:
        said["note"] = message_to_json(cell.note)
    return said


def _cell_from_json(said: Json) -> Cell:
    return Cell(
        text(said["id"]),
        number_from_json(said["value"]),
        text(said["raw"]),
        CellState(said["state"]),
        from_json(said["location"]),
        tuple(number_from_json(value) for value in said.get("candidates", [])),
        message_from_json(said["note"]) if "note" in said else None,
    )


def _ambiguity_to_json(ambiguity: Ambiguity) -> Json:
    return {
        "cells": list(ambiguity.cells),
        "readings": [[number_to_json(value) for value in reading] for reading in ambiguity.readings],
        "raw": ambiguity.raw,
        "complete": ambiguity.complete,
        "location": _location_to_json(ambiguity.location),
    }


def _ambiguity_from_json(said: Json) -> Ambiguity:
    readings = tuple(tuple(number_from_json(value) for value in reading) for reading in said["readings"])
    location = from_json(said["location"])
    return Ambiguity(texts(said["cells"]), readings, text(said["raw"]), location, bool(said["complete"]))


def _remark_to_json(remark: Remark) -> Json:
    said: dict[str, Json] = {
        "rule": remark.rule,
        "place": remark.place,
        "cells": list(remark.cells),
        "message": message_to_json(remark.message),
    }
    if remark.locations:
        said["locations"] = [_location_to_json(location) for location in remark.locations]
    if remark.severity is not None:
        said["severity"] = remark.severity
    return said


def _remark_from_json(said: Json) -> Remark:
    locations = tuple(from_json(place) for place in said.get("locations", []))
    return Remark(
        text(said["rule"]),
        text(said["place"]),
        texts(said["cells"]),
        message_from_json(said["message"]),
        tuple(location for location in locations if location is not None),
        severity_from_json(said.get("severity")),
    )


def severity_from_json(said: Json) -> Severity | None:
    """A severity, or None where none is told."""
    match said:
        case None | "error" | "warning" | "hint":
            return said
    raise ValueError(f"no severity: {said!r}")


def _location_to_json(location: Location | None) -> Json:
    said = to_json(location)
    if isinstance(location, PageBox) and said is not None:
        said["box"] = list(location.box)  # the contract's JSON rounds it
    return said


def _prose_to_json(prose: Prose) -> Json:
    return {
        "figures": [_figure_to_json(figure) for figure in prose.figures],
        "claims": [_claim_to_json(claim) for claim in prose.claims],
    }


def _prose_from_json(said: Json) -> Prose:
    figures = tuple(_figure_from_json(figure) for figure in said["figures"])
    if [figure.id for figure in figures] != [figure_id(number + 1) for number in range(len(figures))]:
        raise ValueError("figures out of order")
    claims = tuple(_claim_from_json(claim) for claim in said["claims"])
    if not {claim.figure for claim in claims} <= {figure.id for figure in figures}:
        raise ValueError("a claim about no figure")
    return Prose(figures, claims)


def _figure_to_json(figure: Figure) -> Json:
    return {
        "id": figure.id,
        "raw": figure.raw,
        "value": number_to_json(figure.value),
        "unit": figure.unit,
        "clause": figure.clause,
        "location": _location_to_json(figure.location),
        "bound": figure.bound.value,
        "slack": number_to_json(figure.slack),
        "year": figure.year,
        "scope": figure.scope,
        "note": None if figure.note is None else message_to_json(figure.note),
    }


def _figure_from_json(said: Json) -> Figure:
    location = from_json(said["location"])
    if location is None:
        raise ValueError("a figure without a place")
    return Figure(
        text(said["id"]),
        text(said["raw"]),
        number_from_json(said["value"]),
        text(said["unit"]),
        text(said["clause"]),
        location,
        Bound(said["bound"]),
        number_from_json(said["slack"]) or 0,
        None if said["year"] is None else int(said["year"]),
        text(said["scope"]),
        None if said["note"] is None else message_from_json(said["note"]),
    )


def _claim_to_json(claim: Claim) -> Json:
    return {
        "rule": claim.rule,
        "figure": claim.figure,
        "left": _sum_to_json(claim.left),
        "operator": claim.operator,
        "alternatives": [_sum_to_json(terms) for terms in claim.alternatives],
        "bases": [_sum_to_json(terms) for terms in claim.bases],
        "loose": [_sum_to_json(terms) for terms in claim.loose],
        "slack": number_to_json(claim.slack),
        "doubt": None if claim.doubt is None else message_to_json(claim.doubt),
    }


def _claim_from_json(said: Json) -> Claim:
    rules = {str(rule): rule for rule in RULES}
    operators = {str(operator): operator for operator in get_args(Operator)}
    return Claim(
        rules[said["rule"]],
        text(said["figure"]),
        _sum_from_json(said["left"]),
        operators[said["operator"]],
        tuple(_sum_from_json(terms) for terms in said["alternatives"]),
        tuple(_sum_from_json(terms) for terms in said["bases"]),
        tuple(_sum_from_json(terms) for terms in said["loose"]),
        number_from_json(said["slack"]) or 0,
        None if said["doubt"] is None else message_from_json(said["doubt"]),
    )


def _sum_to_json(terms: Sum) -> Json:
    return [[term.coefficient, term.cell] for term in terms]


def _sum_from_json(said: Json) -> Sum:
    return tuple(Term(int(coefficient), text(cell)) for coefficient, cell in said)
