"""Reads one number as offices write it: 6,091, ６０９１, 1389.77万, 23.57亿元, 增96, 减1, -15, 133?."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from core.extract.report import Number
from core.extract.units import factor
from core.forms.form import Column

_BLANK_MARK = re.compile(r"[/\\]+|[-‐‑–—―−─━ー]+|无")
_SPACES = (
    " \t\r\n\u00a0\u2002\u2003\u2009\u202f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202c\u202d\u2060\u2066\u2068\u2069\ufeff"
)
"""What shows nothing around a number; of the marks of writing direction not those that turn digits round."""

_MULTIPLES = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
}
_COUNTED = "件次|件|条|个|项|宗|起|份|次|人次"
_NUMBER = re.compile(
    r"(?P<sign>[+\-−–—]|增加?|减少?)?\s*"
    r"(?P<whole>0|[1-9]\d{0,2}(?:,\d{3}){1,4}|[1-9]\d{0,14})(?P<fraction>\.\d{1,8})?\s*"
    rf"(?P<multiple>[百千万亿])?\s*(?P<unit>元|{_COUNTED}|\((?:元|{_COUNTED})\))?",
    re.ASCII,
)
"""A number has no leading zero and at most 15 whole digits: more is a run of several, or no figure at all."""

_ZERO = frozenset({"零", "〇"})
_RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
_NOTE = re.compile(
    rf"(?<=[\d件条个项元])\s*(?:[*＊※#＃†‡]+|[\u2460-\u2473\u24ea]+|[{_RAISED}]{{1,2}}"
    rf"|[（(]\s*注\s*\d{{0,2}}\s*[）)]|[（(]\s*注?\s*[{_RAISED}]{{1,2}}\s*[）)]|注\s*[\d{_RAISED}]{{0,2}}"
    rf"|[\[［【〔]\s*注?\s*[\d{_RAISED}]{{1,2}}\s*[\]］】〕])\s*$"
)
_LOOKALIKES = str.maketrans("Oo○〇lI⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "00001101234567890123456789")
_STRUCK_OUT = re.compile(".\u0336", re.S)
_LOST_SPACE = "?"
"""A no-break space that a converter could not write; it parts numbers and belongs to none."""

_AROUND = _SPACES + _LOST_SPACE

_ONCE = 4096
"""How many texts are remembered: the cells of a report are looked at again for every form and table."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number as written: its size, its multiple (1 where none is written), its sign word and its unit."""

    size: Decimal
    multiple: Decimal = Decimal(1)
    sign: str = ""
    unit: str = ""

    @property
    def value(self) -> Decimal:
        """The number with its written multiple."""
        return self.size * self.multiple

    @property
    def with_unit(self) -> bool:
        """Whether it says itself how large it is, so that no header need say it."""
        return self.unit == "元" or self.multiple != 1

    def suits(self, column: Column) -> bool:
        """Whether a column may be written so: 元 only for money, 件 only for counts, 增 only for changes."""
        if column.kind == "amount":
            return (self.unit in ("", "元") or not self.size) and not self.sign.startswith(("+", "增"))
        return self.unit != "元" and (column.kind == "change" or not self.sign.startswith(("+", "增")))


@lru_cache(_ONCE)
def tidy(text: str) -> str:
    """The text in half-width form, without the spaces and lost spaces around it.

    Digits of notes and of other scripts (① ² ٣) stay as they are, lest they pass for plain ones.
    """
    if text.isascii():
        return text.strip(_AROUND)
    odd = any(map(_is_odd_digit, text))
    plain = "".join(map(_half_width, text)) if odd else unicodedata.normalize("NFKC", text)
    return plain.strip(_AROUND)


def _half_width(character: str) -> str:
    return character if _is_odd_digit(character) else unicodedata.normalize("NFKC", character)


def _is_odd_digit(character: str) -> bool:
    return (
        not character.isascii()
        and character not in "０１２３４５６７８９〇"
        and unicodedata.category(character) in ("Nd", "No", "Nl")
    )


def is_blank_mark(text: str) -> bool:
    """Whether the text is a mark for none: / - — 无."""
    return _BLANK_MARK.fullmatch(tidy(text)) is not None


@lru_cache(_ONCE)
def read_number(text: str) -> Written | None:
    """The number that the whole text writes, or None where it writes none or more than one."""
    plain = tidy(text)
    if plain in _ZERO:
        return Written(Decimal(0))
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    size = Decimal(match["whole"].replace(",", "") + (match["fraction"] or ""))
    sign, unit = match["sign"] or "", (match["unit"] or "").strip("()")
    return Written(
        -size if sign and sign[0] not in "+增" else size, _MULTIPLES[match["multiple"] or ""], sign, unit
    )


def without_note(text: str) -> str:
    """The text without the mark of a footnote that ends it: 12①, 3*, 5（注1）."""
    return _NOTE.sub("", text)


def as_digits(text: str) -> str:
    """The text with letters and signs that look like digits made digits, and no spaces: O, l, 1 2. What is
    struck out is left out."""
    return "".join(_STRUCK_OUT.sub("", text).translate(_LOOKALIKES).split())


def exact(value: Decimal, column: Column) -> Number:
    """Money as Decimal; a count as int where it is whole (else left as it is, for cell.number to doubt)."""
    if column.kind == "amount":
        return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    return int(value) if value == value.to_integral_value() else value.normalize()


def in_yuan(written: Written, unit: str) -> Decimal:
    """An amount in yuan: by the unit written beside it, else by that of its header (元, 千元, 万元, 亿元)."""
    if written.with_unit:
        return written.value
    return written.size * factor(unit)


def parse_entry(text: str, column: Column, unit: str | None = None) -> Number | None:
    """A value as a reviewer types it into a cell of `column`; an empty text or a mark for none is blank.

    An amount that says no unit is in `unit`, or in the form's own where none is given (万元 on the 2021
    form). ValueError where the text is no number, or none that the column may hold (a count is whole; an
    amount has no part of a fen).
    """
    if not tidy(text) or is_blank_mark(text):
        return None
    written = read_number(text)
    if written is None or not written.suits(column):
        raise ValueError(text)
    amount = in_yuan(written, unit or column.unit) if column.kind == "amount" else written.value
    value = exact(amount, column)
    if isinstance(value, Decimal) and column.kind != "amount":
        raise ValueError(text)
    if column.kind == "amount" and value * 100 != int(value * 100):
        raise ValueError(text)
    if column.kind != "change" and value < 0:
        raise ValueError(text)
    return value
