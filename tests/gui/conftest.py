"""The window is tested without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.settings import Settings
from tests.gui.window_support import NearWorker


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication) -> Iterator[Program]:
    """The program with its window shown, in Chinese, light, and reading in this process."""
    settings = Settings()
    settings.reviewer = "测试员"
    settings.theme = "light"
    held = Program(qapp, settings, NearWorker)
    held.window.resize(1366, 768)
    held.window.show()
    qtbot.waitExposed(held.window)
    yield held
    held.window.close()
    held.close()
    leftovers = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not leftovers, f"left open: {leftovers}"
