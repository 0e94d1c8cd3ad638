"""Sentences of running text, and the numbers in them with the words around each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    boundaries = list(_boundaries(text, held))
    statements = tuple(_statements(text, boundaries, held))
    mentions = _mentions(text, held, boundaries, statements)
    return Sentence(
        text,
        start,
        tuple(replace(one, start=one.start + start, end=one.end + start) for one in mentions),
        tuple(Statement(one.text, one.start + start, one.end + start) for one in statements),
    )


def _boundaries(text: str, held: Sequence[Numeral]) -> Iterator[int]:
    """Where clauses end: no comma of a number's own."""
    starts = [one.start for one in held]
    for found in _BOUNDARY.finditer(text):
        before = bisect_right(starts, found.start()) - 1
        if before < 0 or held[before].end <= found.start():
            yield found.start()


def _statements(text: str, boundaries: Sequence[int], held: Sequence[Numeral]) -> Iterator[Statement]:
    starts = [one.start for one in held]
    for left, right in pairwise((-1, *boundaries, len(text))):
        if right > left + 1 and bisect_right(starts, left) == bisect_left(starts, right):
            yield Statement(text[left + 1 : right], left + 1, right)


def _mentions(
    text: str, held: Sequence[Numeral], boundaries: Sequence[int], statements: Sequence[Statement]
) -> Iterator[Mention]:
    begins = [said.start for said in statements]
    ends = [0, *(one.end for one in held)]
    starts = [*(one.start for one in held), len(text)]
    for at, one in enumerate(held):
        previous, following = ends[at], starts[at + 1]
        last, first = bisect_left(boundaries, one.start) - 1, bisect_left(boundaries, one.end)
        left = max(previous, boundaries[last] + 1 if last >= 0 else 0)
        right = min(following, boundaries[first] if first < len(boundaries) else len(text))
        tail = statements[bisect_left(begins, one.end) : bisect_left(begins, following)]
        yield Mention(
            one,
            text[one.start : one.end],
            one.start,
            one.end,
            _before(text[left : one.start], shared=bool(at) and left == previous),
            _after(text[one.end : right], shared=right == following < len(text)),
            tuple(said.text for said in tail),
            text[one.end : one.end + _NEXT],
        )


def _before(text: str, *, shared: bool) -> str:
    """The words before a number; those `shared` with the number before them begin after a 、."""
    return text.rpartition("、")[2] if shared else text


def _after(text: str, *, shared: bool) -> str:
    """The words after a number; those `shared` with the next number end at a 、."""
    return text.partition("、")[0] if shared else text
