"""The views of the workbench, as those who turn them have them at hand."""

from __future__ import annotations

from dataclasses import dataclass

from gui.findings.panel import DecisionPanel
from gui.findings.view import FindingsView
from gui.pane import Pane
from gui.source.view import SourceView
from gui.tables.view import TablesView


@dataclass(frozen=True)
class Views:
    """The document, the tables in their pane, the panel under them, the list of findings."""

    source: SourceView
    tables: TablesView
    tables_pane: Pane
    panel: DecisionPanel
    findings: FindingsView

    def focus_tables(self) -> None:
        """Gives the table in front the keyboard."""
        page = self.tables.currentWidget()
        if page is not None:
            page.setFocus()
