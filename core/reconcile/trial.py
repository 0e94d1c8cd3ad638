"""Tries values out: how the relations of a report would come out with them, nothing being decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from core.extract.prose.model import Claim
from core.extract.report import Cell, CellState, Number, Report
from core.reconcile.beside import NOTHING, Beside
from core.reconcile.evaluate import evaluate, relations_of
from core.reconcile.finding import Outcome
from core.reconcile.prose import prose_outcomes
from core.reconcile.readings import Numbers, numbers_with, read_numbers


def trial(
    values: Mapping[str, Number | None],
    cells: Mapping[str, Cell],
    report: Report,
    beside: Beside = NOTHING,
) -> tuple[Outcome, ...]:
    """The outcome of every relation that speaks of one of these cells, as if they held these values."""
    return _touched(values, read_numbers({**cells, **_tried(values, cells)}, report, beside), report)


def trial_with_prose(
    values: Mapping[str, Number | None],
    cells: Mapping[str, Cell],
    numbers: Numbers,
    report: Report,
    beside: Beside = NOTHING,
) -> tuple[Outcome, ...]:
    """The outcomes of a trial, then those of the claims of the prose that speak of these cells' rows.

    `numbers`: those of the cells as they are.
    """
    tried = {**cells, **_tried(values, cells)}
    numbers = numbers_with(values, numbers) or read_numbers(tried, report, beside)
    rows = {id.rpartition(".")[0] for id in values}
    claims = tuple(claim for claim in report.prose.claims if _speaks_of(claim, rows))
    about = replace(report, prose=replace(report.prose, claims=claims))
    return (*_touched(values, numbers, report), *prose_outcomes(numbers, tried, about))


def _touched(values: Mapping[str, Number | None], numbers: Numbers, report: Report) -> tuple[Outcome, ...]:
    return tuple(
        evaluate(relation, numbers, report)
        for relation in relations_of(report)
        if not values.keys().isdisjoint(relation.cells)
    )


def _speaks_of(claim: Claim, rows: Collection[str]) -> bool:
    """Whether a claim names a cell of these rows: a blank total stands for its whole row."""
    sums = (claim.left, *claim.alternatives, *claim.bases, *claim.loose)
    return any(term.cell.rpartition(".")[0] in rows for terms in sums for term in terms)


def _tried(values: Mapping[str, Number | None], cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {id: replace(cells[id], value=value, state=CellState.CORRECTED) for id, value in values.items()}
