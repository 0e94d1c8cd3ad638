"""The exports to Word and the clipboard, by their commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind
from gui.app import Program
from tests.gui.window_support import settle


def asked(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Takes every file dialog's proposal, into the folder; the names proposed."""
    names: list[str] = []

    def take(*given: str) -> tuple[str, str]:
        names.append(Path(given[2]).name)
        return str(folder / names[-1]), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take)
    return names


def words(path: Path) -> str:
    """The paragraphs and cells of a Word document."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def send_back(program: Program) -> None:
    review = program.window.review
    review.take_way(DecisionKind.RETURNED)
    assert review.commit("请对照台账核实")


def test_what_goes_back_is_exported_to_word(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = asked(monkeypatch, tmp_path)
    send_back(failing)
    failing.window.actions_.returns.trigger()
    settle(qtbot, failing)
    failing.window.actions_.opinion.trigger()
    settle(qtbot, failing)
    assert names == ["云溪省2019年修改意见清单.docx", "云溪省2019年审核意见单.docx"]
    assert "请修改或核实" in words(tmp_path / names[0])
    assert "初审" in words(tmp_path / names[1])
    assert failing.window.notice.button.isVisible()


def test_tables_that_did_not_pass_are_named_so(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked(monkeypatch, tmp_path)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    failing.window.actions_.tables.trigger()
    settle(qtbot, failing)
    (copy,) = tmp_path.glob("*.docx")
    assert "未通过核对" in copy.name
    assert len(Document(str(copy)).tables) == 3


def test_refused_word_export_is_told(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked(monkeypatch, tmp_path / "无")
    failing.window.actions_.opinion.trigger()
    settle(qtbot, failing)
    assert failing.window.notice.isVisible()
    assert not failing.window.notice.button.isVisible()
    assert failing.window.actions_.opinion.isEnabled()


def test_table_in_front_is_copied(failing: Program) -> None:
    window = failing.window
    window.workbench.tables.select_cell("t4.review.upheld")
    window.actions_.copy_table.trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert data.html().startswith("<table")
    assert "行政诉讼" in data.html()
    assert "\t" in data.text()
    assert "没有通过核对" in window.notice.text.text()


def test_advice_is_copied_once_there_is_any(failing: Program) -> None:
    window = failing.window
    window.actions_.copy_advice.trigger()
    assert "还没有" in window.notice.text.text()
    send_back(failing)
    window.actions_.copy_advice.trigger()
    assert "请核实" in QGuiApplication.clipboard().mimeData().text()
