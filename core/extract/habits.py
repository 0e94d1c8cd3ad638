"""How a report was filled in, as its tables show: whether blanks may be lost, whether totals are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.extract.numbers import tidy
from core.extract.reading import ABSENT, RowReading, TableReading
from core.extract.report import Ambiguity, Cell, Number
from core.forms.relation import Relation

_FEW = 5
_LEFT_OUT = 1
_BLANK = 2
_MORE = 3


@dataclass(frozen=True, slots=True)
class Habits:
    """What some rows of a report show of all its rows.

    `lost`: cells were left blank, so that any run of digits may have lost blanks. `totals`: totals are
    written; where that is not known, any total may be a blank.
    """

    lost: bool = False
    totals: bool = False


def leaves_blanks(tables: Iterable[TableReading]) -> bool:
    """Whether a cell of the tables that have totals is blank, for all that stands in its row."""
    return any(_has_blank(found) for found in tables if _totals(found))


def _has_blank(found: TableReading) -> bool:
    rows = [(row, found.rows[row.id]) for row in found.table.rows.values() if row.id in found.rows]
    for run, group in groupby(rows, key=lambda pair: pair[1].run):
        members = list(group)
        if run is None:
            pieces = [piece for _, reading in members for piece in reading.pieces]
            if any(piece != ABSENT and not tidy(piece.text) for piece in pieces):
                return True
        elif 0 < _numbers_at_most(members[0][1]) < sum(len(row.columns) for row, _ in members):
            return True
    return False


def _numbers_at_most(reading: RowReading) -> int:
    """How many numbers a run can be cut into; 0 where nothing is made of it."""
    return sum(max(1, sum(map(str.isdigit, piece))) for piece in reading.tokens)


def writes_totals(found: TableReading, cells: Mapping[str, Cell], ambiguities: Sequence[Ambiguity]) -> bool:
    """Whether totals are written in most rows of a table, and in those that have blanks, as far as its
    readings tell.

    One that is left out may be a mistake. Where nothing but zeros stands in a row, a total left out tells
    nothing.
    """
    joint = {cell: held for held in ambiguities for cell in held.cells}
    told = [_read(relation, cells, joint) for relation in _totals(found)]
    sure = [written for readings in told if (written := _is_written(readings))]
    blank = [_is_written(readings) for readings in told if any(None in reading for reading in readings)]
    return (
        sure.count({True}) >= max(_FEW, len(sure) / 2)
        and sure.count({False}) <= _LEFT_OUT
        and blank.count({True}) >= max(_BLANK, _MORE * blank.count({False}))
    )


def _read(
    relation: Relation, cells: Mapping[str, Cell], joint: Mapping[str, Ambiguity]
) -> list[Sequence[Number | None]]:
    """The readings of a row, its total first; none where they are not known."""
    ids = (relation.right[0].cell, *(term.cell for term in relation.left))
    held = next((joint[cell] for cell in ids if cell in joint), None)
    if held is None:
        return [[cells[cell].value for cell in ids]]
    if held.complete and {*ids} <= {*held.cells}:
        places = [held.cells.index(cell) for cell in ids]
        return [[reading[place] for place in places] for reading in held.readings]
    return []


def _is_written(readings: Sequence[Sequence[Number | None]]) -> set[bool]:
    """Whether the total of a row is written, by each of its readings; nothing where that is not told."""
    written = {total is not None for total, *_ in readings} or {True, False}
    if not any(any(parts) for _, *parts in readings):
        return written if written == {True} else set()
    return written


def _totals(found: TableReading) -> list[Relation]:
    """The relations that say what total each row has."""
    return [
        relation
        for relation in found.form.relations
        if relation.table == found.table.id
        and relation.each == "row"
        and relation.operator == "="
        and relation.severity == "error"
        and len(relation.right) == 1
    ]
