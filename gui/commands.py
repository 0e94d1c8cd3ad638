"""Connects the commands of the window to what they do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from core.review.change import Decision, DecisionKind
from gui.actions import check
from gui.beside import ask_beside, lay_from_list, take_away
from gui.copying import copy_advice, copy_table
from gui.diagnostics import save_diagnostics
from gui.dialogs.about import AboutDialog, KeysDialog
from gui.dialogs.guide import GuideDialog
from gui.dialogs.settings import SettingsDialog
from gui.dialogs.together import TogetherDialog, together
from gui.dialogs.verifying import VerifyDialog
from gui.keeping import save, save_as
from gui.next_version import ask_version
from gui.pasting import paste
from gui.signing import show_stages
from gui.versions import show_reading

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def connect_commands(window: MainWindow) -> None:
    """Connects every action of the window, once."""
    actions, review, bench = window.actions_, window.review, window.workbench
    for action, slot in (
        (actions.open, window.ask_paths),
        (actions.paste, partial(paste, window)),
        (actions.save, partial(save, window)),
        (actions.save_as, partial(save_as, window)),
        (actions.close, partial(_close_report, window)),
        (actions.next_report, partial(_turn, window, 1)),
        (actions.previous_report, partial(_turn, window, -1)),
        (actions.settings, partial(_settings, window)),
        (actions.quit, window.close),
        (actions.undo, review.undo),
        (actions.redo, review.redo),
        (actions.edit_cell, bench.tables.edit_current),
        (actions.find, bench.source.open_find),
        (actions.fold, bench.tables.toggle_fold),
        (actions.next_pane, partial(_next_pane, window)),
        (actions.zoom_in, partial(bench.source.zoom, 1)),
        (actions.zoom_out, partial(bench.source.zoom, -1)),
        (actions.zoom_fit, partial(bench.source.zoom, 0)),
        (actions.previous, partial(_step, window, -1)),
        (actions.next, partial(_step, window, 1)),
        (actions.next_spot, partial(review.step_spot, 1)),
        (actions.previous_spot, partial(review.step_spot, -1)),
        (actions.drop, review.drop),
        (actions.history, partial(_history, window)),
        (actions.verify, partial(_verify, window)),
        (actions.reread, partial(_reread, window)),
        (actions.last_year, partial(ask_beside, window, "last_year")),
        (actions.listed_last_year, partial(lay_from_list, window)),
        (actions.other_form, partial(ask_beside, window, "other_form")),
        (actions.drop_last_year, partial(take_away, window, "last_year")),
        (actions.drop_other_form, partial(take_away, window, "other_form")),
        (actions.stages, partial(show_stages, window)),
        (actions.together, partial(_settle_together, window)),
        (actions.next_version, partial(ask_version, window)),
        *((action, partial(_export, window, name)) for name, action in actions.exports.items()),
        (actions.copy_table, partial(copy_table, window)),
        (actions.copy_advice, partial(copy_advice, window)),
        (actions.guide, partial(_guide, window)),
        (actions.keys, partial(_keys, window)),
        (actions.diagnostics, partial(save_diagnostics, window)),
        (actions.about, partial(_about, window)),
    ):
        action.triggered.connect(lambda _=False, run=slot: run())
    for kind, action in actions.ways.items():
        action.triggered.connect(partial(_take_way, window, kind))
    for number, action in enumerate(actions.suggestions, 1):
        action.triggered.connect(partial(_take_suggestion, window, number))
    actions.moves_on.toggled.connect(partial(_set_moves_on, window))
    actions.themes.triggered.connect(lambda action: _set_theme(window, action.data()))
    actions.languages.triggered.connect(lambda action: _set_language(window, action.data()))


def _about(window: MainWindow) -> None:
    AboutDialog(window).open()


def _take_way(window: MainWindow, kind: DecisionKind, _checked: bool = False) -> None:
    if kind is not DecisionKind.READING or not window.workbench.edit_run():
        window.review.take_way(kind)


def _take_suggestion(window: MainWindow, number: int, _checked: bool = False) -> None:
    if not window.workbench.take_reading(number):
        window.review.take_suggestion(number)


def _step(window: MainWindow, direction: int) -> None:
    window.review.step(direction)
    if not window.workbench.panel.asking:
        window.workbench.focus_tables()


def _turn(window: MainWindow, direction: int) -> None:
    count = len(window.shelf.entries)
    if count and window.entry is not None:
        window.reports.select((window.shelf.model.row_of(window.entry) + direction) % count)


def _close_report(window: MainWindow) -> None:
    if window.entry is not None:
        window.reports.leave(window.entry)


def _next_pane(window: MainWindow) -> None:
    panes: list[QWidget] = [window.reports]
    if window.workbench.isVisible():
        panes += window.workbench.pane_cycle()
    focus = QApplication.focusWidget()
    here = next(
        (
            at
            for at, pane in enumerate(panes)
            if focus is not None and (pane is focus or pane.isAncestorOf(focus))
        ),
        -1,
    )
    panes[(here + 1) % len(panes)].setFocus()


def _export(window: MainWindow, name: str) -> None:
    if window.review.session is not None:
        window.exporter.export(window.review.session, name)


def _settle_together(window: MainWindow) -> None:
    review = window.review
    held = [] if review.state is None else together(review.state)
    if not held:
        window.notice.tell(translate("Together", "没有可以一并处理的提示。"))
        return
    rule = review.place.first.rule if review.place is not None else ""
    reason = review.reason_for(DecisionKind.ACCEPTED)
    dialog = TogetherDialog(held, rule, window.context.translation.text, reason, window)
    dialog.accepted.connect(lambda: _take_together(window, dialog.decision()))
    dialog.open()


def _take_together(window: MainWindow, decision: Decision) -> None:
    session = window.review.session
    if session is not None and window.review.perform(lambda: session.decide(decision)):
        said = translate("Together", "已一并处理 {count} 项，可以撤销。")
        window.notice.tell(said.format(count=len(decision.findings)))


def _history(window: MainWindow) -> None:
    from gui.dialogs.history import HistoryDialog  # its words are the export's, which start-up does not need

    if window.review.state is not None:
        HistoryDialog(window.review.state, window.context.translation.language, window).open()


def _verify(window: MainWindow) -> None:
    if window.review.session is not None:
        VerifyDialog(window.context, window.review.session.path, window).open()


def _reread(window: MainWindow) -> None:
    if window.entry is not None:
        show_reading(window, window.entry)


def _guide(window: MainWindow) -> None:
    GuideDialog(window.context.translation.language, window).open()


def _keys(window: MainWindow) -> None:
    actions = window.actions_
    KeysDialog([held for held in window.actions() if held not in actions.suggestions[1:]], window).open()


def _settings(window: MainWindow) -> None:
    settings = window.context.settings
    before = settings.language, settings.theme
    dialog = SettingsDialog(settings, window.context.translation.text, window)

    def follow() -> None:
        _sign(window)
        window.actions_.moves_on.setChecked(settings.moves_on)
        check(window.actions_.themes, settings.theme)
        if settings.theme != before[1]:
            window.restyleWanted.emit()
        if settings.language != before[0]:
            window.rebuildWanted.emit()

    dialog.accepted.connect(follow)
    dialog.open()


def _sign(window: MainWindow) -> None:
    """From now on every open session is signed with the name in the settings."""
    for entry in window.shelf.entries:
        if entry.session is not None:
            entry.session.who = window.context.settings.reviewer


def _set_moves_on(window: MainWindow, on: bool) -> None:
    window.context.settings.moves_on = on


def _set_theme(window: MainWindow, choice: str) -> None:
    window.context.settings.theme = "light" if choice == "light" else "dark" if choice == "dark" else "system"
    window.restyleWanted.emit()


def _set_language(window: MainWindow, choice: str) -> None:
    if choice != window.context.settings.language:
        window.context.settings.language = "en" if choice == "en" else "zh"
        window.rebuildWanted.emit()
