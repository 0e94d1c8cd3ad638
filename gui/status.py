"""The status bar: how far the review is, when it was last on disk, the journal's head, the form, the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton, QWidget

from core.forms.library import forms, known_forms
from core.review.change import ItemStatus
from gui.beside import beside_words
from gui.reports.entry import Entry
from gui.signing import stage_words


class StatusLine(QStatusBar):
    """A few words, parted by dots; what is under way stands at the right and may be stopped."""

    stopWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._words.setContentsMargins(10, 0, 10, 0)
        self._words.setAccessibleName(self.tr("状态"))
        self._busy = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._busy.setContentsMargins(10, 0, 10, 0)
        self._busy.setAccessibleName(self.tr("进行中"))
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = QToolButton()
        self.stop.setText(self.tr("停止"))
        self.stop.setAccessibleName(self.tr("停止读取"))
        self.stop.clicked.connect(self.stopWanted)
        self.stop.hide()
        self.addWidget(self._words, 1)
        self.addPermanentWidget(self._busy)
        self.addPermanentWidget(self.stop)

    def show_entry(self, entry: Entry | None) -> None:
        """Words the bar for a report, or empties it."""
        state = None if entry is None else entry.state
        if entry is None or state is None or entry.session is None:
            self._words.setText("")
            return
        settled = sum(item.status is ItemStatus.SETTLED for item in state.items)
        kept = self.tr("已保存到 {name} {time}") if entry.session.named else self.tr("已自动保存 {time}")
        words = [
            self.tr("已处理 {settled}/{total}").format(settled=settled, total=len(state.items)),
            kept.format(name=entry.session.path.name, time=entry.saved_at),
            self.tr("操作记录 #{number}").format(number=state.entries[-1].number),
            self.tr("没有表格")
            if state.report.template == "prose"
            else self.tr("{year} 年表式").format(year=state.report.template)
            if state.report.template in forms()
            else known_forms(state.report.own)[state.report.template].title,
            beside_words(state),
            stage_words(state.stages),
        ]
        self._words.setText("　·　".join(filter(None, words)))
        self._words.setToolTip(self._words.text())

    def show_busy(self, word: str, *, stops: bool = False) -> None:
        """Says what is under way, and whether it may be stopped; an empty word for nothing."""
        self._busy.setText(word)
        self.stop.setVisible(bool(word) and stops)
