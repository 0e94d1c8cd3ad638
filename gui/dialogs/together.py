"""Settles warnings and hints together, with one reason; errors are settled one at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.reconcile.finding import Finding
from core.review.change import Decision, DecisionKind, ItemStatus, ReviewState
from gui.dialogs.set_up import set_up
from gui.findings.reasons import presets, way_name
from gui.translation import Say

WAYS = (DecisionKind.ACCEPTED, DecisionKind.RETURNED)


class TogetherDialog(QDialog):
    """Lists what may be settled together; what is ticked is settled as chosen once it is accepted."""

    def __init__(
        self,
        held: Sequence[Finding],
        chosen: Collection[str],
        say: Say,
        reason: str,
        parent: QWidget | None = None,
    ) -> None:
        """`chosen`: the keys of those that are ticked at first; all, where none of them is there."""
        super().__init__(parent)
        self._held = tuple(held)
        set_up(self, self.tr("一并处理提示"), 760, 520)
        said = self.tr("勾选要一并处理的各项。强制性问题要逐项写明理由，不在这里。")
        hint = QLabel(said, wordWrap=True)
        hint.setProperty("role", "muted")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(self.tr("可以一并处理的各项"))
        some = any(finding.key in chosen for finding in held)
        for finding in held:
            self._add(say(finding.message), ticked=finding.key in chosen or not some)
        self.list.itemChanged.connect(self._follow)
        self.way = QComboBox()
        self.way.setAccessibleName(self.tr("处理办法"))
        for kind in WAYS:
            self.way.addItem(way_name(kind), kind)
        self.reason = QComboBox(editable=True)
        self.reason.setAccessibleName(self.tr("理由"))
        self.reason.addItems(list(presets()))
        self.reason.setEditText(reason)
        self.reason.editTextChanged.connect(self._follow)
        self._lay_out(hint)
        self._follow()

    def decision(self) -> Decision:
        """What was chosen, as one decision."""
        chosen = [finding for finding, item in zip(self._held, self._items(), strict=True) if _ticked(item)]
        keys = tuple(finding.key for finding in chosen)
        cells = tuple(dict.fromkeys(cell for finding in chosen for cell in finding.cells))
        return Decision(
            DecisionKind(self.way.currentData()), keys, cells, {}, self.reason.currentText().strip()
        )

    def _add(self, text: str, *, ticked: bool) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _lay_out(self, hint: QLabel) -> None:
        line = QHBoxLayout()
        for text, state in (
            (self.tr("全选"), Qt.CheckState.Checked),
            (self.tr("全不选"), Qt.CheckState.Unchecked),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, to=state: self._tick(to))
            line.addWidget(button)
        line.addStretch()
        form = QFormLayout()
        form.addRow(self.tr("处理办法"), self.way)
        form.addRow(self.tr("理由"), self.reason)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.settle = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.settle.setProperty("primary", True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(hint)
        column.addWidget(self.list, 1)
        column.addLayout(line)
        column.addLayout(form)
        column.addWidget(buttons)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(state)

    def _follow(self) -> None:
        count = sum(map(_ticked, self._items()))
        self.settle.setText(self.tr("处理勾选的 {count} 项").format(count=count))
        self.settle.setEnabled(bool(count and self.reason.currentText().strip()))


def _ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked


def together(state: ReviewState) -> list[Finding]:
    """What may be settled together: the open warnings and hints."""
    return [
        item.finding
        for item in state.items
        if item.status is not ItemStatus.SETTLED and item.finding.severity != "error"
    ]
