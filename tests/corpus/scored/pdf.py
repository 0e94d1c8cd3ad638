"""Writes laid-out pages as a PDF whose letters are black boxes with a map to Unicode; nothing is embedded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from tests.core.document.pdf_writer import assemble, font, stream
from tests.corpus.scored.content import RAISED
from tests.corpus.scored.placed import HEIGHT, WIDTH, Line, Page, text_width

_LETTERS = 250


def pdf(pages: Sequence[Page], *, ruled: bool) -> bytes:
    """The pages, with the rulings of their tables or without."""
    letters = sorted({letter for page in pages for line in page.lines for letter in line.text} - {RAISED})
    fonts = [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for held in fonts:
        objects += font(held, first=len(objects) + 1)
    named = b" ".join(b"/F%d %d 0 R" % (n, 3 + 3 * n) for n in range(len(fonts)))
    kids = []
    for page in pages:
        objects.append(stream("\n".join(_operations(page, fonts, ruled)).encode()))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R"
            b" /Resources << /Font << %s >> >> >>" % (WIDTH, HEIGHT, len(objects), named)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    return assemble(objects)


def _operations(page: Page, fonts: Sequence[Sequence[str]], ruled: bool) -> Iterator[str]:
    home = {letter: (n, code) for n, held in enumerate(fonts) for code, letter in enumerate(held)}
    for line in page.lines:
        yield from _shown(line, home)
    if ruled:
        for x0, y0, x1, y1 in dict.fromkeys(page.rulings):
            yield f"0.5 w {x0:.2f} {HEIGHT - y0:.2f} m {x1:.2f} {HEIGHT - y1:.2f} l S"


def _shown(line: Line, home: dict[str, tuple[int, int]]) -> Iterator[str]:
    text, _, mark = line.text.partition(RAISED)
    yield from _text(text, line.x, line.y, line.size, home)
    if mark:
        x = line.x + text_width(text, line.size)
        yield from _text(mark, x, line.y - 0.35 * line.size, 0.6 * line.size, home)


def _text(text: str, x: float, y: float, size: float, home: dict[str, tuple[int, int]]) -> Iterator[str]:
    for number, group in groupby(text, key=lambda letter: home[letter][0]):
        piece = "".join(group)
        codes = bytes(home[letter][1] for letter in piece).hex()
        base = HEIGHT - y - 0.36 * size
        yield f"BT /F{number} {size} Tf 1 0 0 1 {x:.2f} {base:.2f} Tm <{codes}> Tj ET"
        x += text_width(piece, size)
