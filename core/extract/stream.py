"""Finds a form's table in a stream of text: what stands between one row label and the next is the row's.

Nothing but the order of the form's labels, and the heads above them, is relied on. How the cells of a row
are kept apart is told row by row (separators.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.extract.align import Candidate, stretches
from core.extract.columnwise import Found, as_labelled, by_columns
from core.extract.grid import LEAST_WEIGHT
from core.extract.labels import Ideographs, core, ideographs, is_han, number
from core.extract.numbers import tidy
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.separators import (
    BARS,
    GAPS,
    WORDS,
    Cells,
    Layout,
    Locate,
    cells_between,
    fit,
    tokens,
    whole,
)
from core.extract.stream_heads import HeadWords
from core.extract.stream_labels import exact_labels, label_chain
from core.extract.units import header_units
from core.forms.form import Form, Row, Table

_PAGE_NUMBER = re.compile(
    r"^[ \t\f\u3000]*(?:[-—–－―]+[ \t]*\d{1,4}[ \t]*[-—–－―]+|第[ \t]*\d{1,4}[ \t]*页.*"
    r"|P\.?[ \t]*\d{1,4}|\d{1,4}[ \t]*/[ \t]*\d{1,4})[ \t\f]*$",
    re.MULTILINE,
)
_LONE_NUMBER = re.compile(r"(?<=\n)[ \t\u3000]*\d{1,4}[ \t]*(?=\s*(?:\f|\Z))")
"""A page number that stands alone on the last line of a page, as PDF tools leave it."""

_NUMBERING = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，])\s*[“\"‘']?$"
)
_AFTER_LABEL = re.compile(
    r"(?:[）)”\"’'』」]|[ \t]*(?:[（(](?:注[ \t]*\d{0,2}|(?:单位[:：]?)?[件项])[）)]"
    r"|[\[【〔]注?\d{0,2}[\]】〕]|[①-⑳*＊※]))+"
)
"""What closes a label: brackets, quotes, the marks of notes, its unit."""

_NOTE = re.compile(r"[（(](?:(?! {2})[^（()）|\t]){2,28}[）)]")
_LONE = re.compile(r"^[ \t\u3000]*\d[\d,，.]*(?:[万亿]?元)?[ \t]*$", re.MULTILINE)
_OTHER_LABEL = re.compile(
    r"(?<=\n)[ \t\u3000|｜│]*0?\d{1,2}[.．、][ \t]*[\u3400-\u9fff]{2,}[^\S\n]*(?:[|｜│\s]*)\d"
)
"""A line with a label and numbers of its own: a row that the form does not have, or one misprinted."""

_LINE_BEGINS = re.compile(r"(?:[\n|｜│\t]|^)[ \u3000]*\Z")
"""What stands before a label that begins its line or cell."""

_INDENT = 40
_TEXT = re.compile(r"[\u3400-\u9fff]{2,}")
_BELOW = re.compile(r"\n([^\n]*)")
_YEAR = re.compile(r"\s*20\d\d\s*年")
_SENTENCE = 6
_WORD = 3
_SHORT = 4
_LONG = 6
_ABOVE = 40
_ROWS_TOO_WIDE = 2


@dataclass(frozen=True)
class Stream:
    """A text prepared once for all tables: page numbers blanked out, its ideographs, how to locate."""

    text: str
    han: Ideographs
    locate: Locate

    def place(self, at: int) -> int:
        """The place in the text of the ideograph at a position, or the end of the text."""
        return self.han.places[at] if at < len(self.han.places) else len(self.text)

    def after(self, at: int) -> int:
        """The place in the text just after the ideograph before a position."""
        return self.place(at - 1) + 1

    def position(self, place: int) -> int:
        """The position of the first ideograph at or after a place in the text."""
        return bisect_left(self.han.places, place)

    def words(self, low: int, high: int) -> str:
        """The ideographs between two positions, without notes in brackets (自然人（含港澳台居民）)."""
        if low >= high:
            return ""
        text = self.text[self.place(low) : self.after(high)]
        return "".join(filter(is_han, _NOTE.sub("", text)))

    def before_numbering(self, place: int, low: int = 0) -> int:
        """Where the numbering (三、 or （三）) that stands before a place begins, or the place itself."""
        first = max(low, place - 10)
        found = _NUMBERING.search(self.text[first:place])
        return first + found.start() if found else place


def prepare(text: str, locate: Locate, taken: Sequence[tuple[int, int]] = ()) -> Stream:
    """A text ready to be searched; the stretches already `taken` by tables on grids are blanked out."""
    text = re.sub(r"\r(?!\n)", "\n", text).replace("\r", " ")
    for page_number in (_PAGE_NUMBER, *([_LONE_NUMBER] if "\f" in text else [])):
        text = page_number.sub(lambda found: " " * len(found[0]), text)
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    return Stream(text, ideographs(text), locate)


def find_rows(form: Form, table: Table, stream: Stream, start: int, end: int) -> Iterator[TableReading]:
    """The table as read between two places of the text, once for each time that it stands there."""
    rows = list(table.rows.values())
    low, high = stream.position(start), stream.position(end)
    exact = sorted(exact_labels(rows, stream, low, high), key=lambda candidate: candidate.start)
    for first, last in stretches(exact, low, high, _LONG):
        own = [candidate for candidate in exact if first <= candidate.start < last]
        chain = label_chain(rows, stream, own, first, last)
        if len(chain) >= 2 and sum(candidate.weight for candidate in chain) >= LEAST_WEIGHT:
            until = stream.before_numbering(stream.place(last)) if last < high else end
            yield _Reader(form, table, stream, chain, own, stream.place(first), until).read()


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of a chain of labels, one of all those found `exact`, between two places of the text."""

    form: Form
    table: Table
    stream: Stream
    chain: Sequence[Candidate]
    exact: Sequence[Candidate]
    start: int
    end: int

    def read(self) -> TableReading:
        """The table with its rows."""
        stream, rows = self.stream, list(self.table.rows.values())
        words = HeadWords(self.table)
        own = [rows[candidate.row] for candidate in self.chain]
        contents = list(map(self._content, range(len(self.chain))))
        anchored = [(c, len(row.columns)) for c, row in zip(contents, own, strict=True)]
        surplus = frozenset(
            cells.surplus(columns) for cells, columns in anchored if cells.is_anchored(columns)
        )
        blanks = any(cells.has_inner_blank(columns) for cells, columns in anchored)
        layout = Layout(self._rows_lead(), surplus, blanks)
        crowd, wide = self._crowd(anchored), self._is_wide(anchored)
        readings: dict[str, RowReading] = {}
        for at, (row, cells, agree) in enumerate(zip(own, contents, self._agreement(words), strict=True)):
            label = self.chain[at]
            sure = agree and not wide and not self._is_doubled(at, cells)
            readings[row.id] = fit(
                self._printed(label),
                cells,
                len(row.columns),
                layout,
                stream.locate,
                loose=label.loose,
                sure=sure,
                alone=self._is_alone(at),
                crowd=crowd,
            )
        readings |= as_labelled(self._by_columns(own), readings)
        begins = stream.place(self.chain[0].start)
        head = stream.text[max(0, begins - 600) : self.end]
        heads, _ = words.read(stream.han.text[stream.position(self.start) : stream.position(self.end)])
        weight = sum(c.weight for c in self.chain) + sum(
            len(core(self.table.columns[id].label)) for id in heads
        )
        spans = ((begins, self._until(len(self.chain) - 1)),)
        return TableReading(self.form, self.table, readings, header_units(self.table, head), weight, spans)

    def _by_columns(self, own: Sequence[Row]) -> dict[str, RowReading]:
        """The rows whose numbers stand after several labels."""
        text = self.stream.text
        found = [
            Found(row, self._label_start(at), _closed(text, self.stream.after(self.chain[at].end)))
            for at, row in enumerate(own)
        ]
        return by_columns(self.table, found, self.stream, self.end, self.form.relations)

    def _crowd(self, contents: Sequence[tuple[Cells, int]]) -> Piece | None:
        """Numbers that may be those of rows where nothing stands: too many in another row, or below all."""
        for cells, columns in contents:
            if not cells.kept and len(cells.parts) > columns:
                return whole(cells.parts, self.stream.locate)
        if any(cells.parts for cells, _ in contents):
            return None
        below = _LONE.finditer(self.stream.text, self.stream.after(self.chain[-1].end), self.end)
        parts = [(found[0], found.start()) for found in below]
        return whole(parts, self.stream.locate) if len(parts) >= len(contents) else None

    def _is_wide(self, contents: Sequence[tuple[Cells, int]]) -> bool:
        """Whether rows have more figures than the form has columns: which is one too many is not known."""
        more = (
            columns < cells.figures() <= 2 * columns and self._is_alone(at)
            for at, (cells, columns) in enumerate(contents)
        )
        return sum(more) >= _ROWS_TOO_WIDE

    def _row(self, at: int) -> Row:
        return list(self.table.rows.values())[self.chain[at].row]

    @cached_property
    def _padded(self) -> bool:
        padding = [_padding(self.stream, label, self._row(at)) for at, label in enumerate(self.chain)]
        return any(padding) and None not in padding

    def _label_start(self, at: int) -> int:
        return _label_start(self.stream, self.chain[at], self._row(at), padded=self._padded)

    def _until(self, at: int) -> int:
        """Where a row's own content ends: at the next label, a caption of the form, or other words."""
        last = at == len(self.chain) - 1
        until = self.end if last else self._label_start(at + 1)
        begins = self.stream.after(self.chain[at].end)
        other = _OTHER_LABEL.search(self.stream.text, begins, until)
        until = other.start() if other else until
        return cut(self.stream, begins, until, captions(self.table), last=last)

    def _content(self, at: int) -> Cells:
        """What stands after a label, or inside one that is torn around its numbers."""
        stream, label = self.stream, self.chain[at]
        start, stop = stream.place(label.start), _closed(stream.text, stream.after(label.end))
        if not re.search(r"\d", stream.text[start : stream.after(label.end)]):
            cells = cells_between(stream.text, stop, self._until(at), len(self._row(at).columns))
            return cells if any(tidy(text) for text, _ in cells.parts) else self._left_out(at, stop, cells)
        inner = [(place - start, place - start + 1) for place in stream.han.places[label.start : label.end]]
        return tokens(_blank_out(stream.text[start : self._until(at)], inner), start, torn=True)

    def _left_out(self, at: int, stop: int, cells: Cells) -> Cells:
        """A row where nothing was found, with all that its line holds where that has digits after all."""
        last = at == len(self.chain) - 1
        line = self.stream.text[stop : self.end if last else self._label_start(at + 1)].split("\n", 1)[0]
        return Cells(((line, stop),), False, stop, odd=True) if re.search(r"\d", line) else cells

    def _is_doubled(self, at: int, cells: Cells) -> bool:
        """Whether a row is printed twice, or has lines of numbers below that are no lost row's."""
        label = self.chain[at]
        low = self.chain[at - 1].end if at else 0
        high = self.chain[at + 1].start if at + 1 < len(self.chain) else len(self.stream.han.text)
        again = (c for c in self.exact if c.row == label.row and c.start != label.start)
        if any(low <= c.start < high and c.weight >= max(_SHORT, label.weight - 1) for c in again):
            return True
        return cells.more and self._is_alone(at)

    def _is_alone(self, at: int) -> bool:
        """Whether no row of the form is lost between a row and the next."""
        rows = [*(candidate.row for candidate in self.chain), len(self.table.rows)]
        return rows[at + 1] == rows[at] + 1

    def _agreement(self, words: HeadWords) -> Iterator[bool]:
        """For each row, whether the heads last seen leave its columns in the form's order."""
        agree: dict[tuple[str, ...], bool] = {}
        low = self.stream.position(self.start)
        for at, label in enumerate(self.chain):
            row = self._row(at)
            text = self.stream.han.text
            first = at == 0 and label.row == 0
            begins = words.last(text, max(0, low - _ABOVE), label.start) if first else low
            said = words.agree(self.stream.words(begins, label.start), row, first=first)
            if said is not None:
                agree[row.columns] = said
            low = label.end
            yield agree.get(row.columns, True)

    def _printed(self, label: Candidate) -> str:
        """The label as printed, without numbers that stand inside a torn one."""
        start, end = self.stream.place(label.start), self.stream.after(label.end)
        return re.sub(r"[\d\s]+", "", self.stream.text[start:end])

    def _rows_lead(self) -> bool:
        """Whether every row begins with a bar or tab, alone on its line or before the label."""
        starts = map(self._label_start, range(len(self.chain)))
        return all(leads(self.stream.text, start) for start in starts)


