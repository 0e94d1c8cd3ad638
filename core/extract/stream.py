"""Finds a form's table in a stream of text: what stands between one row label and the next is the row's.

Nothing but the order of the form's labels is relied on. How the cells of a row are kept apart is told
row by row: by bars, by tabs, or by spaces and line ends; blanks count only where bars or tabs keep
their places. What does not part into the columns is left as a run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.document.location import Location
from core.extract.align import Candidate, best_chain, gaps, row_cores
from core.extract.labels import LIKE, Ideographs, core, ideographs, is_han, likeness, number
from core.extract.numbers import is_blank_mark, tidy
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.units import header_units
from core.forms.form import Form, Row, Table

Locate = Callable[[int, int], Location]
_BARS = "|｜│┃║¦"
_GAPS = " \u00a0\u3000"
_PAGE_NUMBER = re.compile(
    r"^[ \t\f\u3000]*(?:[-—–－―]+[ \t]*\d{1,4}[ \t]*[-—–－―]+|第[ \t]*\d{1,4}[ \t]*页.*"
    r"|P\.?[ \t]*\d{1,4}|\d{1,4}[ \t]*/[ \t]*\d{1,4})[ \t\f]*$",
    re.MULTILINE,
)
_NUMBERING = re.compile(
    r"(?:[（(]\s*[一二三四五六七八九十]+\s*[）)]|[一二三四五六七八九十]+\s*[、.．,，])\s*[“\"‘']?$"
)
_SEPARATE_UNIT = re.compile(r"(?<=\d)[ \t\u00a0\u3000]+(?=(?:[万亿]元?|元|件|项|条|个)(?![\u4e00-\u9fff]))")
_SIGN_APART = re.compile(r"(?<=[增减])[ \t\u00a0\u3000]+(?=\d)")
_TOKEN = re.compile(r"[^\s?？]+")
_WORDS = re.compile(r"[\u3400-\u9fff（）()“”\"‘’、，。：:；;]+")
_SENTENCE = 6


@dataclass(frozen=True)
class Stream:
    """A text prepared once for all tables: page numbers blanked out, its ideographs, how to locate."""

    text: str
    han: Ideographs
    locate: Locate

    def place(self, at: int) -> int:
        """The place in the text of the ideograph at a position, or the end of the text."""
        return self.han.places[at] if at < len(self.han.places) else len(self.text)

    def before_numbering(self, place: int, low: int = 0) -> int:
        """Where the numbering (三、 or （三）) that stands before a place begins, or the place itself."""
        found = _NUMBERING.search(self.text[:place], max(low, place - 10))
        return found.start() if found else place


def prepare(text: str, locate: Locate, taken: Sequence[tuple[int, int]] = ()) -> Stream:
    """A text ready to be searched; the stretches already `taken` by tables on grids are blanked out."""
    text = _PAGE_NUMBER.sub(lambda found: " " * len(found[0]), text)
    for start, end in taken:
        text = text[:start] + " " * (end - start) + text[end:]
    return Stream(text, ideographs(text), locate)


def find_rows(form: Form, table: Table, stream: Stream, start: int, end: int) -> TableReading | None:
    """The table as read between two places of the text, or None where too little of it is there."""
    rows = list(table.rows.values())
    chain = _chain(rows, stream, bisect_left(stream.han.places, start), bisect_left(stream.han.places, end))
    weight = sum(candidate.weight for candidate in chain)
    if len(chain) < 2 or weight < 16:
        return None
    readings = {}
    captions = _captions(table)
    lead = _rows_lead(stream, [_label_start(stream, candidate, rows[candidate.row]) for candidate in chain])
    found = []
    for candidate, following in zip(chain, [*chain[1:], None], strict=True):
        until = _label_start(stream, following, rows[following.row]) if following else end
        until = _cut(stream, stream.place(candidate.end - 1) + 1, until, captions, following is None)
        found.append(
            (candidate, rows[candidate.row], _content(stream, candidate, until, rows[candidate.row]))
        )
    layout = Layout(lead, frozenset(_surplus(cells, row) for _, row, cells in found if _anchored(cells, row)))
    for candidate, row, cells in found:
        label = _printed(stream, candidate)
        readings[row.id] = fit(label, candidate.loose, row, cells, layout, stream.locate)
    begins = stream.place(chain[0].start)
    head = stream.text[max(0, begins - 600) : end]
    return TableReading(form, table, readings, header_units(table, head), weight, ((begins, end),))


def _captions(table: Table) -> tuple[str, ...]:
    """The cores of the form's own texts that end a row: headers and the labels of groups."""
    texts = {core(printed.text) for printed in table.sheet if not printed.cell and not printed.row_id}
    articles = {text[:5] for text in texts if text.startswith("第二十条")}
    return tuple(articles | {text for text in texts if len(text) >= 4 and not text.startswith("第二十条")})


