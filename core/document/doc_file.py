"""The inside of a legacy Word document, after [MS-DOC]: its text, put together from pieces, and what
is said of each paragraph and character.

Every offset comes from the file: what leads beyond its end raises struct.error, which doc.py tells as damage.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.document.build import refusal
from core.document.compound import Compound
from core.document.doc_look import ROW, Styles, look, modifiers
from core.document.doc_table import RowDefinition, row_definition

MOST_CHARACTERS = 5_000_000

_MOST_ENTRIES = 1_000_000
_PAGE = 512
_WORD_97, _BEFORE_97 = 0xA5EC, (0xA5DC, 0xA5DB, 0xA59C, 0xA59B, 0xA697, 0xA698, 0xA699, 0xBE31, 0xFE37)
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_COMPRESSED = 0x4000_0000
_SHORT = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C}  # Prm0: those that matter here
_IN_TABLE, _ROW_END, _DEPTH, _INNER_CELL_END, _INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
_ELSEWHERE = (0x6645, 0x6646)
_MERGE, _SPLIT, _MERGE_DOWN = 0x5624, 0x5625, 0xD62B


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a paragraph's mark says: how many tables it stands in, and whether it ends a cell or a row."""

    depth: int = 0
    ends_row: bool = False
    ends_inner_cell: bool = False
    ends_inner_row: bool = False
    row: RowDefinition | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text: where it begins and ends in it, where in the file, and its own modifiers."""

    start: int
    end: int
    place: int
    width: int
    modifiers: bytes

    def place_of(self, at: int) -> int:
        return self.place + (at - self.start) * self.width


class WordFile:
    """A document's text in UTF-16 units, as stored and as shown; InputError where Word 97 did not make it.

    `shown` has HIDDEN for every unit that is deleted or hidden, and is as long as `text`.
    """

    def __init__(self, compound: Compound) -> None:
        word = compound.read("WordDocument")
        ident, flags = struct.unpack_from("<H8xH", word)
        if ident != _WORD_97:
            raise refusal("legacy_word" if ident in _BEFORE_97 else "doc_damaged", compound.name)
        if flags & _ENCRYPTED:
            raise refusal("password", compound.name)
        table = compound.read("1Table" if flags & _SECOND_TABLE else "0Table")
        self._data = compound.read("Data")
        self._pieces = list(_pieces(table, *struct.unpack_from("<II", word, 0x1A2)))
        self._starts = [piece.start for piece in self._pieces]
        if self._pieces[-1].end > MOST_CHARACTERS:
            raise refusal("text_too_long", compound.name, most=MOST_CHARACTERS)
        self._paragraphs = _Runs(word, table, 0x102, 13)
        self._characters = _Runs(word, table, 0xFA, 1)
        self._styles = Styles(table, *struct.unpack_from("<II", word, 0xA2))
        self.text = "".join(_decode(word, piece) for piece in self._pieces)
        self.shown = "".join(part for piece in self._pieces for part in self._looks(piece))
        self.stories = tuple(_stories(struct.unpack_from("<8I", word, 0x4C), len(self.text)))

    def paragraph(self, at: int) -> Paragraph:
        """What the paragraph mark at this place of the text says."""
        piece = self._pieces[bisect_right(self._starts, at) - 1]
        _, said = self._paragraphs.at(piece.place_of(at))
        return _paragraph(b"".join(self._expanded(said[2:])) + piece.modifiers)

    def _expanded(self, held: bytes) -> Iterator[bytes]:
        """The modifiers, those kept in the stream Data (sprmPHugePapx) in place of what refers to them."""
        for code, operand, whole in modifiers(held):
            if code in _ELSEWHERE:
                (at,) = struct.unpack("<I", operand)
                (length,) = struct.unpack_from("<H", self._data, at)
                yield self._data[at + 2 : at + 2 + length]
            else:
                yield whole

    def _looks(self, piece: _Piece) -> Iterator[str]:
        """The text of a piece as shown, run by run of characters that look the same."""
        at = piece.start
        while at < piece.end:
            place = piece.place_of(at)
            end, said = self._characters.at(place)
            style = b""
            if self._styles.of_paragraphs:
                paragraph, about = self._paragraphs.at(place)
                end = min(end, paragraph) if end and paragraph else end or paragraph
                style = self._styles.of_paragraph(int.from_bytes(about[:2], "little"))
            units = (end - place + piece.width - 1) // piece.width
            until = min(at + units, piece.end) if units > 0 else piece.end
            yield look(style, self._styles.of_run(said), said + piece.modifiers, self.text[at:until])
            at = until


def _stories(counts: Sequence[int], length: int) -> Iterator[range]:
    """The main text and that of its text boxes; notes, headers and comments stand between and after."""
    main, boxes = counts[0], counts[6]
    before = sum(counts[:6])
    if before + boxes > length or not main:
        raise struct.error("the parts are longer than the text")
    yield range(main)
    if boxes:
        yield range(before, before + boxes)


def _pieces(table: bytes, start: int, length: int) -> Iterator[_Piece]:
    """The pieces of the text (Clx, [MS-DOC] 2.9.38)."""
    at, end = start, min(start + length, len(table))
    held: list[bytes] = []
    while table[at : at + 1] == b"\1" and at < end:
        (size,) = struct.unpack_from("<H", table, at + 1)
        held.append(table[at + 3 : at + 3 + size])
        at += 3 + size
    mark, size = struct.unpack_from("<BI", table, at)
    count = (size - 4) // 12
    if mark != 2 or not 0 < count <= _MOST_ENTRIES:
        raise struct.error("no table of pieces")
    starts = struct.unpack_from(f"<{count + 1}I", table, at + 5)
    first = at + 5 + 4 * (count + 1)
    for number in range(count):
        place, prm = struct.unpack_from("<2xIH", table, first + 8 * number)
        if starts[number] > starts[number + 1] or starts[0]:
            raise struct.error("pieces out of order")
        narrow = bool(place & _COMPRESSED)
        place = (place & ~_COMPRESSED) // 2 if narrow else place
        own = _piece_modifiers(prm, held)
        yield _Piece(starts[number], starts[number + 1], place, 1 if narrow else 2, own)


def _piece_modifiers(prm: int, held: Sequence[bytes]) -> bytes:
    """What a piece changes of its characters and paragraphs, as documents saved in haste have it."""
    if prm & 1:
        return held[prm >> 1] if prm >> 1 < len(held) else b""
    code = _SHORT.get(prm >> 1 & 0x7F)
    return struct.pack("<HB", code, prm >> 8) if code else b""


def _decode(word: bytes, piece: _Piece) -> str:
    """The text of a piece, a character for each unit: surrogates stay apart, so that places hold."""
    units = piece.end - piece.start
    held = word[piece.place : piece.place_of(piece.end)]
    if len(held) < units * piece.width:
        raise struct.error("a piece lies beyond the end")
    if piece.width == 1:
        return held.decode("cp1252", errors="replace")
    text = held.decode("utf-16-le", errors="surrogatepass")
    return text if len(text) == units else "".join(map(chr, struct.unpack(f"<{units}H", held)))


class _Runs:
    """What is said of the stretches of the file, found through bins (PlcBte) and pages of runs (Fkp).

    `entry`: the bytes that each run of a page takes besides its place, 13 for paragraphs, 1 for characters.
    """

    def __init__(self, word: bytes, table: bytes, header: int, entry: int) -> None:
        start, length = struct.unpack_from("<II", word, header)
        count = max(0, (length - 4) // 8)
        if count > _MOST_ENTRIES:
            raise struct.error("too many bins")
        held = struct.unpack_from(f"<{2 * count + 1}I", table, start) if count else (0,)
        self._firsts, self._numbers = held[: count + 1], held[count + 1 :]
        self._word, self._entry = word, entry
        self._pages: dict[int, tuple[int, ...]] = {}

    def at(self, place: int) -> tuple[int, bytes]:
        """Where the run at this place of the file ends, and what is said of it; end 0: nothing known."""
        found = bisect_right(self._firsts, place) - 1
        if not 0 <= found < len(self._numbers):
            return 0, b""
        start = (self._numbers[found] & 0x3FFFFF) * _PAGE
        ends = self._page(start)
        run = bisect_right(ends, place) - 1
        if not 0 <= run < len(ends) - 1:
            return 0, b""
        return ends[run + 1], self._said(start, start + 4 * len(ends) + self._entry * run)

    def _page(self, start: int) -> tuple[int, ...]:
        held = self._pages.get(start)
        if held is None:
            (count,) = struct.unpack_from("<B", self._word, start + _PAGE - 1)
            held = self._pages[start] = struct.unpack_from(f"<{count + 1}I", self._word, start)
        return held

    def _said(self, page: int, entry: int) -> bytes:
        at = page + 2 * self._word[entry]
        if at == page:
            return b""
        size = self._word[at]
        if self._entry == 1:
            return self._word[at + 1 : at + 1 + size]
        if size:
            return self._word[at + 1 : at + 2 * size]
        return self._word[at + 2 : at + 2 + 2 * self._word[at + 1]]


@lru_cache(maxsize=4096)
def _paragraph(held: bytes) -> Paragraph:
    flags = dict.fromkeys((_IN_TABLE, _ROW_END, _INNER_CELL_END, _INNER_ROW_END), False)
    depth = 0
    row: RowDefinition | None = None
    for code, operand, _ in modifiers(held):
        if code in flags:
            flags[code] = bool(operand[0])
        elif code == _DEPTH:
            (depth,) = struct.unpack("<i", operand)
        elif code == ROW:
            row = row_definition(operand)
        elif row and code in (_MERGE, _SPLIT):
            row = row.merged_across(operand[0], operand[1], merge=code == _MERGE)
        elif row and code == _MERGE_DOWN and len(operand) > 2:
            row = row.merged_down(operand[1], operand[2])
    return Paragraph(
        max(depth, 1) if flags[_IN_TABLE] else 0,
        flags[_ROW_END],
        flags[_INNER_CELL_END],
        flags[_INNER_ROW_END],
        row,
    )
