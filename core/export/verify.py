"""Proves the audit trail of an exported workbook, or says where it is broken.

Proved: every hash of the journal, anew from what its records hold; that the journal ends with the export
of this workbook, and the front sheet prints its last hash; that the words of the journal, the numbers of
the tables and every word of the other sheets are those that were exported, but for the places left to the
hand; that nothing was put in to be seen instead (disguise.py). Comments, looks and check formulas are not. A
workbook saved again by Excel, WPS or LibreOffice still holds; any change to what is proved does not.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from core.document.package import Package
from core.errors import GoujiError
from core.export.digest import ShownCell, cell_digest
from core.export.disguise import disguise
from core.export.lists import HEADER
from core.export.opinion import chain_words
from core.export.tables import factor
from core.export.text import plain, say, tidy
from core.export.trail import JOURNAL, late_words, read_record
from core.export.witness import cell_value, sheet_digest, sheet_words
from core.extract.report import Number
from core.messages import Message, message
from core.review.change import Entry
from core.review.faults import reason
from core.review.figures import is_figure
from core.review.journal import find_fault, find_head, read_entry
from core.review.verify import Verdict, bad_head, with_clock

LANGUAGES = ("zh", "en")
MOST_BYTES = 50_000_000
MOST_UNPACKED = 60_000_000
MOST_CELLS = 2_000_000
"""How much of a workbook is read, packed, unpacked, and on one sheet; ours come nowhere near it."""
NO_WORKBOOK = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    ArithmeticError,
    SyntaxError,
    RecursionError,
    zipfile.BadZipFile,
)
"""What reading a workbook that somebody else made may raise."""


class _Broken(Exception):
    """The workbook is ours, and something in it is not as it was exported."""

    def __init__(self, why: Message) -> None:
        super().__init__(why)
        self.why = why


class _NotOurs(Exception):
    """The workbook is none of ours."""


def verify_workbook(path: Path, head: str | None = None) -> Verdict:
    """The verdict on a reviewed workbook; `head` is a hash from its printed sheet, or the beginning of it."""
    if head is not None and (fault := bad_head(head)):
        return Verdict("unreadable", fault)
    try:
        book, parts = _load(path)
    except OSError as error:
        return Verdict("unreadable", reason(error, path))
    except GoujiError:
        return Verdict("unreadable", message("export.verify.damaged", name=path.name))
    except NO_WORKBOOK:
        return Verdict("unreadable", message("export.verify.not_ours", name=path.name))
    entries: tuple[Entry, ...] = ()
    try:
        entries = _read_entries(_sheet(book, "journal"))
        cells = _prove(book, parts, entries)
    except _NotOurs:
        return Verdict("unreadable", message("export.verify.not_ours", name=path.name))
    except _Broken as broken:
        last = entries[-1].hash if entries else None
        return Verdict("broken", message("export.verify.broken", why=broken.why), len(entries), last)
    return _by_head(entries, cells, head)


def _by_head(entries: Sequence[Entry], cells: int, head: str | None) -> Verdict:
    count, last = len(entries), entries[-1].hash
    sheets = tuple(_witnessed(entries[-1]))
    scope = message("export.verify.sheets", sheets=sheets) if sheets else message("export.verify.no_sheets")
    if head is None:
        said = message("export.verify.intact", entries=count, cells=cells, scope=scope)
        return Verdict("intact", with_clock(said, entries), count, last)
    number = find_head(entries, head)
    if number is None:
        return Verdict("broken", message("review.verify.other_head"), count, last)
    said = message("export.verify.witnessed", entries=count, cells=cells, number=number, scope=scope)
    return Verdict("intact", with_clock(said, entries), count, last)


def _load(path: Path) -> tuple[Any, Collection[str]]:
    """The workbook, and the names of the parts of its file.

    InputError where it is a zip that is damaged, unpacks to something absurd, or gives a part twice.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    package = Package(data, path.name)
    unpacked = sum(part.file_size for part in package.parts.values())
    if len(data) > MOST_BYTES or unpacked > MOST_UNPACKED or package.kind != "xlsx":
        raise ValueError(path.name)
    for part in package.parts:
        package.read(part)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(BytesIO(data)), tuple(package.parts)


