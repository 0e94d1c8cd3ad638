"""The list of findings: filters with their counts above, the rows below."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QStyledItemDelegate,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.review.change import DecisionKind, ReviewState
from gui.findings.model import LEFT, POSITION, RELATION, REMARK, RIGHT, STATUS, FindingsModel
from gui.findings.places import Place
from gui.findings.reasons import settled_name
from gui.findings.rows import SORT_LOOKS, SORT_OF_STATUS, Row, Sort, sort_name
from gui.naming import name_table
from gui.row_paint import ICON, PAD, paint_ground, paint_sign
from gui.settings import Settings
from gui.theme import Theme, Tone

WIDTHS = {STATUS: 100, POSITION: 270, RELATION: 240, LEFT: 84, RIGHT: 84}
SHARES = {POSITION: 0.23, RELATION: 0.2}


class FindingsDelegate(QStyledItemDelegate):
    """Paints a cell of the list: the state with its icon, groups with their fold, settled rows muted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: Any, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of text with air around it."""
        return QSize(40, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """One cell."""
        row = index.data(FindingsModel.RowRole)
        assert isinstance(row, Row)
        painter.save()
        rect = paint_ground(painter, option, self._theme, first=index.column() == STATUS)
        if index.column() == STATUS:
            rect = self._sign(painter, rect, row)
        elif index.column() == POSITION:
            rect = self._fold(painter, rect, row, index)
        self._words(painter, option, rect, row, index)
        painter.restore()

    def _sign(self, painter: QPainter, rect: QRect, row: Row) -> QRect:
        paint_sign(painter, rect, self._theme, row.icon, row.tone)
        return rect.adjusted(ICON + 6, 0, PAD, 0)

    def _fold(
        self, painter: QPainter, rect: QRect, row: Row, index: QModelIndex | QPersistentModelIndex
    ) -> QRect:
        if row.members:
            model = index.model()
            assert isinstance(model, FindingsModel)
            name = "down" if model.is_unfolded(index.row()) else "right"
            self._theme.icon(name, Tone.MUTED).paint(painter, fold_rect(rect))
        return rect.adjusted(18 if row.members else 18 * row.depth, 0, 0, 0)

    def _words(
        self,
        painter: QPainter,
        option: Any,
        rect: QRect,
        row: Row,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        column = index.column()
        tone = row.tone if column == STATUS else Tone.MUTED if row.settled else Tone.TEXT
        painter.setPen(self._theme.colour(tone))
        font = option.font
        font.setBold(column == STATUS and not row.settled and row.sort in (Sort.FAILED, Sort.DOUBT))
        painter.setFont(font)
        text = QFontMetrics(font).elidedText(row.texts[column], Qt.TextElideMode.ElideRight, rect.width())
        side = Qt.AlignmentFlag.AlignRight if column in (LEFT, RIGHT) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)


def _status_width(font: QFont) -> int:
    """The room that every status needs, with its icon: English words are longer than Chinese ones."""
    font.setBold(True)
    names = [sort_name(sort) for sort in Sort] + [settled_name(kind) for kind in DecisionKind]
    return max(map(QFontMetrics(font).horizontalAdvance, names)) + ICON + 6 + 2 * PAD


def fold_rect(rect: QRect) -> QRect:
    """Where the sign stands that unfolds a group, within the padded place cell."""
    return QRect(rect.left(), rect.center().y() - 6, 13, 13)


class FindingsTable(QTableView):
    """The rows; → unfolds a group, ← folds it, a click on its sign does either."""

    toggled = Signal(int)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns of words share what a wide window gives."""
        super().resizeEvent(event)
        for column, share in SHARES.items():
            self.setColumnWidth(column, max(WIDTHS[column], int(share * self.viewport().width())))

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


