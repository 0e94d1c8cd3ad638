"""What happens when the program itself is at fault: a calm word, a report to save, and on it goes."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, qVersion
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton, QWidget

from core.fault import describe, save_fault


def window() -> str:
    """What a record says of the window's library."""
    return f"qt {qVersion()}"


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
            sys.stderr.write(describe(error, window()))
        with suppress(OSError):  # where nothing can be written, the reader may still save the report
            save_fault(error, window())
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
            Path(name).write_text(describe(error, window()), encoding="utf-8")
        except OSError as fault:
            QMessageBox.warning(
                QApplication.activeWindow() or parent,
                self.tr("没有保存"),
                self.tr("问题报告未能写入：{reason}。请换一个文件夹再试。").format(reason=fault.strerror),
            )
