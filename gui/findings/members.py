"""The parts of a place with a tick each: what is unticked stays open when the rest is decided."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from gui.findings.describe import Member

KEY = Qt.ItemDataRole.UserRole
SPACING = 2
MOST_LINES = 4


class MembersList(QListWidget):
    """Ticked findings of a group, or ticked cells of a doubt, as many on a line as fit; Space ticks."""

    leftOut = Signal(object)
    """A frozenset of the keys without a tick."""
    cellWanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: dict[str, str] = {}
        self._widths: list[int] = []
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setSpacing(SPACING)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("本项包括的各处，空格键勾选或不选"))
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(self._chosen)

    def show_members(self, members: Sequence[Member], left_out: frozenset[str] = frozenset()) -> None:
        """Shows the parts of a place, ticked unless left out."""
        self.blockSignals(True)
        self.clear()
        self._cells = {member.key: member.cells[0] for member in members if member.cells}
        for member in members:
            item = QListWidgetItem(member.text)
            item.setData(KEY, member.key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = member.key not in left_out
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            item.setToolTip(member.text)
            self.addItem(item)
        self.blockSignals(False)
        self._measure()
        self.setVisible(self.count() > 0)
        self.updateGeometry()

    def left_out(self) -> frozenset[str]:
        """The keys without a tick."""
        held = (self.item(number) for number in range(self.count()))
        return frozenset(item.data(KEY) for item in held if item.checkState() is Qt.CheckState.Unchecked)

    def hasHeightForWidth(self) -> bool:
        """Its lines follow from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines at a width, up to a few; beyond, it scrolls."""
        return min(self._lines(width), MOST_LINES) * self._line() + 2 * SPACING

    def sizeHint(self) -> QSize:
        """As its lines need at its present width."""
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        """Two lines."""
        return QSize(120, min(2, self._lines(max(self.width(), 200))) * self._line() + 2 * SPACING)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A new width may mean other lines."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Measures again where the font is another."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        """Takes the widths of the items once, for layouts ask for their lines many times."""
        indexes = (self.indexFromItem(self.item(number)) for number in range(self.count()))
        self._widths = [self.sizeHintForIndex(index).width() + 2 * SPACING for index in indexes]

    def _line(self) -> int:
        return max(self.sizeHintForRow(0), self.fontMetrics().height()) + 2 * SPACING

    def _lines(self, width: int) -> int:
        """How many lines the items take at a width, set one after the other."""
        room = width - self.verticalScrollBar().sizeHint().width() - 2 * SPACING
        lines, x = (1, 0) if self.count() else (0, 0)
        for needed in self._widths:
            if x and x + needed > room:
                lines, x = lines + 1, 0
            x += needed
        return lines

    def _ticked(self) -> None:
        self.leftOut.emit(self.left_out())

    def _chosen(self, current: QListWidgetItem | None) -> None:
        cell = None if current is None else self._cells.get(current.data(KEY))
        if cell is not None and self.hasFocus():
            self.cellWanted.emit(cell)
