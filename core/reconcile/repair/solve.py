"""The repairs of some failures: the fewest single cells, or a whole row or column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from core.forms.form import split_id
from core.reconcile.repair.change import WHOLE_LINE, Repair, Repairer
from core.reconcile.repair.equations import Equation, aimed, determined, is_solvable
from core.reconcile.repair.search import Budget, Deltas, smallest

MOST_CHANGES = 6
"""Of how many single numbers a repair is looked for."""

ATTEMPT = 20
"""How many steps of a search it costs to see whether there is anything to be found."""

SEARCH = 10_000
"""How many steps one search may take."""


@dataclass(frozen=True)
class Solver:
    """Finds what brings failing equations to hold and leaves every other as it is."""

    equations: Sequence[Equation]
    repairer: Repairer
    budget: Budget

    def repairs(
        self, wanted: Collection[str], known: Sequence[Repair] = (), most: int = MOST_CHANGES
    ) -> list[Repair]:
        """The repairs of the wanted equations, likeliest first, those `known` already among them.

        Single cells are tried where one does, or fewer than of a line or of what is known.
        """
        aim = aimed(self.equations, wanted)
        if not self.budget.step(ATTEMPT) or not is_solvable(aim):
            return []
        found = [*known, *map(self.repairer.repair, self._lines(aim))]
        fewer = min((len(repair.changes) for repair in found), default=most + 1) - 1
        budget = self.budget.part(SEARCH)
        at_most = budget.steps
        smaller = smallest(aim, self.repairer.fits, min(most, max(fewer, 1)), budget)
        self.budget.steps -= at_most - budget.steps
        found += map(self.repairer.repair, smaller)
        once = {tuple(repair.changes.items()): repair for repair in reversed(found)}
        return sorted(once.values(), key=self.repairer.order)

    def _lines(self, aim: Sequence[Equation]) -> Iterator[Deltas]:
        """What each row and each column would have to hold if nothing but it were wrong."""
        failing = [each for each in aim if each.off]
        for line, places in self._named_lines:
            near = [aim[place] for place in places]
            if sum(1 for each in near if each.off) == len(failing):
                deltas = determined(near, line)
                if deltas is not None:
                    changed = {cell: delta for cell, delta in deltas.items() if delta}
                    if len(changed) >= WHOLE_LINE and self.repairer.fits(changed):
                        yield changed

    @cached_property
    def _named_lines(self) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
        """The cells of each row and column, and the places of the equations that hold one of them."""
        places: dict[str, list[int]] = {}
        for place, each in enumerate(self.equations):
            for cell in each.terms:
                places.setdefault(cell, []).append(place)
        lines: dict[tuple[str, str, str], list[str]] = {}
        for cell in places:
            table, row, column = split_id(cell)
            lines.setdefault((table, "row", row), []).append(cell)
            lines.setdefault((table, "column", column), []).append(cell)
        return [
            (tuple(cells), tuple(sorted({place for cell in cells for place in places[cell]})))
            for cells in lines.values()
        ]
