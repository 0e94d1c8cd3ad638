from __future__ import annotations

import random

import pytest

from core.document.pdf import read_pdf
from core.extract.extract import extract
from core.extract.report import CellState, Report
from core.forms.library import forms
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.core.document.sheet_pages import report, shapes
from tests.corpus.disturb import DISTURBANCES
from tests.corpus.generate import in_unit, random_values

OPEN = (CellState.AMBIGUOUS, CellState.UNREADABLE, CellState.MISSING)
TITLE = "云溪市水务局2021年政府信息公开工作年度报告"
HEADS = (
    (300, "自然人"),
    (350, "商业企业"),
    (400, "科研机构"),
    (450, "社会公益组织"),
    (520, "法律服务机构"),
    (590, "其他"),
    (640, "总计"),
)


@pytest.mark.parametrize("disturbance", DISTURBANCES)
@pytest.mark.parametrize("seed", range(2))
def test_unruled_tables_with_faults_are_read_right_or_left_open(disturbance: str, seed: int) -> None:
    rng = random.Random(f"placed {disturbance} {seed}")
    form = forms()[rng.choice(("2019", "2021"))]
    values = random_values(form, rng, blanks=0.3)
    printed, lost = DISTURBANCES[disturbance](form, rng)
    found = extract(read_pdf(report(printed, values, rng, next(shapes(rng, ruled=False))), "a.pdf", ""))
    wrong = {
        id: (cell.value, values[id])
        for id, cell in found.cells.items()
        if id not in lost and cell.state not in OPEN and cell.value != in_unit(form, id, values[id])
    }
    assert not wrong


def table3(
    rows: dict[str, str | list[tuple[float, str]]], *, heads: tuple[tuple[float, str], ...] = HEADS
) -> Report:
    """A report with the top of table 3: rows by label, figures under the heads in order or where told."""
    page = Drawing(600).text(20, 20, TITLE).text(20, 40, "三、收到和处理政府信息公开申请情况")
    for x, head in heads:
        page.text(x, 60, head)
    y = 80.0
    for label, figures in rows.items():
        page.text(20, y, label)
        if isinstance(figures, str):
            figures = [(x, said) for (x, _), said in zip(HEADS, figures.split(), strict=True) if said != "_"]
        for x, said in figures:
            page.text(x, y, said)
        y += 20
    return extract(read_pdf(make_pdf([page], width=700, height=600), "a.pdf", ""))


NEW, CARRIED = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"


def read(found: Report, row: str) -> list[object]:
    """The values of a row; the state where there is none for sure."""
    cells = [cell for id, cell in found.cells.items() if id.startswith(f"t3.{row}.")]
    return [str(cell.state) if cell.state in OPEN else cell.value for cell in cells]


def test_blanks_keep_their_columns() -> None:
    found = table3({NEW: "12 _ 3 _ _ 1 16", CARRIED: "_ _ _ _ _ 2 2"})
    assert read(found, "new") == [12, None, 3, None, None, 1, 16]
    assert read(found, "carried_in") == [None, None, None, None, None, 2, 2]
    assert found.cells["t3.new.natural"].state is CellState.RECOVERED
    assert found.cells["t3.new.enterprise"].state is CellState.BLANK


def test_a_full_row_is_read_plainly() -> None:
    found = table3({NEW: "12 0 3 0 0 1 16", CARRIED: "0 0 0 0 0 2 2"})
    assert read(found, "new") == [12, 0, 3, 0, 0, 1, 16]
    assert found.cells["t3.new.natural"].state is CellState.OK


def test_columns_follow_their_heads() -> None:
    swapped = (*((x, said) for (x, _), (_, said) in zip(HEADS[:2], HEADS[1::-1], strict=True)), *HEADS[2:])
    assert read(table3({NEW: "1 2 3 _ _ 4 10", CARRIED: "0 0 0 0 0 2 2"}, heads=swapped), "new")[:3] == [
        2,
        1,
        3,
    ]


@pytest.mark.parametrize("x", [338.0, 622.0, 690.0])
def test_a_figure_under_no_head_leaves_its_row_open(x: float) -> None:
    found = table3({NEW: [(300, "12"), (x, "7"), (640, "16")], CARRIED: "0 0 0 0 0 2 2"})
    assert set(read(found, "new")) == {"ambiguous"}
    assert read(found, "carried_in") == [0, 0, 0, 0, 0, 2, 2]


def test_two_figures_in_one_cell_are_no_number() -> None:
    found = table3({NEW: [(300, "12"), (300 + 16, "34"), (640, "46")], CARRIED: "0 0 0 0 0 2 2"})
    assert read(found, "new")[0] in OPEN


def test_a_figure_between_two_rows_leaves_both_open() -> None:
    page = Drawing(600).text(20, 20, TITLE).text(20, 40, "三、收到和处理政府信息公开申请情况")
    for x, head in HEADS:
        page.text(x, 60, head)
    for y, label in ((80, NEW), (110, CARRIED)):
        page.text(20, y, label).text(640, y, "5")
    page.text(300, 95, "5")
    found = extract(read_pdf(make_pdf([page], width=700, height=600), "a.pdf", ""))
    assert set(read(found, "new")) == set(read(found, "carried_in")) == {"ambiguous"}
