"""The ink in a part of a picture: its separate strokes, the lines that they make, and dust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress

import cv2

from core.document.recogniser import Grey, PixelBox

EM = 10.0
"""How high a character usually is, in points."""

_TALL = 0.6  # the rest in parts of the line's height
_MARK = (0.25, 0.7)
_RAISED = 0.22
_SPECK = 2.1  # points: ink that is no larger in either direction is dust, or a stop beside a figure


def strokes_of(ink: Grey, scale: float) -> tuple[list[PixelBox], list[PixelBox]]:
    """The separate strokes of ink, and the specks that are no larger than a stop."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    boxes = [(x, y, x + width, y + height) for x, y, width, height, _ in stats[1:count].tolist()]
    specks = [max(x1 - x0, y1 - y0) <= _SPECK * scale for x0, y0, x1, y1 in boxes]
    return list(compress(boxes, (not speck for speck in specks))), list(compress(boxes, specks))


def wipe(grey: Grey, rows: Sequence[list[PixelBox]], dust: Sequence[PixelBox], paper: int) -> None:
    """Paints over the specks (`dust`) that can be no stop of a figure: above or below the lines, to their
    right, and to their left but for the foot of the line."""
    for x0, y0, x1, y1 in dust:
        for row in rows:
            left, foot = row[0][0], max(box[3] for box in row)
            top, right = min(box[1] for box in row), max(box[2] for box in row)
            inside = left <= x1 and x0 <= right and top <= y1 and y0 <= foot
            if inside or (x1 < left and foot - (foot - top) / 3 <= y1 <= foot + (foot - top) / 4):
                break
        else:
            grey[max(0, y0 - 1) : y1 + 1, max(0, x0 - 1) : x1 + 1] = paper


def lines_of(strokes: Sequence[PixelBox], scale: float) -> Iterator[list[PixelBox]]:
    """The strokes by the lines that they make, each from left to right."""
    rows: list[list[PixelBox]] = []
    for box in sorted(strokes, key=lambda box: box[1]):
        if rows and _belongs(box, rows[-1], scale):
            rows[-1].append(box)
        else:
            rows.append([box])
    yield from map(sorted, rows)


def ends_raised(row: Sequence[PixelBox]) -> bool:
    """Whether the last stroke of a line is small and stands high, as the mark of a note does."""
    top, foot = min(box[1] for box in row), max(box[3] for box in row)
    height = foot - top
    last = max(row, key=lambda box: box[2])
    tall = sum(box[3] - box[1] > _TALL * height for box in row if box is not last)
    small = _MARK[0] * height <= last[3] - last[1] <= _MARK[1] * height
    return tall > 0 and small and foot - last[3] > _RAISED * height


def _belongs(box: PixelBox, row: Sequence[PixelBox], scale: float) -> bool:
    """Whether a stroke, none of the row being lower at its top, is part of the row's line."""
    top, bottom = min(other[1] for other in row), max(other[3] for other in row)
    overlap = min(bottom, box[3]) - max(top, box[1])
    if overlap > 0.35 * min(bottom - top, box[3] - box[1]):
        return True
    return overlap > -0.35 * EM * scale and max(bottom, box[3]) - top < 1.15 * EM * scale
