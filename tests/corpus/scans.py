"""Scanned reports made at random: the official sheets drawn, then worn as copiers and scanners wear them.

Everything is drawn here (own prose, figures at random), so that the true value of every cell is known.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from core.forms.form import Form, PrintedCell, Table
from core.forms.library import forms
from tests.corpus.generate import TAIL, Made, Values, head, in_unit, plain, random_values, text_of

PAGE = (595.0, 842.0)
MARGIN = 56.0
HAN_FONTS = ("gbsn00lp.ttf", "wqy-microhei.ttc", "gkai00mp.ttf")
DIGIT_FONTS = (
    "LiberationSerif-Regular.ttf",
    "DejaVuSerif.ttf",
    "LiberationSans-Regular.ttf",
    "DejaVuSans.ttf",
)
FINER = 2

WIDTHS = {
    "t2": (0.34, 0.22, 0.22, 0.22),
    "t3": (0.06, 0.13, 0.25, *(0.08,) * 7),
    "t4": (1 / 15,) * 15,
}


@dataclass(frozen=True)
class Wear:
    """What happened to the pages on their way: `skew` in degrees, `noise` in levels of grey (deviation),
    `blur` in points, `jpeg` its quality, `paper` and `ink` the levels of grey of the two, `specks` a
    page, `stamp` a red seal over table 3."""

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    jpeg: int = 92
    paper: int = 255
    ink: int = 0
    specks: int = 0
    stamp: bool = False


WEARS = {
    "clean": Wear(),
    "coarse": Wear(dpi=150),
    "skewed": Wear(skew=1.3, noise=4),
    "skewed back, coarse": Wear(dpi=150, skew=-2.0, noise=6),
    "noisy": Wear(noise=18, specks=150),
    "blurred": Wear(blur=0.35, noise=4, ink=40),
    "grey paper": Wear(paper=205, ink=50, noise=8, skew=0.6),
    "copied": Wear(dpi=150, paper=225, ink=70, noise=10, blur=0.25, skew=-0.8, jpeg=45),
    "stamped": Wear(stamp=True, noise=4, skew=0.4),
    "packed": Wear(jpeg=30, skew=2.0, noise=3),
}


@dataclass(frozen=True)
class Look:
    """How the report is set: the fonts of words and figures, the size in points, how heavy the rulings."""

    han: str
    digits: str
    size: float
    ruling: float


@cache
def fonts() -> dict[str, Path]:
    """The font files at hand by name; GOUJI_FONTS names a folder with more of them."""
    folders = [Path("/usr/share/fonts"), *map(Path, filter(None, [os.environ.get("GOUJI_FONTS")]))]
    return {path.name: path for folder in folders for path in sorted(folder.rglob("*.tt[fc]"))}


def looks(rng: random.Random) -> Look:
    """A look of those that the fonts at hand allow; KeyError or IndexError where there is none."""
    han = rng.choice([name for name in HAN_FONTS if name in fonts()])
    digits = rng.choice([han, *(name for name in DIGIT_FONTS if name in fonts())])
    return Look(han, digits, rng.choice((9.0, 10.0, 10.5)), rng.choice((0.5, 0.75, 1.0)))


class _Paper:
    """Pages being drawn, in points."""

    def __init__(self, look: Look, dpi: int) -> None:
        self.look = look
        self.scale = dpi * FINER / 72
        self.pages: list[Image.Image] = []
        self.turn()

    def turn(self) -> None:
        """A new page."""
        width, height = (round(side * self.scale) for side in PAGE)
        self.pages.append(Image.new("L", (width, height), 255))
        self._draw = ImageDraw.Draw(self.pages[-1])
        self.y = MARGIN

    def room(self, height: float) -> None:
        """A new page unless the height fits on this one."""
        if self.y + height > PAGE[1] - MARGIN:
            self.turn()

    def font(self, size: float, figure: bool = False) -> ImageFont.FreeTypeFont:
        """A font of a size in points."""
        name = self.look.digits if figure else self.look.han
        return ImageFont.truetype(str(fonts()[name]), round(size * self.scale))

    def wrap(self, text: str, size: float, width: float, figure: bool = False) -> list[str]:
        """The text in lines no wider than `width` points."""
        font, lines = self.font(size, figure), [""]
        for character in text:
            if lines[-1] and font.getlength(lines[-1] + character) > width * self.scale:
                lines.append("")
            lines[-1] += character
        return lines

    def text(self, x: float, y: float, text: str, size: float, figure: bool = False) -> None:
        """Writes a line around the point x, its middle at y."""
        at = (x * self.scale, y * self.scale)
        self._draw.text(at, text, 0, self.font(size, figure), anchor="mm")

    def paragraph(self, text: str, size: float, *, centred: bool = False) -> None:
        """Writes a paragraph."""
        for line in self.wrap(text, size, PAGE[0] - 2 * MARGIN):
            self.room(1.7 * size)
            width = self.font(size).getlength(line) / self.scale
            x = PAGE[0] / 2 if centred else MARGIN + width / 2
            self.text(x, self.y + size * 0.85, line, size)
            self.y += 1.7 * size

    def ruling(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a ruling."""
        width = max(1, round(self.look.ruling * self.scale))
        self._draw.line([edge * self.scale for edge in (x0, y0, x1, y1)], 0, width)

    def finished(self) -> Iterator[Image.Image]:
        """The pages at their resolution."""
        for page in self.pages:
            yield page.resize((page.width // FINER, page.height // FINER), Image.Resampling.BOX)


def draw(form: Form, values: Values, look: Look, dpi: int) -> list[Image.Image]:
    """A whole report as pages, grey levels."""
    paper = _Paper(look, dpi)
    title, *opening = head(form, "云溪市水务局")
    paper.paragraph(title, 16, centred=True)
    for line in opening:
        paper.paragraph(line, 12)
    for table in form.tables.values():
        paper.room(260)
        paper.y += 8
        paper.paragraph(table.title, 12)
        _draw_table(paper, table, values)
        paper.y += 14
    for line in TAIL:
        paper.paragraph(line, 12)
    return list(paper.finished())


def draw_table(table: Table, values: Values, look: Look, dpi: int = 200) -> Image.Image:
    """One table alone, with some paper around it."""
    paper = _Paper(look, dpi)
    top = paper.y
    _draw_table(paper, table, values)
    (page,) = paper.finished()
    scale, bottom = dpi / 72, paper.y
    return page.crop((round(20 * scale), round((top - 30) * scale), page.width, round((bottom + 30) * scale)))


def _draw_table(paper: _Paper, table: Table, values: Values) -> None:
    size = paper.look.size
    xs = [MARGIN]
    for width in WIDTHS[table.id]:
        xs.append(xs[-1] + width * (PAGE[0] - 2 * MARGIN))
    said = [_lines(paper, cell, values, xs) for cell in table.sheet]
    heights = [1.9 * size] * table.sheet_rows
    for cell, lines in zip(table.sheet, said, strict=True):
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], (1.25 * len(lines) + 0.6) * size)
    first = 0
    while first < len(heights):
        last = first + 1
        while last < len(heights) and paper.y + sum(heights[first : last + 1]) < PAGE[1] - MARGIN:
            last += 1
        _draw_rows(paper, table, said, xs, heights, first, last)
        if last < len(heights):
            paper.turn()
        first = last


