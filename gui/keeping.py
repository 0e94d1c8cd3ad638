"""Gives a session a place of the reviewer's choice; every step is on disk without that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from core.errors import GoujiError
from core.neighbours import SUFFIX
from gui.exporting import file_stem

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def save(window: MainWindow) -> None:
    """Gives the session a place of the reviewer's choice; a named one is on disk already."""
    session = window.review.session
    if session is not None and session.named and not session.displaced:
        said = translate("MainWindow", "每一步都已保存在 {path}。")
        window.notice.tell(said.format(path=session.path))
    else:
        save_as(window)


def save_as(window: MainWindow) -> None:
    """Asks for a place and goes on there."""
    session, entry = window.review.session, window.entry
    if session is None or entry is None:
        return
    proposed = Path(window.context.settings.folder) / f"{file_stem(session)}{SUFFIX}"
    title = translate("MainWindow", "核对记录另存为")
    kinds = translate("MainWindow", "核对记录 (*.gouji)")
    name, _ = QFileDialog.getSaveFileName(window, title, str(proposed), kinds)
    if not name:
        return
    target = Path(name) if name.endswith(SUFFIX) else Path(name + SUFFIX)
    try:
        session.save_as(target)
    except GoujiError as fault:
        window.tell_fault(fault.message)
        return
    said = translate("MainWindow", "核对记录已保存到 {path}，此后每一步都存在那里。")
    window.notice.tell(said.format(path=target))
    window.note_saved(entry)
