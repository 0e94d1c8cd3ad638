"""The desk: the list of reports at the left, the one at hand at the right, or why there is none to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gui.context import Context
from gui.pane import Pane
from gui.reports.empty import ProblemState
from gui.reports.entry import Entry, Phase
from gui.reports.shelf import Shelf
from gui.reports.view import ReportsView
from gui.settings import Settings
from gui.workbench import Workbench

REPORTS_WIDTH = 184


class Desk(QSplitter):
    """Shows one entry of a shelf; what is to be done with an entry goes to the shelf."""

    def __init__(
        self, context: Context, shelf: Shelf, workbench: Workbench, parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._say = context.translation.text
        self.workbench = workbench
        self.reports = ReportsView(shelf.model, context.theme)
        self.problem = ProblemState(context.theme)
        self.inner = QStackedWidget()
        self.inner.addWidget(self.problem)
        self.inner.addWidget(workbench)
        self._pane = Pane(self.tr("报告"), self.reports)
        self.setChildrenCollapsible(False)
        self.addWidget(self._pane)
        self.addWidget(self.inner)
        self.setStretchFactor(1, 1)
        self._connect(shelf)

    def _connect(self, shelf: Shelf) -> None:
        self.reports.stopped.connect(shelf.stop)
        self.reports.closed.connect(shelf.remove)
        self.reports.retried.connect(shelf.retry)
        self.problem.retryWanted.connect(lambda: shelf.retry(self.reports.entry()))
        self.problem.removeWanted.connect(lambda: shelf.remove(self.reports.entry()))
        self.problem.stopWanted.connect(lambda: shelf.stop(self.reports.entry()))

    def show_open(self, entry: Entry) -> None:
        """Turns to an open report."""
        self.workbench.show_entry(entry)
        self.inner.setCurrentWidget(self.workbench)

    def show_waiting(self, entry: Entry) -> None:
        """Says of a report how far it is on its way in, or why it was refused."""
        if entry.phase is Phase.FAILED and entry.problem is not None:
            self.problem.show_problem(entry.path.name, self._say(entry.problem))
        else:
            self.problem.show_progress(entry.path.name, entry.pages)
        self.inner.setCurrentWidget(self.problem)

    def say_count(self, count: int) -> None:
        """Says how many reports there are."""
        self._pane.say(str(count))

    def restore(self, settings: Settings, width: int) -> None:
        """Sets the list as wide as it was left, or in its first proportion of a window so wide."""
        kept = settings.layout("reports")
        if kept is None or not self.restoreState(kept):
            self.setSizes([REPORTS_WIDTH, width - REPORTS_WIDTH])

    def keep(self, settings: Settings) -> None:
        """Keeps how wide the list is, and the splitters of the workbench."""
        settings.set_layout("reports", self.saveState())
        self.workbench.save_layout()
