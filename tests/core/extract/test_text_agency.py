"""Another office than the title's that speaks: a hint, and only where it plainly does."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.report import Remark
from core.messages import render
from tests.core.extract.support import read_text


def speaks(agency: str, said: str) -> list[Remark]:
    """What is remarked on the office of a report whose first section begins so."""
    text = f"{agency}2022年政府信息公开工作年度报告\n{said}"
    return [one for one in read_text(text).remarks if one.rule == "text.agency"]


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        ("云溪市水务局", "现将云溪市水务局2022年政府信息公开工作报告如下。"),
        ("云溪市水务局", "一、总体情况\n2022年，我局认真贯彻条例。"),
        ("云溪市水务局", "一、总体情况\n2022年，市水务局认真贯彻条例。区民政局积极配合。"),
        ("云溪市卫生健康委员会", "一、总体情况\n2022年，市卫健委认真贯彻条例。"),
        ("云溪市发改局", "现将云溪市发展和改革局2022年政府信息公开情况报告如下。"),
        ("建新镇", "现将云溪县建新镇人民政府2022年政府信息公开情况报告如下。"),
        ("云溪市人民政府", "本报告由云溪市人民政府办公室编制。"),
        ("云溪市", "一、总体情况\n2022年，市民政局认真贯彻条例。"),
        ("云溪市水务局", "一、总体情况\n2022年，在市委、市政府领导下，上级民政局积极支持。"),
        ("云溪市水务局", "一、总体情况\n2022年，各县民政局认真配合。"),
    ],
)
def test_the_office_itself_or_no_office_plainly(agency: str, said: str) -> None:
    assert not speaks(agency, said)


@pytest.mark.parametrize(
    ("agency", "said", "other"),
    [
        ("云溪市水务局", "现将云溪市民政局2022年政府信息公开工作报告如下。", "云溪市民政局"),
        ("云溪市水务局", "本报告由云溪市教育局根据条例编制。", "云溪市教育局"),
        ("云溪市水务局", "一、总体情况\n2022年，市民政局认真贯彻条例。", "市民政局"),
        ("建新镇", "现将云溪县河口镇人民政府2022年政府信息公开情况报告如下。", "云溪县河口镇人民政府"),
        ("云溪市卫健委", "一、总体情况\n市教育局高度重视政务公开。", "市教育局"),
    ],
)
def test_another_office_is_told_with_its_place(agency: str, said: str, other: str) -> None:
    (remark,) = speaks(agency, said)
    assert agency in render(remark.message)
    assert other in render(remark.message)
    (place,) = remark.locations
    assert isinstance(place, TextSpan)
    assert place.end - place.start == len(other)
