"""A page as a picture set straight: shades of grey, what is ink, and where each point was on the page."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray

from core.document.build import refusal
from core.document.glyphs import Box
from core.document.recogniser import Grey

SCALE = 200 / 72
"""Pixels a point at which pages are read."""

_MOST_PIXELS = 36_000_000
_STEEPEST = 6.0  # degrees askew that are set straight
_STRAIGHT = 0.03
_SEAL = (70.0, 200.0)  # how wide seals are, in points
_USUAL = 8.3  # points: how high most strokes of characters are in print of ten points
_NEARLY = (0.7, 1.5)
_LOWEST = 6  # pixels
_FEWEST_STROKES = 20
_RED = 45  # by how much a seal is redder than it is green or blue


@dataclass(frozen=True, slots=True)
class Level:
    """The plane of a page set straight: `size` in points, and the matrix (a, b, c, d, e, f) from its points
    to those of the page as shown (x' = ax + by + c, y' = dx + ey + f)."""

    size: tuple[float, float]
    matrix: tuple[float, float, float, float, float, float]

    def shown_box(self, box: Box) -> Box:
        """The box on the page as shown that holds a box of this plane."""
        a, b, c, d, e, f = self.matrix
        corners = [(x, y) for x in box[::2] for y in box[1::2]]
        xs = [a * x + b * y + c for x, y in corners]
        ys = [d * x + e * y + f for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class Picture:
    """A page set straight, as shades of grey, with its plane and the pixels to a point."""

    grey: Grey
    plane: Level
    scale: float

    @cached_property
    def paper(self) -> int:
        """The shade of the paper."""
        return int(np.percentile(self.grey[::4, ::4], 80))

    @cached_property
    def contrast(self) -> float:
        """By how much ink is darker than the paper around it, at the least."""
        return max(12.0, 0.22 * (self.paper - int(np.percentile(self.grey[::2, ::2], 0.2))))

    @cached_property
    def ink(self) -> Grey:
        """255 where there is ink, else 0."""
        return self.darker(cv2.GaussianBlur(self.grey, (3, 3), 0))

    def darker(self, grey: Any, part: float = 1.0) -> Grey:
        """255 where shades of grey are darker than around by a part of the contrast of ink, else 0."""
        around = round(0.3 * 72 * self.scale) | 1
        kind = cv2.ADAPTIVE_THRESH_MEAN_C
        return _bytes(
            cv2.adaptiveThreshold(grey, 255, kind, cv2.THRESH_BINARY_INV, around, part * self.contrast)
        )


def page_picture(document: pypdfium2.PdfDocument, at: int, name: str) -> Grey:
    """Page `at` (from 0) of a PDF as shown, in grey and without red seals; InputError where it is damaged."""
    try:
        page = document[at]
    except pypdfium2.PdfiumError as error:
        raise refusal("pdf_damaged", name) from error
    try:
        width, height = page.get_size()
        scale = min(SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap: Any = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        try:
            shown: NDArray[np.uint8] = bitmap.to_numpy()
            return shown.copy() if shown.ndim == 2 else _without_seals(shown[:, :, :3], scale)
        finally:
            bitmap.close()
    finally:
        page.close()


def _without_seals(shown: NDArray[np.uint8], scale: float) -> Grey:
    """The shades of grey of a picture (red, green, blue), the red of seals taken for paper."""
    grey = _bytes(cv2.cvtColor(shown, cv2.COLOR_RGB2GRAY))
    red, green, blue = (shown[:, :, at].astype(np.int16) for at in range(3))
    reddish = (red - np.maximum(green, blue) > _RED).astype(np.uint8)
    if int(reddish.sum()) < _SEAL[0] * scale:
        return grey
    joined = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    for x, y, width, height, _ in stats[1:count]:
        low, high = sorted((width / scale, height / scale))
        if _SEAL[0] < low and high < _SEAL[1] and high < 1.4 * low:
            place = slice(y, y + height), slice(x, x + width)
            near = cv2.dilate(reddish[place], np.ones((5, 5), np.uint8)) > 0
            lifted = _lifted(red[place], reddish[place] > 0)
            grey[place][near] = np.maximum(grey[place], lifted)[near]
    return grey


def _lifted(red: NDArray[np.int16], seal: NDArray[np.bool_]) -> Grey:
    """The red light of a place, so bright that its seal is white: what is printed under it stays dark."""
    usual = float(np.percentile(red[seal], 25))
    return _bytes(np.clip(red * (255 / max(1.0, usual)), 0, 255))


def set_straight(shown: Grey, size: tuple[float, float], quarters: int = 0) -> Picture:
    """A page's picture, turned clockwise by quarters and then set straight; `size` as shown, in points."""
    scale = shown.shape[1] / size[0]
    turned = np.ascontiguousarray(np.rot90(shown, -quarters))
    degrees = _askew(turned, scale)
    height, width = turned.shape
    back = _quarter_back(quarters, shown.shape[1], shown.shape[0])
    if abs(degrees) < _STRAIGHT:
        level = turned
    else:
        forth = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
        grown = [round(side) for side in _rotated_size(width, height, degrees)]
        forth[:, 2] += (grown[0] - width) / 2, (grown[1] - height) / 2
        paper = int(np.percentile(turned[::4, ::4], 80))
        level = _bytes(
            cv2.warpAffine(turned, forth, grown, flags=cv2.INTER_CUBIC, borderValue=(paper, paper, paper))
        )
        back = back @ np.vstack([cv2.invertAffineTransform(forth), [0, 0, 1]])
    (a, b, c), (d, e, f), _ = back.tolist()
    by = _enlargement(level, scale)  # of the plane over the page: its text is of the usual size
    size = level.shape[1] / scale / by, level.shape[0] / scale / by
    plane = Level(size, (a * by, b * by, c / scale, d * by, e * by, f / scale))
    return Picture(level, plane, scale * by)


