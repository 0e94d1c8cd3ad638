"""Groups whose repairs must be looked for together, and what of a common repair each of them needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from core.reconcile.repair.change import Repair
from core.reconcile.repair.equations import Equation
from core.reconcile.repair.group import Group
from core.reconcile.repair.solve import Solver

MOST_TOGETHER = 4
"""How many groups at most are taken together."""


def searched(
    groups: Iterable[Group], totals: Mapping[int, Sequence[Repair]], solver: Solver
) -> dict[int, list[Repair]]:
    """The repairs of each group that fails between cells, such as disturb no other.

    Groups are taken together, as few as will do, where they have no repair one by one.
    """
    left = [group for group in groups if group.exact]
    found: dict[int, list[Repair]] = {}
    for size in range(1, MOST_TOGETHER + 1):
        for pool in combinations(left, size):
            if found.keys().isdisjoint(group.number for group in pool):
                known = totals[pool[0].number] if size == 1 else ()
                repairs = solver.repairs(frozenset().union(*(group.exact for group in pool)), known)
                if repairs:
                    found |= _shared(pool, repairs, solver)
        left = [group for group in left if group.number not in found]
    return found


def _shared(pool: Sequence[Group], repairs: list[Repair], solver: Solver) -> dict[int, list[Repair]]:
    """What each group of a pool needs of the repairs of all."""
    if len(pool) == 1:
        return {pool[0].number: repairs}
    return {group.number: _shares(repairs, group.exact, solver) for group in pool}


def _shares(joint: Iterable[Repair], wanted: Collection[str], solver: Solver) -> list[Repair]:
    """The parts of repairs that the wanted equations need, each once, likeliest first."""
    once = {}
    for repair in joint:
        part = _part(repair, wanted, solver.equations)
        changes = {cell: value for cell, value in repair.changes.items() if cell in part}
        once[tuple(changes.items())] = solver.repairer.of(changes)
    return sorted(once.values(), key=solver.repairer.order)


def _part(repair: Repair, wanted: Collection[str], equations: Sequence[Equation]) -> frozenset[str]:
    """The cells that change in the wanted equations, and those that change along with them."""
    held = [frozenset(each.terms.keys() & repair.changes.keys()) for each in equations]
    part = frozenset[str]().union(
        *(cells for cells, each in zip(held, equations, strict=True) if each.key in wanted)
    )
    while True:
        wider = part.union(*(cells for cells in held if not cells.isdisjoint(part)))
        if wider == part:
            return part
        part = wider
