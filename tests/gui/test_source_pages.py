"""The pages of a PDF in the source pane: asked for in sight only, clicked, copied from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.document.location import PageBox
from core.document.model import (
    RenderedPage,
)
from gui.source.page_view import PageView
from gui.source.view import SourceView
from gui.theme import Theme
from tests.gui.source_support import (
    cells_at,
    paged_document,
    shown_pages,
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


def blank(scale: float) -> RenderedPage:
    width, height = round(595 * scale), round(842 * scale)
    return RenderedPage(width, height, 4 * width, b"\xff" * (4 * width * height))


def test_only_pages_in_sight_are_asked_for(view: SourceView, qtbot: QtBot) -> None:
    asked: list[tuple[int, float]] = []
    view.pageWanted.connect(lambda page, scale: asked.append((page, scale)))
    view.show_document(paged_document(), {})
    qtbot.waitUntil(lambda: len(asked) > 0)
    pages = shown_pages(view)
    assert [page for page, _ in asked] == list(pages.seen()) == [1]
    view.set_page(1, asked[0][1], blank(asked[0][1]))
    qtbot.wait(80)
    assert len(asked) == 1, "asked for once"
    view.highlight([], current=PageBox(4, (100, 400, 150, 412)))
    qtbot.waitUntil(lambda: len(asked) > 1)
    assert {page for page, _ in asked[1:]} == set(pages.seen())
    assert 4 in pages.seen()
    assert 2 not in {page for page, _ in asked}
    assert view.head.page.text() == "第 4 / 6 页"


def test_a_larger_page_is_asked_for_again(view: SourceView, qtbot: QtBot) -> None:
    view.show_document(paged_document(), {})
    with qtbot.waitSignal(view.pageWanted) as first:
        pass
    view.set_page(1, first.args[1], blank(first.args[1]))
    with qtbot.waitSignal(view.pageWanted) as second:
        view.zoom(2)
    assert second.args[1] > first.args[1]
    assert view.head.scale.text() == "130%"
    view.set_page(1, first.args[1], blank(first.args[1]))
    view.zoom(0)
    assert view.head.scale.text() == "100%"


def test_a_click_on_a_page_picks_the_point(view: SourceView, qtbot: QtBot) -> None:
    place = PageBox(1, (100, 400, 160, 412))
    view.show_document(paged_document(), cells_at(place))
    pages = shown_pages(view)
    view.highlight([], current=place)
    rect = pages._on_view(pages._layout.box(place))
    assert pages.viewport().rect().contains(rect.toRect())
    with qtbot.waitSignal(view.locationPicked) as picked:
        qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=rect.center().toPoint())
    (hit,) = picked.args
    assert view.cell_at(hit) == "0"
    with qtbot.assertNotEmitted(view.locationPicked):
        qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_text_of_a_page_is_selected_and_copied(view: SourceView, qtbot: QtBot) -> None:
    view.show_document(paged_document(), {})
    pages = shown_pages(view)
    start = pages._on_view(pages._layout.box(PageBox(1, (150, 402, 151, 410)))).center().toPoint()
    end = pages._on_view(pages._layout.box(PageBox(1, (206, 402, 207, 410)))).center().toPoint()
    view.highlight([], current=PageBox(1, (150, 402, 151, 410)))
    with qtbot.assertNotEmitted(view.locationPicked):
        qtbot.mousePress(pages.viewport(), Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(pages.viewport(), (start + end) / 2)
        qtbot.mouseMove(pages.viewport(), end)
        drag(pages, end)
        qtbot.mouseRelease(pages.viewport(), Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClick(pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "6,091"


def drag(pages: PageView, to: QPoint) -> None:
    """A move with the button down, which QTest cannot make."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(to)
    QApplication.sendEvent(
        pages.viewport(), QMouseEvent(QEvent.Type.MouseMove, at, at, Qt.MouseButton.NoButton, left, none)
    )


def test_ctrl_and_the_wheel_zoom_every_view(view: SourceView) -> None:
    for source in (text_document(), word_document(), paged_document()):
        view.show_document(source, {})
        assert view.viewer is not None
        view.zoom(0)
        at = QPointF(50, 50)
        turn = QWheelEvent(
            at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewer.viewport(), turn)
        assert view.viewer.zoom == 1.15
        assert view.head.scale.text() == "115%"
