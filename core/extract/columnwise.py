"""Reads rows whose labels stand together with all their numbers after them, as some tools copy tables.

The numbers may come column by column or row by row. Heads among them tell; else the table's relations must
hold column by column, and not row by row; where they do not tell the rows are left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from core.document.location import Location
from core.extract.candidates import broken
from core.extract.labels import Ideographs, is_han
from core.extract.numbers import is_blank_mark, read_number
from core.extract.reading import Piece, RowReading
from core.extract.report import Number
from core.extract.separators import WORDS, Part, tokens, whole
from core.extract.stream_heads import HeadWords
from core.forms.form import Row, Table
from core.forms.relation import Relation
from core.messages import message

_NOTE = re.compile(r"[（(][^（()）]*[\u3400-\u9fff]{2}[^（()）]*[）)]")
"""A note of words that has a number in it: what a head means (指2018年事项数)."""

_SENTENCE = 6
_MANY = 4
"""From so many columns on, one head among figures may be part of a label (其他)."""


class Text(Protocol):
    """A text prepared to be searched."""

    @property
    def text(self) -> str:
        """The text itself."""

    @property
    def han(self) -> Ideographs:
        """Its ideographs."""

    def position(self, place: int) -> int:
        """The position of the first ideograph at or after a place in the text."""

    def place(self, at: int) -> int:
        """The place in the text of the ideograph at a position."""

    def locate(self, start: int, end: int, /) -> Location:
        """The location of a stretch of the text."""


@dataclass(frozen=True)
class Found:
    """A row's label found: where it begins, its numbering included, and where it ends."""

    row: Row
    start: int
    stop: int


@dataclass(frozen=True)
class _Block:
    """Labels together, the figures after them, and for each figure the heads since the one before."""

    rows: Sequence[Row]
    figures: Sequence[Part]
    heads: Sequence[Sequence[str]]
    odd: bool


def by_columns(
    table: Table, labels: Sequence[Found], text: Text, end: int, relations: Sequence[Relation]
) -> dict[str, RowReading]:
    """The readings of the rows whose numbers stand so; none of the others."""
    errors = [
        relation for relation in relations if relation.table == table.id and relation.severity == "error"
    ]
    readings: dict[str, RowReading] = {}
    for block in _blocks(HeadWords(table), labels, text, end):
        places = _by_heads(block) or _by_relations(table, block, errors)
        readings |= _read(block, places, text)
    return readings


def _blocks(words: HeadWords, labels: Sequence[Found], text: Text, end: int) -> Iterator[_Block]:
    """The labels together with what stands after them, where that is not the last row's own."""
    held: list[Row] = []
    for at, label in enumerate(labels):
        held.append(label.row)
        until = labels[at + 1].start if at + 1 < len(labels) else _until(words, text, label.stop, end)
        parts = [
            part for part in tokens(text.text[label.stop : until], label.stop).parts if _has_figure(part)
        ]
        if not parts:
            continue
        columns = label.row.columns
        heads = list(_heads(words, text, label.stop, [place for _, place in parts]))
        heads = [[id for id in said if id in columns] for said in heads]
        headed = heads[0] and len({id for said in heads for id in said}) >= (1 if len(columns) < _MANY else 2)
        if headed or 1 < len(held) == len(parts) / len(columns):
            yield _Block(tuple(held), parts, heads, not all(map(_is_figure, parts)))
        held = []


def _until(words: HeadWords, text: Text, start: int, end: int) -> int:
    """Where the table ends after its last label: at words that are none of its own."""
    for found in WORDS.finditer(text.text, start, end):
        own = "".join(filter(is_han, found[0]))
        if len(words.read(own)[1]) >= _SENTENCE:
            return found.start()
    return end


def _has_figure(part: Part) -> bool:
    return _is_figure(part) or (any(map(str.isdigit, part[0])) and not _NOTE.fullmatch(part[0]))


