"""The characters of a PDF page with their boxes, and the lines that a reader sees in them.

All boxes are (x0, y0, x1, y1) in points from the top left of the page turned so that its text is upright.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from core.document.marks import set_apart
from core.document.model import Recognised

Box = tuple[float, float, float, float]

MOST_CHARACTERS = 200_000
UNTOLD = "\ufffd"
"""Stands for a character that cannot be told."""

_INVISIBLE_MODES = frozenset({3, 7})  # 7 only clips what is drawn later
_NARROW = 0.08
_SPACE = 0.3
_WIDE = 1.2
_RAISED = 0.2
_OVER = 0.5  # of the narrower of two digits
_UNSEEN = frozenset({0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF})
_SPACING = frozenset({2, 9, 10, 13, 32})
_RADICALS = str.maketrans(
    "⺁⺇⺌⺍⺎⺏⺑⺒⺓⺕⺗⺘⺙⺛⺝⺞⺟⺠⺣⺤⺥⺧⺨⺩⺫⺬⺮⺯⺰⺱⺲⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻲⻳",
    "厂几小小兀尣尢巳幺彐心手攵旡月歺母民火爪爪牛犬王目示竹糸纟罓罒羊羊羊耂肀聿肉臼艹艹艹西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟龟",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the page lies: its box in PDF units (left, bottom, right, top), and the quarter turns clockwise
    that show it (`shown`) and that set its text upright (`upright`)."""

    box: Box
    shown: int
    upright: int

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of the plane that is read, in points."""
        left, bottom, right, top = self.box
        across, down = right - left, top - bottom
        return (down, across) if self.upright % 2 else (across, down)

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """A point of the PDF's own plane in the plane that is read."""
        return _turned(self.box, self.upright, x, y)

    def reading_box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the PDF's own plane in the plane that is read."""
        if not self.upright and x0 <= x1 and y0 <= y1:  # most pages
            left, top = self.box[0], self.box[3]
            return x0 - left, top - y1, x1 - left, top - y0
        return _box(self.reading(x0, y0), self.reading(x1, y1))

    def shown_box(self, box: Box) -> Box:
        """A box of the plane that is read in the plane of the page as shown."""
        if self.shown == self.upright:
            return box
        left, bottom, right, top = self.box
        plane = (0.0, 0.0, right - left, top - bottom)
        first, second = (
            _turned(plane, self.shown, *_returned(plane, self.upright, x, y)) for x, y in (box[:2], box[2:])
        )
        return _box(first, second)


def _box(a: tuple[float, float], b: tuple[float, float]) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _turned(box: Box, quarters: int, x: float, y: float) -> tuple[float, float]:
    """A point with y upwards as seen, with y downwards, after quarter turns clockwise."""
    left, bottom, right, top = box
    match quarters:
        case 1:
            return y - bottom, x - left
        case 2:
            return right - x, y - bottom
        case 3:
            return top - y, right - x
    return x - left, top - y


def _returned(box: Box, quarters: int, x: float, y: float) -> tuple[float, float]:
    """The point of which `_turned` made x, y; the box begins at 0, 0."""
    _, _, right, top = box
    match quarters:
        case 1:
            return y, x
        case 2:
            return right - x, y
        case 3:
            return right - y, top - x
    return x, top - y


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character where it is seen.

    `size`: of its font, in points; `base`: the height of the line it stands on; `run` numbers the
    stretches of text that were drawn without a gap, `font` the fonts of the page (0: not known).
    """

    character: str
    box: Box
    size: float
    base: float
    run: int
    font: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: for each of its characters the box, or None for a space between.

    `certainties` of its characters and `recognised`: where it was made out in a picture.
    """

    text: str
    boxes: tuple[Box | None, ...]
    top: float
    certainties: tuple[float, ...] = ()
    recognised: Recognised | None = None


@dataclass(slots=True)
class _Drawn:
    """A character as drawn, in the PDF's own plane; `angle` of its writing direction, anticlockwise."""

    character: str
    x: float
    y: float
    edges: Box
    size: float
    angle: float
    visible: bool
    font: int


def read_glyphs(page: Any, textpage: Any) -> tuple[Frame, list[Glyph], bool]:
    """How a page lies, its characters, and whether they are the invisible text that OCR lays on a scan.

    Left out: what is drawn aslant (watermarks), off the page, or invisibly beside visible text.
    """
    drawn = list(_characters(textpage))
    shown = page.get_rotation() // 90 % 4
    frame = Frame(tuple(page.get_bbox()), shown, _upright(drawn, shown))
    visible = [one for one in drawn if one.visible]
    ocr = len(visible) * 10 < len(drawn)
    return frame, list(_glyphs(frame, drawn if ocr else visible)), ocr


def _upright(drawn: Sequence[_Drawn], shown: int) -> int:
    """The quarter turns that most characters want; the page's own where they do not agree."""
    turns = Counter(round(one.angle / (math.pi / 2)) % 4 for one in drawn)
    quarters, count = turns.most_common(1)[0] if turns else (shown, 0)
    return quarters if count > 0.8 * len(drawn) else shown


