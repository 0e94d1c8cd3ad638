"""Reports pasted from the clipboard: web pages, text, pictures, files, and nothing of use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from core.document.open import EXTENSIONS
from gui.app import Program
from gui.pasting import files_of, pasted
from gui.reports.entry import Entry, Phase
from gui.reports.opening import WILDCARDS
from tests.gui.window_support import press, settle

AT = datetime(2026, 3, 5, 9, 7)
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PAGE = "<html><head><style>td {color: red}</style></head><body><!--StartFragment-->{}</body></html>"


def clip(*, html: str = "", text: str = "", files: tuple[Path, ...] = (), picture: bool = False) -> QMimeData:
    held = QMimeData()
    if html:
        held.setHtml(html)
    if text:
        held.setText(text)
    if files:
        held.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    if picture:
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        held.setImageData(image)
    return held


def paste(program: Program, qtbot: QtBot, held: QMimeData) -> Entry | None:
    """Puts something on the clipboard and presses the key."""
    QGuiApplication.clipboard().setMimeData(held)
    program.window.activateWindow()
    program.window.setFocus()
    press(Qt.Key.Key_V, BOTH)
    settle(qtbot, program)
    return program.window.entry


def test_page_comes_before_text() -> None:
    held = pasted(clip(html=PAGE.replace("{}", "<b>报告</b>"), text="报告"), AT)
    assert held is not None
    assert held.name == "粘贴内容 2026-03-05 0907.html"
    assert "<b>报告</b>" in held.data.decode("utf-8-sig")


@pytest.mark.parametrize("page", ["", PAGE.replace("{}", ""), PAGE.replace("{}", "<img src='a.png'>&nbsp;")])
def test_page_without_words_gives_way_to_text(page: str) -> None:
    held = pasted(clip(html=page, text="年度报告 😀"), AT)
    assert held is not None
    assert held.name.endswith("0907.txt")
    assert held.data.decode("utf-8-sig") == "年度报告 😀"


def test_picture_is_the_last_resort() -> None:
    held = pasted(clip(picture=True), AT)
    assert held is not None
    assert held.name.endswith(".png")
    assert held.data.startswith(b"\x89PNG")


def test_nothing_of_use_is_nothing() -> None:
    assert pasted(clip(), AT) is None
    assert pasted(clip(text=" \n\t"), AT) is None


def test_only_files_of_this_machine_are_files(tmp_path: Path) -> None:
    held = clip(files=(tmp_path / "a.txt",))
    held.setUrls([*held.urls(), QUrl("https://www.example.com/a.txt")])
    assert files_of(held) == [tmp_path / "a.txt"]


def test_pasted_page_is_a_report_kept_in_its_session(
    program: Program, qtbot: QtBot, samples_folder: Path
) -> None:
    html = (samples_folder / "云溪市2019年.html").read_bytes().decode("gb18030")
    entry = paste(program, qtbot, clip(html=html, text="无表格"))
    assert entry is not None
    assert entry.phase is Phase.OPEN
    assert entry.session is not None
    assert entry.session.name.startswith("粘贴内容 ")
    assert entry.session.name.endswith(".html")
    assert entry.session.source == entry.data
    assert entry.session.state.report.forms["t3"] is not None
    assert "Ctrl+S" in program.window.notice.text.text()


def test_pasted_text_is_a_report(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    text = (samples_folder / "云溪省2019年.txt").read_bytes().decode("utf-8", errors="replace")
    entry = paste(program, qtbot, clip(text=text))
    assert entry is not None
    assert entry.session is not None
    assert entry.session.name.endswith(".txt")
    assert entry.session.state.items


def test_same_content_is_turned_to(program: Program, qtbot: QtBot) -> None:
    first = paste(program, qtbot, clip(text="某市年度报告"))
    second = paste(program, qtbot, clip(text="某县年度报告"))
    assert second is not first
    assert len(program.window.shelf.entries) == 2
    assert paste(program, qtbot, clip(text="某市年度报告")) is first
    assert len(program.window.shelf.entries) == 2
    assert "已经在列表中" in program.window.notice.text.text()


def test_pasted_again_later_goes_on(program: Program, qtbot: QtBot) -> None:
    first = paste(program, qtbot, clip(text="某市年度报告"))
    assert first is not None
    program.window.shelf.remove(first)
    again = paste(program, qtbot, clip(text="某市年度报告"))
    assert again is not None
    assert again.session is not None
    assert "接着上次" in program.window.notice.text.text()


def test_copied_files_are_opened(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    path = samples_folder / "云溪省2019年.txt"
    entry = paste(program, qtbot, clip(files=(path,), text=str(path)))
    assert entry is not None
    assert entry.path == path
    assert entry.data is None


def test_empty_clipboard_is_told_calmly(program: Program, qtbot: QtBot) -> None:
    assert paste(program, qtbot, clip()) is None
    notice = program.window.notice
    assert notice.isVisible()
    assert "剪贴板里没有" in notice.text.text()
    assert not notice._wrong


def test_dialog_offers_what_core_reads() -> None:
    assert all(f"*{ending}" in WILDCARDS.split() for ending in (*EXTENSIONS, ".gouji"))
