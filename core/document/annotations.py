"""What is laid over a PDF page and shown with it: filled fields, typed remarks, strokes through words."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium

_MOST = 2_000
_SHOWN = frozenset(
    (
        pdfium.FPDF_ANNOT_FREETEXT,
        pdfium.FPDF_ANNOT_LINE,
        pdfium.FPDF_ANNOT_SQUARE,
        pdfium.FPDF_ANNOT_POLYGON,
        pdfium.FPDF_ANNOT_POLYLINE,
        pdfium.FPDF_ANNOT_STRIKEOUT,
        pdfium.FPDF_ANNOT_STAMP,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_WIDGET,
        pdfium.FPDF_ANNOT_REDACT,
    )
)
"""The kinds of annotations that change what a reader of the page sees in it."""


def with_annotations(document: Any, at: int) -> Any:
    """A page (from 0) of an open PDF, what is laid over it made part of it; PdfiumError for a damaged one."""
    page = document[at]
    if not any(_kind(page, number) in _SHOWN for number in range(_count(page))):
        return page
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[at]


def _count(page: Any) -> int:
    return min(_MOST, int(pdfium.FPDFPage_GetAnnotCount(page)))


def _kind(page: Any, number: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return int(pdfium.FPDF_ANNOT_UNKNOWN)
    kind = int(pdfium.FPDFAnnot_GetSubtype(annotation))
    pdfium.FPDFPage_CloseAnnot(annotation)
    return kind
