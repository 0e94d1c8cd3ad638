"""What is told when a report has come in: that it goes on, what it may be compared with or replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.beside import offer_last_year
from gui.next_version import offer_version
from gui.reports.entry import Entry
from gui.versions import offer_reading

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def tell_arrival(window: MainWindow, entry: Entry) -> None:
    """Tells of a report that is open now: one thing, the weightiest."""
    if entry.resumed:
        _tell_resumed(window, entry)
        entry.resumed = False
    elif entry.data is not None:
        said = translate(
            "MainWindow", "{name}：粘贴的内容和核对记录已自动保存；要存成单独的文件，按 Ctrl+S。"
        )
        window.notice.tell(said.format(name=entry.name))
    elif not offer_version(window, entry):
        offer_last_year(window, entry)


def _tell_resumed(window: MainWindow, entry: Entry) -> None:
    if entry.document is None and entry.problem is not None:
        said = translate("MainWindow", "{name}：核对记录已打开，但原文这次没有读出来。{why}")
        why = window.context.translation.text(entry.problem)
        window.notice.tell(said.format(name=entry.name, why=why), wrong=True)
    elif not offer_reading(window, entry) and not offer_last_year(window, entry):
        said = translate("MainWindow", "{name}：已接着上次的核对继续，此前的决定都在。")
        window.notice.tell(said.format(name=entry.name))
