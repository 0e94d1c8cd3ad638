"""Finds in a stream a table whose rows are printed side by side over one line of numbers (table 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.extract.labels import core
from core.extract.numbers import is_blank_mark, read_number, tidy
from core.extract.reading import RowReading, TableReading
from core.extract.separators import BARS, GAPS, Cells, Layout, Part, fit, parted, tokens
from core.extract.stream_bounds import cut, leads
from core.extract.stream_heads import HeadWords
from core.extract.stream_text import Stream
from core.forms.form import Form, Table

_ABOVE = 60
"""How many ideographs above the last heads the first of them is sought."""

_FIGURES = re.compile(r"^[^\nA-Za-z\u3400-\u9fff]+$", re.MULTILINE)


def find_across(form: Form, table: Table, stream: Stream, start: int, end: int) -> Iterator[TableReading]:
    """The table as read between two places of the text: its numbers follow the last word of its heads."""
    rows = list(table.rows.values())
    last = core(rows[-1].label)
    low, high = stream.position(start), stream.position(end)
    for anchor in stream.han.find(last, low, high):
        after = _after_heads(table, stream, anchor + len(last), high)
        begins = stream.after(after)
        until = cut(stream, begins, end, (), last=True)
        if re.search(r"[\u4e00-\u9fff]", stream.text[begins:until]) and not _has_figures(
            stream, begins, until
        ):
            continue
        header = stream.text[: stream.place(anchor)].rsplit("\n", 1)[-1]
        header += stream.text[stream.place(anchor) :].split("\n", 1)[0]
        first = stream.han.text.rfind(core(rows[0].label), max(0, low - _ABOVE), anchor)
        lead = first >= 0 and leads(stream.text, stream.place(first))
        cells = _line_of_numbers(stream.text, begins, until, len(table.cells), header)
        cells = cells or _closed(stream.text, begins, until, len(table.cells), lead=lead)
        cells = cells or _bare(stream.text, begins, until)
        if not any(tidy(text) for text, _ in cells.parts):
            cells = _below(stream.text, until, end) or cells
        sure = HeadWords(table).agree_across(
            stream.han.text[first if first >= 0 else low : after], rows[0].columns, len(rows)
        )
        reading = fit("", cells, len(table.cells), Layout(False, frozenset({0})), stream.locate, sure=sure)
        spans = ((stream.place(anchor), until),)
        yield TableReading(form, table, _across(table, reading), {}, float(len(table.cells)), spans)
        return


def _has_figures(stream: Stream, start: int, until: int) -> bool:
    """Whether there is a digit or a mark for none; words alone are heads that were not understood."""
    return re.search(r"[\d/\-—]", stream.text[start:until]) is not None


def _after_heads(table: Table, stream: Stream, at: int, high: int) -> int:
    """The position after the words of the heads that follow the last row's label, up to the first digit."""
    labels = [row.label for row in table.rows.values()] + [column.label for column in table.columns.values()]
    words = set("".join(map(core, labels)) + "合计行政诉讼")
    while at < high and stream.han.text[at] in words:
        if re.search(r"\d", stream.text[stream.after(at) : stream.place(at)]):
            break
        at += 1
    return at


def _line_of_numbers(text: str, start: int, until: int, columns: int, header: str) -> Cells | None:
    """The one line after the heads, where a line or block parts into the columns.

    A separator begins or ends the line only where one does that of the `header`, whose first cell is filled.
    """
    body = text[start:until]
    for block in re.finditer(r"(?:\t[^\n]*\n?)+|[^\n]+", body):
        for separators in (BARS, "\t"):
            lead, trail = (
                end in tuple(separators) for end in (header.strip(GAPS)[:1], header.strip(GAPS)[-1:])
            )
            parts = list(parted(block[0].strip("\n"), start + block.start(), separators))
            own = _own(parts[1:] if lead else parts, columns, most=lead or trail)
            if own:
                return Cells((("", start), *own), True, start)
    return None


def _closed(text: str, start: int, until: int, columns: int, *, lead: bool) -> Cells | None:
    """A line whose every cell is closed by a bar, and begun by a bar alone where the heads' lines are."""
    parts = list(parted(text[start:until], start, BARS))
    own = parts[1:-1]
    if lead and own and not tidy(own[0][0]):
        own = own[1:]
    if len(own) != columns or tidy(parts[0][0]) or tidy(parts[-1][0]) or not any(map(_is_figure, own)):
        return None
    return Cells((("", start), *own), True, start)


def _bare(text: str, start: int, until: int) -> Cells:
    """What stands after the heads, parted by spaces, bars being no more than that."""
    body = text[start:until]
    for bar in BARS:
        body = body.replace(bar, " ")
    return tokens(body, start)


def _below(text: str, start: int, end: int) -> Cells | None:
    """What stands below other words, where two figures or more do: they may be the table's all the same."""
    lines = ((line[0], start + line.start()) for line in _FIGURES.finditer(text[start:end]))
    parts = [(line.strip(), at) for line, at in lines if re.search(r"\d", line)]
    held = sum(len(re.findall(r"\d+", line)) for line, _ in parts)
    return Cells(tuple(parts), False, start, odd=True) if held > 1 else None


def _own(parts: Sequence[Part], columns: int, *, most: int) -> Sequence[Part]:
    """The parts that are the columns' own: words before them and blanks after them left out.

    Where the first is blank, `most` says how many blanks may stand after them.
    """
    if parts and tidy(parts[0][0]) and not _is_figure(parts[0]):
        parts = parts[1:]
    own, surplus = parts[:columns], parts[columns:]
    if len(own) < columns or any(tidy(text) for text, _ in surplus) or not any(map(_is_figure, own)):
        return ()
    return own if tidy(own[0][0]) or len(surplus) <= most else ()


def _is_figure(part: Part) -> bool:
    return read_number(part[0]) is not None or is_blank_mark(part[0])


def _across(table: Table, reading: RowReading) -> dict[str, RowReading]:
    rows: dict[str, RowReading] = {}
    at = 0
    for row in table.rows.values():
        own = reading.pieces[at : at + len(row.columns)]
        rows[row.id] = RowReading(row.label, False, own, reading.run, reading.tokens)
        at += len(row.columns)
    return rows
