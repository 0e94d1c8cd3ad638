"""A total of the prose and the parts it is said to consist of: 共N件，其中A件，B件，其他C件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.extract.prose.model import Bound, Claim, figure_id
from core.extract.prose.said import Said
from core.forms.relation import Term
from core.messages import message

_OF_WHICH = re.compile(r"其中|包括")
_CLOSES = re.compile(r"[;；)]")
_NEXT = re.compile(r"。(?=其中)")
_LAST = re.compile(r"^(?:(?:和|以及|及)?(?:其[他它余]|剩余|余下))")
_SHARES = ("%", "个百分点", "倍")
_FEWEST = 2


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


def _parts(text: str, counted: Sequence[tuple[int, Said]]) -> list[tuple[int, Said]]:
    """The figures after a total that are listed as of it: of its unit, up to where the list closes."""
    total = counted[0][1]
    held: list[tuple[int, Said]] = []
    before = total
    for number, one in counted[1:]:
        between = _between(text, before, one)
        if between is None or one.unit != total.unit or one.bound is not Bound.EXACT:
            break
        nested = _OF_WHICH.search(between)
        if bool(nested) == bool(held):
            break
        held.append((number, one))
        before = one
    return held


def _between(text: str, one: Said, other: Said) -> str | None:
    """The words between two figures; None where a list that holds the one cannot hold the other."""
    if one.mention is None or other.mention is None:
        return None
    between = text[one.mention.end : other.mention.start]
    open_ended = _NEXT.sub("", between)
    return None if "。" in open_ended or _CLOSES.search(between) else between


def _claim(number: int, total: Said, parts: Sequence[tuple[int, Said]]) -> Claim:
    """The total equals the first parts that make it up; else all of them, where they are said to be all."""
    id = figure_id(number)
    length, running = len(parts), 0
    for at, (_, part) in enumerate(parts, 1):
        running += part.value or 0  # type: ignore[assignment]
        if at >= _FEWEST and running == total.value:
            length = at
            break
    last = parts[-1][1].mention
    closed = last is not None and bool(_LAST.match(last.before.lstrip("、")))
    listed = tuple(Term(1, figure_id(each)) for each, _ in parts[:length])
    doubt = None if closed else message("extract.prose.not_all")
    return Claim("prose.parts", id, (Term(1, id),), "=", (listed,), doubt=doubt)
