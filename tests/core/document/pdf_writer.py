"""Writes small PDFs for the tests: text at a place, lines, rectangles; nothing embedded or compressed."""

from __future__ import annotations

from collections.abc import Sequence


class Drawing:
    """What a page draws, in points from the top left of an upright page `height` points high."""

    def __init__(self, height: float = 100) -> None:
        self.height = height
        self.operations: list[str | tuple[str, str]] = []

    def text(
        self, x: float, y: float, said: str, size: float = 10, matrix: str = "1 0 0 1", mode: int = 0
    ) -> Drawing:
        """Writes a text whose base line is at y."""
        where = f"{matrix} {x} {self.height - y}"
        self.operations.append((f"BT /F1 {size} Tf {mode} Tr {where} Tm <%s> Tj ET", said))
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, dash: str = "[] 0 d") -> Drawing:
        """Strokes a line."""
        self.operations.append(f"{dash} 0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")
        return self

    def operate(self, operation: str) -> Drawing:
        """Adds an operation of the page's content as it is."""
        self.operations.append(operation)
        return self

    def fill(self, x0: float, y0: float, x1: float, y1: float) -> Drawing:
        """Fills a rectangle."""
        self.operations.append(f"{x0} {self.height - y1} {x1 - x0} {y1 - y0} re f")
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Drawing:
        """Strokes a rectangle."""
        self.operations.append(f"0.5 w {x0} {self.height - y1} {x1 - x0} {y1 - y0} re S")
        return self

    def content(self, letters: Sequence[str]) -> bytes:
        """The page's content stream; a letter's code is its place among `letters`."""
        return "\n".join(
            step if isinstance(step, str) else step[0] % bytes(map(letters.index, step[1])).hex()
            for step in self.operations
        ).encode("ascii")

    @property
    def letters(self) -> set[str]:
        """Every letter it writes."""
        return {letter for step in self.operations if not isinstance(step, str) for letter in step[1]}


def font(letters: Sequence[str], first: int) -> list[bytes]:
    """The objects of a font that draws every letter as a black box, half as wide for ASCII.

    They are numbered from `first`: the font itself, the box, the map to Unicode.
    """
    names = b" ".join(b"/box" for _ in letters)
    widths = b" ".join(b"500" if letter.isascii() else b"1000" for letter in letters)
    pairs = b" ".join(
        b"<%02x> <%s>" % (code, letter.encode("utf-16-be").hex().encode())
        for code, letter in enumerate(letters)
    )
    unicode_map = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        b"1 begincodespacerange <00> <FF> endcodespacerange "
        b"%d beginbfchar %s endbfchar endcmap end end" % (len(letters), pairs)
    )
    described = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 -140 1000 860] /FontMatrix [0.001 0 0 0.001 0 0]"
        b" /CharProcs << /box %d 0 R >> /Encoding << /Type /Encoding /Differences [0 %s] >>"
        b" /FirstChar 0 /LastChar %d /Widths [%s] /ToUnicode %d 0 R /Resources << >> >>"
    )
    box = b"1000 0 50 0 450 700 d1 50 0 400 700 re f"
    return [
        described % (first + 1, names, max(0, len(letters) - 1), widths, first + 2),
        stream(box),
        stream(unicode_map),
    ]


def make_pdf(
    pages: Sequence[Drawing],
    *,
    width: float = 300,
    height: float = 100,
    extra: str = "",
    within_form: bool = False,
    annotation: tuple[str, Drawing] | None = None,
) -> bytes:
    """A PDF of these pages; `extra` goes into each page's dictionary (/Rotate 90, /CropBox […]).

    With `within_form` each page draws a form object, shifted by 5 to the right, that draws the page.
    `annotation`: what is laid over each page, as an annotation of this kind.
    """
    drawn = [*pages, *([annotation[1]] if annotation else [])]
    letters = sorted({letter for page in drawn for letter in page.letters}, key=ord)
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *font(letters, first=3)]
    kids = []
    for page in pages:
        content, resources = page.content(letters), b"/Font << /F1 3 0 R >>"
        if within_form:
            objects.append(
                stream(
                    content,
                    b"/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Matrix [1 0 0 1 5 0]"
                    b" /Resources << " + resources + b" >>",
                )
            )
            content, resources = b"/X1 Do", b"/XObject << /X1 %d 0 R >>" % len(objects)
        objects.append(stream(content))
        more = extra
        if annotation:
            kind, over = annotation
            box = b"0 0 %g %g" % (width, height)
            form = b"/Type /XObject /Subtype /Form /BBox [%s] /Resources << /Font << /F1 3 0 R >> >>" % box
            objects.append(stream(over.content(letters), form))
            said = (kind.encode(), box, len(objects))
            more = f"{extra} /Annots [{len(objects) + 1} 0 R]"
            objects.append(b"<< /Type /Annot /Subtype /%s /Rect [%s] /F 4 /AP << /N %d 0 R >> >>" % said)
        held = len(objects) - (2 if annotation else 0)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << %s >> %s >>"
            % (width, height, held, resources, more.encode())
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assemble(objects)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The file that holds these objects, numbered from 1, the first of them the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)
