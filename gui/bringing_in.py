"""Brings files into the window: asked for, dropped or named; folders, and files that are here already."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from gui.next_version import read_version
from gui.reports.below import MOST, reports_below
from gui.reports.entry import Entry, Phase
from gui.reports.opening import WILDCARDS

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def ask_files(window: MainWindow) -> None:
    """Asks which files to open."""
    names, _ = QFileDialog.getOpenFileNames(
        window,
        translate("MainWindow", "打开报告"),
        window.context.settings.folder,
        translate("MainWindow", "报告和核对记录 ({kinds});;所有文件 (*)").format(kinds=WILDCARDS),
    )
    bring_in(window, [Path(name) for name in names])


def ask_folder(window: MainWindow) -> None:
    """Asks for a folder whose reports are to be opened."""
    title = translate("MainWindow", "打开文件夹中的报告")
    name = QFileDialog.getExistingDirectory(window, title, window.context.settings.folder)
    if name:
        bring_in(window, [Path(name)])


def bring_in(window: MainWindow, paths: Sequence[Path]) -> None:
    """Opens files, and the reports below folders; the first is turned to as soon as it is there."""
    files: list[Path] = []
    for path in paths:
        files += _below(window, path) if path.is_dir() else [path]
    known = {entry.path: entry for entry in window.shelf.entries}
    entries = window.shelf.open(files)
    if not entries:
        return
    window.context.settings.folder = str(entries[0].path.parent)
    window.reports.select(window.shelf.model.row_of(entries[0]))
    for entry in entries:
        if entry.path in known:
            _meet_again(window, entry)


def _below(window: MainWindow, folder: Path) -> list[Path]:
    """The reports below a folder; a word where there is none, or where there are too many."""
    found, more = reports_below(folder)
    if not found:
        said = translate("MainWindow", "文件夹 {name} 中没有可以打开的报告。")
        window.notice.tell(said.format(name=folder.name), wrong=True)
    elif more:
        said = translate("MainWindow", "文件夹 {name} 中的报告太多，先打开前 {count} 份；其余的请分批打开。")
        window.notice.tell(said.format(name=folder.name, count=MOST), wrong=True)
    return found


def _meet_again(window: MainWindow, entry: Entry) -> None:
    """A file opened again: one that failed is tried again, one that was changed since is asked about."""
    if entry.phase is Phase.FAILED:
        window.shelf.retry(entry)
    elif entry.phase is Phase.OPEN and entry.changed_since():
        said = translate(
            "MainWindow", "{name} 在打开之后被改过，现在看到的是改动以前的。要作为修改后的报告接着核对吗？"
        )
        window.notice.tell(
            said.format(name=entry.path.name),
            label=translate("Version", "作为修改后的报告…"),
            do=lambda: read_version(window, entry, entry.path),
        )
