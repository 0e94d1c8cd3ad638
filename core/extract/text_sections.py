"""The six numbered sections of a report: where each begins, and under which title.

国办公开办函〔2019〕60号 and 〔2021〕30号 name them after 政府信息公开条例, article 50. A title in its
own words, in those of the printed form, or different in a 的 or a 和 alone, is as it should be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.extract.text_plain import PlainText

_NUMERAL = re.compile(r"(?:第[一二三四五六七八]部分[、:.]?|[(]?(?:[一二三四五六七八]|[1-8])[)、.,:]*)$")
_LONGEST = 6
_CHINESE = r"(?:第[一二三四五六七八]部分[、:.]?|[一二三四五六七八][、.])(?!本年|上年|结转)(?:20\d\d年度?)?"
"""What stands before a title in other words, and not before the rows of a table."""

_PARTED = re.compile(r"[)、.,:]|部分")
_BODY = r"[^。,;:、!\d]"
_GOES_ON = re.compile(r"[;,、”\"』》’]|[.…·]{2}")
"""What follows a title that a sentence or a list of contents names: no heading."""

_BEFORE = frozenset("。.;:!?)]”0123456789")
"""What may stand before a heading where the lines of the text have run together."""

_REST = re.compile(rf"{_BODY}{{0,12}}")
_MOST = 6
_SHORT = 5
"""Headings of fewer characters (六、其他) must have a line of their own."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its numeral, its title on the form, and what tells its heading.

    `official`: its titles in the notices and the article. `like`: other wordings, known by the numeral
    before them.
    """

    numeral: str
    title: str
    official: re.Pattern[str]
    like: re.Pattern[str]

    @property
    def name(self) -> str:
        """The heading as the form prints it: 一、总体情况."""
        return f"{self.numeral}、{self.title}"


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a section begins: its place among the six from 0, and its heading's stretch of the plain text."""

    section: int
    start: int
    end: int
    official: bool


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings found: the longest row of them in the form's order, and those that break it."""

    ordered: tuple[Heading, ...]
    misplaced: tuple[Heading, ...]

    @property
    def all(self) -> tuple[Heading, ...]:
        """Every heading, section by section."""
        return tuple(sorted((*self.ordered, *self.misplaced), key=lambda heading: heading.section))


def _section(numeral: str, title: str, official: str, like: str) -> Section:
    return Section(
        numeral,
        title,
        re.compile(official),
        re.compile(rf"{_CHINESE}(?:{like})"),
    )


SECTIONS = (
    _section(
        "一",
        "总体情况",
        "总体情况",
        rf"[总整]体{_BODY}{{0,6}}?[情概]况|总体|{_BODY}{{0,12}}?(?:概述|概况|总述|基本情况|工作{_BODY}{{0,4}}?情况)",
    ),
    _section(
        "二",
        "主动公开政府信息情况",
        "主动公开政府信息的?情况",
        rf"(?:政府信息)?主动公开(?:{_BODY}{{0,12}}?(?:情况|信息(?!的?情况)))?",
    ),
    _section(
        "三",
        "收到和处理政府信息公开申请情况",
        "收到和处理政府信息公开申请的?情况",
        rf"{_BODY}{{0,8}}?(?:依申请公开|收到和处理|处理{_BODY}{{0,8}}?申请)(?:{_BODY}{{0,12}}?情况)?",
    ),
    _section(
        "四",
        "政府信息公开行政复议、行政诉讼情况",
        r"(?:因政府信息公开工作被申请|政府信息公开)行政复议(?:[、,和及]|以及)?(?:被?提起)?行政诉讼的?情况",
        rf"{_BODY}{{0,16}}?(?:复议[、,]?{_BODY}{{0,12}}?诉讼|行政(?:复议|诉讼)(?![、,和及以]))(?:{_BODY}{{0,8}}?情况)?",
    ),
    _section(
        "五",
        "存在的主要问题及改进情况",
        "(?:政府信息公开工作)?存在的主要问题(?:及|和|与|以及)改进情况",
        rf"{_BODY}{{0,12}}?(?:问题|不足)(?:[、,]?{_BODY}{{0,16}}?(?:改进|整改|措施|打算|方向|情况))?",
    ),
    _section(
        "六",
        "其他需要报告的事项",
        "其他需要报告的事项",
        rf"其[他它](?:{_BODY}{{0,10}}?(?:事项|情况))?|需要{_BODY}{{0,10}}?的{_BODY}{{0,4}}?(?:事项|情况)",
    ),
)


def find_headings(text: PlainText) -> Headings:
    """The headings of the six sections in a document's plain text."""
    held = [heading for at in range(len(SECTIONS)) for heading in _candidates(at, text)]
    ordered = _longest_row(sorted(held, key=lambda heading: heading.start))
    placed = {heading.section for heading in ordered}
    rest = {heading.section: heading for heading in held if heading.section not in placed}
    return Headings(ordered, tuple(rest.values()))


def _candidates(at: int, text: PlainText) -> list[Heading]:
    """Where a section may begin: under its official titles, else under others; the first and last few."""
    found = list(_official(at, text)) or list(_alike(at, text))
    return found if len(found) <= 2 * _MOST else [*found[:_MOST], *found[-_MOST:]]


def _official(at: int, text: PlainText) -> Iterator[Heading]:
    for found in SECTIONS[at].official.finditer(text.text):
        before = text.text[max(0, found.start() - _LONGEST) : found.start()]
        numeral = _NUMERAL.search(before)
        start = found.start() - len(numeral[0] if numeral else "")
        alone = text.begins_line(start) and text.ends_line(found.end())
        parted = numeral and _PARTED.search(numeral[0]) and not _GOES_ON.match(text.text, found.end())
        if alone or parted:
            yield Heading(at, start, found.end(), True)


def _alike(at: int, text: PlainText) -> Iterator[Heading]:
    for found in SECTIONS[at].like.finditer(text.text):
        start = found.start()
        first = text.begins_line(start) or text.text[start - 1] in _BEFORE
        if len(found[0]) < _SHORT:
            first = text.begins_line(start) and text.ends_line(found.end())
        if first and text.in_line(start, found.end()) and not _GOES_ON.match(text.text, found.end()):
            yield Heading(at, start, _end_of_title(found.end(), text), False)


def _end_of_title(end: int, text: PlainText) -> int:
    """Where a title ends: with its line, where that is near and no stop comes before."""
    rest = _REST.match(text.text, end)
    near = range(end, rest.end() + 1 if rest else end)
    return next((at for at in near if text.ends_line(at)), end)


def _longest_row(headings: Iterable[Heading]) -> tuple[Heading, ...]:
    """The longest row of headings whose sections rise; of several such the last in the text.

    A list of contents before the report gives such a row too.
    """
    best: dict[int, tuple[Heading, ...]] = {}
    for heading in headings:
        before = [row for section, row in best.items() if section < heading.section]
        row = (*max(before, key=_weight, default=()), heading)
        if _weight(row) >= _weight(best.get(heading.section, ())):
            best[heading.section] = row
    return max(best.values(), key=_weight, default=())


def _weight(row: tuple[Heading, ...]) -> tuple[int, int]:
    return len(row), sum(heading.start for heading in row)
