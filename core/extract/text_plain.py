"""A document's text without its white space, so that what is torn over lines stands whole, and its places."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from core.document.location import Location
from core.document.model import SourceDocument

_PIECE = re.compile(r"[^\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_COMPATIBLE = (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *range(0xFF01, 0xFF5F))
_EQUAL = {
    code: plain
    for code in _COMPATIBLE
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and plain != chr(code)
}
"""Full-width letters and signs, radicals and double-coded ideographs, by what they stand for."""

_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

_EDGE = "\n\r\f"
_BESIDE = " \t\u3000\xa0|?*#>-"
"""What may stand between the edge of a line and its words: bars of drawn tables, a lost space shown as ?."""

_STOP = re.compile(r"[。！!?;\n]")


@dataclass(frozen=True)
class PlainText:
    """`text`: what a document says without white space, full-width letters and signs made half-width.

    `source` is the document's text as searched, `starts` and `places` where each unbroken piece begins in
    `text` and in `source`.
    """

    text: str
    source: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, at: int) -> int:
        """Where a character of `text` stands in the document's text."""
        piece = bisect_right(self.starts, at) - 1
        return self.places[piece] + at - self.starts[piece]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `text`, not empty, stands in the document's text."""
        return self.place(start), self.place(end - 1) + 1

    def begins_line(self, at: int) -> bool:
        """Whether nothing but white space and bars stands before a character in its line."""
        place = self.place(at)
        while place and self.source[place - 1] in _BESIDE:
            place -= 1
        return not place or self.source[place - 1] in _EDGE

    def ends_line(self, end: int) -> bool:
        """Whether nothing but white space and bars stands in its line after the character before `end`."""
        place = self.place(end - 1) + 1
        while place < len(self.source) and self.source[place] in _BESIDE:
            place += 1
        return place == len(self.source) or self.source[place] in _EDGE

    def in_line(self, start: int, end: int) -> bool:
        """Whether a stretch stands in one line."""
        return not any(edge in self.source[self.place(start) : self.place(end - 1)] for edge in _EDGE)

    def sentence(self, start: int, end: int, most: int) -> str:
        """The sentence around a stretch, at most so many characters to either side."""
        before = _STOP.split(self.text[max(0, start - most) : start])[-1]
        return before + self.text[start:end] + _STOP.split(self.text[end : end + most])[0]


def plain_text(document: SourceDocument) -> PlainText:
    """The text of a document without its white space."""
    source = document.text.translate(_EQUAL)
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(source)]
    return PlainText(
        "".join(piece for _, piece in pieces),
        source,
        tuple(_starts(piece for _, piece in pieces)),
        tuple(place for place, _ in pieces),
    )


def _starts(pieces: Iterator[str]) -> Iterator[int]:
    at = 0
    for piece in pieces:
        yield at
        at += len(piece)


def locate(document: SourceDocument, text: PlainText, start: int, end: int) -> Location:
    """The place in the document of a stretch of its plain text, not empty."""
    return document.locate(*text.span(start, end))


def small(text: str) -> str:
    """The text with Latin capitals made small; every character keeps its place."""
    return text.translate(_SMALL)
