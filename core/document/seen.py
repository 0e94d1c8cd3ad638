"""What a PDF page holds of its text without showing it, and figures that are struck out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.document.glyphs import UNTOLD, Frame, Glyph
from core.document.marks import set_apart
from core.document.rulings import Ruling

MOST_PIXELS = 4_000_000

_SMALLEST = 0.5  # pixels a point; in smaller pictures a digit may be too faint to tell
_CONTRAST = 12  # of 255: any less, and no eye sees a digit
_TOP = 0.8  # of a digit's size above its line: its ink, and some paper
_CROSSED = (0.15, 0.5)  # of a digit's size above its line, where a stroke that strikes it out runs
_LONGEST = 150.0  # points; longer lines are rulings


def shown(glyphs: Sequence[Glyph], page: Any, frame: Frame) -> list[Glyph]:
    """The characters without digits that leave no ink: hidden, cut away, covered, or white on white. What is
    left of a number that is seen in part only is made unreadable.

    Where nothing of a font leaves any ink, it was not at hand to be drawn, and says nothing of its digits.
    """
    digits = [glyph for glyph in glyphs if glyph.character.isdecimal()]
    picture = _picture(page) if digits else None
    if picture is None:
        return list(glyphs)

    def has_ink(glyph: Glyph) -> bool:
        return picture.has_ink(frame.shown_box(_body(glyph)))

    unseen = {id(glyph) for glyph in digits if not has_ink(glyph)}
    fonts = {glyph.font for glyph in digits if id(glyph) in unseen}
    drawn = {font for font in fonts if any(has_ink(glyph) for glyph in glyphs if glyph.font == font)}
    seen_runs = {glyph.run for glyph in digits if id(glyph) not in unseen}
    return [
        replace(glyph, character=UNTOLD) if id(glyph) in unseen and glyph.font in drawn else glyph
        for glyph in glyphs
        if id(glyph) not in unseen or glyph.font not in drawn or glyph.run in seen_runs
    ]


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page drawn in grey, a byte a pixel."""

    scale: float
    width: int
    height: int
    stride: int
    pixels: bytes

    def has_ink(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a place of the page as shown, in points, is not of one shade."""
        left, top, right, bottom = (round(edge * self.scale) for edge in box)
        left, top = max(0, left), max(0, top)
        right, bottom = min(self.width, max(right, left + 1)), min(self.height, max(bottom, top + 1))
        rows = (self.pixels[y * self.stride + left : y * self.stride + right] for y in range(top, bottom))
        held = b"".join(rows)
        return not held or max(held) - min(held) >= _CONTRAST


def _picture(page: Any) -> _Picture | None:
    width, height = page.get_size()
    scale = min(1.0, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    if scale < _SMALLEST:
        return None
    drawn = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        return _Picture(scale, drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer))
    finally:
        drawn.close()


def _body(glyph: Glyph) -> tuple[float, float, float, float]:
    """Where on the plane that is read a digit has ink."""
    return glyph.box[0], glyph.base - _TOP * glyph.size, glyph.box[2], glyph.base


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
