"""Text that a PDF page holds and does not show, and figures that are struck out."""

from __future__ import annotations

import pytest

from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import blocks, read
from tests.core.document.test_pdf import PROSE, prose

WHITE, BLACK = "1 g", "0 g"


def shown(page: Drawing, **options: object) -> list[object]:
    document = read(make_pdf([page], **options), "a.pdf")  # type: ignore[arg-type]
    assert not document.ocr
    return blocks(document)


@pytest.mark.parametrize("mode", [3, 7])
def test_letters_drawn_to_no_effect_are_not_read(mode: int) -> None:
    assert shown(prose().text(20, 60, "9", mode=mode)) == [PROSE]


@pytest.mark.parametrize("within_form", [True, False])
@pytest.mark.parametrize(
    ("clip", "text"), [("0 0 30 100", []), ("30 0 270 100", ["447228"]), ("58 0 9 99", ["�472��"])]
)
def test_letters_that_a_clipping_path_cuts_away_are_not_read(
    clip: str, text: list[str], within_form: bool
) -> None:
    page = prose().operate(f"q {clip} re W n").text(50, 60, "447228").operate("Q")
    assert shown(page, within_form=within_form) == [PROSE, *text]


def test_white_figures_are_read_where_something_dark_is_under_them() -> None:
    page = prose().operate("0.1 0.2 0.5 rg").fill(100, 40, 200, 66).operate(WHITE)
    page.text(20, 60, "12").text(120, 60, "34").text(220, 60, "件").operate(BLACK)
    assert shown(page) == [PROSE, "34  件"]


def test_white_ground_hides_white_figures() -> None:
    page = prose().operate(WHITE).fill(10, 40, 200, 66).text(20, 60, "12").operate(BLACK).text(60, 60, "5")
    assert shown(page) == [PROSE, "5"]


def test_figures_struck_through_are_struck_out_and_underlined_ones_are_not() -> None:
    page = prose().text(20, 40, "12").line(18, 36.8, 32, 36.8).text(60, 40, "34").line(58, 41.5, 72, 41.5)
    assert shown(page) == [PROSE, "1̶2̶  34"]


def test_long_rulings_strike_nothing_out() -> None:
    assert shown(prose().text(20, 40, "12").line(10, 36.8, 290, 36.8)) == [PROSE, "12"]


def test_figure_under_a_white_patch_is_not_read_and_the_one_over_it_is() -> None:
    page = prose().text(20, 60, "112").operate(WHITE).fill(15, 50, 45, 64).operate(BLACK).text(70, 60, "5")
    assert shown(page) == [PROSE, "5"]


def test_figures_drawn_over_one_another_are_not_told() -> None:
    page = prose().text(20, 60, "112").operate(WHITE).fill(15, 50, 45, 64).operate(BLACK).text(20, 60, "145")
    assert shown(page) == [PROSE, "11�2�"]


def test_figures_under_a_black_bar_are_not_read() -> None:
    page = prose().text(20, 60, "112").operate(BLACK).fill(15, 50, 45, 64).text(70, 60, "5")
    assert shown(page) == [PROSE, "5"]


def test_digits_of_a_font_that_is_not_at_hand_are_read_all_the_same() -> None:
    page = Drawing().operate(WHITE).text(20, 15, PROSE).text(20, 60, "12")
    assert shown(page) == [PROSE, "12"]


@pytest.mark.parametrize("kind", ["FreeText", "Widget", "Stamp"])
def test_what_is_laid_over_a_page_is_read_with_it(kind: str) -> None:
    page = prose().text(20, 60, "12")
    assert shown(page, annotation=(kind, Drawing().text(60, 60, "447"))) == [PROSE, "12  447"]


def test_figure_struck_out_by_an_annotation_is_struck_out() -> None:
    page = prose().text(20, 60, "12").text(60, 60, "5")
    over = Drawing().line(18, 56.8, 32, 56.8)
    assert shown(page, annotation=("StrikeOut", over)) == [PROSE, "1̶2̶  5"]


def test_figure_covered_by_an_annotation_is_not_read() -> None:
    page = prose().text(20, 60, "12").text(60, 60, "5")
    assert shown(page, annotation=("Square", Drawing().fill(15, 50, 45, 64))) == [PROSE, "5"]


def test_links_change_nothing() -> None:
    page = prose().text(20, 60, "12")
    assert shown(page, annotation=("Link", Drawing().text(60, 60, "447"))) == [PROSE, "12"]
