"""Finds a form's table on pages where nothing is ruled: rows and columns by where things stand.

A row reaches from the first line of its label to the last; a column is where its head and the figures of
full rows stand. What lies clearly in one row and one column is read; a row with anything else is a run.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.extract.fragments import Fragment
from core.extract.labels import core
from core.extract.numbers import is_blank_mark, read_number, tidy
from core.extract.pieces import Pieces
from core.extract.placed_columns import Columns, Range, find_columns
from core.extract.placed_labels import RowLabel, row_labels
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.separators import Locate
from core.extract.units import header_units
from core.forms.form import Form, Row, Table
from core.messages import message

_ON_LINE = 0.35
_APART = 0.3
_NEAR = 0.8
_HEADER = 600


@dataclass(frozen=True)
class _Row:
    """A row found: its label, the figures that stand beside it, and whether they are sure to be its own."""

    label: RowLabel
    figures: tuple[Fragment, ...]
    sure: bool

    @property
    def row(self) -> Row:
        """The form's row."""
        return self.label.row


def find_rows(form: Form, table: Table, pieces: Pieces, text: str, locate: Locate) -> Iterator[TableReading]:
    """The table as read by the places of its row labels, once for each time that it is there."""
    for labels in row_labels(list(table.rows.values()), pieces):
        held = list(_rows(labels, pieces))
        columns = {
            ids: find_columns(
                [table.columns[id] for id in ids],
                next(each.label.label for each in held if each.row.columns == ids),
                [each.figures for each in held if each.row.columns == ids],
                pieces,
            )
            for ids in dict.fromkeys(each.row.columns for each in held)
        }
        readings = {each.row.id: _read(each, columns[each.row.columns], locate) for each in held}
        heads = {id for found in columns.values() for id in found.heads}
        weight = sum(label.weight for label in labels)
        weight += sum(len(core(table.columns[id].label)) for id in heads)
        start, end = _span([f for each in held for f in (*each.label.label.fragments, *each.figures)])
        units = header_units(table, text[max(0, start - _HEADER) : end])
        yield TableReading(form, table, readings, units, weight, ((start, end),))


def _rows(labels: Sequence[RowLabel], pieces: Pieces) -> Iterator[_Row]:
    """The rows with their figures: those on the lines of a label, or clearly nearest to it.

    A figure between a row's label and the edge of the longest label on the page leaves the row unsure.
    """
    edges = [(found.label.top, found.label.bottom) for found in labels]
    zones: dict[int, float] = {}
    for found in labels:
        page = found.label.fragments[0].page
        zones[page] = max(zones.get(page, 0.0), found.label.right)
    owned: list[list[Fragment]] = [[] for _ in labels]
    unsure: set[int] = set()
    for figure in _figures(labels, pieces):
        at = _row_of(figure, edges)
        near = [at] if at is not None else list(_neighbours(figure, edges))
        near = [row for row in near if figure.left >= labels[row].label.right - 1]
        among_labels = figure.left < zones.get(figure.page, math.inf) - 1
        if at is None and among_labels:
            continue
        if at is None or among_labels:
            unsure.update(near)
        for row in near:
            owned[row].append(figure)
    for row, (found, figures) in enumerate(zip(labels, owned, strict=True)):
        figures.sort(key=lambda figure: (figure.left, figure.middle))
        yield _Row(found, tuple(figures), row not in unsure)


def _figures(labels: Sequence[RowLabel], pieces: Pieces) -> Iterator[Fragment]:
    """What may be a value from the first row to the last."""
    size = labels[0].label.fragments[0].size
    top, bottom = labels[0].label.top - 2 * size, labels[-1].label.bottom + 2 * size
    own = {fragment for found in labels for fragment in found.label.fragments}
    for fragment in pieces.between(top, bottom):
        if fragment not in own and is_figure(fragment):
            yield fragment


def is_figure(fragment: Fragment) -> bool:
    """Whether a fragment may stand for a value, and is no word of a head or a caption."""
    if is_blank_mark(fragment.text) or read_number(fragment.text):
        return True
    return not fragment.han and any(map(str.isdigit, fragment.text))


def _row_of(figure: Fragment, edges: Sequence[Range]) -> int | None:
    """The row on whose lines a figure stands, or which it is clearly nearest to."""
    apart = sorted(
        (max(top - figure.middle, figure.middle - bottom, 0.0), at) for at, (top, bottom) in enumerate(edges)
    )
    nearest, at = apart[0]
    second = apart[1][0] if len(apart) > 1 else math.inf
    on_line = nearest < _ON_LINE * figure.size and second > nearest + _APART * figure.size
    near = nearest < _NEAR * figure.size and second > 2 * nearest
    return at if on_line or near else None


def _neighbours(figure: Fragment, edges: Sequence[Range]) -> Iterator[int]:
    """The rows just above and below a figure that stands between them."""
    above = [at for at, (_, bottom) in enumerate(edges) if bottom < figure.middle]
    below = [at for at, (top, _) in enumerate(edges) if top > figure.middle]
    yield from above[-1:]
    yield from below[:1]


def _read(found: _Row, columns: Columns, locate: Locate) -> RowReading:
    """The row's pieces by its columns, or a run that nothing is made of."""
    label = found.label.label
    placed = columns.place(found.figures) if found.sure else None
    if placed is None:
        return _run(found, locate)
    blank = Piece("", locate(*_span(label.fragments[:1])))
    pieces = tuple(piece_of(placed[id], locate) if id in placed else blank for id in found.row.columns)
    doubt = message("extract.by_place") if 0 < len(placed) < len(pieces) else None
    return RowReading(label.text, found.label.loose, pieces, doubt=doubt)


def _run(found: _Row, locate: Locate) -> RowReading:
    """A row whose figures cannot be put to columns, or may be another row's."""
    label = found.label.label
    place = locate(*_span(found.figures or label.fragments[:1]))
    text = " ".join(tidy(figure.text) for figure in found.figures)
    return RowReading(label.text, found.label.loose, run=Piece(text, place))


def piece_of(found: Sequence[Fragment], locate: Locate) -> Piece:
    """The figures of one cell as a piece: more than one are no number."""
    return Piece("\n".join(fragment.text for fragment in found), locate(*_span(found)))


def _span(found: Sequence[Fragment]) -> tuple[int, int]:
    """The stretch of the document's text that holds fragments."""
    start = min(fragment.start for fragment in found)
    return start, max(fragment.start + len(fragment.text) for fragment in found)
