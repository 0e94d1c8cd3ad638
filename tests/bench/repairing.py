"""How long it takes to say what would settle a report's failures, beside checking the report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from core.reconcile.engine import reconcile
from core.reconcile.repair.repaired import repaired
from tests.bench.timing import Figure, clock
from tests.core.reconcile.repair.faults import Fault, faults, written
from tests.core.reconcile.repair.figures import clean

BARS = {1: 100, 5: 1000}
"""How many milliseconds a report with so many wrong values may take, at the worst."""

REPORTS = 40


def figures() -> Iterator[Figure]:
    """The median and the worst of reports with wrong values in table 3."""
    for cells, most in BARS.items():
        times, checks = zip(*map(timed, faults(clean(), REPORTS, cells, seed=3)), strict=True)
        name = f"Repair, {cells} wrong"
        yield Figure(f"{name}, median", median(times), "checking the report", median(checks))
        yield Figure(f"{name}, the slowest of {REPORTS}", max(times), most=most)


def timed(fault: Fault) -> tuple[float, float]:
    """The milliseconds of repairing, and of checking."""
    report = written(fault.report, fault.wrong)
    result = reconcile(report.cells, report)
    checking = clock(partial(reconcile, report.cells, report))
    return clock(partial(repaired, result, report.cells, report)), checking
