from __future__ import annotations

import io

import pytest
from PIL import Image

from core.document.images import open_pages
from core.document.location import PageBox
from core.document.model import SourceDocument
from core.document.render import render_page
from tests.core.document.ofd_writer import OFD, OfdPage, make_ofd
from tests.core.document.support import blocks, read, refused, table, zipped

PROSE = "2021年，本机关共受理政府信息公开申请12件，均已按时答复。"
MILLIMETRE = 72 / 25.4


def opened(*pages: OfdPage, **more: object) -> SourceDocument:
    return read(make_ofd(pages, **more), "报告.ofd")  # type: ignore[arg-type]


def ruled(page: OfdPage) -> OfdPage:
    """A table of two rows and three columns, the label of the second spanning no more than its own."""
    page.box(20, 50, 140, 70)
    page.line(20, 60, 140, 60)
    page.line(60, 50, 60, 70)
    page.line(100, 50, 100, 70)
    page.text(22, 56, "行政许可").text(65, 56, "12").text(105, 56, "6,091")
    return page.text(22, 66, "行政处罚").text(105, 66, "0")


def test_text_and_ruled_tables_are_read_in_order_with_their_places() -> None:
    document = opened(ruled(OfdPage().text(20, 30, PROSE)))
    assert document.format == "ofd"
    assert blocks(document)[0] == PROSE
    assert table(document.grids[0]) == [["行政许可", "12", "6,091"], ["行政处罚", "", "0"]]
    assert document.pages[0].width == pytest.approx(210 * MILLIMETRE, abs=0.1)
    cell = document.grids[0].at(0, 1)
    assert cell is not None
    assert isinstance(cell.location, PageBox)
    assert cell.location.box == pytest.approx([edge * MILLIMETRE for edge in (60, 50, 100, 60)], abs=0.5)


def test_characters_have_boxes_where_they_stand() -> None:
    document = opened(OfdPage().text(20, 30, PROSE))
    at = document.text.index("12件")
    place = document.locate(at, at + 2)
    assert isinstance(place, PageBox)
    x0, _, x1, y1 = (edge / MILLIMETRE for edge in place.box)
    before = sum(2 if letter.isascii() else 4 for letter in PROSE[: PROSE.index("12件")])
    assert (x0, x1) == pytest.approx((20 + before, 24 + before), abs=0.3)
    assert 30 < y1 < 31


def test_steps_between_letters_may_be_given_in_short_or_not_at_all() -> None:
    written = OfdPage().text(20, 30, PROSE)
    written.text(20, 40, "本年新收申请数量", delta="g 7 4").text(20, 50, "上年结转申请数量", delta="")
    assert blocks(opened(written))[1:] == ["本年新收申请数量", "上年结转申请数量"]


def test_letters_far_apart_are_words_of_their_own() -> None:
    document = opened(OfdPage().text(20, 30, PROSE).text(20, 40, "36", delta="30"))
    assert blocks(document)[1] == "3  6"


def test_text_is_set_by_its_matrix() -> None:
    scaled = OfdPage().text(20, 30, PROSE)
    scaled.objects.append(
        '<ofd:TextObject Size="1" Boundary="50 80 100 10" CTM="4 0 0 4 0 0"><ofd:TextCode X="0" Y="1" '
        'DeltaX="1 1 1">规范文件</ofd:TextCode></ofd:TextObject>'
    )
    document = opened(scaled)
    assert blocks(document)[1] == "规范文件"
    place = document.locate(document.text.index("规范"), document.text.index("文件"))
    assert isinstance(place, PageBox)
    assert [edge / MILLIMETRE for edge in place.box] == pytest.approx([50, 80.6, 58, 84.6], abs=0.3)


def test_templates_lie_under_every_page() -> None:
    template = OfdPage().text(20, 20, "云溪市水务局政府信息公开工作报告")
    common = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    page = OfdPage(template='<ofd:Template TemplateID="9" ZOrder="Background"/>').text(20, 30, PROSE)
    document = opened(page, more={"Doc_0/Tpls/Tpl_0/Content.xml": template.xml()}, common=common)
    assert blocks(document) == ["云溪市水务局政府信息公开工作报告", PROSE]


def test_hidden_objects_and_letters_of_no_size_are_left_out() -> None:
    page = OfdPage().text(20, 30, PROSE).text(20, 40, "看不见", more='Visible="false"').text(20, 50, "无", 0)
    assert blocks(opened(page)) == [PROSE]


@pytest.mark.parametrize("more", ['Alpha="0"', 'Fill="false"'])
def test_letters_that_are_not_seen_are_left_out(more: str) -> None:
    page = (
        OfdPage()
        .text(20, 20, "政府信息公开工作年度报告总体情况")
        .text(20, 40, "12")
        .text(60, 40, "34", more=more)
    )
    assert "12" in (text := opened(page).text)
    assert "34" not in text


def test_white_figures_on_white_are_left_out() -> None:
    page = OfdPage().text(20, 20, "政府信息公开工作年度报告总体情况").text(20, 40, "12").text(60, 40, "34")
    white = '<ofd:FillColor Value="255 255 255"/><ofd:TextCode'
    page.objects[-1] = page.objects[-1].replace("<ofd:TextCode", white)
    assert "12" in (text := opened(page).text)
    assert "34" not in text


