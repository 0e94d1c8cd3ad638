"""The table of a list of ready rows: what the list of findings and that of the prose's figures share."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelection, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from gui.naming import name_table


class ListHeader(QHeaderView):
    """The names of the columns; they are not drawn anew for what is chosen below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Nothing: rows are chosen, and a row reaches under every name."""


class ListTable(QTableView):
    """Whole rows, chosen and never edited; Tab leaves it, letters are the window's keys."""

    def __init__(
        self, model: QAbstractItemModel, name: str, columns: str, parent: QWidget | None = None
    ) -> None:
        """`name` and `columns` are what a screen reader calls the list and the names of its columns."""
        super().__init__(parent)
        self.setHorizontalHeader(ListHeader(self))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        name_table(self, name, columns)

    def keyboardSearch(self, search: str) -> None:
        """Letters are the window's keys; they look nothing up here."""