def leads(text: str, place: int) -> bool:
    """Whether a bar or tab begins what stands at a place, alone on the line above or just before it."""
    lines = text[max(0, place - 200) : place].rsplit("\n", 2)
    same, above = lines[-1].strip(GAPS), lines[-2].strip(GAPS) if len(lines) > 1 else ""
    alone = not same and len(above) == 1 and above in BARS + "\t"
    return alone or bool(same and not same.strip(GAPS + BARS + "\t"))


def _label_start(stream: Stream, candidate: Candidate, row: Row, *, padded: bool) -> int:
    """Where a label begins in the text, its numbering included; `padded`: a 0 before it is its own."""
    place = stream.place(candidate.start)
    own = number(row.label)
    if not own.isdigit():
        return stream.before_numbering(place)
    first = max(0, place - 8)
    found = re.search(rf"(?:[（(]\s*)?0?{own}\s*[.、．,，:：)）]?\s*[“\"‘']?$", stream.text[first:place])
    if found is None:
        return place
    start = first + found.start()
    own_zero = padded or _LINE_BEGINS.search(stream.text, max(0, start - _INDENT), start)
    return start if own_zero or stream.text[start] != "0" else start + 1


def _padding(stream: Stream, candidate: Candidate, row: Row) -> bool | None:
    """Whether a label's number is printed with a 0 before it that is no row's (01.); False where that may
    be the last digit of the row above, or the label has no number; None where no 0 stands there."""
    place = stream.place(candidate.start)
    own = number(row.label)
    found = re.search(rf"(\d?)0{own}\s*[.、．,，:：]\s*$", stream.text[max(0, place - 8) : place])
    if not own.isdigit():
        return False
    return None if found is None else not found[1]


