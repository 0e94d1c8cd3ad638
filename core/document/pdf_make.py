"""Writes a plain PDF: text set letter by letter, lines and pictures, so that other page formats can be read
and drawn by what reads and draws PDF.

The font is not embedded: the reader of the PDF takes one of the system's for its Chinese.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

Matrix = tuple[float, float, float, float, float, float]

BLACK = "0 0 0"

_FONT = 3
"""The number of the font object."""


@dataclass
class PdfPage:
    """A page being drawn, `width` by `height` points; places are in points from its bottom left."""

    width: float
    height: float
    _content: list[str] = field(default_factory=list)
    _pictures: list[bytes] = field(default_factory=list)

    def letter(self, character: str, matrix: Matrix, colour: str | None = BLACK) -> None:
        """Sets one character of the basic plane; the matrix takes a unit letter to its size and place.

        `colour` as for a path; None sets it invisibly, as under a picture of it.
        """
        code = character.encode("utf-16-be").hex()
        shown = f"BT /F 1 Tf {_numbers(matrix)} Tm <{code}> Tj ET"
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

    def objects(self, number: int) -> list[bytes]:
        """The PDF objects of the page, the first of them numbered `number`: page, content, pictures."""
        pictures = " ".join(f"/X{at} {number + 2 + at} 0 R" for at in range(len(self._pictures)))
        page = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {self.width:.3f} {self.height:.3f}]"
            f" /Contents {number + 1} 0 R"
            f" /Resources << /Font << /F {_FONT} 0 R >> /XObject << {pictures} >> >> >>"
        )
        content = zlib.compress("\n".join(self._content).encode("ascii"), 1)
        return [page.encode("ascii"), _stream(content, "/Filter /FlateDecode"), *self._pictures]


def make_pdf(pages: Sequence[PdfPage]) -> bytes:
    """The PDF of these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *_font()]
    kids = []
    for page in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects += page.objects(len(objects) + 1)
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
    sections = (ranges[at : at + 100] for at in range(0, 256, 100))
    listed = " ".join(f"{len(part)} beginbfrange {' '.join(part)} endbfrange" for part in sections)
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange {listed} endcmap end end"
    )
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /W [1 95 500] >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        _stream(zlib.compress(unicode_map.encode("ascii")), "/Filter /FlateDecode"),
    ]


def _stream(data: bytes, entries: str) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries.encode("ascii"), data)


def _numbers(matrix: Matrix) -> str:
    return " ".join(f"{number:.4f}" for number in matrix)
