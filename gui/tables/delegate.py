"""Lends the cells of a table an editor; the table paints them itself."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

from gui.number_edit import NumberDelegate
from gui.qt_types import Index
from gui.tables.model import Role
from gui.tables.painter import CellPainter
from gui.theme import Theme


class CellDelegate(NumberDelegate):
    """Edits the numbers of a table in place."""

    def __init__(self, theme: Theme, cells: CellPainter, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._cells = cells

    def number_font(self) -> QFont:
        """That of the table."""
        return self._cells.font()

    def id_at(self, index: Index) -> str:
        """The id of the cell."""
        return str(index.data(Role.CELL))