def _enlargement(grey: Grey, scale: float) -> float:
    """How much larger the characters of a page are than usual; 1 where they are nearly of the usual size."""
    ink = Picture(grey, Level((0, 0), (1, 0, 0, 0, 1, 0)), scale).ink
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    widths, heights = stats[1:count, 2], stats[1:count, 3]
    strokes = heights[(heights >= _LOWEST) & (heights < ink.shape[0] / 8) & (widths < 3 * heights)]
    if len(strokes) < _FEWEST_STROKES:
        return 1.0
    by = float(np.median(strokes)) / scale / _USUAL
    return 1.0 if _NEARLY[0] < by < _NEARLY[1] else by


def _quarter_back(quarters: int, width: int, height: int) -> NDArray[np.float64]:
    """The matrix from a picture turned clockwise by quarters back to the picture of that size."""
    rows = {
        0: ((1, 0, 0), (0, 1, 0)),
        1: ((0, 1, 0), (-1, 0, height)),
        2: ((-1, 0, width), (0, -1, height)),
        3: ((0, -1, width), (1, 0, 0)),
    }[quarters % 4]
    return np.array([*rows, (0, 0, 1)], np.float64)


def _rotated_size(width: int, height: int, degrees: float) -> tuple[float, float]:
    across, up = abs(math.cos(math.radians(degrees))), abs(math.sin(math.radians(degrees)))
    return width * across + height * up, width * up + height * across


def _askew(grey: Grey, scale: float) -> float:
    """By how many degrees lines of text and rulings fall to the right, as seen; 0 where there are none."""
    small = cv2.resize(grey, None, fx=1.4 / scale, fy=1.4 / scale, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 18)
    ys, xs = np.nonzero(dark)
    if len(ys) < 300:
        return 0.0
    keep = slice(None, None, 1 + len(ys) // 60_000)
    points = xs[keep].astype(np.float32), ys[keep].astype(np.float32)
    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.25), key=lambda angle: _sharpness(*points, angle))
    fine = max(np.arange(coarse - 0.3, coarse + 0.31, 0.02), key=lambda angle: _sharpness(*points, angle))
    return float(fine)


def _sharpness(xs: NDArray[Any], ys: NDArray[Any], degrees: float) -> float:
    """How unevenly ink falls on lines that fall by an angle: most so along the lines of text."""
    rows = ys - xs * np.float32(math.tan(math.radians(degrees)))
    counts = np.bincount((rows - rows.min()).astype(np.int64)).astype(np.float64)
    return float((np.diff(counts) ** 2).sum())


def _bytes(picture: Any) -> Grey:
    made: Grey = np.asarray(picture, np.uint8)
    return made
