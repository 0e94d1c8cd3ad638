"""The tables pane: a tab for each official table of the report, and one for the figures of its prose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QTabWidget, QToolButton, QWidget

from core.extract.report import Report
from core.forms.form import PROSE, Form, Table, split_id
from core.forms.library import forms, known_forms
from core.messages import render
from core.reconcile.finding import Finding
from core.review.change import Change, ItemStatus, ReviewState
from core.review.figures import is_figure
from gui.prose.view import ProseView
from gui.tables.layout import lay_out
from gui.tables.model import SheetModel
from gui.tables.sheet_view import SheetView
from gui.theme import Theme, Tone
from gui.translation import Say


class TablesView(QTabWidget):
    """The official tables of a report, in the official layout, with what the review says of each cell.

    `cellSelected` tells the current cell whenever the user or `select_cell` changes it (not
    `focus_finding`, which its caller already knows of); `valueEntered` a cell id and the text typed;
    `figureChosen` the figure of the prose that the user turned to; `proseInFront` whether the list of
    figures is what is in front.
    """

    cellSelected = Signal(str)
    valueEntered = Signal(str, str)
    figureChosen = Signal(str)
    proseInFront = Signal(bool)

    def __init__(self, theme: Theme, say: Say = render, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._say = say
        self._sheets: dict[str, SheetView] = {}
        self._state: ReviewState | None = None
        self._finding: Finding | None = None
        self._told: str | None = None
        self._quiet = False
        self.prose = ProseView(theme, say, self)
        self.prose.hide()
        self.prose.figureChosen.connect(self.figureChosen)
        self.prose.cellWanted.connect(self.select_cell)
        self.prose.valueEntered.connect(self.valueEntered)
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setAccessibleName(self.tr("提取结果"))
        self.tabBar().setAccessibleName(self.tr("表"))
        self.fold_button = QToolButton()
        self.fold_button.setText(self.tr("已折叠 · F9 展开"))
        self.fold_button.setAccessibleName(self.tr("展开全部行"))
        self.fold_button.setToolTip(self.tr("已折叠到本条涉及的行，按 F9 展开全部行"))
        self.fold_button.clicked.connect(self.toggle_fold)
        self.fold_button.hide()
        self.setCornerWidget(self.fold_button)
        self.currentChanged.connect(self._tell_current)
        self.currentChanged.connect(self._tell_fold)
        self.currentChanged.connect(lambda _: self.proseInFront.emit(self.currentWidget() is self.prose))

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
            if page is not self.prose:
                page.deleteLater()
        self._state = state
        if state is not None:
            for form, table in report_tables(state.report):
                self._add(form, table, state)
            if state.report.prose.figures:
                self.addTab(self.prose, self.tr("正文数字"))
            self._count()
            self.setCurrentIndex(max(0, min(kept, self.count() - 1)))
            if not self._sheets and state.report.prose.figures:
                self.setCurrentWidget(self.prose)
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
        waiting = [item.finding for item in self._state.items if item.status is not ItemStatus.SETTLED]
        open_findings = Counter(tab_of(finding) for finding in waiting)
        for id, page in self._sheets.items():
            self._name(page, page.sheet.layout.table.name, open_findings[id])
        if self.indexOf(self.prose) >= 0:
            self._name(self.prose, self.tr("正文数字"), open_findings[PROSE_TAB])

    def _name(self, page: QWidget, name: str, count: int) -> None:
        """Names a tab, and how many findings in it stand open."""
        at, text = self.indexOf(page), f"{name} ● {count}" if count else name
        if self.tabText(at) != text:
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

    def show_cell(self, cell: str) -> None:
        """Does the same silently: its caller knows of the cell."""
        page = self._sheets.get(split_id(cell)[0])
        if page is not None:
            self._bring(page, cell)
            self._told = cell

    def _bring(self, page: SheetView, cell: str, *, stay: bool = False) -> None:
        self._quiet = True
        if not stay:
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

    def focus_finding(self, finding: Finding | None, *, stay: bool = False) -> str | None:
        """Outlines every cell of a finding and folds its table; makes one of them current, silently.

        `stay`: leaves the tab in front where it is. Gives back the cell that was made current.
        """
        self._finding = finding
        cells = finding.cells if finding is not None else ()
        home = self._sheets.get(split_id(cells[0])[0]) if cells else None
        for page in self._sheets.values():
            page.outline(cells)
            page.fold(cells if page is home else ())
        self._tell_fold()
        if finding is None or home is None:
            return None
        present = home.current()
        chosen = present if present in cells else likely(finding)
        self._bring(home, chosen, stay=stay)
        self._told = chosen
        return chosen

    def focus_figure(self, figure: str | None, *, front: bool) -> None:
        """Marks a figure of the prose in its list, silently; `front` brings the list before the tables."""
        self.prose.select(figure)
        if front and figure is not None and self.indexOf(self.prose) >= 0:
            self._quiet = True
            self.setCurrentWidget(self.prose)
            self._tell_fold()
            self._quiet = False

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

    def edit_current(self) -> None:
        """Edits the current cell in place, as F2 does."""
        page = self.currentWidget()
        if isinstance(page, SheetView):
            page.edit_current()
        elif page is self.prose:
            self.prose.table.edit_current()

    def stage(self, staged: Mapping[str, str]) -> None:
        """Shows values in their cells while they wait for their decision, and no others."""
        for id, page in self._sheets.items():
            page.stage({cell: text for cell, text in staged.items() if split_id(cell)[0] == id})
        self.prose.stage({id: text for id, text in staged.items() if is_figure(id)})


PROSE_TAB = "prose"
"""What `tab_of` calls the tab of the prose's figures."""


def tab_of(finding: Finding) -> str:
    """The tab that a finding is counted in: its first cell's table, or that of the prose; or none."""
    if finding.key.partition("@")[2].startswith(PROSE):
        return PROSE_TAB
    return split_id(finding.cells[0])[0] if finding.cells else ""


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
    """The cell to stand on first: what the best suggestion changes, else the stated total, else the first.

    Where several suggestions are as good, none of them says where to stand.
    """
    clear = [made for made in finding.suggestions[:1] if made.tied == 1 and not made.breaks]
    suggested = next((cell for made in clear for cell in made.changes if cell in finding.cells), None)
    if suggested is not None:
        return suggested
    relation = finding.relation
    alone = relation.right[0].cell if relation is not None and len(relation.right) == 1 else None
    return alone if alone in finding.cells else finding.cells[0]