def _lines(paper: _Paper, cell: PrintedCell, values: Values, xs: Sequence[float]) -> list[str]:
    width = xs[cell.column + cell.column_span] - xs[cell.column] - 4
    text = text_of(cell, values, plain)
    return paper.wrap(text, paper.look.size, width, cell.cell is not None) if text else []


def _draw_rows(
    paper: _Paper,
    table: Table,
    said: Sequence[list[str]],
    xs: Sequence[float],
    heights: Sequence[float],
    first: int,
    last: int,
) -> None:
    """The rows of a table that stand on one page; a cell that spans more shows its text where it begins."""
    ys = [paper.y]
    for height in heights[first:last]:
        ys.append(ys[-1] + height)
    for cell, lines in zip(table.sheet, said, strict=True):
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
        if top >= bottom:
            continue
        x0, x1 = xs[cell.column], xs[cell.column + cell.column_span]
        y0, y1 = ys[top - first], ys[bottom - first]
        for a, b in (((x0, y0), (x1, y0)), ((x0, y1), (x1, y1)), ((x0, y0), (x0, y1)), ((x1, y0), (x1, y1))):
            paper.ruling(*a, *b)
        if cell.row < first:
            continue
        step = 1.25 * paper.look.size
        for at, line in enumerate(lines):
            y = (y0 + y1) / 2 + (at - (len(lines) - 1) / 2) * step
            paper.text((x0 + x1) / 2, y, line, paper.look.size, cell.cell is not None)
    paper.y = ys[-1]


