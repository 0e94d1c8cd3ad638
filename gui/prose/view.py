"""The tab of the prose's figures: how many agree above, each figure with its words and its result below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.review.change import DecisionKind, ReviewState
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.findings.sorts import Sort, sort_name
from gui.list_table import ListTable
from gui.number_edit import begins_number, open_editor
from gui.prose.delegate import ProseDelegate
from gui.prose.model import ABOUT, CLAUSE, OTHER, RESULT, UNIT, VALUE, ProseModel
from gui.row_paint import ICON, PAD
from gui.theme import Theme
from gui.translation import Say

LEAST_WORDS = 120
"""Pixels that a column of words has at least."""
CLAUSE_SHARE = 0.55
"""Of the room for words, what those of the document have."""
NUMBER_SAMPLE = "122,781,800"
SORTS = (Sort.FAILED, Sort.DOUBT, Sort.SKIPPED, Sort.PASSED)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FiguresTable(ListTable):
    """The figures; the columns of words share what the numbers leave.

    Enter goes to the cell; a digit, or F2, edits the number of the row.
    """

    entered = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shares the width out anew, and keeps the current row in sight."""
        super().resizeEvent(event)
        self.share_out()
        self.scrollTo(self.currentIndex())

    def share_out(self) -> None:
        """Gives the columns of words what is left."""
        held = sum(self.columnWidth(column) for column in (RESULT, VALUE, UNIT, OTHER))
        room = self.viewport().width() - held
        clause = max(LEAST_WORDS, int(room * CLAUSE_SHARE))
        self.setColumnWidth(CLAUSE, clause)
        self.setColumnWidth(ABOUT, max(LEAST_WORDS, room - clause))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the table; a digit begins to edit with it, F2 with the present number."""
        if event.key() in ENTER:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.edit_current()
        elif begins_number(event):
            self.edit_current(event.text())
        else:
            super().keyPressEvent(event)

    def edit_current(self, text: str | None = None) -> None:
        """Opens the editor of the row's number, on it or on a text that typing began with."""
        index = self.currentIndex().siblingAtColumn(VALUE)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            open_editor(self, index, text)


class ProseView(QWidget):
    """The figures of the prose. `figureChosen` follows the user's choice, never a `select` by the program;
    `cellWanted` the wish to see the cell that the current figure speaks of; `valueEntered` what was typed
    for a figure."""

    figureChosen = Signal(str)
    cellWanted = Signal(str)
    valueEntered = Signal(str, str)

    def __init__(self, theme: Theme, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._quiet = False
        self.model = ProseModel(say, self)
        self._painter = ProseDelegate(theme, self)
        self.table = FiguresTable(self.model, self.tr("正文数字列表"), self.tr("正文数字的列名"))
        self.table.setItemDelegate(self._painter)
        self._painter.entered.connect(self.valueEntered)
        self.table.horizontalHeader().setMinimumSectionSize(24)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.doubleClicked.connect(self._go)
        self.table.entered.connect(self._go)
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.compared_only = QCheckBox(self.tr("只看核对过的"))
        self.compared_only.setToolTip(self.tr("不显示没有与任何数核对的数字"))
        self.compared_only.toggled.connect(self._filter)
        head = QFrame()
        head.setProperty("role", "head")
        line = QHBoxLayout(head)
        line.setContentsMargins(10, 3, 10, 3)
        line.addWidget(self._count, 1)
        line.addWidget(self.compared_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.setAccessibleName(self.tr("正文数字"))
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_state(self, state: ReviewState | None, places: tuple[Place, ...]) -> None:
        """Shows a review as it stands; the row chosen stays."""
        self._quiet = True
        chosen = self.current()
        self.model.show_state(state, places)
        self._tell()
        self._quiet = False
        self.select(chosen)

    def stage(self, staged: Mapping[str, str]) -> None:
        """Shows numbers while they wait for the reviewer's decision, and no others."""
        if staged != self._painter.staged:
            self._painter.staged = dict(staged)
            self.table.viewport().update()

    def current(self) -> str | None:
        """The figure of the current row."""
        index = self.table.currentIndex()
        return self.model.row(index.row()).id if index.isValid() else None

    def select(self, id: str | None) -> None:
        """Puts the mark on a figure and scrolls to it, without telling anybody; shows it if it is hidden."""
        if id is not None and self.model.find(id) is None and self.compared_only.isChecked():
            self.compared_only.setChecked(False)
        row = None if id is None else self.model.find(id)
        self._quiet = True
        if row is None:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        elif row != self.table.currentIndex().row():
            index = self.model.index(row, max(0, self.table.currentIndex().column()))
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)
        self._quiet = False

    def _tell(self) -> None:
        held = self.model.tally
        words = [self.tr("共 {count} 个数").format(count=sum(held.values()))]
        words += [f"{sort_name(sort)} {held[sort]}" for sort in SORTS if held.get(sort)]
        idle = held.get(None, 0)
        words.append(self.tr("不核对 {count}").format(count=idle))
        self._count.setText("　".join(words))
        self._count.setToolTip(self._count.text())
        self.compared_only.setEnabled(bool(idle))

    def _filter(self, only: bool) -> None:
        self._quiet = True
        chosen = self.current()
        self.model.show_compared_only(only)
        self._quiet = False
        if chosen is not None and self.model.find(chosen) is not None:
            self.select(chosen)

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.figureChosen.emit(self.model.row(current.row()).id)

    def _go(self) -> None:
        index = self.table.currentIndex()
        cells = self.model.row(index.row()).cells if index.isValid() else ()
        if cells:
            self.cellWanted.emit(cells[0])

    def _restyle(self) -> None:
        self._painter.restyle()
        self.table.verticalHeader().setDefaultSectionSize(self._painter.height())
        font = self._theme.font()
        metrics = QFontMetrics(font)
        number = metrics.horizontalAdvance(NUMBER_SAMPLE) + 2 * PAD
        self.table.setColumnWidth(VALUE, number + ICON)
        self.table.setColumnWidth(OTHER, number)
        unit = max(2 * metrics.height(), metrics.horizontalAdvance(self.tr("单位")))
        self.table.setColumnWidth(UNIT, unit + 2 * PAD)
        self.table.setColumnWidth(RESULT, _result_width(font))
        self.table.share_out()
        self.table.viewport().update()


def _result_width(font: QFont) -> int:
    """The room that every result needs, with its icon."""
    names = [sort_name(sort) for sort in Sort] + [settled_name(kind) for kind in DecisionKind]
    return max(map(QFontMetrics(font).horizontalAdvance, names)) + ICON + 6 + 2 * PAD
