"""What is on the clipboard as a report: a web page before plain text, text before a picture, or files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate

_UNSEEN = re.compile(r"<!--.*?-->|<(style|script|head|title)\b.*?</\1\s*>", re.I | re.S)
_TAGS = re.compile(r"<[^>]*>|&nbsp;|&#160;")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The bytes of what was pasted, as a file of that kind would hold them, and the name it goes by."""

    data: bytes
    name: str


def paste(window: MainWindow) -> None:
    """Takes what is on the clipboard for a report, or opens the files that were copied."""
    mime = QGuiApplication.clipboard().mimeData()
    files = files_of(mime)
    if files:
        window.open_paths(files)
        return
    held = pasted(mime, datetime.now())
    if held is None:
        window.notice.tell(
            translate(
                "Pasting",
                "剪贴板里没有可粘贴的内容。请先在网页、Word 或其他程序里选中报告的文字和表格并复制。",
            )
        )
        return
    entry, is_new = window.shelf.paste(held.name, held.data)
    window.reports.select(window.shelf.model.row_of(entry))
    if not is_new:
        window.notice.tell(translate("Pasting", "这份内容已经在列表中：{name}。").format(name=entry.name))


def pasted(mime: QMimeData, at: datetime) -> Pasted | None:
    """What the clipboard holds, taken for a report; None where there are neither words nor a picture."""
    if mime.hasHtml() and has_words(mime.html()):
        return Pasted(_bytes(mime.html()), _name(at, ".html"))
    if mime.hasText() and mime.text().strip():
        return Pasted(_bytes(mime.text()), _name(at, ".txt"))
    picture = mime.imageData() if mime.hasImage() else None
    if isinstance(picture, QImage) and not picture.isNull():
        return Pasted(_png(picture), _name(at, ".png"))
    return None


def files_of(mime: QMimeData) -> list[Path]:
    """The files on the clipboard, where files were copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def has_words(page: str) -> bool:
    """Whether a page shows any text."""
    return bool(_TAGS.sub("", _UNSEEN.sub("", page)).strip())


def _bytes(text: str) -> bytes:
    """UTF-8 with its mark, which counts for more than what a page says of its encoding."""
    return text.encode("utf-8-sig", errors="replace")


def _png(picture: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def _name(at: datetime, ending: str) -> str:
    return translate("Pasting", "粘贴内容 {time}").format(time=at.strftime("%Y-%m-%d %H%M")) + ending
