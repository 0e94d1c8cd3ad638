"""Reads a page that is a picture: its ruled tables cell by cell, and the lines of text around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from core.document.figures import UNREAD, Said, figure, is_figure, is_han, words
from core.document.glyphs import Box, Line
from core.document.ink import EM, ends_raised, lines_of, strokes_of, wipe
from core.document.lattice import tables_in
from core.document.paged import Sheet
from core.document.picture import Picture, set_straight
from core.document.recogniser import Grey, PixelBox, engine
from core.document.rulings import RuledTable

MOST_PAGES = 200

_INSET = 0.8
_CUTS = ((0.16, 0.30), (0.34, 0.55))  # how much around a line's ink the two cuts hold, in its height
_GAP = 0.9  # of its height between two characters that do not belong together
_FIND_SCALE = 1.55  # pixels a point at which lines outside tables are sought
_LEGIBLE = 0.75


@dataclass(frozen=True, slots=True)
class _Strip:
    """The ink of one line: the cell it lies in (table, cell; None outside), its box in pixels of the
    picture, the height of its characters, the boxes of its separate strokes from left to right, and
    whether it may belong elsewhere: the cell takes up several rows, as no figure does unless a ruling was
    missed, or the ink reaches its border, or ends in what may be the mark of a note."""

    cell: tuple[int, int] | None
    box: PixelBox
    height: int
    strokes: tuple[PixelBox, ...]
    astray: bool = False


def read_page(shown: Grey, size: tuple[float, float], number: int) -> Sheet:
    """A page read; `shown` its picture, `size` in points. It is turned round where it lies on its side."""
    read: list[tuple[Sheet, float]] = []
    for quarters in (0, 1, 3, 2):
        read.append(_read_turned(shown, size, number, quarters))
        if read[-1][1] >= _LEGIBLE:
            break
    return max(read, key=lambda pair: pair[1])[0]


def _read_turned(shown: Grey, size: tuple[float, float], number: int, quarters: int) -> tuple[Sheet, float]:
    """The page read after quarter turns clockwise, and how legible it is so, 0 to 1."""
    picture = set_straight(shown, size, quarters)
    tables, grey = tables_in(picture)
    strips = [*_in_cells(picture, tables, grey), *_outside(picture, tables, grey)]
    said = _said(grey, strips)
    return _sheet(picture, tables, strips, said, number), _legibility(said)


def _legibility(said: Sequence[Said]) -> float:
    """The part of the ideographs that stand in lines of several, by how sure they are; 1 without any.

    On a page that lies on its side, characters are read one by one; on its head, hardly at all.
    """
    words = [one for one in said if one.text == UNREAD or any(map(is_han, one.text))]
    whole = sum(sum(one.certainties) for one in words if len(one.text) > 1)
    return whole / sum(len(one.text) for one in words) if words else 1.0


def _in_cells(picture: Picture, tables: Sequence[RuledTable], grey: Grey) -> Iterator[_Strip]:
    """The lines in the cells of the tables; dust around them is painted over in `grey`."""
    ink = Picture(grey.copy(), picture.plane, picture.scale).ink
    for number, table in enumerate(tables):
        for at, cell in enumerate(table.cells):
            x0, y0, x1, y1 = _pixels(cell.box, picture.scale, -_INSET)
            strokes, dust = strokes_of(ink[y0:y1, x0:x1], picture.scale)
            rows = list(lines_of(strokes, picture.scale))
            wipe(grey[y0:y1, x0:x1], rows, dust, picture.paper)
            for row in rows:
                moved = tuple((a + x0, b + y0, c + x0, d + y0) for a, b, c, d in row)
                over = any(stroke[0] <= 1 or stroke[2] >= x1 - x0 - 1 for stroke in row)
                astray = cell.row_span > 1 or over or ends_raised(row)
                yield _strip((number, at), moved, picture.scale, astray)


def _strip(cell: tuple[int, int], strokes: Sequence[PixelBox], scale: float, astray: bool) -> _Strip:
    xs0, ys0, xs1, ys1 = zip(*strokes, strict=True)
    x0, y0, x1, y1 = min(xs0), min(ys0), max(xs1), max(ys1)
    lacking = max(0, round(0.75 * EM * scale) - (y1 - y0))
    box = x0, y0 - lacking // 2, x1, y1 + lacking - lacking // 2
    return _Strip(cell, box, box[3] - box[1], tuple(strokes), astray)


def _outside(picture: Picture, tables: Sequence[RuledTable], grey: Grey) -> Iterator[_Strip]:
    """The lines outside the tables."""
    rest = grey.copy()
    for table in tables:
        x0, y0, x1, y1 = _pixels(table.box, picture.scale, 2.0)
        rest[y0:y1, x0:x1] = picture.paper
    left = Picture(rest, picture.plane, picture.scale)
    shrink = min(1.0, _FIND_SCALE / picture.scale)
    for top, bottom in _bands(left):
        band = rest[top:bottom]
        small = cv2.resize(band, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        for found in engine().find(np.asarray(small, np.uint8)):
            x0, y0, x1, y1 = (round(edge / shrink) for edge in found)
            yield _Strip(None, (x0, y0 + top, x1, y1 + top), round((y1 - y0) * 0.8), ())


def _bands(picture: Picture) -> list[tuple[int, int]]:
    """The stretches of a page, from top to bottom, that hold ink, with some paper around each."""
    around = round(EM * picture.scale)
    bands: list[tuple[int, int]] = []
    for box in sorted(strokes_of(picture.ink, picture.scale)[0], key=lambda box: box[1]):
        top, bottom = max(0, box[1] - around), min(len(picture.grey), box[3] + around)
        if bands and top <= bands[-1][1]:
            bands[-1] = bands[-1][0], max(bands[-1][1], bottom)
        else:
            bands.append((top, bottom))
    return bands


def _said(grey: Grey, strips: Sequence[_Strip]) -> list[Said]:
    """What the lines say; those that may be figures are read twice.

    A figure that shares its cell with other lines is doubtful: a ruling between may have been missed.
    """
    first = engine().read([_cut(grey, strip, 0) for strip in strips])
    again = [at for at, read in enumerate(first) if strips[at].cell and is_figure(read.free)]
    second = dict(zip(again, engine().read([_cut(grey, strips[at], 1) for at in again]), strict=True))
    lines = Counter(strip.cell for strip in strips)
    said = []
    for at, (strip, read) in enumerate(zip(strips, first, strict=True)):
        alone = lines[strip.cell] == 1 and not strip.astray
        said.append(figure(read, second[at], certain=alone) if at in second else words(read.free))
    return said


def _cut(grey: Grey, strip: _Strip, cut: int) -> Grey:
    """The picture of a line with some paper around it."""
    x0, y0, x1, y1 = _cut_box(strip, cut)
    inside = grey[max(0, y0) : y1, max(0, x0) : x1]
    edges = max(0, -y0), max(0, y1 - grey.shape[0]), max(0, -x0), max(0, x1 - grey.shape[1])
    return np.asarray(cv2.copyMakeBorder(inside, *edges, cv2.BORDER_REPLICATE), np.uint8)


def _cut_box(strip: _Strip, cut: int) -> PixelBox:
    if not strip.strokes:
        return strip.box
    x0, y0, x1, y1 = strip.box
    up, along = (round(part * strip.height) for part in _CUTS[cut])
    return x0 - along, y0 - up, x1 + along, y1 + up


def _sheet(
    picture: Picture,
    tables: Sequence[RuledTable],
    strips: Sequence[_Strip],
    said: Sequence[Said],
    number: int,
) -> Sheet:
    held: list[dict[int, list[Line]]] = [{} for _ in tables]
    outside: list[tuple[_Strip, Line]] = []
    for strip, one in zip(strips, said, strict=True):
        line = _line(picture, strip, one)
        if strip.cell is None:
            outside.append((strip, line))
        else:
            held[strip.cell[0]].setdefault(strip.cell[1], []).append(line)
    filled = list(zip(tables, held, strict=True))
    return Sheet(number, picture.plane, _in_order(outside), filled, ocr=True)


def _line(picture: Picture, strip: _Strip, said: Said) -> Line:
    """A line in points, with spaces where its strokes stand wide apart."""
    x0, _, x1, _ = _cut_box(strip, 0)
    middles = [x0 + place * (x1 - x0) for place in said.places]
    half = 0.5 * strip.height
    text: list[str] = []
    boxes: list[Box | None] = []
    certainties: list[float] = []
    gaps = _gaps(strip)
    for at, (character, middle) in enumerate(zip(said.text, middles, strict=True)):
        if at and any(middles[at - 1] < gap < middle for gap in gaps):
            text += "  "
            boxes += [None, None]
            certainties += [1.0, 1.0]
        text.append(character)
        box = middle - half, strip.box[1], middle + half, strip.box[3]
        boxes.append(tuple(edge / picture.scale for edge in box))  # type: ignore[arg-type]
        certainties.append(0.0 if said.recognised.doubtful else said.certainties[at])
    shown = "".join(text)
    return Line(shown, tuple(boxes), strip.box[1] / picture.scale, tuple(certainties), said.recognised)


def _gaps(strip: _Strip) -> list[float]:
    """The middles of the wide gaps between the strokes of a line."""
    found, right = [], strip.strokes[0][2] if strip.strokes else 0
    for x0, _, x1, _ in strip.strokes[1:]:
        if x0 - right > _GAP * strip.height:
            found.append((x0 + right) / 2)
        right = max(right, x1)
    return found


def _in_order(found: Sequence[tuple[_Strip, Line]]) -> list[Line]:
    """The lines outside the tables from top to bottom; those that stand side by side are one."""
    rows: list[list[tuple[_Strip, Line]]] = []
    for pair in sorted(found, key=lambda pair: pair[0].box[1] + pair[0].box[3]):
        middle = (pair[0].box[1] + pair[0].box[3]) / 2
        if rows and rows[-1][0][0].box[1] < middle < rows[-1][0][0].box[3]:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return [_joined([line for _, line in sorted(row, key=lambda pair: pair[0].box[0])]) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    """Lines side by side as one, two spaces between."""
    if len(row) == 1:
        return row[0]
    boxes: list[Box | None] = []
    certainties: list[float] = []
    for line in row:
        if boxes:
            boxes += [None, None]
            certainties += [1.0, 1.0]
        boxes += line.boxes
        certainties += line.certainties
    text = "  ".join(line.text for line in row)
    return Line(text, tuple(boxes), min(line.top for line in row), tuple(certainties))


def _pixels(box: Box, scale: float, by: float) -> PixelBox:
    """A box in points as pixels, grown by so many points."""
    x0, y0, x1, y1 = box
    return (
        max(0, round((x0 - by) * scale)),
        max(0, round((y0 - by) * scale)),
        round((x1 + by) * scale),
        round((y1 + by) * scale),
    )
