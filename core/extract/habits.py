"""How a report was filled in, as its tables show: whether blanks may be lost, whether totals are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from core.extract.numbers import tidy
from core.extract.reading import ABSENT, RowReading, TableReading
from core.extract.report import Ambiguity, Cell
from core.forms.relation import Relation

_FEW = 5
_LEFT_OUT = 1


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
    """Whether totals are written in most rows of a table, as far as its readings tell.

    One that is left out may be a mistake. Where nothing but zeros stands in a row, a total left out tells
    nothing.
    """
    joint = {cell: held for held in ambiguities for cell in held.cells}
    told = [_is_written(relation, cells, joint) for relation in _totals(found)]
    sure = [each for each in told if each != set()]
    written, left_out = sure.count({True}), sure.count({False})
    return written >= max(_FEW, len(sure) / 2) and left_out <= _LEFT_OUT


def _is_written(relation: Relation, cells: Mapping[str, Cell], joint: Mapping[str, Ambiguity]) -> set[bool]:
    """Whether the total of a row is written, by each of its readings; nothing where that is not told."""
    ids = (relation.right[0].cell, *(term.cell for term in relation.left))
    held = next((joint[cell] for cell in ids if cell in joint), None)
    if held is None:
        readings = [tuple(cells[cell].value for cell in ids)]
    elif held.complete and {*ids} <= {*held.cells}:
        readings = [tuple(each[held.cells.index(cell)] for cell in ids) for each in held.readings]
    else:
        return {True, False}
    if not any(any(parts) for _, *parts in readings):
        return {True} if all(total is not None for total, *_ in readings) else set()
    return {total is not None for total, *_ in readings}


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
