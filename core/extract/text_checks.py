"""What a careful reader remarks on in the text itself: sections, fee, years, agency, hijacked pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.document.model import SourceDocument
from core.extract.masthead import Masthead
from core.extract.report import Remark
from core.extract.text_agency import agency_remarks
from core.extract.text_form import FEE_YEAR, FIRST_YEAR, fee_remarks, section_remarks
from core.extract.text_intrusion import intrusion_remarks
from core.extract.text_plain import plain_text
from core.extract.text_sections import find_headings
from core.extract.text_year import year_remarks
from core.extract.word_list import word_list
from core.forms.form import Form


def text_remarks(document: SourceDocument, head: Masthead, found: Iterable[Form]) -> Iterator[Remark]:
    """The doubts about the text of a report whose tables are on the forms found; in time linear in the text.

    The document is the simplified one. A report without year and tables is held to no form.
    """
    text = plain_text(document)
    headings = find_headings(text)
    year = head.year or max((form.first_year for form in found), default=0)
    if year >= FIRST_YEAR:
        yield from section_remarks(document, text, headings, bool(head.title))
    if year >= FEE_YEAR:
        yield from fee_remarks(document, text, headings)
    yield from year_remarks(document, text, head)
    yield from agency_remarks(document, text, head, headings)
    yield from intrusion_remarks(document, text, word_list())
