"""The years of title, period and sentences: one year, or a remark."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.report import Remark
from core.messages import render
from tests.core.extract.support import read_text

TITLE = "云溪市水务局2022年政府信息公开工作年度报告"


def years(*lines: str) -> list[Remark]:
    return [one for one in read_text("\n".join(lines)).remarks if one.rule == "text.year"]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",
            "统计期限为2022年1月1日到12月31日。",
        ),
        *("2022年，我局共收到政府信息公开申请5件。", "规划自2016年1月1日至2020年12月31日实施。"),
        *(
            "较2021年收到申请减少2件。",
            "2021年度收到的1件申请结转办理。",
            "2021年制定办法。2022年收到申请3件。",
        ),
        *("2020年度1件依申请公开经复议后诉讼。", "2021年以来收到申请较多。", "发布2021年统计公报。"),
        *("2021年收到申请3件。2022年收到申请5件。", "自2021年受理首件申请起。"),
        *("2021年收到申请3件，今年收到申请5件。", "全年共收到信息公开申请5件。2021年收到申请3件。"),
    ],
)
def test_what_agrees_or_speaks_of_other_things(line: str) -> None:
    assert not years(TITLE, line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("统计期限为2021年1月1日至2021年12月31日。", "统计期限写的是 2021 年"),
        ("所列数据统计期限从2021 年 1 月 1 日\n至12月31日。", "统计期限写的是 2021 年"),
        ("统计期限为2022年1月1日至2023年12月31日。", "统计期限写的是 2023 年"),
        ("2021年，我局共收到政府信息公开申请5件，均已办结。", "收到申请的一句写的是 2021 年"),
    ],
)
def test_a_year_that_differs_is_told_with_its_place(line: str, told: str) -> None:
    (remark,) = years(TITLE, line)
    assert told in render(remark.message)
    assert "标题是 2022 年" in render(remark.message)
    title, other = remark.locations
    assert title == TextSpan(0, len(TITLE))
    assert isinstance(other, TextSpan)
    assert other.start > len(TITLE)


def test_the_label_of_the_table_is_no_sentence_about_this_year() -> None:
    label = "一、本年新收政府信息公开申请数量 0 0 0 0 0 0 0"
    (remark,) = years(TITLE, "2021年，我局共收到政府信息公开申请5件。", label)
    assert "收到申请的一句写的是 2021 年" in render(remark.message)


def test_without_a_title_the_period_is_compared() -> None:
    (remark,) = years("统计期限为2022年1月1日至12月31日。", "2021年，我局共受理信息公开申请5件。")
    assert "统计期限写的是 2022 年" in render(remark.message)


def test_each_year_is_told_once() -> None:
    (remark,) = years(TITLE, *["统计期限为2021年1月1日至12月31日。"] * 3)
    assert render(remark.message).count("2021") == 1
    assert len(remark.locations) == 4
