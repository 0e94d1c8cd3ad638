from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from core.export.text import CELL_LIMIT, clean, exact, lines, plain, put, put_text, tidy, width

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    "|cmd",
    "#N/A",
    "1e5",
    "TRUE",
    "=cmd|' /C calc'!A0",
]


def written(text: str) -> tuple[object, str, bool]:
    book = Workbook()
    put_text(book.active["A1"], text)
    held = BytesIO()
    book.save(held)
    cell = load_workbook(held).active["A1"]
    return cell.value, cell.data_type, cell.quotePrefix


@pytest.mark.parametrize("text", HOSTILE)
def test_text_never_becomes_a_formula_an_error_or_a_number(text: str) -> None:
    value, kind, _ = written(text)
    assert kind == "s"
    assert str(value).strip() == text.strip()


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "＝1"])
def test_text_that_looks_like_a_formula_keeps_its_quote_when_edited(text: str) -> None:
    assert written(text)[2]


def test_harmless_text_has_no_quote() -> None:
    assert not written("某市人民政府办公室")[2]


@given(st.text(max_size=60))
def test_any_text_can_be_written_and_reads_the_same(text: str) -> None:
    value, kind, _ = written(text)
    assert tidy(str(value or "")) == tidy(clean(text))
    assert value is None or kind == "s"


def test_what_looks_like_an_escape_stays_as_it_stood() -> None:
    assert tidy(clean("a_x0041_b")) == "a_x0041_b"
    assert "_x005F_x0041_" in clean("a_x0041_b")


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ud800d\uffffe") == "abcde"


def test_a_text_is_no_longer_than_a_cell() -> None:
    assert len(clean("字" * 40_000)) == CELL_LIMIT


def test_a_blank_stays_blank_and_a_zero_stays_zero() -> None:
    sheet = Workbook().active
    for place, value in (("A1", None), ("A2", 0), ("A3", "")):
        put(sheet[place], value)
    assert [sheet[place].value for place in ("A1", "A2", "A3")] == [None, 0, None]


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (-4, "-4"), (Decimal("1.50"), "1.5"), (Decimal("1E+3"), "1000"), (Decimal("0.00"), "0")],
)
def test_a_number_has_one_written_form(number: Decimal | int, said: str) -> None:
    assert plain(number) == said


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_the_written_form_is_the_number(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert re.fullmatch(r"-?\d+(\.\d*[1-9])?", plain(number))


def test_numbers_a_workbook_would_round_are_known() -> None:
    assert exact(10**15)
    assert exact(123_456_789_012_345)
    assert not exact(1_234_567_890_123_456)
    assert not exact(Decimal("12345678901234.56"))


def test_chinese_takes_two_columns() -> None:
    assert width("规章ab\n一") == 6
    assert lines("规章规章", 4) == 2
    assert lines("a\nb", 10) == 2
