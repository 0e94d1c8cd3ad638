from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra gouji[ocr] is not installed")
pytest.importorskip("onnxruntime", reason="the extra gouji[ocr] is not installed")

from core.document.figures import UNREAD, Said, figure, is_figure, unread, words
from core.document.recogniser import LineReading, Reading


def reading(text: str, certainty: float = 0.99) -> Reading:
    places = tuple((at + 0.5) / len(text) for at in range(len(text)))
    return Reading(text, (certainty,) * len(text), places)


def line(free: str, numerals: str | None = None, certainty: float = 0.99, *others: str) -> LineReading:
    return LineReading(
        reading(free, certainty), reading(free if numerals is None else numerals, certainty), others
    )


def taken(said: Said) -> tuple[str, bool]:
    return said.text, not said.recognised.doubtful


@pytest.mark.parametrize(
    "text", ["0", "6091", "6,091", "1389.77万", "23.57亿元", "增96", "减1", "-15", "３０"]
)
def test_figure_that_both_cuts_show_alike_is_taken(text: str) -> None:
    said = figure(line(text), line(text))
    assert taken(said) == ("30" if text == "３０" else text, True)
    assert said.recognised.certainty == pytest.approx(0.99)


@pytest.mark.parametrize(
    ("free", "numerals"),
    [
        ("O", "0"),
        ("〇", "0"),
        ("l2", "12"),
        ("丨", "1"),
        ("S", "5"),
        ("1O8", "108"),
        ("B3", "83"),
        ("Z", "2"),
    ],
)
def test_letter_that_looks_like_a_numeral_is_no_numeral(free: str, numerals: str) -> None:
    assert is_figure(reading(free))
    said = figure(line(free, numerals), line(free, numerals))
    assert taken(said) == (numerals, False)


def test_cuts_that_differ_are_both_offered() -> None:
    said = figure(line("1288"), line("128"))
    assert taken(said) == ("1288", False)
    assert said.recognised.others == ("128",)


def test_what_else_a_numeral_may_be_is_offered_even_where_it_is_taken() -> None:
    said = figure(line("17", None, 0.95, "11", "1"), line("17"))
    assert taken(said) == ("17", True)
    assert said.recognised.others == ("11", "1")


@pytest.mark.parametrize(("first", "second"), [(0.6, 0.99), (0.99, 0.6), (0.5, 0.5)])
def test_uncertain_figure_is_doubtful(first: float, second: float) -> None:
    said = figure(line("254", None, first), line("254", None, second))
    assert taken(said) == ("254", False)
    assert said.recognised.certainty == min(first, second)


def test_figure_over_several_rows_is_doubtful() -> None:
    assert taken(figure(line("5"), line("5"), certain=False)) == ("5", False)


@pytest.mark.parametrize("text", ["'0", "0.", "·0", "0。"])
def test_dust_beside_a_figure_makes_it_doubtful(text: str) -> None:
    assert is_figure(reading(text))
    said = figure(line(text), line("0"))
    assert not taken(said)[1]
    assert "0" in (said.text, *said.recognised.others)


def test_dash_is_a_mark_for_none() -> None:
    assert is_figure(reading("—"))
    assert taken(figure(line("-"), line("-"))) == ("-", True)


@pytest.mark.parametrize(
    "text", ["规章", "（一）予以公开", "1.属于国家秘密", "自然人", "", "3.危及“三安全一稳定”"]
)
def test_words_are_no_figures(text: str) -> None:
    assert not is_figure(reading(text) if text else Reading("", (), ()))


def test_words_keep_a_certainty_for_every_character() -> None:
    said = words(Reading("规章⒈", (0.9, 0.8, 0.7), (0.1, 0.5, 0.9)))
    assert (said.text, said.certainties) == ("规章1.", (0.9, 0.8, 0.7, 0.7))
    assert said.recognised.certainty == 0.7


def test_ink_that_says_nothing_is_not_blank() -> None:
    for said in (unread(), words(Reading(" ", (0.9,), (0.5,)))):
        assert taken(said) == (UNREAD, False)
