"""The table of the list of findings: its columns, and how its groups are folded by key and mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from core.review.change import DecisionKind
from gui.findings.delegate import FindingsDelegate, fold_rect
from gui.findings.model import LEFT, POSITION, RELATION, REMARK, RIGHT, STATUS, FindingsModel
from gui.findings.reasons import settled_name
from gui.findings.rows import Row
from gui.findings.sorts import Sort, sort_name
from gui.list_table import ListTable
from gui.row_paint import ICON, PAD
from gui.theme import Theme

WIDTHS = {STATUS: 100, LEFT: 84, RIGHT: 84}
SHARES = {POSITION: 0.3, RELATION: 0.25}
"""Of what these leave, what two of the columns of words have; the last takes the rest."""


class FindingsTable(ListTable):
    """The rows; → unfolds a group, ← folds it, a click on its sign does either."""

    toggled = Signal(int)

    def __init__(self, model: FindingsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(model, self.tr("核对结果列表"), self.tr("核对结果的列名"), parent)
        self.setItemDelegate(FindingsDelegate(theme, self))
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(56)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setColumnWidth(STATUS, max(WIDTHS[STATUS], _status_width(self.font())))
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)

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


def _status_width(font: QFont) -> int:
    """The room that every status needs, with its icon: English words are longer than Chinese ones."""
    font.setBold(True)
    names = [sort_name(sort) for sort in Sort] + [settled_name(kind) for kind in DecisionKind]
    return max(map(QFontMetrics(font).horizontalAdvance, names)) + ICON + 6 + 2 * PAD