def _is_figure(part: Part) -> bool:
    return read_number(part[0]) is not None or is_blank_mark(part[0])


def _heads(words: HeadWords, text: Text, start: int, places: Sequence[int]) -> Iterator[Sequence[str]]:
    """For each figure the columns whose heads stand between it and the one before."""
    for place in places:
        between = text.han.text[text.position(start) : text.position(place)]
        yield words.read(between)[0]
        start = place


Placed = Mapping[tuple[int, str], Part]
"""The figure of a row, by its number in the block, and a column."""


def _by_heads(block: _Block) -> Placed | None:
    """The figures by the one head before those of each column; a column has all of them or none."""
    columns, count = block.rows[0].columns, len(block.rows)
    if block.odd or any(row.columns != columns for row in block.rows) or not block.heads[0]:
        return None
    said = [id for heads in block.heads for id in heads]
    if sorted(said) != sorted(columns):
        return None
    placed: dict[tuple[int, str], Part] = {}
    segments: dict[str, list[Part]] = {}
    current = ""
    for figure, heads in zip(block.figures, block.heads, strict=True):
        current = heads[-1] if heads else current
        segments.setdefault(current, []).append(figure)
    if any(len(figures) != count for figures in segments.values()):
        return None
    for id, figures in segments.items():
        placed |= {(at, id): figure for at, figure in enumerate(figures)}
    return placed


def _by_relations(table: Table, block: _Block, errors: Sequence[Relation]) -> Placed | None:
    """The figures column by column, where the relations hold so, and would not row by row."""
    columns, count = block.rows[0].columns, len(block.rows)
    plain = not block.odd and all(row.columns == columns for row in block.rows) and not any(block.heads[1:])
    if not plain or len(block.figures) != count * len(columns):
        return None
    across = {
        (row, id): block.figures[row * len(columns) + at]
        for row in range(count)
        for at, id in enumerate(columns)
    }
    down = {
        (row, id): block.figures[at * count + row] for row in range(count) for at, id in enumerate(columns)
    }
    if not _hold(table, block, down, errors):
        return None
    return down if _texts(down) == _texts(across) or not _hold(table, block, across, errors) else None


def _texts(placed: Placed) -> dict[tuple[int, str], str]:
    return {place: text for place, (text, _) in placed.items()}


def _hold(table: Table, block: _Block, placed: Placed, errors: Sequence[Relation]) -> bool:
    """Whether relations speak of the block's cells alone, and all of them hold."""
    values: dict[str, Number] = {}
    for (at, id), (text, _) in placed.items():
        written = read_number(text)
        values[f"{table.id}.{block.rows[at].id}.{id}"] = written.value if written else 0
    own = [relation for relation in errors if {*relation.cells} <= values.keys()]
    return bool(own) and broken(values, own) == 0


def _read(block: _Block, placed: Placed | None, text: Text) -> dict[str, RowReading]:
    """The rows as placed, or all of them one run that nothing is made of."""
    if placed is None:
        run = whole(block.figures, text.locate)
        return {row.id: RowReading(row.label, False, run=run) for row in block.rows}
    readings = {}
    for at, row in enumerate(block.rows):
        pieces = tuple(_piece(placed.get((at, id)), block.figures[0], text) for id in row.columns)
        readings[row.id] = RowReading(row.label, False, pieces, doubt=message("extract.by_column"))
    return readings


def _piece(part: Part | None, near: Part, text: Text) -> Piece:
    if part is None:
        return Piece("", text.locate(near[1], near[1]))
    return Piece(part[0], text.locate(part[1], part[1] + len(part[0])))


def as_labelled(readings: Mapping[str, RowReading], own: Mapping[str, RowReading]) -> dict[str, RowReading]:
    """The readings with the labels that their rows were found by."""
    return {id: replace(found, label=own[id].label, loose=own[id].loose) for id, found in readings.items()}
