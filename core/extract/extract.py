"""From a document to a report: recognise the tables, make their cells, say what is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.document.model import SourceDocument
from core.extract.assemble import ambiguities_of, cells_of, remarks_of
from core.extract.masthead import read_masthead
from core.extract.reading import TableReading
from core.extract.recognise import find_tables
from core.extract.report import Ambiguity, Cell, CellState, Remark, Report
from core.forms.library import form_of_year, forms
from core.messages import message

_TABLES = ("t2", "t3", "t4")


def extract(document: SourceDocument) -> Report:
    """The report that a document holds; one without any of the tables is `prose`."""
    head = read_masthead(document)
    tables = find_tables(document, head.year)
    cells = {cell.id: cell for found in tables.values() for cell in cells_of(found)}
    return Report(
        head.title or (document.title or "").strip() or document.name,
        head.agency,
        head.year,
        next((tables[id].form.name for id in ("t3", "t2", "t4") if id in tables), "prose"),
        {id: tables[id].form.name if id in tables else None for id in _TABLES},
        cells,
        tuple(_ambiguities(tables, cells)),
        tuple(_remarks(tables, cells, head.year)),
    )


def _ambiguities(tables: Mapping[str, TableReading], cells: Mapping[str, Cell]) -> Iterator[Ambiguity]:
    """The runs of all tables, and the cells ambiguous by themselves (a number torn in pieces)."""
    runs = [ambiguity for found in tables.values() for ambiguity in ambiguities_of(found)]
    yield from runs
    joint = {id for run in runs for id in run.cells}
    for cell in cells.values():
        if cell.state is CellState.AMBIGUOUS and cell.id not in joint:
            offered = tuple((candidate,) for candidate in cell.candidates)
            yield Ambiguity((cell.id,), offered, cell.raw, cell.location, complete=False)


def _remarks(
    tables: Mapping[str, TableReading], cells: Mapping[str, Cell], year: int | None
) -> Iterator[Remark]:
    due = form_of_year(year) if year else None
    official = due or list(forms().values())[-1]
    for id in _TABLES:
        found = tables.get(id)
        if found is None:
            if tables or due:
                said = message("extract.table_missing", table=official.tables[id].title)
                yield Remark("form.missing", id, (), said)
            continue
        if due and id != "t4" and found.form is not due:
            said = message(
                "extract.wrong_form", table=found.table.title, form=found.form.title, year=year, due=due.title
            )
            yield Remark("form.year", id, (), said)
        yield from remarks_of(found, [cells[cell] for cell in found.table.cells])
