"""The running text of a document: everything outside its tables, in half-width form, spaces left out."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.document.model import Grid, Paragraph, SourceDocument

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("，"): ord("，"),
    ord("："): ord(":"),
    ord("﹪"): ord("%"),
    ord("〇"): ord("〇"),
}
"""Half-width forms, a character for a character; the comma of sentences stays what it is."""

_WRAPPED = ("text", "pdf", "ofd", "scan")
"""The formats whose lines may be parts of a paragraph."""

_HEADING = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]{1,3}[、.,，章节]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．](?!\d)|[①-⑳])"
)
_ENDS = "。;；!！?？:：|"
_LONG = 15
"""A line is taken for part of a paragraph only if it holds so many characters."""

_WORDY = 24
"""A cell of a table that is none of the official ones is read as prose if it holds so many characters."""

MOST_CHARACTERS = 200_000
"""How much running text is read at most: far more than any report has."""


@dataclass(frozen=True)
class Passage:
    """A paragraph: its text without spaces, and where each character stands in the document's text.

    A single space stays between two figures, lest they run together.
    """

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the document's text that a stretch of the passage was made from."""
        return self.places[start], self.places[end - 1] + 1


def passages(document: SourceDocument, tables: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """The paragraphs of the document outside the stretches that its tables take up, in reading order."""
    left = MOST_CHARACTERS
    for lines in _paragraphs(document, tables):
        passage = _compact(lines)
        left -= len(passage.text)
        if left < 0:
            return
        if passage.text:
            yield passage


Line = tuple[str, int]


def _paragraphs(document: SourceDocument, tables: Sequence[tuple[int, int]]) -> Iterator[list[Line]]:
    """The lines of each paragraph: a line that breaks off goes on with the next, where the format wraps."""
    held: list[Line] = []
    wraps = document.format in _WRAPPED
    for line in _lines(document, tables):
        if held and not (wraps and line is not None and _goes_on(held[-1][0], line[0])):
            yield held
            held = []
        if line is not None:
            held.append(line)
    if held:
        yield held


def _lines(document: SourceDocument, tables: Sequence[tuple[int, int]]) -> Iterator[Line | None]:
    """The lines of running text; None where a table or an empty line parts them."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _outside(block.text, block.start, tables)
        elif not any(start <= block.start and block.end <= end for start, end in tables):
            yield None
            yield from _worded(block)
            yield None


def _worded(grid: Grid) -> Iterator[Line | None]:
    """The cells of a grid that hold sentences: pages are laid out in tables, too."""
    for cell in grid.cells:
        if len(cell.text) >= _WORDY:
            at = cell.start
            for line in cell.text.splitlines(keepends=True):
                yield line, at
                at += len(line)
            yield None


def _outside(text: str, start: int, tables: Sequence[tuple[int, int]]) -> Iterator[Line | None]:
    """The parts of a line that lie in no table; None for an empty line and where a table was."""
    if not text.strip():
        yield None
        return
    at, end = start, start + len(text)
    for table_start, table_end in sorted(tables):
        if table_start < end and at < table_end:
            if at < table_start:
                yield text[at - start : table_start - start], at
            yield None
            at = max(at, table_end)
    if at < end:
        yield text[at - start :], at


def _goes_on(line: str, following: str) -> bool:
    """Whether a line may go on with the next: it is long, ends in no stop, and the next is no heading."""
    shown = line.rstrip()
    return len(shown) >= _LONG and shown[-1] not in _ENDS and not _HEADING.match(following)


def _compact(lines: Iterable[Line]) -> Passage:
    characters: list[str] = []
    places = array("l")
    gap = False
    for text, start in lines:
        for at, character in enumerate(text.translate(_FOLD), start):
            if character.isspace() or not character.isprintable():
                gap = True
                continue
            if gap and characters and _figure(characters[-1]) and _figure(character):
                characters.append(" ")
                places.append(at)
            characters.append(character)
            places.append(at)
            gap = False
        gap = True
    return Passage("".join(characters), places)


def _figure(character: str) -> bool:
    return character.isascii() and (character.isdigit() or character in ".,%")
