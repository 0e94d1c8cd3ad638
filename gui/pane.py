"""A pane of the workbench: a head with a title and a word beside it, and what stands below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget


class Pane(QWidget):
    """A titled pane."""

    def __init__(self, title: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = QLabel(title)
        name.setProperty("role", "title")
        self._word = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._word.setProperty("role", "muted")
        self._word.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QFrame()
        head.setProperty("role", "head")
        line = QHBoxLayout(head)
        line.setContentsMargins(10, 5, 10, 5)
        line.setSpacing(8)
        line.addWidget(name)
        line.addWidget(self._word, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(body, 1)

    def say(self, word: str) -> None:
        """Sets the word beside the title."""
        self._word.setText(word)
        self._word.setToolTip(word)
