"""`make repairs`: how often what is suggested restores wrong values, each figure with what is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from core.reconcile.engine import Reconciliation
from tests.core.reconcile.repair.faults import Fault, faults, first_restores, mended, offered, restores
from tests.core.reconcile.repair.figures import clean

Test = Callable[[Fault, Reconciliation], bool]


@dataclass(frozen=True)
class Bar:
    """What is asked of so many faults of so many cells: the share of them that stands the test."""

    said: str
    table: str
    cells: int
    count: int
    test: Test
    share: float


def among(fault: Fault, result: Reconciliation) -> bool:
    """Whether one suggestion of a group is just the truth."""
    return any(each.changes == fault.truth for suggestions in offered(result) for each in suggestions)


BARS = (
    Bar("first suggestion of the first finding", "t3", 1, 1000, first_restores, 1),
    Bar("first suggestions", "t3", 2, 300, lambda fault, result: restores(fault, result, 1), 0.95),
    Bar("first three", "t3", 2, 300, lambda fault, result: restores(fault, result, 3), 0.98),
    Bar("among the suggestions", "t4", 1, 300, among, 1),
    Bar("first suggestions", "t3", 3, 100, lambda fault, result: restores(fault, result, 1), 0),
    Bar("first suggestions", "t3", 5, 100, lambda fault, result: restores(fault, result, 1), 0),
)


def main() -> int:
    """Measures and prints; 1 where a bar is missed."""
    missed = False
    for blank in (False, True):
        reports = clean(blank=blank)
        print(f"{len(reports)} reports, noughts {'left blank' if blank else 'written'}")
        for bar in BARS:
            made = faults(reports, bar.count, bar.cells, bar.table)
            held = sum(bar.test(fault, mended(fault)) for fault in made)
            short = held < bar.share * bar.count
            missed |= short
            asked = (
                f"asked {bar.share:.0%}{', FALLS SHORT' if short else ''}" if bar.share else "nothing asked"
            )
            print(f"  {bar.cells} in {bar.table}, {bar.said}: {held} of {bar.count} ({asked})", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
