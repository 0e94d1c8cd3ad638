"""Tries values out: how the relations of a report would come out with them, nothing being decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.extract.report import Cell, CellState, Number, Report
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.evaluate import evaluate, relations_of
from core.reconcile.finding import Outcome
from core.reconcile.prose import prose_outcomes
from core.reconcile.readings import read_numbers


def trial(
    values: Mapping[str, Number | None],
    cells: Mapping[str, Cell],
    report: Report,
    beside: Beside = NOTHING,
) -> tuple[Outcome, ...]:
    """The outcome of every relation that speaks of one of these cells, as if they held these values."""
    numbers = read_numbers({**cells, **_tried(values, cells)}, report, beside)
    return tuple(
        evaluate(relation, numbers, report)
        for relation in relations_of(report)
        if not values.keys().isdisjoint(relation.cells)
    )


def trial_prose(
    values: Mapping[str, Number | None],
    cells: Mapping[str, Cell],
    report: Report,
    beside: Beside = NOTHING,
) -> tuple[Outcome, ...]:
    """The outcome of everything that the prose claims, as if these cells held these values."""
    tried = {**cells, **_tried(values, cells)}
    return prose_outcomes(read_numbers(tried, report, beside), tried, report)


def _tried(values: Mapping[str, Number | None], cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {id: replace(cells[id], value=value, state=CellState.CORRECTED) for id, value in values.items()}
