"""A kept review whose document this program reads otherwise: told of, shown, taken only when asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from core.extract.prose.model import NO_PROSE, figure_id
from core.extract.report import Report
from core.pipeline import check
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from core.review.store import session_path
from gui.app import Program
from gui.dialogs.rereading import RereadDialog
from gui.reports.entry import Phase
from tests.gui.window_support import open_file, settle

CELL = "t3.granted.natural"
OTHER = "t3.new.sum"


def misread(report: Report) -> Report:
    """The report as an earlier program might have read it: one cell otherwise."""
    return replace(report, cells={**report.cells, CELL: replace(report.cells[CELL], value=7, raw="7")})


def begin(path: Path, change: Callable[[Report], Report]) -> None:
    """A session about a file, kept by the program, with a decision in it."""
    data = path.read_bytes()
    report = change(check(data, path.name).report)
    session = Session.start(session_path(sha256(data).hexdigest()), data, path.name, report, "甲")
    session.decide(Decision(DecisionKind.PROPOSAL, (), (OTHER,), {OTHER: 9}, "电话核实"))
    session.close()


@pytest.fixture
def sample(samples_folder: Path) -> Path:
    return samples_folder / "云溪省2019年.txt"


def answer(program: Program, qtbot: QtBot, role: QDialogButtonBox.ButtonRole) -> str:
    """Opens the differences by the notice's button and answers; what was shown."""
    window = program.window
    qtbot.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(RereadDialog)
    assert isinstance(dialog, RereadDialog)
    shown = dialog.text.toPlainText()
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(box, QDialogButtonBox)
    (button,) = [held for held in box.buttons() if box.buttonRole(held) is role]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, program)
    return shown


def test_another_reading_is_told_shown_and_taken(program: Program, qtbot: QtBot, sample: Path) -> None:
    begin(sample, misread)
    open_file(qtbot, program, sample)
    window = program.window
    assert "与当时不同" in window.notice.text.text()
    shown = answer(program, qtbot, QDialogButtonBox.ButtonRole.AcceptRole)
    assert "2,589" in shown
    assert "全部照旧" in shown
    state = window.review.state
    assert state is not None
    assert (state.cells[CELL].value, state.cells[OTHER].value) == (2589, 9)
    assert window.workbench.tables.currentWidget() is not None
    assert [entry.kind for entry in state.entries][-1] == "version"
    window.review.undo()
    assert window.review.state is not None
    assert window.review.state.cells[CELL].value == 7
    window.actions_.reread.trigger()
    dialog = window.findChildren(RereadDialog)[-1]
    dialog.reject()


def test_another_reading_may_be_left(program: Program, qtbot: QtBot, sample: Path) -> None:
    begin(sample, misread)
    entry = open_file(qtbot, program, sample)
    answer(program, qtbot, QDialogButtonBox.ButtonRole.RejectRole)
    assert entry.state is not None
    assert entry.state.cells[CELL].value == 7
    assert entry.fresh is not None


def test_what_does_not_concern_the_reviewer_is_not_told(program: Program, qtbot: QtBot, sample: Path) -> None:
    begin(sample, lambda report: replace(report, title="另一个标题"))
    open_file(qtbot, program, sample)
    assert "此前的决定都在" in program.window.notice.text.text()


def test_prose_that_was_not_read_then_is_told(program: Program, qtbot: QtBot, sample: Path) -> None:
    begin(sample, lambda report: replace(report, prose=NO_PROSE))
    open_file(qtbot, program, sample)
    shown = answer(program, qtbot, QDialogButtonBox.ButtonRole.AcceptRole)
    assert "正文数字：原来读出 0 个" in shown
    state = program.window.review.state
    assert state is not None
    assert state.report.prose.figures


def test_a_figure_sent_back_is_told_by_the_words_it_was_read_with(
    program: Program, qtbot: QtBot, sample: Path
) -> None:
    def otherwise(report: Report) -> Report:
        """The first figure was read with other words around it, and once more after all others."""
        first, *rest = report.prose.figures
        more = replace(first, id=figure_id(len(report.prose.figures) + 1), clause="多读出的一句")
        figures = (replace(first, clause="当时读作的一句"), *rest, more)
        return replace(report, prose=replace(report.prose, figures=figures))

    begin(sample, otherwise)
    session = Session.open(session_path(sha256(sample.read_bytes()).hexdigest()), "甲")
    for figure in (session.state.report.prose.figures[0], session.state.report.prose.figures[-1]):
        session.decide(Decision(DecisionKind.PROPOSAL, (), (), {figure.id: 9}, "电话核实"))
    session.close()
    open_file(qtbot, program, sample)
    shown = answer(program, qtbot, QDialogButtonBox.ButtonRole.AcceptRole)
    assert "当时读作的一句" in shown
    assert "多读出的一句" in shown
    state = program.window.review.state
    assert state is not None
    assert state.checked is state.report


def test_the_same_reading_is_said_to_be_so(program: Program, qtbot: QtBot, sample: Path) -> None:
    begin(sample, lambda report: report)
    open_file(qtbot, program, sample)
    assert "此前的决定都在" in program.window.notice.text.text()
    program.window.actions_.reread.trigger()
    assert "一致" in program.window.notice.text.text()


def test_a_review_opens_also_where_its_document_cannot_be_read(
    program: Program, qtbot: QtBot, tmp_path: Path, sample: Path
) -> None:
    report = check(sample.read_bytes(), sample.name).report
    path = tmp_path / "核对.gouji"
    Session.start(path, b"", "空.txt", report, "甲").close()
    entry = open_file(qtbot, program, path)
    assert entry.phase is Phase.OPEN
    assert entry.document is None
    assert "原文这次没有读出来" in program.window.notice.text.text()
    assert program.window.review.session is not None


def test_a_review_that_went_on_to_a_later_version_shows_that(
    program: Program, qtbot: QtBot, sample: Path
) -> None:
    begin(sample, lambda report: report)
    later = sample.read_bytes().replace(b"6,091", b"6,101")
    path = session_path(sha256(sample.read_bytes()).hexdigest())
    session = Session.open(path, "甲")
    session.take_version(later, "新版.txt", check(later, "新版.txt").report)
    session.close()
    entry = open_file(qtbot, program, sample)
    assert entry.document is not None
    assert "6,101" in entry.document.text
    assert entry.name == "新版.txt"
    program.window.review.undo()
    settle(qtbot, program)
    qtbot.waitUntil(lambda: entry.document is not None)
    assert "6,091" in entry.document.text
    assert program.window.workbench.source.viewer is not None
