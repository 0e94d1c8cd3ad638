"""A small report under review, for the tests of the tables pane."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.extract.report import Number
from core.reconcile.finding import Finding
from core.review.change import ReviewState
from core.review.session import Session
from gui.tables.sheet_view import SheetView
from tests.support import make_report

OFF: dict[str, Number | None] = {
    "t3.new.natural": 6091,
    "t3.new.sum": 6091,
    "t3.granted.natural": 6081,
    "t3.granted.sum": 6081,
    "t3.total.natural": 6081,
    "t3.total.sum": 6081,
    "t3.carried_out.natural": 20,
    "t3.carried_out.sum": 10,
    "t3.partial.legal": None,
    "t3.denied.secret.legal": None,
}
"""自然人 misses its balance by 10, and with it the row 四; 总计 balances; two cells are blank."""
BALANCE = "t3.balance@natural"


def start(folder: Path, values: Mapping[str, Number | None] = OFF, form: str = "2019") -> Session:
    """A session on a report with some values; everything else is 0."""
    report = make_report(values, form=form)
    return Session.start(folder / "review.gouji", b"source", "report.txt", report, "reviewer")


def finding(state: ReviewState, key: str) -> Finding:
    """The finding of that key."""
    return next(item.finding for item in state.items if item.finding.key == key)


def click_cell(view: SheetView, cell: str) -> None:
    """A real click into a cell."""
    view.scrollTo(view.sheet.index_of(cell))
    at: QPoint = view.visualRect(view.sheet.index_of(cell)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
