"""Where the columns of a table stand on a page: under their heads, and as its full rows have them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.extract.fragments import Fragment
from core.extract.labels import core
from core.extract.pieces import Label, Pieces
from core.forms.form import Column

Range = tuple[float, float]

_HEADS_ABOVE = 12.0
"""How far above the first row a head may stand, in sizes of the row's letters."""


@dataclass(frozen=True)
class Columns:
    """The columns from left to right: their ids, and from where to where each is known to be filled.

    `heads` are those found, of which there may be fewer.
    """

    order: tuple[str, ...]
    ranges: tuple[Range, ...]
    heads: Mapping[str, Label]

    def place(self, figures: Sequence[Fragment]) -> dict[str, list[Fragment]] | None:
        """The figures by their columns; None where one of them stands clearly in none."""
        placed: dict[str, list[Fragment]] = {}
        for figure in figures:
            at = self.at(figure)
            if at is None:
                return None
            placed.setdefault(self.order[at], []).append(figure)
        return placed

    def at(self, figure: Fragment) -> int | None:
        """The column over which a figure stands; between columns, the one that it is clearly nearest to."""
        if not self.ranges:
            return None
        over = [
            at for at, (left, right) in enumerate(self.ranges) if left < figure.right and figure.left < right
        ]
        if over:
            return over[0] if len(over) == 1 else None
        after = sum(right <= figure.left for _, right in self.ranges)
        near = [at for at in (after - 1, after) if 0 <= at < len(self.ranges)]
        best = min(near, key=lambda at: self._apart(at, figure))
        return best if self._apart(best, figure) < self._gap(after) / 3 else None

    def _apart(self, at: int, figure: Fragment) -> float:
        left, right = self.ranges[at]
        return max(left - figure.right, figure.left - right)

    def _gap(self, after: int) -> float:
        """How far apart the columns are before and after the column `after`; at the sides, the outer two."""
        if len(self.ranges) < 2:
            return math.inf
        at = min(max(after, 1), len(self.ranges) - 1)
        return self.ranges[at][0] - self.ranges[at - 1][1]

    def widened(self, full: Sequence[Fragment]) -> Columns:
        """The columns with a row that has a figure in each; the same where its figures stand otherwise."""
        if [self.at(figure) for figure in full] != list(range(len(self.ranges))):
            return self
        both = zip(self.ranges, full, strict=True)
        ranges = [(min(left, figure.left), max(right, figure.right)) for (left, right), figure in both]
        return replace(self, ranges=tuple(ranges))


def find_columns(
    columns: Sequence[Column], first: Label, rows: Sequence[Sequence[Fragment]], pieces: Pieces
) -> Columns:
    """The columns of rows of one kind, by the heads above the `first` of them and their figures.

    Where some head is not found, a full row stands for them, if the other heads are over its figures.
    """
    heads = _heads(columns, first, pieces)
    full = [figures for figures in rows if _is_full(figures, len(columns))]
    order = [column.id for column in columns]
    ranges: list[Range] = []
    if len(heads) == len(columns):
        order.sort(key=lambda id: heads[id].left)
        ranges = [(heads[id].left, heads[id].right) for id in order]
    elif full and _is_under(full[0], columns, heads):
        ranges = [(figure.left, figure.right) for figure in full[0]]
    if any(before[1] > after[0] for before, after in pairwise(ranges)):
        ranges = []
    found = Columns(tuple(order), tuple(ranges), heads)
    for figures in full:
        found = found.widened(figures)
    return found


def _is_full(figures: Sequence[Fragment], columns: int) -> bool:
    """Whether there is one figure for each column, all on one line."""
    lines = [figure.middle for figure in figures]
    return len(figures) == columns and max(lines) - min(lines) < 0.5 * figures[0].size


def _is_under(figures: Sequence[Fragment], columns: Sequence[Column], heads: Mapping[str, Label]) -> bool:
    """Whether most heads were found, each of them over the figure of its column in the form's order."""
    for column, figure in zip(columns, figures, strict=True):
        head = heads.get(column.id)
        if head and not (head.left < figure.right and figure.left < head.right):
            return False
    return 2 * len(heads) > len(columns)


def _heads(columns: Sequence[Column], first: Label, pieces: Pieces) -> dict[str, Label]:
    """The heads that stand last above the first row, to the right of its label."""
    top = first.top - _HEADS_ABOVE * first.fragments[0].size
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
