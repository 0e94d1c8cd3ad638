"""The reviewed workbook: opinion sheet, official tables with live checks, lists, journal, source."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from core.errors import EnvironmentFault
from core.export import rows, trail
from core.export.checks import write_checks
from core.export.digest import ShownCell, cell_digest
from core.export.figures import figure_cell_rows, shown_figures, write_figures
from core.export.files import check_target, deliver, fault, part_of, write
from core.export.front import write_front
from core.export.lists import HEADER, write_list
from core.export.marks import cell_symbols, mark_cells, write_legend
from core.export.opinion import Origin
from core.export.tables import Placed, lay_out, place_table, report_tables, show_cells
from core.export.text import clean, say
from core.export.witness import witnessed
from core.forms.form import Form
from core.messages import message
from core.review.change import Entry, ReviewState
from core.review.session import Session
from core.version import program_version

KIND = "review"
"""What the journal calls the export of the reviewed workbook."""

TRIES = 3
"""How often the export begins again when decisions are made while it runs."""


def export_review(session: Session, target: Path, language: str = "zh") -> None:
    """Exports the review to `target`, whole or not at all; an older file there is replaced in one step.

    The workbook holds the journal's entry of its own export, so that entry is made first, after a draft
    has been written beside the target to see that it can be. If the last step fails all the same, the
    journal keeps an entry whose file never came to be, and the error says so.

    InputError: the name is not that of a workbook. EnvironmentFault: the folder is not there, the file
    is read-only or open elsewhere, the disk is full.
    """
    check_target(target)
    with part_of(target) as part:
        state, entry = _record(session, part, target, language)
        exported = replace(state, entries=(*state.entries, entry))
        try:
            book, _ = build_review(exported, origin_of(session, exported), language)
            write(part, serialise(book))
            deliver(part, target)
        except (EnvironmentFault, OSError) as failed:
            raise lost(entry, failed, target) from failed


def _record(session: Session, part: Path, target: Path, language: str) -> tuple[ReviewState, Entry]:
    """Tries the export with a draft, then notes it; the state exported and the entry right after it."""
    for _ in range(TRIES):
        state = session.state
        draft, free = build_review(state, origin_of(session, state), language)
        write(part, serialise(draft))
        shown = (*shown_cells(state, language), *shown_figures(state, language))
        digest = cell_digest(shown, trail.journal_words(state, language))
        entry = session.record_export(target.name, KIND, digest, witnessed(draft, free))
        if entry.previous == state.head:
            return state, entry
    raise EnvironmentFault(message("export.busy", name=target.name))


def lost(entry: Entry, failed: EnvironmentFault | OSError, target: Path) -> EnvironmentFault:
    """The error for an export that the journal has recorded and that could not be put in its place."""
    known = failed if isinstance(failed, EnvironmentFault) else fault(failed, target)
    return EnvironmentFault(message("export.lost", number=entry.number, why=known.message))


def origin_of(session: Session, state: ReviewState) -> Origin:
    """What the front and source sheets say of where the workbook comes from."""
    last = state.entries[-1]
    return Origin(session.name, session.sha256, last.who, last.at, program_version())


def shown_cells(state: ReviewState, language: str) -> tuple[ShownCell, ...]:
    """Every cell as the reviewed workbook shows it, table by table in the form's order."""
    symbols = cell_symbols(state)
    return tuple(
        cell
        for _, table in report_tables(state.report)
        for cell in show_cells(place_table(table), state.cells, symbols, language)
    )


def build_review(state: ReviewState, origin: Origin, language: str) -> tuple[Any, dict[str, set[str]]]:
    """The workbook, not yet written, and the sheets that are witnessed, each with its free places."""
    book = Workbook()
    front = book.active
    front.title = say("export.sheet.front", language)
    free: dict[str, set[str]] = {front.title: write_front(front, state, origin, language)}
    for form, table in report_tables(state.report):
        _write_table(book, place_table(table), form, state, language)
        free[place_table(table).sheet] = set()
    free |= _write_lists(book, state, origin, language)
    book.properties.creator = clean(origin.who)
    book.properties.title = clean(state.report.title)
    return book, free


def _write_table(book: Any, placed: Placed, form: Form, state: ReviewState, language: str) -> None:
    sheet = book.create_sheet(placed.sheet)
    shown = show_cells(placed, state.cells, cell_symbols(state), language)
    lay_out(sheet, placed, shown, state.report, language)
    mark_cells(sheet, placed, shown, state, language)
    relations = tuple(relation for relation in form.relations if relation.table == placed.table.id)
    outcomes = {outcome.relation.key: outcome for outcome in state.outcomes}
    write_legend(sheet, placed, language)
    write_checks(sheet, placed, relations, outcomes, state.report, language)


def _write_lists(book: Any, state: ReviewState, origin: Origin, language: str) -> dict[str, set[str]]:
    """Writes the lists; those that are witnessed, the journal being proved by its own hashes."""
    outcomes = book.create_sheet(say("export.sheet.outcomes", language))
    empty = say("export.opinion.nothing", language)
    fills = rows.outcome_fills(state)
    write_list(
        outcomes, rows.OUTCOMES, rows.outcome_rows(state, language), language, empty=empty, fills=fills
    )
    advice = book.create_sheet(say("export.sheet.advice", language))
    none = say("export.advice.none", language)
    write_list(advice, rows.ADVICE, rows.advice_rows(state, language), language, empty=none)
    further = (*_write_answers(book, state, language), *write_figures(book, state, language))
    cells = book.create_sheet(say("export.sheet.cells", language))
    listed = rows.cell_rows(state, shown_cells(state, language), language)
    listed += figure_cell_rows(state, shown_figures(state, language), language)
    write_list(cells, rows.CELLS, listed, language, empty=empty)
    journal = book.create_sheet(say("export.sheet.journal", language))
    columns = trail.journal_columns(state.entries)
    entries = trail.journal_rows(state, language)
    write_list(journal, columns, entries, language, printed=trail.PRINTED)
    source = book.create_sheet(say("export.sheet.source", language))
    stated = trail.source_rows(state, origin, language)
    write_list(source, trail.SOURCE, stated, language)
    late = {say(label, language) for label in trail.LATE}
    told = {f"B{at}" for at, row in enumerate(stated, start=HEADER + 1) if row[0] in late}
    titles = (outcomes.title, advice.title, *further, cells.title)
    return {**{title: set() for title in titles}, source.title: told}


def _write_answers(book: Any, state: ReviewState, language: str) -> tuple[str, ...]:
    """Writes what the office's next version answers, if one was taken; the title of the sheet."""
    if not state.versions:
        return ()
    sheet = book.create_sheet(say("export.sheet.answers", language))
    empty = say("export.advice.none", language)
    write_list(sheet, rows.ANSWERS, rows.answer_rows(state, language), language, empty=empty)
    return (sheet.title,)


def serialise(book: Any) -> bytes:
    """The workbook's bytes."""
    held = BytesIO()
    book.save(held)
    return held.getvalue()
