from __future__ import annotations

import pytest

from core.document.model import SourceDocument
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.support import read, table

PROSE = "本年度共受理政府信息公开申请若干件"


def row(*texts: tuple[float, str]) -> SourceDocument:
    """A table of one row: a label up to 100, then four cells of 40 points; digits are 5 points wide."""
    page = Drawing().text(20, 15, PROSE).box(20, 40, 260, 60).text(25, 54, "规章")
    for at in (100, 140, 180, 220):
        page.line(at, 40, at, 60)
    for x, said in texts:
        page.text(x, 54, said)
    return read(make_pdf([page]), "a.pdf")


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        ([(110, "12"), (150, "34")], ["12", "34", "", ""]),
        ([(138, "1234")], ["", "1234", "", ""]),
        ([(122, "1234")], ["1234", "", "", ""]),
        ([(138, "123456789")], ["", "123456789", "", ""]),
        ([(130, "12"), (140.5, "34")], ["12", "34", "", ""]),
        ([(98, "123456789")], ["123456789", "", "", ""]),
    ],
)
def test_numbers_that_touch_a_ruling_are_their_cells(
    texts: list[tuple[float, str]], cells: list[str]
) -> None:
    assert table(row(*texts).grids[0]) == [["规章", *cells]]


@pytest.mark.parametrize(
    "texts",
    [
        [(101, "1234567812345678")],
        [(132.5, "1234")],
        [(120, "12345678")],
        [(104, "123456780")],
    ],
)
def test_numbers_that_may_be_of_two_cells_are_left_to_both(texts: list[tuple[float, str]]) -> None:
    (found,) = table(row(*texts).grids[0])
    assert "<" in found
    assert texts[0][1] in found
