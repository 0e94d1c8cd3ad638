"""Ranks the readings of digits that run together by the reports laid beside: those first that agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extract.report import Report
from core.forms.relation import Relation
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.evaluate import evaluate
from core.reconcile.finding import Status
from core.reconcile.readings import BLANKS, Numbers, Reading, Run
from core.reconcile.years import needs_last_year


def ranked(numbers: Numbers, relations: Sequence[Relation], report: Report, beside: Beside) -> Numbers:
    """The numbers, the readings of each run in the order of how far they disagree with what lies beside.

    What counts is how many relations with last year a reading breaks, and how many of its cells hold
    another number in the other form. Nothing is ruled out by it: those reports may be wrong themselves.
    """
    if beside == NOTHING:
        return numbers
    yearly = [relation for relation in relations if needs_last_year(relation)]
    runs = dict(numbers.runs)
    for run in {run.place: run for run in numbers.runs.values()}.values():
        if len(run.readings) > 1:
            order = _Order(run, yearly, numbers, report, beside)
            better = replace(run, readings=tuple(sorted(run.readings, key=order.disagreement)))
            runs |= dict.fromkeys(run.cells, better)
    return replace(numbers, runs=runs)


class _Order:
    """How far the readings of one run disagree with what lies beside the report."""

    def __init__(
        self, run: Run, yearly: Sequence[Relation], numbers: Numbers, report: Report, beside: Beside
    ) -> None:
        self._run = run
        self._tied = [one for one in yearly if not set(run.cells).isdisjoint(one.cells)]
        others = {cell: other for cell, other in numbers.runs.items() if cell not in run.cells}
        self._numbers = replace(numbers, runs=others)
        self._report = report
        there = {} if beside.other_form is None else beside.other_form.report.cells
        self._there = [
            cell.value or 0
            if (cell := there.get(id)) and (cell.value is not None or cell.state in BLANKS)
            else None
            for id in run.cells
        ]

    def disagreement(self, reading: Reading) -> int:
        """How many relations with last year break with a reading, and cells differ from the other form."""
        values = {cell: value or 0 for cell, value in zip(self._run.cells, reading, strict=True)}
        tried = replace(self._numbers, values={**self._numbers.values, **values})
        broken = (evaluate(one, tried, self._report).status is Status.FAILED for one in self._tied)
        differing = (
            there is not None and there != (here or 0)
            for there, here in zip(self._there, reading, strict=True)
        )
        return sum(broken) + sum(differing)
