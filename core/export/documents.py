"""Exports to Word: the tables as proposed, what goes back to the office, the opinion sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Literal

from core.errors import EnvironmentFault, InputError
from core.export.digest import cell_digest
from core.export.files import check_target, deliver, part_of, write
from core.export.official_docx import build_tables
from core.export.opinion import Origin, opinion_lines
from core.export.publication import published_cells
from core.export.review_docx import build_opinion, build_returns, returns_rows
from core.export.standing import publication_path
from core.export.tables import report_tables
from core.export.workbook import TRIES, lost, origin_of
from core.messages import message
from core.review.change import ReviewState
from core.review.session import Session

Kind = Literal["tables", "returns", "opinion"]
"""What is exported: the official tables, 修改意见清单, 审核意见单."""

_BUILDERS: dict[Kind, Callable[[ReviewState, Origin, str], bytes]] = {
    "tables": lambda state, origin, language: build_tables(state, language),
    "returns": build_returns,
    "opinion": build_opinion,
}


def export_document(session: Session, target: Path, kind: Kind, language: str = "zh") -> Path:
    """Exports a Word document, whole or not at all; the path really written (tables: as a publishing copy).

    InputError: no document's name, or tables of a report that has none. EnvironmentFault: the folder is
    not there, the file is read-only or open elsewhere, the disk is full.
    """
    path = publication_path(session.state, target) if kind == "tables" else target
    check_target(path, ".docx")
    if kind == "tables" and not report_tables(session.state.report):
        raise InputError(message("export.no_tables", name=path.name))
    with part_of(path) as part:
        exported = _record(session, part, path, kind, language)
        try:
            write(part, _BUILDERS[kind](exported, origin_of(session, exported), language))
            deliver(part, path)
        except (EnvironmentFault, OSError) as failed:
            raise lost(exported.entries[-1], failed, path) from failed
    return path


def _record(session: Session, part: Path, path: Path, kind: Kind, language: str) -> ReviewState:
    """Tries the export with a draft, then notes it; the state exported, that entry its last."""
    for _ in range(TRIES):
        state = session.state
        write(part, _BUILDERS[kind](state, origin_of(session, state), language))
        entry = session.record_export(path.name, kind, _digest(state, kind, language))
        if entry.previous == state.head:
            return replace(state, entries=(*state.entries, entry))
    raise EnvironmentFault(message("export.busy", name=path.name))


def _digest(state: ReviewState, kind: Kind, language: str) -> str:
    """The digest of what the document says: its numbers, or its sentences."""
    if kind == "tables":
        tables = (table for _, table in report_tables(state.report))
        return cell_digest(cell for table in tables for cell in published_cells(table, state))
    words = [str(row[4]) for row in returns_rows(state, language)]
    return cell_digest((), [*(opinion_lines(state, language) if kind == "opinion" else ()), *words])
