"""A file for whoever looks into a fault: which program on which system, and the records of its faults."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.document.open import EXTENSIONS
from core.fault import records, system
from gui.crash import window as library

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def diagnosis(language: str, theme: str) -> str:
    """What the file says; it holds nothing of any report, no file's name and no name of a person."""
    lines = [
        *system(),
        library(),
        f"processors {os.cpu_count()}, locale {QLocale.system().name()}",
        f"language {language}, theme {theme}",
        f"formats {' '.join(sorted(EXTENSIONS))}",
    ]
    for screen in QGuiApplication.screens():
        size = screen.geometry()
        lines.append(f"screen {size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}")
    kept = records()
    lines += ["", f"faults {len(kept)}"]
    lines += ["\n" + path.read_text(encoding="utf-8", errors="replace").rstrip() for path in kept]
    return "\n".join(lines) + "\n"


def save_diagnostics(window: MainWindow) -> None:
    """Says what the file will hold, asks where to put it, and writes it."""
    settings = window.context.settings
    text = diagnosis(settings.language, settings.theme)
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle(translate("Diagnostics", "保存诊断文件"))
    box.setText(
        translate("Diagnostics", "诊断文件供维护人员查找程序的问题。保存后由您自己决定交给谁，程序不会发送。")
    )
    box.setInformativeText(
        translate(
            "Diagnostics",
            "里面只有：程序和系统的版本、屏幕大小、界面设置，以及最近 {count} 次程序错误在程序中的位置。"
            "没有报告的内容，没有文件名，没有人名。点“显示详细信息”可以先看全文。",
        ).format(count=len(records()))
    )
    box.setDetailedText(text)
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    box.accepted.connect(lambda: write_diagnosis(window, text))
    box.open()


def write_diagnosis(window: MainWindow, text: str) -> None:
    """Asks for a place and writes the file there."""
    title = translate("Diagnostics", "保存诊断文件")
    name, _ = QFileDialog.getSaveFileName(window, title, str(Path.home() / "gouji-diagnostics.txt"), "*.txt")
    if not name:
        return
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as fault:
        said = translate("Diagnostics", "诊断文件未能写入：{reason}。请换一个文件夹再试。")
        QMessageBox.warning(window, title, said.format(reason=fault.strerror))
