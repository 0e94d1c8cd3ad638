"""Whether another office than the title's speaks (text.agency): a report copied from a neighbour's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from core.document.model import SourceDocument
from core.extract.masthead import Masthead
from core.extract.report import Remark
from core.extract.text_plain import PlainText, locate
from core.extract.text_sections import Headings
from core.messages import message

_OFFICE = r"(?:局|厅|委员会|委|支队|大队|镇人民政府|乡人民政府|镇政府|乡政府|街道办事处|街道办|街道|镇|乡)"
_KIND = re.compile(rf"{_OFFICE}$")
_HAN = r"[\u4e00-\u9fff]"
_SPEAKS = re.compile(
    rf"(?:现将|本报告由|本年度?报告由|年报由)(?P<first>{_HAN}{{2,24}}?{_OFFICE})(?=20\d\d|关于|政府信息|编制|根据|的?政府)"
    rf"|(?:^|[。;])根据[^。;]{{4,80}}?,(?P<second>{_HAN}{{2,24}}?{_OFFICE})(?=编制|特?向社会)"
)
_BEGINS = re.compile(
    rf"(?:20\d\d年度?,?)?(?P<name>{_HAN}{{2,24}}?{_OFFICE})(?=认真|严格|高度重视|深入|坚持|积极|按照|全面|切实|紧紧|以习近平)"
)
_AREA = re.compile(r".*(?:省|市|县|区|州|盟|旗|兵团|师)(?=.)")
_OF_GOVERNMENT = re.compile(r"人民政府$|政府$|办事处$|办$")
_PRONOUN = re.compile(
    r"^[在由按对为经以根据从与和因]|我|本[局厅委镇乡街]|各|全[局厅镇乡市县区]|该|其|上级|有关|相关"
)
_MOST = 20


def agency_remarks(
    document: SourceDocument, text: PlainText, head: Masthead, headings: Headings
) -> Iterator[Remark]:
    """A remark where a bureau, town or street of another name than the title's calls the report its own."""
    agency = "".join(head.agency.split())
    if not _KIND.search(agency):
        return
    others = [(name, at) for name, at in _speakers(text, headings) if not _same(name, agency)]
    if others:
        names = tuple(dict.fromkeys(f"“{name}”" for name, _ in others))
        places = tuple(locate(document, text, at, at + len(name)) for name, at in others)
        said = message("text.agency", agency=agency, names=names)
        yield Remark("text.agency", "report", (), said, tuple(dict.fromkeys(places)))


def _speakers(text: PlainText, headings: Headings) -> Iterator[tuple[str, int]]:
    """The offices that the text says the report is of, and the one that its first sentence begins with."""
    for found in islice(_SPEAKS.finditer(text.text), _MOST):
        name = "first" if found["first"] else "second"
        if not _PRONOUN.search(found[name]):
            yield found[name], found.start(name)
    first = next((heading for heading in headings.ordered if heading.section == 0), None)
    begins = _BEGINS.match(text.text, first.end) if first else None
    if begins and not _PRONOUN.search(begins["name"]):
        yield begins["name"], begins.start("name")


def _same(one: str, other: str) -> bool:
    """Whether two names may be of one office: what they call it beside the place, in full or shortened."""
    short, long = sorted((_kernel(one), _kernel(other)), key=len)
    return not short or _within(short, long)


def _kernel(name: str) -> str:
    """A name without the place before it and 人民政府 after it."""
    return _OF_GOVERNMENT.sub("", _AREA.sub("", name)).removesuffix("人民")


def _within(short: str, long: str) -> bool:
    """Whether the letters of the one stand in the other, in order: 卫健委 in 卫生健康委员会."""
    rest = iter(long)
    return all(letter in rest for letter in short)
