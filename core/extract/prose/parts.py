"""A total of the prose and the parts it is said to consist of: 共N件，其中A件，B件，其他C件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from core.extract.prose.model import Bound, Claim, figure_id
from core.extract.prose.said import Number, Said
from core.forms.relation import Term
from core.messages import message

_OF_WHICH = re.compile(r"其中|包括")
_CLOSES = re.compile(r"[。)]")
_NEXT = re.compile(r"。(?=其中)")
_RATE = re.compile(r"\d+(?:\.\d+)?%|\d{4}年")
_LAST = re.compile(r"^(?:和|以及|及|、)*(?:其[他它余]|剩余|余下)")
_SHARES = ("%", "个百分点", "倍")
_FEWEST = 2

Numbered = tuple[int, Said]


def parts_claims(text: str, said: Sequence[Said], first: int) -> Iterator[Claim]:
    """The claims of prose.parts of one passage; its figures are numbered from `first`."""
    counted = [
        (number, one)
        for number, one in enumerate(said, first)
        if one.mention is not None and one.unit not in _SHARES
    ]
    for at, (number, total) in enumerate(counted):
        parts = _parts(text, counted[at:])
        if len(parts) >= _FEWEST and total.bound is Bound.EXACT:
            yield _claim(number, total, parts)


def _parts(text: str, counted: Sequence[Numbered]) -> Sequence[Numbered]:
    """The figures after a total that are listed as of it: of its unit, up to where the list closes."""
    total = counted[0][1]
    held: list[Numbered] = []
    semicolons: list[bool] = []
    for (_, one), (number, other) in pairwise(counted):
        between = _between(text, one, other)
        if between is None or other.unit != total.unit or other.bound is not Bound.EXACT:
            break
        if bool(_OF_WHICH.search(between)) == bool(held):
            break
        if held:
            semicolons.append(";" in between or "；" in between)
            if semicolons[-1] != semicolons[0]:
                break
        held.append((number, other))
    return held


def _between(text: str, one: Said, other: Said) -> str | None:
    """The words between two figures; None where a list that holds the one cannot hold the other.

    A number in between that is not read leaves the list open.
    """
    if one.mention is None or other.mention is None:
        return None
    between = _NEXT.sub("", text[one.mention.end : other.mention.start])
    unread = any(character.isdigit() for character in _RATE.sub("", between))
    return None if unread or _CLOSES.search(between) else between


def _claim(number: int, total: Said, parts: Sequence[Numbered]) -> Claim:
    """The total equals the first parts that make it up; else all of them, where they are said to be all."""
    id = figure_id(number)
    values: list[Number] = [part.value or 0 for _, part in parts]
    sums = list(accumulate(values))
    length = next((at for at, sum in enumerate(sums, 1) if at >= _FEWEST and sum == total.value), len(parts))
    last = parts[-1][1].mention
    closed = last is not None and _LAST.match(last.before) is not None
    listed = tuple(Term(1, figure_id(each)) for each, _ in parts[:length])
    doubt = None if closed else message("extract.prose.not_all")
    return Claim("prose.parts", id, (Term(1, id),), "=", (listed,), doubt=doubt)
