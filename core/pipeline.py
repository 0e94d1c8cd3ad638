"""One way through: bytes to document to report to outcomes and findings."""

from __future__ import annotations

from dataclasses import dataclass

from core.document.model import SourceDocument
from core.document.ocr import Told, untold
from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import Report
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.repair.repaired import repaired


@dataclass(frozen=True)
class Checked:
    """A file read and checked; `beside`: what it was compared with."""

    document: SourceDocument
    report: Report
    reconciliation: Reconciliation
    beside: Beside = NOTHING


def check(data: bytes, name: str, told: Told = untold) -> Checked:
    """Reads, extracts and reconciles a file's bytes, and says what would settle what fails.

    InputError where the file cannot be read. `told`: hears how many pages of how many have been read by
    OCR, where that is needed.
    """
    document = read_document(data, name, told)
    report = extract(document)
    reconciliation = reconcile(report.cells, report)
    return Checked(document, report, repaired(reconciliation, report.cells, report))
