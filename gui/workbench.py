"""The workbench: source beside tables, the decision panel under them, the findings below, all in step."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.actions import Actions
from gui.asking import Asker
from gui.context import Context
from gui.findings.model import FindingsModel
from gui.findings.panel import DecisionPanel
from gui.findings.view import FindingsView
from gui.following import Follower
from gui.mending import Mender
from gui.pane import Pane
from gui.reports.entry import Entry
from gui.requests import Requests
from gui.review import Review
from gui.source.view import SourceView
from gui.splits import Splits
from gui.tables.view import TablesView
from gui.views import Views


class Workbench(QWidget):
    """Shows one open report and follows its `Review`; it decides nothing itself.

    What is done in a view goes to the review by `Requests`, and comes back to all of them by `Follower`.
    """

    pageWanted = Signal(int, float)
    """A page that the source is to show, and its scale."""
    cropWanted = Signal(int, float)
    """A page that a cell's picture is to be cut from, and its scale."""

    def __init__(
        self, context: Context, review: Review, actions: Actions, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._review = context, review
        say = context.translation.text
        self.source = SourceView(context.theme)
        self.tables = TablesView(context.theme, say)
        self.panel = DecisionPanel(context.theme, actions.ways, actions.next_spot)
        self.model = FindingsModel(say, self)
        self.findings = FindingsView(self.model, context.theme, context.settings)
        pane = Pane(self.tr("提取结果"), self.tables)
        self._views = Views(self.source, self.tables, pane, self.panel, self.findings)
        self._mender = Mender(context, review, self)
        self._follower = Follower(review, self._views, say, self)
        self._asker = Asker(review, self._views, self._follower, say, self)
        self._requests = Requests(review, self._views, self._follower, self)
        self.source.pageWanted.connect(self.pageWanted)
        self.panel.picture.pageWanted.connect(self.cropWanted)
        self._laid_out = False
        self._splits = Splits(self.source, pane, self.panel, self.findings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._splits.whole)

    def show_entry(self, entry: Entry) -> None:
        """Turns every view to an open report; the review is to be turned to it next."""
        state, document = entry.state, entry.document
        assert state is not None
        self._follower.turn_to(document)
        self.panel.show_run(None)
        report = state.report
        figures = {figure.id: figure for figure in report.prose.figures}
        self.source.show_document(document, {**report.cells, **figures})
        self.tables.show_state(state)

    def focus_tables(self) -> None:
        """Gives the table in front the keyboard."""
        self._views.focus_tables()

    def edit_run(self) -> bool:
        """Gives the run of digits at hand the keyboard; false where there is none to cut."""
        if self.panel.run.run is None or self._review.draft is not None:
            return False
        self.panel.run.begin()
        return True

    def take_reading(self, number: int) -> bool:
        """Cuts the run of digits at hand by one of its readings; false where there is none of that number."""
        return self._review.draft is None and self.panel.run.take_reading(number)

    def pane_cycle(self) -> list[QWidget]:
        """What F6 walks: the views that can take the keyboard."""
        held = [view for view in (self.source.viewer, self.tables.currentWidget()) if view is not None]
        if self.panel.members.isVisible():
            held.append(self.panel.members)
        if self.panel.run.run is not None:
            held.append(self.panel.run.canvas)
        return [*held, self.findings.table]

    def save_layout(self) -> None:
        """Keeps where the splitters stand."""
        if self._laid_out:
            self._splits.keep(self._context.settings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel's share of the height is another."""
        super().resizeEvent(event)
        self.panel.updateGeometry()

    def showEvent(self, event: QShowEvent) -> None:
        """The first time, sets the splitters as they were left, or in their first proportions."""
        super().showEvent(event)
        if not self._laid_out:
            self._laid_out = True
            self._splits.restore(self._context.settings, self.width(), self.height())
