"""Percentages and multiples of the prose, and the counts beside them that they follow from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.extract.prose.model import Bound, Claim, Sum, figure_id
from core.extract.prose.ratio import agrees, total
from core.extract.prose.said import Number, Said
from core.forms.relation import Term
from core.messages import message

RATES = ("%", "倍")
_SHARE = re.compile(r"占(?:比)?(?:(?:申请|受理|答复|办理)?(?:总数|总量|总件数)的)?(?:为|达|达到|约)?$")
_RATE = re.compile(r"([\u4e00-\u9fff]{2})率(?:均?(?:为|达到|达|是)|:)?$")
_GROWTH = re.compile(r"(增长|增加|上升|提高)(?:了)?$")
_DECLINE = re.compile(r"(下降|减少|回落|降低)(?:了)?$")
_MULTIPLE = re.compile(r"(?:去年|上年|上一年)(?:同期)?的$")
_WHOLE = re.compile(r"共|总|全|收到|受理|答复|办结|办理|接到|公开|发布")
_PUBLISHED = re.compile(r"发布|推送|转发|阅读|公开(?:各类|政府|政务)?信息(?!公开|的?申请)")
"""What was published is not what is replied to."""

_FAR = 2
"""How many sentences back the counts of a rate are sought."""

_NEIGHBOURS = 12
"""So many rates before and after one may tell the base that it shares with them."""

_MOST = 40
"""Among how many figures before a rate its counts are sought."""

Numbered = tuple[int, Said]
Pair = tuple[Sum, Sum]


@dataclass(frozen=True, slots=True)
class _Rate:
    """A rate, the counts and bases that it may follow from, and those of them that it agrees with."""

    number: int
    said: Said
    pairs: Sequence[Pair]
    agreeing: Sequence[Pair]


def rate_claims(said: Sequence[Said], first: int, year: int | None) -> Iterator[Claim]:
    """The claims of prose.rate of one passage; its figures are numbered from `first`."""
    values = {figure_id(number): each.value or 0 for number, each in enumerate(said, first)}
    numbered = [(number, one) for number, one in enumerate(said, first) if one.mention is not None]
    rates = []
    for at, (number, one) in enumerate(numbered):
        if one.unit in RATES:
            pairs = _pairs(numbered, at, year)
            rates.append(_Rate(number, one, pairs, [pair for pair in pairs if _agrees(one, pair, values)]))
    for at, rate in enumerate(rates):
        yield _claim(rate, rates[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1])


def _agrees(one: Said, pair: Pair, values: Mapping[str, Number]) -> bool:
    count, base = pair
    return agrees(one.value or 0, one.unit, one.slack, total(count, values), total(base, values))


def _claim(rate: _Rate, neighbours: Sequence[_Rate]) -> Claim:
    id, one = figure_id(rate.number), rate.said
    left = (Term(1, id),)
    if one.bound is not Bound.EXACT or not rate.pairs:
        reason = message("extract.prose.about") if rate.pairs else message("extract.prose.no_base")
        return Claim("prose.rate", id, left, doubt=reason)
    held, doubt = rate.agreeing or rate.pairs, None
    if len(held) > 1 and not rate.agreeing:
        named = [pair for pair in held if pair[1] in _bases(neighbours)]
        doubt = None if len(named) == 1 else message("extract.prose.bases")
        held = named if len(named) == 1 else held
    counts, bases = tuple(count for count, _ in held), tuple(base for _, base in held)
    return Claim("prose.rate", id, left, "=", counts, bases, slack=one.slack, doubt=doubt)


def _bases(neighbours: Sequence[_Rate]) -> set[Sum]:
    """The bases of those rates nearby that can follow from but one."""
    return {rate.agreeing[0][1] for rate in neighbours if len(rate.agreeing) == 1}


def _pairs(numbered: Sequence[Numbered], at: int, year: int | None) -> list[Pair]:
    """The counts and bases that a rate may follow from."""
    one = numbered[at][1]
    before = one.mention.before if one.mention else ""
    near = [
        (number, each)
        for number, each in numbered[max(0, at - _MOST) : at]
        if each.sentence >= one.sentence - _FAR
        and each.unit not in (*RATES, "个百分点")
        and each.bound is Bound.EXACT
    ]
    if _SHARE.search(before) and one.unit == "%":
        return _shares(near, one)
    if (stem := _RATE.search(before)) and one.unit == "%":
        return _of_rate(near, stem[1])
    return _yearly(near, one, before, year)


def _shares(near: Sequence[Numbered], one: Said) -> list[Pair]:
    """占P%: of the figure just before, in one that counts a whole."""
    if not near or near[-1][1].sentence != one.sentence:
        return []
    number, part = near[-1]
    if not _is_beside(part, one):
        return []
    return [
        (_term(number), _term(other))
        for other, whole in near[:-1]
        if part.unit in (whole.unit, "") and _at_least(whole, part) and _is_whole(whole)
    ]


def _is_beside(part: Said, share: Said) -> bool:
    """Whether nothing but a comma parts a count from the words of its share."""
    if part.mention is None or share.mention is None:
        return False
    left = part.mention.end + len(part.mention.after)
    return share.mention.start - len(share.mention.before) - left <= 1


def _of_rate(near: Sequence[Numbered], stem: str) -> list[Pair]:
    """回复率P%: of the last figure that counts what was replied to, in the whole before it."""
    for at in range(len(near) - 1, 0, -1):
        number, part = near[at]
        if part.mention is None or stem not in part.mention.before:
            continue
        for other, whole in reversed(near[:at]):
            alike = whole.unit == part.unit and _at_least(whole, part) and _is_whole(whole)
            if alike and _is_published(whole) == _is_published(part):
                return [(_term(number), _term(other))]
    return []


def _yearly(near: Sequence[Numbered], one: Said, before: str, year: int | None) -> list[Pair]:
    """增长P%, 是去年的P倍: where both years' figures stand in the same sentence."""
    if near and (pair := _of_change(near, one, before)):
        return [pair]
    beside = [(number, each) for number, each in near if each.sentence == one.sentence]
    this = [number for number, each in beside if each.year == year]
    last = [number for number, each in beside if year and each.year == year - 1]
    if len(this) != 1 or len(last) != 1:
        return []
    now, then = _term(this[0]), _term(last[0])
    if _MULTIPLE.search(before):
        return [(now, then)]
    if _GROWTH.search(before):
        return [((*now, Term(-1, then[0].cell)), then)]
    if _DECLINE.search(before):
        return [((*then, Term(-1, now[0].cell)), then)]
    return []


def _of_change(near: Sequence[Numbered], one: Said, before: str) -> Pair | None:
    """增加N件，增长P%: of the figure that changed by N, in what it was before."""
    number, change = near[-1]
    if change.note != message("extract.prose.change") or not _is_beside(change, one):
        return None
    changed = [number for number, each in near[:-1] if each.unit == change.unit and each.alternatives]
    grown, declined = _GROWTH.search(before), _DECLINE.search(before)
    if not changed or not (grown or declined):
        return None
    then = (*_term(changed[-1]), Term(-1 if grown else 1, figure_id(number)))
    return _term(number), then


def _term(number: int) -> Sum:
    return (Term(1, figure_id(number)),)


def _at_least(whole: Said, part: Said) -> bool:
    return whole.value is not None and part.value is not None and whole.value >= part.value


def _is_published(said: Said) -> bool:
    return said.mention is not None and _PUBLISHED.search(said.mention.before) is not None


def _is_whole(said: Said) -> bool:
    mention = said.mention
    return mention is not None and "其中" not in mention.before and bool(_WHOLE.search(mention.before))