def _chain(rows: Sequence[Row], stream: Stream, start: int, end: int) -> list[Candidate]:
    """The rows found; places are positions among the ideographs."""
    exact = [
        Candidate(at, found, found + len(printed), weight)
        for at, row in enumerate(rows)
        for printed in row_cores(row)
        for found in stream.han.find(printed, start, end)
        if (weight := _weight(row, printed, stream, found)) > 0
    ]
    chain = best_chain(exact)
    if not chain:
        return []
    loose = [
        candidate
        for row, low, high in gaps(chain, len(rows), end)
        for candidate in _misprints(row, rows[row], stream, max(low, chain[0].start - 60), high)
    ]
    return best_chain([*chain, *loose]) if loose else chain


def _misprints(at: int, row: Row, stream: Stream, low: int, high: int) -> Iterator[Candidate]:
    """The likest stretch to a row's label between two positions, where it is like enough."""
    own = core(row.label)
    if len(own) < 4 or high - low > 240:
        return
    best = (0.0, 0, 0)
    for start in range(low, high):
        if number(row.label) and not _numbered(row, stream, start):
            continue
        for length in range(max(3, len(own) - 4), len(own) + 5):
            if start + length <= high:
                alike = likeness(stream.han.text[start : start + length], own)
                best = max(best, (alike, start, start + length))
    alike, start, stop = best
    if alike >= LIKE:
        yield Candidate(at, start, stop, len(own) * alike, loose=True)


def _numbered(row: Row, stream: Stream, at: int) -> bool:
    """Whether the label's own numbering stands before the ideograph at a position."""
    before = stream.text[max(0, stream.place(at) - 8) : stream.place(at)]
    own = number(row.label)
    return (
        re.search(rf"[（(]?\s*(?:0?{own})\s*[）)、.．,，:：]?\s*[“\"‘']?\s*$", before) is not None
        and own != ""
    )


def _weight(row: Row, printed: str, stream: Stream, at: int) -> float:
    """How much an occurrence speaks for being the row's label: its length, numbering, and surroundings.

    Zero or less for a short word in the middle of others (其他, 总计).
    """
    numbered = _numbered(row, stream, at)
    place, last = stream.place(at), stream.place(at + len(printed) - 1)
    after = stream.text[last + 1 : last + 2]
    inside = bool(after) and (is_han(after) or after in "，。；、")
    joined = place > 0 and is_han(stream.text[place - 1])
    weight = len(printed) + (2 if numbered else 0) - (3 if inside else 0) - (1 if joined else 0)
    if len(printed) <= 2 and (inside or (number(row.label) and not numbered)):
        return 0
    return weight


def _label_start(stream: Stream, candidate: Candidate, row: Row) -> int:
    """Where a label begins in the text, its numbering included."""
    place = stream.place(candidate.start)
    own = number(row.label)
    if own.isdigit():
        digits = re.compile(rf"{own}\s*[.、．,，:：)）]?\s*[“\"‘']?$")
        found = digits.search(stream.text[:place], max(0, place - 8))
        return found.start() if found else place
    return stream.before_numbering(place)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table's rows are kept apart: whether a separator begins each, and how many cells too many
    the rows have that are filled at both ends."""

    lead: bool
    surplus: frozenset[int] = frozenset()


def _printed(stream: Stream, label: Candidate) -> str:
    """The label as printed, without numbers that stand inside a torn one."""
    return re.sub(r"[\d\s]+", "", stream.text[stream.place(label.start) : stream.place(label.end - 1) + 1])


def _content(stream: Stream, label: Candidate, until: int, row: Row) -> Cells:
    """What stands after a label, or inside one that is torn around its numbers."""
    start, stop = stream.place(label.start), _closed(stream.text, stream.place(label.end - 1) + 1)
    if not re.search(r"\d", stream.text[start:stop]):
        return _cells(stream.text, stop, until, len(row.columns))
    inner = [(place - start, place - start + 1) for place in stream.han.places[label.start : label.end]]
    return _tokens(_blank_out(stream.text[start:until], inner), start)


def _closed(text: str, stop: int) -> int:
    """The end of a label with the brackets and quotes that close it."""
    closing = re.compile(r"[）)”\"’'』」]+").match(text, stop)
    return closing.end() if closing else stop


def _surplus(cells: Cells, row: Row) -> int:
    return len(cells.pieces) - 1 - len(row.columns)


def _anchored(cells: Cells, row: Row) -> bool:
    own = cells.pieces[1 : len(row.columns) + 1]
    return cells.kept and len(own) == len(row.columns) and bool(tidy(own[0][0]) and tidy(own[-1][0]))


def _blank_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)


def _cut(stream: Stream, start: int, until: int, captions: Sequence[str], last: bool) -> int:
    """Where a row's own content ends: at a caption of the form, and for the last row at other words."""
    low, high = bisect_left(stream.han.places, start), bisect_left(stream.han.places, until)
    for caption in captions:
        for found in stream.han.find(caption, low, high):
            until = min(until, stream.before_numbering(stream.place(found), start))
    if last:
        for words in _WORDS.finditer(stream.text, start, until):
            if sum(map(is_han, words[0])) >= _SENTENCE:
                return words.start()
    return until


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a row's stretch: pieces of text with their starts; `kept` where blanks keep places."""

    pieces: tuple[tuple[str, int], ...]
    kept: bool
    start: int


