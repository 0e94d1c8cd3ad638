"""What was read out of a document: the cells of its tables, each with its state and place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from core.document.location import Location
from core.extract.prose.model import NO_PROSE, Prose
from core.forms.own import OwnFile
from core.forms.relation import Severity
from core.messages import Message

Number = int | Decimal


class CellState(StrEnum):
    """How a cell's value came about; the contract's words."""

    OK = "ok"
    BLANK = "blank"
    RECOVERED = "recovered"
    AMBIGUOUS = "ambiguous"
    UNREADABLE = "unreadable"
    MISSING = "missing"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table of the report.

    `value`: counts int, money Decimal in yuan; None where there is none. `raw`: the text as printed.
    `candidates`: the values that the readings of an ambiguous cell give, best first. `note`: why the
    cell is recovered, ambiguous or unreadable, or what was assumed.
    """

    id: str
    value: Number | None
    raw: str
    state: CellState
    location: Location | None = None
    candidates: tuple[Number | None, ...] = ()
    note: Message | None = None


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Cells that were read together, and the joint readings that fit, best first (may be empty).

    `raw` is the run as printed. Only where the readings are `complete` is the true one sure to be among
    them, so that a relation which holds under each of them holds; else they are but offers to choose from.
    """

    cells: tuple[str, ...]
    readings: tuple[tuple[Number | None, ...], ...]
    raw: str
    location: Location | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Remark:
    """A doubt that only the reading itself can raise: form.missing, form.label, cell.unit, text.intrusion.

    `place` tells remarks of one rule apart across re-checks (a table id, a row, a cell). `locations`: where
    in the source the doubt stands that is about no cells, in reading order. `severity`: where it is not its
    rule's.
    """

    rule: str
    place: str
    cells: tuple[str, ...]
    message: Message
    locations: tuple[Location, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True)
class Report:
    """A report as read. `cells` holds every cell of each recognised table, in form order.

    `forms` names each table's form, or None where the table is not there; `template` is the contract's
    form of the whole (`prose` where there is no table). `own`: the files of the office's own forms and
    rules that it was read with. `prose`: the figures of the running text, and what they must equal.
    """

    title: str
    agency: str
    year: int | None
    template: str
    forms: Mapping[str, str | None]
    cells: Mapping[str, Cell]
    ambiguities: tuple[Ambiguity, ...] = ()
    remarks: tuple[Remark, ...] = field(default=())
    own: tuple[OwnFile, ...] = ()
    prose: Prose = NO_PROSE
