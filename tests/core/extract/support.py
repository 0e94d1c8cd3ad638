"""What the tests of extraction share: documents made of lines and grids, reports read out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import Form, PrintedCell, Table
from core.forms.library import forms
from tests.corpus.generate import expanded

F2019, F2021 = forms()["2019"], forms()["2021"]
BEFORE = ("一、总体情况", "工作平稳。")
AFTER = ("五、存在的主要问题及改进情况", "继续努力。", "六、其他需要报告的事项", "本年度未收取信息处理费。")
"""The lines of a report around its tables."""

Values = Mapping[str, str]
"""What is printed in each cell of a sheet."""


def printed(cell: PrintedCell, values: Values, default: str = "0") -> str:
    """The text of a cell of the sheet, filled where a number stands."""
    return values.get(cell.cell, default) if cell.cell else cell.text


def html_table(table: Table, values: Values, default: str = "0") -> str:
    """A table of the form as HTML."""
    rows = (
        "".join(html_cell(cell, printed(cell, values, default)) for cell in row if cell)
        for row in expanded(table)
    )
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def html_cell(cell: PrintedCell, text: str) -> str:
    """A cell of a sheet as HTML, with its spans."""
    return f"<td colspan={cell.column_span} rowspan={cell.row_span}>{escape(text)}</td>"


def page(form: Form, values: Values, *, tables: Sequence[str] = ("t2", "t3", "t4"), title: str = "") -> str:
    """A web page with tables of a form under the headings of all sections; the year is the form's first."""
    title = title or f"云溪市水务局{form.first_year}年政府信息公开工作年度报告"
    body = "".join(
        f"<p>{form.tables[id].title}</p>{html_table(form.tables[id], values) if id in tables else ''}"
        for id in ("t2", "t3", "t4")
    )
    before, after = ("".join(f"<p>{line}</p>" for line in lines) for lines in (BEFORE, AFTER))
    return f"<html><body><p>{title}</p>{before}{body}{after}</body></html>"


def lines_of(table: Table, values: Values, *, gap: str = " ", default: str = "0") -> list[str]:
    """A table of the form as text, a row a line."""
    return [
        gap.join(text for cell in row if cell and (text := printed(cell, values, default)))
        for row in expanded(table)
    ]


def text_report(form: Form, tables: Mapping[str, Sequence[str]]) -> str:
    """A report as text: its title, and the lines of each table under its heading."""
    title = f"云溪市水务局{form.first_year}年政府信息公开工作年度报告"
    parts = [line for id, lines in tables.items() for line in (form.tables[id].title, *lines)]
    return "\n".join([title, *BEFORE, *parts, *AFTER])


def read_html(said: str) -> Report:
    """The report in a web page."""
    return extract(read_document(f"<!DOCTYPE html>{said}".encode(), "a.html"))


def read_text(said: str) -> Report:
    """The report in a text."""
    return extract(read_document(said.encode(), "a.txt"))


def values(report: Report, row: str) -> list[Number | None]:
    """The values of a row of the report, such as t3.new, in the form's order."""
    return [cell.value for cell in row_of(report, row)]


def states(report: Report, row: str) -> set[CellState]:
    """The states of a row's cells."""
    return {cell.state for cell in row_of(report, row)}


def row_of(report: Report, row: str) -> list[Cell]:
    """The cells of a row."""
    return [cell for id, cell in report.cells.items() if id.rpartition(".")[0] == row]


def rules(report: Report) -> dict[str, str]:
    """The rules that the reading remarked on, each with its (last) place."""
    return {remark.rule: remark.place for remark in report.remarks}
