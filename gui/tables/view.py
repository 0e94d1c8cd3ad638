"""The tables pane: a tab for each official table of the report."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QTabWidget, QToolButton, QWidget

from core.extract.report import Report
from core.forms.form import Form, Table, split_id
from core.forms.library import forms, known_forms
from core.messages import render
from core.reconcile.finding import Finding
from core.review.change import Change, ItemStatus, ReviewState
from gui.tables.layout import lay_out
from gui.tables.model import SheetModel
from gui.tables.sheet_view import SheetView
from gui.tables.telling import Say
from gui.theme import Theme, Tone


class TablesView(QTabWidget):
    """The official tables of a report, in the official layout, with what the review says of each cell.

    `cellSelected` tells the current cell whenever the user or `select_cell` changes it (not
    `focus_finding`, which its caller already knows of); `valueEntered` a cell id and the text typed.
    """

    cellSelected = Signal(str)
    valueEntered = Signal(str, str)

    def __init__(self, theme: Theme, say: Say = render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._say = say
        self._sheets: dict[str, SheetView] = {}
        self._state: ReviewState | None = None
        self._finding: Finding | None = None
        self._editable = True
        self._told: str | None = None
        self._quiet = False
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName(self.tr("提取结果"))
        self.tabBar().setAccessibleName(self.tr("表"))
        self.fold_button = QToolButton()
        self.fold_button.setText(self.tr("已折叠到本条涉及的行 · F9 展开"))
        self.fold_button.setAccessibleName(self.tr("展开全部行"))
        self.fold_button.setToolTip(self.tr("展开全部行"))
        self.fold_button.clicked.connect(self.toggle_fold)
        self.fold_button.hide()
        self.setCornerWidget(self.fold_button)
        self.currentChanged.connect(self._tell_current)
        self.currentChanged.connect(self._tell_fold)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground that tabs and fold button stand on."""
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.colour(Tone.RAISED))

    # Showing a report

    def show_state(self, state: ReviewState | None) -> None:
        """Shows a report from the start, or nothing."""
        self._quiet = True
        kept = self.currentIndex()
        self._sheets.clear()
        self._finding = self._told = None
        while self.count():
            page = self.widget(0)
            self.removeTab(0)
            page.deleteLater()
        self._state = state
        if state is not None:
            for form, table in report_tables(state.report):
                self._add(form, table, state)
            self._count()
            self.setCurrentIndex(max(0, min(kept, self.count() - 1)))
        self._tell_fold()
        self._quiet = False

    def _add(self, form: Form | None, table: Table, state: ReviewState) -> None:
        if form is None:
            absent = QLabel(self.tr("原文中没有找到这张表"))
            absent.setProperty("role", "muted")
            absent.setMargin(24)
            self.addTab(absent, table.name)
            return
        totals = frozenset(
            side[0].cell for r in form.relations for side in (r.left, r.right) if len(side) == 1
        )
        model = SheetModel(lay_out(table), state, self._say)
        view = SheetView(model, self._theme, totals)
        model.setParent(view)
        view.set_editable(self._editable)
        view.cellChosen.connect(self._tell)
        view.valueEntered.connect(self.valueEntered)
        self._sheets[table.id] = view
        self.addTab(view, table.name)

    def apply(self, change: Change) -> None:
        """Repaints what a step changed: its cells, and those whose findings came, went or were settled."""
        self._state = change.state
        for page in self._sheets.values():
            page.apply(change.state, change.cells)
        self._count()

    def _count(self) -> None:
        assert self._state is not None
        open_findings = Counter(
            split_id(item.finding.cells[0])[0]
            for item in self._state.items
            if item.status is not ItemStatus.SETTLED and item.finding.cells
        )
        for id, page in self._sheets.items():
            name, count = page.sheet.layout.table.name, open_findings[id]
            at, text = self.indexOf(page), f"{name} ● {count}" if count else name
            if self.tabText(at) == text:
                continue
            self.setTabText(at, text)
            self.setTabToolTip(
                at, self.tr("{count} 处待处理").format(count=count) if count else self.tr("没有待处理的事项")
            )

    # The current cell

    def sheet(self, table: str) -> SheetView | None:
        """The view of a table by its id, None where the report has no such table."""
        return self._sheets.get(table)

    def current_cell(self) -> str | None:
        """The current cell of the table in front."""
        page = self.currentWidget()
        return page.current() if isinstance(page, SheetView) else None

    def select_cell(self, cell: str) -> None:
        """Brings a cell's table to the front, makes the cell current and scrolls to it."""
        page = self._sheets.get(split_id(cell)[0])
        if page is None:
            return
        self._bring(page, cell)
        self._tell_current()

    def _bring(self, page: SheetView, cell: str) -> None:
        self._quiet = True
        self.setCurrentWidget(page)
        page.choose(cell)
        self._tell_fold()
        self._quiet = False

    def _tell_current(self) -> None:
        cell = self.current_cell()
        if cell is not None:
            self._tell(cell)

    def _tell(self, cell: str) -> None:
        if not self._quiet and cell != self._told:
            self._told = cell
            self.cellSelected.emit(cell)

    # The finding in focus

    def focus_finding(self, finding: Finding | None) -> None:
        """Outlines every cell of a finding and folds its table; makes one of them current, silently."""
        self._finding = finding
        cells = finding.cells if finding is not None else ()
        home = self._sheets.get(split_id(cells[0])[0]) if cells else None
        for page in self._sheets.values():
            page.outline(cells)
            page.fold(cells if page is home else ())
        self._tell_fold()
        if finding is None or home is None:
            return
        present = home.current()
        chosen = present if present in cells else likely(finding)
        self._bring(home, chosen)
        self._told = chosen

    def toggle_fold(self) -> None:
        """Folds the table in front to the finding's rows, or shows all its rows again."""
        page = self.currentWidget()
        if not isinstance(page, SheetView):
            return
        if page.folded:
            page.unfold()
        elif self._finding is not None:
            page.fold(self._finding.cells)
        self._tell_fold()

    def _tell_fold(self) -> None:
        page = self.currentWidget()
        self.fold_button.setVisible(isinstance(page, SheetView) and page.folded)

    # Editing

    def set_editor_enabled(self, enabled: bool) -> None:
        """Whether a digit or F2 edits a cell."""
        self._editable = enabled
        for page in self._sheets.values():
            page.set_editable(enabled)

    def edit_current(self) -> None:
        """Edits the current cell in place, as F2 does."""
        page = self.currentWidget()
        if isinstance(page, SheetView):
            page.edit_current()

    def stage(self, cell: str | None, text: str = "") -> None:
        """Shows a typed value in its cell while it waits for its decision; None takes it back."""
        for id, page in self._sheets.items():
            mine = cell is not None and split_id(cell)[0] == id
            page.stage((cell, text) if cell is not None and mine else None)


def report_tables(report: Report) -> list[tuple[Form | None, Table]]:
    """The tables to show, in the form's order; the form None for one that the report lacks."""
    known = known_forms(report.own)
    fallback = known.get(report.template) or next(reversed(forms().values()))
    shown: list[tuple[Form | None, Table]] = []
    for id, table in fallback.tables.items():
        name = report.forms.get(id)
        shown.append((None, table) if name is None else (known[name], known[name].tables[id]))
    return shown


def likely(finding: Finding) -> str:
    """The cell to stand on first: what the best suggestion changes, else the stated total, else the first."""
    suggested = next((cell for s in finding.suggestions for cell in s.changes if cell in finding.cells), None)
    if suggested is not None:
        return suggested
    relation = finding.relation
    alone = relation.right[0].cell if relation is not None and len(relation.right) == 1 else None
    return alone if alone in finding.cells else finding.cells[0]
