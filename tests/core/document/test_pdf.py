from __future__ import annotations

from collections.abc import Callable

import pytest

from core.document import pdf as pdf_module
from core.document.location import PageBox
from core.document.model import Grid, SourceDocument
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import blocks, read, refused, table

PROSE = "本年度共受理政府信息公开申请若干件"


def opened(*pages: Drawing, **options: object) -> SourceDocument:
    return read(make_pdf(pages, **options), "a.pdf")  # type: ignore[arg-type]


def prose() -> Drawing:
    return Drawing().text(20, 15, PROSE)


def fill_in(drawing: Drawing) -> Drawing:
    """The texts of a table of three rows and three columns whose rulings are at 20, 120, 200, 280 and
    20, 40, 60, 80; the first row is one cell, and so are the last two of the second column."""
    for x, y, said in (
        (25, 34, "第二十条"), (25, 54, "规章"), (130, 54, "6,091"), (210, 54, "-1"), (25, 74, "许可"),
        (210, 74, "0"),
    ):  # fmt: skip
        drawing.text(x, y, said)
    return drawing


EXPECTED = [["第二十条", "<", "<"], ["规章", "6,091", "-1"], ["许可", "^", "0"]]
ACROSS = [(20, 20, 280), (40, 20, 280), (60, 20, 120), (60, 200, 280), (80, 20, 280)]
DOWN = [(20, 20, 80), (280, 20, 80), (120, 40, 80), (200, 40, 80)]