def worn(page: Image.Image, wear: Wear, rng: random.Random) -> Image.Image:
    """A page as the scanner gives it."""
    scale = wear.dpi / 72
    shown = page.rotate(wear.skew, Image.Resampling.BICUBIC, fillcolor=255) if wear.skew else page
    if wear.blur:
        shown = shown.filter(ImageFilter.GaussianBlur(wear.blur * scale))
    noise = np.random.default_rng(rng.randrange(1 << 32))
    grey = np.asarray(shown, dtype=np.float32) / 255 * (wear.paper - wear.ink) + wear.ink
    grey = grey + noise.normal(0, wear.noise, grey.shape) if wear.noise else grey
    for _ in range(wear.specks):
        y, x = rng.randrange(grey.shape[0] - 3), rng.randrange(grey.shape[1] - 3)
        grey[y : y + rng.choice((1, 2, 3)), x : x + rng.choice((1, 2, 3))] = wear.ink
    made = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    return _stamped(made, scale, rng) if wear.stamp else made


def _stamped(page: Image.Image, scale: float, rng: random.Random) -> Image.Image:
    """The page with a red seal somewhere on it."""
    seal = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(seal)
    x, y = (rng.uniform(150, side - 150) * scale for side in PAGE)
    radius, red = 58 * scale, (214, 40, 40)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=round(3 * scale))
    draw.regular_polygon((x, y, 16 * scale), 5, fill=red)
    font = ImageFont.truetype(str(fonts()[HAN_FONTS[1]]), round(13 * scale))
    draw.text((x, y + 32 * scale), "云溪市水务局", red, font, anchor="mm")
    return Image.fromarray(np.minimum(np.asarray(page.convert("RGB")), np.asarray(seal)))


def as_pdf_of(pages: Sequence[Image.Image], wear: Wear) -> bytes:
    """The pages as a PDF of pictures."""
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=wear.dpi, quality=wear.jpeg)
    return out.getvalue()


class _Varied(random.Random):
    """Chance that gives figures of the same length for those it is offered, so that every numeral occurs."""

    def choice(self, seq: Any) -> Any:
        """One of a sequence; a number of two digits or more is any number as long."""
        chosen = super().choice(seq)
        if not isinstance(chosen, int) or chosen < 10:
            return chosen
        return self.randrange(10 ** (len(str(chosen)) - 1), 10 ** len(str(chosen)))


def make_scan(wear: str, seed: int, *, form: str = "2021", blanks: float = 0.2) -> Made:
    """One scanned report; the same seed gives the same one."""
    rng = _Varied(f"{wear} {seed} {form}")
    how, official = WEARS[wear], forms()[form]
    values = random_values(official, rng, blanks=blanks)
    pages = [worn(page, how, rng) for page in draw(official, values, looks(rng), how.dpi)]
    truth = {cell: in_unit(official, cell, value) for cell, value in values.items()}
    return Made("a.pdf", as_pdf_of(pages, how), form, truth)
