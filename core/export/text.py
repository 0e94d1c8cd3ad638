"""Text and numbers into workbook cells, so that no text of a document ever becomes a formula."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from core.extract.report import Number
from core.messages import Parameter, message, render

CELL_LIMIT = 32_767
"""The most characters that a cell of a workbook holds."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_RISKY = re.compile(r"\s*[=+\-@|%\t\r＝＋－＠]")


def say(id: str, language: str, **parameters: Parameter) -> str:
    """The sentence of the catalogue in full."""
    return render(message(id, **parameters), language)


def legal(text: str) -> str:
    """The text less the characters that no office document can hold, its lines parted alike."""
    return _ILLEGAL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """The text less what a workbook cannot hold, no longer than a cell may be.

    Excel reads `_x0041_` as an escape of A; such a stretch is escaped itself, and reads as it stood.
    """
    kept = _ESCAPE.sub("_x005F_", legal(text))
    return kept if len(kept) <= CELL_LIMIT else kept[: CELL_LIMIT - 1] + "…"


def tidy(text: str) -> str:
    """The text as it reads from a workbook, however it was saved: escapes undone, runs of spaces as one."""
    return " ".join(_ILLEGAL.sub("", text).replace("_x005F_", "_").split())


def put_text(cell: Any, text: str) -> None:
    """Sets a cell to a text, whatever it begins with; an empty text leaves the cell blank."""
    if not text:
        cell.value = None
        return
    cell.value = clean(text)
    cell.data_type = "s"
    if _RISKY.match(text):
        cell.quotePrefix = True


def put(cell: Any, value: Number | str | None) -> None:
    """Sets a cell to a number, a text or nothing."""
    if isinstance(value, str):
        put_text(cell, value)
    else:
        cell.value = value


def width(text: str) -> int:
    """How wide a text's widest line is, in columns: 2 for a Chinese character, 1 for a Latin one."""
    return max((_line_width(line) for line in text.split("\n")), default=0)


def lines(text: str, columns: float) -> int:
    """How many lines a text takes when wrapped to so many columns."""
    room = max(2, int(columns))
    return sum(max(1, -(-_line_width(line) // room)) for line in text.split("\n"))


def _line_width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line)


def exact(number: Number) -> bool:
    """Whether a workbook can hold the number unrounded: at most 15 significant digits."""
    digits = Decimal(number).normalize().as_tuple().digits
    return len(digits) <= 15


def plain(number: Number) -> str:
    """The number in its one written form: no exponent, no separators, no zeros at the end of a fraction."""
    if isinstance(number, int):
        return str(number)
    said = f"{number:f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
