"""What can be exported, by its name and the ending of the file's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from core.export.documents import export_document
from core.export.publication import export_publication
from core.export.workbook import export_review
from core.review.session import Session

Exporter = Callable[[Session, Path, str], Path]


def _review(session: Session, target: Path, language: str) -> Path:
    export_review(session, target, language)
    return target


_EXPORTERS: Mapping[str, Mapping[str, Exporter]] = {
    "review": {
        ".xlsx": _review,
        ".docx": lambda session, target, language: export_document(session, target, "opinion", language),
    },
    "publication": {
        ".xlsx": lambda session, target, language: export_publication(session, target),
        ".docx": lambda session, target, language: export_document(session, target, "tables", language),
    },
    "returns": {
        ".docx": lambda session, target, language: export_document(session, target, "returns", language),
    },
    "tables": {
        ".docx": lambda session, target, language: export_document(session, target, "tables", language),
    },
}
KINDS = tuple(_EXPORTERS)
"""The names: the review, the publishing copy, what goes back to the office, the tables as proposed."""


def ending_for(kind: str, target: Path) -> str:
    """The ending that a file of this kind must have: the target's own where it may, else the usual one."""
    endings = _EXPORTERS[kind]
    own = target.suffix.lower()
    return own if own in endings else next(iter(endings))


def export_as(session: Session, target: Path, kind: str, language: str) -> Path:
    """Exports what is asked for; the path really written. Errors as of the exports themselves."""
    return _EXPORTERS[kind][ending_for(kind, target)](session, target, language)
