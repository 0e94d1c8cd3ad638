"""The source pane under real clicks and keys, one document of each kind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from core.document.location import TableCell, TextSpan
from core.document.model import (
    GridCell,
    Paragraph,
    SourceDocument,
)
from gui.source.view import SourceView
from gui.theme import Theme
from tests.gui.source_support import (
    LINES,
    cells_at,
    centre,
    paged_document,
    rebuilt,
    shown_document,
    shown_text,
    text_document,
    word_document,
)


@pytest.fixture
def view(qtbot: QtBot) -> SourceView:
    held = SourceView(Theme())
    qtbot.addWidget(held)
    held.resize(560, 500)
    with qtbot.waitExposed(held):
        held.show()
    return held


def test_empty_it_says_what_will_be_here(view: SourceView) -> None:
    assert view.viewer is None
    assert any("原文" in label.text() for label in view.findChildren(QLabel) if label.isVisible())
    view.highlight([TextSpan(0, 1)])
    view.open_find()
    assert not view.find_bar.isVisible()


def test_the_head_names_file_format_and_size(view: SourceView) -> None:
    view.show_document(text_document(), {})
    assert view.head.name.text() == "报告.txt · 文本 GB18030"
    assert view.head.page.text() == ""
    view.show_document(paged_document(), {})
    assert view.head.name.text() == "报告.pdf · PDF"
    assert view.head.page.text() == "第 1 / 6 页"
    view.show_document(None, {})
    assert view.head.name.text() == ""


# Text


def test_a_highlight_in_text_boxes_exactly_the_span(view: SourceView) -> None:
    view.show_document(text_document(), {})
    start = LINES.index("150,150")
    view.highlight([TextSpan(0, 1)], current=TextSpan(start, start + 7))
    text = shown_text(view)
    held, end, _ = text._boxed[-1]
    assert text.document().toPlainText()[0:3] == "第0行"
    cursor = text.textCursor()
    cursor.setPosition(held)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    assert cursor.selectedText() == "150,150"
    rects = text.rects_of(held, end)
    assert len(rects) == 1
    assert text.viewport().rect().contains(rects[0].toRect()), "scrolled into view"


def test_what_is_in_sight_already_does_not_move(view: SourceView) -> None:
    view.show_document(text_document(), {})
    view.highlight([], current=TextSpan(LINES.index("150,150"), LINES.index("150,150") + 7))
    at = shown_text(view).verticalScrollBar().value()
    start = LINES.index("151,151")
    view.highlight([], current=TextSpan(start, start + 7))
    assert shown_text(view).verticalScrollBar().value() == at


def test_a_click_on_a_number_in_text_picks_its_place(view: SourceView, qtbot: QtBot) -> None:
    view.show_document(text_document(), {})
    start = LINES.index("3,003")
    text = shown_text(view)
    position = text._positions.to_document(start)
    for digit in range(5):
        rect = text.rects_of(position + digit, position + digit + 1)[0]
        with qtbot.waitSignal(view.locationPicked) as picked:
            qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
        assert picked.args == [TextSpan(start + digit, start + digit + 1)]


def test_a_hand_over_the_numbers_of_cells(view: SourceView, qtbot: QtBot) -> None:
    start = LINES.index("3,003")
    view.show_document(text_document(), cells_at(TextSpan(start, start + 5)))
    text = shown_text(view)
    position = text._positions.to_document(start)
    qtbot.mouseMove(text.viewport(), centre(text.rects_of(position, position + 5)))
    qtbot.waitUntil(lambda: text.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor)
    qtbot.mouseMove(text.viewport(), centre(text.rects_of(0, 1)))
    qtbot.waitUntil(lambda: text.viewport().cursor().shape() is Qt.CursorShape.IBeamCursor)
    assert view.cell_at(TextSpan(start + 1, start + 2)) == "0"


def test_text_can_be_selected_and_not_changed(view: SourceView, qtbot: QtBot) -> None:
    view.show_document(text_document("只读 123"), {})
    text = shown_text(view)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
    qtbot.keyClick(text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "只读 123"
    qtbot.keyClicks(text, "x")
    assert text.toPlainText() == "只读 123"


# Word and web


def test_a_table_is_rebuilt_with_its_spans(view: SourceView) -> None:
    view.show_document(word_document(), {})
    (table,) = rebuilt(view).tables
    assert (table.rows(), table.columns()) == (40, 3)
    assert table.cellAt(0, 2) == table.cellAt(0, 0)
    assert table.cellAt(2, 0) == table.cellAt(1, 0)
    assert table.cellAt(0, 0).columnSpan() == 3
    assert table.cellAt(1, 0).rowSpan() == 2


def test_every_place_of_a_document_goes_to_qt_and_back(view: SourceView) -> None:
    source = word_document()
    view.show_document(source, {})
    document = shown_document(view)
    plain = document.document()
    for block in (*source.grids[0].cells, source.blocks[0], source.blocks[2]):
        assert isinstance(block, GridCell | Paragraph)
        for offset, letter in enumerate(block.text):
            there = rebuilt(view).to_document(block.start + offset)
            assert rebuilt(view).to_text(there) == block.start + offset
            if ord(letter) < 0x10000 and letter != "\n":
                assert plain.characterAt(there) == letter


def test_a_grid_cell_is_boxed_and_brought_into_sight(view: SourceView) -> None:
    view.show_document(word_document(), {})
    document = shown_document(view)
    view.highlight([TableCell(0, 36, 1)], current=TableCell(0, 35, 2))
    held = document._boxed[-1][1]
    (rect,) = document.rects_of(held)
    assert document.viewport().rect().contains(rect.toRect())
    assert document.place_at(rect.center().toPoint()) == TableCell(0, 35, 2)
    assert document.cursorForPosition(rect.center().toPoint()).block().text() == "352"


def test_a_click_in_a_grid_picks_its_cell(view: SourceView, qtbot: QtBot) -> None:
    view.show_document(word_document(), {})
    document = shown_document(view)
    for place in (TableCell(0, 3, 1), TableCell(0, 1, 0), TableCell(0, 0, 0)):
        held = document._hold(place)
        assert held is not None
        with qtbot.waitSignal(view.locationPicked) as picked:
            qtbot.mouseClick(
                document.viewport(), Qt.MouseButton.LeftButton, pos=centre(document.rects_of(held))
            )
        assert picked.args == [place]


def test_a_click_in_prose_picks_its_character(view: SourceView, qtbot: QtBot) -> None:
    source = word_document()
    view.show_document(source, {})
    start = source.text.index("42 件")
    view.highlight([], current=TextSpan(start, start + 2))
    document = shown_document(view)
    place = rebuilt(view).to_document(start + 1)
    at = centre(document.rects_of((place, place + 1)))
    with qtbot.waitSignal(view.locationPicked) as picked:
        qtbot.mouseClick(document.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert picked.args == [TextSpan(start + 1, start + 2)]


def test_nothing_is_loaded_and_no_link_followed(view: SourceView) -> None:
    hostile = '<img src="http://example.invalid/x.png"><a href="file:///etc/passwd">x</a>'
    source = SourceDocument("a.html", "0" * 64, "html", hostile, (Paragraph(hostile, 0),))
    view.show_document(source, {})
    document = shown_document(view)
    assert document.toPlainText() == hostile, "text, not markup"
    assert document.loadResource(QTextDocument.ResourceType.ImageResource, QUrl("file:///etc/passwd")) is None
    assert not document.openLinks()
    assert not document.openExternalLinks()
    assert not document.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse


def test_the_palette_changes_without_losing_the_boxes(view: SourceView) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    view.show_document(word_document(), {})
    view.highlight([], current=TableCell(0, 3, 1))
    theme = view.document_view._theme
    theme.apply(application, "dark")
    assert shown_document(view)._boxed
    theme.apply(application, "light")


# Finding


@pytest.mark.parametrize("source", [text_document(), word_document(), paged_document()])
def test_words_are_found_as_they_are_typed(view: SourceView, qtbot: QtBot, source: SourceDocument) -> None:
    view.show_document(source, {})
    view.setFocus()
    assert view.viewer is not None
    qtbot.keyClick(view.viewer, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.find_bar.isVisible()
    query = {"text": "数量", "docx": "行", "pdf": "6091"}[source.format]
    view.find_bar.words.insert(query)
    count = {"text": 200, "docx": 38, "pdf": 6}[source.format]
    assert view.find_bar.count.text() == f"1 / {count}"
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return)
    assert view.find_bar.count.text() == f"2 / {count}"
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.find_bar.count.text() == f"{count} / {count}"
    qtbot.keyClicks(view.find_bar.words, "xyz")
    assert view.find_bar.count.text() == "没有找到"
    qtbot.keyClick(view.find_bar.words, Qt.Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.viewer.hasFocus()


def test_every_control_is_named(view: SourceView) -> None:
    for part in (view, view.text_view, view.document_view, view.page_view, view.find_bar.words):
        assert part.accessibleName()
    for button in view.findChildren(QToolButton):
        assert button.accessibleName() or button.parent() is view.find_bar.words
