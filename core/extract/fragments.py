"""The fragments of text on the pages of a document, with their places.

Places are on one long strip: each page turned so that its text is upright, and its first line just below
the last of the page before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from core.document.model import CharacterBoxes, Paragraph, SourceDocument
from core.extract.labels import core, is_han

_GAP = 0.5
_LEADING = 2.0
_GLUED = re.compile(r"(?P<label>.*[\u4e00-\u9fff）)”\"])(?<![增减])(?P<number>\d[\d,.，]*)")
_WORD = re.compile(r"\S+")
_NOTE = re.compile(r"[（(](?:注\s*\d{0,2}|(?:单位[:：]?)?[件项])[）)]$")


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
        return core(_NOTE.sub("", self.text))

    @cached_property
    def han(self) -> str:
        """All its ideographs."""
        return "".join(filter(is_han, _NOTE.sub("", self.text)))

    def spans(self, other: Fragment) -> bool:
        """Whether the two share a good part of the narrower one's width."""
        shared = min(self.right, other.right) - max(self.left, other.left)
        return shared > 0.3 * min(self.right - self.left, other.right - other.left)


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
