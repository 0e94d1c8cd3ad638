"""Sentences of running text, and the numbers in them with the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.extract.prose.numerals import Numeral, numerals

_SENTENCE = re.compile(r"[^。!！?？]+")
_NEXT = 8
_BOUNDARY = re.compile(r"[，,;；:()|]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number of a sentence, and the words around it in its clause.

    `text`: the number with its unit; `before` from the last boundary or number, `after` to the next;
    `tail`: the clauses without numbers up to the next number; `next`: the characters that follow. `start`
    and `end` of the number with its unit, in the passage.
    """

    numeral: Numeral
    text: str
    start: int
    end: int
    before: str
    after: str
    tail: tuple[str, ...]
    next: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause without numbers, where it stands in the passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its text, where it begins in the passage, its numbers, and its clauses without any."""

    text: str
    start: int
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]

    @property
    def parts(self) -> tuple[Mention | Statement, ...]:
        """Numbers and clauses without any, in their order."""
        return tuple(sorted((*self.mentions, *self.statements), key=lambda part: part.start))


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a passage, in order."""
    for found in _SENTENCE.finditer(text):
        yield _sentence(found[0], found.start())


def _sentence(text: str, start: int) -> Sentence:
    held = tuple(numerals(text))
    boundaries = [
        found.start()
        for found in _BOUNDARY.finditer(text)
        if not any(one.start <= found.start() < one.end for one in held)
    ]
    statements = tuple(_statements(text, boundaries, held))
    mentions = tuple(_mention(text, at, held, boundaries, statements) for at in range(len(held)))
    return Sentence(
        text,
        start,
        tuple(_moved(mention, start) for mention in mentions),
        tuple(Statement(one.text, one.start + start, one.end + start) for one in statements),
    )


def _moved(mention: Mention, by: int) -> Mention:
    return Mention(
        mention.numeral,
        mention.text,
        mention.start + by,
        mention.end + by,
        mention.before,
        mention.after,
        mention.tail,
        mention.next,
    )


def _statements(text: str, boundaries: Sequence[int], held: Sequence[Numeral]) -> Iterator[Statement]:
    edges = [-1, *boundaries, len(text)]
    for left, right in pairwise(edges):
        said = text[left + 1 : right]
        if said and not any(left < one.start < right for one in held):
            yield Statement(said, left + 1, right)


def _mention(
    text: str,
    at: int,
    held: Sequence[Numeral],
    boundaries: Sequence[int],
    statements: Sequence[Statement],
) -> Mention:
    one = held[at]
    previous = held[at - 1].end if at else 0
    following = held[at + 1].start if at + 1 < len(held) else len(text)
    left = max([previous, *(place + 1 for place in boundaries if place < one.start)])
    right = min([following, *(place for place in boundaries if place >= one.end)])
    after = text[one.end : right]
    if right == following < len(text):
        after = after.partition("、")[0]
    before = text[left : one.start]
    if at and left == previous:
        before = before.rpartition("、")[2] if "、" in before else before
    return Mention(
        one,
        text[one.start : one.end],
        one.start,
        one.end,
        before,
        after,
        tuple(said.text for said in statements if one.end <= said.start < following),
        text[one.end : one.end + _NEXT],
    )
