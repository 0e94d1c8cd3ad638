"""The body of a table as a Qt model: ready values, a lookup each, changed only through `apply`.

What a cell says when it is pointed at is put into words only then.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from core.forms.form import PrintedCell
from core.review.change import ReviewState
from gui.qt_types import Index
from gui.tables.layout import SheetLayout
from gui.tables.present import Shown, gather, present
from gui.tables.telling import spoken, tooltip
from gui.translation import Say

ROOT = QModelIndex()
NUMBER = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsEditable
    | Qt.ItemFlag.ItemNeverHasChildren
)
TEXT = Qt.ItemFlag.NoItemFlags
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Role(IntEnum):
    """What the model tells besides Qt's own roles."""

    CELL = Qt.ItemDataRole.UserRole + 1
    """The cell id, None for a text of the form."""
    SHOWN = Qt.ItemDataRole.UserRole + 2
    """The `Shown`, None for a text of the form."""
    PRINTED = Qt.ItemDataRole.UserRole + 3
    """The `PrintedCell` at a top left, None where a span covers."""


class SheetModel(QAbstractTableModel):
    """The numbers (and, where the sheet is not frozen, the texts) of one table of a report."""

    def __init__(
        self, layout: SheetLayout, state: ReviewState, say: Say, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.layout = layout
        self._say = say
        self._state = state
        self._doubts = gather(state.items)
        self._shown = {id: present(state, layout.table, self._doubts, id) for id in layout.places}

    def rowCount(self, parent: Index = ROOT) -> int:
        """The rows of the body."""
        return 0 if parent.isValid() else self.layout.rows

    def columnCount(self, parent: Index = ROOT) -> int:
        """The columns of the body."""
        return 0 if parent.isValid() else self.layout.columns

    def printed(self, index: Index) -> PrintedCell | None:
        """The printed cell whose top left is here."""
        return self.layout.printed_at.get((index.row(), index.column()))

    def index_of(self, id: str) -> QModelIndex:
        """Where a cell stands; invalid if the table has no such cell."""
        place = self.layout.places.get(id)
        return QModelIndex() if place is None else self.index(*place)

    def shown(self, id: str) -> Shown:
        """What a cell shows; KeyError for a cell of another table."""
        return self._shown[id]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A ready value."""
        printed = self.printed(index)
        if printed is None:
            return None
        if printed.cell is None:
            return self._text_data(printed, role)
        return self._number_data(self._shown[printed.cell], printed, role)

    def _text_data(self, printed: PrintedCell, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return printed.text
            case Role.PRINTED:
                return printed
        return None

    def _number_data(self, shown: Shown, printed: PrintedCell, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown.text
            case Qt.ItemDataRole.EditRole:
                return shown.edit
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self._state, self.layout.table, shown.id, self._say)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(self._state, self.layout.table, shown.id, shown.text, self._say)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
            case Role.CELL:
                return shown.id
            case Role.SHOWN:
                return shown
            case Role.PRINTED:
                return printed
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers can be chosen and edited; the texts of the form only be read."""
        printed = self.printed(index)
        if printed is None or printed.cell is None:
            return TEXT
        return NUMBER

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The frozen labels of a row or column in one line, for assistive technology and tooltips."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal:
            return " ".join(self.layout.column_path(self.layout.top, self.layout.left + section))
        return " ".join(self.layout.row_path(self.layout.top + section, self.layout.left))

    def apply(self, state: ReviewState, touched: Iterable[str]) -> frozenset[str]:
        """Takes over a step that touched these cells; returns those that look otherwise, each told once."""
        before, self._state, self._doubts = self._doubts, state, gather(state.items)
        changed = []
        for id in self._shown.keys() & {*touched, *before.differ(self._doubts)}:
            now = present(state, self.layout.table, self._doubts, id)
            if now != self._shown[id]:
                self._shown[id] = now
                changed.append(id)
        for id in changed:
            at = self.index_of(id)
            self.dataChanged.emit(at, at)  # one by one: for a range a view repaints all that is in sight
        return frozenset(changed)
