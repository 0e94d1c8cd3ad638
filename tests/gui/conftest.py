"""The window is tested without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.paths import resource
from gui.app import Program
from gui.settings import Settings
from gui.translation import Translation
from tests.gui.window_support import NearWorker, open_file, put_away


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
    put_away(held)
    leftovers = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    assert not leftovers, f"left open: {leftovers}"


@pytest.fixture
def translation(qapp: QApplication) -> Iterator[Translation]:
    """Chinese, until the test ends."""
    held = Translation(qapp)
    yield held
    held.close()


@pytest.fixture(scope="session")
def samples_folder() -> Path:
    """The project's own sample reports."""
    return resource("samples")


@pytest.fixture
def failing(program: Program, qtbot: QtBot, samples_folder: Path) -> Program:
    """The program with the sample that fails in nine places."""
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    return program


@pytest.fixture
def ambiguous(program: Program, qtbot: QtBot, samples_folder: Path) -> Program:
    """The program with the sample whose digits run together."""
    open_file(qtbot, program, samples_folder / "南屏区2021年.txt")
    return program
