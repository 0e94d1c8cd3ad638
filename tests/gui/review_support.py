"""Sessions on made reports, for the tests of the findings and of the review's flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from core.extract.report import Cell, CellState, Number, Report
from core.review.session import Session
from tests.support import make_report

Values = Mapping[str, Number | None]

BALANCE_OFF: Values = {
    "t3.new.natural": 12,
    "t3.new.enterprise": 8,
    "t3.new.sum": 20,
    "t3.total.natural": 10,
    "t3.total.enterprise": 10,
    "t3.total.sum": 20,
    "t3.granted.natural": 10,
    "t3.granted.enterprise": 10,
    "t3.granted.sum": 20,
}
"""The balances of 自然人 and 商业企业 are off by 2 either way: one group of two."""

SUM_OFF: Values = {"t4.review.upheld": 3, "t4.review.sum": 4}
"""One failure on its own."""

BLANKS: Values = {
    "t2.rules.made": None,
    "t2.rules.published": None,
    "t2.rules.total_public": None,
}
"""One run of three blanks."""


def begin(folder: Path, *values: Values, name: str = "review") -> Session:
    """A session on a report that holds these values."""
    return begin_on(folder, make_report({key: value for part in values for key, value in part.items()}), name)


def begin_on(folder: Path, report: Report, name: str = "review") -> Session:
    """A session on a report."""
    return Session.start(folder / f"{name}.gouji", b"source", "report.txt", report, "测试员")


def with_ambiguity(report: Report, cell: str, candidates: tuple[Number, ...]) -> Report:
    """The report with a cell that several readings fit."""
    held = replace(report.cells[cell], value=None, raw="12", state=CellState.AMBIGUOUS, candidates=candidates)
    cells: dict[str, Cell] = {**report.cells, cell: held}
    return replace(report, cells=cells)