def _closed(text: str, stop: int) -> int:
    """The end of a label with the brackets, quotes and note marks that follow it."""
    closing = _AFTER_LABEL.match(text, stop)
    return closing.end() if closing else stop


def _blank_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def captions(table: Table) -> tuple[str, ...]:
    """The cores of the form's own texts that end a row: headers and the labels of groups."""
    texts = {core(printed.text) for printed in table.sheet if not printed.cell and not printed.row_id}
    articles = {text[:5] for text in texts if text.startswith("第二十条")}
    leading = {core(printed.text) for printed in table.sheet if printed.text.endswith("：")}
    long = {text for text in texts if len(text) >= 4 and not text.startswith("第二十条")}
    return tuple(articles | leading | long)


def cut(stream: Stream, start: int, until: int, words: Sequence[str], *, last: bool) -> int:
    """Where a row's own content ends: at some words of the form, and for the last row at any words."""
    low, high = stream.position(start), stream.position(until)
    for caption in words:
        for found in stream.han.find(caption, low, high):
            until = min(until, stream.before_numbering(stream.place(found), start))
    return min(until, _prose(stream.text, start, until)) if last else until


def _prose(text: str, start: int, until: int) -> int:
    """Where words begin that are no row's: a sentence, or below the first line a line of words at all."""
    for words in WORDS.finditer(text, start, until):
        if sum(map(is_han, words[0])) >= _SENTENCE:
            begins = text.rfind("\n", start, words.start())
            until = begins if begins >= 0 else words.start()
            break
    for line in _BELOW.finditer(text, start, until):
        if _YEAR.match(line[1]) or sum(len(words) for words in _TEXT.findall(line[1])) >= _WORD:
            return line.start()
    return until
