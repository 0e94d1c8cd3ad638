"""Files that come in by folder, come in again, have changed or gone, or cannot be kept."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from gui.app import Program
from gui.dialogs.next_version import VersionDialog
from gui.reports import below
from gui.reports.below import reports_below
from gui.reports.entry import Phase
from tests.gui.window_support import open_file, settle


@pytest.fixture
def folder(tmp_path: Path, samples_folder: Path) -> Path:
    """Two reports, one of them in a folder of its own, beside what is none."""
    shutil.copy(samples_folder / "云溪省2019年.txt", tmp_path / "乙.txt")
    (tmp_path / "县区").mkdir()
    shutil.copy(samples_folder / "南屏区2021年.txt", tmp_path / "县区" / "甲.TXT")
    for name in ("~$乙.docx", ".隐藏.txt", "说明.zip", "照片.mp4"):
        (tmp_path / name).write_text("一", encoding="utf-8")
    return tmp_path


def drop(program: Program, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))


def said(program: Program) -> str:
    notice = program.window.notice
    return "" if notice.isHidden() else notice.text.text()


def test_a_folder_gives_the_reports_below_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found, more = reports_below(folder)
    assert [path.name for path in found] == ["乙.txt", "甲.TXT"]
    assert not more
    monkeypatch.setattr(below, "MOST", 1)
    assert reports_below(folder) == (found[:1], True)
    monkeypatch.setattr(below, "MOST_SEEN", 0)
    assert reports_below(folder) == ([], True)


@pytest.mark.skipif(os.name != "posix", reason="Windows makes links for administrators only")
def test_links_are_not_followed_round_and_round(folder: Path) -> None:
    (folder / "县区" / "回到上面").symlink_to(folder, target_is_directory=True)
    assert len(reports_below(folder)[0]) == 2


def test_a_folder_is_dropped_in(program: Program, qtbot: QtBot, folder: Path) -> None:
    drop(program, folder)
    settle(qtbot, program)
    assert [entry.phase for entry in program.window.shelf.entries] == [Phase.OPEN, Phase.OPEN]


def test_a_folder_is_asked_for(
    program: Program, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    program.window.actions_.open_folder.trigger()
    settle(qtbot, program)
    assert len(program.window.shelf.entries) == 2


def test_a_folder_without_reports_says_so(program: Program, tmp_path: Path) -> None:
    drop(program, tmp_path)
    assert "没有可以打开的报告" in said(program)
    assert not program.window.shelf.entries


def test_too_many_reports_are_said_to_be(
    program: Program, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(below, "MOST", 1)
    drop(program, folder)
    assert "太多" in said(program)
    settle(qtbot, program)
    assert len(program.window.shelf.entries) == 1


def test_a_file_opened_again_is_turned_to(program: Program, qtbot: QtBot, folder: Path) -> None:
    drop(program, folder)
    settle(qtbot, program)
    second = program.window.shelf.entries[1]
    drop(program, second.path)
    assert len(program.window.shelf.entries) == 2
    assert program.window.entry is second
    assert said(program) == ""


def test_a_file_that_failed_is_tried_again(program: Program, qtbot: QtBot, folder: Path) -> None:
    path = folder / "丙.txt"
    open_file(qtbot, program, path)
    assert program.window.shelf.entries[0].phase is Phase.FAILED
    shutil.copy(folder / "乙.txt", path)
    drop(program, path)
    settle(qtbot, program)
    assert [entry.phase for entry in program.window.shelf.entries] == [Phase.OPEN]


def test_a_file_changed_since_is_offered_as_the_next_version(
    program: Program, qtbot: QtBot, folder: Path
) -> None:
    path = folder / "乙.txt"
    entry = open_file(qtbot, program, path)
    drop(program, path)
    assert said(program) == ""
    text = path.read_text(encoding="utf-8").replace("6,091", "6,101")
    path.write_text(text, encoding="utf-8")
    assert entry.changed_since()
    drop(program, path)
    assert "被改过" in said(program)
    program.window.notice.button.click()
    settle(qtbot, program)
    (dialog,) = program.window.findChildren(VersionDialog)
    dialog.accept()
    settle(qtbot, program)
    state = program.window.review.state
    assert state is not None
    assert state.cells["t3.new.natural"].value == 6101


def test_a_file_that_is_gone_goes_on_being_reviewed(program: Program, qtbot: QtBot, folder: Path) -> None:
    path = folder / "乙.txt"
    entry = open_file(qtbot, program, path)
    path.unlink()
    drop(program, path)
    assert said(program) == ""
    assert not entry.changed_since()
    assert entry.phase is Phase.OPEN
    assert program.window.review.enter("t4.review.upheld", "77")


def test_where_nothing_can_be_kept_the_file_says_so(
    program: Program, qtbot: QtBot, folder: Path, gouji_home: Path
) -> None:
    shutil.rmtree(gouji_home, ignore_errors=True)
    gouji_home.write_text("no folder", encoding="utf-8")
    entry = open_file(qtbot, program, folder / "乙.txt")
    assert entry.phase is Phase.FAILED
    assert program.window.desk.problem.isVisible()
    gouji_home.unlink()