class FindingsView(QWidget):
    """Filters and list; `rowChosen` follows the user's choice, never a `select` by the program."""

    rowChosen = Signal(object)

    def __init__(
        self, model: FindingsModel, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._theme, self._settings = model, theme, settings
        self._quiet = False
        self.filters = {sort: self._filter(sort) for sort in Sort}
        self.table = self._table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self.table, 1)
        self._nothing = QLabel(self.table.viewport())
        self._nothing.setProperty("role", "muted")
        self._nothing.setMargin(14)
        model.show_sorts(self._remembered())
        theme.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def show_state(self, state: ReviewState | None, places: tuple[Place, ...]) -> None:
        """Shows a review as it stands; rows that come and go do not count as a choice of the user."""
        self._quiet = True
        self._model.show_state(state, places)
        self._quiet = False
        self.refresh()

    def _toggle(self, row: int) -> None:
        self._quiet = True
        self._model.toggle(row)
        self._quiet = False

    def select(self, place: Place | None) -> None:
        """Puts the mark on the row of a place, without telling anybody."""
        row = None if place is None else self._model.find(place)
        self._quiet = True
        if row is None:
            self.table.clearSelection()
            self.table.setCurrentIndex(QModelIndex())
        else:
            column = max(0, self.table.currentIndex().column())
            self.table.setCurrentIndex(self._model.index(row, column))
        self._quiet = False

    def refresh(self) -> None:
        """Sets the counts into the filters."""
        counts = self._model.counts
        numbers = {
            Sort.FAILED: str(counts.failed),
            Sort.DOUBT: str(counts.doubts),
            Sort.SKIPPED: str(counts.skipped),
            Sort.PASSED: str(counts.passed),
        }
        if counts.groups and counts.groups < counts.failed:
            numbers[Sort.FAILED] = self.tr("{count}（{groups} 组）").format(
                count=counts.failed, groups=counts.groups
            )
        stated = {SORT_OF_STATUS[status]: count for status, count in counts.prose.items() if count}
        for sort, button in self.filters.items():
            of_prose = self.tr("正文 {count}").format(count=stated[sort]) if sort in stated else ""
            button.setText(" + ".join(filter(None, (f"{sort_name(sort)} {numbers[sort]}", of_prose))))
        self._tell_nothing()

    def _tell_nothing(self) -> None:
        """An empty list says whether nothing is wrong or the filters hide it."""
        counts = self._model.counts
        tables = counts.failed + counts.doubts + counts.skipped + counts.passed
        hidden = tables + sum(counts.prose.values())
        self._nothing.setText(
            self.tr("这里没有要显示的结果；另有 {count} 项可按上面的按钮显示。").format(count=hidden)
            if hidden
            else self.tr("没有可核对的关系。")
        )
        self._nothing.adjustSize()
        self._nothing.setVisible(self._model.rowCount() == 0)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("role", "head")
        line = QHBoxLayout(head)
        line.setContentsMargins(10, 2, 10, 2)
        line.setSpacing(4)
        title = QLabel(self.tr("核对结果"))
        title.setProperty("role", "title")
        line.addWidget(title)
        line.addSpacing(8)
        for button in self.filters.values():
            line.addWidget(button)
        line.addStretch()
        return head

    def _filter(self, sort: Sort) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIconSize(QSize(ICON, ICON))
        button.setAccessibleName(self.tr("显示{sort}").format(sort=sort_name(sort)))
        button.setToolTip(self.tr("显示或隐藏：{sort}").format(sort=sort_name(sort)))
        button.clicked.connect(self._filtered)
        return button

    def _table(self) -> FindingsTable:
        table = FindingsTable()
        table.setModel(self._model)
        table.setItemDelegate(FindingsDelegate(self._theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        name_table(table, self.tr("核对结果列表"), self.tr("核对结果的列名"))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 10)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(56)
        for column, width in WIDTHS.items():
            table.setColumnWidth(column, width)
        table.setColumnWidth(STATUS, max(WIDTHS[STATUS], _status_width(table.font())))
        header.setSectionResizeMode(REMARK, QHeaderView.ResizeMode.Stretch)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        table.selectionModel().currentRowChanged.connect(self._chosen)
        table.toggled.connect(self._toggle)
        return table

    def _remembered(self) -> frozenset[Sort]:
        kept = frozenset(sort for sort in Sort if sort.value in self._settings.filters)
        shown = kept or frozenset({Sort.FAILED, Sort.DOUBT, Sort.SKIPPED})
        for sort, button in self.filters.items():
            button.setChecked(sort in shown)
        return shown

    def _filtered(self) -> None:
        shown = frozenset(sort for sort, button in self.filters.items() if button.isChecked())
        self._settings.filters = frozenset(sort.value for sort in shown)
        self._quiet = True
        self._model.show_sorts(shown)
        self._quiet = False
        self._tell_nothing()

    def _chosen(self, current: QModelIndex) -> None:
        if current.isValid() and not self._quiet:
            self.rowChosen.emit(current.data(FindingsModel.RowRole))

    def _dress(self) -> None:
        for sort, button in self.filters.items():
            button.setIcon(self._theme.icon(*SORT_LOOKS[sort]))
        self.table.viewport().update()
