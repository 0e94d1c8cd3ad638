"""The parts of a place with a tick each: what is unticked stays open when the rest is decided."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QWidget

from gui.findings.describe import Member

KEY = Qt.ItemDataRole.UserRole
MOST_LINES = 4


class MembersList(QListWidget):
    """Ticked findings of a group, one a line, or ticked cells of a doubt, many a line; Space ticks."""

    leftOut = Signal(object)
    """A frozenset of the keys without a tick."""
    cellWanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, str] = {}
        self._grouped = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("本项包括的各处，空格键勾选或不选"))
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(self._chosen)

    def show_members(self, members: Iterable[Member], *, grouped: bool) -> None:
        """Shows the parts of a place, all ticked."""
        self.blockSignals(True)
        self.clear()
        self._grouped = grouped
        self.setFlow(QListView.Flow.TopToBottom if grouped else QListView.Flow.LeftToRight)
        self.setWrapping(not grouped)
        self.setSpacing(0 if grouped else 2)
        self._cells = {member.key: member.cells[0] for member in members if member.cells}
        for member in members:
            item = QListWidgetItem(member.text)
            item.setData(KEY, member.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            item.setToolTip(member.text)
            self.addItem(item)
        self.blockSignals(False)
        self.setVisible(self.count() > 0)
        self.updateGeometry()

    def left_out(self) -> frozenset[str]:
        """The keys without a tick."""
        held = (self.item(number) for number in range(self.count()))
        return frozenset(item.data(KEY) for item in held if item.checkState() is Qt.CheckState.Unchecked)

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a few; beyond, it scrolls."""
        lines = self.count() if self._grouped else MOST_LINES
        row = self.fontMetrics().height() + 8
        return QSize(200, min(lines, MOST_LINES) * row + 4)

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(120, min(self.sizeHint().height(), 2 * (self.fontMetrics().height() + 8)))

    def _ticked(self) -> None:
        self.leftOut.emit(self.left_out())

    def _chosen(self, current: QListWidgetItem | None) -> None:
        cell = None if current is None else self._cells.get(current.data(KEY))
        if cell is not None and self.hasFocus():
            self.cellWanted.emit(cell)
