"""A repair: the numbers that cells would hold with it, and how likely it is that they do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.extract.report import Cell, Number, Report
from core.forms.form import split_id
from core.forms.relation import Relation
from core.messages import message
from core.reconcile.repair.equations import exact, is_exact
from core.reconcile.repair.search import Deltas
from core.reconcile.repair.slips import SLIP, STATES, Slip, line_slip, slip
from core.reconcile.wording import table_of

WHOLE_LINE = 3
"""So many cells of one row or column that change are one fault of the line, not as many of single numbers."""


@dataclass(frozen=True, slots=True)
class Repair:
    """New values by cell, in the form's order, and what seems to have happened."""

    changes: Mapping[str, Number | None]
    slip: Slip

    @property
    def cost(self) -> int:
        """What it costs: the less, the likelier."""
        return self.slip.cost


class Repairer:
    """Makes repairs of changes to one report's numbers."""

    def __init__(self, cells: Mapping[str, Cell], report: Report, relations: Iterable[Relation]) -> None:
        self._cells = cells
        self._places = {cell: at for at, cell in enumerate(report.cells)}
        self._report = report
        self._totals = {each.right[0].cell for each in relations if is_exact(each) and len(each.right) == 1}

    def fits(self, deltas: Deltas) -> bool:
        """Whether the cells may hold what they would: counts whole and not negative, money to the fen."""
        return all(self._may_hold(cell, self._value(cell, delta)) for cell, delta in deltas.items())

    def repair(self, deltas: Deltas) -> Repair:
        """The repair that changes cells by so much."""
        return self.of(self.values({cell: delta for cell, delta in deltas.items() if delta}))

    def values(self, deltas: Deltas) -> dict[str, Number | None]:
        """What cells hold that change by so much, in the form's order."""
        order = sorted(deltas, key=self._places.__getitem__)
        return {cell: self._written(cell, self._value(cell, deltas[cell])) for cell in order}

    def of(self, changes: Mapping[str, Number | None]) -> Repair:
        """The repair that gives cells these values."""
        each = [
            slip(self._cells[cell].value, now, total=cell in self._totals) for cell, now in changes.items()
        ]
        doubt = sum(STATES.get(self._cells[cell].state, 0) for cell in changes)
        apart = sum(one.cost for one in each)
        if len(changes) == 1:
            return Repair(changes, Slip(SLIP + apart + doubt, each[0].said))
        line = self._line(changes)
        known = line_slip(line, self._cells, changes) if line else None
        if known is not None:
            return Repair(changes, Slip(SLIP + known.cost + doubt, known.said))
        if line and len(changes) >= WHOLE_LINE:
            return Repair(changes, Slip(2 * SLIP + apart + doubt, message("reconcile.slip.line")))
        several = message("reconcile.slip.several", slips=tuple(dict.fromkeys(one.said for one in each)))
        return Repair(changes, Slip(len(each) * SLIP + apart + doubt, several))

    def order(self, repair: Repair) -> tuple[int, tuple[int, ...]]:
        """What repairs are sorted by: what they cost, then where their cells stand in the form."""
        return repair.cost, tuple(self._places[cell] for cell in repair.changes)

    def _value(self, cell: str, delta: Fraction) -> Number | None:
        return exact(Fraction(self._cells[cell].value or 0) + delta)

    def _may_hold(self, cell: str, value: Number | None) -> bool:
        table, _, column = split_id(cell)
        kind = table_of(table, self._report).columns[column].kind
        if value is None or (kind != "amount" and not isinstance(value, int)):
            return False
        return kind == "change" or value >= 0

    def _written(self, cell: str, value: Number | None) -> Number | None:
        """A nought as the rest of its row writes it, else its table: as 0, or as a blank where most are."""
        if value:
            return value
        table = cell.partition(".")[0] + "."
        for around in (self._same_row(cell), [each for each in self._places if each.startswith(table)]):
            written = [self._cells[each].value for each in around if each != cell]
            noughts = [each for each in written if not each]
            if noughts:
                return None if noughts.count(None) * 2 > len(noughts) else 0
        return 0

    def _same_row(self, cell: str) -> list[str]:
        table, row, _ = split_id(cell)
        return [f"{table}.{row}.{column}" for column in table_of(table, self._report).rows[row].columns]

    def _line(self, changes: Iterable[str]) -> Sequence[str]:
        """The row or column that all the cells stand in, in the form's order; nothing where there is none."""
        named = [split_id(cell) for cell in changes]
        if len({(table, row) for table, row, _ in named}) == 1:
            return self._same_row(next(iter(changes)))
        columns = {(table, column) for table, _, column in named}
        if len(columns) > 1:
            return ()
        ((table, column),) = columns
        return [each for each in table_of(table, self._report).cells if split_id(each)[2] == column]
