"""The stages: named, signed with what they accept, opened again by a later step, returned from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.change import DecisionKind
from core.review.stages import Stages, StageStatus
from gui.app import Program
from gui.dialogs.signing import SigningDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(failing: Program) -> SigningDialog:
    failing.window.actions_.stages.trigger()
    (held,) = failing.window.findChildren(SigningDialog)
    assert isinstance(held, SigningDialog)
    return held


def stages(program: Program) -> Stages:
    state = program.window.review.state
    assert state is not None
    return state.stages


def sign(dialog: SigningDialog, qtbot: QtBot, who: str) -> None:
    dialog.who.setText(who)
    dialog.accepts.setChecked(True)
    qtbot.mouseClick(dialog.sign, LEFT)


def test_a_stage_is_signed_once_what_it_accepts_is_acknowledged(
    failing: Program, qtbot: QtBot, dialog: SigningDialog
) -> None:
    assert dialog.left.count() == 9
    assert not dialog.sign.isEnabled()
    dialog.opinion.setText("同意上报")
    sign(dialog, qtbot, "李初审")
    first = stages(failing).all[0]
    assert first.status is StageStatus.SIGNED
    assert first.signed is not None
    assert (first.signed.who, first.opinion, len(first.accepted)) == ("李初审", "同意上报", 9)
    assert "复审" in dialog.sign.text()
    assert "李初审" in dialog.text.toPlainText()
    assert not dialog._names.isVisible()
    assert "初审已签" in failing.window.status._words.text()
    dialog.reject()


def test_a_later_decision_opens_the_stage_again_visibly(
    failing: Program, qtbot: QtBot, dialog: SigningDialog
) -> None:
    sign(dialog, qtbot, "李初审")
    dialog.reject()
    review = failing.window.review
    review.take_way(DecisionKind.RETURNED)
    assert review.commit("请核实")
    assert "初审需要重新签署" in failing.window.notice.text.text()
    assert "初审需重签" in failing.window.status._words.text()


def test_a_stage_is_returned_from_with_a_reason(
    failing: Program, qtbot: QtBot, dialog: SigningDialog
) -> None:
    sign(dialog, qtbot, "李初审")
    assert [dialog.target.itemText(at) for at in range(dialog.target.count())] == ["初审", "填报单位"]
    assert not dialog.give_back.isEnabled()
    dialog.who.setText("赵复审")
    dialog.reason.setText("第三项再核")
    qtbot.mouseClick(dialog.give_back, LEFT)
    first = stages(failing).all[0]
    assert (first.status, first.reason) == (StageStatus.RETURNED, "第三项再核")
    assert "第三项再核" in dialog.text.toPlainText()
    dialog.reason.setText("请单位更正")
    qtbot.mouseClick(dialog.give_back, LEFT)
    assert stages(failing).office is not None
    assert "请单位更正" in dialog.text.toPlainText()
    dialog.reject()


def test_stages_are_named_before_any_is_signed(failing: Program, qtbot: QtBot, dialog: SigningDialog) -> None:
    dialog.names.setText("经办、科长")
    dialog._rename()
    assert [stage.name for stage in stages(failing).all] == ["经办", "科长"]
    assert "经办" in dialog.sign.text()
    dialog.names.setText("同名、同名")
    dialog._rename()
    assert [stage.name for stage in stages(failing).all] == ["经办", "科长"]
    sign(dialog, qtbot, "甲")
    sign(dialog, qtbot, "乙")
    assert not dialog._signed.isVisible()
    dialog.reject()
