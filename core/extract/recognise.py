"""Finds each of the three tables in a document, and the form each is on: a report may mix them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.document.model import Grid, SourceDocument
from core.extract import grid, stream
from core.extract.plain import text_grids
from core.extract.reading import TableReading
from core.forms.form import Form
from core.forms.library import form_of_year, forms

_HEADINGS = {
    "t2": re.compile(r"主动公开政府信息的?情况"),
    "t3": re.compile(r"(?:收到和)?处理政府信息公开申请的?情况"),
    "t4": re.compile(
        r"政府信息公开.{0,10}?(?:行政)?复议.{0,10}?诉讼的?情况|行政复议行政诉讼(?:结果|未经复议)"
    ),
}
_HEADERS = {
    "t2": re.compile(r"信息内容|第二十条第"),
    "t3": re.compile(r"自然人.{0,60}?法律服|法律服.{0,60}?自然人"),
    "t4": re.compile(r"未经复议直接起诉.{0,40}?复议后起诉"),
}
"""What only the printed tables hold; among the ideographs alone, so that torn headers are found too."""


def find_tables(document: SourceDocument, year: int | None) -> dict[str, TableReading]:
    """The tables by id, each as read on the form that it fits best."""
    found = dict(_on_grids(document.grids, year))
    drawn = {} if document.grids else dict(_on_grids(text_grids(document.text), year))
    taken = [span for reading in found.values() for span in reading.spans]
    text = stream.prepare(document.text, document.locate, taken)
    for id in _HEADERS:
        if id not in found:
            reading = _fuller(drawn.get(id), _in_stream(id, text, _usual(found, year)))
            if reading:
                found[id] = reading
    return {id: found[id] for id in _HEADERS if id in found}


def _fuller(drawn: TableReading | None, streamed: TableReading | None) -> TableReading | None:
    """The table as drawn in lines where that is clean and no row is lost by it, else as streamed."""
    if drawn is None or any(row.run for row in drawn.rows.values()):
        return streamed
    return streamed if streamed and len(streamed.rows) > len(drawn.rows) else drawn


def _usual(found: dict[str, TableReading], year: int | None) -> Form:
    """The form that decides where a table fits several alike: of the other tables, else of the year."""
    for id in ("t3", "t2"):
        if id in found:
            return found[id].form
    return (form_of_year(year) if year else None) or list(forms().values())[-1]


def _best(readings: Iterator[TableReading | None], usual: Form) -> TableReading | None:
    held = [reading for reading in readings if reading]
    return max(held, key=lambda reading: (reading.weight, reading.form is usual), default=None)


def _on_grids(grids: tuple[Grid, ...], year: int | None) -> Iterator[tuple[str, TableReading]]:
    lines = grid.lines(grids)
    found: dict[str, TableReading] = {}
    for id in _HEADERS:
        usual = _usual(found, year)
        find = grid.find_across if id == "t4" else grid.find_rows
        reading = _best((find(form, form.tables[id], lines) for form in forms().values()), usual)
        if reading:
            found[id] = reading
            yield id, reading


def _in_stream(id: str, text: stream.Stream, usual: Form) -> TableReading | None:
    """The table in the text: searched from each place where its header may stand, the best kept."""
    find = stream.find_across if id == "t4" else stream.find_rows
    readings = (
        find(form, form.tables[id], text, start, end)
        for start, end in _stretches(id, text)
        for form in forms().values()
    )
    return _best(readings, usual)


def _stretches(id: str, text: stream.Stream) -> Iterator[tuple[int, int]]:
    """From the first header of the table to where the next table begins."""
    header = _HEADERS[id].search(text.han.text)
    if header is None:
        return
    following = [other for other in _HEADERS if other > id]
    ends = [
        match.start()
        for other in following
        for pattern in (_HEADINGS[other], _HEADERS[other])
        for match in pattern.finditer(text.han.text, header.end())
    ]
    end = min(ends, default=len(text.han.text))
    yield text.place(header.start()), text.before_numbering(text.place(end))
