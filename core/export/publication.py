"""The publishing copy (发布稿): the official tables with the values decided, and nothing else.

No marks, checks, comments, hashes or hidden sheets; no author, user name, path, program or time in the
file's properties.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from core.errors import EnvironmentFault, InputError
from core.export.digest import ShownCell, cell_digest
from core.export.files import check_target, deliver, part_of, write
from core.export.standing import publication_path
from core.export.tables import column_of, lay_out, place_table, report_tables
from core.export.text import exact, plain
from core.export.workbook import lost, serialise
from core.extract.report import Cell, CellState, Number
from core.forms.form import Table
from core.messages import message
from core.review.change import ReviewState
from core.review.session import Session

KIND = "publication"
"""What the journal calls the export of the publishing copy."""

_PROPERTIES = {
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def export_publication(session: Session, target: Path) -> Path:
    """Exports the publishing copy, whole or not at all; the path really written.

    InputError: no workbook's name, or a report without tables. EnvironmentFault: the folder is not
    there, the file is read-only or open elsewhere, the disk is full.
    """
    state = session.state
    path = publication_path(state, target)
    check_target(path)
    tables = [table for _, table in report_tables(state.report)]
    if not tables:
        raise InputError(message("export.no_tables", name=path.name))
    with part_of(path) as part:
        write(part, build_publication(state))
        shown = (cell for table in tables for cell in published_cells(table, state))
        entry = session.record_export(path.name, KIND, cell_digest(shown))
        try:
            deliver(part, path)
        except (EnvironmentFault, OSError) as failed:
            raise lost(entry, failed, path) from failed
    return path


def build_publication(state: ReviewState) -> bytes:
    """The copy's bytes; the same state gives the same bytes."""
    book = Workbook()
    book.remove(book.active)
    for _, table in report_tables(state.report):
        placed = place_table(table)
        sheet = book.create_sheet(placed.sheet)
        lay_out(sheet, placed, published_cells(table, state), state.report, "zh")
    return without_properties(serialise(book))


def published_cells(table: Table, state: ReviewState) -> tuple[ShownCell, ...]:
    """The table's cells as the copy shows them, in the form's order."""
    placed = place_table(table)
    return tuple(
        ShownCell(id, placed.sheet, placed.places[id], column_of(table, id).unit, _published(state.cells[id]))
        for id in table.cells
    )


def _published(cell: Cell) -> Number | str | None:
    """A number, a mark for none as printed, the text that stands where a number should; else a blank."""
    if cell.value is not None:
        return cell.value if exact(cell.value) else plain(cell.value)
    if cell.state in (CellState.BLANK, CellState.UNREADABLE):
        return cell.raw.strip()[:32] or None
    return None


def without_properties(content: bytes) -> bytes:
    """The workbook with empty properties and no times in its archive."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as held, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as out:
        for name in held.namelist():
            bare = _PROPERTIES.get(name)
            data = (
                held.read(name) if bare is None else f'<?xml version="1.0" encoding="UTF-8"?>{bare}'.encode()
            )
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return kept.getvalue()
