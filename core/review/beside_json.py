"""What is laid beside a report, as the journal keeps it: the values used, so that the state stays a fold.

The payload of a `beside` entry:

    {"which": "last_year", "name": FILE, "sha256": HASH, "report": {…}}

`which`: last_year or other_form; `report`: as `report_json` writes it, less the places in the source; all
but `which` null where what lay beside was taken away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, get_args

from core.extract.report import Report
from core.reconcile.beside import Beside, Neighbour
from core.review.report_json import Json, report_from_json, report_to_json, text

Which = Literal["last_year", "other_form"]
"""What a report may be laid beside another as."""


def beside_payload(which: Which, neighbour: Neighbour | None) -> dict[str, Json]:
    """The payload of the entry that lays a report beside, or takes it away (None)."""
    if neighbour is None:
        return {"which": which, "name": None, "sha256": None, "report": None}
    said = report_to_json(_placeless(neighbour.report))
    return {"which": which, "name": neighbour.name, "sha256": neighbour.sha256, "report": said}


def laid(beside: Beside, said: Mapping[str, Any]) -> Beside:
    """What lies beside the report after a `beside` entry with this payload."""
    which = text(said["which"])
    if which not in get_args(Which):
        raise ValueError(f"nothing can be laid beside as {which}")
    neighbour = None
    if said["report"] is not None:
        neighbour = Neighbour(report_from_json(said["report"]), text(said["name"]), text(said["sha256"]))
    if which == "last_year":
        return replace(beside, last_year=neighbour)
    return replace(beside, other_form=neighbour)


def _placeless(report: Report) -> Report:
    """The report without the places in its source, which is not at hand where the session is."""
    cells = {id: replace(cell, location=None) for id, cell in report.cells.items()}
    ambiguities = tuple(replace(one, location=None) for one in report.ambiguities)
    return replace(report, cells=cells, ambiguities=ambiguities, remarks=())
