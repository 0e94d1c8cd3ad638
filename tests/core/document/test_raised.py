"""Marks of notes on pages: small characters raised or lowered against those before them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.document.model import SourceDocument
from tests.core.document.ofd_writer import OfdPage, make_ofd
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import read
from tests.core.document.test_pdf import prose

Draw = Callable[[Drawing], object]


def cell(*draw: Draw) -> str:
    """What stands in the cell of a ruled table in which this is drawn; its line is 60 points down."""
    page = prose()
    for x0 in (20, 80, 180):
        page.box(x0, 45, {20: 80, 80: 180, 180: 260}[x0], 68)
    page.text(25, 60, "规章").text(185, 60, "9")
    for each in draw:
        each(page)
    [grid] = read(make_pdf([page]), "a.pdf").grids
    return grid.cells[1].text


def number(page: Drawing) -> None:
    page.text(90, 60, "447228")


@pytest.mark.parametrize("rise", [1.5, 2, 3, 3.3, 4, 5])
@pytest.mark.parametrize("size", [5, 5.8, 6.5, 7.5])
def test_small_raised_digit_is_a_mark_whenever_it_is_drawn(rise: float, size: float) -> None:
    def note(page: Drawing) -> None:
        page.text(120, 60 - rise, "2", size)

    assert cell(number, note) == "447228²"
    assert cell(note, number) == "447228²"


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        (lambda page: page.text(120, 56, "12", 6), "447228¹²"),
        (lambda page: page.text(120, 56, "[1]", 6), "447228[¹]"),
        (lambda page: page.text(121.5, 56.5, "①", 6), "447228①"),
        (lambda page: page.text(120, 61.5, "2", 6), "447228₂"),
        (lambda page: page.text(120, 60, "2", 6), "447228₂"),
        (lambda page: page.text(120, 57, "2"), "447228²"),
        (lambda page: page.text(120, 57, "23"), "447228²³"),
        (lambda page: page.text(120, 60, "2"), "4472282"),
        (lambda page: page.text(120, 60, "2", 9), "4472282"),
        (lambda page: page.text(135, 56, "2", 6), "2\n447228"),
    ],
)
def test_digit_apart_from_its_line_is_part_of_no_number(draw: Draw, text: str) -> None:
    assert cell(number, draw) == text


def test_mark_of_an_ofd_page() -> None:
    page = OfdPage()
    page.text(20, 20, "政府信息公开工作年度报告总体情况说明", 5)
    page.text(20, 40, "447228", 4)
    page.text(32, 38.6, "2", 2.4)
    document: SourceDocument = read(make_ofd([page]), "a.ofd")
    assert "447228²" in document.text


def test_small_print_in_lines_of_its_own_is_as_printed() -> None:
    page = prose().text(20, 40, "注12", 5).text(20, 50, "2019", 10).text(44, 50, "年", 6).text(60, 50, "3", 6)
    assert [line for line in read(make_pdf([page]), "a.pdf").text.splitlines() if line[0] in "注2"] == [
        "注12",
        "2019 年  3",
    ]
