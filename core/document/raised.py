"""Small characters beside others on a page, raised or lowered against them: the marks of notes, exponents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.document.glyphs import Glyph
from core.document.marks import set_apart

_SMALLER = 0.8  # of its neighbour's size
_MUCH_SMALLER = 0.75  # so small a digit after others is apart from them even on their line
_GAP = 0.35  # the rest in parts of the neighbour's size
_OVERLAP = 0.3
_RAISED = (0.12, 0.7)
_LOWERED = (-0.4, -0.06)
_SAME_LINE = 0.06
_WIDTH, _HEIGHT = 4.0, 8.0  # points, of the squares by which neighbours are found


def marked(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The characters, those raised or lowered against the one before them set on its line as marks."""
    largest = max((glyph.size for glyph in glyphs), default=0.0)
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    small = [at for at, glyph in enumerate(glyphs) if glyph.size <= _SMALLER * largest]
    if small:
        for at, glyph in enumerate(glyphs):
            squares[int(glyph.box[2] / _WIDTH), int(glyph.base / _HEIGHT)].append(at)
    found: dict[int, tuple[float, int]] = {}
    for at in sorted(small, key=lambda at: glyphs[at].box[0]):
        if glyphs[at].character != " " and (mark := _beside(glyphs, at, squares, found)):
            found[at] = mark
    return [_set(glyph, *found[at]) if at in found else glyph for at, glyph in enumerate(glyphs)]


def _set(glyph: Glyph, base: float, level: int) -> Glyph:
    return replace(glyph, character=set_apart(glyph.character, level), base=base)


def _beside(
    glyphs: Sequence[Glyph],
    at: int,
    squares: dict[tuple[int, int], list[int]],
    found: dict[int, tuple[float, int]],
) -> tuple[float, int] | None:
    """The line on which a small character stands as a mark, and its level, by what is left of it."""
    own = glyphs[at]
    for other in _left_of(own, squares):
        before = glyphs[other]
        gap = (own.box[0] - before.box[2]) / before.size
        if other == at or not -_OVERLAP <= gap <= _GAP or before.character == " ":
            continue
        if other in found and abs(before.base - own.base) <= _SAME_LINE * own.size:
            return found[other]
        if own.size <= _SMALLER * before.size and (level := _level(before, own)):
            return before.base, level
    return None


def _left_of(own: Glyph, squares: dict[tuple[int, int], list[int]]) -> Iterator[int]:
    """The characters that end near to where this one begins, at about its height."""
    x, y = int(own.box[0] / _WIDTH), int(own.base / _HEIGHT)
    for across in (x, x - 1, x + 1, x - 2):
        for down in (y, y + 1, y - 1, y + 2):
            yield from squares.get((across, down), ())


def _level(before: Glyph, own: Glyph) -> int:
    """1 for a character raised against a larger one before it, -1 for one lowered, 0 for neither."""
    rise = (before.base - own.base) / before.size
    if _RAISED[0] <= rise <= _RAISED[1]:
        return 1
    apart = own.size <= _MUCH_SMALLER * before.size and before.character.isdecimal()
    lowered = _LOWERED[0] <= rise <= _LOWERED[1]
    return -1 if lowered or (apart and own.character.isdecimal() and abs(rise) < _RAISED[0]) else 0
