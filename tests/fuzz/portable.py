"""Damage that knows PDF: circles in its trees and tables, absurd boxes, actions, fonts, encryption."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Mapping

from tests.core.document.pdf_writer import assemble, stream
from tests.fuzz.markup import CANARY, LISTENER
from tests.fuzz.noise import BYTES, Damage

_BOX = rb"/MediaBox\s*\[[^\]]*\]"
_BOXES = (
    b"[0 0 0 0]",
    b"[0 0 -300 -100]",
    b"[0 0 1e9 1e9]",
    b"[-9999999 -9999999 9999999 9999999]",
    b"[0 0 1 14400]",
    b"[300 100 0 0]",
    b"[0 0 300]",
    b"[]",
    b"[0 0 nan inf]",
    b"[0 0 0.0001 0.0001]",
)
_NUMBER = re.compile(rb"(?<=[ \[])-?\d+(?:\.\d+)?(?=[ \]/>])")
_ABSURD = (
    b"0",
    b"-1",
    b"2147483647",
    b"-2147483648",
    b"99999999999999999999",
    b"1e38",
    b"0.00000001",
    b"99999",
)


def boxes(rng: random.Random, data: bytes) -> bytes:
    """Boxes of pages that are huge, empty, upside down or turned."""
    extra = rng.choice(
        (
            b"",
            b" /Rotate 90",
            b" /Rotate 45",
            b" /Rotate -2147483648",
            b" /UserUnit 1000000",
            b" /CropBox [0 0 1 1]",
            b" /CropBox [9 9 -9 -9]",
        )
    )
    return re.sub(_BOX, b"/MediaBox " + rng.choice(_BOXES) + extra, data)


def references(rng: random.Random, data: bytes) -> bytes:
    """References that lead elsewhere: to themselves, to nothing, in circles."""
    found = list(re.finditer(rb"(\d+) 0 R", data))
    held = data
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 2, 5)))), key=lambda m: -m.start()):
        other = rng.choice((rng.choice(found)[1], b"0", b"1", b"2", b"3", b"99999"))
        held = held[: match.start()] + other + b" 0 R" + held[match.end() :]
    return held


def numbers(rng: random.Random, data: bytes) -> bytes:
    """Numbers made absurd, outside streams and within."""
    found = list(_NUMBER.finditer(data))
    for match in sorted(rng.sample(found, min(len(found), rng.choice((1, 3, 10)))), key=lambda m: -m.start()):
        data = data[: match.start()] + rng.choice(_ABSURD) + data[match.end() :]
    return data


def content(rng: random.Random, data: bytes) -> bytes:
    """What a page draws damaged, in streams that stay sound: operators repeated, with other numbers."""
    found = [match for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S) if match[1]]
    if not found:
        return data
    chosen = rng.choice(found)
    inside, packed = chosen[1], False
    if inside[:1] == b"\x78":
        try:
            inside, packed = zlib.decompress(inside), True
        except zlib.error:
            return data
    way = rng.choice(("noise", "numbers", "repeat", "nest", "letters"))
    if way == "numbers":
        inside = numbers(rng, b" " + inside)
    elif way == "repeat":
        inside = inside * rng.choice((2, 20, 400))
    elif way == "nest":
        inside = b"q " * rng.choice((100, 100_000)) + inside + b"BT " * 50
    elif way == "letters":
        inside = (
            inside
            + rng.choice((b"\nBT /F1 4 Tf 1 0 0 1 20 20 Tm <0102> Tj ET", b"\n1 0 0 1 0 0 cm\n/X1 Do")) * 4000
        )
    elif inside:
        inside = BYTES[rng.choice(sorted(BYTES))](rng, inside)
    inside = inside[:3_000_000]
    made = zlib.compress(inside) if packed else inside
    before = data[: chosen.start(1)]
    before = (
        re.sub(rb"/Length \d+(?!.*/Length \d+)", b"/Length %d" % len(made), before, flags=re.S)
        if rng.random() < 0.8
        else before
    )
    return before + made + data[chosen.end(1) :]


def actions(rng: random.Random, data: bytes) -> bytes:
    """Scripts, programs and addresses that are to be opened with the document."""
    target = rng.choice((LISTENER, CANARY)).encode()
    held = rng.choice(
        (
            b"/OpenAction << /S /JavaScript /JS (app.launchURL\\('http://" + target + b"'\\)) >>",
            b"/OpenAction << /S /Launch /F (" + target + b") >>",
            b"/OpenAction << /S /URI /URI (http://" + target + b"/) >>",
            b"/AA << /WC << /S /SubmitForm /F (http://" + target + b"/) >> >>",
            b"/Names << /EmbeddedFiles << /Names [(a) << /F (" + target + b") /EF << >> >>] >> >>",
            b"/AcroForm << /XFA (<x/>) /NeedAppearances true /Fields [1 0 R 2 0 R] >>",
        )
    )
    return data.replace(b"/Type /Catalog", b"/Type /Catalog " + held, 1)


def tables(rng: random.Random, data: bytes) -> bytes:
    """Tables of places that lie, run in circles, or are not there."""
    place = data.rfind(b"xref\n")
    way = rng.choice(("loop", "gone", "size", "prev", "encrypt"))
    if way == "gone":
        return data[:place]
    if way == "size":
        return re.sub(rb"/Size \d+", b"/Size 2147483647", data)
    if way == "encrypt":
        locked = (
            b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
            + b"00" * 32
            + b"> /U <"
            + b"00" * 32
            + b"> >> /ID [<00> <00>]"
        )
        return data.replace(b"trailer <<", b"trailer << " + locked)
    to = rng.choice((b"%d" % max(0, place), b"0", b"-1", b"99999999999"))
    if way == "prev":
        return data.replace(b"trailer <<", b"trailer << /Prev " + to + b" /XRefStm " + to)
    return re.sub(rb"startxref\s+\d+", b"startxref\n" + to, data)


def trees(rng: random.Random, data: bytes) -> bytes:
    """A tree of pages that contains itself, or says that it holds a million."""
    kids = rng.choice(
        (b"[2 0 R]", b"[2 0 R 2 0 R 1 0 R]", b"[" + b"9 0 R " * 1_500 + b"]", b"[]", b"[1 0 R]")
    )
    count = rng.choice((b"1000000", b"-1", b"1", b"2147483647", b"0", b"1500"))
    data = re.sub(rb"/Count \d+", b"/Count " + count, data, count=1)
    return re.sub(rb"/Kids \[[^\]]*\]", b"/Kids " + kids, data, count=1) if rng.random() < 0.7 else data


def forms(rng: random.Random, data: bytes) -> bytes:
    """A small file whose forms, patterns and fonts draw themselves."""
    held = b"/Resources << /XObject << /X1 5 0 R /X2 5 0 R >> /Font << /F1 6 0 R >> >>"
    itself = b"/Type /XObject /Subtype /Form /BBox [0 0 900 900] " + held
    drawn = b"/X1 Do /X2 Do " * rng.choice((1, 2, 2, 8)) + b"BT /F1 12 Tf 20 50 Td (123456) Tj ET"
    glyph = rng.choice(
        (b"1000 0 d0 /X1 Do", b"1000 0 0 0 750 750 d1 0 0 750 750 re f BT /F1 9 Tf (1) Tj ET", b"")
    )
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [%s]"
        b" /CharProcs << /g 7 0 R >> /Encoding << /Type /Encoding /Differences [49 /g /g /g] >>"
        b" /FirstChar 49 /LastChar %d /Widths [1000] "
    ) % (
        rng.choice((b"0.001 0 0 0.001 0 0", b"0 0 0 0 0 0", b"1e9 0 0 1e9 0 0")),
        rng.choice((51, 2147483647)),
    )
    font += held + b" >>"
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R " + held + b" >>",
            stream(drawn),
            stream(drawn, itself),
            font,
            stream(glyph),
        ]
    )


def letters(rng: random.Random, data: bytes) -> bytes:
    """Fonts that do not say which characters they show, or lie."""
    way = rng.choice(("none", "digits", "far"))
    if way == "none":
        return data.replace(b"/ToUnicode", b"/ToNothing")
    other = (
        rng.choice((b"d800", b"0000", b"202e", b"d835dfcf", b"fffd", b"0031")) if way == "far" else b"0037"
    )
    return re.sub(rb"<003[1-9]>", b"<" + other + b">", data, count=rng.choice((0, 1, 3)))


PDF: Mapping[str, Damage] = {
    f.__name__: f for f in (boxes, references, numbers, content, actions, tables, trees, forms, letters)
}
