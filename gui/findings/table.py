"""The table of the list of findings: its columns, and how its groups are folded by key and mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from core.review.change import DecisionKind
from gui.findings.delegate import FindingsDelegate, fold_rect
from gui.findings.model import LEFT, POSITION, RELATION, REMARK, RIGHT, STATUS, FindingsModel
from gui.findings.reasons import settled_name
from gui.findings.rows import Row
from gui.findings.sorts import Sort, sort_name
from gui.list_table import ListTable
from gui.qt_types import Index
from gui.row_paint import ICON, PAD
from gui.theme import Theme

Command = QItemSelectionModel.SelectionFlag
SHIFT = Qt.KeyboardModifier.ShiftModifier
WIDTHS = {STATUS: 100, LEFT: 84, RIGHT: 84}
SHARES = {POSITION: 0.3, RELATION: 0.25}
"""Of what these leave, what two of the columns of words have; the last takes the rest."""


class FindingsTable(ListTable):
    """The rows; → unfolds a group, ← folds it, a click on its sign does either.

    Shift and Ctrl choose several; Ctrl+A those of one rule, and then all that stand open.
    """

    toggled = Signal(int)

    def __init__(self, model: FindingsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, self.tr("核对结果列表"), self.tr("核对结果的列名"), parent)
        self._findings = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(FindingsDelegate(theme, self))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(56)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(STATUS, max(WIDTHS[STATUS], _status_width(self.font())))
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)

    def marked(self) -> list[int]:
        """The rows chosen, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def mark(self, rows: Sequence[int]) -> None:
        """Chooses these rows and no others; the first of them is current where none of them was.

        Not by `setCurrentIndex`, which does as a click would with the keys that are held down.
        """
        model, chosen = self.selectionModel(), QItemSelection()
        for row in rows:
            chosen.select(self._findings.index(row, 0), self._findings.index(row, REMARK))
        if not rows:
            model.clear()
        elif list(rows) != self.marked():
            model.select(chosen, Command.ClearAndSelect)
        if rows and self.currentIndex().row() not in rows:
            model.setCurrentIndex(self._findings.index(rows[0], 0), Command.NoUpdate)
            self.scrollTo(self.currentIndex())

    def selectionCommand(self, index: Index, event: QEvent | None = None) -> Command:
        """Ctrl with Home or End chooses where it leads to; else as every list does."""
        ends = (Qt.Key.Key_Home, Qt.Key.Key_End)
        if isinstance(event, QKeyEvent) and event.key() in ends and not event.modifiers() & SHIFT:
            return Command.ClearAndSelect | Command.Rows
        return super().selectionCommand(index, event)

    def selectAll(self) -> None:
        """Chooses what stands open of the rule at hand, or all that stands open where that is chosen."""
        rows = [self._findings.row(number) for number in range(self._findings.rowCount())]
        waiting = [at for at, row in enumerate(rows) if not row.depth and row.place and row.place.open]
        rule = _rule(rows[self.currentIndex().row()]) if self.currentIndex().isValid() else ""
        alike = [at for at in waiting if _rule(rows[at]) == rule]
        self.mark(waiting if set(alike) <= set(self.marked()) else alike)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns of words share what the others leave."""
        super().resizeEvent(event)
        room = self.viewport().width() - sum(map(self.columnWidth, WIDTHS))
        for column, share in SHARES.items():
            self.setColumnWidth(column, int(share * room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold with the arrows; everything else is the table's own."""
        row = self.currentIndex().row()
        model = self.model()
        if row >= 0 and isinstance(model, FindingsModel) and model.row(row).members:
            wanted = {Qt.Key.Key_Right: False, Qt.Key.Key_Left: True}.get(Qt.Key(event.key()))
            if wanted is not None and model.is_unfolded(row) is wanted:
                self.toggled.emit(row)
                return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the sign of a group folds or unfolds it without choosing it."""
        at = event.position().toPoint()
        index = self.indexAt(at)
        if index.isValid() and index.column() == POSITION:
            sign = fold_rect(self.visualRect(index).adjusted(PAD, 0, -PAD, 0)).adjusted(-4, -4, 4, 4)
            row = index.data(FindingsModel.RowRole)
            if isinstance(row, Row) and row.members and sign.contains(at):
                self.toggled.emit(index.row())
                return
        super().mousePressEvent(event)


def _rule(row: Row) -> str:
    return row.place.first.rule if row.place is not None else ""


def _status_width(font: QFont) -> int:
    """The room that every status needs, with its icon: English words are longer than Chinese ones."""
    font.setBold(True)
    names = [sort_name(sort) for sort in Sort] + [settled_name(kind) for kind in DecisionKind]
    return max(map(QFontMetrics(font).horizontalAdvance, names)) + ICON + 6 + 2 * PAD
