"""What a line made out in a picture says, and whether a figure may be taken for read.

A figure is read twice, from two cuts of the picture. Where the two differ, where the engine is not sure,
or where a letter stands that only looks like a numeral (O, l, S), it is doubtful: what it may be is
offered, and nothing is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.document.model import SURE, Recognised
from core.document.recogniser import LineReading, Reading

UNREAD = "□"
"""Stands for ink of which nothing could be made."""

_OTHERS = 4
_LONGEST = 12  # of what may be a figure with a letter misread in it
_LOOKALIKES = (
    ("0", "OoQDU〇○。口"),
    ("1", "lI|丨!i"),
    ("2", "Zz"),
    ("5", "Ss"),
    ("6", "bG"),
    ("7", "T?"),
    ("8", "B"),
    ("-", "—－–―─一"),
)
_DUST = "'`´‘’\"·.,、。:;*~^"
_AS_NUMERALS = {ord(letter): numeral for numeral, letters in _LOOKALIKES for letter in letters}
_FIGURE = re.compile(r"[+\-增减加少]*\d[\d,.]*[百千万亿]?(?:元|件次|件|条|个|项|宗|起|份|次|人次)?|[-/]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says, how sure each character is, where each stands (0 to 1), and what it is worth."""

    text: str
    certainties: tuple[float, ...]
    places: tuple[float, ...]
    recognised: Recognised


def is_figure(reading: Reading) -> bool:
    """Whether a line may be a figure, or a mark for none, and so is to be read twice."""
    text = _as_figure(reading.text)
    broken = len(text) <= _LONGEST and any(map(str.isdigit, text)) and not any(map(is_han, text))
    return broken or _FIGURE.fullmatch(text) is not None


def is_han(character: str) -> bool:
    """Whether a character is an ideograph."""
    return "\u4e00" <= character <= "\u9fff"


def words(reading: Reading) -> Said:
    """A line of words as read."""
    text, certainties, places = _shown(reading)
    if not text.strip():
        return unread()
    return Said(text, certainties, places, Recognised(min(certainties)))


def unread() -> Said:
    """Ink of which nothing could be made."""
    return Said(UNREAD, (0.0,), (0.5,), Recognised(0.0, (), doubtful=True))


def figure(one: LineReading, two: LineReading, *, certain: bool = True) -> Said:
    """A figure read from two cuts of its picture; `certain`: it is sure to which cell it belongs."""
    text, certainties, places = _shown(one.free)
    sure = min(_certainty(one), _certainty(two))
    plain = _FIGURE.fullmatch(text) is not None
    same = "".join(_shown(two.free)[0].split()) == "".join(text.split())
    if not plain:
        text = _as_figure(one.free.text)
        certainties, places = certainties[: len(text)], places[: len(text)]
    offered = list(dict.fromkeys(_others(one, two)))
    if not _FIGURE.fullmatch(text) and offered:
        text, certainties, places = offered[0], (0.0,) * len(offered[0]), _spread(len(offered[0]))
    others = [other for other in offered if other != text]
    doubtful = not (certain and plain and same and sure >= SURE)
    return Said(text, certainties, places, Recognised(sure, tuple(others[:_OTHERS]), doubtful))


def _spread(count: int) -> tuple[float, ...]:
    return tuple((at + 0.5) / count for at in range(count))


def _certainty(line: LineReading) -> float:
    """How sure the least sure character is; of numerals, that it is no other numeral."""
    return (line.figure if line.figure.text == line.free.text else line.free).certainty


def _others(one: LineReading, two: LineReading) -> Iterator[str]:
    for reading in (two.free.text, one.figure.text, two.figure.text, *one.others, *two.others):
        other = _as_figure(reading)
        if _FIGURE.fullmatch(other):
            yield other


def _as_figure(text: str) -> str:
    """The text with letters that look like numerals as these, without spaces and what dust leaves around."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    return (bare.strip(_DUST) or bare).translate(_AS_NUMERALS)


def _shown(reading: Reading) -> tuple[str, tuple[float, ...], tuple[float, ...]]:
    """The text in usual characters, and of each how sure it is and where it stands."""
    shown = [
        (character, certainty, place)
        for read, certainty, place in zip(reading.text, reading.certainties, reading.places, strict=True)
        for character in unicodedata.normalize("NFKC", read)
    ]
    if not shown:
        return "", (), ()
    text, certainties, places = zip(*shown, strict=True)
    return "".join(text), certainties, places
