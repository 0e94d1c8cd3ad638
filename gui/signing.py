"""The stages of the review in the window: the dialog to sign them, and what is told of them elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.review.change import Change
from core.review.stages import Stages, StageStatus

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate
PARTS = re.compile(r"[、，,;；]+")


def names_of(text: str) -> tuple[str, ...]:
    """The names of stages in a line of them."""
    return tuple(filter(None, (part.strip() for part in PARTS.split(text))))


def show_stages(window: MainWindow) -> None:
    """Opens the dialog of the stages for the report at hand."""
    from gui.dialogs.signing import SigningDialog  # its words are the export's, which start-up does not need

    if window.review.session is not None:
        SigningDialog(window.review.session, window.context, window.review.perform, window).open()


def tell_reopened(window: MainWindow, change: Change) -> None:
    """Tells which signed stages the last step has opened again."""
    last = change.state.entries[-1].number
    names = [
        stage.name
        for stage in change.state.stages.all
        if stage.status is StageStatus.REOPENED and stage.since is not None and stage.since.number == last
    ]
    if names:
        said = translate("Stages", "这一步改变了核对，已签署的{names}需要重新签署。")
        window.notice.tell(said.format(names=translate("Stages", "、").join(names)), wrong=True)


def stage_words(stages: Stages) -> str:
    """How the stages stand, for the status line; empty where none was begun."""
    templates = {
        StageStatus.SIGNED: translate("Stages", "{stage}已签"),
        StageStatus.REOPENED: translate("Stages", "{stage}需重签"),
        StageStatus.RETURNED: translate("Stages", "已退回{stage}"),
    }
    words = [
        templates[stage.status].format(stage=stage.name) for stage in stages.all if stage.status in templates
    ]
    if stages.office is not None:
        words.append(translate("Stages", "已退回填报单位"))
    return " ".join(words)