def _sheet(book: Any, id: str) -> Any:
    """A sheet by its title in either language; a workbook that has none of our lists is none of ours."""
    known = [say(f"export.sheet.{id}", language) for language in LANGUAGES]
    found = next((sheet for sheet in book.worksheets if sheet.title in known), None)
    if found is None:
        lists = {
            say(f"export.sheet.{name}", language)
            for name in ("front", "journal", "cells", "source")
            for language in LANGUAGES
        }
        if len(lists.intersection(book.sheetnames)) < 2:
            raise _NotOurs
        raise _Broken(message("export.verify.no_sheet", sheet=known[0]))
    if found.max_row * found.max_column > MOST_CELLS:
        raise _NotOurs
    return found


def _rows(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of a list below its headings, with their numbers, down to the last that holds anything."""
    held = list(enumerate(sheet.iter_rows(min_row=HEADER + 1, values_only=True), start=HEADER + 1))
    while held and not any(value is not None for value in held[-1][1]):
        held.pop()
    yield from held


def _read_entries(sheet: Any) -> tuple[Entry, ...]:
    return tuple(_read_entry(sheet.title, row, values) for row, values in _rows(sheet))


def _read_entry(sheet: str, row: int, values: tuple[Any, ...]) -> Entry:
    """An entry from its row; what the row shows of it must be what its record holds."""
    wrong = _Broken(message("export.verify.record", sheet=sheet, row=row))
    try:
        number, at, who = values[:3]
        previous, hash = values[len(JOURNAL) - 2 : len(JOURNAL)]
        record = read_record(["" if value is None else str(value) for value in values[len(JOURNAL) :]])
        entry = read_entry(**record, previous=_text(previous), hash=_text(hash))
    except NO_WORKBOOK as error:
        raise wrong from error
    if (number, _text(at), _text(who)) != (entry.number, entry.at, tidy(entry.who)):
        raise wrong
    return entry


def _prove(book: Any, parts: Collection[str], entries: tuple[Entry, ...]) -> int:
    """Proves everything that can be, and says how many cells that were; _Broken where it does not hold."""
    if fault := find_fault(entries):
        raise _Broken(fault.why)
    if not entries or entries[-1].kind != "export":
        raise _Broken(message("export.verify.no_export"))
    shown = _read_cells(_sheet(book, "cells"))
    _compare_tables(book, shown)
    words = [f"{values[3]} {values[4]}" for _, values in _rows(_sheet(book, "journal"))][:-1]
    if cell_digest(shown, words) != entries[-1].payload.get("digest"):
        raise _Broken(message("export.verify.digest"))
    _prove_front(_sheet(book, "front"), entries)
    _prove_told(book, entries)
    _prove_sheets(book, entries[-1])
    _prove_undisguised(book, parts, shown, entries[-1])
    return len(shown)


def _prove_undisguised(book: Any, parts: Collection[str], shown: Sequence[ShownCell], export: Entry) -> None:
    """Nothing was put in, and the journal's sheet is headed as it was; not of an earlier version's export."""
    witnessed, journal = _witnessed(export), _sheet(book, "journal")
    if not witnessed:
        return
    language = next(known for known in LANGUAGES if say("export.sheet.journal", known) == journal.title)
    headings = [say(column.heading, language) for column in JOURNAL]
    if [_text(journal.cell(HEADER, at + 1).value) for at in range(len(JOURNAL))] != headings:
        raise _Broken(message("export.verify.sheet", sheet=journal.title))
    tables = {cell.sheet for cell in shown if not is_figure(cell.id)}
    why = disguise(book, parts, {*witnessed, journal.title}, shown, {*witnessed, journal.title} - tables)
    if why is not None:
        raise _Broken(why)


def _prove_front(front: Any, entries: Sequence[Entry]) -> None:
    """The front sheet prints the last hash."""
    told = {_joined(words) for _, words in sheet_words(front)}
    if entries[-1].hash not in told:
        raise _Broken(message("export.verify.front"))


def _prove_told(book: Any, entries: Sequence[Entry]) -> None:
    """What the front sheet and the source's tell of the export itself, where the entry holds as much."""
    last, version = entries[-1], entries[-1].payload.get("program")
    witnessed = _witnessed(last)
    if not witnessed or not isinstance(version, str):
        return
    front, source = _sheet(book, "front"), _sheet(book, "source")
    language = next(known for known in LANGUAGES if say("export.sheet.front", known) == front.title)
    told = {
        front: chain_words(last.who, last.at, version, entries, language),
        source: late_words(last.who, last.at, entries),
    }
    for sheet, words in told.items():
        free = witnessed[sheet.title]["free"] if sheet.title in witnessed else ()
        held = {_joined(said) for place, said in sheet_words(sheet) if place in free}
        if not {_joined(one) for one in words} <= held:
            raise _Broken(message("export.verify.told", sheet=sheet.title))


def _joined(said: str) -> str:
    """A text less its spaces: a hash is printed in groups."""
    return "".join(tidy(said).split())


def _prove_sheets(book: Any, export: Entry) -> None:
    """Every sheet that the export's entry witnesses, but for its free places."""
    for title, said in _witnessed(export).items():
        try:
            sheet = book[title]
            if sheet.max_row * sheet.max_column > MOST_CELLS:
                raise _NotOurs
            held = sheet_digest(sheet, frozenset(said["free"]))
        except NO_WORKBOOK as error:
            raise _Broken(message("export.verify.no_sheet", sheet=title)) from error
        if held != said["digest"]:
            raise _Broken(message("export.verify.sheet", sheet=title))


def _witnessed(export: Entry) -> Mapping[str, Mapping[str, Any]]:
    """What the export's entry witnesses of the sheets; nothing where an earlier version wrote it."""
    said = export.payload.get("sheets", {})
    if not isinstance(said, dict) or not all(
        isinstance(one, dict) and one.keys() == {"digest", "free"} and isinstance(one["free"], list)
        for one in said.values()
    ):
        raise _Broken(message("export.verify.no_export"))
    return said


def _read_cells(sheet: Any) -> list[ShownCell]:
    """The list of cells; a row of one text alone says that there are none."""
    cells = []
    for row, values in _rows(sheet):
        if not any(value is not None for value in values[1:]):
            continue
        if len(values) < 8:
            raise _Broken(message("export.verify.cell_row", sheet=sheet.title, row=row))
        id, _, title, place, _, _, unit, value = values[:8]
        cells.append(ShownCell(_text(id), _text(title), _text(place), _text(unit), cell_value(value)))
    return cells


def _compare_tables(book: Any, shown: Sequence[ShownCell]) -> None:
    """Each cell of the tables against the list of cells."""
    for cell in shown:
        try:
            held = cell_value(book[cell.sheet][cell.place].value)
        except NO_WORKBOOK as error:
            raise _Broken(message("export.verify.no_sheet", sheet=cell.sheet)) from error
        if held is not None and not isinstance(held, str):
            held = held * factor(cell.unit)
        found = ShownCell(cell.id, cell.sheet, cell.place, cell.unit, held)
        if found.written != cell.written:
            raise _Broken(
                message(
                    "export.verify.cell",
                    sheet=cell.sheet,
                    place=cell.place,
                    held=_said(held),
                    was=_said(cell.value),
                )
            )


def _said(value: Number | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else plain(value)


def _text(value: Any) -> str:
    return "" if value is None else tidy(str(value))
