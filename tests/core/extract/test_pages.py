from __future__ import annotations

import random

import pytest

from core.document.location import PageBox
from core.document.model import CharacterBoxes, Grid, GridCell, Page, Paragraph, SourceDocument
from core.document.pdf import read_pdf
from core.extract.extract import extract
from core.extract.pages import whole_grids
from core.extract.report import CellState
from core.forms.library import forms
from tests.core.document.sheet_pages import report, shapes
from tests.corpus.generate import in_unit, random_values

COLUMN = 100


def grid(index: int, page: int, rows: list[list[str]], left: float = 50) -> Grid:
    """A grid of one page, its columns a hundred points wide."""
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            x, y = left + COLUMN * column, 100 + 20.0 * row
            place = PageBox(page, (x, y, x + COLUMN, y + 20))
            cells.append(GridCell(row, column, 1, 1, text, 0, place))
    return Grid(index, len(rows), len(rows[0]), tuple(cells))


def joined(*blocks: Grid | Paragraph) -> list[list[list[str]]]:
    """The texts of the grids of a document of these blocks, page breaks mended, empty rows left out."""
    document = SourceDocument("a", "", "pdf", "", blocks, pages=(Page(600, 800),) * 3, boxes=CharacterBoxes())
    found = []
    for one in whole_grids(document):
        texts = [
            [(cell.text if (cell := one.at(r, c)) else "") for c in range(one.columns)]
            for r in range(one.rows)
        ]
        found.append([row for row in texts if any(row)])
    return found


ABOVE = ["1.属于国家秘密", "0", "3"]
BELOW = ["3.危及“三安全一稳定”", "1", "2"]


def test_grids_parted_by_a_page_break_are_one() -> None:
    assert joined(grid(0, 1, [ABOVE]), Paragraph("— 3 —", 0), grid(1, 2, [BELOW])) == [[ABOVE, BELOW]]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["2.其他法律", "12", "0"], ["行政法规禁止公开", "", ""]),
        (["2.其他法律", "", ""], ["行政法规禁止公开", "12", "0"]),
        (["2.其他法律", "12", ""], ["行政法规禁止公开", "", "0"]),
        (["2.其他法律行政法规禁止公开", "", ""], ["", "12", "0"]),
        (["2.", "12", "0"], ["其他法律行政法规禁止公开", "", ""]),
        (["2.其他法律", "12", "0"], ["行政法归禁止公开", "", ""]),
    ],
)
def test_a_row_torn_by_a_page_break_is_one(upper: list[str], lower: list[str]) -> None:
    ((first, row, last),) = joined(grid(0, 1, [ABOVE, upper]), grid(1, 2, [lower, BELOW]))
    assert (first, row[1:], last) == (ABOVE, ["12", "0"], BELOW)
    assert row[0].replace("\n", "") in ("2.其他法律行政法规禁止公开", "2.其他法律行政法归禁止公开")


def test_a_torn_row_below_a_repeated_head_is_one() -> None:
    head = ["", "自然人", "总计"]
    upper, lower = ["2.其他法律", "12", ""], ["行政法规禁止公开", "", "0"]
    (rows,) = joined(grid(0, 1, [head, ABOVE, upper]), grid(1, 2, [head, lower]))
    assert rows == [head, ABOVE, ["2.其他法律\n行政法规禁止公开", "12", "0"], head]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (ABOVE, BELOW),
        (["2.其他法律", "12", ""], ["行政法规禁止公开", "34", "0"]),
        (["1.属于国家秘密", "", ""], BELOW),
        (["某一行", "", ""], ["", "1", "2"]),
        (["1.属于国家秘密", "1", "2"], ["", "3", "4"]),
    ],
)
def test_rows_that_are_whole_stay_apart(upper: list[str], lower: list[str]) -> None:
    assert joined(grid(0, 1, [upper]), grid(1, 2, [lower])) == [[upper, lower]]


def test_tables_apart_stay_apart() -> None:
    apart = [[ABOVE], [BELOW]]
    assert joined(grid(0, 1, [ABOVE]), grid(1, 1, [BELOW])) == apart
    assert joined(grid(0, 1, [ABOVE]), grid(1, 3, [BELOW])) == apart
    assert joined(grid(0, 1, [ABOVE]), grid(1, 2, [BELOW], left=90)) == apart
    assert (
        joined(grid(0, 1, [ABOVE]), Paragraph("三、收到和处理政府信息公开申请情况", 0), grid(1, 2, [BELOW]))
        == apart
    )
    assert joined(grid(0, 1, [ABOVE]), Paragraph("说明" * 30, 0), grid(1, 2, [BELOW])) == apart


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_every_cell_is_right_wherever_pages_break(seed: int, ruled: bool) -> None:
    rng = random.Random(f"pages {seed}")
    form = forms()[rng.choice(("2019", "2021"))]
    values = random_values(form, rng, blanks=rng.choice((0, 0.3, 0.7)))
    data = report(form, values, rng, next(shapes(rng, ruled=ruled)))
    found = extract(read_pdf(data, "a.pdf", ""))
    assert {id: cell.value for id, cell in found.cells.items()} == {
        id: in_unit(form, id, value) for id, value in values.items()
    }
    allowed = (
        {CellState.OK, CellState.BLANK} if ruled else {CellState.OK, CellState.BLANK, CellState.RECOVERED}
    )
    assert {cell.state for cell in found.cells.values()} <= allowed
