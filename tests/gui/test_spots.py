"""A finding about the text itself: its places in the source are boxed, and walked by key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.document.location import TextSpan
from gui.app import Program
from gui.source.emphasis import Emphasis
from tests.gui.window_support import open_file, press

SHIFT = Qt.KeyboardModifier.ShiftModifier
WORD = "即时比分"


def test_places_without_cells_are_boxed_and_walked(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(f"印发《{WORD}指南》。\n结合{WORD}实际，推进工作。\n{WORD}要求\n", encoding="utf-8")
    open_file(qtbot, program, path)
    window, text = program.window, path.read_text(encoding="utf-8")
    review, source = window.review, window.workbench.source
    starts = [at for at in range(len(text)) if text.startswith(WORD, at)]
    places = [TextSpan(at, at + len(WORD)) for at in starts]
    assert review.place is not None
    assert review.place.first.rule == "text.intrusion"

    def current() -> list[object]:
        return [one.location for one in source._marked if one.emphasis is Emphasis.CURRENT]

    assert {one.location for one in source._marked} == set(places)
    assert current() == places[:1]
    assert "1/3 处　F7" in window.workbench.panel.spots.text()
    window.workbench.focus_tables()
    for keys, expected in (
        ((Qt.Key.Key_F7,), 1),
        ((Qt.Key.Key_F7,), 2),
        ((Qt.Key.Key_F7,), 0),
        ((Qt.Key.Key_F7, SHIFT), 2),
    ):
        window.setFocus()
        press(*keys)
        assert current() == [places[expected]]
    with qtbot.waitSignal(review.told) as told:
        window.actions_.next_spot.trigger()
    assert told.args == ["第 1 处，共 3 处。", False]


def test_where_a_finding_has_no_places_that_is_said(
    program: Program, qtbot: QtBot, samples_folder: Path
) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    with qtbot.waitSignal(program.window.review.told) as told:
        program.window.actions_.next_spot.trigger()
    assert told.args == ["这一项不涉及原文中的多处。", False]
