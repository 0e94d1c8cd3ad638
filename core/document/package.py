"""Zipped formats: which one a zip holds, and its parts read without trusting what it says of itself."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from core.document.build import refusal

MOST_UNPACKED = 200_000_000
MOST_ENTRIES = 10_000
_STEEPEST = 1000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others are in no office document
_OFFICE_DOCUMENT = "/relationships/officeDocument"
_MARKS = (
    ("OFD.xml", "ofd"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/", "sheet"),
    ("ppt/", "slides"),
    ("content.xml", "open_document"),
)


class Package:
    """A zip opened; InputError where it is damaged, encrypted, or unpacks to something absurd."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
            raise refusal("zip_damaged", name) from error
        self.parts: dict[str, zipfile.ZipInfo] = {}
        self._contested: set[str] = set()
        for entry in entries:
            self._add(entry.filename.replace("\\", "/"), entry)
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or unpacked > min(MOST_UNPACKED, 5_000_000 + _STEEPEST * len(data)):
            raise refusal("zip_bomb", name)

    def _add(self, part: str, entry: zipfile.ZipInfo) -> None:
        """Takes a part up; one given twice, with other words, is not the same for all who read it."""
        before = self.parts.setdefault(part, entry)
        if (before.CRC, before.file_size) != (entry.CRC, entry.file_size):
            self._contested.add(part)

    @property
    def kind(self) -> str:
        """What the zip holds: docx, xlsx, ofd, sheet (other Excel), slides, open_document or archive."""
        if self.main_part is not None:
            return "docx"
        for mark, kind in _MARKS:
            if any(part == mark or (mark.endswith("/") and part.startswith(mark)) for part in self.parts):
                return kind
        return "archive"

    @property
    def main_part(self) -> str | None:
        """The part that holds the words of a Word document: as its relations say, or by the usual name."""
        if "_rels/.rels" in self.parts:
            for relation in self.xml("_rels/.rels"):
                target = str(relation.get("Target", "")).lstrip("/")
                if str(relation.get("Type", "")).endswith(_OFFICE_DOCUMENT) and target.startswith("word/"):
                    path = posixpath.normpath(target)
                    if path in self.parts and relation.get("TargetMode") != "External":
                        return path
        return "word/document.xml" if "word/document.xml" in self.parts else None

    def read(self, part: str) -> bytes:
        """The bytes of a part; InputError where they are damaged, encrypted, more than was said, or
        where two parts of the name hold different things."""
        entry = self.parts[part]
        if entry.flag_bits & 1:
            raise refusal("password", self.name)
        if part in self._contested or entry.compress_type not in _METHODS:
            raise refusal("zip_damaged", self.name)
        try:
            with self._zip.open(entry) as opened:
                return opened.read(MOST_UNPACKED)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise refusal("zip_damaged", self.name) from error

    def xml(self, part: str, format: str = "docx") -> Any:
        """The root element of a part; no entity is expanded, and a DOCTYPE, which OOXML forbids, refused.

        `format`, docx or xlsx, is what the message about damage speaks of.
        """
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise refusal("too_deep" if _is_limit(parser) else f"{format}_damaged", self.name) from error
        if root.getroottree().docinfo.doctype:
            raise refusal(f"{format}_doctype", self.name)
        return root


def _is_limit(parser: etree.XMLParser) -> bool:
    """Whether it gave up for depth or length; libxml2 before 2.14, as on Windows, has no code for that."""
    given_up = etree.ErrorTypes.ERR_RESOURCE_LIMIT
    return any(
        entry.type == given_up or entry.message.startswith("Excessive depth") for entry in parser.error_log
    )
