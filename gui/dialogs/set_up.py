"""What every dialog of the window begins with: its title, its size, and that it goes once it is closed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog

FRAME = QSize(16, 48)
"""What the desktop draws around a dialog."""


def set_up(dialog: QDialog, title: str, width: int, height: int) -> None:
    """Names a dialog and sizes it, as far as the screen has room."""
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.resize(QSize(width, height).boundedTo(dialog.screen().availableGeometry().size() - FRAME))
