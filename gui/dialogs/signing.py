"""The stages of the review: who signed which, the next to be signed, and returns with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.export.opinion import stage_remark
from core.review.change import Change, Item, ItemStatus, ReviewState
from core.review.session import Session
from core.review.stages import Stage, StageStatus
from gui.context import Context
from gui.dialogs.set_up import set_up
from gui.signing import names_of

translate = QCoreApplication.translate
HEIGHT = 116
"""Room for the stages of most offices."""
LEAST_LIST = 72
CELL = "style='padding: 3px 18px 3px 0'"


def status_name(status: StageStatus) -> str:
    """How a stage stands."""
    return {
        StageStatus.OPEN: translate("Stages", "待签署"),
        StageStatus.SIGNED: translate("Stages", "已签署"),
        StageStatus.REOPENED: translate("Stages", "需重新签署"),
        StageStatus.RETURNED: translate("Stages", "已退回"),
    }[status]


class SigningDialog(QDialog):
    """Signs the next stage or returns from it; `perform` takes the steps, and says what is refused."""

    def __init__(
        self,
        session: Session,
        context: Context,
        perform: Callable[[Callable[[], Change]], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._context, self._perform = session, context, perform
        set_up(self, self.tr("签署与退回"), 720, 640)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("各阶段"))
        self.text.document().setDocumentMargin(10)
        _give_way(self.text, HEIGHT)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(self.text, 2)
        column.addWidget(self._names_line())
        column.addWidget(self._signing(), 3)
        column.addWidget(self._returning())
        area = QScrollArea(widgetResizable=True)
        area.setWidget(content)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)
        self.refresh()

    def refresh(self) -> None:
        """Shows the stages as they stand, and what can be done."""
        state, stages = self._session.state, self._session.state.stages
        self.text.setHtml(stages_table(state, self._context.translation.language))
        self.names.setText(translate("Stages", "、").join(stage.name for stage in stages.all))
        fresh = all(stage.status is StageStatus.OPEN for stage in stages.all)
        self._names.setVisible(fresh)
        done = stages.standing == len(stages.all)
        self.stage = min(stages.standing + 1, len(stages.all))
        name = stages.all[self.stage - 1].name
        self._signed.setTitle(self.tr("签署{stage}").format(stage=name))
        self.sign.setText(self.tr("签署{stage}").format(stage=name))
        self._signed.setVisible(not done)
        self._show_open()
        self._returned.setTitle(self.tr("从{stage}退回").format(stage=name))
        self.target.clear()
        for at in range(self.stage - 1, 0, -1):
            self.target.addItem(stages.all[at - 1].name, at)
        self.target.addItem(self.tr("填报单位"), 0)
        self._follow()

    def _show_open(self) -> None:
        held = left_open(self._session.state)
        self.left.clear()
        self.left.addItems([self._context.translation.text(item.finding.message) for item in held])
        said = self.tr("还有 {count} 项没有处理，签署即表示接受它们保留不改：").format(count=len(held))
        self._open_label.setText(said if held else self.tr("各项都已处理。"))
        for widget in (self.left, self.accepts):
            widget.setVisible(bool(held))
        self.accepts.setChecked(False)

    def _names_line(self) -> QWidget:
        self._names = QGroupBox(self.tr("阶段名称"))
        self.names = QLineEdit()
        self.names.setAccessibleName(self.tr("阶段名称，以顿号分开"))
        rename = QPushButton(self.tr("改名"))
        rename.setAutoDefault(False)
        rename.clicked.connect(self._rename)
        line = QHBoxLayout(self._names)
        line.addWidget(self.names, 1)
        line.addWidget(rename)
        return self._names

    def _signing(self) -> QWidget:
        self._signed = QGroupBox()
        self.who = QLineEdit(self._context.settings.reviewer)
        self.who.setAccessibleName(self.tr("签署人"))
        self.who.textChanged.connect(self._follow)
        self.opinion = QLineEdit()
        self.opinion.setAccessibleName(self.tr("审核意见"))
        self.opinion.setPlaceholderText(self.tr("可不填"))
        self._open_label = QLabel(wordWrap=True)
        self.left = QListWidget()
        self.left.setWordWrap(True)
        self.left.setAccessibleName(self.tr("没有处理的各项"))
        _give_way(self.left, LEAST_LIST)
        self.accepts = QCheckBox(self.tr("已逐项看过，同意保留"))
        self.accepts.toggled.connect(self._follow)
        self.sign = QPushButton()
        self.sign.setProperty("primary", True)
        self.sign.setAutoDefault(False)
        self.sign.clicked.connect(self._sign)
        form = QFormLayout(self._signed)
        form.addRow(self.tr("签署人"), self.who)
        form.addRow(self.tr("审核意见"), self.opinion)
        form.addRow(self._open_label)
        form.addRow(self.left)
        line = QHBoxLayout()
        line.addWidget(self.accepts)
        line.addStretch()
        line.addWidget(self.sign)
        form.addRow(line)
        return self._signed

    def _returning(self) -> QWidget:
        self._returned = QGroupBox()
        self.target = QComboBox()
        self.target.setAccessibleName(self.tr("退回到"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("退回的理由"))
        self.reason.setPlaceholderText(self.tr("写明理由"))
        self.reason.textChanged.connect(self._follow)
        self.give_back = QPushButton(self.tr("退回"))
        self.give_back.setAutoDefault(False)
        self.give_back.clicked.connect(self._return)
        line = QHBoxLayout(self._returned)
        line.addWidget(QLabel(self.tr("退回到")))
        line.addWidget(self.target)
        line.addWidget(QLabel(self.tr("理由")))
        line.addWidget(self.reason, 1)
        line.addWidget(self.give_back)
        return self._returned

    def _follow(self) -> None:
        """Which buttons can be pressed."""
        accepted = self.accepts.isChecked() or not left_open(self._session.state)
        self.sign.setEnabled(accepted and bool(self.who.text().strip()))
        self.give_back.setEnabled(bool(self.reason.text().strip()))

    def _rename(self) -> None:
        self._step(lambda: self._session.name_stages(names_of(self.names.text())))

    def _sign(self) -> None:
        keys = [item.finding.key for item in left_open(self._session.state)]
        opinion, who = self.opinion.text().strip(), self.who.text().strip()
        if self._step(lambda: self._session.sign(self.stage, opinion, keys, who)):
            self.opinion.clear()

    def _return(self) -> None:
        to, reason, who = self.target.currentData(), self.reason.text().strip(), self.who.text().strip()
        if self._step(lambda: self._session.send_back(self.stage, to, reason, who)):
            self.reason.clear()

    def _step(self, step: Callable[[], Change]) -> bool:
        taken = self._perform(step)
        self.refresh()
        return taken


def _give_way(widget: QWidget, least: int) -> None:
    """A widget takes what height the others leave, and this at least."""
    widget.setMinimumHeight(least)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)


def left_open(state: ReviewState) -> list[Item]:
    """What stands open and would be accepted so."""
    return [item for item in state.items if item.status is not ItemStatus.SETTLED]


def stages_table(state: ReviewState, language: str) -> str:
    """The stages as rich text: name, standing, who, when, what was said."""
    heads = (
        translate("Stages", "阶段"),
        translate("Stages", "状态"),
        translate("Stages", "签署人"),
        translate("Stages", "时间"),
        translate("Stages", "意见和说明"),
    )
    lines = [f"<tr>{''.join(f'<th align=left {CELL}>{escape(head)}</th>' for head in heads)}</tr>"]
    for stage in state.stages.all:
        texts = (stage.name, status_name(stage.status), *_signature(stage), _remark(stage, language))
        cells = (escape(text).replace("\n", "<br>") for text in texts)
        lines.append(f"<tr>{''.join(f'<td valign=top {CELL}>{cell}</td>' for cell in cells)}</tr>")
    table = f"<table cellspacing='0'>{''.join(lines)}</table>"
    office = state.stages.office
    if office is None:
        return table
    said = translate("Stages", "{stage}已退回填报单位：{reason}（{who}）")
    words = said.format(stage=office.payload["name"], reason=office.payload["reason"], who=office.who)
    return f"{table}<p>{escape(words)}</p>"


def _remark(stage: Stage, language: str) -> str:
    """The first of what is to be remarked on a stage; all of it is in the opinion sheet."""
    first, *rest = stage_remark(stage, language).split("\n")
    return "\n".join([first, *rest[:1], *(["…"] if rest[1:] else [])])


def _signature(stage: Stage) -> tuple[str, str]:
    if stage.signed is None:
        return "", ""
    return stage.signed.who, datetime.fromisoformat(stage.signed.at).strftime("%Y-%m-%d %H:%M")