def _cells(text: str, start: int, until: int, columns: int) -> Cells:
    """The stretch parted by bars, else by tabs, else by spaces."""
    body = text[start:until]
    for separators in (_BARS, "\t"):
        if any(separator in body for separator in separators):
            row_end = _line_of_its_own(body, separators, columns)
            return Cells(tuple(_parted(body[:row_end], start, separators)), True, start)
    return _tokens(body, start)


def _line_of_its_own(body: str, separators: str, columns: int) -> int:
    """The end of the label's line where all the row's cells are on it; of tabbed lines, the last."""
    line = body.split("\n", 1)[0]
    after = [text for text, _ in _parted(line, 0, separators)][1:]
    if after and not tidy(after[-1]):
        after.pop()
    if len(after) >= columns:
        return len(line)
    if separators == "\t":
        block = re.match(r"[^\n\t]*(?:\n[^\S\n]*\t[^\n]*)+", body)
        return block.end() if block else len(body)
    return len(body)


def _parted(body: str, start: int, separators: str) -> Iterator[tuple[str, int]]:
    at = 0
    for part in re.split(f"[{re.escape(separators)}]", body):
        yield part, start + at
        at += len(part) + 1


def _tokens(body: str, start: int) -> Cells:
    """The numbers, marks and odd pieces of the stretch, words of torn labels and captions left out."""
    body = _SEPARATE_UNIT.sub(lambda found: "\u2060" * len(found[0]), body)
    body = _SIGN_APART.sub(lambda found: "\u2060" * len(found[0]), body)
    pieces = []
    for found in _TOKEN.finditer(body):
        text = found[0].replace("\u2060", "")
        if not _WORDS.fullmatch(text) or is_blank_mark(text):
            pieces.append((text, start + found.start()))
    return Cells(tuple(pieces), False, start)


def _rows_lead(stream: Stream, starts: Sequence[int]) -> bool:
    """Whether every row begins with a bar or tab, alone on its line or before the label."""
    for start in starts:
        lines = stream.text[:start].rsplit("\n", 2)
        same, above = lines[-1].strip(_GAPS), lines[-2].strip(_GAPS) if len(lines) > 1 else ""
        alone = not same and len(above) == 1 and above in _BARS + "\t"
        if not alone and (not same or same.strip(_GAPS + _BARS + "\t")):
            return False
    return True


def fit(label: str, loose: bool, row: Row, cells: Cells, layout: Layout, locate: Locate) -> RowReading:
    """Puts the pieces of a row to its columns where they fit in one way only, else leaves them a run."""
    columns = len(row.columns)
    filled = [(text.strip(), at + len(text) - len(text.lstrip())) for text, at in cells.pieces if tidy(text)]
    if not filled:
        pieces: Sequence[tuple[str, int]] | None = [("", cells.start)] * columns
    elif cells.kept:
        pieces = _kept(cells.pieces, columns, layout)
    else:
        pieces = _plain(cells.pieces, columns)
    if pieces is not None:
        return RowReading(label, loose, tuple(_piece(text, at, locate) for text, at in pieces))
    tokens = tuple(tidy(token) for text, _ in filled for token in _TOKEN.findall(text))
    first, (final, last) = filled[0][1], filled[-1]
    run = Piece(" ".join(text for text, _ in filled), locate(first, last + len(final)))
    return RowReading(label, loose, run=run, tokens=tokens)


