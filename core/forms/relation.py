"""Relations between cells (勾稽关系), compiled from the form's own words to one normal form.

In a form's TOML:

    [[tables.relations]]
    rule = "t3.balance"         # the contract's rule id
    severity = "error"
    each = "column"             # once for each column (terms are rows), or "row" (terms are columns)
    left = "new + carried_in"   # terms joined by + and -, a * at the end of a term for all that begin so
    operator = "="              # =, <= or >=
    right = "total + carried_out"
    rows = ["permit"]           # optional: only for these rows (each = "row")
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal, get_args

Operator = Literal["=", "<=", ">="]
Severity = Literal["error", "warning", "hint"]

_TERM = re.compile(r"([+-]?)\s*([\w.]+)(\*?)")
_SIDE = re.compile(r"\s*-?\s*[\w.]+\*?(\s*[+-]\s*[\w.]+\*?)*\s*")


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
    """

    rule: str
    table: str
    place: str
    each: Literal["row", "column", "whole"]
    severity: Severity
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]
    slack: int | Decimal = 0

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


def compile_relation(
    said: Mapping[str, Any], table: str, rows: Sequence[tuple[str, Sequence[str]]], columns: Iterable[str]
) -> tuple[Relation, ...]:
    """The relations that one entry of a form's TOML stands for.

    `rows` are the table's rows with the ids of their columns. ValueError says what is wrong with the
    entry: an unknown row or column, operator or severity, a side without terms; KeyError what it lacks.
    """
    rule, each, operator, severity = said["rule"], said["each"], said["operator"], said["severity"]
    _among(rule, "operator", operator, get_args(Operator))
    _among(rule, "severity", severity, get_args(Severity))
    _among(rule, "each", each, ("row", "column"))
    columns_of = dict(rows)
    places = said.get("rows", list(columns_of)) if each == "row" else list(columns)

    def terms(side: str, place: str) -> tuple[Term, ...]:
        if each == "row":
            _among(rule, "row", place, columns_of)
            return tuple(
                Term(sign, f"{table}.{place}.{name}")
                for sign, name in parse_side(rule, side, columns_of[place])
            )
        return tuple(
            Term(sign, f"{table}.{name}.{place}") for sign, name in parse_side(rule, side, list(columns_of))
        )

    return tuple(
        Relation(
            rule,
            table,
            place,
            each,
            severity,
            terms(said["left"], place),
            operator,
            terms(said["right"], place),
        )
        for place in places
    )


def _among(rule: str, what: str, said: object, known: Collection[str]) -> None:
    if said not in known:
        raise ValueError(f"{rule}: {what} {said!r} is none of {', '.join(known)}")


def parse_side(rule: str, side: str, names: Sequence[str]) -> list[tuple[int, str]]:
    """The signed names of one side of a relation; `0` alone is the side without terms."""
    if side.strip() == "0":
        return []
    if not _SIDE.fullmatch(side):
        raise ValueError(f"{rule}: {side!r} is not a sum of names")
    found = []
    for sign, name, many in _TERM.findall(side):
        hits = [known for known in names if known == name or (many and known.startswith(name))]
        if not hits:
            raise ValueError(f"{rule}: {name + many!r} names nothing in the table")
        found += [(-1 if sign == "-" else 1, hit) for hit in hits]
    return found
