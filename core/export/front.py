"""The front sheet of the reviewed workbook: 审核意见单, for signing and filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.export import styles
from core.export.opinion import (
    Origin,
    about_rows,
    chain_words,
    opinion_lines,
    outcome_counts,
    signature_words,
    stage_remark,
    way_counts,
)
from core.export.text import lines, put, put_text, say
from core.review.change import ReviewState
from core.review.stages import Stages, StageStatus

WIDTHS = (14.0, 14.0, 14.0, 14.0, 14.0, 18.0)


def write_front(sheet: Any, state: ReviewState, origin: Origin, language: str) -> set[str]:
    """Writes the front sheet: what was reviewed, the counts, the opinion, the stages, the head.

    The places left free: for the hand, and those that tell of the export itself.
    """
    for at, columns in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[at]].width = columns
    title = styles.frame(sheet, 1, 1, 1, 6, styles.NO_BORDER)
    put_text(title, say("export.sheet.front", language))
    title.font, title.alignment = styles.FRONT_TITLE, styles.CENTRE
    sheet.row_dimensions[1].height = 42
    row = _about(sheet, 2, state, origin, language)
    row = _counts(sheet, row, state, language)
    row, free = _opinion(sheet, row, state, language)
    row = _stages(sheet, row, state.stages, language, free)
    row = _chain(sheet, row, state, origin, language, free)
    sheet.print_area = f"A1:F{row - 1}"
    styles.page(sheet, "portrait", footer=say("export.footer", language), one=True)
    return free


def _about(sheet: Any, row: int, state: ReviewState, origin: Origin, language: str) -> int:
    (office, agency), (label, year), *rest = about_rows(state, origin, language)
    _cells(sheet, row, [(office, 1), (agency, 3), (label, 1), (year, 1)])
    for offset, (label, text) in enumerate(rest, start=1):
        _cells(sheet, row + offset, [(label, 1), (text, 5)])
    return row + 1 + len(rest)


def _counts(sheet: Any, row: int, state: ReviewState, language: str) -> int:
    _section(sheet, row, say("export.front.counts", language))
    heads, figures = outcome_counts(state, language)
    _cells(sheet, row + 1, [(head, 1) for head in heads], header=True)
    _cells(sheet, row + 2, [(figure, 1) for figure in figures])
    first, *ways = way_counts(state, language)
    _cells(sheet, row + 3, [(first[0], 2), *((head, 1) for head in first[1:])], header=True)
    for offset, way in enumerate(ways, start=4):
        _cells(sheet, row + offset, [(way[0], 2), *((number, 1) for number in way[1:])])
    return row + 4 + len(ways)


def _opinion(sheet: Any, row: int, state: ReviewState, language: str) -> tuple[int, set[str]]:
    """The opinion, and below it room for the hand."""
    _section(sheet, row, say("export.front.opinion", language))
    cell = styles.frame(sheet, row + 1, 1, 1, 6)
    text = "\n".join(opinion_lines(state, language))
    put_text(cell, text)
    cell.font, cell.alignment = styles.BODY, styles.BOXED
    sheet.row_dimensions[row + 1].height = lines(text, sum(WIDTHS) - 4) * styles.LINE + 8
    hand = styles.frame(sheet, row + 2, 1, 1, 6)
    hand.font, hand.alignment = styles.BODY, styles.BOXED
    sheet.row_dimensions[row + 2].height = 4 * styles.LINE
    return row + 3, {hand.coordinate}


def _stages(sheet: Any, row: int, stages: Stages, language: str, free: set[str]) -> int:
    for stage in stages.all:
        who, day = signature_words(stage, language)
        date = say("export.front.date", language)
        _cells(sheet, row, [(stage.name, 1), (who, 2), (date, 1), (day, 2)])
        sheet.row_dimensions[row].height = max(34.0, sheet.row_dimensions[row].height)
        if stage.status is not StageStatus.SIGNED:
            free |= {f"B{row}", f"E{row}"}
        row += 1
        if remark := stage_remark(stage, language):
            _cells(sheet, row, [("", 1), (remark, 5)])
            row += 1
    return row


def _chain(sheet: Any, row: int, state: ReviewState, origin: Origin, language: str, free: set[str]) -> int:
    exported, count, head = chain_words(origin.who, origin.at, origin.version, state.entries, language)
    told: list[tuple[str, str | int]] = [
        ("export.front.by", exported),
        ("export.front.entries", int(count)),
        ("export.front.head", head),
    ]
    for label, text in told:
        _cells(sheet, row, [(say(label, language), 1), (text, 5)])
        free.add(f"B{row}")
        row += 1
    note = styles.frame(sheet, row, 1, 1, 6, styles.NO_BORDER)
    put_text(note, say("export.front.note", language))
    note.font, note.alignment = styles.SMALL, styles.LEFT
    sheet.row_dimensions[row].height = 2 * styles.LINE + 4
    return row + 1


def _section(sheet: Any, row: int, text: str) -> None:
    cell = styles.frame(sheet, row, 1, 1, 6)
    put_text(cell, text)
    cell.font, cell.alignment, cell.fill = styles.HEAD, styles.CENTRE, styles.HEADER_FILL
    sheet.row_dimensions[row].height = 22


def _cells(sheet: Any, row: int, values: Sequence[tuple[str | int, int]], *, header: bool = False) -> None:
    """A row of values, each over so many columns; the first is a label unless it is a number."""
    column, tallest = 1, 1
    for at, (value, across) in enumerate(values):
        cell = styles.frame(sheet, row, column, 1, across)
        put(cell, value)
        label = header or (at % 2 == 0 and len(values) in (2, 4) and isinstance(value, str))
        cell.font = styles.BOLD if label else styles.BODY
        cell.alignment = styles.INDENTED if across >= 3 else styles.CENTRE
        if label:
            cell.fill = styles.CHECK_FILL
        tallest = max(tallest, lines(str(value), sum(WIDTHS[column - 1 : column - 1 + across]) - 2))
        column += across
    sheet.row_dimensions[row].height = max(22.0, tallest * styles.LINE + 8)
