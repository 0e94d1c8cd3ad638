"""Labels are compared by their ideographs, whatever stands around and between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.labels import LIKE, core, ideographs, is_han, likeness, number


@pytest.mark.parametrize(
    "printed",
    [
        *("1.属于国家秘密", "1、属于国家秘密", "01.属于国家秘密", "（1）属于国家秘密", "１．属于国家秘密"),
        *("属于国家秘密", " 1 .属于 国家\n秘密", "1）属于国家“秘密”"),
    ],
)
def test_core_is_the_same_however_it_is_printed(printed: str) -> None:
    assert core(printed) == "属于国家秘密"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("（一）予以公开", "一"),
        ("(七)总计", "七"),
        ("三、本年度", "三"),
        ("02.重复申请", "2"),
        ("总计", ""),
        ("12件", ""),
    ],
)
def test_number(printed: str, said: str) -> None:
    assert number(printed) == said


def test_misprints_are_like_and_other_labels_are_not() -> None:
    assert likeness("危机三安全一稳定", "危及三安全一稳定") >= LIKE
    assert likeness("属于三类内部事务信息", "属于四类过程性信息") < LIKE


@given(st.text(alphabet="国家秘密 \n12（）", max_size=30))
def test_ideographs_keep_their_places(text: str) -> None:
    han = ideographs(text)
    assert len(han.text) == len(han.places)
    assert [text[place] for place in han.places] == list(han.text)
    assert all(map(is_han, han.text))


def test_torn_labels_stand_whole_among_the_ideographs() -> None:
    han = ideographs("（四）无\n 3 法提供 无法提供")
    assert list(han.find("无法提供")) == [1, 5]
    assert list(han.find("无法提供", 2)) == [5]
    assert list(han.find("无法提供", 2, 8)) == []
