"""The unit that a table prints for its amounts: in the header of the column, or in the row's label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.forms.form import Table

_MONEY = r"((?:[十百千]?[万亿]|[十百千])?元)"
_UNIT = r"[^\d]{0,8}?" + _MONEY
_STATED = re.compile(
    r"^[（(]?(?:注[:：]?)?(?:[金款数]额|计量)?单位[为是]?[:：]?" + _MONEY + r"[。；;]?[）)]?$", re.MULTILINE
)
"""The unit of all that is money in a table, stated in a line of its own above or below it."""

_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def header_units(table: Table, text: str) -> dict[str, str]:
    """The printed unit (元, 千元, 万元, 亿元) of each amount column whose header or row label states one."""
    printed = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"\s", "", printed)
    units: dict[str, str] = {}
    for id, label in _labels(table):
        stem = re.split(r"[（(]", label)[0]
        found = re.search(re.escape(stem) + _UNIT, plain)
        if found:
            units.setdefault(id, found[1])
    stated = set(_STATED.findall(re.sub(r"[^\S\n]", "", printed)))
    if len(stated) == 1:
        units = dict.fromkeys((id for id, _ in _labels(table)), *stated) | units
    return units


def _labels(table: Table) -> Iterator[tuple[str, str]]:
    """The amount columns, each with its headers first and then the labels of its rows."""
    for row in table.rows.values():
        for column in (table.columns[id] for id in row.columns):
            if column.kind == "amount":
                yield from ((column.id, label) for label in (column.label, *column.aliases, row.label))


def factor(unit: str) -> int:
    """How many yuan a unit of money is: 1 for 元, 10,000 for 万元; 1 for an empty text."""
    many = 1
    for character in unit.removesuffix("元"):
        many *= _TENS[character]
    return many
