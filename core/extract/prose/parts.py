"""A total of the prose and the parts it is said to consist of: 共N件，其中A件，B件，其他C件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from core.extract.prose.model import Bound, Claim, figure_id
from core.extract.prose.said import Said
from core.forms.relation import Term
from core.messages import Message, message

_OF_WHICH = re.compile(r"其中|包[括含]")
_CLOSES = re.compile(r"[。)]")
_ASIDE = re.compile(r"\([^()]*\)")
_NEXT = re.compile(r"。(?=其中)")
_RATE = re.compile(r"\d+(?:\.\d+)?%|\d{4}年")
_INCLUDED = re.compile(r"^(?:其中)?(?:含|包括|包含)")
_LAST = re.compile(r"^(?:和|以及|及|、)*(?:其[他它余]|剩余|余下)")
_SHARES = ("%", "个百分点", "倍")
_FEWEST = 2

_MOST = 60
"""So many figures are listed at most."""

_NEAR = 3
"""How many figures before a list may be its total."""

Numbered = tuple[int, Said]


def parts_claims(text: str, said: Sequence[Said], first: int) -> Iterator[Claim]:
    """The claims of prose.parts of one passage; its figures are numbered from `first`."""
    counted = [
        (number, one)
        for number, one in enumerate(said, first)
        if one.mention is not None and one.unit not in _SHARES
    ]
    for at in range(len(counted)):
        parts = _parts(text, counted[at : at + _MOST])
        if len(parts) >= _FEWEST:
            claim = _claim(counted[max(0, at + 1 - _NEAR) : at + 1], parts)
            if claim is not None:
                yield claim


def _parts(text: str, counted: Sequence[Numbered]) -> Sequence[Numbered]:
    """The figures after one that are listed with 其中, all of its unit, up to where the list closes."""
    unit = counted[0][1].unit
    held: list[Numbered] = []
    semicolons: list[bool] = []
    for (_, one), (number, other) in pairwise(counted):
        between = _between(text, one, other)
        if between is None or other.unit not in (unit, "") or other.bound is not Bound.EXACT:
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
    between = _ASIDE.sub("", _NEXT.sub("", text[one.mention.end : other.mention.start]))
    unread = any(character.isdigit() for character in _RATE.sub("", between))
    return None if unread or _CLOSES.search(between) else between


def _claim(before: Sequence[Numbered], parts: Sequence[Numbered]) -> Claim | None:
    """The nearest figure before a list that its first parts make up; else the one that all of them must."""
    last = parts[-1][1].mention
    closed = last is not None and _LAST.match(last.before) is not None
    doubt = None if closed else message("extract.prose.not_all")
    sums = list(accumulate(part.value or 0 for _, part in parts))
    totals = [each for each in reversed(before) if _may_be_total(each[1], parts)]
    for number, total in totals:
        for length, sum in enumerate(sums, 1):
            if length >= _FEWEST and sum == total.value:
                return _adding_up(number, parts[:length], doubt)
    if not totals or totals[0] != before[-1]:
        return None
    return _adding_up(totals[0][0], parts, doubt)


def _may_be_total(total: Said, parts: Sequence[Numbered]) -> bool:
    """Whether a figure can be the total of a list: none of its parts is greater."""
    included = total.mention is not None and _INCLUDED.match(total.mention.before)
    greatest = max(part.value or 0 for _, part in parts)
    alike = total.unit == parts[0][1].unit or not parts[0][1].unit
    return alike and not included and total.bound is Bound.EXACT and (total.value or 0) >= greatest


def _adding_up(number: int, parts: Sequence[Numbered], doubt: Message | None) -> Claim:
    id = figure_id(number)
    listed = tuple(Term(1, figure_id(each)) for each, _ in parts)
    return Claim("prose.parts", id, (Term(1, id),), "=", (listed,), doubt=doubt)
