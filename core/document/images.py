"""Image files as pages: each picture in the file one page of a PDF, so that all pages go one way."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image, ImageOps, ImageSequence

from core.document.build import refusal
from core.document.pdf import open_pdf

MOST_PIXELS = 89_000_000
MOST_PAGES = 200

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
"""The formats that are read: for some others Pillow would run a program of the system's."""
DAMAGE = (OSError, ValueError, SyntaxError, EOFError, ArithmeticError, LookupError, TypeError, struct.error)
"""What Pillow raises where a picture is damaged."""

_KEPT_PIXELS = 36_000_000
_WIDTHS = (150.0, 1500.0)  # points: what a page may be wide by the resolution that its file states
_COARSEST = 100.0  # dots an inch; programs write 72 and 96 into any picture
_UPRIGHT, _LYING = 595.0, 842.0
_QUALITY = 95


def open_pages(data: bytes, name: str) -> pypdfium2.PdfDocument:
    """Opens a PDF, or an OFD or image file as one; InputError where it cannot be opened."""
    if data.startswith(b"PK"):
        from core.document.ofd import ofd_as_pdf
        from core.document.package import Package

        return open_pdf(ofd_as_pdf(Package(data, name)), name)
    return open_pdf(data if b"%PDF-" in data[:1024] else as_pdf(data, name), name)


def as_pdf(data: bytes, name: str) -> bytes:
    """The pictures of an image file as the pages of a PDF; InputError where they cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            return _joined(list(_pages(data, name)))
        except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
            raise refusal("image_too_large", name, most=MOST_PIXELS // 1_000_000) from error
        except (*DAMAGE, Warning) as error:
            raise refusal("image_damaged", name) from error


def _pages(data: bytes, name: str) -> Iterator[bytes]:
    """A PDF of one page for each picture."""
    with Image.open(BytesIO(data), formats=FORMATS) as file:
        for number, frame in enumerate(ImageSequence.Iterator(file)):
            if frame.width * frame.height > MOST_PIXELS:
                raise refusal("image_too_large", name, most=MOST_PIXELS // 1_000_000)
            if number == MOST_PAGES:
                raise refusal("scan_too_long", name, most=MOST_PAGES)
            if number and file.format in ("GIF", "WEBP"):  # what moves is no page
                return
            yield _page(frame)


def _page(frame: Image.Image) -> bytes:
    """A picture upright, on white, no larger than is of use, as a PDF of one page."""
    stated = _stated_width(frame)
    shown = _plain(ImageOps.exif_transpose(frame))
    if shown.width * shown.height > _KEPT_PIXELS:
        by = (_KEPT_PIXELS / (shown.width * shown.height)) ** 0.5
        shown = shown.resize((max(1, int(shown.width * by)), max(1, int(shown.height * by))))
    width = stated or (_UPRIGHT if shown.height >= shown.width else _LYING)
    out = BytesIO()
    how = {} if shown.mode == "1" else {"quality": _QUALITY}
    shown.save(out, "PDF", resolution=72 * shown.width / width, **how)
    return out.getvalue()


def _stated_width(frame: Image.Image) -> float | None:
    """The width in points by the resolution that the file states, where that makes a page."""
    stated: Any = frame.info.get("dpi")
    try:
        across, down = float(stated[0]), float(stated[1])
    except (TypeError, ValueError, LookupError, ZeroDivisionError):
        return None
    turned = frame.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    pixels, dpi = (frame.height, down) if turned else (frame.width, across)
    if not dpi >= _COARSEST:
        return None
    width = pixels * 72 / dpi
    return width if _WIDTHS[0] <= width <= _WIDTHS[1] else None


def _plain(shown: Image.Image) -> Image.Image:
    """The picture in black and white, in grey or in colours, what is transparent white."""
    if shown.mode.startswith("I;16"):
        return shown.convert("I").point(lambda level: level / 256).convert("L")
    if shown.mode in ("RGBA", "LA", "PA") or "transparency" in shown.info:
        over = shown.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", over.size, "white"), over).convert("RGB")
    return shown if shown.mode in ("1", "L", "RGB") else shown.convert("RGB")


def _joined(pages: list[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    whole = pypdfium2.PdfDocument.new()
    try:
        for page in pages:
            part = pypdfium2.PdfDocument(page)
            whole.import_pages(part)
            part.close()
        out = BytesIO()
        whole.save(out)
        return out.getvalue()
    finally:
        whole.close()
