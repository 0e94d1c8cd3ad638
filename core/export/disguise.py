"""What makes a workbook show something else than it holds: what was put in to be seen, or hidden.

Excel, WPS and LibreOffice save none of these into a workbook of their own accord.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from openpyxl.utils import coordinate_to_tuple

from core.export.digest import ShownCell
from core.export.text import plain
from core.messages import Message, message

_PICTURES = re.compile(r"xl/(?:media/|charts/|embeddings/|drawings/[^/]*\.xml$)")
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].|.', re.S
)
_AS_IT_IS = ("general", "g/通用格式", "@")
_MINUS = "-−–(（减"


def disguise(
    book: Any,
    parts: Iterable[str],
    known: Collection[str],
    shown: Sequence[ShownCell],
    lists: Collection[str],
) -> Message | None:
    """What was put in, or None; `known`: the titles of the sheets exported, `lists`: those of plain lists."""
    added = next((title for title in book.sheetnames if title not in known), None)
    if added is not None:
        return message("export.verify.added_sheet", sheet=added)
    if any(_PICTURES.match(part) for part in parts):
        return message("export.verify.picture")
    hidden = next((sheet.title for sheet in book.worksheets if _is_hidden(sheet)), None)
    if hidden is not None:
        return message("export.verify.hidden", sheet=hidden)
    return _formula(book, shown, lists) or _format(book, shown)


def _is_hidden(sheet: Any) -> bool:
    """Whether a sheet is hidden, or any row or column of it is."""
    rows = any(row.hidden for row in sheet.row_dimensions.values())
    columns = any(column.hidden for column in sheet.column_dimensions.values())
    return sheet.sheet_state != "visible" or rows or columns


def _formula(book: Any, shown: Sequence[ShownCell], lists: Collection[str]) -> Message | None:
    """A formula where none was exported: anywhere on a list, and on a table among its numbers and labels."""
    reach: dict[str, tuple[int, int]] = {}
    for cell in shown:
        row, column = coordinate_to_tuple(cell.place)
        rows, columns = reach.get(cell.sheet, (0, 0))
        reach[cell.sheet] = max(rows, row), max(columns, column)
    for title in book.sheetnames:
        within = None if title in lists else reach.get(title)
        rows, columns = within or (book[title].max_row, book[title].max_column)
        for line in book[title].iter_rows(max_row=rows, max_col=columns):
            for cell in line:
                if cell.data_type == "f":
                    return message("export.verify.formula", sheet=title, place=cell.coordinate)
    return None


def _format(book: Any, shown: Sequence[ShownCell]) -> Message | None:
    for cell in shown:
        at = book[cell.sheet][cell.place]
        if isinstance(at.value, int | float | Decimal) and misleads(
            at.number_format, Decimal(repr(at.value))
        ):
            value = plain(Decimal(repr(at.value)))
            return message("export.verify.format", sheet=cell.sheet, place=cell.place, value=value)
    return None


def misleads(code: str, value: Decimal) -> bool:
    """Whether a number format shows another number than the one there is, or none."""
    sections = _sections(code)
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[at]
    if section.lower() in _AS_IT_IS:
        return False
    literals, marks = _parted(section)
    whole, _, fraction = marks.partition(".")
    places = sum(mark in "0#?" for mark in fraction)
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return (
        any(sign.isdigit() for sign in literals + re.sub(r"0", "", marks))
        or not re.search(r"[0#?]", whole)
        or bool(re.search(r"[%eEyYmMdDhHsSgGbB/:]|[0#?],+(?![0#?,])", marks))
        or places < decimals
        or (at == 1 and not any(sign in _MINUS for sign in literals + marks))
    )


def _sections(code: str) -> list[str]:
    """The sections of a format: for numbers above 0, below, 0 and texts."""
    sections = [""]
    for found in _TOKEN.finditer(code):
        if found[0] == ";":
            sections.append("")
        else:
            sections[-1] += found[0]
    return sections


def _parted(section: str) -> tuple[str, str]:
    """What a section writes as it stands, and what it makes of the number."""
    literals, marks = "", ""
    for found in _TOKEN.finditer(section):
        said: Mapping[str, str | None] = found.groupdict()
        literals += said["quoted"] or said["escaped"] or said["money"] or ""
        if not any(said.values()) and found[0][0] not in '"[_*':
            marks += found[0]
    return literals, marks
