"""The unit that a table prints for its amounts: in the header of the column, or in the row's label."""

from __future__ import annotations

import re
import unicodedata

from core.forms.form import Table

_UNIT = r"[^\d]{0,8}?(亿元|万元|元)"


def header_units(table: Table, text: str) -> dict[str, str]:
    """The printed unit (元, 万元, 亿元) of each amount column whose header or row label states one."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    units: dict[str, str] = {}
    for row in table.rows.values():
        for id in row.columns:
            column = table.columns[id]
            if column.kind != "amount":
                continue
            for label in (column.label, *column.aliases, row.label):
                stem = re.split(r"[（(]", label)[0]
                found = re.search(re.escape(stem) + _UNIT, plain)
                if found:
                    units[id] = found[1]
                    break
    return units
