"""Tells once, when the program starts, which files of the office's own are not used, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.forms.library import own_files
from gui.notice import Notice
from gui.translation import Translation

translate = QCoreApplication.translate


def tell_own_files(notice: Notice, translation: Translation) -> None:
    """Says in the notice bar what is wrong with files of the office's own, the first of them in full."""
    faults = own_files().faults
    if not faults:
        return
    first = translation.text(faults[0])
    said = translate("OwnFiles", "单位自己的文件有 {count} 处没有采用：{first}")
    every = "\n".join(map(translation.text, faults))
    notice.tell(said.format(count=len(faults), first=first), wrong=True, tip=every)
