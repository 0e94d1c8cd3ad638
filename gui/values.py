"""What the window calls a cell's value, and what it quotes of the document: the same wherever it is said."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import Column, split_id
from core.reconcile.wording import table_of
from core.review.change import ReviewState
from core.review.figures import figure_column, figures_of, is_figure
from core.review.sent import printed_cells

translate = QCoreApplication.translate
YUAN_IN_UNIT = {"万元": 10000, "亿元": 100000000}


def number_text(value: Number | None, column: Column, *, separators: bool = True) -> str:
    """A value in the unit that the form prints, with every decimal; nothing for None."""
    if value is None:
        return ""
    scale = YUAN_IN_UNIT.get(column.unit, 1) if column.kind == "amount" else 1
    if isinstance(value, Decimal) or scale != 1:
        exact = (Decimal(value) / scale).normalize()
        return f"{exact:,f}" if separators else f"{exact:f}"
    return f"{value:,}" if separators else str(value)


def cell_text(report: Report, cell: str, value: Number | None) -> str:
    """A value as its cell shows it; nothing for None."""
    return number_text(value, column_of(report, cell))


def value_words(report: Report, cell: str, value: Number | None) -> str:
    """A value where no table is at hand: money with its unit, a blank by its name."""
    if value is None:
        return translate("Values", "空白")
    column = column_of(report, cell)
    text = number_text(value, column)
    if is_figure(cell):
        return f"{text}{column.unit}"
    return f"{text} {column.unit}" if column.kind == "amount" else text


def column_of(report: Report, cell: str) -> Column:
    """The column that a cell of the report stands in; of a figure of the prose, what stands for one."""
    if is_figure(cell):
        return figure_column(figures_of(report)[cell])
    table, _, column = split_id(cell)
    return table_of(table, report).columns[column]


def printed_cell(state: ReviewState, id: str) -> Cell:
    """What the document says in a cell: as read, or as 校正读取 says where that is in force."""
    if id in state.decisions:
        return printed_cells(state)[id]
    return state.figures[id] if is_figure(id) else state.report.cells[id]


def quotation(state: ReviewState, id: str) -> str:
    """What the document prints in a cell, in quotation marks, or that it prints nothing.

    The text of a misreading is not quoted: of a cell set right, the number that was set right.
    """
    cell = printed_cell(state, id)
    if cell.state is CellState.CORRECTED:
        return translate("Values", "{value}（经校正）").format(
            value=value_words(state.report, id, cell.value)
        )
    raw = " ".join(cell.raw.split())
    return translate("Values", "“{raw}”").format(raw=raw) if raw else translate("Values", "空白")
