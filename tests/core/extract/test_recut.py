"""Runs of digits cut anew: typed, moved digit by digit, and always the digits that are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.recut import (
    Cut,
    RecutError,
    cut_of,
    first_cut,
    read_pieces,
    recut,
    strip_of,
    typed_cut,
    unit_of,
)
from core.forms.form import Column
from core.forms.library import forms

T2 = forms()["2019"].tables["t2"].columns
T3 = tuple(forms()["2019"].tables["t3"].columns.values())
PERMIT = (T2["last_year_items"], T2["change"], T2["decisions"])
PURCHASE = (T2["items"], T2["amount"])
COUNTS = (T2["made"], T2["published"], T2["total_public"])


def why(raw: str, typed: str, columns: tuple[Column, ...] = COUNTS) -> str:
    with pytest.raises(RecutError) as refused:
        recut(raw, typed, columns)
    return refused.value.message.id.removeprefix("extract.recut.")


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("62 3 129", (62, 3, 129)),
        ("6·23·129", (6, 23, 129)),
        (" 62　3|129 ", (62, 3, 129)),
        ("６２ ３ １２９", (62, 3, 129)),
        ("623129 - /", (623129, None, None)),
        ("▢ 623,129 —", (None, 623129, None)),
        ("62 3129 无", (62, 3129, None)),
    ],
)
def test_typed_numbers_fill_the_row(typed: str, values: tuple[int | None, ...]) -> None:
    assert recut("623129", typed, COUNTS) == values


@pytest.mark.parametrize(
    ("raw", "typed", "reason"),
    [
        ("623129", "62 4 129", "other"),
        ("623129", "62 3 1290", "other"),
        ("623129", "6 2 3 129", "too_many"),
        ("623129", "62 3", "more"),
        ("623129", "62 3129", "too_few"),
        ("693065", "69 3 065", "leading_zero"),
        ("623129", "62 x 129", "no_number"),
        ("623129", "62 -3 129", "other"),
    ],
)
def test_what_is_no_cut_is_refused_with_its_reason(raw: str, typed: str, reason: str) -> None:
    assert why(raw, typed) == reason


def test_what_more_typing_mends_is_told_apart() -> None:
    for typed, unfinished in (("", True), ("62", True), ("62 3129", True), ("7", False), ("065", False)):
        with pytest.raises(RecutError) as refused:
            typed_cut(strip_of("623129", COUNTS), typed, COUNTS)
        assert refused.value.unfinished is unfinished, typed


def test_signs_are_those_of_the_print_and_of_columns_that_may_be_negative() -> None:
    assert recut("389减2601", "389 -260 1", PERMIT) == (389, -260, 1)
    assert recut("389增2601", "389 +2 601", PERMIT) == (389, 2, 601)
    assert why("389减2601", "389 260 1", PERMIT) == "other"
    assert why("389减2601", "- 389 减2601", PERMIT) == "sign"
    assert why("389减2601", "- - 389减2601", PERMIT) == "no_number"
    assert recut("3-1-5", "3 1 5", COUNTS) == (3, 1, 5)


def test_money_is_taken_in_the_unit_of_its_print() -> None:
    raw = "13575394432.52元"
    assert recut(raw, "135 75394432.52", PURCHASE) == (135, Decimal("75394432.52"))
    assert recut(raw, "135 75394432.52元", PURCHASE) == (135, Decimal("75394432.52"))
    assert recut("1357539.5", "135 7539.5", PURCHASE, 10_000) == (135, Decimal(75395000))
    assert why(raw, "13575394432.52 -", PURCHASE) == "fraction"
    assert why("11.005", "1 1.005", PURCHASE) == "fraction"


@pytest.mark.parametrize(
    ("raw", "readings", "unit"),
    [
        ("1357539.5", [(135, Decimal(75395000))], 10_000),
        ("1357539.5", [(135, Decimal("7539.5"))], 1),
        ("1357539.5万元", [], 10_000),
        ("1357539.5", [], 1),
    ],
)
def test_unit_is_that_of_the_readings_or_of_the_print(
    raw: str, readings: list[tuple[int, Decimal]], unit: int
) -> None:
    assert unit_of(raw, readings, PURCHASE) == unit


def test_counts_have_no_unit() -> None:
    assert unit_of("623129", [(62, 3, 129)], COUNTS) == 1


def test_print_is_cut_where_it_has_gaps() -> None:
    strip = strip_of("62  3 0?0,1 065", T3)
    assert strip.atoms == tuple("62300" + "1065")
    assert strip.gaps == (2, 3, 4, 6)
    assert first_cut(strip, 7).pieces == ("62", "3", "0", "01", "065", "", "")
    assert first_cut(strip, 2).pieces == ("62", "3001065")
    assert first_cut(strip_of("", COUNTS), 3).pieces == ("", "", "")


def test_separator_pushes_those_before_it() -> None:
    cut = Cut(tuple("33"), (0, 0, 0, 0, 0, 1))
    assert cut.pieces == ("", "", "", "", "", "3", "3")
    assert cut.moved(0, 1).pieces == ("3", "", "", "", "", "", "3")
    assert cut.moved(2, 1).pieces == ("", "", "3", "", "", "", "3")
    assert cut.moved(2, 1).moved(3, -1).pieces == ("", "", "", "", "3", "", "3")
    assert cut.moved(5, 9).pieces == ("", "", "", "", "", "33", "")


def test_reading_that_does_not_spell_the_run_is_no_cut() -> None:
    strip = strip_of("623129", COUNTS)
    held = cut_of(strip, (62, None, 3129), COUNTS)
    assert held is not None
    assert held.pieces == ("62", "", "3129")
    assert cut_of(strip, (62, 3, 12), COUNTS) is None
    assert cut_of(strip, (62, 4, 129), COUNTS) is None


@given(
    st.text("0123456789", min_size=1, max_size=14), st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)))
)
def test_however_separators_move_the_digits_stay(raw: str, moves: list[tuple[int, int]]) -> None:
    cut = first_cut(strip_of(raw, T3), 7)
    for separator, by in moves:
        cut = cut.moved(separator, by)
        assert "".join(cut.pieces) == raw
        assert len(cut.pieces) == 7
        assert list(cut.separators) == sorted(cut.separators)


@given(st.lists(st.one_of(st.none(), st.integers(0, 99_999)), min_size=3, max_size=3))
def test_numbers_and_cuts_turn_into_each_other(values: list[int | None]) -> None:
    raw = "".join("" if value is None else str(value) for value in values)
    typed = " ".join("-" if value is None else str(value) for value in values)
    assert recut(raw, typed, COUNTS) == tuple(values)
    cut = cut_of(strip_of(raw, COUNTS), values, COUNTS)
    assert cut is not None
    assert "".join(cut.pieces) == raw
    assert sum(map(len, cut.pieces)) == len(raw)
    assert all(piece in ("", str(number)) for piece, number in zip(cut.pieces, values, strict=True)) or raw


@given(st.text("0123456789 ·-/", max_size=14))
def test_what_is_typed_is_cut_or_refused(typed: str) -> None:
    strip = strip_of("6200310", COUNTS)
    try:
        pieces = typed_cut(strip, typed, COUNTS).pieces
        numbers = read_pieces(pieces, COUNTS)
    except RecutError:
        return
    assert "".join(pieces) == "6200310"
    assert len(numbers) == len(COUNTS)
