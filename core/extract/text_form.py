"""Whether a report has its six sections (form.section), and says in the last what it charged (text.fee)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.document.location import Location
from core.document.model import SourceDocument
from core.extract.report import Remark
from core.extract.text_plain import PlainText, locate
from core.extract.text_sections import SECTIONS, Heading, Headings
from core.messages import message

FIRST_YEAR = 2019
"""From the reports on this year on the six sections are due (国办公开办函〔2019〕60号)."""

FEE_YEAR = 2021
"""From the reports on this year on the fee is to be stated in section six (国办公开办函〔2021〕30号)."""

_TABLES = frozenset({1, 2, 3})
"""The sections that hold the tables, by their place among the six from 0."""

_FEE = re.compile(
    r"处理费|(?:信息公开|依申请|申请人)[^。;]{0,30}?(?:收费|费用|收取)"
    r"|(?:未|没有|无|不|零)[^。;]{0,8}?(?:收取|收费|费用)|(?:收费|费用|收取)[^。;]{0,16}?(?:为零|[无零\d]元?)"
)
_ELSEWHERE = re.compile(r"(?:收取|收费|征收|缴纳|减免)[^。;]{0,16}处理费|处理费[^。;]{0,16}(?:收取|\d|零|无)")
_BODY = 20_000


def section_remarks(
    document: SourceDocument, text: PlainText, headings: Headings, titled: bool
) -> Iterator[Remark]:
    """What is amiss with the sections of a report; `titled`: it has a title of its own.

    A file without any section may be an excerpt or tables alone, so that only a titled one is remarked on.
    Where pages could not be read, or were read by OCR, a missing section is a warning: it may be there.
    """
    found = headings.all
    if len(found) < 2 or not any(heading.official for heading in found):
        if titled and not found:
            yield Remark("form.section", "none", (), message("text.section.none"), severity="warning")
        return
    yield from _missing(document, {heading.section for heading in found})
    yield from _misplaced(document, text, headings)
    yield from _reworded(document, text, found)


def _missing(document: SourceDocument, present: set[int]) -> Iterator[Remark]:
    missing = [at for at in range(len(SECTIONS)) if at not in present]
    if not missing:
        return
    names = {"missing": _names(missing), "present": _names(sorted(present))}
    part = len(missing) > 1 and max(present) - min(present) == len(present) - 1
    said = (
        message("text.section.part", **names)
        if part
        else message("text.section.missing", missing=names["missing"])
    )
    unsure = bool(document.ocr or document.unread_pages or present <= _TABLES)
    yield Remark("form.section", "missing", (), said, severity="warning" if unsure else None)


def _names(sections: Iterable[int]) -> tuple[str, ...]:
    return tuple(f"“{SECTIONS[at].name}”" for at in sections)


def _misplaced(document: SourceDocument, text: PlainText, headings: Headings) -> Iterator[Remark]:
    if headings.misplaced:
        said = message(
            "text.section.order", sections=_names(heading.section for heading in headings.misplaced)
        )
        yield Remark("form.section", "order", (), said, _places(document, text, headings.misplaced))


def _reworded(document: SourceDocument, text: PlainText, found: Iterable[Heading]) -> Iterator[Remark]:
    other = [heading for heading in found if not heading.official]
    if other:
        pairs = tuple(
            message(
                "text.section.pair",
                printed=text.text[heading.start : heading.end],
                form=SECTIONS[heading.section].name,
            )
            for heading in other
        )
        said = message("text.section.wording", pairs=pairs)
        yield Remark("form.section", "wording", (), said, _places(document, text, other), "warning")


def _places(document: SourceDocument, text: PlainText, headings: Iterable[Heading]) -> tuple[Location, ...]:
    return tuple(locate(document, text, heading.start, heading.end) for heading in headings)


def fee_remarks(document: SourceDocument, text: PlainText, headings: Headings) -> Iterator[Remark]:
    """A remark where section six says nothing of the fee for handling applications (信息处理费).

    Where another section states it, that is a hint; a report without section six has been remarked on.
    """
    last = next((heading for heading in headings.all if heading.section == len(SECTIONS) - 1), None)
    if last is None:
        return
    after = [heading.start for heading in headings.all if heading.start > last.start]
    end = min([*after, last.end + _BODY, len(text.text)])
    if _FEE.search(text.text, last.end, end):
        return
    elsewhere = _ELSEWHERE.search(text.text, 0, last.start)
    place = (elsewhere.start(), elsewhere.end()) if elsewhere else (last.start, last.end)
    said = message("text.fee.elsewhere" if elsewhere else "text.fee.missing")
    found = (locate(document, text, *place),)
    yield Remark("text.fee", "report", (), said, found, "hint" if elsewhere else None)
