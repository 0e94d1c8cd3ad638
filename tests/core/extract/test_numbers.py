"""Numbers as offices write them are read exactly; what is no number, or more than one, is not read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.numbers import (
    Written,
    as_digits,
    exact,
    in_yuan,
    is_blank_mark,
    parse_entry,
    read_number,
    tidy,
    without_note,
)
from core.extract.report import Number
from core.forms.form import Column

COUNT = Column("sum", "总计", "count", "件")
CHANGE = Column("change", "本年增/减", "change", "项")
YUAN = Column("amount", "采购总金额", "amount", "元")
WAN = Column("amount", "本年收费金额", "amount", "万元")
FULL_WIDTH = str.maketrans("0123456789,.-+", "０１２３４５６７８９，．－＋")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6,091", "6091"),
        ("６０９１", "6091"),
        ("1，234", "1234"),
        ("12,345,678", "12345678"),
        ("1389.77万", "13897700"),
        ("23.57亿元", "2357000000"),
        ("12万", "120000"),
        ("12万件", "120000"),
        ("251000元", "251000"),
        ("75394432.52元", "75394432.52"),
        ("4166.241619", "4166.241619"),
        ("增96", "96"),
        ("减1", "-1"),
        ("减少 2件", "-2"),
        ("减1项", "-1"),
        ("-15", "-15"),
        ("－15", "-15"),
        ("−5", "-5"),
        ("+3", "3"),
        ("133?", "133"),
        ("?133？", "133"),
        ("0件", "0"),
        ("12 件", "12"),
        ("3（件）", "3"),
        ("３０", "30"),
        ("1.0", "1"),
        ("0.00", "0"),
        ("12.5", "12.5"),
        ("0万元", "0"),
        ("1389.77 万 元", "13897700"),
        ("零", "0"),
        ("〇", "0"),
        ("\u00a07\u3000", "7"),
    ],
)
def test_number_as_offices_write_it(text: str, value: str) -> None:
    written = read_number(text)
    assert written is not None
    assert written.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "/",
            "-",
            "—",
            "无",
            "件",
            "万元",
            "增",
            "减",
            "约20",
            "20余",
            "共5",
            "3*",
            "12①",
            "5（注1）",
        ),
        *("1,2 34", "2 3", "1 234", "1\u00a0234", "12\n3", "1,23", "12,34", "0,123", "1234,567", "1，2，3"),
        *("1.234,5", "1'234", "5.", ".5", "1.2.3", "3、5", "3-5", "3~5", "3/", "/0", "1/2", "1:2", "60%"),
        *(
            "00",
            "007",
            "01",
            "0 0",
            "1e5",
            "0x10",
            "NaN",
            "O",
            "o",
            "l",
            "l2",
            "O0",
            "①",
            "²",
            "12²",
            "½",
            "Ⅲ",
        ),
        *("٣", "३", "一", "十二", "(4)", "（-4）", "5-", "--5", "3万5", "1亿2000万", "12人", "¥5", "5元整"),
        *("1234567890123456", "9" * 5000, "0." + "1" * 40),
    ],
)
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    "text", ["/", "／", "\\", "＼", "-", "--", "—", "——", "–", "−", "─", "---", "无", " — "]
)
def test_marks_for_none(text: str) -> None:
    assert is_blank_mark(text)
    assert read_number(text) is None


@pytest.mark.parametrize("text", ["", "0", "零", "无数据", "一", "·", "*", "-5", "暂无"])
def test_other_texts_are_no_mark_for_none(text: str) -> None:
    assert not is_blank_mark(text)


@given(
    st.integers(0, 10**14),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", "件", "项", " 件", "（件）"]),
    st.sampled_from(["", " ", "\n", "\u3000", "?"]),
)
def test_counts_read_back(value: int, grouped: bool, wide: bool, unit: str, around: str) -> None:
    text = f"{value:,}" if grouped else str(value)
    text = around + (text.translate(FULL_WIDTH) if wide else text) + unit + around
    written = read_number(text)
    assert written is not None
    assert exact(written.value, COUNT) == value
    assert written.suits(COUNT)


@given(st.integers(-(10**9), 10**9), st.sampled_from(["-", "－", "−", "减", "减少"]))
def test_changes_read_back(value: int, minus: str) -> None:
    text = f"{minus}{-value}" if value < 0 else f"增{value}"
    assert parse_entry(text, CHANGE) == value


@given(
    st.decimals(0, 10**9, places=4),
    st.sampled_from([("元", 1), ("万元", 10**4), ("亿元", 10**8), ("万", 10**4)]),
)
def test_amounts_read_back_in_yuan(amount: Decimal, unit: tuple[str, int]) -> None:
    written = read_number(f"{amount:f}{unit[0]}")
    assert written is not None
    assert in_yuan(written, "元") == amount * unit[1]
    assert in_yuan(written, "万元") == amount * unit[1]


@given(
    st.decimals(0, 10**9, places=2),
    st.sampled_from([("元", 1), ("千元", 1000), ("万元", 10**4), ("亿元", 10**8)]),
)
def test_the_header_says_the_unit_of_a_bare_amount(amount: Decimal, unit: tuple[str, int]) -> None:
    written = read_number(f"{amount:,f}")
    assert written is not None
    assert not written.with_unit
    assert in_yuan(written, unit[0]) == amount * unit[1]


@given(st.text(max_size=12))
def test_only_what_spells_digits_reads_as_a_number(text: str) -> None:
    written = read_number(text)
    if written is not None:
        digits = "".join(character for character in tidy(text) if character in "0123456789")
        assert digits or tidy(text) in ("零", "〇")
        assert "".join(filter(str.isdigit, f"{abs(written.size):f}")) == (digits or "0")


@given(
    st.integers(0, 999),
    st.integers(0, 999),
    st.sampled_from([" ", "\n", "\t", "、", ";", "/", "—", "-", "~"]),
)
def test_two_numbers_are_not_one(one: int, other: int, between: str) -> None:
    assert read_number(f"{one}{between}{other}") is None


@pytest.mark.parametrize(
    ("text", "column", "suits"),
    [
        ("5", COUNT, True),
        ("5件", COUNT, True),
        ("-5", COUNT, True),
        ("5元", COUNT, False),
        ("+5", COUNT, False),
        ("增5", COUNT, False),
        ("增5", CHANGE, True),
        ("5元", CHANGE, False),
        ("5元", WAN, True),
        ("5", WAN, True),
        ("5件", WAN, False),
        ("增5", WAN, False),
    ],
)
def test_what_a_column_may_hold(text: str, column: Column, suits: bool) -> None:
    written = read_number(text)
    assert written is not None
    assert written.suits(column) is suits


def test_values_are_exact_and_of_their_kind() -> None:
    assert isinstance(exact(Decimal("5.0"), COUNT), int)
    assert exact(Decimal("12.50"), COUNT) == Decimal("12.5")
    assert isinstance(exact(Decimal("5.0"), WAN), Decimal)
    assert str(exact(Decimal("2.357E+9"), YUAN)) == "2357000000"


def test_large_amounts_are_not_rounded() -> None:
    written = read_number("123456789012345.12345678亿元")
    assert written is not None
    assert in_yuan(written, "元") == Decimal("12345678901234512345678")
    assert exact(in_yuan(written, "元"), YUAN) == Decimal("12345678901234512345678")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        *[
            ("12①", "12"),
            ("3*", "3"),
            ("5（注1）", "5"),
            ("5(注)", "5"),
            ("5[1]", "5"),
            ("12²", "12"),
            ("8件※", "8件"),
        ],
        *[("5", "5"), ("*", "*"), ("①", "①"), ("（注）", "（注）"), ("5（2）", "5（2）")],
    ],
)
def test_marks_of_notes_behind_numbers(text: str, rest: str) -> None:
    assert without_note(text) == rest


@pytest.mark.parametrize(
    ("text", "digits"),
    [("1,2 34", "1,234"), ("O", "0"), ("l2", "12"), ("○", "0"), ("12\n3", "123"), ("共5", "共5")],
)
def test_letters_that_look_like_digits(text: str, digits: str) -> None:
    assert as_digits(text) == digits


def test_odd_digits_stay_odd() -> None:
    assert tidy(" １２① ") == "12①"
    assert tidy("１２（件）") == "12(件)"


@pytest.mark.parametrize(
    ("text", "column", "value"),
    [
        ("", COUNT, None),
        ("/", COUNT, None),
        ("无", WAN, None),
        ("1,234", COUNT, 1234),
        ("减4", CHANGE, -4),
        ("12.5", WAN, Decimal(125000)),
        ("12.5元", WAN, Decimal("12.5")),
        ("23.57亿元", YUAN, Decimal(2357000000)),
    ],
)
def test_typed_values(text: str, column: Column, value: Number | None) -> None:
    assert parse_entry(text, column) == value


@pytest.mark.parametrize(
    ("text", "column"),
    [
        *[("abc", COUNT), ("12.5", COUNT), ("-1", COUNT), ("5元", COUNT), ("增3", COUNT), ("1 2", COUNT)],
        *[("-3", WAN), ("0.001元", YUAN), ("5件", WAN), ("1.5", CHANGE)],
    ],
)
def test_typed_values_that_the_column_may_not_hold(text: str, column: Column) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_entry(text, column)


def test_typed_amount_in_another_unit() -> None:
    assert parse_entry("12.5", WAN, "元") == Decimal("12.5")


def test_written_says_whether_it_needs_a_header() -> None:
    assert not Written(Decimal(5)).with_unit
    assert Written(Decimal(5), unit="元").with_unit
    assert Written(Decimal(5), Decimal(10**4)).with_unit


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("447228²", "447228"),
        ("447228 ¹²", "447228"),
        ("447228[¹]", "447228"),
        ("447228（¹）", "447228"),
        ("447228注¹", "447228"),
        ("447228注1", "447228"),
        ("447228†", "447228"),
        ("447228₂", "447228₂"),
        ("1⁰⁰⁰", "1⁰⁰⁰"),
        ("²", "²"),
    ],
)
def test_raised_mark_at_the_end_is_a_note_s_and_nothing_else_is(text: str, bare: str) -> None:
    assert read_number(text) is None
    assert without_note(text) == bare


def test_what_is_struck_out_is_no_part_of_the_number_offered() -> None:
    assert read_number("1̶2̶ 15") is None
    assert as_digits("1̶2̶ 15") == "15"


@pytest.mark.parametrize("mark", "\u200e\u200f\u202a\u202c\u202d\u2066\u2069\u200c\u2060")
def test_marks_of_writing_direction_around_a_number_show_nothing(mark: str) -> None:
    assert read_number(f"{mark}12{mark}") == Written(Decimal(12))
    assert read_number("\u202e12") is None
