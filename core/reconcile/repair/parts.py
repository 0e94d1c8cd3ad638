"""A repair of several groups at once, taken apart: what of it each group needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from core.reconcile.repair.change import Repair, Repairer
from core.reconcile.repair.equations import Equation


def shares(
    joint: Iterable[Repair], wanted: Collection[str], equations: Sequence[Equation], repairer: Repairer
) -> list[Repair]:
    """The parts of repairs that the wanted equations need, each once, likeliest first."""
    once = {}
    for repair in joint:
        part = _part(repair, wanted, equations)
        changes = {cell: value for cell, value in repair.changes.items() if cell in part}
        once[tuple(changes.items())] = repairer.of(changes)
    return sorted(once.values(), key=repairer.order)


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
