"""What the program is and is made of, and which keys it listens to."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.version import program_version
from gui.dialogs.set_up import set_up
from gui.licences import licensed_parts

PADDED = "style='padding: 3px 24px 3px 0'"


class KeysDialog(QDialog):
    """The keys of every command, from the commands themselves."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up(self, self.tr("快捷键"), 560, 620)
        told = [(action.text().rstrip("…"), keys_of(action)) for action in actions if action.shortcuts()]
        told += [
            (self.tr("在表中直接输入新值"), "0–9"),
            (self.tr("勾选或不选一处"), self.tr("空格")),
            (self.tr("理由：选第 n 条"), "1–6"),
            (self.tr("确定 / 放弃"), "Enter / Esc"),
            (self.tr("展开或收起一组"), "→ / ←"),
            (self.tr("在核对结果中选定几项"), self.tr("Shift 或 Ctrl 加 ↑ ↓、单击")),
            (self.tr("选定同一种问题；再按一次选定全部"), "Ctrl+A"),
            (self.tr("连写数字：选分隔 / 移动一位 / 换行"), "← → / Shift+← → / ↑ ↓"),
            (self.tr("连写数字：取第 n 种读法"), "1–9"),
            (self.tr("停止读取，或把报告从列表中移去"), "Delete"),
        ]
        rows = "".join(
            f"<tr><td {PADDED}>{escape(name)}</td><td {PADDED}><b>{escape(keys)}</b></td></tr>"
            for name, keys in told
        )
        text = QLabel(f"<table width='100%'>{rows}</table>", textFormat=Qt.TextFormat.RichText, wordWrap=True)
        text.setAccessibleName(self.tr("快捷键"))
        text.setMargin(14)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(text)
        area.setProperty("role", "page")
        area.setAccessibleName(self.tr("快捷键"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(area, 1)
        column.addWidget(buttons)


def keys_of(action: QAction) -> str:
    """The keys of a command, as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return " / ".join(sequence.toString(native) for sequence in action.shortcuts())


class AboutDialog(QDialog):
    """What the program is, and the licences of all that it is made of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_up(self, self.tr("关于勾稽台"), 640, 560)
        said = QLabel(
            self.tr(
                "勾稽台 {version}\n\n政府信息公开工作年度报告核对工作台：把报告与读出的三张表对照，"
                "逐格核对勾稽关系，每个存疑之处由审核人写明理由处理，导出带操作记录的工作簿。全部在本机运行，不联网。"
            ).format(version=program_version()),
            wordWrap=True,
        )
        self.parts = QComboBox()
        self.parts.setAccessibleName(self.tr("所用软件及其许可"))
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(self.tr("许可"))
        label = QLabel(self.tr("所用软件及其许可"))
        label.setBuddy(self.parts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (said, label, self.parts):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        for part in licensed_parts():
            self.parts.addItem(part.title, part)
        self.parts.currentIndexChanged.connect(self._show)
        self._show()

    def _show(self) -> None:
        part = self.parts.currentData()
        self.text.setPlainText(part.text() if part is not None else "")
