"""Reads one number as offices write it: 6,091, ６０９１, 1389.77万, 23.57亿元, 增96, 减1, -15, 133?."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from core.extract.report import Number
from core.forms.form import Column

BLANK_MARKS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "―", "−", "─", "无"})
"""What offices write for "none"; kept apart from an empty cell and from zero."""

_SPACES = " \t\r\n\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
_MULTIPLES = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}
_NUMBER = re.compile(
    r"(?P<sign>[+\-−–—]|增加?|减少?)?\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?\s*"
    r"(?P<multiple>[百千万亿])?\s*(?P<unit>元|件次|件|条|个|项|宗|起|份|次|人次)?"
)
_LOST_SPACE = "?"
"""A no-break space that a converter could not write; it parts numbers and belongs to none."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its size, its multiple (1 where none is written), and whether 元 stands by it."""

    size: Decimal
    multiple: Decimal
    yuan: bool

    @property
    def value(self) -> Decimal:
        """The number with its written multiple."""
        return self.size * self.multiple

    @property
    def with_unit(self) -> bool:
        """Whether it says itself how large it is, so that no header need say it."""
        return self.yuan or self.multiple != 1


def tidy(text: str) -> str:
    """The text in half-width form, without the spaces and lost spaces around it."""
    return unicodedata.normalize("NFKC", text).strip(_SPACES + _LOST_SPACE)


def is_blank_mark(text: str) -> bool:
    """Whether the text is a mark for none: / - — 无."""
    return tidy(text) in BLANK_MARKS


def read_number(text: str) -> Written | None:
    """The number that the whole text writes, or None where it writes none or more than one."""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None:
        return None
    size = Decimal(match["whole"].replace(",", "") + (match["fraction"] or ""))
    if (match["sign"] or "+")[0] not in "+增":
        size = -size
    return Written(size, _MULTIPLES[match["multiple"] or ""], match["unit"] == "元")


def exact(value: Decimal, column: Column) -> Number:
    """Money as Decimal; a count as int where it is whole (else left as it is, for cell.number to doubt)."""
    if column.kind == "amount":
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return int(value) if value == value.to_integral_value() else value.normalize()


def in_yuan(written: Written, unit: str) -> Decimal:
    """An amount in yuan: by the unit written beside it, else by `unit` (元, 万元 or 亿元) of its header."""
    if written.with_unit:
        return written.value
    return written.size * _MULTIPLES[unit.removesuffix("元")]


def parse_entry(text: str, column: Column) -> Number | None:
    """A value as a reviewer types it into a cell of `column`; an empty text or a mark for none is blank.

    An amount without a unit is in the form's own unit (万元 on the 2021 form). ValueError where the text
    is no number, or none that the column may hold (a count is whole; an amount has no part of a fen).
    """
    if not tidy(text) or is_blank_mark(text):
        return None
    written = read_number(text)
    if written is None:
        raise ValueError(text)
    value = exact(in_yuan(written, column.unit) if column.kind == "amount" else written.value, column)
    if isinstance(value, Decimal) and column.kind != "amount":
        raise ValueError(text)
    if column.kind == "amount" and value * 100 != int(value * 100):
        raise ValueError(text)
    if column.kind != "change" and value < 0:
        raise ValueError(text)
    return value
