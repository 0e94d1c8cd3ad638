"""What a reviewer decides, what a decision changes, and the state that the journal folds to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from core.extract.report import Cell, Number, Report
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.finding import Finding, Outcome

if TYPE_CHECKING:
    from core.review.answers import Version
    from core.review.ruling import Ruling
    from core.review.stages import Stages


class DecisionKind(StrEnum):
    """The four ways out of a finding, by the contract's names."""

    READING = "reading"
    PROPOSAL = "proposal"
    RETURNED = "returned"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Decision:
    """What the reviewer decided, on which findings and cells.

    `findings` are the keys settled; empty for a cell edited without a finding. `cells` are the cells it
    covers: those of the findings less the reviewer's exceptions, and those changed. `changes` are new
    values by cell (None: blank), only with `reading` and `proposal`; a figure of the prose (prose.N) is
    covered and changed like a cell. `slack`: how far the true number may be off, by figure, where the new
    one is given in round numbers (12278.18万: 100).
    """

    kind: DecisionKind
    findings: tuple[str, ...]
    cells: tuple[str, ...]
    changes: Mapping[str, Number | None]
    reason: str
    slack: Mapping[str, Number] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal (操作记录): `hash` is over everything else in it and the hash before.

    `kind`: open, decide, version, beside, undo, redo, export, stages, sign, unsign. `at`: ISO 8601 with
    offset. `payload`: JSON.
    """

    number: int
    at: str
    who: str
    kind: str
    payload: Mapping[str, Any]
    previous: str
    hash: str


class ItemStatus(StrEnum):
    """Where a finding stands in the review."""

    OPEN = "open"
    REOPENED = "reopened"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with where it stands; `entry` is the decision that settled it, or once did.

    A settled finding stays in the list also when its relation now holds.
    """

    finding: Finding
    status: ItemStatus
    entry: Entry | None = None
    decision: Decision | None = None


@dataclass(frozen=True)
class ReviewState:
    """The review as it stands: a fold over the journal. Nothing in it is ever changed in place.

    `outcomes` are those of the tables' relations, `prose` those of what the prose claims.
    `report` is that of the version taken last, as it was read; `checked` the same with the figures of its
    prose as decided, as reconciling takes it. `cells` and `figures` are as decided, `rulings` the decisions
    in force, `versions` those taken and not undone, with what each answered.
    """

    report: Report
    checked: Report
    cells: Mapping[str, Cell]
    figures: Mapping[str, Cell]
    outcomes: tuple[Outcome, ...]
    items: tuple[Item, ...]
    decisions: Mapping[str, Entry]
    """The decision in force on each cell, and on each figure of the prose."""
    entries: tuple[Entry, ...]
    undoable: Entry | None
    redoable: Entry | None
    rulings: tuple[Ruling, ...]
    stages: Stages
    beside: Beside = NOTHING
    versions: tuple[Version, ...] = ()
    prose: tuple[Outcome, ...] = ()

    @property
    def head(self) -> str:
        """The hash of the journal's last entry."""
        return self.entries[-1].hash


@dataclass(frozen=True, slots=True)
class Change:
    """What one step changed, for the views to repaint only that: cell ids, finding keys, the state after.

    `cells`: ids of figures of the prose too.
    """

    state: ReviewState
    cells: frozenset[str]
    findings: frozenset[str]
    report_changed: bool = False
    """Whether another report was taken, or given up, so that document and tables are to be shown anew."""
