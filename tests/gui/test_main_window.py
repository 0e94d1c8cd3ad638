"""The window: its parts in step with the review, whatever the user does to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from core.errors import EnvironmentFault
from core.messages import message
from core.review.change import Decision, DecisionKind, ItemStatus
from gui.app import Program
from gui.reports.entry import Phase
from gui.settings import Settings
from tests.gui.window_support import keyboard, open_count, open_file, press, settle

ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_empty_window_says_what_to_do(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert window.outer.currentWidget() is window.empty
    assert not window.actions_.export.isEnabled()
    assert not window.actions_.ways[DecisionKind.READING].isEnabled()
    assert window.actions_.open.isEnabled()


def test_sample_opens_by_its_button(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    window = program.window
    window.empty.sampleWanted.emit(samples_folder / "明湖市2024年.docx")
    settle(qtbot, program)
    assert window.entry is not None
    assert window.entry.phase is Phase.OPEN
    assert "明湖市" in window.windowTitle()
    assert not window.workbench.panel.isVisible()


def test_files_are_dropped_in(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    window, data = program.window, QMimeData()
    paths = [samples_folder / "云溪省2019年.txt", samples_folder / "南屏区2021年.txt"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, none))
    settle(qtbot, program)
    assert [entry.phase for entry in window.shelf.entries] == [Phase.OPEN, Phase.OPEN]
    assert window.entry is window.shelf.entries[0]


def test_text_is_not_taken_for_files(program: Program) -> None:
    data = QMimeData()
    data.setText("三、收到和处理")
    event = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    program.window.dragEnterEvent(event)
    assert not event.isAccepted()


def test_place_moves_every_view(failing: Program) -> None:
    window = failing.window
    place = window.review.place
    assert place is not None
    bench = window.workbench
    assert bench.tables.current_cell() in place.cells
    assert bench.findings.table.currentIndex().row() == 0
    assert "第 1 组" in bench.panel._heading.text()
    assert window.review.cell == bench.tables.current_cell()
    window.review.step(1)
    assert bench.findings.table.currentIndex().row() == 1
    assert "第 2 组" in bench.panel._heading.text()


def test_cell_of_the_table_goes_to_the_source(failing: Program) -> None:
    bench = failing.window.workbench
    bench.tables.select_cell("t4.review.upheld")
    assert failing.window.review.cell == "t4.review.upheld"
    state = failing.window.review.state
    assert state is not None
    location = state.report.cells["t4.review.upheld"].location
    assert location is not None
    marked = [boxed.location for boxed in bench.source._marked]
    assert location in marked


def test_click_in_the_source_goes_to_the_cell(failing: Program) -> None:
    window = failing.window
    state = window.review.state
    assert state is not None
    window.workbench.source.locationPicked.emit(state.report.cells["t4.direct.sum"].location)
    assert window.review.cell == "t4.direct.sum"
    assert window.workbench.tables.current_cell() == "t4.direct.sum"


def test_click_beside_every_number_does_nothing(failing: Program) -> None:
    from core.document.location import TextSpan

    before = failing.window.review.cell
    failing.window.workbench.source.locationPicked.emit(TextSpan(0, 1))
    assert failing.window.review.cell == before


def test_row_of_the_list_is_followed(failing: Program, qtbot: QtBot) -> None:
    window = failing.window
    table = window.workbench.findings.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert window.review.place == window.review.places[1]


def test_passed_relation_is_looked_at(failing: Program, qtbot: QtBot) -> None:
    from gui.findings.sorts import Sort

    window = failing.window
    view = window.workbench.findings
    qtbot.mouseClick(view.filters[Sort.PASSED], Qt.MouseButton.LeftButton)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_End, CONTROL)
    assert window.review.place is None
    assert window.review.outcome is not None
    assert window.review.cell in window.review.outcome.relation.cells
    assert window.workbench.panel._evidence.text() == "相符"


def test_panes_are_walked_by_key(failing: Program) -> None:
    window = failing.window
    window.reports.setFocus()
    seen = []
    for _ in range(5):
        seen.append(keyboard())
        press(Qt.Key.Key_F6)
    assert len(set(seen)) == 5
    assert keyboard() is window.reports


def test_reports_are_turned_by_key(failing: Program, qtbot: QtBot, samples_folder: Path) -> None:
    window = failing.window
    open_file(qtbot, failing, samples_folder / "明湖市2024年.docx")
    assert window.entry is window.shelf.entries[1]
    window.workbench.focus_tables()
    press(Qt.Key.Key_PageUp, CONTROL)
    assert window.entry is window.shelf.entries[0]
    press(Qt.Key.Key_PageUp, CONTROL)
    assert window.entry is window.shelf.entries[1]


def test_status_line_follows(failing: Program) -> None:
    window = failing.window
    assert "已处理 0/9" in window.status._words.text()
    assert "操作记录 #1" in window.status._words.text()
    window.review.take_way(DecisionKind.RETURNED)
    window.review.commit("请核实")
    assert "已处理 4/9" in window.status._words.text()
    assert "操作记录 #2" in window.status._words.text()
    assert window.actions_.undo.isEnabled()
    assert not window.actions_.redo.isEnabled()


def test_closing_the_last_report_empties_the_window(failing: Program) -> None:
    window = failing.window
    window.workbench.focus_tables()
    press(Qt.Key.Key_W, CONTROL)
    assert window.outer.currentWidget() is window.empty
    assert window.review.session is None
    assert not window.actions_.export.isEnabled()


def test_layout_is_kept(failing: Program, qtbot: QtBot) -> None:
    window = failing.window
    window.resize(1200, 700)
    window.close()
    assert Settings().layout("window") is not None
    assert Settings().layout("columns") is not None


def test_saving_gives_a_name(failing: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    window, target = failing.window, tmp_path / "核对记录"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_.save.trigger()
    session = window.review.session
    assert session is not None
    assert session.path == tmp_path / "核对记录.gouji"
    assert session.path.is_file()
    assert "核对记录.gouji" in window.status._words.text()
    window.actions_.save.trigger()
    assert "每一步" in window.notice.text.text()


def test_refused_saving_is_told_and_loses_nothing(
    failing: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, target = failing.window, tmp_path / "没有" / "x.gouji"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_.save.trigger()
    assert window.notice.isVisible()
    window.review.take_way(DecisionKind.RETURNED)
    assert window.review.commit("请核实")


def test_export_is_told_with_its_folder(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, target = failing.window, tmp_path / "审核稿"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    window.actions_.export.trigger()
    assert not window.actions_.export.isEnabled()
    settle(qtbot, failing)
    assert (tmp_path / "审核稿.xlsx").is_file()
    assert window.actions_.export.isEnabled()
    assert window.notice.button.isVisible()
    assert "操作记录 #2" in window.status._words.text()


def test_refused_export_is_told(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = failing.window
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "无" / "x.xlsx"), ""))
    window.actions_.export.trigger()
    settle(qtbot, failing)
    assert window.notice.isVisible()
    assert not window.notice.button.isVisible()
    assert window.actions_.export.isEnabled()


def test_publishing_asks_first(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, asked = failing.window, []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "发布稿.xlsx"), ""))

    def answer(button: QMessageBox.StandardButton) -> None:
        monkeypatch.setattr(QMessageBox, "question", lambda *_: asked.append(1) or button)

    answer(QMessageBox.StandardButton.No)
    window.actions_.publish.trigger()
    settle(qtbot, failing)
    assert list(tmp_path.glob("*.xlsx")) == []
    answer(QMessageBox.StandardButton.Yes)
    window.actions_.publish.trigger()
    settle(qtbot, failing)
    assert len(asked) == 2
    (copy,) = tmp_path.glob("*.xlsx")
    assert "未通过核对" in copy.name


def test_a_copy_that_was_renamed_replaces_nothing_unasked(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file dialog asked about 发布稿.xlsx, not about the name that the copy really gets."""
    kept = tmp_path / "发布稿（未通过核对）.xlsx"
    kept.write_bytes(b"kept")
    answers = [QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "发布稿.xlsx"), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    failing.window.actions_.publish.trigger()
    settle(qtbot, failing)
    assert answers == []
    assert kept.read_bytes() == b"kept"


