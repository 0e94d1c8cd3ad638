"""How legacy Word shows its characters, after [MS-DOC]: by their own modifiers and those of their styles.

Of places that lead beyond the end of the file struct.error is raised, as in doc_file.py.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from core.document.marks import STROKE, set_apart

HIDDEN = "\0"
ROW = 0xD608
"""The modifier that defines a row of a table (sprmTDefTable)."""

_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)  # bytes, by the top three bits of a modifier; 0: the operand says
_TABS = 0xC615
_DELETED, _VANISHED, _STRUCK, _TWICE_STRUCK = 0x0800, 0x083C, 0x0837, 0x2A53
_FLAGS = (_DELETED, _VANISHED, _STRUCK, _TWICE_STRUCK)
_SYMBOL, _LEVEL, _POSITION, _STYLE = 0x6A09, 0x2A48, 0x4845, 0x4A30
_COLOUR, _COLOUR_NUMBER, _GROUNDS = 0x6870, 0x2A42, (0x4866, 0xCA71)
_WHITE, _WHITE_NUMBER = b"\xff\xff\xff", 8
_TOLD = frozenset((*_FLAGS, _LEVEL, _POSITION, _COLOUR, _COLOUR_NUMBER, *_GROUNDS))
_LEVELS = {1: 1, 2: -1}
_DIGITS = re.compile(r"\d")
_SHIFTED = 2  # half-points by which characters are raised or lowered to be set apart from their line
_MOST_STYLES = 4096
_DEEPEST = 20
_OF_PARAGRAPHS, _OF_CHARACTERS = 1, 2

_UP, _DOWN, _OUT = (range(first, first + 10) for first in (0xEEC0, 0xEED0, 0xEEE0))
"""Private characters, one for each digit, while its line is not yet whole: raised, lowered, struck out."""
UNSETTLED = re.compile("[\ueec0-\ueee9]")
"""What `settled` makes something of."""


def modifiers(held: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """The modifiers (Prl, [MS-DOC] 2.9.212): code, operand, and both as stored; one cut short ends them."""
    at = 0
    while at + 2 < len(held):
        (code,) = struct.unpack_from("<H", held, at)
        size = _OPERANDS[code >> 13] or _size(code, held, at + 2)
        end = at + 2 + size
        if end > len(held):
            return
        yield code, held[at + 2 : end], held[at:end]
        at = end


def _size(code: int, held: bytes, at: int) -> int:
    """The bytes of an operand that says so itself."""
    if code == ROW:
        return int.from_bytes(held[at : at + 2], "little") + 1
    if code == _TABS and held[at] == 255:
        deleted = held[at + 1] if at + 1 < len(held) else 0
        added = at + 2 + 4 * deleted
        return 3 + 4 * deleted + 3 * (held[added] if added < len(held) else 0)
    return held[at] + 1


def look(paragraph: bytes, style: bytes, own: bytes, text: str) -> str:
    """Characters as shown, as many as there are: hidden, set apart, or each "(" a symbol (those of symbol
    fonts mean nothing outside them); digits in white, which may not be seen, are made unreadable.

    The modifiers are those of the styles of the paragraph and of the characters, and the characters' own.
    `settled` makes the line of them.
    """
    seen = _appearance(paragraph, style, own)
    if seen.hidden:
        return HIDDEN * len(text)
    text = set_apart(text.replace("(", seen.symbol) if seen.symbol else text, seen.level)
    if seen.white:
        return _DIGITS.sub("\ufffd", text)
    if seen.struck:
        return text.translate(_private(_OUT))
    raised = _UP if seen.shift > 0 else _DOWN
    return text.translate(_private(raised)) if abs(seen.shift) >= _SHIFTED else text


def settled(line: str) -> str:
    """A line of what `look` made: digits raised or lowered against the rest of it, those struck out."""
    lone = all(character.isspace() or ord(character) in (*_UP, *_DOWN) for character in line)
    for digits, level in ((_UP, 0 if lone else 1), (_DOWN, 0 if lone else -1)):
        line = line.translate({code: set_apart(str(digit), level) for digit, code in enumerate(digits)})
    return line.translate({code: f"{digit}{STROKE}" for digit, code in enumerate(_OUT)})


@lru_cache(maxsize=3)
def _private(digits: range) -> dict[int, int]:
    return {ord("0") + digit: code for digit, code in enumerate(digits)}


@dataclass(frozen=True, slots=True)
class _Look:
    """How characters are shown; `white`: in white, on a ground that is not told with them."""

    hidden: bool
    struck: bool
    white: bool
    level: int
    shift: int
    symbol: str


@lru_cache(maxsize=4096)
def _appearance(paragraph: bytes, style: bytes, own: bytes) -> _Look:
    flags = dict.fromkeys(_FLAGS, False)
    level, shift, symbol, white, ground = 0, 0, "", False, False
    for held in (paragraph, style, own):
        below = dict(flags)
        for code, operand, _ in modifiers(held):
            if code in flags:
                flags[code] = _switched(operand[0], below[code])
            elif code == _LEVEL:
                level = _LEVELS.get(operand[0], 0)
            elif code == _POSITION:
                (shift,) = struct.unpack("<h", operand)
            elif code in (_COLOUR, _COLOUR_NUMBER):
                white = operand[:3] == _WHITE or (code == _COLOUR_NUMBER and operand[0] == _WHITE_NUMBER)
            elif code in _GROUNDS:
                ground = True
            elif code == _SYMBOL:
                (unit,) = struct.unpack_from("<H", operand, 2)
                symbol = HIDDEN if unit < 32 or 0xD800 <= unit <= 0xF8FF else chr(unit)
    hidden, struck = flags[_DELETED] or flags[_VANISHED], flags[_STRUCK] or flags[_TWICE_STRUCK]
    return _Look(hidden, struck, white and not ground, level, shift, symbol)


def _switched(said: int, below: bool) -> bool:
    """What a switch (ToggleOperand) comes to: 0x80 is as the style has it, and 0x81 the opposite."""
    return below if said == 0x80 else not below if said == 0x81 else said == 1


class Styles:
    """What the styles of the document (STSH, [MS-DOC] 2.9.271) say of characters, by their numbers."""

    def __init__(self, table: bytes, start: int, length: int) -> None:
        self._own: dict[int, tuple[int, int, bytes]] = {}
        if length:
            for number, style in enumerate(_styles(table, start, length)):
                if style is not None:
                    self._own[number] = style
        self.of_paragraphs = any(kind == _OF_PARAGRAPHS and said for kind, _, said in self._own.values())

    def of_paragraph(self, number: int) -> bytes:
        """The modifiers that a paragraph's style has for its characters."""
        return self._chain(number, _OF_PARAGRAPHS)

    def of_run(self, said: bytes) -> bytes:
        """The modifiers of the style that a run names among its own."""
        if not self._own:
            return b""
        named = [operand for code, operand, _ in modifiers(said) if code == _STYLE]
        return self._chain(int.from_bytes(named[-1], "little"), _OF_CHARACTERS) if named else b""

    def _chain(self, number: int, kind: int) -> bytes:
        held = []
        for _ in range(_DEEPEST):
            own = self._own.get(number)
            if own is None or own[0] != kind:
                break
            number = own[1]
            held.append(own[2])
        return b"".join(reversed(held))


