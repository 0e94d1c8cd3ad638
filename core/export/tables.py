"""Lays an official table out on a sheet: title, unit, printed header with its spans, the numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter

from core.export import styles
from core.export.digest import ShownCell
from core.export.text import exact, lines, plain, put, put_text, say, width
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import Column, Form, PrintedCell, Table, split_id
from core.forms.library import known_forms

TOP = 3
"""The row of the workbook where the printed sheet begins, below title and unit."""

PAGE_COLUMNS = 88.0
"""What fills the width of an A4 portrait page at full size, in columns of text."""

DOUBT = "〔"
"""What the text shown in place of a number that was not read begins with."""

UNIT_FACTORS = {"万元": 10_000, "亿元": 100_000_000, "千元": 1_000}
"""Yuan in the units in which a form may want its amounts."""


@dataclass(frozen=True)
class Placed:
    """Where a table stands in a workbook: its sheet's title, and the place of each cell (like D6)."""

    table: Table
    sheet: str
    places: Mapping[str, str]

    @property
    def bottom(self) -> int:
        """The last row of the printed sheet."""
        return TOP + self.table.sheet_rows - 1

    @property
    def right(self) -> int:
        """The last column of the printed sheet."""
        return self.table.sheet_columns


def place_table(table: Table) -> Placed:
    """Where the table and its cells stand."""
    places = {
        printed.cell: f"{get_column_letter(printed.column + 1)}{printed.row + TOP}"
        for printed in table.sheet
        if printed.cell
    }
    return Placed(table, sheet_title(table), places)


def report_tables(report: Report) -> list[tuple[Form, Table]]:
    """The tables that the report has, in order, each with its form."""
    known = known_forms(report.own)
    return [(known[name], known[name].tables[id]) for id, name in sorted(report.forms.items()) if name]


def sheet_title(table: Table) -> str:
    """The title of the table's sheet: its short name, legal in a workbook."""
    return "".join("·" if c in "[]:*?/\\" else c for c in table.name or table.title)[:31]


def factor(unit: str) -> int:
    """How many of the unit of reckoning (yuan, or the count itself) the printed unit is."""
    return UNIT_FACTORS.get(unit, 1)


def shown_value(cell: Cell, language: str) -> Number | str | None:
    """What stands for a cell, in its unit of reckoning: its number, a mark, or None for a blank."""
    if cell.value is not None:
        return cell.value if exact(cell.value) else f"{DOUBT}{plain(cell.value)}〕"
    if cell.state is CellState.BLANK:
        return cell.raw.strip()[:8] or None
    if cell.state is CellState.CORRECTED:
        return None
    return say(f"export.mark.{cell.state.value}", language)


def show_cells(
    placed: Placed, cells: Mapping[str, Cell], symbols: Mapping[str, str], language: str
) -> tuple[ShownCell, ...]:
    """The table's cells as the workbook shows them, in the form's order.

    `symbols`: what marks a cell that was decided upon. A number bears it in its format; of what is no
    number it is part of the text, so that a cell made blank shows too.
    """

    def value(id: str) -> Number | str | None:
        said, symbol = shown_value(cells[id], language), symbols.get(id)
        if symbol is None or not (said is None or isinstance(said, str)):
            return said
        return f"{said or say('value.blank', language)} {symbol}"

    return tuple(
        ShownCell(id, placed.sheet, placed.places[id], column_of(placed.table, id).unit, value(id))
        for id in placed.table.cells
    )


def column_of(table: Table, cell: str) -> Column:
    """The column of the form in which a cell stands."""
    return table.columns[split_id(cell)[2]]


def lay_out(sheet: Any, placed: Placed, shown: Sequence[ShownCell], report: Report, language: str) -> None:
    """Writes the table: heading, printed header and labels, and the numbers in the form's own units."""
    table = placed.table
    _heading(sheet, table, report, language)
    for printed in table.sheet:
        cell = styles.frame(
            sheet, printed.row + TOP, printed.column + 1, printed.row_span, printed.column_span
        )
        put_text(cell, printed.text)
        corner = printed.row == printed.column == 0 and printed.row_span > 2
        cell.font = styles.NOTE if corner else styles.BODY
        cell.alignment = styles.LEFT if is_label(table, printed) else styles.CENTRE
    for one in shown:
        _write_value(sheet[one.place], column_of(table, one.id), one)
    widths = column_widths(table, shown)
    for at, columns in enumerate(widths):
        sheet.column_dimensions[get_column_letter(at + 1)].width = columns
    _heights(sheet, table, widths)
    styles.page(sheet, "portrait", one=True)
    sheet.print_area = f"A1:{get_column_letter(placed.right)}{placed.bottom}"


