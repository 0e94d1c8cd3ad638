"""The list sheets of the reviewed workbook: landscape, header frozen and repeated, numbered pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from core.export import styles
from core.export.text import lines, put, put_text, say
from core.extract.report import Number

Value = Number | str | None
HEADER = 2
"""The row of the headings; the sheet's title stands above."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: the id of its heading, its width in columns of text; `wrap` if it may wrap."""

    heading: str
    width: float
    wrap: bool = True


def write_list(
    sheet: Any,
    columns: Sequence[ListColumn],
    rows: Iterable[Sequence[Value]],
    language: str,
    *,
    empty: str = "",
    printed: int = 0,
    fills: Sequence[str | None] = (),
) -> None:
    """Writes a list with its title (the sheet's own) and headings.

    `empty` is said where there are no rows; `printed` columns are printed (0: all); `fills` names the
    fill of each row's first cell.
    """
    across = printed or len(columns)
    _title(sheet, across)
    for at, column in enumerate(columns, start=1):
        cell = sheet.cell(HEADER, at)
        put_text(cell, say(column.heading, language))
        cell.font, cell.alignment = styles.HEAD, styles.CENTRE
        cell.fill, cell.border = styles.HEADER_FILL, styles.GRID
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.row_dimensions[HEADER].height = 24
    last = HEADER
    for last, values in enumerate(rows, start=HEADER + 1):
        _row(sheet, last, columns, values)
        fill = fills[last - HEADER - 1] if fills else None
        if fill:
            sheet.cell(last, 1).fill = styles.FILLS[fill]
    if last == HEADER and empty:
        last = HEADER + 1
        cell = styles.frame(sheet, last, 1, 1, across, styles.PALE_GRID)
        put_text(cell, empty)
        cell.font, cell.alignment = styles.BODY, styles.LEFT
    sheet.freeze_panes = sheet.cell(HEADER + 1, 1).coordinate
    sheet.print_title_rows = f"1:{HEADER}"
    sheet.print_area = f"A1:{get_column_letter(across)}{last}"
    styles.page(sheet, "landscape", footer=say("export.footer", language))


def _title(sheet: Any, across: int) -> None:
    title = styles.frame(sheet, 1, 1, 1, across, styles.NO_BORDER)
    put_text(title, sheet.title)
    title.font, title.alignment = styles.TITLE, styles.CENTRE
    sheet.row_dimensions[1].height = 28


def _row(sheet: Any, row: int, columns: Sequence[ListColumn], values: Sequence[Value]) -> None:
    tallest = 1
    for at, (column, value) in enumerate(zip(columns, values, strict=False), start=1):
        cell = sheet.cell(row, at)
        put(cell, value)
        cell.font, cell.border = styles.BODY, styles.PALE_GRID
        cell.alignment = styles.TOP if column.wrap else styles.UNWRAPPED
        if isinstance(value, str):
            tallest = max(tallest, lines(value, column.width - 1)) if column.wrap else tallest
        elif value is not None:
            cell.number_format = "#,##0.######" if value % 1 else "#,##0"
            cell.alignment = Alignment(horizontal="right", vertical="top", indent=1)
    sheet.row_dimensions[row].height = min(400.0, tallest * styles.LINE + 5)
