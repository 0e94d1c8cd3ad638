"""The ruled tables of a PDF page: the lines it draws, and the cells they bound, merged ones whole.

A ruling may be a stroke, a thin filled rectangle, a row of dashes, or doubled; an outer border may be
missing, as on many printed forms. Planes and boxes are those of core.document.glyphs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from core.document.glyphs import Box, Frame

MOST_OBJECTS = 50_000
MOST_RULINGS = 2_000
MOST_PLACES = 40_000

_DEEPEST_FORM = 8
_THIN = 3.0
_STRAIGHT = 1.0
_SHORTEST = 5.0
_TOUCH = 3.0
_SAME = 4.0

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


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


def ruled_tables(page: Any, frame: Frame) -> list[RuledTable]:
    """The ruled tables of a page with two columns or more, from top to bottom."""
    across, down = _rulings(page, frame)
    if not across or not down or len(across) + len(down) > MOST_RULINGS:
        return []
    tables = (_table(*part) for part in _connected(across, down))
    return sorted((table for table in tables if table is not None), key=lambda table: table.box[1])


def _rulings(page: Any, frame: Frame) -> tuple[list[Ruling], list[Ruling]]:
    """The horizontal and the vertical rulings, pieces in line joined."""
    across: list[Ruling] = []
    down: list[Ruling] = []
    for a, b in _strokes(page):
        (x0, y0), (x1, y1) = frame.reading(*a), frame.reading(*b)
        if abs(y0 - y1) <= _STRAIGHT:
            across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        if abs(x0 - x1) <= _STRAIGHT:
            down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return _joined(across), _joined(down)


def _joined(rulings: list[Ruling]) -> list[Ruling]:
    """Rulings that lie in one line and touch made one; what stays shorter than any cell is dropped."""
    joined: list[Ruling] = []
    for level in _levels(rulings):
        piece = level[0]
        for ruling in level[1:]:
            if ruling.low <= piece.high + _TOUCH:
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
        if level and ruling.at - level[0].at > _THIN / 2:
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
    cells = tuple(_cells(ys, xs, across, down))
    return RuledTable(ys, xs, cells) if len({cell.column for cell in cells}) > 1 else None


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
            while under < rows and not any((under, at) in below for at in range(column, right)):
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


def _strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """The straight pieces that the page draws, in its own plane."""
    left = MOST_OBJECTS
    waiting: list[tuple[Any, Matrix, int]] = []
    for at in range(min(left, pdfium.FPDFPage_CountObjects(page))):
        waiting.append((pdfium.FPDFPage_GetObject(page, at), (1, 0, 0, 1, 0, 0), 0))
    while waiting and left > 0:
        drawn, matrix, depth = waiting.pop()
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(drawn, _product(_matrix(drawn), matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _product(_matrix(drawn), matrix)
            for at in range(min(left, pdfium.FPDFFormObj_CountObjects(drawn))):
                waiting.append((pdfium.FPDFFormObj_GetObject(drawn, at), inner, depth + 1))


def _matrix(drawn: Any) -> Matrix:
    held = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(drawn, held)
    return held.a, held.b, held.c, held.d, held.e, held.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _path(drawn: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The lines of a path: its strokes, or the middle of a filled piece that is thin enough to be one."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(drawn, fill, stroke) or not (fill.value or stroke.value):
        return
    for points, straight in _pieces(drawn, matrix):
        if stroke.value:
            yield from (pair for pair, line in zip(pairwise(points), straight, strict=True) if line)
        elif len(points) > 1:
            yield from _middle(points)


def _middle(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """The line along a thin filled piece; a dot, as of a dotted line, may be part of either axis."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= _THIN:
        yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    if x1 - x0 <= _THIN:
        yield ((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1)


def _pieces(drawn: Any, matrix: Matrix) -> Iterator[tuple[list[Point], list[bool]]]:
    """The pieces of a path: their points, and for each step between them whether it is straight."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    straight: list[bool] = []
    for at in range(min(MOST_OBJECTS, pdfium.FPDFPath_CountSegments(drawn))):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, straight
            points, straight = [point], []
            continue
        points.append(point)
        straight.append(kind == pdfium.FPDF_SEGMENT_LINETO)
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
            straight.append(True)
    if points:
        yield points, straight
