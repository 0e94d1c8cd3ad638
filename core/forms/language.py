"""The language in which relations are written down, in a form's file or an office's own.

    [[tables.relations]]          # in a form, below its table; in a file of rules: [[relations]]
    table = "t3"                  # in a file of rules only: the table whose rows or columns it goes through
    rule = "t3.balance"           # its id; an office's own begins with own.
    name = "收支相抵"             # optional: what messages call it
    severity = "error"            # error, warning, hint
    each = "column"               # once for each column (terms are rows), for each "row" (terms are
                                  # columns), or once for the "whole" table (terms are ROW.COLUMN)
    rows = ["new", "total"]       # optional: only for these rows (each = "row"),
    columns = ["sum"]             # or only for these columns (each = "column")
    left = "new + carried_in"     # the sides: terms joined by + and -
    operator = "="                # =, <= or >=
    right = "total + carried_out"

A term is a name, or a whole number and a name (2 * new), or a whole number alone. A name is

    new            a row or column of the table, the other half being what the relation stands for
    denied.*       all of them that begin so; a * alone is all
    new.sum        a cell of the table
    t4.review.sum  a cell of another table of the form; t2.fee (or t4.sum) has its column (or row) from
                   what the relation stands for
    last.…         any of these in last year's report
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from core.forms.fault import FormFault
from core.forms.form import LAST_YEAR, ONE, Table
from core.forms.relation import Each, Operator, Relation, Severity, Term
from core.messages import message

MOST_TERMS = 50_000
"""How many terms the relations of one file have at most."""

MOST_WORDS = 2000
"""How long a side of a relation may be, in characters."""

KEYS = ("table", "rule", "name", "severity", "each", "rows", "columns", "left", "operator", "right")
_TERM = re.compile(r"\s*(?P<sign>[+-]?)\s*(?:(?P<factor>\d{1,9})\s*[*×]\s*)?(?P<name>[\w.]{1,200}\*?|\*)\s*")
_RULE = re.compile(r"\w{1,40}(\.\w{1,40}){1,4}")
_CONSTANT = re.compile(r"[0-9]{1,15}")


def compile_relation(
    said: Mapping[str, Any], table: Table, tables: Mapping[str, Table]
) -> tuple[Relation, ...]:
    """The relations that one entry of a file stands for, over the rows and columns of `table`.

    `tables` are those of the form. A FormFault says what is wrong with the entry.
    """
    if unknown := [key for key in said if key not in KEYS]:
        raise FormFault(message("forms.unknown_key", word=unknown[0], known=", ".join(KEYS)), unknown[0])
    each: Each = _among(said, "each", get_args(Each))
    operator: Operator = _among(said, "operator", get_args(Operator))
    severity: Severity = _among(said, "severity", get_args(Severity))
    rule, name = word(said, "rule"), word(said, "name") if "name" in said else ""
    if not _RULE.fullmatch(rule):
        raise FormFault(message("forms.rule_id", rule=rule), "rule")
    made: list[Relation] = []
    terms = 0
    for place in _places(said, each, table):
        names = Names(table, tables, each, place)
        left, right = names.side(said, "left"), names.side(said, "right")
        if all(term.cell == ONE for term in left + right):
            raise FormFault(message("forms.no_names", side=said["left"]), "left")
        made.append(Relation(rule, table.id, place, each, severity, left, operator, right, name=name))
        terms += len(left) + len(right)
        if terms > MOST_TERMS:
            raise FormFault(message("forms.too_long", most=MOST_TERMS), "rule")
    return tuple(made)


def word(said: Mapping[str, Any], key: str) -> str:
    """What an entry says under a key; a FormFault where that is no text, empty, or not there."""
    held = need(said, key)
    if not isinstance(held, str) or not held.strip():
        raise FormFault(message("forms.no_text", key=key), key)
    return held


def need(said: Mapping[str, Any], key: str) -> Any:
    """What an entry says under a key; a FormFault where it does not."""
    if key not in said:
        raise FormFault(message("forms.not_said", key=key), key)
    return said[key]


def words(said: Mapping[str, Any], key: str, default: Iterable[str]) -> tuple[str, ...]:
    """The list of texts that an entry says under a key, or the default where it says none."""
    held = said.get(key)
    if held is None:
        return tuple(default)
    if not isinstance(held, list) or not all(isinstance(each, str) for each in held):
        raise FormFault(message("forms.no_list", key=key), key)
    return tuple(held)


def _among(said: Mapping[str, Any], key: str, known: Collection[Any]) -> Any:
    held = word(said, key)
    if held not in known:
        raise FormFault(message("forms.none_of", key=key, said=held, known=", ".join(known)), key)
    return held


def _places(said: Mapping[str, Any], each: Each, table: Table) -> tuple[str, ...]:
    """The rows or columns that the entry stands for, one relation each; the table itself for the whole."""
    if each == "whole":
        return (table.id,)
    key, known = ("rows", table.rows) if each == "row" else ("columns", table.columns)
    places = words(said, key, known)
    for place in places:
        if place not in known:
            raise FormFault(message("forms.no_such", name=place, table=table.id), key)
    return places


@dataclass(frozen=True)
class Names:
    """What the names in a relation mean that stands for one row or column (`place`) of a table."""

    table: Table
    tables: Mapping[str, Table]
    each: Each
    place: str

    def side(self, said: Mapping[str, Any], key: str) -> tuple[Term, ...]:
        """The terms of a side; `0` alone is the side without terms."""
        text = word(said, key)
        if len(text) > MOST_WORDS:
            raise FormFault(message("forms.no_sum", side=f"{text[:40]}…"), key)
        found: list[Term] = []
        at = 0
        while at < len(text):
            token = _TERM.match(text, at)
            if token is None or (at > 0 and not token["sign"]):
                raise FormFault(message("forms.no_sum", side=text), key)
            sign, factor = -1 if token["sign"] == "-" else 1, int(token["factor"] or 1)
            found += (Term(sign * factor * by, cell) for by, cell in self._meant(token["name"], key))
            at = token.end()
        return tuple(term for term in found if term.coefficient)

    def _meant(self, name: str, key: str) -> list[tuple[int, str]]:
        if _CONSTANT.fullmatch(name):
            return [(int(name), ONE)]
        cells = self._cells(name)
        if not cells:
            raise FormFault(message("forms.names_nothing", name=name, place=self.place), key)
        return [(1, cell) for cell in cells]

    def _cells(self, name: str) -> Sequence[str]:
        if name.startswith(LAST_YEAR):
            return [LAST_YEAR + cell for cell in self._named(name.removeprefix(LAST_YEAR))]
        return self._named(name)

    def _named(self, name: str) -> Sequence[str]:
        if own := self._in(self.table, name):
            return own
        table, _, rest = name.partition(".")
        return self._in(self.tables[table], rest) if rest and table in self.tables else ()

    def _in(self, table: Table, name: str) -> Sequence[str]:
        """The cells of a table that a name means: a row or column here, or ROW.COLUMN."""
        known = [(row.id, column) for row in table.rows.values() for column in row.columns]
        match self.each:
            case "row":
                halves = [(row, column, column) for row, column in known if row == self.place]
            case "column":
                halves = [(row, column, row) for row, column in known if column == self.place]
            case "whole":
                halves = []
        hits = [f"{table.id}.{row}.{column}" for row, column, half in halves if _fits(half, name)]
        return hits or [
            f"{table.id}.{row}.{column}" for row, column in known if _fits(f"{row}.{column}", name)
        ]


def _fits(known: str, name: str) -> bool:
    return known == name or (name.endswith("*") and known.startswith(name[:-1]))
