"""The fee for handling applications: stated in section six from 2021 on."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.report import Remark
from core.extract.text_sections import SECTIONS
from tests.core.extract.support import read_text

NAMES = [section.name for section in SECTIONS]


def fee(said: str, *, year: int = 2022, before: str = "工作平稳。") -> list[Remark]:
    """What is remarked on the fee where section six says this."""
    lines = [f"云溪市水务局{year}年政府信息公开工作年度报告", NAMES[0], before, *NAMES[1:], said]
    return [one for one in read_text("\n".join(lines)).remarks if one.rule == "text.fee"]


@pytest.mark.parametrize(
    "said",
    [
        *("本年度未收取信息处理费。", "收取信息处理费0元。", "全年收取政府信息公开信息处理费3940元。"),
        *(
            "无收取信息处理费情况。",
            "依申请公开信息处理费：未收取。",
            "一是开展培训。二是信息处理费收取情况：无。",
        ),
        *("本年度政府信息公开申请未收费。", "2022年没有收取任何费用。", "本单位依申请公开收费金额为零。"),
        *("收取信息\n处理费情况：本机关\n未收取。", "收取费用0元。", "不收费。"),
    ],
)
def test_stated(said: str) -> None:
    assert not fee(said)


@pytest.mark.parametrize("said", ["无。", "", "本年度无其他需要报告的事项。", "行政事业性收费目录已公开。"])
def test_not_stated_is_remarked_on_at_the_heading(said: str) -> None:
    (remark,) = fee(said)
    assert remark.severity is None
    (place,) = remark.locations
    assert isinstance(place, TextSpan)
    assert place.end - place.start == len(NAMES[5])


def test_stated_in_another_section_is_a_hint() -> None:
    (remark,) = fee("无。", before="全年收取信息处理费 0 元。")
    assert remark.severity == "hint"
    (policy,) = fee("无。", before="组织学习信息处理费有关规定。")
    assert policy.severity is None


def test_not_due_before_2021_nor_without_section_six() -> None:
    assert not fee("无。", year=2020)
    text = "\n".join(["云溪市水务局2022年政府信息公开工作年度报告", *NAMES[:5]])
    assert not [one for one in read_text(text).remarks if one.rule == "text.fee"]
