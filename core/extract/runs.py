"""The runs of a table: what pieces each holds, and what the table's relations leave of their readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from core.extract.candidates import Run
from core.extract.habits import Habits
from core.extract.numbers import exact
from core.extract.reading import Piece, RowReading, TableReading
from core.extract.report import Number
from core.extract.solve import solve
from core.extract.steps import Steps
from core.extract.units import factor
from core.forms.form import Column

Reading = tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class SolvedRun:
    """A run with its cells in order, and the readings left of it, best first, amounts in yuan.

    `complete` and `sure` as in solve.Solved.
    """

    cells: tuple[str, ...]
    raw: Piece
    readings: tuple[Reading, ...]
    complete: bool
    sure: frozenset[str]

    def values(self, cell: str) -> tuple[Number | None, ...]:
        """The distinct values that the readings give a cell, in their order."""
        at = self.cells.index(cell)
        return tuple(dict.fromkeys(reading[at] for reading in self.readings))


@dataclass(frozen=True, slots=True)
class _Found:
    """A run as it stands in the source: its columns, its pieces without their unit, and that unit."""

    run: Run
    raw: Piece
    columns: tuple[Column, ...]
    unit: str


def solve_runs(
    found: TableReading, known: Mapping[str, Number], habits: Habits, steps: Steps
) -> tuple[SolvedRun, ...]:
    """All runs of the table, solved together; `known`, `habits` and `steps` as for `solve`."""
    runs = tuple(_runs(found))
    own = [relation for relation in found.form.relations if relation.table == found.table.id]
    solved = solve([each.run for each in runs], known, own, habits, steps)
    return tuple(
        SolvedRun(
            each.run.cells,
            each.raw,
            tuple(_in_yuan(reading, each, found) for reading in result.readings),
            result.complete,
            result.sure,
        )
        for each, result in zip(runs, solved, strict=True)
    )


def _runs(found: TableReading) -> Iterator[_Found]:
    """Rows that share one run (table 4) are one."""
    rows = [(row, found.rows[row.id]) for row in found.table.rows.values() if row.id in found.rows]
    for raw, group in groupby(rows, key=lambda pair: pair[1].run):
        if raw is None:
            continue
        members = list(group)
        names = [(row.id, name) for row, _ in members for name in row.columns]
        cells = tuple(f"{found.table.id}.{row}.{name}" for row, name in names)
        columns = tuple(found.table.columns[name] for _, name in names)
        variants, unit = _variants(members[0][1], columns[-1])
        signed = frozenset(at for at, column in enumerate(columns) if column.kind == "change")
        yield _Found(Run(cells, variants, signed, _joints(cells, found)), raw, columns, unit)


def _joints(cells: Sequence[str], found: TableReading) -> frozenset[int]:
    """How many of the first cells of a run stand for themselves: no relation ties them to the rest."""
    own = [set(relation.cells) for relation in found.form.relations if {*relation.cells} <= {*cells}]
    return frozenset(
        at
        for at in range(1, len(cells))
        if all(held.isdisjoint(cells[:at]) or held.isdisjoint(cells[at:]) for held in own)
    )


def _variants(reading: RowReading, last: Column) -> tuple[tuple[tuple[str, ...], ...], str]:
    """The pieces of the run, and the unit written at its end where an amount stands last."""
    pieces = reading.tokens
    if last.kind == "amount" and pieces:
        stem = pieces[-1].rstrip("元亿万千百十")
        return ((*pieces[:-1], stem),), pieces[-1][len(stem) :]
    return (pieces,), ""


def _in_yuan(reading: Reading, found: _Found, table: TableReading) -> Reading:
    return tuple(
        exact(Decimal(value) * _factor(column, found, table), column)
        if value is not None and (column.kind == "amount" or isinstance(value, Decimal))
        else value
        for value, column in zip(reading, found.columns, strict=True)
    )


def _factor(column: Column, found: _Found, table: TableReading) -> int:
    if column.kind != "amount":
        return 1
    return factor(found.unit or table.units.get(column.id, column.unit))
