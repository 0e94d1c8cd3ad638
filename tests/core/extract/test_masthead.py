"""Title, agency and year from titles of many shapes, else the year from the text."""

from __future__ import annotations

import pytest

from core.document.open import read_document
from core.extract.masthead import read_masthead, year_of_text
from tests.core.extract.support import read_text


def head(text: str, *, name: str = "a.txt") -> tuple[str, str, int | None]:
    found = read_masthead(read_document(text.encode(), name))
    return found.title, found.agency, found.year


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("云溪市水务局2021年政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪市水务局2021年度政府信息公开工作报告", "云溪市水务局", 2021),
        ("2021年云溪市水务局政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪市水务局政府信息公开工作2021年度报告", "云溪市水务局", 2021),
        ("云溪市水务局关于政府信息公开工作2021年年度报告", "云溪市水务局", 2021),
        ("云溪市水务局 2 0 2 1 年政府信息公开年报", "云溪市水务局", 2021),
        ("云溪市人民政府办公室2019年政务公开工作总结", "云溪市人民政府办公室", 2019),
        ("标题：云溪市水务局2021年政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪市水务局２０２１年政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪大学2020-2021学年信息公开工作年度报告", "云溪大学", 2021),
        ("云溪大学 2020—2021 学年度信息公开工作年度报告", "云溪大学", 2021),
        ("名称 云溪市水务局2021年政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪市水务局2021年\n政府信息公开工作年度报告", "云溪市水务局", 2021),
        ("云溪市水务局2021年度政府信息\n\n公开工作年度报告", "云溪市水务局", 2021),
    ],
)
def test_titles(title: str, agency: str, year: int) -> None:
    _, said, when = head(f"{title}\n正文。")
    assert (said, when) == (agency, year)


@pytest.mark.parametrize(
    "sentence",
    [
        "现将本机关2021年度的政府信息公开情况报告如下：",
        "现将2021年政府信息公开工作年度报告予以公布。",
        "我局2021年政府信息公开工作情况报告如下",
        "根据条例要求编制2021年政府信息公开年度报告。",
    ],
)
def test_a_sentence_about_the_report_is_no_title(sentence: str) -> None:
    assert head(f"{sentence}\n统计期限为2021年1月1日至12月31日。") == ("", "", 2021)
    assert head(f"{sentence}\n云溪市水务局2021年政府信息公开工作年度报告\n")[1] == "云溪市水务局"


def test_agency_in_the_line_above() -> None:
    assert head("云溪市水务局\n2021年政府信息公开工作年度报告\n") == (
        "云溪市水务局2021年政府信息公开工作年度报告",
        "云溪市水务局",
        2021,
    )


def test_title_in_quotes_of_a_sentence() -> None:
    text = "现公布《云溪市水务局2021年政府信息公开工作年度报告》，数据截至年末。"
    assert head(text)[1:] == ("云溪市水务局", 2021)


def test_the_agency_in_the_lines_below_a_title_without_one() -> None:
    title = "2021年政府信息公开工作年度报告"
    assert head(f"{title}\n云溪市水务局\n{title}\n")[1:] == ("云溪市水务局", 2021)
    assert head(f"{title}\n一、总体情况\n{title}\n")[1:] == ("", 2021)


def test_a_title_without_a_year() -> None:
    text = "云溪镇人民政府政府信息公开工作年度报告\n统计期限为2021年1月1日至12月31日。"
    assert head(text) == ("云溪镇人民政府政府信息公开工作年度报告", "云溪镇人民政府", 2021)
    assert head("政府信息公开年报\n2021年。") == ("", "", 2021)


