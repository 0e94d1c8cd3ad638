"""The straight lines that a PDF page draws: strokes, and filled pieces thin enough to pass for one."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

MOST_OBJECTS = 50_000
THIN = 3.0

_DEEPEST_FORM = 8
_MOST_SIDES = 6  # of a rectangle with a doubled corner; what has more is the outline of a letter or a picture

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


def strokes(page: Any) -> Iterator[tuple[Point, Point]]:
    """The two ends of every straight line that the page draws, form objects included, in its own plane."""
    for drawn, matrix in _objects(page):
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(drawn, matrix)


def pictures(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """The box (left, bottom, right, top) of every picture on the page, in its own plane."""
    for drawn, (a, b, c, d, e, f) in _objects(page):
        if pdfium.FPDFPageObj_GetType(drawn) == pdfium.FPDF_PAGEOBJ_IMAGE:
            xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
            yield min(xs), min(ys), max(xs), max(ys)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """What the page draws but for text, and what its form objects do, each with how it lies in the page's own
    plane."""
    waiting: list[tuple[Any, Matrix, int]] = []
    for at in range(min(MOST_OBJECTS, pdfium.FPDFPage_CountObjects(page))):
        waiting.append((pdfium.FPDFPage_GetObject(page, at), (1, 0, 0, 1, 0, 0), 0))
    left = MOST_OBJECTS - len(waiting)
    while waiting:
        drawn, matrix, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        inner = _product(_matrix(drawn), matrix)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield drawn, inner
        elif depth < _DEEPEST_FORM:
            inside = min(left, pdfium.FPDFFormObj_CountObjects(drawn))
            left -= inside
            for at in range(inside):
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
        if len(straight) > _MOST_SIDES:
            continue
        if stroke.value:
            yield from (pair for pair, line in zip(pairwise(points), straight, strict=True) if line)
        elif len(points) > 1:
            yield from _middle(points)


def _middle(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """The line along a thin filled piece; a dot, as of a dotted line, may be part of either axis."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
    if y1 - y0 <= THIN:
        yield (x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)
    if x1 - x0 <= THIN:
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
