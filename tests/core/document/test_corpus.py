"""The readers on real published reports (the shared documents)."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from core.document.location import PageBox
from core.document.model import Grid, SourceDocument
from core.document.open import read_document
from tests.core.document.support import read, table

SHAPES = {
    "national_2021_template_blank.docx": [(14, 4, 30), (28, 10, 215), (4, 15, 34)],
    "pingtan_2025.html": [(14, 4, 30), (28, 10, 215), (4, 15, 34)],
    "shanghai_gov_office_2019.html": [(18, 5, 53), (26, 10, 198), (4, 15, 34)],
    "huaian_city_2024.pdf": [(8, 4, 19), (6, 2, 11), (16, 10, 117), (12, 10, 100), (4, 15, 34)],
}


def load(corpus: Path, name: str) -> SourceDocument:
    return read((corpus / name).read_bytes(), name)


def full(grid: Grid) -> bool:
    """Whether cells cover every place of a grid."""
    return sum(cell.row_span * cell.column_span for cell in grid.cells) == grid.rows * grid.columns


@pytest.mark.parametrize("name", SHAPES)
def test_tables_are_whole(corpus: Path, name: str) -> None:
    grids = load(corpus, name).grids
    assert [(grid.rows, grid.columns, len(grid.cells)) for grid in grids] == SHAPES[name]
    assert all(map(full, grids))


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("huaian_city_2024.pdf", "3001 53 0 0 61 4 3119"),
        ("huaian_city_2024.pdf", "2932 53 0 0 61 4 3050"),
        ("pingtan_2025.html", "151 3 0 0 0 0 154"),
    ],
)
def test_rows_of_figures(corpus: Path, name: str, row: str) -> None:
    rows = [texts for grid in load(corpus, name).grids for texts in table(grid)]
    assert any(texts[-7:] == row.split() for texts in rows)


def test_cells_of_the_pdf_are_those_that_another_library_finds(corpus: Path) -> None:
    """Of each cell the box, and its text but for spaces: pdfplumber finds tables on its own."""
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
    ours = load(corpus, "huaian_city_2024.pdf").grids
    with pdfplumber.open(corpus / "huaian_city_2024.pdf") as pages:
        found = [(page, held) for page in pages.pages for held in page.find_tables()]
        theirs = [(page, held) for page, held in found if len(held.cells) > 10]
        for grid, (page, held) in zip_longest(ours, theirs):
            boxes = sorted((y0, x0, x1, y1) for x0, y0, x1, y1 in held.cells)
            for cell, (y0, x0, x1, y1) in zip_longest(grid.cells, boxes):
                assert isinstance(cell.location, PageBox)
                assert cell.location.page == page.page_number
                assert cell.location.box == pytest.approx((x0, y0, x1, y1), abs=2)
                text = page.crop((x0, y0, x1, y1)).extract_text()
                assert "".join(cell.text.split()) == "".join(text.split())


def test_every_figure_of_the_pdf_has_its_box_inside_its_cell(corpus: Path) -> None:
    document = load(corpus, "huaian_city_2024.pdf")
    for cell in (cell for grid in document.grids for cell in grid.cells if cell.text.isdigit()):
        place = document.locate(cell.start, cell.start + len(cell.text))
        assert isinstance(place, PageBox)
        assert isinstance(cell.location, PageBox)
        assert place.page == cell.location.page
        (x0, y0, x1, y1), (left, top, right, bottom) = place.box, cell.location.box
        assert left <= x0 < x1 <= right
        assert top <= y0 < y1 <= bottom


def test_page_numbers_are_no_text(corpus: Path) -> None:
    assert "- 4 -" not in load(corpus, "huaian_city_2024.pdf").text.replace("  ", " ")


def test_every_shared_document_is_read(corpus: Path, seeds: Path) -> None:
    files = [path for folder in (corpus, seeds) for path in folder.iterdir() if path.is_file()]
    assert len(files) > 20
    for path in files:
        document = read_document(path.read_bytes(), path.name)
        if path.suffix == ".txt":
            assert document.text == path.read_bytes().decode()
