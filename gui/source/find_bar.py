"""The line that finds words in the source as they are typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from gui.theme import Theme


class FindBar(QFrame):
    """Asks for the words, shows how many there are, and steps through them."""

    queried = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "head")
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("在原文中查找"))
        self.words.setAccessibleName(self.tr("在原文中查找"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.queried)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.count.setAccessibleName(self.tr("查找结果"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        row.addWidget(self.count)
        self._buttons = [
            ("up", self._button(self.tr("上一处"), lambda: self.stepped.emit(-1))),
            ("down", self._button(self.tr("下一处"), lambda: self.stepped.emit(1))),
            ("close", self._button(self.tr("关闭查找"), self.closed.emit)),
        ]
        for _, button in self._buttons:
            row.addWidget(button)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def _button(self, name: str, press: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: press())
        return button

    def _dress(self) -> None:
        for icon, button in self._buttons:
            button.setIcon(self._theme.icon(icon))

    def open(self) -> None:
        """Shows the line with its words selected."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def tell(self, current: int, found: int) -> None:
        """Shows which match it is, from 1, of how many."""
        if not self.words.text().strip():
            self.count.setText("")
        elif found:
            self.count.setText(f"{current} / {found}")
        else:
            self.count.setText(self.tr("没有找到"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter for the next match, Shift+Enter for the one before, Esc to leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
