"""Finds table 4 on pages where nothing is ruled: its fifteen heads side by side over one line of numbers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.extract.fragments import Fragment
from core.extract.labels import core
from core.extract.numbers import tidy
from core.extract.pieces import Label, Pieces
from core.extract.placed import is_figure, piece_of
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.separators import Locate
from core.forms.form import Form, Table
from core.messages import message

_HEIGHT = 14.0
_ABOVE = 1.5
_BELOW = 6.0


def find_across(
    form: Form, table: Table, pieces: Pieces, text: str, locate: Locate
) -> Iterator[TableReading]:
    """The table as read by the places of its heads, if all of them are there, once for each row."""
    heads = _heads(table, pieces)
    if not heads or any(left.right > right.left for left, right in pairwise(heads)):
        return
    bottom = max(head.bottom for head in heads)
    size = heads[0].fragments[0].size
    figures = _figures(pieces, bottom, size, heads)
    if not figures:
        return
    cells: dict[int, list[Fragment]] = {}
    for figure in figures:
        at = _head_of(figure, heads)
        if at is None:
            return
        cells.setdefault(at, []).append(figure)
    doubt = None if len(figures) == len(heads) else message("extract.by_place")
    found = [
        piece_of(cells[at], locate) if at in cells else _blank(heads[at], locate) for at in range(len(heads))
    ]
    start = min(fragment.start for head in heads for fragment in head.fragments)
    end = max(fragment.start + len(fragment.text) for fragment in figures)
    rows, at = {}, 0
    for row in table.rows.values():
        rows[row.id] = RowReading(row.label, False, tuple(found[at : at + len(row.columns)]), doubt=doubt)
        at += len(row.columns)
    yield TableReading(form, table, rows, {}, float(len(table.cells)), ((min(start, end), end),))


def _blank(head: Label, locate: Locate) -> Piece:
    first = head.fragments[0]
    return Piece("", locate(first.start, first.start + len(first.text)))


def _heads(table: Table, pieces: Pieces) -> list[Label]:
    """The heads of all cells from left to right; none where some are not there or in another order."""
    rows = list(table.rows.values())
    order = [id for row in rows for id in row.columns]
    for anchor in pieces.labels(core(rows[-1].label)):
        held = [
            (label, id)
            for id in rows[0].columns
            for printed in (table.columns[id].label, *table.columns[id].aliases)
            for label in pieces.labels(core(printed))
            if _is_beside(label, anchor)
        ]
        held.sort(key=lambda pair: pair[0].left)
        if [id for _, id in held] == order and _in_order(table, anchor, pieces):
            return [label for label, _ in held]
    return []


def _is_beside(label: Label, anchor: Label) -> bool:
    """Whether a head may belong to the same table as the last row's label."""
    size = anchor.fragments[0].size
    return label.bottom > anchor.top - _ABOVE * size and label.top < anchor.top + _HEIGHT * size


def _in_order(table: Table, anchor: Label, pieces: Pieces) -> bool:
    """Whether the labels of the rows stand from left to right as on the form."""
    reach = _HEIGHT * anchor.fragments[0].size
    lefts = []
    for row in table.rows.values():
        near = [label for label in pieces.labels(core(row.label)) if abs(label.top - anchor.top) < reach]
        lefts += [min(label.left for label in near)] if near else []
    return len(lefts) == len(table.rows) and lefts == sorted(lefts)


def _figures(pieces: Pieces, bottom: float, size: float, heads: Sequence[Label]) -> list[Fragment]:
    """The figures below the heads, up to the next line of words."""
    found: list[Fragment] = []
    for fragment in pieces.between(bottom + 0.3 * size, math.inf):
        if fragment.han and not is_figure(fragment):
            break
        if found and fragment.middle - found[-1].middle > _BELOW * size:
            break
        if tidy(fragment.text):
            found.append(fragment)
    return found


def _head_of(figure: Fragment, heads: Sequence[Label]) -> int | None:
    """The head over a figure; between heads, the one that it is clearly nearest to."""
    over = [at for at, head in enumerate(heads) if head.left < figure.right and figure.left < head.right]
    if over:
        return over[0] if len(over) == 1 else None
    apart = sorted(
        (max(head.left - figure.right, figure.left - head.right), at) for at, head in enumerate(heads)
    )
    return apart[0][1] if apart[0][0] < 0.5 * apart[1][0] else None
