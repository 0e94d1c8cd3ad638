"""Writes OFD files piece by piece: what tests of the reader need and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from tests.core.document.support import zipped

OFD = "http://www.ofdspec.org/2016"


@dataclass
class OfdPage:
    """A page in millimetres from its top left; `layers` holds its objects as XML."""

    width: float = 210
    height: float = 297
    objects: list[str] = field(default_factory=list)
    template: str = ""

    def text(
        self, x: float, y: float, text: str, size: float = 4, *, more: str = "", delta: str | None = None
    ) -> OfdPage:
        """Writes text with its first letter's foot at x, y; ASCII is half as wide."""
        steps = [size / 2 if letter.isascii() else size for letter in text[:-1]]
        delta = " ".join(f"{step:g}" for step in steps) if delta is None else delta
        along = f" DeltaX={quoteattr(delta)}" if delta else ""
        box = f"{x:g} {y - size:g} 200 {size * 1.2:g}"
        code = f'<ofd:TextCode X="0" Y="{size:g}"{along}>{escape(text)}</ofd:TextCode>'
        self.objects.append(
            f'<ofd:TextObject ID="1" Font="2" Size="{size:g}" {more} Boundary="{box}">{code}</ofd:TextObject>'
        )
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> OfdPage:
        """Strokes a line."""
        self.objects.append(
            f'<ofd:PathObject ID="3" Boundary="{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> OfdPage:
        """Strokes a rectangle."""
        width, height = x1 - x0, y1 - y0
        self.objects.append(
            f'<ofd:PathObject ID="3" Boundary="{x0:g} {y0:g} {width:g} {height:g}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {width:g} 0 L {width:g} {height:g} L 0 {height:g} C"
            "</ofd:AbbreviatedData></ofd:PathObject>"
        )
        return self

    def xml(self) -> str:
        """The part that holds the page."""
        return (
            f'<ofd:Page xmlns:ofd="{OFD}"><ofd:Area><ofd:PhysicalBox>0 0 {self.width:g} {self.height:g}'
            f'</ofd:PhysicalBox></ofd:Area>{self.template}<ofd:Content><ofd:Layer ID="4">'
            f"{''.join(self.objects)}</ofd:Layer></ofd:Content></ofd:Page>"
        )


def make_ofd(pages: Sequence[OfdPage], more: dict[str, str | bytes] | None = None, common: str = "") -> bytes:
    """An OFD file of these pages; `more` are further parts, `common` is common data."""
    listed = "".join(
        f'<ofd:Page ID="{at + 10}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages))
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}" Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:PageArea>'
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    parts |= {f"Doc_0/Pages/Page_{at}/Content.xml": page.xml() for at, page in enumerate(pages)}
    return zipped(parts | (more or {}))
