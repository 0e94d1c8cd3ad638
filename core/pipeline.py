"""One way through: bytes to document to report to outcomes and findings."""

from __future__ import annotations

from dataclasses import dataclass

from core.document.model import SourceDocument
from core.document.ocr import Told, untold
from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import Report
from core.reconcile.engine import Reconciliation, reconcile


@dataclass(frozen=True)
class Checked:
    """A file read and checked."""

    document: SourceDocument
    report: Report
    reconciliation: Reconciliation


def check(data: bytes, name: str, told: Told = untold) -> Checked:
    """Reads, extracts and reconciles a file's bytes; InputError where the file cannot be read.

    `told`: hears how many pages of how many have been read by OCR, where that is needed.
    """
    document = read_document(data, name, told)
    report = extract(document)
    return Checked(document, report, reconcile(report.cells, report))
