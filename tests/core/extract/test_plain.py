"""Tables drawn in plain text: lines that a separator parts into as many cells."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.plain import text_grids


def test_lines_with_as_many_bars_are_a_grid() -> None:
    text = "前言\n甲 | 1 | 2\n乙 | 3 | \n后记"
    (grid,) = text_grids(text)
    assert (grid.rows, grid.columns) == (2, 3)
    assert [cell.text for cell in grid.cells] == ["甲", "1", "2", "乙", "3", ""]
    assert all(text[cell.start :].startswith(cell.text) for cell in grid.cells)
    second = grid.at(0, 1)
    assert second is not None
    assert second.location == TextSpan(second.start, second.start + 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_lines_end_as_they_do_elsewhere(end: str) -> None:
    text = f"前言{end}甲 | 1 | 2{end}乙 | 3 | 4{end}后记"
    (grid,) = text_grids(text)
    assert [cell.text for cell in grid.cells] == ["甲", "1", "2", "乙", "3", "4"]
    assert all(text[cell.start :].startswith(cell.text) for cell in grid.cells)


def test_bars_around_the_lines_are_no_cells() -> None:
    (grid,) = text_grids("| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n")
    assert [cell.text for cell in grid.cells] == ["甲", "1", "2", "乙", "3", "4"]


def test_rules_are_left_out() -> None:
    (grid,) = text_grids("| 甲 | 1 | 2 |\n|---|---|---|\n| 乙 | 3 | 4 |")
    assert grid.rows == 2


def test_tabs_keep_the_first_cell_though_blank() -> None:
    (grid,) = text_grids("\t甲\t乙\n\t1\t2\n")
    assert [cell.text for cell in grid.cells] == ["", "甲", "乙", "", "1", "2"]


def test_lines_of_other_counts_are_other_grids() -> None:
    grids = text_grids("甲\t1\t2\n乙\t3\t4\n丙\t1\t2\t3\n丁\t1\t2\t3\n")
    assert [(grid.index, grid.rows, grid.columns) for grid in grids] == [(0, 2, 3), (1, 2, 4)]


def test_single_lines_and_two_cells_are_none() -> None:
    assert text_grids("甲 | 1 | 2\n正文\n乙 | 3\n丙 | 4\n") == ()
    assert text_grids("") == ()
