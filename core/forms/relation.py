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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

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
    (`natural`, `denied.law`), so that rule@place names it. `table` is the table's id.
    """

    rule: str
    table: str
    place: str
    each: Literal["row", "column"]
    severity: Severity
    left: tuple[Term, ...]
    operator: Operator
    right: tuple[Term, ...]

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
    said: dict[str, object], table: str, rows: Sequence[tuple[str, Sequence[str]]], columns: Iterable[str]
) -> tuple[Relation, ...]:
    """The relations that one entry of a form's TOML stands for.

    `rows` are the table's rows with the ids of their columns. ValueError says what is wrong with the
    entry: an unknown row or column, an unknown operator, a side without terms.
    """
    rule, each = str(said["rule"]), said["each"]
    operator, severity = said["operator"], said["severity"]
    if operator not in ("=", "<=", ">="):
        raise ValueError(f"{rule}: operator {operator!r} is none of =, <=, >=")
    if severity not in ("error", "warning", "hint"):
        raise ValueError(f"{rule}: severity {severity!r} is none of error, warning, hint")
    if each == "row":
        places = said.get("rows", [row for row, _ in rows])
        known = dict(rows)
        assert isinstance(places, list)
        for place in places:
            if place not in known:
                raise ValueError(f"{rule}: the table has no row {place!r}")
    elif each == "column":
        places = list(columns)
    else:
        raise ValueError(f"{rule}: each {each!r} is neither row nor column")

    def terms(side: str, place: str) -> tuple[Term, ...]:
        names = list(known[place]) if each == "row" else [row for row, _ in rows]
        return tuple(
            Term(sign, f"{table}.{place}.{name}" if each == "row" else f"{table}.{name}.{place}")
            for sign, name in parse_side(rule, side, names)
        )

    return tuple(
        Relation(
            rule,
            table,
            place,
            each,
            severity,
            terms(str(said["left"]), place),
            operator,
            terms(str(said["right"]), place),
        )
        for place in places
    )


def parse_side(rule: str, side: str, names: Sequence[str]) -> list[tuple[int, str]]:
    """The signed names of one side of a relation; `0` alone is the side without terms."""
    if side.strip() == "0":
        return []
    pieces = re.findall(r"([+-]?)\s*([\w.]+\*?)", side)
    found = []
    for sign, name in pieces:
        hits = (
            [n for n in names if n.startswith(name[:-1])]
            if name.endswith("*")
            else [n for n in names if n == name]
        )
        if not hits:
            raise ValueError(f"{rule}: {name!r} names nothing in the table")
        found += [(-1 if sign == "-" else 1, hit) for hit in hits]
    if not found:
        raise ValueError(f"{rule}: the side {side!r} has no terms")
    return found