def _glyphs(frame: Frame, drawn: Iterable[_Drawn]) -> Iterator[Glyph]:
    width, height = frame.size
    run, right, base = 0, math.inf, math.inf
    for one in drawn:
        if abs(math.remainder(one.angle, math.pi / 2)) > 0.2:
            continue
        _, y = frame.reading(one.x, one.y)
        x0, _, x1, _ = frame.reading_box(*one.edges)
        if not (-1 < (x0 + x1) / 2 < width + 1 and -1 < y < height + one.size):
            continue
        if abs(x0 - right) > 0.12 * one.size or abs(y - base) > 0.1 * one.size:
            run += 1
        right, base = x1, y
        yield Glyph(
            one.character, (x0, y - 0.86 * one.size, x1, y + 0.14 * one.size), one.size, y, run, one.font
        )


def _characters(textpage: Any) -> Iterator[_Drawn]:
    """Every character that the page draws, in the order of drawing; U+FFFD for one that has no Unicode."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code, high = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0
        unmapped = code not in _SPACING and pdfium.FPDFText_HasUnicodeMapError(textpage, at) == 1
        character = UNTOLD if unmapped else _character(code)
        if not character or pdfium.FPDFText_IsGenerated(textpage, at) == 1:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, at, box)
        pdfium.FPDFText_GetCharOrigin(textpage, at, x, y)
        pdfium.FPDFText_GetMatrix(textpage, at, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, at) * math.hypot(matrix.c, matrix.d)
        if not 0.5 < size < 400:
            size = max(0.5, min(abs(box.top - box.bottom), 400.0))
        edges = (box.left, box.bottom, box.right, box.top)
        angle = math.atan2(matrix.b, matrix.a)
        yield _Drawn(character, x.value, y.value, edges, size, angle, *_look(textpage, at))


def _look(textpage: Any, at: int) -> tuple[bool, int]:
    """Whether a character is drawn to be seen, and in which font."""
    drawn = pdfium.FPDFText_GetTextObject(textpage, at)
    if not drawn:
        return True, 0
    font = pdfium.FPDFTextObj_GetFont(drawn)
    address = ctypes.addressof(font.contents) if font else 0
    return pdfium.FPDFTextObj_GetTextRenderMode(drawn) not in _INVISIBLE_MODES, address


def _character(code: int) -> str:
    """The character, radicals and compatibility forms as the ideographs they show; "" for what shows none."""
    if code == 2:
        return "-"
    if code < 32 or 0x7F <= code < 0xA0 or code in _UNSEEN or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    character = chr(code)
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", character.translate(_RADICALS))
    return " " if character.isspace() else character


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that the characters make as seen, top to bottom, each from left to right."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if found and abs(glyph.base - found[-1][0].base) < 0.35 * min(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    made = (_line(sorted(line, key=lambda glyph: glyph.box[0])) for line in found)
    return [line for line in made if line.text]


def _line(glyphs: Sequence[Glyph]) -> Line:
    """One line; a space stands for a gap, two for a wide one, and a character drawn twice counts once."""
    text: list[str] = []
    boxes: list[Box | None] = []
    last: Glyph | None = None
    spaced, level = False, 0
    for glyph in glyphs:
        if glyph.character == " ":
            spaced = True
            continue
        if last is not None:
            if _twice(last, glyph):
                continue
            spaces = _spaces(last, glyph, spaced)
            text += " " * spaces
            boxes += [None] * spaces
            level = 0 if spaces else _level(last, glyph, level)
        text += UNTOLD if last and _over_another(last, glyph) else set_apart(glyph.character, level)
        boxes += [glyph.box] * len(glyph.character)
        last, spaced = glyph, False
    top = min((glyph.box[1] for glyph in glyphs), default=0.0)
    return Line("".join(text), tuple(boxes), top)


def _spaces(last: Glyph, glyph: Glyph, spaced: bool) -> int:
    gap = (glyph.box[0] - last.box[2]) / max(0.5, min(last.size, glyph.size))
    if gap > _WIDE:
        return 2
    return 1 if gap > (_NARROW if spaced else _SPACE) else 0


def _level(last: Glyph, glyph: Glyph, level: int) -> int:
    """1 for a digit that is plainly raised against the one before it, or is in line with such."""
    if not (last.character.isdecimal() and glyph.character.isdecimal()):
        return 0
    rise = (last.base - glyph.base) / last.size
    return 1 if rise >= _RAISED or (level and abs(rise) < _RAISED) else 0


def _over_another(last: Glyph, glyph: Glyph) -> bool:
    """Whether a digit is drawn over another, so that neither can be told."""
    narrow = min(glyph.box[2] - glyph.box[0], last.box[2] - last.box[0])
    both = last.character.isdecimal() and glyph.character.isdecimal()
    return both and last.box[2] - glyph.box[0] > _OVER * narrow


def _twice(last: Glyph, glyph: Glyph) -> bool:
    shift = abs(last.box[0] - glyph.box[0])
    return last.character == glyph.character and shift < 0.3 * (glyph.box[2] - glyph.box[0])
