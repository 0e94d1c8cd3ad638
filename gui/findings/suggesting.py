"""The suggestions of a place: what the search came to, and a button for each, taken by Alt and its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from gui.flow import FlowLayout

MOST_SUGGESTIONS = 9
BUTTON_PAD = 26
"""Pixels of a button beside its text."""


class OfferButton(QPushButton):
    """A button whose text is cut with dots where the room ends; in full in its tip.

    It never has the keyboard, which would make it look chosen: Alt and its number press it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """It may be narrower than its text."""
        return QSize(80, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button with as much of its text as there is room for."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = max(0, self.width() - BUTTON_PAD)
        metrics = QFontMetrics(self.font())
        cut = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        option.text = cut  # type: ignore[attr-defined]  # PySide's stubs leave the fields out
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()


class Suggestions(QWidget):
    """Hidden where there is nothing to say and nothing to offer."""

    taken = Signal(int)
    """A suggestion by its number, from 1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._verdict.setProperty("role", "muted")
        self._offers = QWidget()
        FlowLayout(self._offers, spacing=4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._verdict)
        column.addWidget(self._offers)
        self._buttons: list[OfferButton] = []
        self._shown: tuple[tuple[str, ...], str] | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is offered, in order."""
        return self._shown[0] if self._shown else ()

    @property
    def verdict(self) -> str:
        """What is said of them."""
        return self._verdict.text()

    def show_texts(self, texts: Sequence[str], verdict: str) -> None:
        """Shows what is offered, and what is to be said of it."""
        wanted = tuple(texts[:MOST_SUGGESTIONS]), verdict
        if wanted == self._shown:
            return
        self._shown = wanted
        self._verdict.setText(verdict)
        self._verdict.setVisible(bool(verdict))
        while len(self._buttons) < len(wanted[0]):
            self._add_button(len(self._buttons) + 1)
        for number, button in enumerate(self._buttons, 1):
            text = wanted[0][number - 1] if number <= len(wanted[0]) else ""
            if text:
                button.setText(f"Alt+{number}　{text}")
                button.setToolTip(text)
                button.setAccessibleName(self.tr("建议 {number}：{text}").format(number=number, text=text))
            button.setVisible(bool(text))
        self._offers.setVisible(bool(wanted[0]))

    def _add_button(self, number: int) -> None:
        """One more button; they are kept, for making one costs more than all the rest."""
        button = OfferButton()
        button.clicked.connect(lambda: self.taken.emit(number))
        self._buttons.append(button)
        flow = self._offers.layout()
        assert flow is not None
        flow.addWidget(button)
