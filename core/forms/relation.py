"""Relations between cells (勾稽关系) in one normal form; language.py compiles them from a file's words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

Each = Literal["row", "column", "whole"]
Operator = Literal["=", "<=", ">="]
Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Term:
    """A cell with its integer coefficient."""

    coefficient: int
    cell: str


@dataclass(frozen=True)
class Relation:
    """sum of the left terms, operator, sum of the right terms.

    `place` is what the relation speaks of: the row for `each = "row"`, the column for "column"
    (`natural`, `denied.law`), so that rule@place names it; for "whole" it names what is no row and no
    column (`prose.3`), and the cells may be of several tables. `table` is the table's id. A side may be off
    by less than `slack`: a number of the prose, rounded to its own last digit.
    `name` is what messages call it, where its file says.
    """

    rule: str
    table: str
    place: str
    each: Each
    severity: Severity
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]
    slack: int | Decimal = 0
    name: str = ""

    @property
    def key(self) -> str:
        """The relation's name across re-checks: rule@place."""
        return f"{self.rule}@{self.place}"

    @cached_property
    def coefficients(self) -> tuple[Term, ...]:
        """The normal form: these terms, summed, stand in the operator's relation to zero."""
        return self.left + tuple(Term(-term.coefficient, term.cell) for term in self.right)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells it speaks of, left side first."""
        return tuple(term.cell for term in self.coefficients)
