"""A text as the finders of tables go through it: its ideographs in order, page numbers out of the way."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from core.extract.labels import Ideographs, ideographs, is_han
from core.extract.separators import Locate

_PAGE_NUMBER = re.compile(
    r"^[ \t\f\u3000]*(?:[-—–－―]+[ \t]*\d{1,4}[ \t]*[-—–－―]+|第[ \t]*\d{1,4}[ \t]*页.*"
    r"|P\.?[ \t]*\d{1,4}|\d{1,4}[ \t]*/[ \t]*\d{1,4})[ \t\f]*$",
    re.MULTILINE,
)
_LONE_NUMBER = re.compile(r"(?<=\n)[ \t\u3000]*\d{1,4}[ \t]*(?=\s*(?:\f|\Z))")
"""A page number that stands alone on the last line of a page, as PDF tools leave it."""

_NUMBERING = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，])\s*[“\"‘']?$"
)
_NOTE = re.compile(r"[（(](?:(?! {2})[^（()）|\t]){2,28}[）)]")
"""A note in brackets, such as the one on whom 自然人 includes."""


@dataclass(frozen=True)
class Stream:
    """A text prepared once for all tables: page numbers blanked out, its ideographs, how to locate."""

    text: str
    han: Ideographs
    locate: Locate

    def place(self, at: int) -> int:
        """The place in the text of the ideograph at a position, or the end of the text."""
        return self.han.places[at] if at < len(self.han.places) else len(self.text)

    def after(self, at: int) -> int:
        """The place in the text just after the ideograph before a position."""
        return self.place(at - 1) + 1

    def position(self, place: int) -> int:
        """The position of the first ideograph at or after a place in the text."""
        return bisect_left(self.han.places, place)

    def words(self, low: int, high: int) -> str:
        """The ideographs between two positions, without notes in brackets (自然人（含港澳台居民）)."""
        if low >= high:
            return ""
        text = self.text[self.place(low) : self.after(high)]
        return "".join(filter(is_han, _NOTE.sub("", text)))

    def before_numbering(self, place: int, low: int = 0) -> int:
        """Where the numbering (三、 or （三）) that stands before a place begins, or the place itself."""
        first = max(low, place - 10)
        found = _NUMBERING.search(self.text[first:place])
        return first + found.start() if found else place


def prepare(text: str, locate: Locate, taken: Sequence[tuple[int, int]] = ()) -> Stream:
    """A text ready to be searched; the stretches already `taken` by tables on grids are blanked out."""
    text = re.sub(r"\r(?!\n)", "\n", text).replace("\r", " ")
    for page_number in (_PAGE_NUMBER, *([_LONE_NUMBER] if "\f" in text else [])):
        text = page_number.sub(lambda found: " " * len(found[0]), text)
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    return Stream(text, ideographs(text), locate)
