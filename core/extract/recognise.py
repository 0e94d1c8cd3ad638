"""Finds each table of the forms in a document, and the form each is on: a report may mix them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from core.document.model import Grid, GridCell, SourceDocument
from core.extract import across, grid, placed, placed_across, stream, stream_across
from core.extract.fragments import fragments
from core.extract.labels import core, ideographs
from core.extract.lines import lines, piece
from core.extract.numbers import read_number, tidy
from core.extract.pages import whole_grids
from core.extract.pieces import Pieces
from core.extract.plain import text_grids, unquoted
from core.extract.reading import TableReading
from core.extract.stream_text import Stream, prepare
from core.forms.form import Form, Table
from core.forms.library import form_of_year, forms, local_forms

Readings = tuple[TableReading, ...]

_NATIONAL = {
    "t2": re.compile(r"主动公开政府信息的?情况"),
    "t3": re.compile(r"(?:收到和)?处理政府信息公开申请的?情况"),
    "t4": re.compile(
        r"政府信息公开.{0,10}?(?:行政)?复议.{0,10}?诉讼的?情况|行政复议行政诉讼(?:结果|未经复议)"
    ),
}
_HEADERS = {
    "t2": re.compile(r"信息内容|第二十条第"),
    "t3": re.compile(r"自然人.{0,60}?法律服|法律服.{0,60}?自然人|商业企业.{0,30}?社会公益"),
    "t4": re.compile(r"未经复议直接起诉.{0,40}?复议后起诉"),
}
"""What only the printed tables hold; among the ideographs alone, so that torn headers are found too."""

_ELSE = {"t3": re.compile(r"第一项加第二项之和|法人或其他组织")}
"""What is sought where no header stands whole: its words may be torn and shuffled line by line."""

_WHOLE = 0.6
"""How much of the fullest reading another must weigh to be the same table again."""

_REGIONS = 8
"""In how many places of a text each table is sought at most."""

_ABOVE = 600
"""How far before a table's first row a grid may stand that holds its numbers."""

_LEAST_HEAD = 4
"""How many ideographs a text of a form has at least to tell its table by."""


@dataclass(frozen=True)
class Marks:
    """What a table is known by among the ideographs of a text: its heading, and its heads.

    `torn` is sought where no head stands whole.
    """

    heading: re.Pattern[str]
    header: re.Pattern[str]
    torn: re.Pattern[str] | None = None


@cache
def _marks() -> dict[str, Marks]:
    """What each table is known by; those of forms with tables of their own by what the forms say."""
    own = {table.id: _marks_of(table) for form in local_forms().values() for table in form.tables.values()}
    national = {id: Marks(_NATIONAL[id], _HEADERS[id], _ELSE.get(id)) for id in _HEADERS}
    return own | national


def _marks_of(table: Table) -> Marks:
    """The words of the form; without words said to be the table's heads, the longer texts of its sheet."""
    texts = [printed.text for printed in table.sheet if not printed.cell and not printed.row_id]
    heads = table.heads or [text for text in texts if len(core(text)) >= _LEAST_HEAD]
    title = _any_of((table.title, *table.aliases))
    return Marks(title, _any_of(heads) if heads else title)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(core(word)) for word in words))


def find_tables(document: SourceDocument, year: int | None) -> dict[str, tuple[TableReading, ...]]:
    """The tables by id, each as read on the form that it fits best, once for each time that it is there.

    The first of them is the one to take, as far as can be told.
    """
    grids, plain = whole_grids(document), unquoted(document.text)
    found = dict(_on_grids(_HEADERS, grids, year))
    drawn = {} if document.grids else dict(_on_grids(_HEADERS, text_grids(plain), year))
    taken = [span for readings in found.values() for reading in readings for span in reading.spans]
    text = prepare(plain, document.locate, taken)
    pieces = Pieces(fragments(document) if document.pages and len(found) < len(_HEADERS) else ())
    for id in _HEADERS:
        if id not in found:
            usual = _usual(found, year)
            readings = _fuller(drawn.get(id, ()), _in_stream(id, text, usual))
            readings = _clearer(_by_place(id, document, pieces, usual), readings)
            readings = tuple(_without_lost(reading, document) for reading in readings)
            if readings:
                found[id] = readings
    return {id: found[id] for id in _HEADERS if id in found} | _local(document, grids, year)


def _local(document: SourceDocument, grids: tuple[Grid, ...], year: int | None) -> dict[str, Readings]:
    """The tables that only forms of a province's or an office's own have, where their marks stand at all."""
    han = ideographs(document.text).text
    known = [id for id, marks in _marks().items() if id not in _HEADERS]
    ids = [id for id in known if _marks()[id].header.search(han)]
    if not ids:
        return {}
    found = dict(_on_grids(ids, grids, year))
    taken = [span for readings in found.values() for reading in readings for span in reading.spans]
    text = prepare(document.text, document.locate, taken)
    for id in ids:
        if id not in found and (readings := _in_stream(id, text, _usual(found, year))):
            found[id] = readings
    return found


def _fuller(drawn: Readings, streamed: Readings) -> Readings:
    """The table as drawn in lines where that is clean and no row is lost by it, else as streamed.

    Where it is drawn in one place and only streamed in another, both are the table.
    """
    if not drawn or any(row.run for reading in drawn for row in reading.rows.values()):
        return streamed
    if streamed and len(streamed[0].rows) > len(drawn[0].rows):
        return streamed
    return (*drawn, *(r for r in streamed if r.form is drawn[0].form and not _overlaps(r, drawn)))


