"""The front sheet of the reviewed workbook: 审核意见单, for signing and filing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.export import styles
from core.export.rows import advice_rows, count_standing
from core.export.standing import is_doubt, unresolved
from core.export.tables import report_tables
from core.export.text import lines, put, put_text, say
from core.messages import render
from core.reconcile.finding import Status
from core.review.change import DecisionKind, Entry, ReviewState
from core.review.sent import is_open
from core.review.stages import Stage, Stages, StageStatus

WIDTHS = (14.0, 14.0, 14.0, 14.0, 14.0, 18.0)
SEVERITIES = ("error", "warning", "hint")
HEAD_LABEL = "export.front.head"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the review was of: the source's name and SHA-256; who exported and when; the program's version."""

    name: str
    sha256: str
    who: str
    at: str
    version: str


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
    report = state.report
    used = [
        say("export.front.form", language, table=table.name, form=form.title, notice=form.notice)
        for form, table in report_tables(report)
    ]
    _cells(
        sheet,
        row,
        [
            (say("export.front.office", language), 1),
            (report.agency or "—", 3),
            (say("export.front.year", language), 1),
            (report.year or "—", 1),
        ],
    )
    for offset, (label, text) in enumerate(
        (
            ("export.front.title", report.title or "—"),
            ("export.front.forms", "\n".join(used) or say("export.front.no_form", language)),
            ("export.front.source", origin.name),
            ("export.front.sha256", origin.sha256),
        ),
        start=1,
    ):
        _cells(sheet, row + offset, [(say(label, language), 1), (text, 5)])
    return row + 5


def _counts(sheet: Any, row: int, state: ReviewState, language: str) -> int:
    _section(sheet, row, say("export.front.counts", language))
    statuses = [outcome.status for outcome in state.outcomes]
    doubts = sum(1 for item in state.items if is_doubt(item))
    heads = [say(f"export.result.{status.value}", language) for status in Status]
    _cells(
        sheet,
        row + 1,
        [
            *((head, 1) for head in heads),
            (say("export.result.doubt", language), 1),
            (say("export.front.settled", language), 1),
            (say("export.front.open", language), 1),
        ],
        header=True,
    )
    left = sum(1 for item in state.items if is_open(item))
    figures = [*(statuses.count(status) for status in Status), doubts, len(state.items) - left, left]
    _cells(sheet, row + 2, [(figure, 1) for figure in figures])
    counts = count_standing(state.items)
    heads = [say(f"export.severity.{severity}", language) for severity in SEVERITIES]
    _cells(
        sheet,
        row + 3,
        [
            (say("export.front.way", language), 2),
            *((head, 1) for head in heads),
            (say("export.front.sum", language), 1),
        ],
        header=True,
    )
    ways = [*(kind.value for kind in DecisionKind), "open"]
    for offset, way in enumerate(ways):
        held = [counts.get((way, severity), 0) for severity in SEVERITIES]
        name = say(f"export.way.{way}", language)
        _cells(sheet, row + 4 + offset, [(name, 2), *((number, 1) for number in held), (sum(held), 1)])
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


def opinion_lines(state: ReviewState, language: str) -> list[str]:
    """What the review comes to, a sentence for each point; the rest of the box is for the hand."""
    failed = sum(1 for outcome in state.outcomes if outcome.status is Status.FAILED)
    left = sum(1 for item in state.items if is_open(item))
    advice = len(advice_rows(state, language))
    said = []
    if failed:
        said.append(say("export.opinion.failed", language, count=failed))
    if any(outcome.status is Status.NOT_EVALUABLE for outcome in state.outcomes):
        count = sum(1 for outcome in state.outcomes if outcome.status is Status.NOT_EVALUABLE)
        said.append(say("export.opinion.not_evaluable", language, count=count))
    if unresolved(state):
        said.append(say("export.opinion.unresolved", language, count=len(unresolved(state))))
    if advice:
        said.append(say("export.opinion.advice", language, count=advice))
    if left:
        said.append(say("export.opinion.open", language, count=left))
    return said or [say("export.opinion.clean" if state.outcomes else "export.opinion.nothing", language)]


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


def signature_words(stage: Stage, language: str) -> tuple[str, str]:
    """Who signed a stage and when; where it is not signed, room for a name and a date by hand."""
    if stage.status is StageStatus.SIGNED and stage.signed:
        return stage.signed.who, stage.signed.at
    return "", say("export.front.day", language)


def stage_remark(stage: Stage, language: str) -> str:
    """What a stage's signer said, and accepted open; or what opened the stage again."""
    said = [stage.opinion] if stage.opinion and stage.status is StageStatus.SIGNED else []
    if stage.status is StageStatus.SIGNED and stage.accepted:
        named = "\n".join(render(one.message, language) for one in stage.accepted)
        said.append(say("export.stage.accepted", language, count=len(stage.accepted), named=named))
    if stage.status is StageStatus.REOPENED and stage.signed and stage.since:
        signed = stage.signed
        number = stage.since.number
        said.append(say("export.stage.reopened", language, who=signed.who, at=signed.at, number=number))
    if stage.status is StageStatus.RETURNED and stage.since:
        who, at = stage.since.who, stage.since.at
        said.append(say("export.stage.returned", language, who=who, at=at, reason=stage.reason))
    return "\n".join(said)


def _chain(sheet: Any, row: int, state: ReviewState, origin: Origin, language: str, free: set[str]) -> int:
    exported, count, head = chain_words(origin.who, origin.at, origin.version, state.entries, language)
    told: list[tuple[str, str | int]] = [
        ("export.front.by", exported),
        ("export.front.entries", int(count)),
        (HEAD_LABEL, head),
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


def chain_words(
    who: str, at: str, version: str, entries: Sequence[Entry], language: str
) -> tuple[str, str, str]:
    """What the front sheet tells of the export itself: who, when and with what; entries; the last hash."""
    exported = say("export.front.exported", language, who=who, at=at, version=version)
    return exported, str(len(entries)), grouped(entries[-1].hash)


def grouped(hash: str) -> str:
    """A hash in groups of eight, to be compared by eye with a screen."""
    return " ".join(hash[at : at + 8] for at in range(0, len(hash), 8))


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
