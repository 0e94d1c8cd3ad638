"""What the palette and the language may be, in words: for the menu and for the settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
LANGUAGES = (("zh", "中文"), ("en", "English"))


def palettes() -> tuple[tuple[str, str], ...]:
    """The palettes by the names that the settings keep."""
    return (
        ("system", translate("Choices", "跟随系统")),
        ("light", translate("Choices", "浅色")),
        ("dark", translate("Choices", "深色")),
        ("contrast", translate("Choices", "高对比度")),
    )
