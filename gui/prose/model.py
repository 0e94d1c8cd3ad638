"""The figures of the prose as a Qt model: a flat table of ready rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.extract.report import Report
from core.reconcile.finding import Outcome
from core.review.change import ReviewState
from gui.findings.places import Place, figure_at
from gui.findings.rows import Say, Sort
from gui.prose.rows import FigureRow, figure_rows, tally

Index = QModelIndex | QPersistentModelIndex
RESULT, CLAUSE, VALUE, UNIT, OTHER, ABOUT = range(6)
NUMBERS = (VALUE, OTHER)


class ProseModel(QAbstractTableModel):
    """The figures, or only those that are compared with something."""

    RowRole = Qt.ItemDataRole.UserRole + 1

    def __init__(self, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._say = say
        self._of: Report | None = None
        self._said: tuple[tuple[Outcome, ...], tuple[Place, ...]] = (), ()
        self._all: tuple[FigureRow, ...] = ()
        self._rows: list[FigureRow] = []
        self.compared_only = False
        self.tally: Mapping[Sort | None, int] = {}

    def show_state(self, state: ReviewState | None, places: tuple[Place, ...]) -> None:
        """Shows a review as it stands; on the same report only the rows that differ are touched."""
        report = None if state is None else state.report
        same = report is self._of
        mine = tuple(place for place in places if figure_at(place) is not None)
        said = (() if state is None else state.prose), mine
        if same and said == self._said:
            return
        self._of, self._said = report, said
        self._all = () if state is None else figure_rows(state, places, self._say)
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

    def row(self, number: int) -> FigureRow:
        """A row as shown."""
        return self._rows[number]

    def find(self, id: str) -> int | None:
        """The row of a figure, or None where it is not shown."""
        return next((at for at, row in enumerate(self._rows) if row.id == id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """How many figures are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Result, words, number, unit, the tables' number, what it speaks of."""
        return 0 if parent is not None and parent.isValid() else ABOUT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in NUMBERS else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("结果"),
            self.tr("原文"),
            self.tr("数值"),
            self.tr("单位"),
            self.tr("表中数"),
            self.tr("说的是"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A lookup in the ready rows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return row.texts[index.column()] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(text for text in row.texts if text)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in NUMBERS:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case self.RowRole:
                return row
        return None

    def _refresh(self, after: list[FigureRow]) -> None:
        for number, row in enumerate(after):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, ABOUT))

    def _reset(self, after: list[FigureRow]) -> None:
        self.beginResetModel()
        self._rows = after
        self.endResetModel()
