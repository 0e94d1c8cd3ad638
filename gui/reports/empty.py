"""What stands where no report does: what to do first, or why a file was not opened and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.theme import Theme, Tone

WIDTH = 560


class EmptyState(QWidget):
    """An empty window: open, drag a file here, or try the samples."""

    openWanted = Signal()
    sampleWanted = Signal(object)
    """The Path of a sample."""

    def __init__(
        self, theme: Theme, samples: Sequence[tuple[str, Path]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._logo = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        title = QLabel(self.tr("打开一份年度报告，开始核对"), alignment=Qt.AlignmentFlag.AlignHCenter)
        title.setFont(theme.font(1.5, bold=True))
        hint = QLabel(
            self.tr(
                "支持 Word、WPS、Excel、PDF、OFD、图片、保存的网页和文本文件，可一次打开多份；"
                "也可打开以前的核对记录（.gouji）。全部在本机处理，不联网。"
            ),
            alignment=Qt.AlignmentFlag.AlignHCenter,
            wordWrap=True,
        )
        hint.setProperty("role", "muted")
        self._open = QPushButton(self.tr("打开报告…  Ctrl+O"))
        self._open.setProperty("primary", True)
        self._open.setAccessibleName(self.tr("打开报告"))
        self._open.clicked.connect(self.openWanted)
        drag = QLabel(
            self.tr("或把文件拖到这里，或复制报告内容后按 Ctrl+Shift+V"),
            alignment=Qt.AlignmentFlag.AlignHCenter,
        )
        drag.setProperty("role", "muted")

        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self._logo, title, hint):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self._open, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(drag)
        if samples:
            column.addSpacing(14)
            column.addWidget(self._samples(samples))
        _centre(self, column)
        theme.changed.connect(self._dress)
        self._dress()

    def _samples(self, samples: Sequence[tuple[str, Path]]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setSpacing(6)
        label = QLabel(self.tr("第一次使用？先看示例："), alignment=Qt.AlignmentFlag.AlignHCenter)
        label.setProperty("role", "muted")
        column.addWidget(label)
        for name, path in samples:
            button = QPushButton(name)
            button.setAccessibleName(self.tr("打开示例：{name}").format(name=name))
            button.clicked.connect(lambda _=False, chosen=path: self.sampleWanted.emit(chosen))
            column.addWidget(button)
        return box

    def _dress(self) -> None:
        self._logo.setPixmap(self._theme.pixmap("logo", Tone.ACCENT, 48, self.devicePixelRatioF()))
        self._open.setIcon(self._theme.icon("open", Tone.ON_ACCENT))
        self._open.setIconSize(QSize(18, 18))


def _centre(page: QWidget, column: QVBoxLayout) -> None:
    """Puts a column into the middle of a page, as wide as is good to read, its words never cut."""
    frame = QFrame()
    frame.setFixedWidth(WIDTH)
    frame.setLayout(column)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(frame)
    row.addStretch()
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addLayout(row)
    layout.addStretch(3)


class ProblemState(QWidget):
    """A file that was not opened: which, why, what to do; try again or take it off the list."""

    retryWanted = Signal()
    removeWanted = Signal()
    stopWanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignHCenter)
        self._title = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._title.setFont(theme.font(1.2, bold=True))
        self._reason = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._retry = QPushButton(self.tr("重新读取"))
        self._retry.clicked.connect(self.retryWanted)
        self._remove = QPushButton(self.tr("从列表中移去"))
        self._remove.clicked.connect(self.removeWanted)
        self._stop = QPushButton(self.tr("停止读取"))
        self._stop.clicked.connect(self.stopWanted)
        for label in (self._title, self._reason):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self._retry)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._stop)
        buttons.addStretch()
        column = QVBoxLayout()
        column.setSpacing(12)
        for widget in (self._icon, self._title, self._reason):
            column.addWidget(widget)
        column.addLayout(buttons)
        _centre(self, column)

    def show_problem(self, name: str, reason: str) -> None:
        """Speaks of a file that failed."""
        self._say("broken", Tone.ERROR, self.tr("没有打开：{name}").format(name=name), reason)
        self._offer(failed=True)

    def show_progress(self, name: str, pages: tuple[int, int] | None = None) -> None:
        """Speaks of a file that is on its way in; `pages` are those read by OCR, of how many."""
        said = self.tr("正在读取，可以先看列表中的其他报告。")
        if pages is not None:
            said = self.tr(
                "这份文件是扫描件或图片，正在识别文字：已完成 {done} 页，共 {pages} 页。"
                "可以先看列表中的其他报告。"
            ).format(done=pages[0], pages=pages[1])
        self._say("busy", Tone.ACCENT, name, said)
        self._offer(failed=False)

    def _offer(self, *, failed: bool) -> None:
        self._retry.setVisible(failed)
        self._remove.setVisible(failed)
        self._stop.setVisible(not failed)

    def _say(self, icon: str, tone: Tone, title: str, reason: str) -> None:
        self._icon.setPixmap(self._theme.pixmap(icon, tone, 36, self.devicePixelRatioF()))
        self._title.setText(title)
        self._reason.setText(reason)
