"""The ruled tables of a PDF page: the lines it draws, and the cells they bound, merged ones whole.

A ruling may be a stroke, a thin filled rectangle, a row of dashes, or doubled; an outer border may be
missing, as on many printed forms. Planes and boxes are those of core.document.glyphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core.document.glyphs import Box, Frame
from core.document.strokes import THIN, strokes

MOST_RULINGS = 2_000
MOST_PLACES = 40_000

_STRAIGHT = 1.0
_SHORTEST = 5.0
_TOUCH = 2.0
_JOIN = 3.0
_SAME = 4.0
_NARROWEST = 40.0
_LOWEST = 8.0
_FARTHEST = 15_000.0  # just over the largest page there can be


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line along one axis: at `at` on the other axis, from `low` to `high` on its own."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell of a ruled table, in rows and columns with spans expanded."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A ruled table: its grid lines down and across the page, and its cells in reading order."""

    ys: tuple[float, ...]
    xs: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> Box:
        """The box around it."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def tables_of(across: list[Ruling], down: list[Ruling]) -> list[RuledTable]:
    """The tables with two columns or more that horizontal and vertical rulings make, pieces in line joined
    first; from top to bottom."""
    across, down = _joined(across), _joined(down)
    if not across or not down or len(across) + len(down) > MOST_RULINGS:
        return []
    tables = (_table(*part) for part in _connected(across, down))
    return sorted((table for table in tables if table is not None), key=lambda table: table.box[1])


def rulings(page: Any, frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical rulings of a page."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for a, b in strokes(page):
        (x0, y0), (x1, y1) = frame.reading(*a), frame.reading(*b)
        if max(map(abs, (x0, y0, x1, y1))) > _FARTHEST:
            continue
        if abs(y0 - y1) <= _STRAIGHT:
            across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        if abs(x0 - x1) <= _STRAIGHT:
            down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings that lie in one line and touch made one; what stays shorter than any cell is dropped."""
    joined: list[Ruling] = []
    for level in _levels(rulings):
        piece = level[0]
        for ruling in level[1:]:
            if ruling.low <= piece.high + _JOIN:
                piece = Ruling(piece.at, piece.low, max(piece.high, ruling.high))
            else:
                joined.append(piece)
                piece = ruling
        joined.append(piece)
    return [ruling for ruling in joined if ruling.high - ruling.low >= _SHORTEST]


def _levels(rulings: list[Ruling]) -> Iterator[list[Ruling]]:
    """The rulings by where they lie across their axis, those of a level in order along it."""
    level: list[Ruling] = []
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if level and ruling.at - level[0].at > THIN / 2:
            yield sorted(level, key=lambda ruling: ruling.low)
            level = []
        level.append(ruling)
    if level:
        yield sorted(level, key=lambda ruling: ruling.low)


def _connected(
    across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[tuple[list[Ruling], list[Ruling]]]:
    """The rulings in the parts that hang together by crossing or touching."""
    left = set(range(len(down)))
    seen: set[int] = set()
    for first in range(len(across)):
        if first in seen:
            continue
        seen.add(first)
        rows, columns, waiting = [across[first]], list[Ruling](), [across[first]]
        while waiting:
            row = waiting.pop()
            met = [at for at in left if _meet(row, down[at])]
            left.difference_update(met)
            columns += (down[at] for at in met)
            for at in range(len(across)):
                if at not in seen and any(_meet(across[at], down[column]) for column in met):
                    seen.add(at)
                    rows.append(across[at])
                    waiting.append(across[at])
        yield rows, columns


def _meet(across: Ruling, down: Ruling) -> bool:
    return (
        across.low - _TOUCH <= down.at <= across.high + _TOUCH
        and down.low - _TOUCH <= across.at <= down.high + _TOUCH
    )


def _table(across: list[Ruling], down: list[Ruling]) -> RuledTable | None:
    """The table that rulings make; None where they bound no two columns."""
    if len(down) < 2 or not across:
        return None
    across, down = _closed(across, down), _closed(down, across)
    ys, xs = _places(across), _places(down)
    if len(ys) < 2 or len(xs) < 3 or len(ys) * len(xs) > MOST_PLACES:
        return None
    if xs[-1] - xs[0] < _NARROWEST or ys[-1] - ys[0] < _LOWEST:
        return None
    table = _compact(RuledTable(ys, xs, tuple(_cells(ys, xs, across, down))))
    return table if len(table.xs) > 2 else None


def _compact(table: RuledTable) -> RuledTable:
    """The table without the grid lines at which no cell begins: those of an underline, or of a letter."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    cells = []
    for cell in table.cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        down = bisect_left(rows, cell.row + cell.row_span) - row
        across = bisect_left(columns, cell.column + cell.column_span) - column
        cells.append(RuledCell(row, column, down, across, cell.box))
    ys = (*(table.ys[row] for row in rows), table.ys[-1])
    xs = (*(table.xs[column] for column in columns), table.xs[-1])
    return RuledTable(ys, xs, tuple(cells))


def _closed(rulings: list[Ruling], crossing: Sequence[Ruling]) -> list[Ruling]:
    """The rulings, with the outermost added that are not drawn: where crossing ones end in the open."""
    first, last = min(ruling.at for ruling in rulings), max(ruling.at for ruling in rulings)
    added = []
    for ends, outer in (
        ([ruling for ruling in crossing if ruling.low < first - 2 * _SAME], -1),
        ([ruling for ruling in crossing if ruling.high > last + 2 * _SAME], 1),
    ):
        if len(ends) > 1:
            at = min(end.low for end in ends) if outer < 0 else max(end.high for end in ends)
            added.append(Ruling(at, min(end.at for end in ends), max(end.at for end in ends)))
    return [*rulings, *added]


def _places(rulings: Iterable[Ruling]) -> tuple[float, ...]:
    """Where the grid lines lie: rulings closer than any cell is wide are one."""
    places: list[list[float]] = []
    for at in sorted(ruling.at for ruling in rulings):
        if places and at - places[-1][0] < _SAME:
            places[-1].append(at)
        else:
            places.append([at])
    return tuple(sum(place) / len(place) for place in places)


def _cells(
    ys: Sequence[float], xs: Sequence[float], across: Sequence[Ruling], down: Sequence[Ruling]
) -> Iterator[RuledCell]:
    """The places of the grid that no ruling parts, taken together as rectangles."""
    beside = _walls(xs, ys, down)
    below = _walls(ys, xs, across)
    rows, columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < columns and (right, row) not in beside and (row, right) not in taken:
                right += 1
            under = row + 1
            while (
                under < rows
                and not any((under, at) in below for at in range(column, right))
                and not any((at, under) in beside for at in range(column + 1, right))
            ):
                under += 1
            taken |= {(y, x) for y in range(row, under) for x in range(column, right)}
            box = (xs[column], ys[row], xs[right], ys[under])
            yield RuledCell(row, column, under - row, right - column, box)


def _walls(
    places: Sequence[float], along: Sequence[float], rulings: Iterable[Ruling]
) -> set[tuple[int, int]]:
    """Which stretches between the places `along` are ruled: (number of the grid line, of the stretch)."""
    walls = set()
    for ruling in rulings:
        line = min(range(len(places)), key=lambda at: abs(places[at] - ruling.at))
        for stretch, (low, high) in enumerate(pairwise(along)):
            covered = min(high, ruling.high + _TOUCH) - max(low, ruling.low - _TOUCH)
            if covered >= 0.8 * (high - low):
                walls.add((line, stretch))
    return walls
