"""The ruled tables of a page that is a picture: long straight ink, and the cells it bounds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from core.document.picture import Picture
from core.document.recogniser import Grey
from core.document.rulings import RuledTable, Ruling, tables_of

_SHORTEST = 15.0  # points of straight ink that may be a ruling: longer than strokes of characters
_SOFTENED = 3.0  # along their length, which keeps thin rulings and evens out noise
_FAINT = 0.55  # of the contrast of ink: near text, thin rulings are hardly darker than what is around
_THICKEST = 5.0
_SOLID = 0.93
_BRIDGED = 9.0
_NEAR = 2.5
_NARROWEST = 120.0  # points; what is narrower is a drawing, or large characters


def tables_in(picture: Picture) -> tuple[list[RuledTable], Grey]:
    """The ruled tables of a picture, in points of its plane, and its shades of grey without their rulings."""
    across, across_ink = _rulings(picture, 0)
    down, down_ink = _rulings(picture, 1)
    found = tables_of(across, down)
    tables = [table for table in found if table.box[2] - table.box[0] >= _NARROWEST]
    return tables, _wiped(picture, tables, across_ink, down_ink)


def _rulings(picture: Picture, axis: int) -> tuple[list[Ruling], Grey]:
    """The straight pieces of ink along an axis (0 across, 1 down) as rulings, in points, and their ink."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(_straight_ink(picture, axis), connectivity=8)
    lying = picture.grey if axis == 0 else picture.grey.T
    scale, blurred = picture.scale, round(_SOFTENED * picture.scale) // 2
    taken = np.zeros(count, np.uint8)
    pieces = []
    for at, (x, y, width, height, area) in enumerate(stats.tolist()):
        start, first, length, thick = (x, y, width, height) if axis == 0 else (y, x, height, width)
        start, length = start + blurred, length - 2 * blurred
        if at and area / length <= _THICKEST * scale and _is_solid(lying, first, thick, start, length):
            taken[at] = 255
            pieces.append(Ruling((first + thick / 2) / scale, start / scale, (start + length) / scale))
    return list(_bridged(pieces)), np.asarray(taken[labels], np.uint8)


def _straight_ink(picture: Picture, axis: int) -> Grey:
    """The ink that runs straight along an axis far enough to be a ruling."""
    long, soft = round(_SHORTEST * picture.scale), round(_SOFTENED * picture.scale) | 1
    along = cv2.blur(picture.grey, (soft, 1) if axis == 0 else (1, soft))
    shape = (1, long) if axis == 0 else (long, 1)
    dark = picture.darker(along, _FAINT)
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.uint8)


def _is_solid(lying: Grey, first: int, thick: int, start: int, length: int) -> bool:
    """Whether a piece has next to no gaps, as strokes of characters that stand in line have."""
    along = slice(start, start + length)
    darkest = lying[max(0, first - 1) : first + thick + 1, along].min(axis=0)
    around = lying[max(0, first - 4 * thick) : first + 5 * thick, along]
    half = (float(np.percentile(around, 80)) + float(np.median(darkest))) / 2
    return float((darkest < half).mean()) > _SOLID


def _bridged(pieces: Sequence[Ruling]) -> Iterator[Ruling]:
    """The pieces, and bridges over the gaps that faint printing leaves in a ruling."""
    yield from pieces
    for one in pieces:
        for other in pieces:
            gap = other.low - one.high
            if 0 < gap <= _BRIDGED and abs(one.at - other.at) <= 1.0:
                yield Ruling((one.at + other.at) / 2, one.low, other.high)


def _wiped(picture: Picture, tables: Sequence[RuledTable], across: Grey, down: Grey) -> Grey:
    """The shades of grey with the tables' rulings, and nothing else, painted as paper."""
    found = np.zeros_like(picture.grey)
    near = round(_NEAR * picture.scale)
    for table in tables:
        x0, y0, x1, y1 = (round(edge * picture.scale) for edge in table.box)
        for y in table.ys:
            place = _band(round(y * picture.scale), near), slice(max(0, x0 - near), x1 + near)
            found[place] |= across[place]
        for x in table.xs:
            place = slice(max(0, y0 - near), y1 + near), _band(round(x * picture.scale), near)
            found[place] |= down[place]
    grey = picture.grey.copy()
    grey[cv2.dilate(found, np.ones((5, 5), np.uint8)) > 0] = picture.paper
    return grey


def _band(at: int, near: int) -> slice:
    return slice(max(0, at - near), at + near + 1)