@pytest.mark.parametrize("odd", ["२", "⁶", "𝟏", "٣", "‑", "`", "Ⅴ", "\u0336", "䶮"])
def test_no_character_goes_unread_though_no_font_has_it(odd: str) -> None:
    document = opened(
        OfdPage().text(20, 20, f"政府信息公开工作年度报告总体情况：{odd}").text(20, 40, f"{odd}5")
    )
    assert blocks(document)[1].replace(" ", "") == f"{odd}5"  # type: ignore[attr-defined]
    assert odd in blocks(document)[0]  # type: ignore[operator]


def test_letters_under_a_picture_of_them_are_known_for_ocr() -> None:
    page = OfdPage().text(20, 20, "政府信息公开工作年度报告总体情况", more='Fill="false"')
    assert opened(page).ocr_pages == {1}


def test_every_page_is_read_in_the_order_of_the_document() -> None:
    document = opened(*(OfdPage().text(20, 30, f"第{number}部分：{PROSE}") for number in "一二三"))
    assert [block[:4] for block in blocks(document) if isinstance(block, str)] == [
        "第一部分",
        "第二部分",
        "第三部分",
    ]
    assert len(document.pages) == 3


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 0, 0)).save(out, "PNG")
    return out.getvalue()


PICTURED: dict[str, str | bytes] = {
    "Doc_0/DocumentRes.xml": f'<ofd:Res xmlns:ofd="{OFD}" BaseLoc="Res"><ofd:MultiMedias>'
    '<ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    "</ofd:MultiMedias></ofd:Res>",
    "Doc_0/Res/a.png": picture(),
}
LISTED = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"


def with_picture(page: OfdPage) -> OfdPage:
    page.objects.append(
        '<ofd:ImageObject ID="8" ResourceID="7" Boundary="10 100 190 150" CTM="190 0 0 150 0 0"/>'
    )
    return page


def test_page_with_a_picture_that_was_not_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)
    page = with_picture(OfdPage().text(20, 30, PROSE))
    assert opened(page, OfdPage().text(20, 30, PROSE), more=PICTURED, common=LISTED).unread_pages == (1,)


def test_pictures_alone_are_refused_as_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)
    with refused("ofd_picture"):
        opened(with_picture(OfdPage()), more=PICTURED, common=LISTED)


def test_pages_are_drawn_as_they_look() -> None:
    data = make_ofd([with_picture(ruled(OfdPage().text(20, 30, PROSE)))], PICTURED, LISTED)
    document = open_pages(data, "报告.ofd")
    try:
        drawn = render_page(document, "报告.ofd", 1, 1.0)
    finally:
        document.close()

    def at(x: float, y: float) -> tuple[int, ...]:
        start = round(y * MILLIMETRE) * drawn.stride + round(x * MILLIMETRE) * 4
        return tuple(drawn.pixels[start : start + 3])

    assert (drawn.width, drawn.height) == pytest.approx((595, 842), abs=1)
    assert at(100, 175) == (0, 0, 200)
    assert at(100, 90) == (255, 255, 255)
    row = [min(at(60 + step / 10, 65)) for step in range(-5, 6)]
    assert min(row) < 200


@pytest.mark.parametrize(
    ("reason", "parts"),
    [
        ("ofd_damaged", {"OFD.xml": "<broken"}),
        ("ofd_damaged", {"OFD.xml": "<OFD><DocBody><DocRoot>Doc_0/none.xml</DocRoot></DocBody></OFD>"}),
        ("ofd_doctype", {"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><OFD/>'}),
        ("password", {"OFD.xml": "<OFD/>", "Encryptions.xml": "<x/>"}),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(reason: str, parts: dict[str, str | bytes]) -> None:
    with refused(reason):
        read(zipped(parts), "报告.ofd")


POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n"


def test_picture_that_a_program_of_the_systems_would_draw_is_left_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def run(*_: object, **__: object) -> None:
        raise AssertionError("a document has a program run")

    monkeypatch.setattr("subprocess.Popen", run)
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)
    page = with_picture(OfdPage().text(20, 30, PROSE))
    document = opened(page, more=PICTURED | {"Doc_0/Res/a.png": POSTSCRIPT}, common=LISTED)
    assert (blocks(document), document.unread_pages) == ([PROSE], (1,))


@pytest.mark.parametrize("limit", ["MOST_LETTERS", "MOST_PATHS"])
def test_file_of_more_than_can_be_drawn_is_refused_and_not_read_in_part(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = OfdPage().text(20, 30, PROSE).line(0, 0, 9, 9).line(0, 9, 9, 0)
    monkeypatch.setattr(f"core.document.ofd_page.{limit}", 1)
    with refused("ofd_too_long"):
        opened(page)
    monkeypatch.setattr(f"core.document.ofd_page.{limit}", len(PROSE))
    assert blocks(opened(page)) == [PROSE]


def test_damaged_pictures_and_odd_numbers_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.document.pdf.is_available", lambda: False)
    page = with_picture(OfdPage().text(20, 30, PROSE))
    page.objects.append(
        '<ofd:PathObject Boundary="0 0 x 1e999"><ofd:AbbreviatedData>'
        "M 1 L 2 2 Q 1 A 1 1 0 0 1 5 5 Z B 1 2 3 4 5 6</ofd:AbbreviatedData></ofd:PathObject>"
        '<ofd:TextObject Size="nan" Boundary="1 2"><ofd:TextCode DeltaX="g 99999999 1">数</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    document = opened(page, more=PICTURED | {"Doc_0/Res/a.png": b"no picture"}, common=LISTED)
    assert (blocks(document), document.unread_pages) == ([PROSE], (1,))
