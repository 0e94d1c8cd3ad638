"""The line above the source: which file, which page, how large."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from gui.elided_label import ElidedLabel
from gui.theme import Theme


class SourceHead(QFrame):
    """Names the source and lends it a zoom."""

    zoomed = Signal(int)
    """Steps up or down; 0 for the size that fits."""
    findWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("role", "head")
        self.name = ElidedLabel()
        self.name.setAccessibleName(self.tr("文件"))
        self.page = QLabel()
        self.page.setAccessibleName(self.tr("页"))
        self.scale = QLabel()
        self.scale.setAccessibleName(self.tr("显示比例"))
        self.find_button = QToolButton()
        self.find_button.setText(self.tr("查找"))
        self.find_button.setToolTip(self.tr("在原文中查找 Ctrl+F"))
        self.find_button.setAccessibleName(self.tr("在原文中查找"))
        self.find_button.clicked.connect(self.findWanted)
        self._buttons = {
            "zoom-out": self._button(self.tr("缩小"), lambda: self.zoomed.emit(-1)),
            "zoom-in": self._button(self.tr("放大"), lambda: self.zoomed.emit(1)),
            "fit": self._button(self.tr("适合宽度"), lambda: self.zoomed.emit(0)),
        }
        self._place()
        theme.changed.connect(self._dress)
        self._dress()
        self.tell(None, "", "", "")

    def _place(self) -> None:
        title = QLabel(self.tr("原文"))
        title.setProperty("role", "title")
        for label in (self.name, self.page, self.scale):
            label.setProperty("role", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(4)
        row.addWidget(title)
        row.addSpacing(4)
        row.addWidget(self.name, 1)
        row.addWidget(self.page)
        row.addSpacing(6)
        row.addWidget(self._buttons["zoom-out"])
        row.addWidget(self.scale)
        row.addWidget(self._buttons["zoom-in"])
        row.addWidget(self._buttons["fit"])
        row.addWidget(self.find_button)

    def _button(self, name: str, press: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(lambda: press())
        return button

    def _dress(self) -> None:
        for icon, button in self._buttons.items():
            button.setIcon(self._theme.icon(icon))

    def tell(self, name: str | None, kind: str, page: str, size: str) -> None:
        """Shows the file's name, its format, the page and the size; None for no file."""
        self.name.setText(f"{name} · {kind}" if name is not None else "")
        self.name.setToolTip(name or "")
        self.page.setText(page)
        self.scale.setText(size)
        for button in [*self._buttons.values(), self.find_button]:
            button.setEnabled(name is not None)