@pytest.mark.parametrize(
    "sentence",
    [
        "根据条例规定，现公布云溪市水务局2021年度政府信息公开工作年度报告。",
        "根据条例规定，编制了云溪市水务局2021年度政府信息公开年度报告。",
        "按照要求，现将云溪市水务局2021年政府信息公开工作年度报告予以公开。",
        "特向社会公布云溪市水务局2021年政府信息公开情况。",
        "现向社会公布2021年度云溪市水务局政府信息公开年度报告。",
        "根据条例规定，云溪市水务局现向社会公开《2021年政府信息公开工作年度报告》。",
        "按照要求，由云溪市水务局编制2021年政府信息公开年度报告。",
        "本年度报告由云溪市水务局根据条例要求编制而成，统计期限为2021年1月1日至12月31日。",
        "统计期限为2021年1月1日至12月31日。如有疑问，请与云溪市水务局办公室联系。",
        "如有疑问请与云溪市水务局（地址：云溪市人民路1号）联系，2021年。",
        "朗读\n云溪市水务局编制了2021年政府信息公开年度报告。",
        "按照要求，云溪市水务局向社会公布本单位2021年政府信息公开工作年度报告。",
        "本报告根据《条例》有关规定，由云溪市水务局编制，2021年。",
        "市水务局编制了云溪市水务局2021年政府信息公开工作年度报告（以下简称《年报》）。",
        "特向社会公布云溪市水务局（以下简称“市局”，下同）2021年政府信息公开工作年度报告。",
        "如有疑问，请联系云溪市水务局，地址：云溪市人民路1号，2021年。",
        "一、总体情况\n2021年，云溪市水务局始终坚持公开为常态。",
        "2021年以来，云溪市水务局深入贯彻条例。",
        "我局编制并向社会公开云溪市水务局2021年政府信息公开工作年度报告。",
        "如有疑问，可与云溪市水务局办公室联系，2021年。",
        "2021年云溪市水务局坚持公开为常态。",
        "现公布2021年云溪市水务局信息公开工作年度报告。",
        "按时完成2021年政府信息公开年度报告，并于年初公布。请与云溪市水务局联系。",
    ],
)
def test_the_agency_that_the_first_sentences_name(sentence: str) -> None:
    assert head(sentence)[1:] == ("云溪市水务局", 2021)


@pytest.mark.parametrize(
    "sentence",
    [
        "现公布我局2021年政府信息公开工作年度报告。",
        "本报告由市政府信息公开领导小组办公室编制，2021年。",
        "本报告由总体情况、主动公开政府信息情况等组成，2021年。",
        "现公布2021年度政府信息公开年度报告。",
        "编制我单位2021年政府信息公开工作年度报告。",
        "请与本局办公室联系，2021年。",
        "2021年，区水务局始终坚持公开为常态。",
        "2021年，全市各委办局认真贯彻条例。",
        "按照上级要求编制2021年政府信息公开年度报告。",
    ],
)
def test_sentences_that_name_no_agency(sentence: str) -> None:
    assert head(sentence)[1:] == ("", 2021)


def test_the_agency_that_the_sentences_name_is_a_whole_office() -> None:
    assert head("本报告由云溪镇人民政府党政综合办公室编制，2021年。")[1] == "云溪镇人民政府"
    assert head("请与云溪区长河街道综合办公室联系，2021年。")[1] == "云溪区长河街道"
    assert head("2021年，长河街道办事处坚持公开。")[1] == "长河街道办事处"


def test_the_notice_about_the_format_is_no_title() -> None:
    text = (
        "根据《关于印发2021年政府信息公开工作年度报告格式的通知》要求\n统计期限：2022年1月1日至2022年12月31日"
    )
    assert head(text) == ("", "", 2022)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("统计期限为2021年1月1日至12月31日。2022年、2022年、2022年。", 2021),
        ("2021年度，我局……2022年1月发布。2021年全年", 2021),
        ("〔2019〕60号，《2019年格式》，2020年度工作", 2020),
        ("2020年与2021年", 2020),
        ("没有年份", None),
        ("编制2021年政府信息公开年度报告。统计期限为2020年1月1日至12月31日。2021年，2021年。", 2021),
        ("编制2021年政府信息公开年度报告。统计期限为2020年1月1日至12月31日。2020年，2020年。", 2020),
    ],
)
def test_year_of_text(text: str, year: int | None) -> None:
    assert year_of_text(text) == year


def test_web_page_title_comes_first() -> None:
    title = "云溪市水务局2021年政府信息公开工作年度报告"
    text = f"<!DOCTYPE html><title>{title}</title><p>2020年政府信息公开年报</p>"
    assert head(text, name="a.html")[1:] == ("云溪市水务局", 2021)


def test_a_school_has_no_tables_to_miss() -> None:
    text = (
        "云溪大学2020-2021学年信息公开工作年度报告\n根据《高等学校信息公开办法》编制。\n本学年收到申请3件。"
    )
    found = read_text(text)
    assert (found.year, found.agency) == (2021, "云溪大学")
    assert "form.missing" not in {remark.rule for remark in found.remarks}
    other = read_text(text.replace("学年", "年").replace("《高等学校信息公开办法》", "条例"))
    assert "form.missing" in {remark.rule for remark in other.remarks}
