"""The figures of the prose as a Qt model: a flat table of ready rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt

from core.extract.report import Cell, Report
from core.reconcile.finding import Outcome
from core.review.change import Entry, ReviewState
from gui.findings.places import Place, figure_at
from gui.findings.sorts import Sort
from gui.prose.rows import FigureRow, figure_entries, figure_rows, tally
from gui.qt_types import Index
from gui.row_list import RowList
from gui.translation import Say

RESULT, CLAUSE, VALUE, UNIT, OTHER, ABOUT = range(6)
NUMBERS = (VALUE, OTHER)
_Said = tuple[tuple[Outcome, ...], tuple[Place, ...], Mapping[str, Cell], Mapping[str, Entry]]


class ProseModel(RowList[FigureRow]):
    """The figures, or only those that are compared with something."""

    columns = ABOUT + 1
    numbers = NUMBERS

    def __init__(self, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._of: Report | None = None
        self._said: _Said | None = None
        self._all: tuple[FigureRow, ...] = ()
        self.compared_only = False
        self.tally: Mapping[Sort | None, int] = {}

    def show_state(self, state: ReviewState | None, places: tuple[Place, ...]) -> None:
        """Shows a review as it stands; on the same report only the rows that differ are touched."""
        report = None if state is None else state.report
        same = report is self._of
        mine = tuple(place for place in places if figure_at(place) is not None)
        said = None if state is None else (state.prose, mine, state.figures, figure_entries(state))
        if same and said == self._said:
            return
        self._of, self._said = report, said
        known = {row.id: row for row in self._all} if same else {}
        self._all = () if state is None else figure_rows(state, places, self._say, known)
        self.tally = tally(self._all)
        shown = self._shown()
        if same and [row.id for row in shown] == [row.id for row in self._rows]:
            self._refresh(shown)
        else:
            self._reset(shown)

    def show_compared_only(self, only: bool) -> None:
        """Leaves out what is compared with nothing, or shows it again."""
        self.compared_only = only
        self._reset(self._shown())

    def _shown(self) -> list[FigureRow]:
        return [row for row in self._all if row.sort is not None or not self.compared_only]

    def find(self, id: str) -> int | None:
        """The row of a figure, or None where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == id), None)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A lookup in the ready rows; of a number also what its editor begins with, and what was decided."""
        if index.isValid() and index.column() == VALUE:
            row = self._rows[index.row()]
            if role == Qt.ItemDataRole.EditRole:
                return row.edit or ""
            if role == Qt.ItemDataRole.ToolTipRole and row.remark:
                return row.remark
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers can be edited, but not what a statement without one stands for."""
        held = super().flags(index)
        editable = index.isValid() and index.column() == VALUE and self._rows[index.row()].edit is not None
        return held | Qt.ItemFlag.ItemIsEditable if editable else held

    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return (
            self.tr("结果"),
            self.tr("原文"),
            self.tr("数值"),
            self.tr("单位"),
            self.tr("表中数"),
            self.tr("说的是"),
        )

    def _refresh(self, after: list[FigureRow]) -> None:
        for number, row in enumerate(after):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, ABOUT))

    def _reset(self, after: list[FigureRow]) -> None:
        self.beginResetModel()
        self._rows = after
        self.endResetModel()
