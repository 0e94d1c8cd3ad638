"""Makes cells of the rows found: values with their units, states, ambiguities, and what was not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.extract.habits import Habits
from core.extract.numbers import (
    Written,
    as_digits,
    exact,
    in_yuan,
    is_blank_mark,
    read_number,
    tidy,
    without_note,
)
from core.extract.reading import ABSENT, Piece, RowReading, TableReading
from core.extract.report import Ambiguity, Cell, CellState, Number, Remark
from core.extract.runs import SolvedRun, solve_runs
from core.extract.steps import Steps
from core.forms.form import Column, Row
from core.messages import Message, message

LISTED = 200
"""How many joint readings of a run are listed at most."""
_KNOWN = (CellState.OK, CellState.BLANK, CellState.RECOVERED)


@dataclass(frozen=True)
class Assembled:
    """A table's cells in form order, `missing` ones included, and its ambiguities."""

    cells: tuple[Cell, ...]
    ambiguities: tuple[Ambiguity, ...]


def assemble(found: TableReading, habits: Habits, steps: Steps) -> Assembled:
    """The cells of a table as found: what was read plainly first, then the runs by what that leaves open."""
    cells = {cell.id: cell for cell in _plain_cells(found)}
    known = {cell.id: cell.value or 0 for cell in cells.values() if cell.state in _KNOWN}
    runs = solve_runs(found, known, habits, steps)
    torn = [cell for cell in cells.values() if cell.state is CellState.AMBIGUOUS and cell.candidates]
    cells |= {id: _of_run(id, run) for run in runs for id in run.cells}
    ambiguous = [run for run in runs if any(cells[id].state is CellState.AMBIGUOUS for id in run.cells)]
    joint = (
        Ambiguity(run.cells, run.readings[:LISTED], run.raw.text, run.raw.location, _sure(run))
        for run in ambiguous
    )
    alone = (
        Ambiguity((cell.id,), tuple((value,) for value in cell.candidates), cell.raw, cell.location, False)
        for cell in torn
    )
    return Assembled(tuple(cells[id] for id in found.table.cells), (*joint, *alone))


def _sure(run: SolvedRun) -> bool:
    return run.complete and len(run.readings) <= LISTED


def _plain_cells(found: TableReading) -> Iterator[Cell]:
    """The cells of the rows that part into their columns, and of the rows that are not there."""
    for row in found.table.rows.values():
        reading = found.rows.get(row.id)
        for at, name in enumerate(row.columns):
            id = f"{found.table.id}.{row.id}.{name}"
            if reading is None:
                yield Cell(id, None, "", CellState.MISSING)
            elif reading.run is None:
                yield _cell(id, reading.pieces[at], found.table.columns[name], reading, found.units.get(name))


def _of_run(id: str, run: SolvedRun) -> Cell:
    """A cell of a run: known where the relations make sure of it, else ambiguous."""
    values, raw, place = run.values(id), run.raw.text, run.raw.location
    if id not in run.sure:
        return Cell(id, None, raw, CellState.AMBIGUOUS, place, values, message("extract.run", raw=raw))
    return Cell(id, values[0], raw, CellState.RECOVERED, place, (), message("extract.run_solved", raw=raw))


def _cell(id: str, piece: Piece, column: Column, reading: RowReading, unit: str | None) -> Cell:
    """A cell that holds one piece of the source."""
    if piece == ABSENT:
        return Cell(id, None, "", CellState.MISSING)
    if not tidy(piece.text) or is_blank_mark(piece.text):
        raw = piece.text if tidy(piece.text) else ""
        return Cell(id, None, raw, CellState.BLANK, piece.location)
    plain = without_note(piece.text)
    written = read_number(plain)
    if written is None or not written.suits(column):
        return _unread(id, piece, column, unit)
    note = reading.doubt
    if reading.loose:
        note = note or message("extract.loose_label", label=reading.label)
    if plain != piece.text:
        note = note or message("extract.note_mark", raw=piece.text)
    if column.unit == "万元" and unit is None and written.size and not written.with_unit:
        note = message("extract.unit_assumed", unit=column.unit)
    value = _value(written, column, unit)
    if piece.shared:
        said = message("extract.shared_cell", raw=piece.text)
        return Cell(id, None, piece.text, CellState.AMBIGUOUS, piece.location, (value, None), said)
    return Cell(
        id, value, piece.text, CellState.RECOVERED if note else CellState.OK, piece.location, (), note
    )


