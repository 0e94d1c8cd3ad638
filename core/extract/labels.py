"""Compares printed labels with the form's, tolerant of brackets, numbering, spaces and tearing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import chain

_NUMBERING = re.compile(
    r"^\s*(?:其中\s*[:：]\s*)?(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，]|0?\d{1,2}\s*[、.．,，:：)）])\s*"
)
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]+")

LIKE = 0.74
"""How alike a misprinted label must be to the form's to be taken for it (危机 for 危及, a lost 申请)."""


def is_han(character: str) -> bool:
    """Whether the character is a Chinese ideograph."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


@cache
def core(label: str) -> str:
    """The ideographs of a label without its numbering: what stays the same however it is printed."""
    plain = _NUMBERING.sub("", unicodedata.normalize("NFKC", label).replace("\n", ""))
    return "".join(filter(is_han, plain))


@cache
def number(label: str) -> str:
    """The numbering of a label as digits or numerals alone: 一, 三, 2; empty where it has none."""
    found = _NUMBERING.match(unicodedata.normalize("NFKC", label))
    return re.sub(r"[^\d一二三四五六七八九十]", "", found[0]).lstrip("0") if found else ""


@cache
def likeness(one: str, other: str) -> float:
    """How alike two cores are, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@dataclass(frozen=True)
class Ideographs:
    """The ideographs of a text alone, with their places: labels torn over lines stand whole."""

    text: str
    places: tuple[int, ...]

    def find(self, piece: str, start: int = 0, end: int | None = None) -> Iterable[int]:
        """Where a piece occurs, as positions among the ideographs."""
        at = self.text.find(piece, start, end)
        while at >= 0:
            yield at
            at = self.text.find(piece, at + 1, end)


def ideographs(text: str) -> Ideographs:
    """The ideographs of a text and their places."""
    found = list(_HAN.finditer(text))
    places = tuple(chain.from_iterable(range(*run.span()) for run in found))
    return Ideographs("".join(run[0] for run in found), places)
