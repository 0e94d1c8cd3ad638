"""What the exported sheets look like: fonts by name, borders, fills, pages."""

from __future__ import annotations

from typing import Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

SONG, HEI, KAI = "宋体", "黑体", "楷体"
BODY = Font(name=SONG, size=10)
SMALL = Font(name=SONG, size=9, color="595959")
BOLD = Font(name=SONG, size=10, bold=True)
NOTE = Font(name=KAI, size=10)
HEAD = Font(name=HEI, size=10)
TITLE = Font(name=HEI, size=15)
FRONT_TITLE = Font(name=HEI, size=20)

_THIN = Side(style="thin", color="000000")
_PALE = Side(style="thin", color="A6A6A6")
NO_BORDER = Border()
GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
PALE_GRID = Border(left=_PALE, right=_PALE, top=_PALE, bottom=_PALE)

HEADER_FILL = PatternFill("solid", fgColor="E7EBF0")
CHECK_FILL = PatternFill("solid", fgColor="F4F6F8")
FILLS = {
    "reading": PatternFill("solid", fgColor="DCE9F7"),
    "proposal": PatternFill("solid", fgColor="FFF2CC"),
    "returned": PatternFill("solid", fgColor="FBE0D0"),
    "doubt": PatternFill("lightUp", fgColor="C9A227", bgColor="FFFBEB"),
    "failed": PatternFill("solid", fgColor="FBE3E3", bgColor="FBE3E3"),
    "unknown": PatternFill("solid", fgColor="FFF6DD", bgColor="FFF6DD"),
}
FAILED_INK = "A61B1B"

CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
RIGHT = Alignment(horizontal="right", vertical="center", indent=1)
SHRUNK = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
BOXED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
UNWRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=False)

LINE = 13.5
"""The height of a line of body text, in points."""


def page(
    sheet: Any, orientation: Literal["portrait", "landscape"], *, footer: str = "", one: bool = False
) -> None:
    """A4, one page wide; with `one`, the whole sheet on one page."""
    setup = sheet.page_setup
    setup.paperSize = sheet.PAPERSIZE_A4
    setup.orientation = orientation
    setup.fitToWidth = 1
    setup.fitToHeight = 1 if one else 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.6
    margins.top = margins.bottom = 0.75
    margins.header = margins.footer = 0.35
    if footer:
        sheet.oddFooter.center.text = footer
        sheet.oddFooter.center.font = SONG


def frame(sheet: Any, row: int, column: int, down: int, across: int, border: Border = GRID) -> Any:
    """Merges a block of cells and draws its border all round; the cell at its top left."""
    for r in range(row, row + down):
        for c in range(column, column + across):
            sheet.cell(r, c).border = border
    if down > 1 or across > 1:
        sheet.merge_cells(
            start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1
        )
    return sheet.cell(row, column)
