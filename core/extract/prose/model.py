"""What was read of a report's prose: the figures that it prints, and what they must equal."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from core.document.location import Location
from core.forms.form import PROSE
from core.forms.relation import Operator, Severity, Term
from core.messages import Message

Rule = Literal["prose.figure", "prose.parts", "prose.rate"]

SEVERITIES: dict[Rule, Severity] = {
    "prose.figure": "error",
    "prose.parts": "warning",
    "prose.rate": "warning",
}
"""How severe it is when a claim fails, by the contract."""


RULES: tuple[Rule, ...] = tuple(SEVERITIES)
"""The rules that the prose is checked by."""


class Bound(StrEnum):
    """How a number is meant: 达 is exact; 超过, 余, 以上: at least; 不足, 近: at most; 约: about."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the prose (正文数字), or a statement that stands for one (未收到, 均获维持).

    `id`: prose.N, from 1 in reading order. `raw` as printed, without unit and bound. `value`: in single
    units, money in yuan, a percentage in percent; None where the statement says no number. The true number
    may be off by less than `slack` (12278.18万: 100). `year`: the year that it speaks of, None where that
    is not told. `scope`: whose it is, as printed; empty where that is not told. `clause`: the words that it
    stands in. `note`: why it is compared with nothing, where it is not.
    """

    id: str
    raw: str
    value: int | Decimal | None
    unit: str
    clause: str
    location: Location
    bound: Bound = Bound.EXACT
    slack: int | Decimal = 0
    year: int | None = None
    scope: str = ""
    note: Message | None = None


Sum = tuple[Term, ...]
"""A sum of cells and figures, by their ids."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a figure of the prose must equal: the first of `alternatives` that holds counts.

    `figure` is the id of the figure that it is about: rule@figure names it. `left` stands against each
    alternative; a `prose.rate` against each divided by its base, in percent where the figure is. Where
    nothing holds, it fails; but where there is a `doubt` whether the words mean this, it cannot be evaluated
    then, nor where it equals one of `loose`, which careless words may mean. Without alternatives it cannot
    be evaluated at all.
    """

    rule: Rule
    figure: str
    left: Sum
    operator: Operator = "="
    alternatives: tuple[Sum, ...] = ()
    bases: tuple[Sum, ...] = ()
    loose: tuple[Sum, ...] = ()
    slack: int | Decimal = 0
    doubt: Message | None = None

    @property
    def key(self) -> str:
        """The claim's name across re-checks: rule@prose.N."""
        return f"{self.rule}@{self.figure}"


@dataclass(frozen=True, slots=True)
class Prose:
    """The figures of a report's prose, in reading order, and the claims about them."""

    figures: tuple[Figure, ...] = ()
    claims: tuple[Claim, ...] = ()


NO_PROSE = Prose()
"""What a report without running text has."""


def figure_id(number: int) -> str:
    """The id of the figure with this number, from 1: prose.N."""
    return f"{PROSE}{number}"
