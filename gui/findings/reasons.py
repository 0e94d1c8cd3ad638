"""The line a decision is made on: the way out, the new value, the reason; Enter decides, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from core.review.change import DecisionKind
from gui.elided_label import ElidedLabel
from gui.flow import FlowLayout
from gui.theme import Theme, Tone

translate = QCoreApplication.translate


def way_name(kind: DecisionKind) -> str:
    """What the window calls a way out."""
    return {
        DecisionKind.READING: translate("Ways", "校正读取"),
        DecisionKind.PROPOSAL: translate("Ways", "建议改为"),
        DecisionKind.RETURNED: translate("Ways", "退回核实"),
        DecisionKind.ACCEPTED: translate("Ways", "核实无误"),
    }[kind]


def settled_name(kind: DecisionKind) -> str:
    """What the window calls a finding that was settled by a way out."""
    return {
        DecisionKind.READING: translate("Settled", "校正读取"),
        DecisionKind.PROPOSAL: translate("Settled", "建议改为"),
        DecisionKind.RETURNED: translate("Settled", "退回核实"),
        DecisionKind.ACCEPTED: translate("Settled", "核实无误"),
    }[kind]


def presets() -> tuple[str, ...]:
    """The reasons that a digit picks, from 1."""
    return (
        translate("Reasons", "读取有误，以原文为准"),
        translate("Reasons", "与正文一致"),
        translate("Reasons", "与上年报告一致"),
        translate("Reasons", "电话核实"),
        translate("Reasons", "单位书面说明"),
        translate("Reasons", "明显笔误"),
    )


def first_reason(kind: DecisionKind) -> str:
    """What is proposed where none was ever given; nothing for 核实无误, which must be meant."""
    return {
        DecisionKind.READING: presets()[0],
        DecisionKind.PROPOSAL: presets()[5],
        DecisionKind.RETURNED: translate("Reasons", "勾稽关系不符或未填，请核实"),
        DecisionKind.ACCEPTED: "",
    }[kind]


class ReasonEdit(QLineEdit):
    """The reason: untouched, a digit picks a preset; from the first keystroke on it is plain text."""

    picked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.untouched = True
        self.textEdited.connect(self._touch)

    def propose(self, reason: str) -> None:
        """Sets a reason that the next keystroke replaces."""
        self.setText(reason)
        self.setSelection(len(reason), -len(reason))  # from its end, so that its beginning is in sight
        self.untouched = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits while untouched, Esc, and the editor's own keys."""
        digit = event.key() - Qt.Key.Key_0
        if self.untouched and 1 <= digit <= len(presets()) and not event.modifiers():
            self.picked.emit(digit)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _touch(self) -> None:
        self.untouched = False


class ReasonLine(QWidget):
    """Appears under a place while a decision is being made, and takes the keyboard."""

    committed = Signal(str)
    valueEntered = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel()
        self._way = QLabel()
        self._way.setProperty("role", "title")
        self._change = ElidedLabel(textFormat=Qt.TextFormat.PlainText)
        self.value = QLineEdit(placeholderText=self.tr("新的数值"))
        self.value.setMaximumWidth(150)
        self.value.setAccessibleName(self.tr("新的数值"))
        self.value.returnPressed.connect(lambda: self.valueEntered.emit(self.value.text()))
        self.value.installEventFilter(self)
        self.reason = ReasonEdit()
        self.reason.setAccessibleName(self.tr("理由"))
        self.reason.setPlaceholderText(self.tr("写明理由，或按数字键选一条"))
        self.reason.returnPressed.connect(lambda: self.committed.emit(self.reason.text()))
        self.reason.picked.connect(self._pick)
        self.reason.left.connect(self.left)
        self.accept = QPushButton(self.tr("确定 ⏎"))
        self.accept.setProperty("primary", True)
        self.accept.setAccessibleName(self.tr("确定"))
        self.accept.clicked.connect(self._accept)
        self.cancel = QPushButton(self.tr("放弃 Esc"))
        self.cancel.setAccessibleName(self.tr("放弃"))
        self.cancel.clicked.connect(self.left)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        for widget in (self._icon, self._way, self.value):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        line.addWidget(self.accept)
        line.addWidget(self.cancel)
        self._presets = QWidget()
        flow = FlowLayout(self._presets, spacing=1)
        for number, text in enumerate(presets(), 1):
            button = QToolButton()
            button.setText(f"{number} {text}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("compact", True)
            button.setFont(self._theme.font(0.92))
            button.setAccessibleName(text)
            button.clicked.connect(lambda _=False, chosen=number: self._pick(chosen))
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._change)
        column.addLayout(line)
        column.addWidget(self._presets)

    def begin(self, kind: DecisionKind, change: str, reason: str, *, wants_value: bool) -> None:
        """Opens the line for a way out; `change`: which cells become what, or which one wants a value."""
        self._icon.setPixmap(self._theme.pixmap(kind.value, Tone.ACCENT, 16, self.devicePixelRatioF()))
        self._way.setText(way_name(kind))
        self._change.setText(change)
        self._change.setToolTip(change)
        self._change.setVisible(bool(change))
        self.value.setVisible(wants_value)
        for widget in (self.reason, self._presets):
            widget.setVisible(not wants_value)
        if wants_value:
            self.value.clear()
            self.value.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.reason.propose(reason or first_reason(kind))
            self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leaves from the value too."""
        if (
            watched is self.value
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _accept(self) -> None:
        if self.value.isVisible():
            self.valueEntered.emit(self.value.text())
        else:
            self.committed.emit(self.reason.text())

    def _pick(self, number: int) -> None:
        self.reason.propose(presets()[number - 1])
        self.reason.setFocus()