def _value(written: Written, column: Column, unit: str | None) -> Number:
    return exact(in_yuan(written, unit or column.unit) if column.kind == "amount" else written.value, column)


def _unread(id: str, piece: Piece, column: Column, unit: str | None) -> Cell:
    """Text that is no number; digits torn apart or misprinted are offered as one, and not taken for sure."""
    offered = read_number(as_digits(piece.text))
    if read_number(piece.text) or offered is None or not offered.suits(column):
        note = message("extract.no_number")
        return Cell(id, None, piece.text, CellState.UNREADABLE, piece.location, (), note)
    value = _value(offered, column, unit)
    note = message("extract.torn_number", raw=" ".join(piece.text.split()))
    return Cell(id, None, piece.text, CellState.AMBIGUOUS, piece.location, (value,), note)


def remarks_of(found: TableReading, cells: Sequence[Cell]) -> Iterator[Remark]:
    """What the reviewer is told of the table's reading: rows not found, labels misprinted, units assumed."""
    yield from _missing(found)
    yield from _missing_columns(found)
    loose = [(row, found.rows[row.id]) for row in found.table.rows.values() if row.id in found.rows]
    loose = [(row, reading) for row, reading in loose if reading.loose]
    if loose:
        listed = tuple(
            message("extract.label_pair", printed=_flat(r.label), form=row.label) for row, r in loose
        )
        ids = tuple(f"{found.table.id}.{row.id}.{name}" for row, _ in loose for name in row.columns)
        said = message("extract.labels", table=found.table.title, labels=listed)
        yield Remark("form.label", found.table.id, ids, said)
    for cell in cells:
        if cell.note is not None and cell.note.id == "extract.unit_assumed":
            yield Remark("cell.unit", cell.id, (cell.id,), message("extract.unit", raw=cell.raw))


def _missing(found: TableReading) -> Iterator[Remark]:
    """One remark for each gap of rows."""
    for absent, group in groupby(found.table.rows.values(), key=lambda row: row.id not in found.rows):
        rows = list(group)
        if absent:
            said = _rows_missing(found.table.title, rows)
            ids = tuple(f"{found.table.id}.{row.id}.{name}" for row in rows for name in row.columns)
            yield Remark("form.missing", f"{found.table.id}.{rows[0].id}", ids, said)


def _missing_columns(found: TableReading) -> Iterator[Remark]:
    """One remark for each column that the table has not."""
    absent: dict[str, list[str]] = {}
    for row in found.table.rows.values():
        pieces = found.rows[row.id].pieces if row.id in found.rows else ()
        for name, piece in zip(row.columns, pieces, strict=False):
            if piece == ABSENT:
                absent.setdefault(name, []).append(f"{found.table.id}.{row.id}.{name}")
    for name, ids in absent.items():
        said = message(
            "extract.column_missing", table=found.table.title, column=found.table.columns[name].name
        )
        yield Remark("form.missing", ids[0], tuple(ids), said)


def _rows_missing(title: str, rows: Sequence[Row]) -> Message:
    if len(rows) == 1:
        return message("extract.row_missing", table=title, row=rows[0].label)
    first, last = rows[0].label, rows[-1].label
    return message("extract.rows_missing", table=title, first=first, last=last, count=len(rows))


def _flat(label: str) -> str:
    return "".join(label.split())
