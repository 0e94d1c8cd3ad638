"""Opens a file: by what it holds first, by its name second; what cannot be read is refused with a reason.

Each reader is imported when first needed: the window unpickles documents and need not load the libraries.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

from core.document.build import refusal
from core.document.model import SourceDocument
from core.document.ocr import Told, is_available, untold

MOST_BYTES = 100_000_000
PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp")
EXTENSIONS = (".docx", ".doc", ".wps", ".xlsx", ".pdf", ".ofd", ".html", ".htm", ".txt", *PICTURES)
"""How the names of files end that may be reports, to be offered where one is chosen; content decides."""
PAGED = frozenset({".pdf", ".ofd", *PICTURES})
"""Those among them whose pages are drawn."""

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|center|link|script|style)\b", re.I
)
_PAGE_NAMES = frozenset({".html", ".htm", ".shtml", ".xhtml", ".jhtml", ".asp", ".aspx", ".jsp", ".php"})
_ARCHIVED_PAGE = re.compile(
    rb"^(?:From|MIME-Version|Content-Type|Subject|Date):.*multipart/related", re.I | re.S
)
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package)\b")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_document(data: bytes, name: str, told: Told = untold) -> SourceDocument:
    """Reads a file's bytes into a document; InputError, naming the file, where it cannot be read.

    `told`: hears how many pages of how many have been read by OCR, where that is needed.
    """
    if not data:
        raise refusal("empty", name)
    if len(data) > MOST_BYTES:
        raise refusal("too_large", name, most=MOST_BYTES // 1_000_000)
    sha256 = hashlib.sha256(data).hexdigest()
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _read_package(data, name, sha256)
    if data.startswith(_OLE):
        return _read_compound(data, name, sha256)
    if b"%PDF-" in data[:1024]:
        from core.document.pdf import read_pdf

        return read_pdf(data, name, sha256, told)
    if data.startswith(_IMAGES) or _is_picture(data):
        return _read_image(data, name, sha256, told)
    reason = _unreadable(data)
    if reason is not None:
        raise refusal(reason, name)
    return _read_words(data, name, sha256)


def _read_package(data: bytes, name: str, sha256: str) -> SourceDocument:
    from core.document.docx import read_docx
    from core.document.package import Package

    package = Package(data, name)
    if package.kind == "xlsx":
        from core.document.sheet import read_sheet

        return read_sheet(package, sha256)
    if package.kind == "ofd":
        from core.document.ofd import read_ofd

        return read_ofd(package, sha256)
    if package.kind != "docx":
        raise refusal(package.kind, name)
    return read_docx(package, sha256)


def _read_compound(data: bytes, name: str, sha256: str) -> SourceDocument:
    from core.document.compound import Compound

    compound = Compound(data, name)
    if compound.kind != "doc":
        raise refusal(compound.kind, name)
    from core.document.doc import read_doc

    return read_doc(compound, sha256)


def _unreadable(data: bytes) -> str | None:
    """Why bytes that begin like this are not read, where that is known."""
    if _is_strange_image(data):
        return "image"
    if data.startswith(_ARCHIVES):
        return "archive"
    if data.startswith(b"{\\rtf"):
        return "rich_text"
    if _ARCHIVED_PAGE.search(data[:2048].lstrip()):
        return "archived_page"
    return "word_xml" if _WORD_XML.search(data[:4096]) else None


def _is_picture(data: bytes) -> bool:
    bitmap = data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"
    return bitmap or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _is_strange_image(data: bytes) -> bool:
    """Whether the bytes are an image of a kind that few programs write, which is not read."""
    heif = data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"avif")
    return heif or data.startswith(b"\0\0\0\x0cjP  ")


def _read_image(data: bytes, name: str, sha256: str, told: Told) -> SourceDocument:
    if not is_available():
        raise refusal("image_scan", name)
    from core.document.images import as_pdf
    from core.document.pdf import read_pdf

    return read_pdf(as_pdf(data, name), name, sha256, told)


def _read_words(data: bytes, name: str, sha256: str) -> SourceDocument:
    ending = PurePath(name).suffix.lower()
    if _is_page(data, ending):
        from core.document.html import read_html

        return read_html(data, name, sha256)
    if ending in (".docx", ".docm", ".xlsx", ".pdf", ".ofd"):
        raise refusal(f"not_{ending[1:]}", name)
    from core.document.text import read_text

    return read_text(data, name, sha256)


def _is_page(data: bytes, ending: str) -> bool:
    """Whether the bytes are a web page: they begin as one or, by the file's name, hold any of its marks."""
    opening = data[:65536].replace(b"\0", b"") if data[:2] in _UTF_16 else data[:65536]
    opening = opening.removeprefix(b"\xef\xbb\xbf").removeprefix(_UTF_16[0]).removeprefix(_UTF_16[1])
    stripped = re.sub(rb"^(?:\s|<!--.*?-->|<\?xml[^>]*>)+", b"", opening, flags=re.S)
    return bool(_PAGE.match(stripped) or (ending in _PAGE_NAMES and _PAGE.search(opening)))
