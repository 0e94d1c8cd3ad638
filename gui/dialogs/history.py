"""The journal of the report at hand, in words: who did what, when, and the hash that seals it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.export.entry_words import entry_words
from core.review.change import Entry, ReviewState
from gui.dialogs.set_up import set_up
from gui.naming import name_table
from gui.qt_types import Index

NUMBER, TIME, WHO, WHAT, HASH = range(5)
HASH_SHOWN = 16
WIDTHS = {NUMBER: 5, TIME: 19, WHO: 11, HASH: HASH_SHOWN}
"""How many digits each column has room for, whatever the size of the type."""
AIR = 24


class HistoryModel(QAbstractTableModel):
    """The entries of a journal, the last first."""

    def __init__(self, state: ReviewState, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = [
            _row(entry, entry_words(entry, state.report, language)) for entry in reversed(state.entries)
        ]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many entries there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Number, time, who, what, hash."""
        return 0 if parent is not None and parent.isValid() else HASH + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("序号"), self.tr("时间"), self.tr("操作人"), self.tr("操作"), self.tr("校验值"))
        return names[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A lookup in the ready rows."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        return None


class HistoryDialog(QDialog):
    """Shows the journal; nothing in it can be changed."""

    def __init__(self, state: ReviewState, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up(self, self.tr("操作记录"), 960, 560)
        hint = QLabel(
            self.tr("每条记录都含前一条的校验值；撤销和重做也各记一条，任何改动都能由“核验操作记录”查出。"),
            wordWrap=True,
        )
        hint.setProperty("role", "muted")
        self.table = self._table(HistoryModel(state, language, self))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.table, 1)
        column.addWidget(buttons)

    def _table(self, model: HistoryModel) -> QTableView:
        table = QTableView()
        table.setModel(model)
        name_table(table, self.tr("操作记录"), self.tr("操作记录的列名"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setProperty("role", "list")
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width * table.fontMetrics().horizontalAdvance("0") + AIR)
        table.horizontalHeader().setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.horizontalHeader().setHighlightSections(False)
        table.selectRow(0)
        return table


def _row(entry: Entry, what: str) -> tuple[str, str, str, str, str]:
    time = datetime.fromisoformat(entry.at).strftime("%Y-%m-%d %H:%M:%S")
    return str(entry.number), time, entry.who, what, entry.hash[:HASH_SHOWN]
