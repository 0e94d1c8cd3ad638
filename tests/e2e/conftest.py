"""The whole program, with its own reader process, without a screen."""

from __future__ import annotations

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from gui.app import Program
from tests.gui.window_support import put_away


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """The program as it starts, with real worker processes."""
    held = Program(qapp)
    held.window.resize(1366, 768)
    held.window.show()
    yield held
    put_away(held)
