"""The office's own rules, forms and words: where they lie, what of them is in force, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from typing import Literal

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from core.extract.word_list import word_list
from core.forms.library import known_forms, own_files
from core.paths import own_folders
from gui.translation import Say

translate = QCoreApplication.translate
Folder = Literal["forms", "lists"]


class OwnRules(QWidget):
    """Tells what was found in the folders, and opens the user's own."""

    def __init__(self, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName(self.tr("本单位的规则"))
        self.text.document().setDocumentMargin(10)
        self.text.setHtml("".join(f"<p>{part}</p>" for part in told(say)))
        line = QHBoxLayout()
        self.buttons: dict[Folder, QPushButton] = {}
        names: tuple[tuple[Folder, str], ...] = (
            ("forms", self.tr("打开表式和规则的文件夹")),
            ("lists", self.tr("打开词表的文件夹")),
        )
        for kind, name in names:
            self.buttons[kind] = button = QPushButton(name)
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._open, kind))
            line.addWidget(button)
        line.addStretch()
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(line)

    def _open(self, kind: Folder) -> None:
        """Opens the user's own folder, made where it is not there yet."""
        folder = own_folders(kind)[1]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            said = self.tr("文件夹 {folder} 建不了：{reason}。请检查权限，或请管理员建立。")
            words = said.format(folder=folder, reason=error.strerror or type(error).__name__)
            self.text.append(f"<p>{escape(words)}</p>")
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def told(say: Say) -> Iterator[str]:
    """What is in force and what is wrong, as paragraphs of rich text."""
    own = own_files()
    names = dict.fromkeys(file.name for files in own.files.values() for file in files)
    if names:
        rules = sum(map(len, own.relations.values()))
        said = translate("OwnRules", "采用的文件：{names}；表式 {forms} 种，规则 {rules} 条。")
        listed = translate("OwnRules", "、").join(names)
        yield escape(said.format(names=listed, forms=len(own.forms), rules=rules))
    else:
        yield escape(translate("OwnRules", "没有本单位的表式和规则，只用程序自带的。"))
    official = [form.title for name, form in known_forms().items() if name not in own.forms]
    said = translate("OwnRules", "程序自带的表式：{names}。")
    yield escape(said.format(names=translate("OwnRules", "、").join(official)))
    words = word_list()
    yield escape(translate("OwnRules", "词表：{count} 个词。").format(count=len(words.words)))
    faults = [*own.faults, *(fault.message for fault in words.faults)]
    if faults:
        yield _faults(map(say, faults), len(faults))
    folders = "<br>".join(escape(str(path)) for kind in _kinds() for path in own_folders(kind))
    yield (
        escape(translate("OwnRules", "查找的文件夹（表式和规则改动后，重新启动程序生效）："))
        + f"<br>{folders}"
    )


def _kinds() -> tuple[Folder, Folder]:
    return "forms", "lists"


def _faults(texts: Iterable[str], count: int) -> str:
    head = translate("OwnRules", "没有采用的 {count} 处：").format(count=count)
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<b>{escape(head)}</b><ul>{items}</ul>"
