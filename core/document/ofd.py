"""OFD (GB/T 33190-2016), the domestic page format: its pages are made pages of a PDF, and read as such.

What the office's readers lay over the pages (seals, notes) is left out. Lengths in OFD are millimetres.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from core.document.build import refusal
from core.document.model import SourceDocument
from core.document.ofd_page import MOST_PATHS, Painter, floats
from core.document.package import Package
from core.document.pdf import MOST_PAGES, read_pdf
from core.document.pdf_make import PdfPage, make_pdf
from core.errors import InputError

_A4 = (0.0, 0.0, 210.0, 297.0)
_POINT = 72 / 25.4
_LONGEST = 5_000.0
_KEPT_TEMPLATES = 8
_SAID_OF_PDF = {"document.pdf_scan": "ofd_picture", "document.pdf_garbled": "ofd_garbled"}


def read_ofd(package: Package, sha256: str) -> SourceDocument:
    """Reads an OFD file; InputError where it is damaged, locked, or its pages hold no text."""
    try:
        read = read_pdf(ofd_as_pdf(package), package.name, sha256)
    except InputError as error:
        said = _SAID_OF_PDF.get(error.message.id)
        if said is None:
            raise
        raise refusal(said, package.name) from error
    return replace(read, format="ofd")


def ofd_as_pdf(package: Package) -> bytes:
    """The pages of an OFD file as a PDF; InputError where it is damaged or locked."""
    if any(part.endswith("Encryptions.xml") for part in package.parts):
        raise refusal("password", package.name)
    pages = [page for document in _documents(package) for page in document.pages()]
    if not pages:
        raise refusal("ofd_damaged", package.name)
    return make_pdf(pages)


def _documents(package: Package) -> Iterator[_Document]:
    """The documents of the file: as a rule one."""
    root = package.xml("OFD.xml", "ofd")
    for place in texts(root, "DocRoot"):
        part = _resolved("", place)
        if part in package.parts:
            yield _Document(package, part)


class _Document:
    """One document of the file: its pages, and what they share."""

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(part)
        self._root = package.xml(part, "ofd")
        self._box = _box(self._root) or _A4
        self._templates = self._by_id(self._root, "TemplatePage")
        self._drawn: dict[str, Any] = {}
        self._media = dict(self._pictures())
        self._painter = Painter(self._medium)

    def _by_id(self, root: Any, tag: str) -> dict[str, str]:
        """The parts that elements name (BaseLoc), by the elements' ids."""
        found = {}
        for element in elements(root, tag):
            part = _resolved(self._folder, element.get("BaseLoc", ""))
            if part in self._package.parts:
                found[element.get("ID", "")] = part
        return found

    def _medium(self, id: str) -> bytes:
        """The bytes of a picture; none where there is none of this id."""
        return self._package.read(self._media[id]) if id in self._media else b""

    def _pictures(self) -> Iterator[tuple[str, str]]:
        """The parts that are pictures for pages to show, by id."""
        for tag in ("PublicRes", "DocumentRes"):
            for place in texts(self._root, tag):
                part = _resolved(self._folder, place)
                if part not in self._package.parts:
                    continue
                resources = self._package.xml(part, "ofd")
                folder = _resolved(posixpath.dirname(part), resources.get("BaseLoc", ""))
                for medium in elements(resources, "MultiMedia"):
                    for file in texts(medium, "MediaFile"):
                        held = _resolved(folder, file)
                        if medium.get("Type") == "Image" and held in self._package.parts:
                            yield medium.get("ID", ""), held

    def _layers(self, page: Any) -> Iterator[Any]:
        """A page and its templates, each once, in the order in which they are drawn."""
        below, above = dict[str, Any](), dict[str, Any]()
        for template in elements(page, "Template"):
            part = self._templates.get(template.get("TemplateID", ""))
            if part is not None:
                layers = above if template.get("ZOrder") == "Foreground" else below
                layers[part] = self._template(part)
        yield from (*below.values(), page, *above.values())

    def _template(self, part: str) -> Any:
        """The root of a template; the last few are at hand for the next pages."""
        if part not in self._drawn:
            if len(self._drawn) >= _KEPT_TEMPLATES:
                self._drawn.clear()
            self._drawn[part] = self._package.xml(part, "ofd")
        return self._drawn[part]

    def pages(self) -> Iterator[PdfPage]:
        """The pages, each with its templates, drawn."""
        contents = list(self._by_id(self._root, "Page").values())
        if len(contents) > MOST_PAGES:
            raise refusal("pdf_too_long", self._package.name, pages=len(contents), most=MOST_PAGES)
        for part in contents:
            root = self._package.xml(part, "ofd")
            left, top, width, height = _box(root) or self._box
            page = PdfPage(width * _POINT, height * _POINT)
            for layer in self._layers(root):
                for content in elements(layer, "Content"):
                    # y grows downwards in OFD and upwards in PDF
                    self._painter.draw(
                        page,
                        content,
                        (_POINT, 0, 0, -_POINT, -left * _POINT, (top + height) * _POINT),
                    )
            if self._painter.overrun:
                raise refusal("ofd_too_long", self._package.name, most=MOST_PATHS)
            yield page


def _box(root: Any) -> tuple[float, float, float, float] | None:
    """The page's box that an element gives: left, top, width and height in millimetres."""
    for said in texts(root, "PhysicalBox"):
        box = floats(said)
        if len(box) == 4 and 1 < box[2] < _LONGEST and 1 < box[3] < _LONGEST:
            return box[0], box[1], box[2], box[3]
    return None


def elements(root: Any, tag: str) -> Iterator[Any]:
    """The elements of a name below another, whatever their namespace."""
    return (element for element in root.iter("{*}" + tag) if isinstance(element, etree._Element))


def texts(root: Any, tag: str) -> Iterator[str]:
    """The texts of the elements of a name below another."""
    return ((element.text or "").strip() for element in elements(root, tag))


def _resolved(folder: str, place: str) -> str:
    """A place in the package that is given from a folder, or from the root by a leading slash."""
    joined = place if place.startswith("/") else posixpath.join("/", folder, place)
    return posixpath.normpath(joined).lstrip("/")
