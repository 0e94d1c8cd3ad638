"""Which pages of a PDF are rather pictures of text, for OCR to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from core.document.glyphs import Frame, Glyph
from core.document.strokes import pictures

_FEWEST = 15  # characters; a page with fewer holds no text worth the name
_LARGE = 0.2  # of the page: a picture that may hold a table
_LABELS = 3  # characters that may stand over such a picture


def is_picture(page: Any, frame: Frame, glyphs: Sequence[Glyph]) -> bool:
    """Whether a page of a PDF is rather a picture: it shows something but no text, or holds a large picture
    over which next to none of its text stands. `glyphs`: what it shows as text."""
    if not glyphs:
        return bool(pdfium.FPDFPage_CountObjects(page) > 0)
    return holds_picture(page, frame, glyphs)


def holds_picture(page: Any, frame: Frame, glyphs: Sequence[Glyph]) -> bool:
    """Whether a page holds a large picture over which next to none of its characters stand."""
    width, height = frame.size
    middles = [((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in (glyph.box for glyph in glyphs)]
    most = _LABELS if len(glyphs) >= _FEWEST else _FEWEST
    for picture in pictures(page):
        x0, y0, x1, y1 = frame.reading_box(*picture)
        x0, y0, x1, y1 = max(0.0, x0), max(0.0, y0), min(width, x1), min(height, y1)
        if x1 > x0 and y1 > y0 and (x1 - x0) * (y1 - y0) > _LARGE * width * height:
            over = sum(x0 < x < x1 and y0 < y < y1 for x, y in middles)
            if over <= most:
                return True
    return False
