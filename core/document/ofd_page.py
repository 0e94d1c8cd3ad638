"""Draws what an OFD page holds (GB/T 33190-2016, 8: text, paths, pictures) on the page of a PDF."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, repeat
from typing import Any

from PIL import Image

from core.document.images import DAMAGE, FORMATS
from core.document.pdf_make import BLACK, Matrix, PdfPage

Pixels = tuple[int, int, int, bytes]
"""A picture: its width, its height, the bytes of a pixel, and all of them."""

MOST_LETTERS = 1_000_000
MOST_PATHS = 200_000
MOST_PIXELS = 40_000_000

_DEEPEST = 8
_LINE_WIDTH = 0.353  # millimetres, where a path says none
_STEPS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNREAD: Pixels = (1, 1, 1, b"\xff")
_GROUPS = frozenset({"Layer", "PageBlock", "Content"})


def floats(said: str | None) -> tuple[float, ...]:
    """The numbers of an array as OFD writes it: parted by spaces."""
    found = (float(number) for number in _NUMBER.findall(said or ""))
    return tuple(number if math.isfinite(number) and abs(number) < 1e6 else 0.0 for number in found)


class Painter:
    """Draws the objects of a document's pages; `medium` gives the bytes of a picture by its id, if any.

    `overrun`: there were more of them than any report has, and not all were drawn.
    """

    def __init__(self, medium: Callable[[str], bytes]) -> None:
        self._medium = medium
        self.overrun = False
        self._letters = MOST_LETTERS
        self._paths = MOST_PATHS

    def draw(self, page: PdfPage, content: Any, matrix: Matrix, depth: int = 0) -> None:
        """Draws the objects below an element; the matrix takes its millimetres to the points of the page."""
        for drawn in content:
            tag = drawn.tag.rpartition("}")[2] if isinstance(drawn.tag, str) else ""
            if drawn.get("Visible") in ("false", "0"):
                continue
            if tag in _GROUPS and depth < _DEEPEST:
                self.draw(page, drawn, matrix, depth + 1)
            elif tag == "TextObject":
                self._text(page, drawn, _placed(drawn, matrix))
            elif tag == "PathObject":
                self._path(page, drawn, _placed(drawn, matrix))
            elif tag == "ImageObject":
                self._picture(page, drawn, _placed(drawn, matrix))

    def _text(self, page: PdfPage, drawn: Any, matrix: Matrix) -> None:
        size, across = _number(drawn, "Size", 0.0), _number(drawn, "HScale", 1.0)
        colour = _letters_colour(drawn)
        x = y = 0.0
        for code in drawn.iter("{*}TextCode"):
            x, y = _number(code, "X", x), _number(code, "Y", y)
            for character, (right, down) in zip(code.text or "", _places(code, size), strict=False):
                if self._letters <= 0 or size <= 0:
                    self.overrun = self.overrun or size > 0
                    return
                self._letters -= 1
                if not character.isspace():
                    place = _product((size * across, 0, 0, -size, x + right, y + down), matrix)
                    page.letter(character, place, colour)

    def _path(self, page: PdfPage, drawn: Any, matrix: Matrix) -> None:
        if self._paths <= 0:
            self.overrun = True
            return
        self._paths -= 1
        steps = [
            step for data in drawn.iter("{*}AbbreviatedData") for step in _steps(data.text or "", matrix)
        ]
        width = _number(drawn, "LineWidth", _LINE_WIDTH) * math.hypot(matrix[0], matrix[1])
        stroke = None if drawn.get("Stroke") in ("false", "0") else _colour(drawn, "StrokeColor")
        fill = _colour(drawn, "FillColor") if drawn.get("Fill") in ("true", "1") else None
        page.path(steps, width=width, stroke=stroke, fill=fill)

    def _picture(self, page: PdfPage, drawn: Any, matrix: Matrix) -> None:
        data = self._medium(drawn.get("ResourceID", ""))
        if data:
            across, down = 1.0, 1.0
            if not drawn.get("CTM"):
                box = floats(drawn.get("Boundary"))
                across, down = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
            page.picture(_product((across, 0, 0, -down, 0, down), matrix), *_pixels(data))


def _placed(drawn: Any, matrix: Matrix) -> Matrix:
    """The matrix of an object's own plane: its transformation, then its place, then the page's."""
    own, box = floats(drawn.get("CTM")), floats(drawn.get("Boundary"))
    if len(box) == 4:
        matrix = _product((1, 0, 0, 1, box[0], box[1]), matrix)
    return _product(_as_matrix(own), matrix) if len(own) == 6 else matrix


def _as_matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _number(element: Any, name: str, otherwise: float) -> float:
    said = floats(element.get(name))
    return said[0] if said else otherwise


def _places(code: Any, size: float) -> Iterator[tuple[float, float]]:
    """Where each character of a text stands from its first: by the steps given, else by usual widths."""
    text = code.text or ""
    usual = [size / 2 if character.isascii() else size for character in text]
    if code.get("DeltaX") or code.get("DeltaY"):
        usual = [0.0] * len(text)
    right = down = 0.0
    across = chain(_spread(code.get("DeltaX"), len(text)), repeat(None))
    along = chain(_spread(code.get("DeltaY"), len(text)), repeat(None))
    for width, x, y in zip(usual, across, along, strict=False):
        yield right, down
        right += width if x is None else x
        down += 0.0 if y is None else y


def _spread(said: str | None, most: int) -> list[float]:
    """The steps of a text written out: "g 3 2.5" stands for 2.5 2.5 2.5."""
    found: list[float] = []
    words = iter((said or "").split())
    for word in words:
        if word != "g":
            found += floats(word)[:1]
            continue
        times, step = floats(next(words, "")), floats(next(words, ""))
        if times and step:
            found += [step[0]] * max(0, min(int(times[0]), most))
    return found[:most]


def _steps(said: str, matrix: Matrix) -> Iterator[str]:
    """A path's steps as PDF writes them; an arc is drawn straight to its end."""
    words = said.split()
    at, here = 0, (0.0, 0.0)
    while at < len(words):
        count = _STEPS.get(words[at])
        if count is None:
            at += 1
            continue
        numbers = floats(" ".join(words[at + 1 : at + 1 + count]))
        if len(numbers) < count:
            return
        points = [_at(numbers[n], numbers[n + 1], matrix) for n in range(0, count - 1, 2)]
        match words[at]:
            case "S" | "M":
                yield f"{_said(points[0])} m"
            case "L":
                yield f"{_said(points[0])} l"
            case "Q":
                yield f"{_said(here)} {_said(points[0])} {_said(points[1])} c"
            case "B":
                yield f"{_said(points[0])} {_said(points[1])} {_said(points[2])} c"
            case "A":
                points = [_at(numbers[5], numbers[6], matrix)]
                yield f"{_said(points[0])} l"
            case "C":
                yield "h"
        here = points[-1] if points else here
        at += 1 + count


