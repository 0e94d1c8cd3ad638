"""Where in a source a piece stands, as the contract's `source` names it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of the document's text, in code points, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of the document's grids: all numbered from zero, on the grid with spans expanded."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PageBox:
    """A box on a page as shown: pages from 1; x0, y0, x1, y1 in points from the top left."""

    page: int
    box: tuple[float, float, float, float]


Location = TextSpan | TableCell | PageBox


def to_json(location: Location | None) -> dict[str, Any] | None:
    """The contract's JSON of a location."""
    match location:
        case TextSpan(start, end):
            return {"kind": "text", "start": start, "end": end}
        case TableCell(table, row, column):
            return {"kind": "table", "table": table, "row": row, "column": column}
        case PageBox(page, box):
            return {"kind": "page", "page": page, "box": [round(edge, 2) for edge in box]}
        case None:
            return None


def from_json(said: dict[str, Any] | None) -> Location | None:
    """The location that `to_json` wrote; a KeyError or ValueError for anything else."""
    if said is None:
        return None
    match said["kind"]:
        case "text":
            return TextSpan(said["start"], said["end"])
        case "table":
            return TableCell(said["table"], said["row"], said["column"])
        case "page":
            x0, y0, x1, y1 = said["box"]
            return PageBox(said["page"], (x0, y0, x1, y1))
    raise ValueError(said["kind"])
