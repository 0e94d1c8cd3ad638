"""A list of ready rows as a Qt model: what the list of findings and that of the prose's figures share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from gui.qt_types import Index


class Worded(Protocol):
    """A row that has its words ready."""

    @property
    def texts(self) -> Sequence[str]:
        """What its columns say."""


R = TypeVar("R", bound=Worded)


class RowList(QAbstractTableModel, Generic[R]):
    """A flat table of ready rows; whoever inherits names the columns and brings the rows up to date."""

    RowRole: ClassVar[int] = Qt.ItemDataRole.UserRole + 1
    columns: ClassVar[int]
    """How many columns there are."""
    numbers: ClassVar[tuple[int, ...]] = ()
    """The columns that hold numbers, which stand at the right."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[R] = []
        self._names = self.names()

    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        raise NotImplementedError

    def row(self, number: int) -> R:
        """A row as shown."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """How many columns there are."""
        return 0 if parent is not None and parent.isValid() else self.columns

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in self.numbers else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._names[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A lookup in the ready rows."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.texts[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return row.texts[index.column()] or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return " ".join(text for text in row.texts if text)
            case Qt.ItemDataRole.TextAlignmentRole if index.column() in self.numbers:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case self.RowRole:
                return row
        return None
