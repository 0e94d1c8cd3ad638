"""The software that the program is made of, as the About box lists it, and the diagnostic file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.fault import save_fault
from gui.app import Program
from gui.diagnostics import diagnosis, write_diagnosis
from gui.dialogs.about import AboutDialog
from gui.licences import licensed_parts


def test_checkout_lists_what_it_requires() -> None:
    names = {part.name.lower() for part in licensed_parts()}
    assert {"gouji", "lxml", "openpyxl", "pypdfium2"} <= names
    assert "pytest" not in names


def test_bundle_lists_what_it_holds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    listed = [{"name": "Qt", "version": "6.8.3", "licence": "LGPL-3.0-only", "file": "Qt.txt"}]
    (tmp_path / "index.json").write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / "Qt.txt").write_text("words", encoding="utf-8")
    monkeypatch.setattr("gui.licences.licences", lambda: tmp_path)
    (part,) = licensed_parts()
    assert (part.title, part.text()) == ("Qt 6.8.3 · LGPL-3.0-only", "words")


def test_about_box_shows_the_licence_chosen(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    shown = set()
    for row in range(dialog.parts.count()):
        dialog.parts.setCurrentIndex(row)
        shown.add(dialog.text.toPlainText())
    assert dialog.parts.count() > 5
    assert len(shown) > 5


def test_diagnosis_names_no_file_and_nobody(program: Program) -> None:
    try:
        raise ValueError("张三的报告.docx")
    except ValueError as error:
        save_fault(error)
    said = diagnosis("zh", "light")
    assert "ValueError" in said
    assert "test_licences.py" in said
    assert ".docx" in said.partition("formats ")[2]
    for private in ("张三", str(Path.home()), program.context.settings.reviewer):
        assert private not in said


def test_diagnostic_file_is_written_where_the_reader_says(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place = tmp_path / "诊断.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    write_diagnosis(program.window, "said\n")
    assert place.read_text(encoding="utf-8") == "said\n"


def test_diagnostic_file_that_cannot_be_written_is_told(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    monkeypatch.setattr(QMessageBox, "warning", lambda *said: told.append(said[-1]))
    write_diagnosis(program.window, "said\n")
    assert len(told) == 1


def test_diagnostics_are_shown_before_they_are_saved(program: Program, qtbot: QtBot) -> None:
    program.window.actions_.diagnostics.trigger()
    box = next(held for held in program.window.findChildren(QMessageBox) if held.isVisible())
    assert "没有报告的内容" in box.informativeText()
    assert "gouji" in box.detailedText()
    box.reject()
    qtbot.waitUntil(lambda: not box.isVisible())
