"""Damage that knows OFD: pages and templates in circles, boxes, steps, pictures."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from io import BytesIO

from PIL import Image

from tests.fuzz.noise import Damage
from tests.fuzz.packages import ZIP, closed, opened

_BOXES = (
    "0 0 0 0",
    "0 0 -10 -10",
    "1e9 1e9 1e9 1e9",
    "-500 -500 4999 4999",
    "NaN NaN 1 1",
    "0 0 210",
    "0 0 1e-9 5",
    "",
)
_MATRICES = ("0 0 0 0 0 0", "1e6 1e6 1e6 1e6 1e6 1e6", "-1 0 0 -1 0 0")
_STEPS = ("g 1000000000 1", "g -5 3", "1e308 1e308", "g", "g g g 3", "-2 -2 -2 -2", "0 0 0 0 0", "٣ ٣", "g 3")
_POSTSCRIPT = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n%%EndComments\nshowpage\n%%EOF\n"


def boxes(rng: random.Random, data: bytes) -> bytes:
    """Boundaries, transformations, sizes and steps that are absurd."""
    parts = opened(data)
    for at, (name, content) in enumerate(parts):
        if name.endswith((".xml",)):
            text = content.decode()
            for pattern, made in (
                (r'Boundary="[^"]*"', f'Boundary="{rng.choice(_BOXES)}"'),
                (r'DeltaX="[^"]*"', f'DeltaX="{rng.choice(_STEPS)}"'),
                (r'Size="[^"]*"', f'Size="{rng.choice(("0", "-4", "1e6", "4000", "1e-7", "x"))}"'),
                (r"(<ofd:PhysicalBox>)[^<]*", rf"\g<1>{rng.choice(_BOXES)}"),
                (r'LineWidth="', f'CTM="{rng.choice(_MATRICES)}" LineWidth="'),
            ):
                if rng.random() < 0.3:
                    text = re.sub(pattern, made, text, count=rng.choice((0, 1, 20)))
            parts[at] = name, text.encode()
    return closed(parts)


def circles(rng: random.Random, data: bytes) -> bytes:
    """Pages that are their own templates, pages named very often, documents in documents."""
    parts = dict(opened(data))
    root, page = "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"
    if root not in parts or page not in parts:
        return data
    template = b'<ofd:TemplatePage ID="90" BaseLoc="Pages/Page_0/Content.xml"/>'
    parts[root] = parts[root].replace(b"</ofd:CommonData>", template + b"</ofd:CommonData>")
    used = b'<ofd:Template TemplateID="90"/>' * rng.choice((1, 3, 2_000))
    parts[page] = parts[page].replace(b"<ofd:Content>", used + b"<ofd:Content>", 1)
    listed = b'<ofd:Page ID="%d" BaseLoc="Pages/Page_0/Content.xml"/>'
    often = b"".join(listed % (100 + at) for at in range(rng.choice((1, 300, 1_200))))
    parts[root] = parts[root].replace(b"</ofd:Pages>", often + b"</ofd:Pages>")
    if rng.random() < 0.3:
        again = b"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>" * rng.choice((2, 50))
        parts["OFD.xml"] = parts["OFD.xml"].replace(b"</ofd:DocBody>", again + b"</ofd:DocBody>")
    return closed(list(parts.items()))


def pictures(rng: random.Random, data: bytes) -> bytes:
    """Pictures: damaged, very many, in formats that need a program of their own, of absurd sizes."""
    parts = dict(opened(data))
    root, page = "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"
    if root not in parts or page not in parts:
        return data
    held = BytesIO()
    side = rng.choice((9, 3_000))
    Image.new("L", (side, side), "white").save(held, rng.choice(("PNG", "JPEG", "GIF", "BMP", "TIFF")))
    content = bytearray(rng.choice((held.getvalue(), _POSTSCRIPT)))
    if rng.random() < 0.5:
        content[rng.randrange(min(60, len(content)))] = rng.randrange(256)
    media = b'<ofd:MultiMedia ID="%d" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia>'
    listed = b"".join(media % (500 + at) for at in range(rng.choice((1, 2_000))))
    parts["Doc_0/Res.xml"] = (
        b'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias>'
        + listed
        + b"</ofd:MultiMedias></ofd:Res>"
    )
    parts["Doc_0/Res/a.png"] = bytes(content)
    parts[root] = parts[root].replace(
        b"</ofd:CommonData>", b"<ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>"
    )
    drawn = b'<ofd:ImageObject ID="7" ResourceID="500" Boundary="0 0 90 90"/>' * rng.choice((1, 60))
    parts[page] = parts[page].replace(b"</ofd:Layer>", drawn + b"</ofd:Layer>", 1)
    return closed(list(parts.items()))


OFD: Mapping[str, Damage] = {**ZIP, **{f.__name__: f for f in (boxes, circles, pictures)}}
