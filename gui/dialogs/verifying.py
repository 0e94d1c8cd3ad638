"""Proves a session's journal on request, also against a hash from a printed sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.review.verify import Verdict, verify_session
from gui.context import WRITING, Context
from gui.dialogs.set_up import set_up
from gui.theme import Tone


class VerifyDialog(QDialog):
    """Verifies as soon as it opens; a hash typed from paper verifies again."""

    def __init__(self, context: Context, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._path = context, path
        self._job = 0
        set_up(self, self.tr("核验操作记录"), 620, 260)
        self._icon = QLabel()
        self.verdict = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.head = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.head.setProperty("role", "muted")
        self.head.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.paper = QLineEdit()
        self.paper.setPlaceholderText(self.tr("可填入审核意见单上印的校验值（至少前 16 位）"))
        self.paper.setAccessibleName(self.tr("纸面上的校验值"))
        self.paper.returnPressed.connect(self.verify)
        form = QFormLayout()
        form.addRow(self.tr("纸面校验值"), self.paper)
        again = QPushButton(self.tr("核验"))
        again.clicked.connect(self.verify)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(again, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        for widget in (self._icon, self.verdict, self.head):
            column.addWidget(widget)
        column.addStretch()
        column.addLayout(form)
        column.addWidget(buttons)
        self.verify()

    def verify(self) -> None:
        """Verifies off the GUI thread."""
        head = self.paper.text().strip() or None
        self.verdict.setText(self.tr("正在核验…"))
        self._icon.clear()
        self.head.clear()
        self._context.jobs.drop(self._job)
        self._job = self._context.jobs.submit(WRITING, lambda: verify_session(self._path, head), self._show)

    def done(self, result: int) -> None:
        """Drops what is still under way."""
        self._context.jobs.drop(self._job)
        super().done(result)

    def _show(self, verdict: Verdict) -> None:
        sound = verdict.status == "intact"
        icon, tone = ("verify", Tone.PASSED) if sound else ("broken", Tone.ERROR)
        self._icon.setPixmap(self._context.theme.pixmap(icon, tone, 32, self.devicePixelRatioF()))
        self.verdict.setText(self._context.translation.text(verdict.message))
        self.head.setText(
            self.tr("共 {entries} 条，末条校验值：{head}").format(entries=verdict.entries, head=verdict.head)
            if verdict.head
            else ""
        )
