"""What tests share: reports made of values, with no document behind them."""

from __future__ import annotations

from collections.abc import Mapping

from core.document.location import TableCell
from core.extract.report import Cell, CellState, Number, Report
from core.forms.library import forms


def make_report(
    values: Mapping[str, Number | None],
    *,
    form: str = "2019",
    tables: tuple[str, ...] = ("t2", "t3", "t4"),
    default: Number | None = 0,
    agency: str = "某市人民政府办公室",
) -> Report:
    """A report on a form whose cells hold `values`, and `default` where those say nothing."""
    cells = {}
    for number, table in enumerate(tables):
        for at, id in enumerate(forms()[form].tables[table].cells):
            value = values.get(id, default)
            state = CellState.BLANK if value is None else CellState.OK
            raw = "" if value is None else f"{value:,}"
            cells[id] = Cell(id, value, raw, state, TableCell(number, at, 0))
    year = forms()[form].first_year
    return Report(
        f"{agency}{year}年政府信息公开工作年度报告",
        agency,
        year,
        form,
        {table: form if table in tables else None for table in ("t2", "t3", "t4")},
        cells,
    )
