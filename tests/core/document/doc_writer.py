"""Writes small legacy Word documents for the tests: the pieces, pages of runs and streams of [MS-DOC]."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

IN_TABLE, ROW_END = (struct.pack("<HB", code, 1) for code in (0x2416, 0x2417))
INNER_CELL, INNER_ROW = (struct.pack("<HB", code, 1) for code in (0x244B, 0x244C))
HIDDEN, DELETED = (struct.pack("<HB", code, 1) for code in (0x083C, 0x0800))
TEXT = 0x800


def depth(tables: int) -> bytes:
    """The modifier that says how many tables a paragraph stands in."""
    return struct.pack("<Hi", 0x6649, tables)


def style(kind: int, parent: int, *modifiers: bytes) -> bytes:
    """A style (STD) for paragraphs (1, what it says of these first) or characters (2)."""
    held = struct.pack("<HHHHH", 0, kind | parent << 4, len(modifiers), 0, 0) + struct.pack(
        "<H2s2x", 1, b"a\0"
    )
    for said in modifiers:
        held += struct.pack("<H", len(said)) + said + bytes(len(said) % 2)
    return held


def sheet(styles: Sequence[bytes | None]) -> bytes:
    """The document's styles (STSH) in the order of their numbers."""
    held = struct.pack("<HHH", 4, len(styles), 10)
    for one in styles:
        held += struct.pack("<H", len(one or b"")) + (one or b"") + bytes(len(one or b"") % 2)
    return held


def symbol(unit: int) -> bytes:
    """The modifier of a character shown as a symbol."""
    return struct.pack("<HHH", 0x6A09, 2, unit)


def row_definition(edges: Sequence[int], flags: Mapping[int, int] | None = None) -> bytes:
    """sprmTDefTable: the edges of a row's cells in twips, and the flags (TCGRF) of some of them."""
    cells = len(edges) - 1
    held = struct.pack(f"<B{cells + 1}h", cells, *edges)
    held += b"".join(struct.pack("<H18x", (flags or {}).get(cell, 0)) for cell in range(cells))
    return struct.pack("<HH", 0xD608, len(held) + 1) + held


@dataclass
class Paragraph:
    """A paragraph: its runs of characters with their modifiers, its mark, and what is said of it."""

    runs: Sequence[tuple[str, bytes]]
    mark: str = "\r"
    said: bytes = b""
    mark_said: bytes = b""
    style: int = 0

    def stretches(self) -> list[tuple[str, bytes]]:
        return [*self.runs, (self.mark, self.mark_said)]


def p(*runs: str | tuple[str, bytes], said: bytes = b"", mark: str = "\r") -> Paragraph:
    """A paragraph of runs."""
    return Paragraph([(run, b"") if isinstance(run, str) else run for run in runs], mark, said)


def row(*texts: str, definition: bytes | None = None, mark_said: bytes = b"") -> list[Paragraph]:
    """The paragraphs of a table's row; by default its cells are 1,000 twips wide."""
    if definition is None:
        definition = row_definition(range(0, 1000 * len(texts) + 1, 1000))
    cells = [p(text, said=IN_TABLE, mark="\x07") for text in texts]
    return [*cells, Paragraph([], "\x07", IN_TABLE + ROW_END + definition, mark_said)]


