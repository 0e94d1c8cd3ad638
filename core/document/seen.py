"""What a PDF page draws of its text without showing it: invisible or transparent letters, letters cut away,
white figures on white paper; and figures that are struck out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from core.document.glyphs import Frame, Glyph
from core.document.marks import set_apart
from core.document.rulings import Ruling
from core.document.strokes import grounds

_CROSSED = (0.15, 0.5)  # of a digit's size above its line, where a stroke that strikes it out runs
_LONGEST = 150.0  # points; longer lines are rulings


def on_paper(glyphs: Sequence[Glyph], page: Any, frame: Frame) -> list[Glyph]:
    """The characters without white digits that stand on nothing but paper."""
    if not any(glyph.white and glyph.character.isdecimal() for glyph in glyphs):
        return list(glyphs)
    under = [frame.reading_box(*box) for box in grounds(page)]
    return [
        glyph
        for glyph in glyphs
        if not (glyph.white and glyph.character.isdecimal()) or any(_holds(box, glyph) for box in under)
    ]


def _holds(box: tuple[float, float, float, float], glyph: Glyph) -> bool:
    x, y = (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def struck_out(glyphs: Sequence[Glyph], across: Sequence[Ruling]) -> list[Glyph]:
    """The characters, digits through whose middle a short line runs struck out."""
    short = sorted(
        (ruling for ruling in across if ruling.high - ruling.low <= _LONGEST), key=lambda ruling: ruling.at
    )
    levels = [ruling.at for ruling in short]
    return [
        replace(glyph, character=set_apart(glyph.character, 0, struck=True))
        if glyph.character.isdecimal() and any(_crosses(glyph, short, levels))
        else glyph
        for glyph in glyphs
    ]


def _crosses(glyph: Glyph, short: Sequence[Ruling], levels: Sequence[float]) -> Iterator[bool]:
    middle = (glyph.box[0] + glyph.box[2]) / 2
    first = bisect_left(levels, glyph.base - _CROSSED[1] * glyph.size)
    last = bisect_left(levels, glyph.base - _CROSSED[0] * glyph.size)
    return (ruling.low <= middle <= ruling.high for ruling in short[first:last])
