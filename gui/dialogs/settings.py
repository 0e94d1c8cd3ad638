"""The settings that a reviewer may want to change."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from gui.settings import Language, Settings, ThemeChoice


class SettingsDialog(QDialog):
    """Reads the settings when opened and writes them when accepted; the window then follows."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("设置"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(420)
        self.reviewer = QLineEdit(settings.reviewer)
        self.theme = _choice(
            settings.theme,
            (("system", self.tr("跟随系统")), ("light", self.tr("浅色")), ("dark", self.tr("深色"))),
        )
        self.language = _choice(settings.language, (("zh", "中文"), ("en", "English")))
        self.moves_on = QCheckBox(self.tr("处理一项后自动转到下一项"))
        self.moves_on.setChecked(settings.moves_on)
        form = QFormLayout(self)
        form.setContentsMargins(18, 18, 18, 14)
        form.setVerticalSpacing(12)
        for label, field in (
            (self.tr("审核人"), self.reviewer),
            (self.tr("配色"), self.theme),
            (self.tr("语言"), self.language),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        form.addRow("", self.moves_on)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def accept(self) -> None:
        """Writes the settings."""
        self._settings.reviewer = self.reviewer.text()
        self._settings.theme = cast(ThemeChoice, self.theme.currentData())
        self._settings.language = cast(Language, self.language.currentData())
        self._settings.moves_on = self.moves_on.isChecked()
        super().accept()


def _choice(value: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    for key, text in options:
        box.addItem(text, key)
    box.setCurrentIndex(box.findData(value, Qt.ItemDataRole.UserRole))
    return box
