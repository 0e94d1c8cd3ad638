"""Makes cells of the rows found: values with their units, states, ambiguities, and what was not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from core.extract.digits import readings
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
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.report import Ambiguity, Cell, CellState, Number, Remark
from core.forms.form import Column, Row
from core.messages import Message, message

READINGS = 60
"""How many joint readings of a run are listed at most; a run with more lists none."""


def cells_of(found: TableReading) -> Iterator[Cell]:
    """Every cell of the table in form order, `missing` ones included."""
    joint = {id: ambiguity for ambiguity in ambiguities_of(found) for id in ambiguity.cells}
    for row in found.table.rows.values():
        reading = found.rows.get(row.id)
        for at, name in enumerate(row.columns):
            id = f"{found.table.id}.{row.id}.{name}"
            if reading is None:
                yield Cell(id, None, "", CellState.MISSING)
            elif id in joint:
                yield _of_run(id, joint[id], reading)
            else:
                yield _cell(id, reading.pieces[at], found.table.columns[name], reading, found.units.get(name))


def ambiguities_of(found: TableReading) -> Iterator[Ambiguity]:
    """The runs of the table: rows that share one run (table 4) are one ambiguity.

    Their readings are not complete: a blank may have been lost in any of them.
    """
    rows = [(row, found.rows[row.id]) for row in found.table.rows.values() if row.id in found.rows]
    for run, group in groupby(rows, key=lambda pair: pair[1].run):
        if run is None:
            continue
        members = list(group)
        columns = [(row, found.table.columns[name]) for row, _ in members for name in row.columns]
        ids = tuple(f"{found.table.id}.{row.id}.{column.id}" for row, column in columns)
        offered = _readings(members[0][1].tokens, columns, found)
        yield Ambiguity(ids, offered, run.text, run.location, complete=False)


def _readings(
    tokens: Sequence[str], columns: Sequence[tuple[Row, Column]], found: TableReading
) -> tuple[tuple[Number | None, ...], ...]:
    """The joint readings of a run, amounts in yuan; none where spaces part it, for a blank may be one."""
    if len(tokens) != 1:
        return ()
    unit, plain = "", list(tokens)
    if plain and columns[-1][1].kind == "amount":
        stem = plain[-1].rstrip("元亿万")
        plain[-1], unit = stem, plain[-1][len(stem) :]
    printed = [_unit(column, unit, found) if column.kind == "amount" else None for _, column in columns]
    return tuple(
        tuple(
            exact(Decimal(value) * factor, column)
            for value, (_, column), factor in zip(row, columns, map(_factor, printed), strict=True)
        )
        for row in readings(plain, len(columns), READINGS)
    )


def _unit(column: Column, written: str, found: TableReading) -> str:
    return written or found.units.get(column.id, column.unit)


def _factor(unit: str | None) -> int:
    return {"亿": 10**8, "万": 10**4}.get((unit or "")[:1], 1)


def _of_run(id: str, run: Ambiguity, reading: RowReading) -> Cell:
    at = run.cells.index(id)
    candidates = tuple(dict.fromkeys(values[at] for values in run.readings))
    note = message("extract.run", raw=run.raw)
    return Cell(id, None, run.raw, CellState.AMBIGUOUS, run.location, candidates, note)


def _cell(id: str, piece: Piece, column: Column, reading: RowReading, unit: str | None) -> Cell:
    """A cell that holds one piece of the source."""
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


def _rows_missing(title: str, rows: Sequence[Row]) -> Message:
    if len(rows) == 1:
        return message("extract.row_missing", table=title, row=rows[0].label)
    first, last = rows[0].label, rows[-1].label
    return message("extract.rows_missing", table=title, first=first, last=last, count=len(rows))


def _flat(label: str) -> str:
    return "".join(label.split())