def _at(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _said(point: tuple[float, float]) -> str:
    return f"{point[0]:.3f} {point[1]:.3f}"


def _letters_colour(drawn: Any) -> str | None:
    """The colour in which a text is shown; None where it is neither filled nor stroked, or transparent."""
    hollow = drawn.get("Fill") in ("false", "0") and drawn.get("Stroke") not in ("true", "1")
    alphas = (element.get("Alpha") for element in (drawn, *drawn.iter("{*}FillColor")))
    if hollow or any(alpha is not None and floats(alpha) == (0.0,) for alpha in alphas):
        return None
    return _colour(drawn, "FillColor")


def _colour(drawn: Any, tag: str) -> str:
    """A colour as three numbers from 0 to 1; black where none is given, or none of red, green and blue."""
    for colour in drawn.iter("{*}" + tag):
        parts = floats(colour.get("Value"))
        if len(parts) == 3:
            return " ".join(f"{min(max(part, 0), 255) / 255:.3f}" for part in parts)
        if len(parts) == 1:
            return " ".join([f"{min(max(parts[0], 0), 255) / 255:.3f}"] * 3)
    return BLACK


def _pixels(data: bytes) -> Pixels:
    """The pixels of a picture; one that is damaged, absurdly large or of another format is a white spot."""
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return _UNREAD
            grey = picture.mode in ("1", "L")
            made = picture.convert("L" if grey else "RGB")
            return made.width, made.height, 1 if grey else 3, made.tobytes()
    except (*DAMAGE, Image.DecompressionBombError):
        return _UNREAD
