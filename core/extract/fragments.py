"""The pieces of text on the pages of a document, with their places, and the labels that they make up.

Places are on one long strip: each page turned so that its text is upright, and its first line just below
the last of the page before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.document.model import CharacterBoxes, Paragraph, SourceDocument
from core.extract.labels import core, is_han

_GAP = 0.5
_BELOW = 2.6
_BESIDE = 5.0
_FIRST_ON_PAGE = 12
_LEADING = 2.0
_GLUED = re.compile(r"(?P<label>.*[\u4e00-\u9fff）)”\"])(?P<number>\d[\d,.，]*)")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Fragment:
    """Text without a gap: where it begins in the document's text, its sides, and the middle of its line."""

    text: str
    start: int
    left: float
    right: float
    middle: float
    size: float
    page: int

    @cached_property
    def core(self) -> str:
        """Its ideographs without numbering."""
        return core(self.text)

    @cached_property
    def han(self) -> str:
        """All its ideographs."""
        return "".join(filter(is_han, self.text))

    def spans(self, other: Fragment) -> bool:
        """Whether the two share a good part of the narrower one's width."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.3 * min(self.right - self.left, other.right - other.left)


@dataclass(frozen=True)
class Label:
    """A label found: its fragments in reading order."""

    fragments: tuple[Fragment, ...]

    @cached_property
    def left(self) -> float:
        """Its left side."""
        return min(fragment.left for fragment in self.fragments)

    @cached_property
    def right(self) -> float:
        """Its right side."""
        return max(fragment.right for fragment in self.fragments)

    @cached_property
    def top(self) -> float:
        """The middle of its first line."""
        return min(fragment.middle for fragment in self.fragments)

    @cached_property
    def bottom(self) -> float:
        """The middle of its last line."""
        return max(fragment.middle for fragment in self.fragments)

    @property
    def text(self) -> str:
        """The label as printed, on one line."""
        return "".join(fragment.text for fragment in self.fragments)


def fragments(document: SourceDocument) -> tuple[Fragment, ...]:
    """The fragments of a paged document outside its grids, from top to bottom and left to right."""
    boxes = document.boxes
    if boxes is None:
        return ()
    found: dict[int, list[Fragment]] = {}
    for block in document.blocks:
        if isinstance(block, Paragraph):
            for fragment in _of_line(block, boxes):
                found.setdefault(fragment.page, []).append(fragment)
    return tuple(sorted(_stacked(found), key=lambda fragment: (fragment.middle, fragment.left)))


def _stacked(found: Mapping[int, Sequence[Fragment]]) -> Iterator[Fragment]:
    """The fragments of all pages on the strip."""
    end = 0.0
    for page in sorted(found):
        first = min(found[page], key=lambda fragment: fragment.middle)
        shift = end + _LEADING * first.size - first.middle
        for fragment in found[page]:
            yield replace(fragment, middle=fragment.middle + shift)
            end = max(end, fragment.middle + shift)


def _of_line(line: Paragraph, boxes: CharacterBoxes) -> Iterator[Fragment]:
    turn = _turn(line, boxes)
    for word in _WORD.finditer(line.text):
        start = word.start()
        for stop in range(word.start() + 1, word.end() + 1):
            if stop == word.end() or _parted(boxes, line.start + stop, turn):
                yield from _made(line, start, stop, boxes, turn)
                start = stop


def _made(line: Paragraph, start: int, stop: int, boxes: CharacterBoxes, turn: int) -> Iterator[Fragment]:
    glued = _GLUED.fullmatch(line.text, start, stop)
    if glued and glued.start("number") < stop:
        yield from _made(line, start, glued.start("number"), boxes, turn)
        start = glued.start("number")
    placed = [_box(boxes, at, turn) for at in range(line.start + start, line.start + stop) if boxes.pages[at]]
    page = max(boxes.pages[line.start + start : line.start + stop], default=0)
    if placed:
        x0, y0, x1, y1 = zip(*placed, strict=True)
        middle = (min(y0) + max(y1)) / 2
        size = max(down - up for up, down in zip(y0, y1, strict=True))
        yield Fragment(line.text[start:stop], line.start + start, min(x0), max(x1), middle, size, page)


def _parted(boxes: CharacterBoxes, at: int, turn: int) -> bool:
    """Whether a gap stands before a character."""
    if not boxes.pages[at] or not boxes.pages[at - 1]:
        return False
    before, own = _box(boxes, at - 1, turn), _box(boxes, at, turn)
    return own[0] - before[2] > _GAP * (own[3] - own[1])


def _box(boxes: CharacterBoxes, at: int, turn: int) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = boxes.edges[4 * at : 4 * at + 4]
    match turn:
        case 1:
            return y0, -x1, y1, -x0
        case 2:
            return -x1, -y1, -x0, -y0
        case 3:
            return -y1, x0, -y0, x1
    return x0, y0, x1, y1


def _turn(line: Paragraph, boxes: CharacterBoxes) -> int:
    """The quarter turns after which a line runs from left to right: its page may be shown on its side."""
    held = [at for at in range(line.start, line.start + len(line.text)) if boxes.pages[at]]
    if len(held) < 2:
        return 0
    first, last = held[0], held[-1]
    across = boxes.edges[4 * last] - boxes.edges[4 * first]
    down = boxes.edges[4 * last + 1] - boxes.edges[4 * first + 1]
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down > 0 else 3


class Pieces:
    """Fragments with what is needed to follow a label from one to the next."""

    def __init__(self, held: Sequence[Fragment]) -> None:
        self.all = held
        self._middles = [fragment.middle for fragment in held]
        self._by_page: dict[int, list[Fragment]] = {}
        for fragment in held:
            first = self._by_page.setdefault(fragment.page, [])
            if len(first) < _FIRST_ON_PAGE:
                first.append(fragment)

    def between(self, top: float, bottom: float) -> Sequence[Fragment]:
        """The fragments whose middles lie from `top` to `bottom`, inclusive."""
        return self.all[bisect_left(self._middles, top) : bisect_left(self._middles, bottom + 0.001)]

    def labels(self, printed: str) -> Iterator[Label]:
        """Every place where the fragments make up a label, given by its core."""
        for fragment in self.all:
            if fragment.core and printed.startswith(fragment.core):
                rest = printed[len(fragment.core) :]
                found = self._follow((fragment,), rest)
                if found:
                    yield Label(found)

    def _follow(self, held: tuple[Fragment, ...], rest: str) -> tuple[Fragment, ...] | None:
        """The fragments that go on with a label to its end, or None."""
        if not rest:
            return held
        for fragment in self._next(held):
            if fragment.han and rest.startswith(fragment.han):
                found = self._follow((*held, fragment), rest[len(fragment.han) :])
                if found:
                    return found
        return None

    def _next(self, held: tuple[Fragment, ...]) -> Iterator[Fragment]:
        """Where a label may go on: beside its last fragment, in the line below, or on the next page."""
        last = held[-1]
        near = self.between(last.middle - 0.3 * last.size, last.middle + _BELOW * last.size)
        beside = [
            f for f in near if abs(f.middle - last.middle) <= 0.3 * last.size and f.left >= last.right - 1
        ]
        yield from (f for f in beside[:1] if f.left - last.right < _BESIDE * last.size)
        below = [f for f in near if f.middle > last.middle + 0.3 * last.size and _under(held, f)]
        yield from _first_lines(below)
        after = self._by_page.get(last.page + 1, ())
        yield from (fragment for fragment in after if _under(held, fragment))


def _under(held: Iterable[Fragment], fragment: Fragment) -> bool:
    return any(fragment.spans(other) for other in held)


def _first_lines(below: Sequence[Fragment]) -> Iterator[Fragment]:
    """The fragments of the nearest line that has ideographs."""
    worded = [fragment for fragment in below if fragment.han]
    return (f for f in worded if f.middle <= worded[0].middle + 0.3 * f.size)