def _styles(table: bytes, start: int, length: int) -> Iterator[tuple[int, int, bytes] | None]:
    """Of each style its kind, the style that it is based on, and its modifiers that count here."""
    sheet = table[start : start + length]
    size, count, base = struct.unpack_from("<HHH", sheet)
    at = 2 + size
    for _ in range(min(count, _MOST_STYLES)):
        if at + 2 > len(sheet):
            return
        (size,) = struct.unpack_from("<H", sheet, at)
        yield _style(sheet[at + 2 : at + 2 + size], base) if size else None
        at += 2 + size + size % 2


def _style(held: bytes, base: int) -> tuple[int, int, bytes] | None:
    """A style (STD): its kind, what it is based on, its modifiers; None where it is of no characters."""
    if len(held) < base + 2 or base < 6:
        return None
    kind, parent = held[2] & 0xF, int.from_bytes(held[2:4], "little") >> 4
    at = base + 2 + 2 * int.from_bytes(held[base : base + 2], "little") + 2
    parts = []
    while at + 2 <= len(held):
        size = int.from_bytes(held[at : at + 2], "little")
        parts.append(held[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    which = 1 if kind == _OF_PARAGRAPHS else 0
    if kind not in (_OF_PARAGRAPHS, _OF_CHARACTERS) or len(parts) <= which:
        return None
    return kind, parent, b"".join(whole for code, _, whole in modifiers(parts[which]) if code in _TOLD)
