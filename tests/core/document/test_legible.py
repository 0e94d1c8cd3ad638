from __future__ import annotations

import re

import pytest

from core.document.legible import is_garbled
from core.document.model import SourceDocument
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import blocks, read, refused

PROSE = "2021年，本机关共受理政府信息公开申请12件，均已按时答复，没有收取费用。"
LONGER = PROSE + "本年度没有被申请行政复议，也没有被提起行政诉讼，各项工作平稳有序。"


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)


def page(text: str) -> Drawing:
    """A page of lines of forty characters."""
    drawing = Drawing()
    for number, at in enumerate(range(0, len(text), 24)):
        drawing.text(20, 20 + 15 * number, text[at : at + 24])
    return drawing


def picture(drawing: Drawing) -> Drawing:
    drawing.operations.append("q 200 0 0 50 20 5 cm BI /W 1 /H 1 /BPC 8 /CS /G ID 0 EI Q")
    return drawing


def opened(*pages: Drawing) -> SourceDocument:
    return read(make_pdf(pages), "报告.pdf")


@pytest.mark.parametrize(
    "text",
    [
        LONGER,
        "本機關共受理政府信息公開申請12件，均已按時答覆，沒有收取費用。本年度沒有被申請行政復議，也沒有被提起行政訴訟。",
        "The office received twelve applications in 2021, all of which were answered in time (100%).",
        "0 12 3,456 78 9 0 0 0 12 0 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6",
        "短",
        "",
    ],
)
def test_text_that_is_one_passes(text: str) -> None:
    assert not is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE000 + at) for at in range(80)),
        LONGER[:60] + "\ufffd" * 20,
        "".join(chr(0x6C00 + 37 * at % 5000) for at in range(90)),
        "E'FG*+HEIJHK&LM£§¢†°ÖÜNO\u00a8PQ:P:RS(:TUVW¬¬XXYZ[\\]^`&Ma:bcde2fg:hij~{|}kl§§¶¶¢¢££±±",
    ],
)
def test_text_that_is_none_is_known(text: str) -> None:
    assert is_garbled(text)


def test_page_of_garbage_is_left_out_and_named() -> None:
    odd = "".join(chr(0xE000 + at % 60) for at in range(90))
    document = opened(page(LONGER), page(odd), page(LONGER))
    assert document.unread_pages == (2,)
    assert "\ue000" not in document.text
    assert len(blocks(document)) == 6


def test_pdf_of_garbage_alone_is_refused_as_such() -> None:
    with refused("pdf_garbled"):
        opened(page("".join(chr(0xE000 + at % 60) for at in range(90))))


def test_font_without_a_map_to_unicode_is_garbage() -> None:
    data = re.sub(rb"/ToUnicode \d+ 0 R", lambda found: b" " * len(found[0]), make_pdf([page(LONGER)]))
    with refused("pdf_garbled"):
        read(data, "报告.pdf")


def test_page_that_is_a_picture_among_others_is_named() -> None:
    assert opened(page(LONGER), picture(Drawing()), page(LONGER)).unread_pages == (2,)


def test_picture_below_the_text_of_a_page_is_named_and_the_text_read() -> None:
    document = opened(picture(page(PROSE[:24])))
    assert document.unread_pages == (1,)
    assert blocks(document) == [PROSE[:24]]


def test_blank_pages_and_pictures_behind_text_are_nothing_to_speak_of() -> None:
    behind = picture(Drawing())
    for number in range(3):
        behind.text(25, 50 + 15 * number, LONGER[:18])
    assert opened(page(LONGER), Drawing(), behind).unread_pages == ()


def test_pictures_alone_are_a_scan() -> None:
    with refused("pdf_scan"):
        opened(picture(Drawing()), picture(Drawing()))
