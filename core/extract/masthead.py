"""Reads a report's title, the body that made it, and the year it reports on (刊头)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.document.model import SourceDocument
from core.extract.announced import NAME_OF_OFFICE, OF_REPORT, announced

_YEAR = re.compile(
    r"(?:20\d\d\s?[-—–~至]?\s?(?=20\d\d\s?学年))?((?:1\s?9|2\s?0)\s?\d\s?\d)\s*(?:学?年)?\s*度?"
)
"""A year; of a school year (2020-2021学年), that in which it ends."""

_TITLE = re.compile(
    r"(?!现[将就把公发向面予]|编制|根据|按照|依据|为了|特[向此]|[^，。；、,;：:《》|]{0,40}编制[了并])(?P<before>[^，。；、,;：:《》|]{0,50}?)(?:政府信息|政务信息|政务|信息)公开(?P<between>[^，。；、,;：:《》|]{0,16}?)"
    r"(?:报告|年报|总结|成绩单)(?!的?(?:通知|格式|模板|要求|有关|编制)|[^，。；]{0,6}如下|[,，])"
)
"""A title stands by itself: “现将我局2021年政府信息公开工作报告如下” is a sentence about one."""
_NAME = re.compile(r"[\u4e00-\u9fff（）()·]+$")
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。]{0,12}?12\s*月\s*31\s*日")
_MENTION = re.compile(r"(?<![〔\[［(（\d])(20\d\d)\s*年(度)?(\s*\d{1,2}\s*月)?")
_HEAD = 4000
_LINE = 40
_SPACES = 4
_SCHOOL = re.compile(r"高等学校信息公开(?:办法|事项清单)|学年度?信息公开|公共企事业单位信息公开规定")
_BELOW = 4
"""So many lines below a title without an agency may print it again, with the agency above it."""

_MADE = re.compile(r"^由|(?:编制|撰写|制作|公布|发布)了?$")
_OWN_YEAR = re.compile(
    rf"(?:现将|公布|公开|发布|编制|撰写)[^。,;:《》\d]{{0,30}}?(20\d\d)年度?[^。,;:《》\d]{{0,24}}?{OF_REPORT}(?!的?(?:通知|格式|要求))"
)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a report calls itself; empty text or None where it does not say."""

    title: str
    agency: str
    year: int | None


def read_masthead(document: SourceDocument) -> Masthead:
    """The title, agency and year: from the title where one is found, else the year from the text."""
    head = unicodedata.normalize("NFKC", document.text[:_HEAD])
    told = [line for line in (_clean(line) for line in [document.title or "", *head.splitlines()]) if line]
    titles = ((at, found) for at in range(len(told)) if (found := _told(told, at)))
    at, found = next(titles, (0, None))
    if found is None:
        return _undated(document, told) or Masthead("", announced(head), year_of_text(document.text))
    if found.agency:
        return found
    again = (_told(told, below) for below in range(at + 1, min(len(told), at + 1 + _BELOW)))
    named = next((other for other in again if other and other.agency and other.year == found.year), None)
    return named or replace(found, agency=announced(head))


def _told(lines: Sequence[str], at: int) -> Masthead | None:
    """The masthead that a line is or quotes, if any."""
    line = lines[at]
    if "公开" not in line.replace(" ", ""):
        return None
    before = lines[at - 1] if at else ""
    quoted = ((name, _title(name, "")) for name in re.findall(r"《([^《》]+)》", line))
    return (
        _title(line, before)
        or next((found for name, found in quoted if found and found.title == name), None)
        or _torn(before, line)
        or (_torn(line, lines[at + 1]) if at + 1 < len(lines) else None)
    )


def _torn(first: str, second: str) -> Masthead | None:
    """The masthead of a title that stands on two lines."""
    if max(len(first), len(second)) > _LINE or not _YEAR.search(first) or "报告" in first:
        return None
    found = _title(first + second, "")
    return found if found and len(found.title) >= len(first + second) - _SPACES else None


def _undated(document: SourceDocument, lines: Sequence[str]) -> Masthead | None:
    """The masthead of a title without a year, which is an agency's name and the report's alone."""
    named = re.compile(rf"({NAME_OF_OFFICE}){OF_REPORT}")
    found = next((whole for line in lines if (whole := named.fullmatch(line)) and line[-2:] != "情况"), None)
    return Masthead(found[0], found[1], year_of_text(document.text)) if found else None


def is_of_school(document: SourceDocument) -> bool:
    """Whether a report is made under the rules of schools and utilities, which have no tables to fill."""
    return _SCHOOL.search(unicodedata.normalize("NFKC", document.text[:_HEAD])) is not None


def _clean(line: str) -> str:
    line = re.sub(r"^\s*(?:标\s*题|题目|(?:信息|文件)?名称)(?:\s*[:：]\s*|\s+)", "", line)
    return re.sub(r"\s+", " ", line).strip(" ?？")


def _title(line: str, before: str) -> Masthead | None:
    """The masthead of a line that is a title, or begins with one; the agency may stand in the line before."""
    joined = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line).removeprefix("《")
    found = _TITLE.match(joined)
    year = _YEAR.search(found[0]) if found else None
    if found is None or year is None:
        return None
    agency = _MADE.sub("", _YEAR.sub("", found["before"]).strip()).removesuffix("关于").strip()
    name = _NAME.search(agency)
    agency, title = name[0] if name else "", found[0].strip()
    if not agency and _is_name(before):
        agency, title = before, before + title
    return Masthead(title, agency, int(re.sub(r"\s", "", year[1])))


def _is_name(line: str) -> bool:
    return 2 <= len(line) <= 40 and not re.search(r"[\d，。；：:、|]", line)


def year_of_text(text: str) -> int | None:
    """The year of the period that the report states, else the one it speaks of most.

    Where it calls itself the report on another year than the period, the one spoken of more often.
    """
    plain = unicodedata.normalize("NFKC", text)
    period, own = _PERIOD.search(plain), _OWN_YEAR.search(re.sub(r"\s", "", plain[:_HEAD]))
    if period and (own is None or own[1] == period[1]):
        return int(period[1])
    votes: Counter[int] = Counter()
    for found in _MENTION.finditer(re.sub(r"《[^《》]*》", "", plain)):
        votes[int(found[1])] += 1 if found[3] else 3
    if period and own:
        return max(int(period[1]), int(own[1]), key=lambda year: votes[year])
    best = max(votes.values(), default=0)
    return min((year for year, count in votes.items() if count == best), default=None)
