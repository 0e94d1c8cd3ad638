"""Marks on the tables of the reviewed workbook: what was changed, sent back or not settled, and why."""

from __future__ import annotations

from typing import Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from core.export import styles
from core.export.digest import ShownCell
from core.export.tables import PAGE_COLUMNS, Placed, column_of, number_format
from core.export.text import clean, lines, put_text, say
from core.export.words import RECOVERED, SYMBOLS, cell_words, number_words, printed_words, quoted_words
from core.extract.report import Cell, CellState, Report
from core.messages import render
from core.review.change import DecisionKind, ReviewState
from core.review.sent import UNRESOLVED, Decided, marked_cells, printed_cells

COMMENT_COLUMNS = 38


def cell_symbols(state: ReviewState) -> dict[str, str]:
    """What marks each cell that was decided upon, beside its colour."""
    return {cell: SYMBOLS[held.decision.kind] for cell, held in marked_cells(state).items()}


def mark_cells(
    sheet: Any, placed: Placed, shown: tuple[ShownCell, ...], state: ReviewState, language: str
) -> None:
    """Marks every cell that was decided upon, recovered or left in doubt, and says so in a comment."""
    rulings, printed = marked_cells(state), printed_cells(state)
    for cell in shown:
        now, ruling = state.cells[cell.id], rulings.get(cell.id)
        at = sheet[cell.place]
        if ruling:
            _mark(at, placed, cell, SYMBOLS[ruling.decision.kind])
            at.fill = styles.FILLS[ruling.decision.kind.value]
            reread = ruling.decision.kind is DecisionKind.READING
            was = state.report.cells[cell.id] if reread else printed[cell.id]
            _comment(at, _ruling_words(state.report, was, now, ruling, language), ruling.entry.who)
        elif now.state in UNRESOLVED or (isinstance(cell.value, str) and now.value is not None):
            at.fill = styles.FILLS["doubt"]
            _comment(at, _doubt_words(state.report, now, language), say("export.program", language))
        elif now.state is CellState.RECOVERED:
            _mark(at, placed, cell, RECOVERED)
            _comment(at, _doubt_words(state.report, now, language), say("export.program", language))


def write_legend(sheet: Any, placed: Placed, language: str) -> None:
    """The legend of the marks, in the row below the table, and printed with it."""
    row = placed.bottom + 1
    cell = styles.frame(sheet, row, 1, 1, placed.right, styles.NO_BORDER)
    text = say("export.legend", language)
    put_text(cell, text)
    cell.font, cell.alignment = styles.SMALL, styles.LEFT
    sheet.row_dimensions[row].height = lines(text, PAGE_COLUMNS) * styles.LINE + 6
    sheet.print_area = f"A1:{get_column_letter(placed.right)}{row}"


def _mark(at: Any, placed: Placed, cell: ShownCell, symbol: str) -> None:
    if cell.value is not None and not isinstance(cell.value, str):
        at.number_format = number_format(column_of(placed.table, cell.id), cell, f"{symbol} ")


def _comment(at: Any, text: str, who: str) -> None:
    comment = Comment(clean(text), clean(who) or "-")
    comment.width = 300
    comment.height = min(400, 18 * lines(text, COMMENT_COLUMNS) + 24)
    at.comment = comment


def _ruling_words(report: Report, read: Cell, now: Cell, ruling: Decided, language: str) -> str:
    said = [say("export.comment.way", language, way=say(f"export.way.{ruling.decision.kind}", language))]
    said.append(say("export.comment.printed", language, raw=quoted_words(report, read, language)))
    if now.state is CellState.CORRECTED:
        was, value = (cell_words(report, cell, language) for cell in (read, now))
        said.append(say("export.comment.change", language, was=was, now=value))
    said.append(say("export.comment.reason", language, reason=ruling.decision.reason or "—"))
    said.append(say("export.comment.signed", language, who=ruling.entry.who, at=ruling.entry.at))
    return "\n".join(said)


def _doubt_words(report: Report, cell: Cell, language: str) -> str:
    said = [say("export.comment.state", language, state=say(f"export.state.{cell.state}", language))]
    said.append(say("export.comment.printed", language, raw=printed_words(cell, language)))
    if cell.candidates:
        values = tuple(number_words(report, cell.id, value, language) for value in cell.candidates[:9])
        said.append(say("export.comment.candidates", language, values=values))
    if cell.note:
        said.append(render(cell.note, language))
    return "\n".join(said)
