"""Exact JSON and columns that line up."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.check_json import encode
from core.check_table import align, width
from core.terminal import printable

NUMBERS = st.integers() | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | TEXTS | NUMBERS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=8,
)


@given(JSON)
def test_encoded_json_reads_back_to_the_same_digit(said: object) -> None:
    assert json.loads(encode(said), parse_float=Decimal) == said


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**15, places=2))
def test_amounts_are_plain_digits(amount: Decimal) -> None:
    assert set(encode(amount)) <= set("0123456789.")
    assert ("." in encode(amount)) == (amount != amount.to_integral_value())


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert [width(text) for text in ("", "abc", "三、", "é", "e\u0301", "ｱ", "ア")] == [0, 3, 4, 1, 1, 1, 2]


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1))
def test_every_column_begins_at_one_place(rows: list[tuple[str, str, str]]) -> None:
    shown = [tuple(map(printable, row)) for row in rows]
    lines = align(shown)
    begins = {width(line) - width(row[-1]) for line, row in zip(lines, shown, strict=True)}
    assert len(begins) == 1


@given(st.text())
def test_printable_text_is_one_line_that_steers_nothing(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    assert shown.encode("utf-8").decode("utf-8") == shown