def is_label(table: Table, printed: PrintedCell) -> bool:
    """Whether a text stands before numbers, not above them."""
    covered = range(printed.row, printed.row + printed.row_span)
    return printed.column < table.label_columns and any(p.cell and p.row in covered for p in table.sheet)


def _write_value(at: Any, column: Column, cell: ShownCell) -> None:
    put(at, in_unit(cell))
    if isinstance(cell.value, str):
        at.alignment = styles.SHRUNK
    elif cell.value is not None:
        at.number_format = number_format(column, cell)
        at.alignment = styles.CENTRE


def in_unit(cell: ShownCell) -> Number | str | None:
    """The value in the unit that the form prints, exact."""
    if isinstance(cell.value, str) or cell.value is None or factor(cell.unit) == 1:
        return cell.value
    return Decimal(plain(Decimal(cell.value) / factor(cell.unit)))


def number_format(column: Column, cell: ShownCell, mark: str = "") -> str:
    """The number format of a cell: thousands parted, every decimal, the unit where the header has none."""
    value = in_unit(cell)
    assert value is not None
    assert not isinstance(value, str)
    _, dot, decimals = plain(value).partition(".")
    digits = "#,##0" + (dot + "0" * len(decimals) if decimals else "")
    lead = f'"{mark}"' if mark else ""
    if column.kind == "change":
        return f"{lead}+{digits};{lead}-{digits};{lead}0"
    if column.kind == "amount" and column.unit not in column.label:
        return f'{lead}{digits}" {column.unit}"'
    return lead + digits


def _heading(sheet: Any, table: Table, report: Report, language: str) -> None:
    last = table.sheet_columns
    title = styles.frame(sheet, 1, 1, 1, last, styles.NO_BORDER)
    put_text(title, table.title)
    title.font, title.alignment = styles.TITLE, styles.CENTRE
    sheet.row_dimensions[1].height = 30
    half = max(1, (last + table.label_columns) // 2)
    left = styles.frame(sheet, 2, 1, 1, half, styles.NO_BORDER)
    year = str(report.year) if report.year else "—"
    office = say("export.table.office", language, office=report.agency or "—", year=year)
    put_text(left, office)
    right = styles.frame(sheet, 2, half + 1, 1, last - half, styles.NO_BORDER)
    put_text(right, say("export.table.unit", language, unit=_units(table, language)))
    left.font = right.font = styles.BODY
    left.alignment = styles.LEFT
    right.alignment = styles.RIGHT
    sheet.row_dimensions[2].height = 6 + styles.LINE * lines(office, PAGE_COLUMNS * half / last)


def _units(table: Table, language: str) -> str:
    held = dict.fromkeys(column.unit for column in table.columns.values())
    return ("、" if language == "zh" else ", ").join(held)


def column_widths(table: Table, shown: Sequence[ShownCell]) -> list[float]:
    """The widths of the sheet's columns, in columns of text: at least a page's together."""
    numbers = {cell.id: _number_width(column_of(table, cell.id), cell) for cell in shown}
    widths = [_column_width(table, column, numbers) for column in range(table.sheet_columns)]
    total = sum(widths)
    return [w * PAGE_COLUMNS / total for w in widths] if total < PAGE_COLUMNS else widths


def _number_width(column: Column, cell: ShownCell) -> float:
    """The width of a number with its separators, its unit and the mark that may stand before it."""
    value = in_unit(cell)
    if value is None or isinstance(value, str):
        return 0.0
    unit = width(column.unit) + 1 if column.kind == "amount" else 0
    return len(f"{value:,}") + unit + 4.0


def _column_width(table: Table, column: int, numbers: Mapping[str, float]) -> float:
    here = [p for p in table.sheet if p.column == column]
    least = 7.0 if table.sheet_columns > 4 else 14.0
    wanted = [numbers.get(p.cell, 0.0) / p.column_span for p in here if p.cell]
    if column < table.label_columns:
        texts = [p for p in here if p.column_span == 1]
        wanted += [8.0 if p.row_span >= 3 else min(width(p.text) + 2.0, 30.0) for p in texts]
    return max([least, *wanted])


def _heights(sheet: Any, table: Table, widths: list[float]) -> None:
    heights = [21.0] * table.sheet_rows
    for printed in sorted(table.sheet, key=lambda p: p.row_span):
        room = sum(widths[printed.column : printed.column + printed.column_span]) - 1.5
        need = lines(printed.text, room) * styles.LINE + 6
        rows = range(printed.row, printed.row + printed.row_span)
        short = need - sum(heights[r] for r in rows)
        if short > 0:
            for r in rows:
                heights[r] += short / len(rows)
    for r, height in enumerate(heights):
        sheet.row_dimensions[TOP + r].height = height
