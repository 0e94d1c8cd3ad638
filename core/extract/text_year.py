"""Whether title, period and sentences of a report speak of one year (text.year), or an old text was kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.document.model import SourceDocument
from core.extract.masthead import Masthead
from core.extract.report import Remark
from core.extract.text_plain import PlainText, locate
from core.messages import message

_PERIOD = re.compile(
    r"(?:统计|期限|数据|期间)[^。;]{0,24}?(?P<from>20\d\d)年度?1月(?:1日)?[^。;\d]{0,8}?(?:(?P<to>20\d\d)年度?)?12月"
)
_RECEIVED = re.compile(
    r"(?<![比较于与对自从\d])(?P<year>20\d\d)年度?[,，]?(?P<who>[^。,，;:\d年]{0,20}?)(?:收到|受理|新收|接到)[^。,，;:\d]{0,24}申请"
)
_THIS = re.compile(
    r"(?:本年(?!新收政府信息公开申请数量)|今年|全年|年内)[^。;]{0,20}?(?:收到|受理|新收|接到)[^。;]{0,24}?申请"
)
_LAST = re.compile(r"上年|去年|以来|结转|往年")
_MOST = 40


@dataclass(frozen=True, slots=True)
class _Told:
    """A year that the text speaks of: by what (the last part of a message's id), and where."""

    kind: str
    year: int
    start: int
    end: int


def year_remarks(document: SourceDocument, text: PlainText, head: Masthead) -> Iterator[Remark]:
    """A remark where the years differ; the title's is held to be right, without a title the period's."""
    told = [*_title(text, head), *_periods(text), *_received(text)]
    if not told:
        return
    due = told[0]
    others = [one for one in told[1:] if one.year != due.year]
    if not others or _agree(told, due, text):
        return
    said = message(
        "text.year",
        due=message(f"text.year.{due.kind}", year=str(due.year)),
        others=tuple(
            message(f"text.year.{kind}", year=str(year))
            for kind, year in dict.fromkeys((one.kind, one.year) for one in others)
        ),
    )
    places = tuple(locate(document, text, one.start, one.end) for one in (due, *others)[:_MOST])
    yield Remark("text.year", "report", (), said, tuple(dict.fromkeys(places)))


def _agree(told: list[_Told], due: _Told, text: PlainText) -> bool:
    """Whether only sentences about applications differ, and another of them speaks of the report's year."""
    differing = {one.kind for one in told if one.year != due.year}
    due_too = any(one.kind == "received" and one.year == due.year for one in told)
    return differing == {"received"} and bool(due_too or _THIS.search(text.text))


def _title(text: PlainText, head: Masthead) -> Iterator[_Told]:
    title = "".join(head.title.split())
    at = text.text.find(title) if title else -1
    if at >= 0 and head.year is not None:
        yield _Told("title", head.year, at, at + len(title))


def _periods(text: PlainText) -> Iterator[_Told]:
    for found in _PERIOD.finditer(text.text):
        for name in ("from", "to"):
            if found[name]:
                yield _Told("period", int(found[name]), found.start("from"), found.end())


def _received(text: PlainText) -> Iterator[_Told]:
    for found in _RECEIVED.finditer(text.text):
        if not _LAST.search(found[0]):
            yield _Told("received", int(found["year"]), found.start("year"), found.end())
