"""Cells that a machine read off a picture: none passes for read plainly, and doubtful ones stay open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from core.document.location import PageBox
from core.document.model import Recognised, SourceDocument
from core.extract.candidates import broken
from core.extract.numbers import exact, in_yuan, is_blank_mark, read_number
from core.extract.reading import TableReading
from core.extract.report import Ambiguity, Cell, CellState, Number
from core.forms.form import Column
from core.messages import Message, message

_READ = (CellState.OK, CellState.RECOVERED)
_KNOWN = (*_READ, CellState.BLANK)


def as_recognised(
    cells: Mapping[str, Cell], tables: Mapping[str, TableReading], document: SourceDocument
) -> dict[str, Cell]:
    """The cells, those that a machine read as recovered at best, and as ambiguous where it was in doubt or
    where another of its readings would mend what the cell breaks."""
    judged = {id: _judged(cell, tables[id.split(".", 1)[0]], document) for id, cell in cells.items()}
    return judged | {id: cell for found in tables.values() for id, cell in _breaking(judged, found, document)}


def doubts(before: Mapping[str, Cell], after: Mapping[str, Cell]) -> Iterator[Ambiguity]:
    """An ambiguity for each cell that became ambiguous."""
    for id, cell in after.items():
        if cell.state is CellState.AMBIGUOUS and before[id].state is not CellState.AMBIGUOUS:
            offered = tuple((value,) for value in cell.candidates)
            yield Ambiguity((id,), offered, cell.raw, cell.location, complete=False)


def _judged(cell: Cell, found: TableReading, document: SourceDocument) -> Cell:
    seen = document.recognised(cell.location)
    if seen is None:
        on_page = isinstance(cell.location, PageBox)
        return cell if on_page or cell.state is not CellState.OK else _recovered(cell, message("extract.ocr"))
    if seen.doubtful and (cell.state in _READ or (cell.state is CellState.BLANK and cell.raw)):
        note = message("extract.doubtful", raw=cell.raw, percent=_percent(seen))
        candidates = _candidates(cell, seen, found)
        return replace(cell, value=None, state=CellState.AMBIGUOUS, candidates=candidates, note=note)
    if cell.state is not CellState.OK:
        return cell
    return _recovered(cell, message("extract.recognised", percent=_percent(seen)))


def _breaking(
    cells: Mapping[str, Cell], found: TableReading, document: SourceDocument
) -> Iterator[tuple[str, Cell]]:
    """The cells of a table that break a relation which holds by another reading of the machine."""
    own = {id: cells[id] for id in found.table.cells if id in cells}
    values = {id: cell.value or 0 for id, cell in own.items() if cell.state in _KNOWN}
    relations = [
        relation
        for relation in found.form.relations
        if relation.severity == "error" and values.keys() >= {*relation.cells}
    ]
    suspected = {
        id for relation in relations if broken(values, [relation]) for id in relation.cells if cells[id].raw
    }
    for id in sorted(suspected):
        cell, seen = cells[id], document.recognised(cells[id].location)
        tied = [relation for relation in relations if id in relation.cells]
        if seen is None or not seen.others:
            continue
        offered = _candidates(cell, seen, found)
        before = broken(values, tied)
        mending = [value for value in offered if broken(values | {id: value or 0}, tied) < before]
        if mending:
            note = message("extract.breaking", raw=cell.raw)
            candidates = tuple(dict.fromkeys((*mending, *offered)))
            ambiguous = CellState.AMBIGUOUS
            yield id, replace(cell, value=None, state=ambiguous, candidates=candidates, note=note)


def _recovered(cell: Cell, note: Message) -> Cell:
    return replace(cell, state=CellState.RECOVERED, note=note)


def _percent(seen: Recognised) -> int:
    return int(100 * seen.certainty)


def _candidates(cell: Cell, seen: Recognised, found: TableReading) -> tuple[Number | None, ...]:
    """What the cell may be: as read, then the machine's other readings, each once."""
    name = cell.id.rsplit(".", 1)[1]
    column, unit = found.table.columns[name], found.units.get(name)
    others = (value for text in seen.others for value in _values(text, column, unit))
    return tuple(dict.fromkeys((cell.value, *others)))


def _values(text: str, column: Column, unit: str | None) -> Iterator[Number | None]:
    """The value of a reading, where it is one that the column may hold."""
    written = read_number(text)
    if is_blank_mark(text):
        yield None
    elif written is not None and written.suits(column):
        amount = in_yuan(written, unit or column.unit) if column.kind == "amount" else written.value
        yield exact(amount, column)
