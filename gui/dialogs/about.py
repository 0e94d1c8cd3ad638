"""What the program is, and which keys it listens to."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.version import program_version

PADDED = "style='padding: 3px 24px 3px 0'"
translate = QCoreApplication.translate


class KeysDialog(QDialog):
    """The keys of every command, from the commands themselves."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("快捷键"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(460, 620)
        told = [(action.text().rstrip("…"), keys_of(action)) for action in actions if action.shortcuts()]
        told += [
            (self.tr("在表中直接输入新值"), "0–9"),
            (self.tr("勾选或不选一处"), self.tr("空格")),
            (self.tr("理由：选第 n 条"), "1–6"),
            (self.tr("确定 / 放弃"), "Enter / Esc"),
            (self.tr("展开或收起一组"), "→ / ←"),
            (self.tr("连写数字：选分隔 / 移动一位 / 换行"), "← → / Shift+← → / ↑ ↓"),
            (self.tr("连写数字：取第 n 种读法"), "1–9"),
            (self.tr("停止读取，或把报告从列表中移去"), "Delete"),
        ]
        rows = "".join(
            f"<tr><td {PADDED}>{escape(name)}</td><td {PADDED}><b>{escape(keys)}</b></td></tr>"
            for name, keys in told
        )
        text = QLabel(f"<table>{rows}</table>", textFormat=Qt.TextFormat.RichText)
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


def show_about(parent: QWidget) -> None:
    """Tells what the program is."""
    QMessageBox.about(
        parent,
        translate("About", "关于勾稽台"),
        translate(
            "About",
            "勾稽台 {version}\n\n政府信息公开工作年度报告核对工作台：把报告与读出的三张表对照，"
            "逐格核对勾稽关系，每个存疑之处由审核人写明理由处理，导出带操作记录的工作簿。全部在本机运行，不联网。",
        ).format(version=program_version()),
    )
