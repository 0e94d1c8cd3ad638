"""Numbers in running text: digits, multiples, Chinese numerals, bounds and units."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.prose.model import Bound
from core.extract.prose.numerals import chinese_number, numerals

DIGITS = "零一二三四五六七八九"


def section(number: int, *, first: bool) -> str:
    """A number below ten thousand in characters, with the 零 that its gaps want."""
    said, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += ("零" if gap and (said or not first) else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return said


def in_characters(number: int) -> str:
    """A number as it is written out: 12,003 is 一万二千零三."""
    upper, lower = divmod(number, 10**4)
    if not upper:
        return section(lower, first=True)
    rest = section(lower, first=False)
    gap = "零" if rest and lower < 1000 and not rest.startswith("零") else ""
    return section(upper, first=True) + "万" + gap + rest


@given(st.integers(1, 10**8 - 1))
def test_written_out_numbers_are_read_back(number: int) -> None:
    assert chinese_number(in_characters(number)) == number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("两百", 200),
        ("一百一十", 110),
        ("二〇", 20),
        ("三亿零五万", 300_050_000),
        ("一百二", None),
        ("三万五", None),
        ("百", None),
        ("万", None),
        ("五五十", None),
        ("一千百", None),
    ],
)
def test_numbers_in_characters(said: str, value: int | None) -> None:
    assert chinese_number(said) == value


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit", "bound", "slack"),
    [
        ("受理申请6,559件", "6,559", 6559, "件", "exact", 0),
        ("共66件次", "66", 66, "件次", "exact", 0),
        ("信息12278.18万条", "12278.18万", 122_781_800, "条", "exact", 100),
        ("金额23.57亿元", "23.57亿", 2_357_000_000, "元", "exact", 10**6),
        ("金额12.5元", "12.5", Decimal("12.5"), "元", "exact", 0),
        ("超过30万人", "30万", 300_000, "人", "at_least", 0),
        ("100余万份", "100万", 10**6, "份", "at_least", 0),
        ("5500余条", "5500", 5500, "条", "at_least", 0),
        ("30多万人次", "30万", 300_000, "人次", "at_least", 0),
        ("达80%以上", "80", 80, "%", "at_least", 0),
        ("近99%", "99", 99, "%", "at_most", 0),
        ("不足10件", "10", 10, "件", "at_most", 0),
        ("约30人", "30", 30, "人", "about", 0),
        ("30人左右", "30", 30, "人", "about", 0),
        ("占33.90%", "33.90", Decimal("33.9"), "%", "exact", Decimal("0.01")),
        ("是去年的1.9倍", "1.9", Decimal("1.9"), "倍", "exact", Decimal("0.1")),
        ("提高2.3个百分点", "2.3", Decimal("2.3"), "个百分点", "exact", 0),
        ("三件", "三", 3, "件", "exact", 0),
        ("一百二十起", "一百二十", 120, "起", "exact", 0),
        ("十余次", "十", 10, "次", "at_least", 0),
        ("诉讼均为0。", "0", 0, "", "exact", 0),
        ("申请为零", "零", 0, "", "exact", 0),
        ("部分公开67，", "67", 67, "", "exact", 0),
    ],
)
def test_a_number_with_its_unit_and_bound(
    text: str, raw: str, value: int | Decimal, unit: str, bound: str, slack: int | Decimal
) -> None:
    (one,) = numerals(text)
    assert (one.raw, one.value, one.unit, one.bound, one.slack) == (raw, value, unit, Bound(bound), slack)


@pytest.mark.parametrize(
    "text",
    [
        "2019年5月15日",
        "国办发〔2019〕15号",
        "第13个公开日",
        "第3次会议",
        "20个工作日内",
        "12345热线",
        "一次性办结",
        "近三年",
        "A4件",
        "共31 19件",
        "电话：0591-23165250；",
    ],
)
def test_what_counts_nothing_is_no_number(text: str) -> None:
    assert not list(numerals(text))


@given(st.text("一二三十百千万亿零〇两余多几0123456789.,，件条次%倍元超过近约不足以上 ", max_size=40))
def test_any_text_is_read_in_order_and_each_number_once(text: str) -> None:
    found = list(numerals(text))
    assert all(0 <= one.start <= one.at < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
