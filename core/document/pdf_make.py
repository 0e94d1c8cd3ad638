"""Writes a plain PDF: text set letter by letter, lines and pictures, so that other page formats can be read
and drawn by what reads and draws PDF.

The font is not embedded: the reader of the PDF takes one of the system's for its Chinese. Characters that
are in no such font are set from fonts of boxes, so that none goes unread.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

Matrix = tuple[float, float, float, float, float, float]

BLACK = "0 0 0"

_FONT = 3
"""The number of the font object."""
_LACKING = frozenset("`ǎǐǒǔǘǚǜɑɡˊˋ℃℉ⅤⅩ☉郎凉秊裏隣兀嗀礼蘒")
"""Characters of GBK that readers do not find in the font; others that it has not are not in GBK."""
_PAIRS = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
_IN_FONT = {*map(chr, range(0x80)), *(pair.decode("gbk", errors="ignore") for pair in _PAIRS)} - _LACKING
_BLOCK = 256
_BOX, _NOTHING = b"1000 0 50 0 450 700 d1 50 0 400 700 re 90 40 320 620 re f*", b"0 0 0 0 0 0 d1"


@dataclass
class PdfPage:
    """A page being drawn, `width` by `height` points; places are in points from its bottom left."""

    width: float
    height: float
    _content: list[str] = field(default_factory=list)
    _pictures: list[bytes] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)
    """The stretches of 256 characters some of which are set from a font of boxes."""

    def letter(self, character: str, matrix: Matrix, colour: str | None = BLACK) -> None:
        """Sets one character; the matrix takes a unit letter to its size and place.

        `colour` as for a path; None sets it invisibly, as under a picture of it.
        """
        font, code = "F", character.encode("utf-16-be", errors="replace").hex()
        if character not in _IN_FONT:
            block, at = divmod(ord(character), _BLOCK)
            self.blocks.add(block)
            font, code = f"B{block}", f"{at:02x}"
        shown = f"BT /{font} 1 Tf {_numbers(matrix)} Tm <{code}> Tj ET"
        if colour != BLACK:
            shown = f"q {f'{colour} rg' if colour else '3 Tr'} {shown} Q"
        self._content.append(shown)

    def path(
        self,
        steps: Sequence[str],
        *,
        width: float,
        stroke: str | None,
        fill: str | None,
    ) -> None:
        """Draws a path of PDF steps; `stroke` and `fill` are colours as three numbers from 0 to 1."""
        paint = {(True, True): "B", (True, False): "S", (False, True): "f"}.get(
            (stroke is not None, fill is not None)
        )
        if paint and steps:
            colours = [f"{stroke} RG" if stroke else "", f"{fill} rg" if fill else ""]
            self._content.append(" ".join(["q", *colours, f"{width:.3f} w", *steps, paint, "Q"]))

    def picture(self, matrix: Matrix, width: int, height: int, channels: int, data: bytes) -> None:
        """Draws a picture of `width` by `height` pixels, of 1 (grey) or 3 bytes each, over a unit square."""
        space = "/DeviceGray" if channels == 1 else "/DeviceRGB"
        entries = (
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8"
            f" /ColorSpace {space} /Filter /FlateDecode"
        )
        self._content.append(f"q {_numbers(matrix)} cm /X{len(self._pictures)} Do Q")
        self._pictures.append(_stream(zlib.compress(data, 1), entries))

    def objects(self, number: int, fonts: str) -> list[bytes]:
        """The PDF objects of the page, the first of them numbered `number`: page, content, pictures.

        `fonts`: the entries of the fonts that it may use.
        """
        pictures = " ".join(f"/X{at} {number + 2 + at} 0 R" for at in range(len(self._pictures)))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width:.3f} {self.height:.3f}]"
            f" /Contents {number + 1} 0 R"
            f" /Resources << /Font << {fonts} >> /XObject << {pictures} >> >> >>"
        )
        content = zlib.compress("\n".join(self._content).encode("ascii"), 1)
        return [page.encode("ascii"), _stream(content, "/Filter /FlateDecode"), *self._pictures]


def make_pdf(pages: Sequence[PdfPage]) -> bytes:
    """The PDF of these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font()]
    fonts = [f"/F {_FONT} 0 R"]
    for block in sorted({block for page in pages for block in page.blocks}):
        fonts.append(f"/B{block} {len(objects) + 1} 0 R")
        objects += _boxes(block, len(objects) + 1)
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects += page.objects(len(objects) + 1, " ".join(fonts))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>".encode("ascii")
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _font() -> list[bytes]:
    """The font: Chinese by Unicode, Latin half as wide, every code standing for itself."""
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 95 500] >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _unicode_map("<0000> <ffff>", "bfrange", ranges),
    ]


def _boxes(block: int, number: int) -> list[bytes]:
    """The objects of a font of boxes for a block of characters, the first of them numbered `number`."""
    characters = [chr(block * _BLOCK + at) for at in range(_BLOCK)]
    held = {code: one for code, one in enumerate(characters) if unicodedata.category(one) not in ("Cs", "Cc")}
    names = " ".join("/n" if unicodedata.category(one) == "Cf" else "/b" for one in characters)
    widths = " ".join("1000" if unicodedata.east_asian_width(one) in "WF" else "500" for one in characters)
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -140 1000 860] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /CharProcs << /b {number + 1} 0 R /n {number + 2} 0 R >> /FirstChar 0 /LastChar 255"
        f" /Encoding << /Type /Encoding /Differences [0 {names}] >> /Widths [{widths}]"
        f" /ToUnicode {number + 3} 0 R /Resources << >> >>"
    )
    pairs = [f"<{code:02x}> <{one.encode('utf-16-be').hex()}>" for code, one in held.items()]
    return [
        font.encode("ascii"),
        _stream(_BOX, ""),
        _stream(_NOTHING, ""),
        _unicode_map("<00> <ff>", "bfchar", pairs),
    ]


def _unicode_map(codes: str, kind: str, entries: Sequence[str]) -> bytes:
    """The characters that the codes of a font stand for, entries of a kind: bfrange or bfchar."""
    sections = (entries[at : at + 100] for at in range(0, len(entries), 100))
    listed = " ".join(f"{len(part)} begin{kind} {' '.join(part)} end{kind}" for part in sections)
    said = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        f"1 begincodespacerange {codes} endcodespacerange {listed} endcmap end end"
    )
    return _stream(zlib.compress(said.encode("ascii")), "/Filter /FlateDecode")


def _stream(data: bytes, entries: str) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode("ascii"), data)


def _numbers(matrix: Matrix) -> str:
    return " ".join(f"{number:.4f}" for number in matrix)
