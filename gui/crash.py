"""What happens when the program itself is at fault: a calm word, a report to save, and on it goes."""

from __future__ import annotations

import platform
import re
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, qVersion
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from core.version import program_version

FRAMES = 40
FRAME = re.compile(r'^ *File "([^"\n]+)", line (\d+), in (\S+)$', re.MULTILINE)
"""A place in a traceback; what stands under it quotes the code, and after it the fault's own words."""


def describe(error: BaseException) -> str:
    """A report on a fault for whoever mends it.

    It holds the places in the code and the kind of fault, and nothing of a document: no values, no
    message of the exception (which may quote a text), no path outside the program.
    """
    lines = [
        f"gouji {program_version()}",
        f"python {platform.python_version()}, qt {qVersion()}, {platform.system()} {platform.release()}",
        datetime.now().astimezone().isoformat(timespec="seconds"),
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append("")
        lines.append(type(seen).__qualname__)
        frames = traceback.extract_tb(seen.__traceback__)[-FRAMES:]
        lines += [f"  {'/'.join(Path(f.filename).parts[-3:])}:{f.lineno} {f.name}" for f in frames]
        lines += [
            f"  {'/'.join(Path(path).parts[-3:])}:{line} {name}"
            for path, line, name in FRAME.findall(getattr(seen, "details", ""))[-FRAMES:]
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


class CrashReporter(QObject):
    """Takes the place of sys.excepthook: tells the reader, offers a report, and goes on."""

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._box: QMessageBox | None = None
        self._previous = sys.excepthook
        self._raised.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Puts itself in front of the interpreter's own hook."""
        sys.excepthook = self

    def remove(self) -> None:
        """Gives the interpreter's own hook back."""
        sys.excepthook = self._previous

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Receives what nobody caught, in whichever thread."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        error = error.with_traceback(trace)
        if sys.stderr is not None:
            sys.stderr.write(describe(error))
        self._raised.emit(error)

    def _tell(self, error: BaseException) -> None:
        if self._box is not None:  # one word is enough while the reader has not answered it
            return
        assert QThread.currentThread() is self.thread()
        box = QMessageBox(QApplication.activeWindow())
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(self.tr("程序出了一点问题"))
        box.setText(self.tr("刚才的操作没有完成，这是程序的错误，不是您的操作有误。"))
        box.setInformativeText(
            self.tr(
                "已作的决定都已保存，可以继续使用。如再次出现，请保存问题报告并交给维护人员；"
                "报告只含程序位置，不含文件内容。"
            )
        )
        save = box.addButton(self.tr("保存问题报告…"), QMessageBox.ButtonRole.ActionRole)
        box.addButton(self.tr("继续"), QMessageBox.ButtonRole.AcceptRole)
        assert isinstance(save, QPushButton)
        save.clicked.connect(lambda: self._save(error, box))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(self._forget)
        self._box = box
        box.open()

    def _forget(self) -> None:
        self._box = None

    def _save(self, error: BaseException, parent: QWidget) -> None:
        name, _ = QFileDialog.getSaveFileName(
            parent, self.tr("保存问题报告"), str(Path.home() / "gouji-report.txt"), "*.txt"
        )
        if not name:
            return
        try:
            Path(name).write_text(describe(error), encoding="utf-8")
        except OSError as fault:
            QMessageBox.warning(
                QApplication.activeWindow() or parent,
                self.tr("没有保存"),
                self.tr("问题报告未能写入：{reason}。请换一个文件夹再试。").format(reason=fault.strerror),
            )