def _piece(text: str, at: int, locate: Locate) -> Piece:
    stripped = text.strip()
    start = at + text.find(stripped) if stripped else at
    return Piece(stripped, locate(start, start + len(stripped)))


def _kept(
    pieces: Sequence[tuple[str, int]], columns: int, layout: Layout
) -> Sequence[tuple[str, int]] | None:
    """The row's cells where bars or tabs keep them apart; None where blanks may have moved.

    Converters drop blank cells and pad the row's end with bars instead: a row that ends in a blank
    before more bars than the layout itself leaves there is not taken as printed, nor one that is blank
    at both ends unless the rows filled at both ends have as many cells too many.
    """
    if tidy(pieces[0][0]) and not _is_words(pieces[0][0]):
        return None
    row, surplus = pieces[1 : columns + 1], pieces[columns + 1 :]
    if len(row) < columns or any(tidy(text) and not _is_words(text) for text, _ in surplus):
        return None
    if not tidy(row[-1][0]) and len(surplus) > (2 if layout.lead else 1):
        return None
    if not tidy(row[0][0]) and not tidy(row[-1][0]) and len(surplus) not in layout.surplus:
        return None
    return row


def _is_words(text: str) -> bool:
    return _WORDS.fullmatch(tidy(text).replace(" ", "")) is not None


def _plain(pieces: Sequence[tuple[str, int]], columns: int) -> Sequence[tuple[str, int]] | None:
    """The row's cells where only spaces keep them apart: as many as columns, none with a leading zero."""
    if len(pieces) != columns or any(re.match(r"0\d", tidy(text)) for text, _ in pieces):
        return None
    return pieces


def find_across(form: Form, table: Table, stream: Stream, start: int, end: int) -> TableReading | None:
    """A table whose rows are printed side by side (table 4): its numbers follow the last header word."""
    labels = [core(row.label) for row in table.rows.values()]
    words = set(
        "".join(labels) + "".join(core(column.label) for column in table.columns.values()) + "合计行政诉讼"
    )
    low, high = bisect_left(stream.han.places, start), bisect_left(stream.han.places, end)
    anchor = next(iter(stream.han.find(labels[-1], low, high)), None)
    if anchor is None:
        return None
    at = anchor + len(labels[-1])
    while at < high and stream.han.text[at] in words:
        if re.search(r"\d", stream.text[stream.place(at - 1) + 1 : stream.place(at)]):
            break
        at += 1
    begins = stream.place(at - 1) + 1
    until = _cut(stream, begins, end, (), True)
    header = stream.text[: stream.place(anchor)].rsplit("\n", 1)[-1]
    cells = _whole_row(stream.text, begins, until, len(table.cells), header)
    reading = fit("", False, Row("", "", table.cells), cells, Layout(False, frozenset({0})), stream.locate)
    rows = _across(table, reading)
    return TableReading(form, table, rows, {}, float(len(table.cells)), ((stream.place(anchor), until),))


def _whole_row(text: str, start: int, until: int, columns: int, header: str) -> Cells:
    """The one row of numbers after a header: a line or block that parts into the columns, else its tokens.

    A separator begins the row only where one begins the line of the `header`, whose first cell is filled.
    """
    body = text[start:until]
    for block in re.finditer(r"(?:\t[^\n]*\n?)+|[^\n]+", body):
        for separators in (_BARS, "\t"):
            pieces = list(_parted(block[0].strip("\n"), start + block.start(), separators))
            own = pieces[1:] if header.strip(_GAPS)[:1] in tuple(separators) else pieces
            own, surplus = own[:columns], own[columns:]
            blank = not any(tidy(piece) for piece, _ in surplus)
            if len(own) == columns and blank and any(tidy(piece) for piece, _ in own):
                return Cells((("", start), *own), True, start)
    for bar in _BARS:
        body = body.replace(bar, " ")
    return _tokens(body, start)


def _across(table: Table, reading: RowReading) -> dict[str, RowReading]:
    rows: dict[str, RowReading] = {}
    at = 0
    for row in table.rows.values():
        own = reading.pieces[at : at + len(row.columns)]
        rows[row.id] = RowReading(row.label, False, own, reading.run, reading.tokens)
        at += len(row.columns)
    return rows
