"""Files of an office's own that break the language's rules are told of once, when the program starts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.forms import library
from core.paths import own_folders
from gui.app import Program
from gui.settings import Settings
from tests.gui.window_support import NearWorker, put_away


@pytest.fixture
def broken_rules() -> Iterator[None]:
    folder = own_folders("forms")[1]
    folder.mkdir(parents=True)
    (folder / "rules.toml").write_text('extends = "2021"\n\n[[relations]]\ntable = "t9"\n', encoding="utf-8")
    caches = [held for held in vars(library).values() if hasattr(held, "cache_clear")]
    for held in caches:
        held.cache_clear()
    yield
    for held in caches:
        held.cache_clear()


def test_broken_files_are_told_of(broken_rules: None, qtbot: QtBot, qapp: QApplication) -> None:
    program = Program(qapp, Settings(), NearWorker)
    notice = program.window.notice
    try:
        qtbot.waitUntil(lambda: not notice.isHidden())
        assert "rules.toml" in notice.text.text()
        assert "1 处" in notice.text.text()
    finally:
        put_away(program)


def test_nothing_is_told_where_nothing_is_wrong(program: Program) -> None:
    assert program.window.notice.isHidden()
