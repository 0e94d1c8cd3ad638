"""From a document to a report: recognise the tables, make their cells, say what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from core.document.model import SourceDocument
from core.extract.assemble import remarks_of
from core.extract.lossy import left_open, loses_repeats
from core.extract.masthead import Masthead, is_of_school, read_masthead
from core.extract.prose.read import read_prose
from core.extract.reading import TableReading
from core.extract.recognise import find_tables
from core.extract.recognised import as_recognised, doubts
from core.extract.repeated import settle
from core.extract.report import Ambiguity, Cell, Remark, Report
from core.extract.text_checks import text_remarks
from core.extract.traditional import as_printed, is_glossed, printed, simplified
from core.forms.library import NATIONAL, form_of_year, forms, own_files
from core.messages import message


def extract(document: SourceDocument) -> Report:
    """The report that a document holds; one without any of the tables is `prose`."""
    plain = simplified(document)
    head = _masthead(document, plain)
    told = head if plain is document else read_masthead(plain)
    lossy = loses_repeats(plain)
    times = find_tables(plain, head.year)
    times = left_open(times) if lossy else times
    settled = settle(times, plain.text, head.year)
    tables = {id: table.found for id, table in settled.items()}
    found = {cell.id: cell for table in settled.values() for cell in table.assembled.cells}
    cells = as_printed(found, document, plain)
    read, doubtful = cells, tuple[Ambiguity, ...]()
    if document.ocr:
        cells = as_recognised(read, tables, document)
        doubtful = tuple(doubts(read, cells))
    return Report(
        head.title or (document.title or "").strip() or document.name,
        head.agency,
        head.year,
        next((tables[id].form.name for id in ("t3", "t2", "t4", *tables) if id in tables), "prose"),
        {id: tables[id].form.name if id in tables else None for id in dict.fromkeys((*NATIONAL, *tables))},
        cells,
        (*(one for table in settled.values() for one in table.assembled.ambiguities), *doubtful),
        (
            *_remarks(tables, cells, None if not tables and is_of_school(plain) else head.year),
            *(table.remark for table in settled.values() if table.remark is not None),
            *_unread(document.unread_pages, lossy=lossy),
            *text_remarks(plain, told, [table.form for table in tables.values()]),
        ),
        prose=read_prose(
            plain,
            [span for held in times.values() for reading in held for span in reading.spans],
            {id: reading.table for id, reading in tables.items()},
            head.year,
            told.agency,
        ),
        own=own_files().files_for(table.form.name for table in tables.values()),
    )


def _masthead(document: SourceDocument, plain: SourceDocument) -> Masthead:
    """What the report calls itself, in its own characters."""
    head = read_masthead(document)
    if plain is document or (head.title and not is_glossed(head.title)):
        return head
    head = read_masthead(plain)
    title, agency = (printed(said, document, plain) for said in (head.title, head.agency))
    return replace(head, title=title, agency=agency)


def _unread(pages: Sequence[int], *, lossy: bool) -> Iterator[Remark]:
    """Remarks on the pages that may show what was not read, and on a text that lost its repeated lines."""
    if lossy:
        yield Remark("form.unread", "repeats", (), message("extract.repeats_lost"))
    if pages:
        said = message("extract.unread", pages=", ".join(map(str, pages)))
        yield Remark("form.unread", "pages", (), said)


def _remarks(
    tables: Mapping[str, TableReading], cells: Mapping[str, Cell], year: int | None
) -> Iterator[Remark]:
    due = form_of_year(year) if year else None
    official = due or list(forms().values())[-1]
    mixed = any(id in tables for id in NATIONAL)
    for id in dict.fromkeys((*NATIONAL, *tables)):
        found = tables.get(id)
        if found is None:
            if mixed or due:
                said = message("extract.table_missing", table=official.tables[id].title)
                yield Remark("form.missing", id, (), said)
            continue
        if due and id in ("t2", "t3") and found.form is not due:
            said = message(
                "extract.wrong_form",
                table=found.table.title,
                form=found.form.title,
                year=str(year),
                due=due.title,
            )
            yield Remark("form.year", id, (), said)
        yield from remarks_of(found, [cells[cell] for cell in found.table.cells])
