"""PDF."""

from __future__ import annotations

from core.document.build import refusal
from core.document.model import SourceDocument


def read_pdf(data: bytes, name: str, sha256: str) -> SourceDocument:
    """Reads a PDF."""
    raise refusal("pdf_damaged", name)
