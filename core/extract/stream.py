"""Finds a form's table in a stream of text: what stands between one row label and the next is the row's.

Nothing but the order of the form's labels, and the heads above them, is relied on. How the cells of a row
are kept apart is told row by row (separators.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.extract.align import Candidate, stretches
from core.extract.brackets import in_aside
from core.extract.columnwise import Found, as_labelled, by_columns
from core.extract.grid import LEAST_WEIGHT
from core.extract.labels import core
from core.extract.numbers import tidy
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.separators import Cells, Layout, cells_between, fit, tokens, whole
from core.extract.stream_bounds import captions, closed, cut, label_start, leads, other_row, padding
from core.extract.stream_heads import HeadWords
from core.extract.stream_labels import exact_labels, label_chain
from core.extract.stream_text import Stream
from core.extract.units import header_units
from core.forms.form import Form, Row, Table

_LONE = re.compile(r"^[ \t\u3000]*\d[\d,，.]*(?:[万亿]?元)?[ \t]*$", re.MULTILINE)
_BELOW_NOTE = re.compile(r"[\s|｜│]*[^\s\d][^\n\d]*(?:[\s|｜│]+[+\-−]?\d[\d,，.]*){2}[^\n]*")
"""A line of words without figures, and figures behind it."""
_OTHER_LABEL = re.compile(
    r"(?<=\n)[ \t\u3000|｜│]*0?\d{1,2}[.．、][ \t]*[\u3400-\u9fff]{2,}[^\S\n]*(?:[|｜│\s]*)\d"
)
"""A line with a label and numbers of its own: a row that the form does not have, or one misprinted."""

_SHORT = 4
_LONG = 6
_ABOVE = 40
_ROWS_TOO_WIDE = 2


def find_rows(form: Form, table: Table, stream: Stream, start: int, end: int) -> Iterator[TableReading]:
    """The table as read between two places of the text, once for each time that it stands there."""
    rows = list(table.rows.values())
    low, high = stream.position(start), stream.position(end)
    exact = sorted(exact_labels(rows, stream, low, high), key=lambda candidate: candidate.start)
    for first, last in stretches(exact, low, high, _LONG):
        own = [candidate for candidate in exact if first <= candidate.start < last]
        chain = label_chain(rows, stream, own, first, last)
        if len(chain) >= 2 and _is_told(table, chain, stream.han.text[low:last]):
            until = stream.before_numbering(stream.place(last)) if last < high else end
            yield _Reader(form, table, stream, chain, own, stream.place(first), until).read()


def _is_told(table: Table, chain: Sequence[Candidate], text: str) -> bool:
    """Whether the labels say that the table is there; of a few at its top, all the heads above them, too."""
    weight = sum(candidate.weight for candidate in chain)
    if weight >= LEAST_WEIGHT or chain[0].row or chain[1].row != 1:
        return weight >= LEAST_WEIGHT
    columns = next(iter(table.rows.values())).columns
    heads, _ = HeadWords(table).read(text)
    return len(columns) > 1 and {*columns} <= {*heads}


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
            Found(row, self._label_start(at), closed(text, self.stream.after(self.chain[at].end)))
            for at, row in enumerate(own)
        ]
        return by_columns(self.table, found, self.stream, self.end, self.form.relations)

    def _crowd(self, contents: Sequence[tuple[Cells, int]]) -> Piece | None:
        """Numbers that may be those of rows where nothing stands: too many in another row, or below all."""
        for cells, columns in contents:
            if not cells.kept and len(cells.parts) > columns:
                return whole(cells.parts, self.stream.locate)
        if any(cells.parts and not cells.odd for cells, _ in contents):
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
        padded = [padding(self.stream, label, self._row(at)) for at, label in enumerate(self.chain)]
        return any(padded) and None not in padded

    def _label_start(self, at: int) -> int:
        return label_start(self.stream, self.chain[at], self._row(at), padded=self._padded)

    def _until(self, at: int) -> int:
        """Where a row's own content ends: at the next label, a caption of the form, or other words."""
        last = at == len(self.chain) - 1
        until = self.end if last else self._label_start(at + 1)
        begins = self.stream.after(self.chain[at].end)
        other = _OTHER_LABEL.search(self.stream.text, begins, until)
        until = other.start() if other else until
        until = other_row(self.stream.text, begins, until, len(self._row(at).columns)) or until
        return cut(self.stream, begins, until, captions(self.table), last=last)

    def _content(self, at: int) -> Cells:
        """What stands after a label, or inside one that is torn around its numbers."""
        stream, label = self.stream, self.chain[at]
        start, stop = stream.place(label.start), closed(stream.text, stream.after(label.end))
        if not re.search(r"\d", stream.text[start : stream.after(label.end)]):
            cells = cells_between(stream.text, stop, self._until(at), len(self._row(at).columns))
            return cells if any(tidy(text) for text, _ in cells.parts) else self._left_out(at, stop, cells)
        inner = [(place - start, place - start + 1) for place in stream.han.places[label.start : label.end]]
        return tokens(_blank_out(stream.text[start : self._until(at)], inner), start, torn=True)

    def _left_out(self, at: int, stop: int, cells: Cells) -> Cells:
        """A row where nothing was found, with all that its line holds where that has digits after all.

        Of the last row, the line with the first figures below words that may be a note of its own.
        """
        last = at == len(self.chain) - 1
        body = self.stream.text[stop : self.end if last else self._label_start(at + 1)]
        below = _BELOW_NOTE.match(body) if last else None
        line = below[0] if below else body.split("\n", 1)[0]
        return Cells(((line, stop),), False, stop, odd=True) if re.search(r"\d", line) else cells

    def _is_doubled(self, at: int, cells: Cells) -> bool:
        """Whether a row is printed twice, or has lines of numbers below that are no lost row's."""
        stream, label = self.stream, self.chain[at]
        low = self.chain[at - 1].end if at else 0
        high = self.chain[at + 1].start if at + 1 < len(self.chain) else len(stream.han.text)
        again = (c for c in self.exact if c.row == label.row and c.start != label.start)
        told = (c for c in again if low <= c.start < high and c.weight >= max(_SHORT, label.weight - 1))
        if not all(in_aside(stream.text, stream.after(label.end), stream.place(c.start)) for c in told):
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


def _blank_out(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
