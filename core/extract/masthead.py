"""Reads a report's title, the body that made it, and the year it reports on (刊头)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from core.document.model import SourceDocument

_YEAR = re.compile(r"((?:1\s?9|2\s?0)\s?\d\s?\d)\s*年?\s*度?")
_TITLE = re.compile(
    r"(?!现将|现就|现把|根据|按照|依据|为了|特向)(?P<before>[^，。；、,;：:《》|]{0,50}?)(?:政府信息|政务信息|政务|信息)公开(?P<between>[^，。；、,;：:《》|]{0,16}?)"
    r"(?:报告|年报|总结|成绩单)(?!的?(?:通知|格式|模板|要求|有关|编制)|[^，。；]{0,6}如下)"
)
"""A title stands by itself: “现将我局2021年政府信息公开工作报告如下” is a sentence about one."""
_NAME = re.compile(r"[\u4e00-\u9fff（）()·]+$")
_PERIOD = re.compile(r"(20\d\d)\s*年\s*1\s*月\s*1\s*日[^。]{0,12}?12\s*月\s*31\s*日")
_MENTION = re.compile(r"(?<![〔\[［(（\d])(20\d\d)\s*年(度)?(\s*\d{1,2}\s*月)?")
_HEAD = 4000


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
    for line, before in zip(told, ["", *told], strict=False):
        if "公开" not in line:
            continue
        found = _title(line, before)
        if found:
            return found
        for quoted in re.findall(r"《([^《》]+)》", line):
            found = _title(quoted, "")
            if found and found.title == quoted:
                return found
    return Masthead("", "", year_of_text(document.text))


def _clean(line: str) -> str:
    line = re.sub(r"^\s*(?:标题|题目|名称)\s*[:：]\s*", "", line)
    return re.sub(r"\s+", " ", line).strip(" ?？")


def _title(line: str, before: str) -> Masthead | None:
    """The masthead of a line that is a title, or begins with one; the agency may stand in the line before."""
    joined = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line).removeprefix("《")
    found = _TITLE.match(joined)
    year = _YEAR.search(found[0]) if found else None
    if found is None or year is None:
        return None
    agency = _YEAR.sub("", found["before"]).strip().removesuffix("关于").strip()
    name = _NAME.search(agency)
    agency, title = name[0] if name else "", found[0].strip()
    if not agency and _is_name(before):
        agency, title = before, before + title
    return Masthead(title, agency, int(re.sub(r"\s", "", year[1])))


def _is_name(line: str) -> bool:
    return 2 <= len(line) <= 40 and not re.search(r"[\d，。；：:、|]", line)


def year_of_text(text: str) -> int | None:
    """The year of the period that the report states, else the one it speaks of most."""
    plain = unicodedata.normalize("NFKC", text)
    period = _PERIOD.search(plain)
    if period:
        return int(period[1])
    votes: Counter[int] = Counter()
    for found in _MENTION.finditer(re.sub(r"《[^《》]*》", "", plain)):
        votes[int(found[1])] += 1 if found[3] else 3
    best = max(votes.values(), default=0)
    return min((year for year, count in votes.items() if count == best), default=None)
