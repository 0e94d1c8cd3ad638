"""The picture of a cell: cut from its page, asked for once, and only where there are pages."""

from __future__ import annotations

from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from core.document.location import PageBox, TableCell
from core.document.model import CharacterBoxes, RenderedPage, SourceDocument
from gui.app import Program
from gui.findings.cell_picture import MOST, SHARP, CellPicture
from gui.theme import Theme
from tests.gui.source_support import paged_document, text_document
from tests.gui.window_support import open_file, press, settle, type_text

BOX = PageBox(2, (100, 400, 160, 412))


def drawn(document: SourceDocument, page: int, scale: float) -> RenderedPage:
    """A page that is red in the box and white elsewhere."""
    size = document.pages[page - 1]
    width, height = round(size.width * scale), round(size.height * scale)
    x0, y0, x1, y1 = (round(edge * scale) for edge in BOX.box)
    white, red = b"\xff\xff\xff\xff", b"\x00\x00\xff\xff"
    line = white * width
    inside = white * x0 + red * (x1 - x0) + white * (width - x1)
    return RenderedPage(width, height, 4 * width, line * y0 + inside * (y1 - y0) + line * (height - y1))


@pytest.fixture
def picture(qtbot: QtBot) -> CellPicture:
    held = CellPicture(Theme())
    qtbot.addWidget(held)
    return held


def test_cell_is_cut_from_its_page(picture: CellPicture, qtbot: QtBot) -> None:
    document = paged_document()
    with qtbot.waitSignal(picture.pageWanted) as wanted:
        picture.show_place(document, BOX)
    assert wanted.args == [2, SHARP]
    assert picture.isVisible()
    assert picture.image is None
    picture.set_page(2, SHARP, drawn(document, 2, SHARP))
    image = picture.image
    assert image is not None
    assert image.pixelColor(image.width() // 2, image.height() // 2) == QColor("red")
    assert image.pixelColor(0, 0) == QColor("white")
    assert picture.grab().toImage().pixelColor(picture.width() // 2, 14) == QColor("red")


def test_page_is_asked_for_once(picture: CellPicture, qtbot: QtBot) -> None:
    document = paged_document()
    picture.show_place(document, BOX)
    with qtbot.assertNotEmitted(picture.pageWanted):
        picture.show_place(document, BOX)
        picture.set_page(2, SHARP, drawn(document, 2, SHARP))
        picture.show_place(document, replace(BOX, box=(200, 400, 260, 412)))
    with qtbot.waitSignal(picture.pageWanted):
        picture.show_place(document, replace(BOX, page=3))
    with qtbot.waitSignal(picture.pageWanted):
        picture.show_place(replace(document, sha256="1" * 64), BOX)


def test_large_places_are_made_to_fit(picture: CellPicture) -> None:
    picture.show_place(paged_document(), PageBox(1, (-20, 10, 900, 700)))
    assert picture.width() <= MOST.width() + 2
    assert picture.height() <= MOST.height() + 40


@pytest.mark.parametrize("place", [None, TableCell(0, 0, 0), PageBox(9, (0, 0, 5, 5))])
def test_without_a_place_on_a_page_there_is_none(picture: CellPicture, place: TableCell | None) -> None:
    picture.show_place(paged_document(), place)
    assert not picture.isVisible()
    assert picture.image is None


def test_without_pages_there_is_none(picture: CellPicture) -> None:
    picture.show_place(text_document(), BOX)
    assert not picture.isVisible()
    picture.show_place(None, BOX)
    assert not picture.isVisible()


def test_how_sure_a_scan_was_read_is_told(picture: CellPicture) -> None:
    document = paged_document()
    assert document.boxes is not None
    boxes = CharacterBoxes(
        document.boxes.pages, document.boxes.edges, array("f", [0.875] * len(document.boxes.pages))
    )
    picture.show_place(document, BOX)
    assert picture.accessibleName() == "原图"
    picture.show_place(replace(document, boxes=boxes, ocr_pages=frozenset({2})), BOX)
    assert picture.accessibleName() == "原图 · 识别把握 87%"


def test_panel_shows_the_picture_of_the_chosen_cell(
    program: Program, qtbot: QtBot, samples_folder: Path
) -> None:
    open_file(qtbot, program, samples_folder / "青松区2025年.pdf")
    window = program.window
    picture = window.workbench.panel.picture
    assert not picture.isVisible()
    window.workbench.focus_tables()
    type_text("7")
    press(Qt.Key.Key_Return)
    settle(qtbot, program)
    assert picture.isVisible()
    assert picture.image is not None
    press(Qt.Key.Key_Escape)
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    assert window.workbench.panel.isVisible()
    assert not picture.isVisible()
