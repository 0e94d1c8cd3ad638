"""Finds a form's table on pages where nothing is ruled: rows and columns by where things stand.

A row reaches from the first line of its label to the last; a column is where its head and the numbers of
full rows stand. What lies clearly in one row and one column is read; a row with anything else is a run.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.extract.align import Candidate, best_chain, row_cores
from core.extract.fragments import Fragment, Label, Pieces
from core.extract.grid import LEAST_WEIGHT
from core.extract.labels import core, number
from core.extract.numbers import is_blank_mark, read_number, tidy
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.separators import Locate
from core.extract.units import header_units
from core.forms.form import Column, Form, Row, Table
from core.messages import message

Range = tuple[float, float]

_NUMBERING = re.compile(r"[（(]?\s*\d{1,2}\s*(?:[）)]?\s*[、.．,，]?|[）)])")
_SHORT = 2
_FINE = 10
"""Steps to the point in which candidates for the chain count."""
_HEADS_ABOVE = 12.0
_NEAR = 0.8


@dataclass(frozen=True)
class _Row:
    """A row found: its label, the figures that stand beside it, and whether they are sure to be its own."""

    row: Row
    label: Label
    figures: tuple[Fragment, ...]
    sure: bool


def find_rows(form: Form, table: Table, pieces: Pieces, text: str, locate: Locate) -> Iterator[TableReading]:
    """The table as read by the places of its row labels; nothing where too little of it is found."""
    chain = _chain(list(table.rows.values()), pieces)
    weight = sum(candidate.weight for candidate, _ in chain)
    if len(chain) < 2 or weight < LEAST_WEIGHT:
        return
    rows = list(table.rows.values())
    labels = [label for _, label in chain]
    held = list(_rows([rows[candidate.row] for candidate, _ in chain], labels, pieces))
    columns = {row.columns: _Columns(table, row.columns) for row in rows}
    for group, found in columns.items():
        found.learn([each for each in held if each.row.columns == group], pieces)
    readings = {each.row.id: columns[each.row.columns].read(each, locate) for each in held}
    heads = {id for found in columns.values() for id in found.heads}
    weight += sum(len(core(table.columns[id].label)) for id in heads)
    start = min(fragment.start for label in labels for fragment in label.fragments)
    end = max(fragment.start + len(fragment.text) for each in held for fragment in _all(each))
    units = header_units(table, text[max(0, start - 600) : end])
    yield TableReading(form, table, readings, units, weight, ((start, end),))


def _all(row: _Row) -> Sequence[Fragment]:
    return (*row.label.fragments, *row.figures)


def _chain(rows: Sequence[Row], pieces: Pieces) -> list[tuple[Candidate, Label]]:
    """The labels of the rows in the order of the form, short ones (其他, 总计) only beside long ones."""
    found: dict[tuple[int, int, int], Label] = {}
    candidates = []
    for at, row in enumerate(rows):
        for printed in row_cores(row):
            for label in pieces.labels(printed):
                if number(row.label) and not number(label.text):
                    label = Label((*_numbering(label, pieces), *label.fragments))
                numbered = number(label.text) == number(row.label) != ""
                if len(printed) <= _SHORT and number(row.label) and not numbered:
                    continue
                start, end = int(label.top * _FINE), int(label.bottom * _FINE) + 1
                candidates.append(Candidate(at, start, end, len(printed) + 2.0 * numbered))
                found.setdefault((at, start, end), label)
    return [(c, found[c.row, c.start, c.end]) for c in best_chain(candidates)]


def _numbering(label: Label, pieces: Pieces) -> tuple[Fragment, ...]:
    """The fragments of a numbering that stands before a label, on its line or alone on the line above."""
    first = label.fragments[0]
    beside = pieces.between(first.middle - 0.3 * first.size, first.middle + 0.3 * first.size)
    before = [f for f in beside if f.right <= first.left + 1 and first.left - f.right < 2 * first.size]
    if before and _NUMBERING.fullmatch(before[-1].text):
        return (before[-1],)
    above = pieces.between(first.middle - 2.6 * first.size, first.middle - 0.3 * first.size)
    near = [f for f in above if f.left > label.left - first.size and f.right < label.right + first.size]
    if near and _NUMBERING.fullmatch("".join(f.text for f in near)):
        return tuple(near)
    return ()


def _rows(rows: Sequence[Row], labels: Sequence[Label], pieces: Pieces) -> Iterator[_Row]:
    """The rows with their figures: those on the lines of a label, or nearer to it than to any other."""
    edges = [(label.top, label.bottom) for label in labels]
    owned: dict[int, list[Fragment]] = {at: [] for at in range(len(labels))}
    unsure: set[int] = set()
    size = max(fragment.size for fragment in labels[0].fragments)
    zones: dict[int, float] = {}
    for label in labels:
        page = label.fragments[0].page
        zones[page] = max(zones.get(page, 0.0), label.right)
    for fragment in pieces.between(edges[0][0] - 2 * size, edges[-1][1] + 2 * size):
        if fragment.left < zones.get(fragment.page, math.inf) - 1 or not is_figure(fragment):
            continue
        at = _row_of(fragment, edges)
        if at is None:
            unsure.update(_neighbours(fragment, edges))
            for near in _neighbours(fragment, edges):
                owned[near].append(fragment)
        else:
            owned[at].append(fragment)
    for at, (row, label) in enumerate(zip(rows, labels, strict=True)):
        figures = tuple(sorted(owned[at], key=lambda fragment: (fragment.left, fragment.middle)))
        yield _Row(row, label, figures, at not in unsure)


def is_figure(fragment: Fragment) -> bool:
    """Whether a fragment stands for a value, and is no word of a head or a caption."""
    if is_blank_mark(fragment.text) or read_number(fragment.text):
        return True
    return not fragment.han and any(map(str.isdigit, fragment.text))


def _row_of(fragment: Fragment, edges: Sequence[Range]) -> int | None:
    """The row on whose lines a figure stands, or which it is clearly nearest to."""
    apart = [
        (max(top - fragment.middle, fragment.middle - bottom, 0.0), at)
        for at, (top, bottom) in enumerate(edges)
    ]
    (nearest, at), *others = sorted(apart)
    if nearest < 0.35 * fragment.size and (not others or others[0][0] > nearest + 0.3 * fragment.size):
        return at
    if nearest < _NEAR * fragment.size and (not others or others[0][0] > 2 * nearest):
        return at
    return None


def _neighbours(fragment: Fragment, edges: Sequence[Range]) -> Iterator[int]:
    """The rows just above and below a figure that stands between them."""
    above = [at for at, (_, bottom) in enumerate(edges) if bottom < fragment.middle]
    below = [at for at, (top, _) in enumerate(edges) if top > fragment.middle]
    yield from above[-1:]
    yield from below[:1]


class _Columns:
    """Where the columns of the rows of one kind stand: under their heads, and as the full rows have them."""

    def __init__(self, table: Table, ids: tuple[str, ...]) -> None:
        self._columns = [table.columns[id] for id in ids]
        self.heads: dict[str, Label] = {}
        self._ranges: list[Range] = []
        self._order: list[str] = []

    def learn(self, rows: Sequence[_Row], pieces: Pieces) -> None:
        """Finds the columns from the heads above the first of the rows, and from the rows that are full."""
        if not rows:
            return
        self.heads = _heads(self._columns, rows[0].label, pieces)
        full = [row.figures for row in rows if row.figures and self._is_full(row.figures)]
        ids = [column.id for column in self._columns]
        if len(self.heads) == len(ids):
            self._order = sorted(ids, key=lambda id: self.heads[id].left)
            ranges = [(self.heads[id].left, self.heads[id].right) for id in self._order]
        elif full and self._fits_heads(full[0]):
            self._order = ids
            ranges = [(fragment.left, fragment.right) for fragment in full[0]]
        else:
            return
        self._ranges = ranges if all(a[1] <= b[0] for a, b in pairwise(ranges)) else []
        for figures in full:
            if [self._column_of(figure) for figure in figures] == list(range(len(ids))):
                self._ranges = [
                    (min(left, figure.left), max(right, figure.right))
                    for (left, right), figure in zip(self._ranges, figures, strict=True)
                ]

    def _is_full(self, figures: Sequence[Fragment]) -> bool:
        """Whether there is one figure for each column, all on one line."""
        lines = {fragment.middle for fragment in figures}
        return len(figures) == len(self._columns) and max(lines) - min(lines) < 0.5 * figures[0].size

    def _fits_heads(self, figures: Sequence[Fragment]) -> bool:
        """Whether the heads that were found stand over the figures of their columns, in the form's order."""
        for column, figure in zip(self._columns, figures, strict=True):
            head = self.heads.get(column.id)
            if head and not (head.left < figure.right and figure.left < head.right):
                return False
        return 2 * len(self.heads) > len(self._columns)

    def read(self, found: _Row, locate: Locate) -> RowReading:
        """The row's pieces by its columns, or a run where some figure stands in none or between two."""
        placed = self._placed(found.figures) if found.sure else None
        if placed is None:
            return _run(found, locate)
        first = found.label.fragments[0]
        blank = Piece("", locate(first.start, first.start + len(first.text)))
        pieces = tuple(
            piece_of(placed[column.id], locate) if column.id in placed else blank for column in self._columns
        )
        doubt = message("extract.by_place") if found.figures and len(placed) < len(pieces) else None
        return RowReading(found.label.text, False, pieces, doubt=doubt)

    def _placed(self, figures: Sequence[Fragment]) -> dict[str, list[Fragment]] | None:
        """The figures by their columns."""
        placed: dict[str, list[Fragment]] = {}
        for figure in figures:
            at = self._column_of(figure)
            if at is None:
                return None
            placed.setdefault(self._order[at], []).append(figure)
        return placed

    def _column_of(self, figure: Fragment) -> int | None:
        """The column over which a figure stands; between columns, the one that it is clearly nearest to."""
        if not self._ranges:
            return None
        over = [at for at, (a, b) in enumerate(self._ranges) if a < figure.right and figure.left < b]
        if over:
            return over[0] if len(over) == 1 else None
        after = sum(right <= figure.left for _, right in self._ranges)
        near = [at for at in (after - 1, after) if 0 <= at < len(self._ranges)]
        best = min(near, key=lambda at: self._apart(at, figure))
        return best if self._apart(best, figure) < self._gap(after) / 3 else None

    def _gap(self, after: int) -> float:
        """How far apart the columns are before and after the column `after`, at the sides the outer two."""
        if len(self._ranges) < 2:
            return math.inf
        at = min(max(after, 1), len(self._ranges) - 1)
        return self._ranges[at][0] - self._ranges[at - 1][1]

    def _apart(self, at: int, figure: Fragment) -> float:
        """How far a figure stands from a column that it is not over."""
        left, right = self._ranges[at]
        return max(left - figure.right, figure.left - right)


