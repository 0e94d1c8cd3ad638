"""Pages of a PDF as pictures."""

from __future__ import annotations

import pypdfium2

from core.document.build import refusal
from core.document.model import RenderedPage

MOST_PIXELS = 40_000_000


def render_page(document: pypdfium2.PdfDocument, name: str, page: int, scale: float) -> RenderedPage:
    """Draws page `page` (from 1) at `scale` pixels a point, smaller if the picture would be too large.

    ValueError where there is no such page; InputError where the page is damaged.
    """
    if not 1 <= page <= len(document) or not scale > 0:
        raise ValueError(f"page {page} at scale {scale}")
    try:
        opened = document[page - 1]
    except pypdfium2.PdfiumError as error:
        raise refusal("pdf_damaged", name) from error
    try:
        width, height = opened.get_size()
        largest = (MOST_PIXELS / max(1.0, width * height)) ** 0.5
        bitmap = opened.render(
            scale=min(scale, largest), force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx, may_draw_forms=False
        )
        try:
            return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
    finally:
        opened.close()
