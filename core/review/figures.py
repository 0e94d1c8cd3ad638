"""Figures of the prose in a review: held as cells are, given new numbers, found again in a next version.

A figure has a place of its own in a document and no other name: its id (prose.N) counts anew in every
version. What a decision keeps of a figure therefore holds its words too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from core.extract.numbers import read_number, tidy
from core.extract.prose.model import Bound, Figure
from core.extract.prose.rates import RATES
from core.extract.prose.restated import Restated
from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import PROSE, Column

POINTS = "个百分点"
SHARES = (*RATES, POINTS)
"""The units of figures that are no counts."""

MOST_DECIMALS = 6
"""So many decimals of a share are read in a report."""


def is_figure(id: str) -> bool:
    """Whether an id names a figure of the prose."""
    return id.startswith(PROSE)


def figures_of(report: Report) -> dict[str, Figure]:
    """The figures of a report's prose by id."""
    return {figure.id: figure for figure in report.prose.figures}


def figure_cells(report: Report, restated: Mapping[str, Restated] | None = None) -> dict[str, Cell]:
    """The figures of a report as cells, by id; those of `restated` with their new numbers.

    KeyError for a figure that the report does not have.
    """
    cells = {
        figure.id: Cell(figure.id, figure.value, figure.raw, CellState.OK, figure.location)
        for figure in report.prose.figures
    }
    for id, (value, _) in (restated or {}).items():
        cells[id] = replace(cells[id], value=value, state=CellState.CORRECTED)
    return cells


def figure_column(figure: Figure) -> Column:
    """What a figure is to those who write and read numbers by the columns of forms."""
    return Column("prose", figure.raw, "amount" if figure.unit == "元" else "count", figure.unit)


def parse_figure(text: str, figure: Figure) -> Restated:
    """A number as a reviewer types it for a figure, with or without the unit: 12278.18万, 32.05%, 2,599件.

    In single units, or in yuan, where it says no multiple. ValueError where it is none, or none that the
    figure may be.
    """
    held, share = tidy(text), figure.unit in SHARES
    written = read_number(held if figure.unit == "元" else held.removesuffix(figure.unit))
    if written is None or written.unit not in ("", figure.unit) or (share and written.multiple > 1):
        raise ValueError(text)
    value = _shortest(written.value)
    check_figure(figure, value)
    if figure.bound is not Bound.EXACT or not (share or written.multiple > 1):
        return value, 0
    exponent = written.size.as_tuple().exponent
    assert isinstance(exponent, int)
    return value, _shortest(Decimal(10) ** exponent * written.multiple)


def check_figure(figure: Figure, value: Number | None) -> None:
    """ValueError for what the figure cannot be: a statement has no number, and a count no decimals."""
    if figure.value is None or value is None:
        raise ValueError(f"{figure.id}: a statement without a number, or none given")
    if value < 0:
        raise ValueError(f"{figure.id}: a figure is not negative")
    decimals = MOST_DECIMALS if figure.unit in SHARES else 2 if figure.unit == "元" else 0
    if Decimal(value) != round(Decimal(value), decimals):
        raise ValueError(f"{figure.id}: {value} has too many decimals")


def found_again(figure: Figure, report: Report) -> Figure | None:
    """The figure in another version of the document: the only one in the same words but for its number."""
    wanted = _words(figure)
    hits = [other for other in report.prose.figures if _words(other) == wanted]
    return hits[0] if len(hits) == 1 else None


def is_same(figure: Figure | None, other: Figure | None) -> bool:
    """Whether two versions of a document print the same figure in the same words."""
    if figure is None or other is None:
        return False
    return (figure.clause, figure.raw, figure.value) == (other.clause, other.raw, other.value)


def _words(figure: Figure) -> tuple[str, str, str]:
    """The words around a figure's number, and its unit."""
    before, _, after = figure.clause.rpartition(figure.raw)
    return before, after, figure.unit


def _shortest(value: Decimal) -> Number:
    return int(value) if value == value.to_integral_value() else value.normalize()
