"""The settings that a reviewer may want to change."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from core.review.change import DecisionKind
from core.review.stages import LONGEST_NAME, MOST_STAGES, names_fit
from gui.choices import LANGUAGES, palettes
from gui.dialogs.own_rules import OwnRules
from gui.dialogs.set_up import set_up
from gui.findings.reasons import first_reason, way_name
from gui.settings import Language, Settings, ThemeChoice
from gui.signing import names_of
from gui.translation import Say


class SettingsDialog(QDialog):
    """Reads the settings when opened and writes them when accepted; the window then follows."""

    def __init__(self, settings: Settings, say: Say, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        set_up(self, self.tr("设置"), 560, 420)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("设置"))
        self.tabs.addTab(self._common(), self.tr("常用"))
        self.tabs.addTab(self._reviewing(), self.tr("审核"))
        self.own = OwnRules(say)
        self.tabs.addTab(self.own, self.tr("本单位的规则"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)

    def _common(self) -> QWidget:
        settings = self._settings
        self.reviewer = QLineEdit(settings.reviewer)
        self.theme = _choice(settings.theme, palettes())
        self.language = _choice(settings.language, LANGUAGES)
        self.moves_on = QCheckBox(self.tr("处理一项后自动转到下一项"))
        self.moves_on.setChecked(settings.moves_on)
        page, form = _page()
        _add(form, self.tr("审核人"), self.reviewer)
        _add(form, self.tr("配色"), self.theme)
        _add(form, self.tr("语言"), self.language)
        form.addRow("", self.moves_on)
        return page

    def _reviewing(self) -> QWidget:
        self.stages = QLineEdit(self.tr("、").join(self._settings.stages))
        said = self.tr("以顿号分开，最多 {most} 个，每个不超过 {longest} 字。新开始的核对按此设置。")
        self.hint = QLabel(said.format(most=MOST_STAGES, longest=LONGEST_NAME), wordWrap=True)
        self.hint.setProperty("role", "muted")
        page, form = _page()
        _add(form, self.tr("审核阶段"), self.stages)
        form.addRow("", self.hint)
        self.reasons = {kind: QLineEdit(self._settings.reason(kind)) for kind in DecisionKind}
        for kind, field in self.reasons.items():
            field.setPlaceholderText(first_reason(kind))
            _add(form, self.tr("{way}的理由").format(way=way_name(kind)), field)
        note = QLabel(self.tr("理由是下次处理时先填好的，以最近用过的为准。"), wordWrap=True)
        note.setProperty("role", "muted")
        form.addRow("", note)
        return page

    def accept(self) -> None:
        """Writes the settings; names of stages that cannot be keep the dialog open."""
        stages = names_of(self.stages.text())
        if not names_fit(stages):
            self.tabs.setCurrentIndex(1)
            self.stages.setFocus()
            said = self.tr("审核阶段的名称不能用：要有 1 到 {most} 个，互不相同，每个不超过 {longest} 字。")
            self.hint.setText(said.format(most=MOST_STAGES, longest=LONGEST_NAME))
            self.hint.setProperty("role", "error")
            self.hint.style().polish(self.hint)
            return
        self._settings.stages = stages
        for kind, field in self.reasons.items():
            self._settings.set_reason(kind, field.text().strip())
        self._settings.reviewer = self.reviewer.text()
        self._settings.theme = cast(ThemeChoice, self.theme.currentData())
        self._settings.language = cast(Language, self.language.currentData())
        self._settings.moves_on = self.moves_on.isChecked()
        super().accept()


def _page() -> tuple[QWidget, QFormLayout]:
    page = QWidget()
    form = QFormLayout(page)
    form.setContentsMargins(18, 18, 18, 14)
    form.setVerticalSpacing(12)
    return page, form


def _add(form: QFormLayout, label: str, field: QWidget) -> None:
    field.setAccessibleName(label)
    form.addRow(label, field)


def _choice(value: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
    box = QComboBox()
    for key, text in options:
        box.addItem(text, key)
    box.setCurrentIndex(box.findData(value, Qt.ItemDataRole.UserRole))
    return box