def test_publishing_asks_also_for_what_was_returned(
    failing: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, asked = failing.window, []
    session = window.review.session
    assert session is not None
    while held := [item.finding for item in session.state.items if item.status is not ItemStatus.SETTLED]:
        group = [finding for finding in held if finding.group == held[0].group]
        cells = tuple(dict.fromkeys(cell for finding in group for cell in finding.cells))
        keys = tuple(finding.key for finding in group)
        session.decide(Decision(DecisionKind.RETURNED, keys, cells, {}, "请核实"))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: asked.append(1) or QMessageBox.StandardButton.No)
    window.actions_.publish.trigger()
    assert asked == [1]


def test_page_is_drawn_when_wanted(program: Program, qtbot: QtBot, samples_folder: Path) -> None:
    entry = open_file(qtbot, program, samples_folder / "青松区2025年.pdf")
    assert entry.phase is Phase.OPEN
    with qtbot.waitSignal(program.window.pages.drawn):
        program.window.pages.draw(1, 1.5)


def test_page_that_cannot_be_drawn_is_told_once(
    program: Program, qtbot: QtBot, samples_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(qtbot, program, samples_folder / "青松区2025年.pdf")

    def fail(*_: object) -> None:
        raise EnvironmentFault(message("worker.no_start"))

    told: list[object] = []
    monkeypatch.setattr(program.context.renderer, "render", fail)
    program.window.pages.failed.connect(told.append)
    program.window.pages.draw(1, 2.0)
    program.window.pages.draw(2, 2.0)
    settle(qtbot, program)
    assert len(told) == 1


def test_resumed_review_says_so(failing: Program, qtbot: QtBot, samples_folder: Path) -> None:
    window = failing.window
    window.review.take_way(DecisionKind.RETURNED)
    window.review.commit("请核实")
    window.shelf.remove(window.entry)
    open_file(qtbot, failing, samples_folder / "云溪省2019年.txt")
    assert "接着上次" in window.notice.text.text()
    assert open_count(failing) == 5


def test_palette_and_language_are_switched(failing: Program, qtbot: QtBot, qapp: QApplication) -> None:
    window = failing.window
    dark = window.actions_.themes.actions()[2]
    dark.trigger()
    assert failing.context.theme.name == "dark"
    assert Settings().theme == "dark"
    english = window.actions_.languages.actions()[1]
    english.trigger()
    assert failing.window is not window
    assert not window.isVisible()
    assert failing.window.actions_.undo.text() == "Undo"
    assert failing.window.entry is not None
    assert failing.window.review.session is window.shelf.entries[0].session
    failing.window.review.take_way(DecisionKind.RETURNED)
    assert failing.window.review.commit("please check")
    failing.window.actions_.languages.actions()[0].trigger()
    assert failing.window.actions_.undo.text() == "撤销"
    failing.window.actions_.themes.actions()[1].trigger()
