"""The dialogs: settings that take hold, the journal in words, the proof of the journal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.arguments import LANGUAGES
from core.document.open import EXTENSIONS
from core.forms.library import official_forms
from core.forms.own import read_own
from core.messages import render
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from gui.actions import WAY_KEYS
from gui.app import Program
from gui.dialog_commands import show_keys
from gui.dialogs.about import KeysDialog
from gui.dialogs.guide import GuideDialog, guide
from gui.dialogs.history import HASH, NUMBER, WHAT, WHO, HistoryDialog, HistoryModel
from gui.dialogs.own_rules import told
from gui.dialogs.settings import SettingsDialog
from gui.dialogs.verifying import VerifyDialog
from gui.settings import Settings
from tests.gui.review_support import SUM_OFF, begin
from tests.gui.window_support import open_file, settle


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    held = begin(tmp_path, SUM_OFF)
    finding = held.state.items[0].finding
    held.decide(Decision(DecisionKind.RETURNED, (finding.key,), finding.cells, {}, "请对照台账"))
    held.undo()
    yield held
    held.close()


def test_settings_are_written_when_accepted(qtbot: QtBot) -> None:
    settings = Settings()
    dialog = SettingsDialog(settings, render)
    qtbot.addWidget(dialog)
    dialog.reviewer.setText("赵复核")
    dialog.theme.setCurrentIndex(2)
    dialog.language.setCurrentIndex(1)
    dialog.moves_on.setChecked(False)
    dialog.reject()
    assert settings.theme == "system"
    dialog = SettingsDialog(settings, render)
    qtbot.addWidget(dialog)
    dialog.reviewer.setText("赵复核")
    dialog.stages.setText("经办，科长、局长")
    dialog.reasons[DecisionKind.RETURNED].setText("请对照台账")
    dialog.theme.setCurrentIndex(2)
    dialog.moves_on.setChecked(False)
    dialog.accept()
    assert (settings.reviewer, settings.theme, settings.moves_on) == ("赵复核", "dark", False)
    assert settings.stages == ("经办", "科长", "局长")
    assert settings.reason(DecisionKind.RETURNED) == "请对照台账"


@pytest.mark.parametrize("names", ["", "初审、初审", "一、二、三、四、五、六、七", "长" * 21])
def test_names_of_stages_that_cannot_be_are_refused(qtbot: QtBot, names: str) -> None:
    settings = Settings()
    dialog = SettingsDialog(settings, render)
    qtbot.addWidget(dialog)
    dialog.stages.setText(names)
    dialog.accept()
    assert dialog.tabs.currentIndex() == 1
    assert "不能用" in dialog.hint.text()
    assert settings.stages == ("初审", "复审", "终审")


def test_new_reviews_begin_with_the_stages_of_the_settings(
    program: Program, qtbot: QtBot, samples_folder: Path
) -> None:
    program.context.settings.stages = ("经办", "科长")
    entry = open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    assert entry.state is not None
    assert [stage.name for stage in entry.state.stages.all] == ["经办", "科长"]


def test_own_rules_are_told_with_their_faults(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held = read_own([tmp_path], official_forms())
    monkeypatch.setattr("gui.dialogs.own_rules.own_files", lambda: held)
    plain = "".join(told(render))
    assert "只用程序自带的" in plain
    (tmp_path / "规则.toml").write_text('extends = "2021"\nrelation = 1\n', encoding="utf-8")
    held = read_own([tmp_path], official_forms())
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = SettingsDialog(Settings(), render)
    qtbot.addWidget(dialog)
    assert "规则.toml" in dialog.own.text.toPlainText()
    qtbot.mouseClick(dialog.own.buttons["forms"], Qt.MouseButton.LeftButton)
    assert Path(opened[0].toLocalFile()).is_dir()


def test_new_name_signs_from_then_on(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    window = program.window
    window.actions_.settings.trigger()
    dialog = window.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.reviewer.setText("赵复核")
    dialog.accept()
    window.review.take_way(DecisionKind.RETURNED)
    window.review.commit("请核实")
    state = window.review.state
    assert state is not None
    assert state.entries[-1].who == "赵复核"
    assert state.entries[0].who == "测试员"


def test_journal_is_told_last_first(session: Session, qtbot: QtBot) -> None:
    model = HistoryModel(session.state, "zh")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert model.rowCount() == 3
    assert [model.index(row, NUMBER).data() for row in range(3)] == ["3", "2", "1"]
    assert "请对照台账" in model.index(1, WHAT).data()
    assert model.index(1, WHO).data() == "测试员"
    assert session.state.entries[1].hash.startswith(model.index(1, HASH).data())


def test_journal_is_shown_and_not_edited(session: Session, qtbot: QtBot) -> None:
    dialog = HistoryDialog(session.state, "zh")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.table.model().flags(dialog.table.model().index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_journal_is_verified_also_against_paper(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    open_file(qtbot, program, samples_folder / "云溪省2019年.txt")
    window = program.window
    window.actions_.verify.trigger()
    dialog = window.findChild(VerifyDialog)
    assert isinstance(dialog, VerifyDialog)
    settle(qtbot, program)
    assert "完整" in dialog.verdict.text()
    state = window.review.state
    assert state is not None
    dialog.paper.setText(state.head[:16])
    qtbot.keyClick(dialog.paper, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert dialog.isVisible()
    assert "完整" in dialog.verdict.text()
    dialog.paper.setText("0" * 64)
    qtbot.keyClick(dialog.paper, Qt.Key.Key_Return)
    settle(qtbot, program)
    assert "找不到" in dialog.verdict.text()
    dialog.reject()


def test_help_names_every_format_and_every_way_out() -> None:
    """What can be opened, and each command's key, is in the help of both languages."""
    for language in LANGUAGES:
        text = guide(language)
        assert all(ending in text for ending in (*EXTENSIONS, ".gouji"))
        assert all(f"| {key} |" in text for key in WAY_KEYS.values())
        assert all(key in text for key in ("F8", "F9", "F6", "Alt+1", "Ctrl+S", "Ctrl+E", "Ctrl+Shift+E"))
        assert "gouji-ocr" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_is_shown(program: Program, language: str) -> None:
    dialog = GuideDialog(language, program.window)
    dialog.open()
    shown = dialog.text.toPlainText()
    assert "Ctrl+Shift+V" in shown
    assert "**" not in shown
    assert "| --- |" not in shown
    dialog.reject()


def test_keys_are_listed(program: Program) -> None:
    show_keys(program.window)
    dialog = program.window.findChild(KeysDialog)
    assert isinstance(dialog, KeysDialog)
    assert dialog.isVisible()
    dialog.reject()