def strokes(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        page.line(x0, y, x1, y)
    for x, y0, y1 in DOWN:
        page.line(x, y0, x, y1)


def dashes(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        for x in range(x0, x1, 4):
            page.line(x, y, x + 2, y)
    for x, y0, y1 in DOWN:
        page.line(x, y0, x, y1, dash="[2 2] 0 d")


def hairlines(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        page.fill(x0, y, x1, y + 0.5)
    for x, y0, y1 in DOWN:
        page.fill(x, y0, x + 0.5, y1)


def dots(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        for x in range(x0, x1, 2):
            page.fill(x, y, x + 0.7, y + 0.7)
    for x, y0, y1 in DOWN:
        for y in range(y0, y1, 2):
            page.fill(x, y, x + 0.7, y + 0.7)


def doubled(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        page.line(x0, y - 1.2, x1, y - 1.2).line(x0, y + 1.2, x1, y + 1.2)
    for x, y0, y1 in DOWN:
        page.line(x - 1.2, y0, x - 1.2, y1).line(x + 1.2, y0, x + 1.2, y1)


def cells(page: Drawing) -> None:
    for x0, y0, x1, y1 in (
        (20, 20, 280, 40), (20, 40, 120, 60), (120, 40, 200, 80), (200, 40, 280, 60), (20, 60, 120, 80),
        (200, 60, 280, 80),
    ):  # fmt: skip
        page.box(x0, y0, x1, y1)


def shaded(page: Drawing) -> None:
    page.operations.append("0.8 g 20 60 260 20 re f 0 g")
    strokes(page)


def short_of_each_other(page: Drawing) -> None:
    for y, x0, x1 in ACROSS:
        page.line(x0 + 1.5, y, x1 - 1.5, y)
    for x, y0, y1 in DOWN:
        page.line(x, y0 + 1.5, x, y1 - 1.5)


def open_at_the_foot(page: Drawing) -> None:
    for y, x0, x1 in ACROSS[:-1]:
        page.line(x0, y, x1, y)
    for x, y0, y1 in DOWN:
        page.line(x, y0, x, y1)


@pytest.mark.parametrize(
    "rule",
    [
        strokes, dashes, hairlines, dots, doubled, cells, shaded,
        short_of_each_other, open_at_the_foot,
    ],
)  # fmt: skip
def test_rulings_of_every_make_give_the_same_table(rule: Callable[[Drawing], None]) -> None:
    page = fill_in(prose())
    rule(page)
    assert blocks(opened(page)) == [PROSE, EXPECTED]


def test_sides_that_are_not_ruled_end_where_the_rows_end() -> None:
    page = fill_in(prose())
    for y, x0, x1 in ACROSS[1:]:
        page.line(x0, y, x1, y)
    for x, y0, y1 in DOWN[2:]:
        page.line(x, y0, x, y1)
    assert blocks(opened(page)) == [PROSE, "第二十条", EXPECTED[1:]]


def ruled() -> Drawing:
    page = fill_in(prose())
    strokes(page)
    return page


def test_letters_drawn_as_outlines_are_no_rulings() -> None:
    page = ruled()
    for x, y in ((23, 45), (60, 5), (260, 65), (150, 86)):
        page.box(x, y, x + 8, y + 8).box(x + 1, y + 1, x + 4, y + 4).box(x + 4, y + 1, x + 7, y + 4)
        page.box(x + 1, y + 4, x + 4, y + 7).box(x + 4, y + 4, x + 7, y + 7)
    assert blocks(opened(page)) == [PROSE, EXPECTED]


def test_row_that_is_not_ruled_off_but_parted_otherwise_is_a_row_of_its_own() -> None:
    page = prose().box(20, 20, 200, 60).line(110, 40, 110, 60).line(20, 40, 60, 40)
    page.text(25, 34, "第二十条").text(25, 54, "规章").text(120, 54, "13")
    assert table(opened(page).grids[0]) == [["第二十条", "<"], ["规章", "13"]]


def test_underlines_and_frames_are_no_tables() -> None:
    page = prose().line(20, 17, 100, 17).box(5, 5, 295, 95).text(25, 50, "正文")
    assert blocks(opened(page)) == [PROSE, "正文"]


def test_underline_inside_a_cell_does_not_part_it() -> None:
    page = ruled().line(130, 56, 160, 56)
    assert blocks(opened(page))[1] == EXPECTED


def test_page_of_more_characters_than_are_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_CHARACTERS", 5)
    with refused("text_too_long"):
        opened(prose())


def test_table_in_a_form_object_is_shifted_with_it() -> None:
    document = opened(ruled(), within_form=True)
    assert blocks(document) == [PROSE, EXPECTED]
    cell = document.grids[0].at(1, 1)
    assert cell is not None
    assert cell.location == PageBox(1, (125, 40, 205, 80))


def number(document: SourceDocument) -> tuple[float, float, float, float]:
    start = document.text.index("6,091")
    place = document.locate(start, start + 5)
    assert isinstance(place, PageBox)
    return place.box


def test_characters_and_cells_have_boxes_on_the_page() -> None:
    document = opened(ruled())
    cell = document.grids[0].at(2, 1)
    assert cell is not None
    assert cell.location == PageBox(1, (120, 40, 200, 80))
    assert number(document) == pytest.approx((130, 45.4, 155, 55.4), abs=0.1)
    assert (document.pages[0].width, document.pages[0].height) == (300, 100)


def test_cropped_page_counts_from_the_corner_that_is_shown() -> None:
    document = opened(ruled(), extra="/CropBox [10 5 290 100]")
    assert number(document) == pytest.approx((120, 45.4, 145, 55.4), abs=0.1)
    assert (document.pages[0].width, document.pages[0].height) == (280, 95)


TURNED = {
    90: (100 - 55.4, 130, 100 - 45.4, 155),
    180: (300 - 155, 100 - 55.4, 300 - 130, 100 - 45.4),
    270: (45.4, 300 - 155, 55.4, 300 - 130),
}


@pytest.mark.parametrize("turn", TURNED)
def test_page_shown_on_its_side_is_read_upright(turn: int) -> None:
    """Its text lies on its side as shown: the boxes do too, but the lines and the table do not."""
    document = opened(ruled(), extra=f"/Rotate {turn}")
    assert blocks(document) == [PROSE, EXPECTED]
    assert number(document) == pytest.approx(TURNED[turn], abs=0.1)
    assert (document.pages[0].width, document.pages[0].height) == ((300, 100) if turn == 180 else (100, 300))


@pytest.mark.parametrize("turn", [0, 90])
def test_text_drawn_sideways_is_read_upright(turn: int) -> None:
    """A wide page drawn upwards on a narrow one, shown as it is or turned to be read."""
    page = Drawing(height=0)
    for y, x0, x1 in ACROSS:
        page.line(y, -x0, y, -x1)
    for x, y0, y1 in DOWN:
        page.line(y0, -x, y1, -x)
    page.text(15, -20, PROSE, matrix="0 1 -1 0")
    for x, y, said in ((25, 34, "第二十条"), (25, 54, "规章"), (130, 54, "6,091"), (210, 54, "-1")):
        page.text(y, -x, said, matrix="0 1 -1 0")
    for x, y, said in ((25, 74, "许可"), (210, 74, "0")):
        page.text(y, -x, said, matrix="0 1 -1 0")
    document = opened(page, width=100, height=300, extra=f"/Rotate {turn}")
    assert blocks(document) == [PROSE, EXPECTED]
    shown = (45.4, 145, 55.4, 170) if turn == 0 else (130, 45.4, 155, 55.4)
    assert number(document) == pytest.approx(shown, abs=0.1)


def test_text_drawn_twice_counts_once() -> None:
    page = prose()
    for shift in (0.0, 0.3):
        page.text(20 + shift, 60, "共1133件").text(120 + shift, 60 + shift, "11")
    assert blocks(opened(page)) == [PROSE, "共1133件  11"]


def test_invisible_text_beside_visible_text_does_not_count() -> None:
    page = prose().text(20, 60, "隐藏", mode=3)
    document = opened(page)
    assert (blocks(document), document.ocr) == ([PROSE], False)


def test_invisible_text_alone_is_read_and_known_for_ocr() -> None:
    document = opened(Drawing().text(20, 60, PROSE, mode=3), prose())
    assert (blocks(document), document.ocr) == ([PROSE, PROSE], True)


def test_watermark_and_text_off_the_page_are_left_out() -> None:
    page = (
        prose()
        .text(60, 90, "样稿", size=40, matrix="0.7 0.7 -0.7 0.7")
        .text(400, 50, "外")
        .text(20, -50, "外")
    )
    assert blocks(opened(page)) == [PROSE]


def test_gaps_become_spaces_and_wide_ones_two() -> None:
    page = prose().text(20, 40, "规章").text(45, 40, "13").text(90, 40, "524").text(20, 60, "633 000066")
    page.text(20, 80, "6").text(25, 80, ",091")
    assert blocks(opened(page)) == [PROSE, "规章 13  524", "633 000066", "6,091"]


def test_lines_read_from_top_to_bottom_whatever_the_order_of_drawing() -> None:
    page = Drawing().text(120, 60, "105").text(20, 40, PROSE).text(20, 60, "自然人").text(70, 60.8, "6091")
    assert blocks(opened(page)) == [PROSE, "自然人  6091  105"]


def test_number_too_wide_for_its_cell_stays_whole() -> None:
    page = prose().text(125, 54, "1").text(147, 54, "398575801")
    page.box(20, 40, 280, 60).line(150, 40, 150, 60).line(190, 40, 190, 60)
    assert table(opened(page).grids[0]) == [["1", "398575801", ""]]


def test_numbers_that_touch_across_a_border_stay_apart() -> None:
    page = prose().text(140, 54, "12").text(150.5, 54, "34")
    page.box(20, 40, 280, 60).line(150, 40, 150, 60).line(190, 40, 190, 60)
    assert table(opened(page).grids[0]) == [["12", "34", ""]]


def test_lines_of_a_cell_are_parted() -> None:
    page = prose().text(25, 52, "法律服务").text(25, 64, "机构").text(140, 58, "0")
    page.box(20, 40, 200, 70).line(120, 40, 120, 70)
    assert table(opened(page).grids[0]) == [["法律服务\n机构", "0"]]


def test_each_page_of_a_table_is_a_grid_of_its_own_and_page_numbers_are_left_out() -> None:
    pages = [ruled().text(140, 97, f"— {number} —") for number in (1, 2)]
    document = opened(*pages)
    assert blocks(document) == [PROSE, EXPECTED, PROSE, EXPECTED]
    places = [block.cells[0].location for block in document.blocks if isinstance(block, Grid)]
    assert [place.page for place in places if isinstance(place, PageBox)] == [1, 2]


def test_bare_number_at_the_foot_is_a_page_number_only_if_it_counts_on() -> None:
    counted = [prose().text(140, 97, str(number)) for number in (7, 8)]
    assert blocks(opened(*counted)) == [PROSE, PROSE]
    alone = [prose().text(140, 97, said) for said in ("7", "3")]
    assert blocks(opened(*alone)) == [PROSE, "7", PROSE, "3"]


def test_radicals_and_compatibility_forms_are_the_characters_they_show() -> None:
    page = prose().text(20, 60, "⼀、⽂⽴⻚⾦⺠ 金")
    assert blocks(opened(page)) == [PROSE, "一、文立页金民 金"]


def test_characters_beyond_the_basic_plane_keep_text_and_boxes_aligned() -> None:
    document = opened(prose().text(20, 60, "甲𠮷6,091"))
    assert len(document.text) == len(document.boxes.pages) if document.boxes else False


def test_a_number_across_two_pages_of_a_span_is_boxed_on_the_first() -> None:
    document = opened(prose(), prose())
    assert document.locate(0, len(document.text)) == document.locate(0, len(PROSE))


def test_pdf_that_needs_a_password(tmp_path: object) -> None:
    encrypt = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <" + b"00" * 32 + b"> /U <" + b"11" * 32 + b"> /P -4 >> "
        b"/ID [<00> <00>]"
    )
    data = make_pdf([prose()])
    with refused("password"):
        read(data.replace(b"trailer << ", b"trailer << " + encrypt), "a.pdf")


def test_pdf_of_absurd_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_module, "MOST_PAGES", 2)
    with refused("pdf_too_long"):
        opened(prose(), prose(), prose())


def test_drawing_of_many_lines_is_no_table_and_takes_no_time() -> None:
    page = prose()
    for at in range(1500):
        page.line(10 + at % 280, 20, 10 + at % 280, 20 + at % 70).line(
            10, 20 + at % 75, 290 - at % 100, 20 + at % 75
        )
    assert blocks(opened(page))[0] == PROSE
