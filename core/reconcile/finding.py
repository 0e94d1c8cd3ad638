"""What reconciling says: outcomes of relations, and findings for the reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from core.document.location import Location
from core.extract.report import Number
from core.forms.form import LAST_YEAR, PROSE
from core.forms.relation import Relation, Severity
from core.messages import Message

About = Literal["tables", "prose", "last_year"]


class Status(StrEnum):
    """How a relation came out."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_EVALUABLE = "not_evaluable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation on the report's numbers: 相符, 不符 or 无法核对.

    `left` and `right` are the sums of the sides, a blank counted as 0; None where it could not be
    evaluated, and then `reason` says why. Where ambiguous cells do not change how it comes out, `reason`
    says so, and a side on which the readings differ is None, though the relation passed or failed.
    """

    relation: Relation
    status: Status
    left: Number | None
    right: Number | None
    reason: Message | None = None

    @property
    def about(self) -> About:
        """What its relation holds the tables against: themselves alone, the prose, or last year's report."""
        if any(id.startswith(PROSE) for id in (self.relation.place, *self.relation.cells)):
            return "prose"
        return "last_year" if any(cell.startswith(LAST_YEAR) for cell in self.relation.cells) else "tables"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change that would settle a finding: new values by cell (None: blank), and why.

    `breaks`: how many relations that hold now would fail with it. `reading` tells a candidate reading of
    the source (taken as 校正读取) from a repair of the document (taken as 建议改为). `tied`: how many
    suggestions, this one among them, explain the failures equally well (3种可能，无法判定).
    """

    changes: Mapping[str, Number | None]
    why: Message
    breaks: int = 0
    reading: bool = False
    tied: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A failed relation or a doubt about cells (存疑), spelled out.

    `key` (rule@place) names it across re-checks. `left` and `right` as in the contract; None for doubts, and
    for a side on which the readings of ambiguous cells differ.
    `group` counts from 1; the findings of a group share their `suggestions`. `explanation` speaks of the
    whole group (differences that cancel), where there is more to say than of each finding. `locations`: where
    in the source a doubt stands that is about no cells, in reading order.
    """

    key: str
    rule: str
    severity: Severity
    group: int
    cells: tuple[str, ...]
    message: Message
    left: Number | None = None
    right: Number | None = None
    suggestions: tuple[Suggestion, ...] = ()
    explanation: Message | None = None
    relation: Relation | None = None
    locations: tuple[Location, ...] = ()