def _without_lost(reading: TableReading, document: SourceDocument) -> TableReading:
    """A table of running text whose rows with blanks are left open where numbers of theirs may stand in a
    grid nearby, as where a page rules only the columns."""
    start = min(start for start, _ in reading.spans) - _ABOVE
    end = max(end for _, end in reading.spans)
    near = [cell for grid in document.grids if start <= grid.start < end for cell in grid.cells]
    column = next((cell for cell in near if _is_column(cell)), None)
    if column is None:
        return reading
    run = piece(column)
    rows = {
        id: replace(row, pieces=(), run=run)
        if row.pieces and not all(tidy(held.text) for held in row.pieces)
        else row
        for id, row in reading.rows.items()
    }
    return replace(reading, rows=rows)


def _is_column(cell: GridCell) -> bool:
    """Whether a cell holds numbers of several rows."""
    return sum(read_number(line) is not None for line in cell.text.split("\n")) > 1


def _overlaps(reading: TableReading, others: Readings) -> bool:
    """Whether a reading takes up some of the text that others do."""
    taken = [span for other in others for span in other.spans]
    return any(low < end and start < high for low, high in reading.spans for start, end in taken)


def _clearer(placed: Readings, streamed: Readings) -> Readings:
    """The table as its places tell, unless the order of the text finds far more of it."""
    return (
        placed
        if placed and placed[0].weight >= max(r.weight for r in (*streamed, placed[0])) * _WHOLE
        else streamed
    )


def _by_place(id: str, document: SourceDocument, pieces: Pieces, usual: Form) -> Readings:
    """The table on pages where nothing is ruled, by where things stand."""
    find = placed_across.find_across if id == "t4" else placed.find_rows
    return _best(
        (
            reading
            for form in forms().values()
            for reading in find(form, form.tables[id], pieces, document.text, document.locate)
        ),
        usual,
    )


def _usual(found: dict[str, Readings], year: int | None) -> Form:
    """The form that decides where a table fits several alike: of the other tables, else of the year."""
    for id in ("t3", "t2"):
        if id in found:
            return found[id][0].form
    return (form_of_year(year) if year else None) or list(forms().values())[-1]


def _best(readings: Iterable[TableReading], usual: Form) -> Readings:
    """The fullest reading, and the others on its form that are no mere part of it."""
    held = list(readings)
    if not held:
        return ()
    best = max(held, key=lambda reading: (reading.weight, reading.form is usual))
    full = [r for r in held if r.form is best.form and r.weight >= best.weight * _WHOLE]
    return (best, *(reading for reading in full if reading is not best))


def _on_grids(
    ids: Iterable[str], grids: tuple[Grid, ...], year: int | None
) -> Iterator[tuple[str, Readings]]:
    source = lines(grids)
    found: dict[str, Readings] = {}
    for id in ids:
        finders = (across.find_across, grid.find_rows) if id == "t4" else (grid.find_rows,)
        held = (r for form in _having(id) for find in finders for r in find(form, form.tables[id], source))
        readings = _best(held, _usual(found, year))
        if readings:
            found[id] = readings
            yield id, readings


def _having(id: str) -> list[Form]:
    """The forms that have a table."""
    every = (*forms().values(), *local_forms().values())
    return [form for form in every if id in form.tables]


def _in_stream(id: str, text: Stream, usual: Form) -> Readings:
    """The table in the text: sought in each region where its heads stand."""
    find = stream_across.find_across if id == "t4" else stream.find_rows
    regions = list(islice(_regions(id, text), _REGIONS))
    below = [(start, end) for start, end in _below_headings(id, text) if start not in dict(regions)]
    for places in (regions, below):
        held = (
            reading
            for start, end in places
            for form in _having(id)
            for reading in find(form, form.tables[id], text, start, end)
        )
        if found := _best(held, usual):
            return found
    return ()


def _below_headings(id: str, text: Stream) -> Iterator[tuple[int, int]]:
    """From a heading of the table to the next heading of any: where its heads stand below its labels."""
    marks = _marks()[id]
    headings = (each.heading for each in _near(id).values())
    found = sorted(match.end() for pattern in headings for match in pattern.finditer(text.han.text))
    for heading in islice(marks.heading.finditer(text.han.text), _REGIONS):
        at = bisect_right(found, heading.end())
        until = found[at] if at < len(found) else len(text.han.text)
        if marks.header.search(text.han.text, heading.end(), until):
            yield text.place(heading.end()), text.place(until)


def _near(id: str) -> dict[str, Marks]:
    """The marks of the tables that may stand next to one: next to a national one, of its like alone."""
    marks = _marks()
    return {other: marks[other] for other in (_HEADERS if id in _HEADERS else marks)}


def _regions(id: str, text: Stream) -> Iterator[tuple[int, int]]:
    """From a head of the table to where another table begins, again and again."""
    others = sorted(
        match.start()
        for other, marks in _near(id).items()
        if other != id
        for pattern in (marks.heading, marks.header)
        for match in pattern.finditer(text.han.text)
    )
    end = -1
    own = _marks()[id]
    headers = list(own.header.finditer(text.han.text))
    if not headers and own.torn:
        headers = list(own.torn.finditer(text.han.text))
    for header in headers:
        if header.start() >= end:
            at = bisect_left(others, header.end())
            end = others[at] if at < len(others) else len(text.han.text)
            yield text.place(header.start()), text.before_numbering(text.place(end))
