"""Heads in running text: in the form's order, in another, lost, strange, torn."""

from __future__ import annotations

import pytest

from core.extract.stream_heads import HeadWords
from tests.core.extract.support import F2021

T2, T3, T4 = (F2021.tables[id] for id in ("t2", "t3", "t4"))
USUAL = "自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"


@pytest.mark.parametrize(
    ("between", "agree"),
    [
        (USUAL, True),
        (USUAL + "一", True),
        ("自然人商业企业科研机构社会公益组织法律服务机构其他总计", True),
        ("自然人商业企业科研机构社会公益组织法律服务机构其他合计", True),
        ("总计自然人商业企业科研机构社会公益组织法律服务机构其他", False),
        ("自然人科研机构商业企业社会公益组织法律服务机构其他总计", False),
        (USUAL.replace("其他", "其他小计"), False),
        ("备注" + USUAL, False),
        (USUAL.replace("科研机构", ""), False),
        (USUAL.replace("科研机构", "科机研构"), True),
        (USUAL.replace("科研机构", "科研某构"), True),
        ("自然人总计其他", None),
        ("", None),
    ],
)
def test_heads_before_the_first_row(between: str, agree: bool | None) -> None:
    assert HeadWords(T3).agree(between, T3.rows["new"], first=True) is agree


def test_heads_before_other_rows_are_asked_for_their_order_alone() -> None:
    words, row = HeadWords(T2), T2.rows["rules"]
    assert words.agree("信息内容本年制发件数本年废止件数现行有效件数", row, first=False) is True
    assert words.agree("本年废止件数本年制发件数现行有效件数", row, first=False) is False
    assert words.agree("规章", row, first=False) is None


@pytest.mark.parametrize(
    ("between", "agree"),
    [
        ("行政复议行政诉讼" + "结果维持结果纠正其他结果尚未审结总计" * 3, True),
        (
            "结果维持结果纠正其他结果尚未审结总计未经复议直接起诉复议后起诉"
            + "结果维持结果纠正其他结果尚未审结总计" * 2,
            True,
        ),
        ("总计结果维持结果纠正其他结果尚未审结" * 3, False),
        ("结果维持结果纠正其他结果尚未审结" * 3, False),
        ("结果维持结果纠正甲乙总计" * 3, False),
        ("结果维结果纠正其他结果尚未审结总计" * 3, True),
    ],
)
def test_heads_of_table_4(between: str, agree: bool) -> None:
    assert HeadWords(T4).agree_across(between, T4.rows["review"].columns, 3) is agree


def test_last_heads_begin_after_words_about_them() -> None:
    prose = "申请人为自然人的十件法律服务机构的两件"
    text = f"{prose}申请人情况{USUAL}一"
    assert HeadWords(T3).last(text, 0, len(text)) == len(prose) + len("申请人情况")
    assert HeadWords(T3).last("正文", 0, 2) == 2
