"""The numbers in running text: 6559件, 12278.18万条, 100余万份, 近99%, 三件, 1.9倍."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.extract.prose.model import Bound

_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_ONE_TO_NINE = "[一二两三四五六七八九]"
_SECTION = re.compile(
    rf"(?:({_ONE_TO_NINE})千)?零?(?:({_ONE_TO_NINE})百)?(?:零?({_ONE_TO_NINE}?十))?零?({_ONE_TO_NINE})?"
)
_COUNTERS = (
    "件次|条次|家次|人次|场次|批次|件|条|项|起|宗|份|例|个(?!工作日|月|小时|百分点|自然日|多?[月年])|次|人|家|批"
    "|期|篇|场|名|户|块|部|本|册|幅|张|套|封|处|组|则|笔|字"
)
_UNITS = f"个百分点|%|倍|(?:[十百千]?万|[百千亿])?元|{_COUNTERS}"
_LEAST = r"超过|突破|不少于|不低于|至少|多达|超|逾"
_MOST = r"不足|不到|不超过|不高于|接近|将近|近(?!年|日|期|\d年)"
_ABOUT = r"大约|约"
_NUMBER = re.compile(
    r"(?P<number>\d(?<!\d\d)(?<!\d[., ]\d)(?<![A-Za-z第]\d)(?:\d{0,2}(?:,\d{3})+|\d{0,12})(?:\.\d{1,6})?"
    r"|[零〇一二两三四五六七八九十百千万亿](?<![零〇一二两三四五六七八九十百千万亿第].)"
    r"[零〇一二两三四五六七八九十百千万亿]{0,11})"
    r"(?P<inner>余|多|几)?(?P<multiple>[十百千]?[万亿]|[百千])?(?P<more>余|多)?"
    rf"(?P<unit>{_UNITS})(?P<after>余|多|以上|以内|左右|以下)?(?![\d年性])"
)
_PREFIX = re.compile(rf"(?:{_LEAST}|{_MOST}|{_ABOUT})$")
_LONGEST_PREFIX = 3
_BARE = re.compile(r"(?<=[\u4e00-\u9fff])(?<![第年月〔])(?P<number>\d{1,6})(?=[，,;；、)](?!\d))")
"""A number without a unit, within a sentence: of use only where the words around it tell."""

_ZERO = re.compile(r"(?P<number>(?<=为)(?:0|零)|(?<=为:)0|(?<=数量)0)(?=$|[,;。、)!])")
_AT_LEAST = ("余", "多", "几", "以上")
_AT_MOST = ("以内", "以下")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its unit, where it stands in its text.

    `start` to `end`: the number with unit and bounds; `raw`: the digits with their multiple alone, from
    `at`. `chinese`: written in characters (三件).
    """

    start: int
    end: int
    at: int
    raw: str
    value: int | Decimal
    unit: str
    bound: Bound
    slack: int | Decimal
    chinese: bool


def numerals(text: str) -> Iterator[Numeral]:
    """The numbers of a text that have a unit, or that say 0 (为0), in its order; half-width, no spaces."""
    found = [match for pattern in (_NUMBER, _ZERO, _BARE) for match in pattern.finditer(text)]
    at = 0
    for match in sorted(found, key=lambda match: match.start()):
        if match.start() >= at:
            numeral = _numeral(match, at)
            if numeral is not None:
                at = match.end()
                yield numeral


def _numeral(found: re.Match[str], left: int) -> Numeral | None:
    """The number of a match; a word before it that bounds it stands at `left` or after."""
    said = found.groupdict()
    before = _PREFIX.search(found.string, max(left, found.start() - _LONGEST_PREFIX), found.start())
    said["prefix"] = before[0] if before else None
    number, multiple = said["number"], said.get("multiple") or ""
    digits = number[0].isdigit()
    size = Decimal(number.replace(",", "")) if digits else chinese_number(number)
    if size is None:
        return None
    unit = said.get("unit") or ""
    factor = _factor(multiple) * _factor(unit.removesuffix("元") if unit.endswith("元") else "")
    exponent = size.as_tuple().exponent
    last = Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
    coarse = factor > 1 or unit in ("%", "倍")
    inner, bound = said.get("inner") or "", _bound(said)
    end = found.end("multiple" if multiple else "number")
    return Numeral(
        before.start() if before else found.start(),
        found.end(),
        found.start("number"),
        found.string[found.start("number") : end].replace(inner, "", 1)
        if inner
        else found.string[found.start("number") : end],
        whole(size * factor),
        "元" if unit.endswith("元") else unit,
        bound,
        whole(last * factor) if coarse and bound is Bound.EXACT else 0,
        not digits,
    )


def _factor(multiple: str) -> int:
    many = 1
    for character in multiple:
        many *= _MULTIPLES[character]
    return many


def _bound(said: dict[str, str | None]) -> Bound:
    prefix = said.get("prefix") or ""
    trailing = {said.get("inner"), said.get("more"), said.get("after")}
    if "左右" in trailing or re.fullmatch(_ABOUT, prefix):
        return Bound.ABOUT
    if trailing.intersection(_AT_LEAST) or (prefix and re.fullmatch(_LEAST, prefix)):
        return Bound.AT_LEAST
    if trailing.intersection(_AT_MOST) or prefix:
        return Bound.AT_MOST
    return Bound.EXACT


def whole(value: Decimal) -> int | Decimal:
    """The number as int where it is whole, else as the shortest decimal."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def chinese_number(said: str) -> Decimal | None:
    """The number that characters write (一百二十, 两千零三, 三万, 二〇), or None where they write none.

    None also for what leaves a place out (一百二 for 120, 三万五), which reads two ways.
    """
    if all(character in _DIGITS for character in said):
        return Decimal("".join(str(_DIGITS[character]) for character in said)) if len(said) < 10 else None
    total = 0
    rest = said
    for mark, factor in (("亿", 10**8), ("万", 10**4), ("", 1)):
        head, found, tail = rest.partition(mark) if mark else (rest, "", "")
        if mark and not found:
            continue
        part = _section(head, bare=(not total and bool(mark)) or said == head)
        if part is None:
            return None
        total, rest = total + part * factor, tail
        if not rest:
            break
    return Decimal(total)


def _section(said: str, *, bare: bool) -> int | None:
    """A number below ten thousand; `bare`: nothing greater stands before it."""
    found = _SECTION.fullmatch(said)
    if found is None or not said:
        return None
    thousands, hundreds, tens, ones = found.groups()
    if ones and not tens and said[-2:-1] != "零" and (thousands or hundreds or not bare):
        return None
    ten = _DIGITS.get((tens or "")[:-1], 1) if tens else 0
    places = (
        _DIGITS.get(thousands or "", 0),
        _DIGITS.get(hundreds or "", 0),
        ten,
        _DIGITS.get(ones or "", 0),
    )
    return places[0] * 1000 + places[1] * 100 + places[2] * 10 + places[3]