@dataclass
class Document:
    """A document in the making; `boxes` and `notes` are texts apart from the main one.

    `narrow`: the text in bytes of cp1252. `cuts`: where the text is parted into pieces, which the file then
    holds in the opposite order. `piece_prm`: the modifier of every piece, `held` what it may refer to.
    `elsewhere`: what is said of a paragraph is kept in the stream Data if it is longer than this.
    """

    paragraphs: Sequence[Paragraph]
    boxes: Sequence[Paragraph] = ()
    notes: Sequence[Paragraph] = ()
    narrow: bool = False
    cuts: Sequence[int] = ()
    piece_prm: int = 0
    held: Sequence[bytes] = ()
    elsewhere: int = 380
    ident: int = 0xA5EC
    flags: int = 0x0200
    data: bytearray = field(default_factory=bytearray)
    styles: Sequence[bytes | None] = ()

    def streams(self) -> dict[str, bytes]:
        """The streams of the file."""
        everything = [*self.paragraphs, *self.notes, *self.boxes]
        stretches = [stretch for paragraph in everything for stretch in paragraph.stretches()]
        units = b"".join(text.encode(self.encoding, "surrogatepass") for text, _ in stretches)
        pieces = self._pieces(len(units) // self.width)
        word = bytearray(TEXT) + b"".join(self._slice(units, piece) for piece in reversed(pieces))
        word += bytes(-len(word) % 512)
        characters = self._runs(word, [(self._units(text), said) for text, said in stretches], pieces, 1)
        whole = [
            (sum(self._units(t) for t, _ in held.stretches()), struct.pack("<H", held.style) + held.said)
            for held in everything
        ]
        paragraphs = self._runs(word, whole, pieces, 13)
        clx = self._clx(pieces)
        struct.pack_into("<HH6xH", word, 0, self.ident, 0xC1, self.flags)
        counts = [sum(whole[at][0] for at in part) for part in self._parts()]
        struct.pack_into("<8I", word, 0x4C, counts[0], counts[1], 0, 0, 0, 0, counts[2], 0)
        table = b""
        sheets = sheet(self.styles) if self.styles else b""
        for header, held in ((0x1A2, clx), (0xFA, characters), (0x102, paragraphs), (0xA2, sheets)):
            struct.pack_into("<II", word, header, len(table), len(held))
            table += held
        return {"WordDocument": bytes(word), "1Table": table, "Data": bytes(self.data)}

    @property
    def encoding(self) -> str:
        return "cp1252" if self.narrow else "utf-16-le"

    @property
    def width(self) -> int:
        return 1 if self.narrow else 2

    def _parts(self) -> list[range]:
        first, then = len(self.paragraphs), len(self.paragraphs) + len(self.notes)
        return [range(first), range(first, then), range(then, then + len(self.boxes))]

    def _units(self, text: str) -> int:
        return len(text.encode(self.encoding, "surrogatepass")) // self.width

    def _slice(self, units: bytes, piece: tuple[int, int]) -> bytes:
        return units[piece[0] * self.width : piece[1] * self.width]

    def _pieces(self, length: int) -> list[tuple[int, int]]:
        return list(zip([0, *self.cuts], [*self.cuts, length], strict=True))

    def _place(self, at: int, pieces: Sequence[tuple[int, int]]) -> int:
        """Where a unit of the text lies in the file: the last piece comes first."""
        for start, end in pieces:
            if start <= at < end:
                after = sum(e - s for s, e in pieces if s >= end)
                return TEXT + (after + at - start) * self.width
        raise AssertionError(at)

    def _runs(
        self,
        word: bytearray,
        runs: Sequence[tuple[int, bytes]],
        pieces: Sequence[tuple[int, int]],
        entry: int,
    ) -> bytes:
        """Appends a page for each run, and returns the bins that lead to them."""
        stretches: list[tuple[int, int, bytes]] = []
        at = 0
        for length, said in runs:
            for start, end in pieces:
                low, high = max(start, at), min(end, at + length)
                if low < high:
                    place = self._place(low, pieces)
                    stretches.append((place, place + (high - low) * self.width, said))
            at += length
        stretches.sort()
        numbers = []
        for start, end, said in stretches:
            numbers.append(len(word) // 512)
            word += self._page(start, end, said, entry)
        firsts = [start for start, _, _ in stretches] + [stretches[-1][1]]
        return struct.pack(f"<{2 * len(numbers) + 1}I", *firsts, *numbers)

    def _page(self, start: int, end: int, said: bytes, entry: int) -> bytes:
        if entry == 1:
            held = struct.pack("<B", len(said)) + said
        else:
            number, said = said[:2], said[2:]
            if len(said) > self.elsewhere:
                at, stored = len(self.data), struct.pack("<H", len(said)) + said
                self.data += stored
                said = struct.pack("<HI", 0x6646, at)
            said = number + said
            held = struct.pack("<BB", 0, (len(said) + 1) // 2) + said
            if len(said) % 2:  # the other way to say how long it is
                held = struct.pack("<B", (len(said) + 1) // 2) + said
        page = struct.pack("<IIB", start, end, 64).ljust(128, b"\0") + held
        return page.ljust(511, b"\0") + b"\1"

    def _clx(self, pieces: Sequence[tuple[int, int]]) -> bytes:
        starts = [start for start, _ in pieces] + [pieces[-1][1]]
        held = struct.pack(f"<{len(starts)}I", *starts)
        for start, _ in pieces:
            place = self._place(start, pieces)
            held += struct.pack("<2xIH", place * 2 | 0x4000_0000 if self.narrow else place, self.piece_prm)
        before = b"".join(struct.pack("<BH", 1, len(said)) + said for said in self.held)
        return before + struct.pack("<BI", 2, len(held)) + held


def doc(*paragraphs: Paragraph | list[Paragraph], **options: object) -> bytes:
    """A document of these paragraphs and rows."""
    flat = [each for held in paragraphs for each in (held if isinstance(held, list) else [held])]
    return compound(Document(flat, **options).streams())  # type: ignore[arg-type]


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file ([MS-CFB], version 3) of these streams."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    chains = [streams[name].ljust(4096, b"\0") for name in names]
    sizes = [-(-len(chain) // 512) for chain in chains]
    directory = -(-(len(names) + 1) // 4)
    fats = 1
    while fats * 128 < fats + directory + sum(sizes):
        fats += 1
    fat = [0xFFFFFFFD] * fats + list(_chain(fats, directory))
    firsts = []
    for size in sizes:
        firsts.append(len(fat))
        fat += _chain(len(fat), size)
    fat += [0xFFFFFFFF] * (fats * 128 - len(fat))
    entries = _entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)
    for number, (name, first, chain) in enumerate(zip(names, firsts, chains, strict=True), start=1):
        following = number + 1 if number < len(names) else 0xFFFFFFFF
        entries += _entry(name, 2, first, len(chain), right=following)
    header = struct.pack(
        "<8s16xHHHHH6xIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 62, 3, 0xFFFE, 9, 6, 0, fats, fats
    )
    header += struct.pack("<IIIIII", 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(fats), *[0xFFFFFFFF] * (109 - fats))
    body = entries.ljust(directory * 512, b"\0") + b"".join(
        c.ljust(-(-len(c) // 512) * 512, b"\0") for c in chains
    )
    return header + struct.pack(f"<{len(fat)}I", *fat) + body


def _chain(start: int, size: int) -> Iterator[int]:
    yield from range(start + 1, start + size)
    yield 0xFFFFFFFE


def _entry(
    name: str, kind: int, first: int, size: int, *, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF
) -> bytes:
    held = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16x4x16xIQ", held, len(held) + 2, kind, 1, 0xFFFFFFFF, right, child, first, size
    )
