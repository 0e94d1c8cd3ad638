"""What keeps the cells of a row of text apart, and what is left together."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.separators import Cells, Layout, cells_between, fit, parted, tokens

SIMPLE = Layout(lead=False)


def texts(cells: Cells) -> list[str]:
    return [text.strip() for text, _ in cells.parts]


def fitted(
    body: str, columns: int, layout: Layout = SIMPLE, *, sure: bool = True, alone: bool = True
) -> list[str]:
    """The texts of the row's cells; empty for a run."""
    cells = cells_between(body, 0, len(body), columns)
    reading = fit("", cells, columns, layout, TextSpan, sure=sure, alone=alone)
    for piece in reading.pieces:
        assert isinstance(piece.location, TextSpan)
        assert body[piece.location.start : piece.location.end] == piece.text
    assert bool(reading.pieces) == (reading.run is None)
    return [piece.text for piece in reading.pieces]


def test_parts_keep_their_places() -> None:
    body = " a|b\t｜c"
    assert all(body[at:].startswith(text) for text, at in parted(body, 0, "|｜"))
    assert [text for text, _ in parted(body, 5, "|｜")] == [" a", "b\t", "c"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (" 1 2 3", ["1", "2", "3"]),
        ("\n1\n\n2\n 3\n", ["1", "2", "3"]),
        (" | 1 | 2 | 3 |", ["1", "2", "3"]),
        ("｜1｜ ｜3", ["1", "", "3"]),
        ("\t1\t\t3", ["1", "", "3"]),
        ("\n\t1\n\t\n\t3\n\n", ["1", "", "3"]),
        (" 1,234 / 无", ["1,234", "/", "无"]),
        (" 12 件 3 万元 4 项", ["12 件", "3 万元", "4 项"]),
        (" 增 5 减 2 0", ["增 5", "减 2", "0"]),
        (" 12?3?4", ["12", "3", "4"]),
        ("", ["", "", ""]),
    ],
)
def test_rows_that_part_into_three(body: str, found: list[str]) -> None:
    assert fitted(body, 3) == found


@pytest.mark.parametrize(
    "body",
    [
        " 1 2",
        " 1 2 3 4",
        " 123",
        " 0 01 2",
        "| 1 | 2 | | |",
        "| | 2 | |",
        "| 1 | 2 | 3 | 4",
        "5| 1 | 2 | 3",
    ],
)
def test_rows_that_do_not_are_runs(body: str) -> None:
    assert fitted(body, 3) == []


def test_blanks_at_both_ends_are_trusted_where_full_rows_have_as_many_cells_too_many() -> None:
    body = "| | 2 | |"
    assert fitted(body, 3, Layout(lead=False, surplus=frozenset({0}))) == []
    assert fitted(body, 3, Layout(lead=False, surplus=frozenset({1}))) == ["", "2", ""]


def test_a_run_keeps_its_tokens_only_where_they_may_be_the_columns() -> None:
    cells = tokens(" 12 34", 0)
    assert fit("", cells, 3, SIMPLE, TextSpan).tokens == ("12", "34")
    assert fit("", cells, 3, SIMPLE, TextSpan, sure=False).tokens == ()
    assert fit("", cells, 3, SIMPLE, TextSpan, alone=False).tokens == ()
    assert fit("", cells, 1, SIMPLE, TextSpan).tokens == ()


def test_where_the_order_is_not_sure_even_a_full_row_is_a_run() -> None:
    assert fitted(" 1 2 3", 3) == ["1", "2", "3"]
    assert fitted(" 1 2 3", 3, sure=False) == []
    assert fitted("", 3, sure=False) == ["", "", ""]


def test_a_row_is_its_labels_line_where_all_its_cells_stand_there() -> None:
    body = "| 1 | 2 | 3 |\n| 4 | 5 | 6 |"
    cells = cells_between(body, 0, len(body), 3)
    assert texts(cells) == ["", "1", "2", "3", ""]
    assert cells.more


def test_words_are_left_out_and_odd_pieces_are_not() -> None:
    assert texts(tokens(" 单位： 12 约20 （三）不予公开 —", 0)) == ["12", "约20", "—"]


@pytest.mark.parametrize("body", [" 0 0 >", " 1,,2 3", " 4 ; ; 5", " 自然人(0件)、商业企业(2件) 3"])
def test_what_is_no_figure_leaves_the_order_of_the_others_unsure(body: str) -> None:
    cells = tokens(body, 0)
    assert cells.odd
    reading = fit("", cells, 3, SIMPLE, TextSpan)
    assert reading.run is not None
    assert reading.tokens == ()


@pytest.mark.parametrize("body", [" 1 — 3", " 1, 2, 3", " 1、2、3", " 12① 1,288 l2"])
def test_figures_marks_and_commas_are_not_odd(body: str) -> None:
    assert not tokens(body, 0).odd


def test_semicolons_keep_the_places_of_blanks() -> None:
    assert fitted(" ; 1 ;  ; 3", 3) == ["1", "", "3"]


@pytest.mark.parametrize(("body", "figures"), [(" 1 288 0 3", 3), (" -5 12.5% 1,288", 3), ("> 1 a2", 1)])
def test_thousands_parted_by_a_space_are_one_figure(body: str, figures: int) -> None:
    assert tokens(body, 0).figures() == figures
