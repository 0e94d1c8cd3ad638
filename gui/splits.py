"""The splitters of the workbench: how they stand at first, and how they were left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from gui.findings.panel import room_of
from gui.settings import Settings

COLUMNS_SHARE = 0.45
"""Of the width, what the source has at first."""
PANEL_HEIGHT = 206
FINDINGS_SHARE = 0.28
LOW = 650
"""A workbench less high than this takes what it lacks from the findings before the tables."""


class Splits:
    """Source beside tables over panel, and the findings below."""

    def __init__(self, source: QWidget, tables: QWidget, panel: QWidget, findings: QWidget) -> None:
        side = _splitter(Qt.Orientation.Vertical, tables, panel)
        side.setStretchFactor(0, 1)
        side.setStretchFactor(1, 0)
        columns = _splitter(Qt.Orientation.Horizontal, source, side)
        self.whole = _splitter(Qt.Orientation.Vertical, columns, findings)
        self._findings = findings
        self._held = {"columns": columns, "side": side, "whole": self.whole}

    def restore(self, settings: Settings, width: int, height: int) -> None:
        """Sets them as they were left, or in their first proportions of this size."""
        findings = int(FINDINGS_SHARE * (height - max(0, LOW - height)))
        findings = max(findings, self._findings.minimumSizeHint().height())
        above = height - findings
        panel = min(PANEL_HEIGHT, room_of(above))
        first = {
            "columns": [int(width * COLUMNS_SHARE), width - int(width * COLUMNS_SHARE)],
            "whole": [above, findings],
            "side": [above - panel, panel],
        }
        for name, sizes in first.items():
            kept = settings.layout(name)
            if kept is None or not self._held[name].restoreState(kept):
                self._held[name].setSizes(sizes)

    def keep(self, settings: Settings) -> None:
        """Keeps how they stand."""
        for name, splitter in self._held.items():
            settings.set_layout(name, splitter.saveState())


def _splitter(orientation: Qt.Orientation, first: QWidget, second: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(first)
    splitter.addWidget(second)
    return splitter
