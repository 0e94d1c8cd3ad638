"""The six sections: found however their headings are printed; what is missing or misplaced is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.location import TextSpan
from core.document.open import read_document
from core.extract.report import Remark, Report
from core.extract.text_plain import plain_text
from core.extract.text_sections import SECTIONS, find_headings
from core.messages import render
from tests.core.extract.support import AFTER, F2019, F2021, lines_of, page, read_html, read_text, text_report

TITLE = "云溪市水务局2022年政府信息公开工作年度报告"
NAMES = [section.name for section in SECTIONS]
FEE = "本年度未收取信息处理费。"


def written(headings: list[str], title: str = TITLE, *, end: str = "\n") -> str:
    """A report of headings, each with a sentence below it, and a fee in the last."""
    return end.join([title, *(f"{heading}{end}按规定办理。" for heading in headings), FEE])


def of_sections(report: Report) -> dict[str, Remark]:
    return {remark.place: remark for remark in report.remarks if remark.rule == "form.section"}


def found(text: str) -> list[tuple[int, str]]:
    """The sections found, from 1, with their headings as printed but for white space."""
    plain = plain_text(read_document(text.encode(), "a.txt"))
    return [(one.section + 1, plain.text[one.start : one.end]) for one in find_headings(plain).all]


def test_a_whole_report_has_all_six() -> None:
    for form in (F2019, F2021):
        assert not of_sections(read_html(page(form, {})))
        lines = {id: lines_of(table, {}) for id, table in form.tables.items()}
        assert not of_sections(read_text(text_report(form, lines)))


@pytest.mark.parametrize(
    "heading",
    [
        *("四、政府信息公开行政复议、行政诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
        *("四、因政府信息公开工作被申请行政复议提起行政诉讼情况", "四、政府信息公开行政复议和行政诉讼的情况"),
        *("四.政府信息公开行政复议、行政诉讼情况", "（四）政府信息公开行政复议、行政诉讼情况"),
        *("第四部分 政府信息公开行政复议、行政诉讼情况", "四 、 政府信息公开行政复议、\n行政诉讼情况"),
        *("4．政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议、行政诉讼情况"),
    ],
)
def test_the_official_titles_however_printed(heading: str) -> None:
    assert not of_sections(read_text(written([*NAMES[:3], heading, *NAMES[4:]])))


@pytest.mark.parametrize("at", range(6))
def test_a_missing_section_is_named(at: int) -> None:
    report = read_text(written(NAMES[:at] + NAMES[at + 1 :]))
    remark = of_sections(report)["missing"]
    assert NAMES[at] in render(remark.message)
    assert not any(name in render(remark.message) for name in NAMES if name != NAMES[at])
    assert remark.severity is None


def test_an_excerpt_is_one_remark_that_says_what_there_is() -> None:
    remarks = of_sections(read_text("\n\n".join([NAMES[0], "工作平稳，2022年公开信息3条。", NAMES[1], "无"])))
    assert set(remarks) == {"missing"}
    said = render(remarks["missing"].message)
    assert all(name in said for name in NAMES)
    assert "节选" in said


def test_tables_alone_are_a_warning() -> None:
    said = page(F2021, {})
    for line in ("一、总体情况", "工作平稳。", *AFTER):
        said = said.replace(f"<p>{line}</p>", "")
    assert of_sections(read_html(said))["missing"].severity == "warning"


def test_without_any_heading_only_a_titled_report_is_remarked_on() -> None:
    said = page(F2021, {}).replace("、总体情况", "").replace("五、存在的", "").replace("六、其他需要", "")
    for table in F2021.tables.values():
        said = said.replace(f"<p>{table.title}</p>", "")
    remarks = of_sections(read_html(said))
    assert {place: remark.severity for place, remark in remarks.items()} == {"none": "warning"}
    assert not of_sections(read_html(said.replace("年度报告", "附表")))


def test_reports_of_before_2019_and_papers_of_no_kind_have_no_sections_due() -> None:
    assert not of_sections(read_text(written(["一、概述", "二、其他情况"], TITLE.replace("2022", "2018"))))
    assert not of_sections(read_text("会议通知\n一、总体情况\n二、主动公开政府信息情况\n请准时参加。"))


def test_sections_out_of_order() -> None:
    remarks = of_sections(read_text(written([*NAMES[:3], NAMES[4], NAMES[3], NAMES[5]])))
    assert set(remarks) == {"order"}
    (place,) = remarks["order"].locations
    assert isinstance(place, TextSpan)
    assert sum(name in render(remarks["order"].message) for name in NAMES) == 1


@pytest.mark.parametrize(
    ("at", "heading"),
    [
        *((0, "一、概述"), (0, "一、总体工作情况"), (1, "二、主动公开情况"), (2, "三、依申请公开情况")),
        *((3, "四、复议、诉讼情况"), (3, "四、因政府信息公开申请行政复议、提起行政诉讼的情况")),
        *((4, "五、存在问题及整改措施"), (4, "五、工作中的不足和下一步打算"), (5, "六、其他事项")),
        *(
            (0, "一、总体概况"),
            (0, "一、政府信息公开工作情况"),
            (1, "二、政府信息主动公开情况"),
            (4, "五、存在的问题"),
        ),
        *(
            (2, "三、收到和处理政府信息公开的情况"),
            (2, "三、依申请公开政府信息"),
            (3, "四、行政复议、行政诉讼"),
        ),
        *((5, "六、其它需要报告的事项"), (5, "六、需要报告的其他事项"), (5, "六、其他")),
    ],
)
def test_other_wording_is_a_warning_that_tells_both(at: int, heading: str) -> None:
    text = written([*NAMES[:at], heading, *NAMES[at + 1 :]])
    remarks = of_sections(read_text(text))
    assert {place: remark.severity for place, remark in remarks.items()} == {"wording": "warning"}
    said = render(remarks["wording"].message)
    assert heading in said
    assert NAMES[at] in said
    assert remarks["wording"].locations == (
        TextSpan(text.index(heading), text.index(heading) + len(heading)),
    )


def test_headings_are_found_where_lines_have_run_together() -> None:
    text = "本报告包括总体情况、主动公开政府信息情况等六个部分。" + written(NAMES, "", end="")
    assert found(text) == list(enumerate(NAMES, start=1))


def test_rows_of_the_tables_and_lists_of_contents_are_no_headings() -> None:
    rows = "一、本年新收政府信息公开申请数量\n三、本年度办理结果\n四、结转下年度继续办理"
    assert not found(rows)
    assert not found("四、结转下年度继续办理\n行政复议 行政诉讼")
    assert not found("四、结转下年度继续办理行政复议行政诉讼情况")
    assert not found("本报告分为：一、总体情况；二、主动公开政府信息情况；三、其他。")
    assert not found("一、总体情况......1\n二、主动公开政府信息情况……2")
    assert not found("2022年本局总体情况良好，详见“三、收到和处理政府信息公开申请情况”。")


def test_of_a_list_of_contents_and_a_report_the_report_counts() -> None:
    text = "\n".join([TITLE, *NAMES, written(NAMES, "正文")])
    plain = plain_text(read_document(text.encode(), "a.txt"))
    assert [plain.place(one.start) for one in find_headings(plain).ordered] == [
        text.rindex(name) for name in NAMES
    ]


@given(st.permutations(range(6)), st.sampled_from(["\n", "。", "\n\n　　"]))
def test_the_longest_row_and_the_rest_are_all_sections(order: list[int], end: str) -> None:
    plain = plain_text(read_document(written([NAMES[at] for at in order], end=end).encode(), "a.txt"))
    headings = find_headings(plain)
    assert [one.section for one in headings.all] == list(range(6))
    row = [order.index(one.section) for one in headings.ordered]
    assert row == sorted(row)
    assert bool(headings.misplaced) == (order != sorted(order))


@given(st.text(st.sampled_from("一二三总体情况主动公开政府信息、。（）(1. \n|"), max_size=200))
def test_places_of_the_plain_text_are_those_of_the_text(text: str) -> None:
    plain = plain_text(read_document(("文" + text).encode(), "a.txt"))
    for at, character in enumerate(plain.text):
        assert plain.source[plain.place(at)] == character
    for heading in find_headings(plain).all:
        start, end = plain.span(heading.start, heading.end)
        assert "".join(plain.source[start:end].split()) == plain.text[heading.start : heading.end]
