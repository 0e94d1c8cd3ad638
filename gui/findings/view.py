"""The list of findings: filters with their counts above, the rows below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from core.review.change import ReviewState
from gui.findings.model import FindingsModel
from gui.findings.places import Place
from gui.findings.sorts import SORT_LOOKS, SORT_OF_STATUS, Sort, sort_name
from gui.findings.table import FindingsTable
from gui.row_paint import ICON
from gui.settings import Settings
from gui.theme import Theme


class FindingsView(QWidget):
    """Filters and list; the signals follow the user's choice, never a `select` by the program."""

    rowChosen = Signal(object)
    """The Row chosen."""
    placesChosen = Signal(object)
    """The Places of several rows chosen."""

    def __init__(
        self, model: FindingsModel, theme: Theme, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._theme, self._settings = model, theme, settings
        self._quiet = False
        self.filters = {sort: self._filter(sort) for sort in Sort}
        self.table = FindingsTable(model, theme)
        self.table.selectionModel().selectionChanged.connect(self._chosen)
        self.table.toggled.connect(self._toggle)
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
        """Puts the mark on the row of a place, or on several chosen together, without telling anybody."""
        self._quiet = True
        self.table.mark([] if place is None else self._model.rows_of(place))
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

    def _chosen(self) -> None:
        chosen = [self._model.row(number) for number in self.table.marked()]
        if self._quiet or not chosen:
            return
        if len(chosen) == 1:
            self.rowChosen.emit(chosen[0])
        else:
            self.placesChosen.emit([row.place for row in chosen if row.place is not None])

    def _dress(self) -> None:
        for sort, button in self.filters.items():
            button.setIcon(self._theme.icon(*SORT_LOOKS[sort]))
        self.table.viewport().update()
