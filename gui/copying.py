"""Puts tables on the clipboard, for Word, WPS or a spreadsheet to paste as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

from core.export.standing import is_publishable
from core.forms.form import split_id

if TYPE_CHECKING:
    from core.export.clipboard import Copied
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def copy_table(window: MainWindow) -> None:
    """Copies the table in front, with the values decided."""
    from core.export.clipboard import copied_table  # what exports are made of stays out of the start-up

    state, cell = window.review.state, window.workbench.tables.current_cell()
    if state is None:
        return
    if cell is None:
        window.notice.tell(translate("Copying", "先转到要复制的那张表。"))
        return
    _put(copied_table(state, split_id(cell)[0]))
    said = translate("Copying", "已复制这张表，可以粘贴到 Word、WPS 或 Excel 中。")
    if not is_publishable(state):
        said += translate("Copying", "注意：这份报告还没有通过核对。")
    window.notice.tell(said)


def copy_advice(window: MainWindow) -> None:
    """Copies what goes back to the office."""
    from core.export.clipboard import copied_advice
    from core.review.sent import sent_back

    state = window.review.state
    if state is None:
        return
    count = len(sent_back(state))
    if not count:
        window.notice.tell(translate("Copying", "还没有要退回单位的修改意见。"))
        return
    _put(copied_advice(state, window.context.translation.language))
    said = translate("Copying", "已复制修改意见 {count} 条，可以粘贴到 Word、WPS 或 Excel 中。")
    window.notice.tell(said.format(count=count))


def _put(copied: Copied) -> None:
    data = QMimeData()
    data.setHtml(copied.html)
    data.setText(copied.text)
    QGuiApplication.clipboard().setMimeData(data)
