"""How a PDF shows the letters of its text objects: not at all, or in the colour of paper."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from core.document.strokes import WHITE

_INVISIBLE, _CLIPPING = 3, 7
_STROKED = frozenset({1, 2, 5, 6})
_MOST_POINTS = 10_000


@dataclass(frozen=True, slots=True)
class Look:
    """Whether the letters of a text object are seen, and whether they are white."""

    visible: bool
    white: bool


_PLAIN, _WHITE, _UNSEEN = Look(True, False), Look(True, True), Look(False, False)


class Looks:
    """The looks of a page's letters, each text object's told once."""

    def __init__(self) -> None:
        self._known: dict[int | None, Look] = {}
        self._colour = [ctypes.c_uint() for _ in range(4)]

    def of(self, textpage: Any, at: int) -> Look:
        """How the character at a place of the page's text is shown."""
        drawn = pdfium.FPDFText_GetTextObject(textpage, at)
        if not drawn:
            return _PLAIN
        key = ctypes.cast(drawn, ctypes.c_void_p).value
        look = self._known.get(key)
        if look is None:
            look = self._known[key] = self._look(drawn)
        return look

    def _look(self, drawn: Any) -> Look:
        mode = pdfium.FPDFTextObj_GetTextRenderMode(drawn)
        if mode in (_INVISIBLE, _CLIPPING) or _is_cut_away(drawn):
            return _UNSEEN
        if mode in _STROKED or not pdfium.FPDFPageObj_GetFillColor(drawn, *self._colour):
            return _PLAIN
        red, green, blue, alpha = self._colour
        if red.value >= WHITE and green.value >= WHITE and blue.value >= WHITE:
            return _WHITE if alpha.value else _UNSEEN
        return _PLAIN if alpha.value else _UNSEEN


def _is_cut_away(drawn: Any) -> bool:
    """Whether a clipping path leaves nothing of a text object."""
    path = pdfium.FPDFPageObj_GetClipPath(drawn)
    count = pdfium.FPDFClipPath_CountPaths(path) if path else 0
    if count <= 0:
        return False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return False
    return any(_is_apart(path, at, (left.value, bottom.value, right.value, top.value)) for at in range(count))


def _is_apart(path: Any, at: int, box: tuple[float, float, float, float]) -> bool:
    """Whether a box lies wholly outside one of the paths that clip it."""
    x, y = ctypes.c_float(), ctypes.c_float()
    xs, ys = [], []
    for number in range(min(_MOST_POINTS, pdfium.FPDFClipPath_CountPathSegments(path, at))):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(path, at, number), x, y)
        xs.append(x.value)
        ys.append(y.value)
    if not xs:
        return False
    left, bottom, right, top = box
    return right < min(xs) or left > max(xs) or top < min(ys) or bottom > max(ys)