def _run(found: _Row, locate: Locate) -> RowReading:
    """A row whose figures cannot be put to columns: nothing is made of them."""
    figures = found.figures or found.label.fragments[:1]
    start = min(fragment.start for fragment in figures)
    end = max(fragment.start + len(fragment.text) for fragment in figures)
    text = " ".join(tidy(fragment.text) for fragment in found.figures)
    return RowReading(found.label.text, False, run=Piece(text, locate(start, end)))


def _heads(columns: Sequence[Column], first: Label, pieces: Pieces) -> dict[str, Label]:
    """The heads that stand last above the first row, to the right of its label, each once on a line."""
    size = first.fragments[0].size
    top = first.top - _HEADS_ABOVE * size
    held: dict[str, Label] = {}
    for column in columns:
        above = [
            label
            for printed in (column.label, *column.aliases)
            for label in pieces.labels(core(printed))
            if top < label.top and label.bottom < first.top and label.left > first.right - 1
        ]
        if above:
            held[column.id] = max(above, key=lambda label: label.bottom)
    return held


def piece_of(found: Sequence[Fragment], locate: Locate) -> Piece:
    """The figures of one cell as a piece: more than one are no number."""
    start = min(fragment.start for fragment in found)
    end = max(fragment.start + len(fragment.text) for fragment in found)
    return Piece("\n".join(fragment.text for fragment in found), locate(start, end))
