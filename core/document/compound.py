"""Compound files (OLE, [MS-CFB]), in which Office kept its documents before 2007: which one a file holds."""

from __future__ import annotations

import io
import struct

import olefile

from core.document.build import refusal

_KINDS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "doc"),
    ("Workbook", "legacy_sheet"),
    ("Book", "legacy_sheet"),
    ("PowerPoint Document", "slides"),
)
_DAMAGE = (
    OSError,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    struct.error,
)
"""What olefile raises where a file is damaged: it follows what the file says."""


class Compound:
    """A compound file opened; InputError where it is damaged."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
        except _DAMAGE as error:
            raise refusal(_likely(data), name) from error

    @property
    def kind(self) -> str:
        """What the file holds: doc, legacy_sheet, slides, password (any of them encrypted) or legacy.

        doc_damaged where a document is named in it, but not where its directory should.
        """
        return next((kind for stream, kind in _KINDS if self.holds(stream)), None) or _likely(self._data)

    def holds(self, stream: str) -> bool:
        """Whether a stream of this name is there."""
        return bool(self._file.exists(stream))

    def read(self, stream: str) -> bytes:
        """The bytes of a stream, none where there is no such stream; InputError where they are damaged."""
        if not self.holds(stream):
            return b""
        try:
            return bytes(self._file.openstream(stream).read())
        except _DAMAGE as error:
            raise refusal("doc_damaged", self.name) from error


def _likely(data: bytes) -> str:
    """Why a file is not read whose directory does not lead to it, by the names that stand in it."""
    for stream, kind in _KINDS:
        if stream.encode("utf-16-le") in data:
            return "doc_damaged" if kind == "doc" else kind
    return "legacy"
