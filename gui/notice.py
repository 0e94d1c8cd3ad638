"""A line above the workbench that tells what went well or wrong, with at most one thing to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from gui.theme import Theme, Tone

LOOKS = {
    True: ("broken", Tone.ERROR, Tone.ERROR_SURFACE),
    False: ("passed", Tone.SETTLED, Tone.SETTLED_SURFACE),
}


class Notice(QFrame):
    """Hidden until something is told; it stays until it is dismissed or the next thing is told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._wrong = False
        self._do: Callable[[], None] | None = None
        self._icon = QLabel()
        self.text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.button = QPushButton(self.tr("办理"))
        self.button.clicked.connect(self._act)
        self._dismiss = QToolButton()
        self._dismiss.setAccessibleName(self.tr("知道了"))
        self._dismiss.setToolTip(self.tr("知道了"))
        self._dismiss.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 8, 5)
        line.addWidget(self._icon)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        line.addWidget(self._dismiss)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def tell(
        self,
        text: str,
        *,
        wrong: bool = False,
        label: str = "",
        do: Callable[[], None] | None = None,
        tip: str = "",
    ) -> None:
        """Shows a text; `label` and `do` give it a button, `tip` says more of it."""
        self._wrong, self._do = wrong, do
        self.text.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.button.setText(label)
        self.button.setAccessibleName(label)
        self.button.setVisible(do is not None)
        self._dress()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground in the tone of what is told."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(LOOKS[self._wrong][2]))
        painter.setPen(self._theme.colour(Tone.BORDER))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def _act(self) -> None:
        if self._do is not None:
            self._do()

    def _dress(self) -> None:
        icon, tone, _ = LOOKS[self._wrong]
        self._icon.setPixmap(self._theme.pixmap(icon, tone, 16, self.devicePixelRatioF()))
        self._dismiss.setIcon(self._theme.icon("close", Tone.MUTED))
        self.update()
