"""Connects the commands of the window to what they do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from core.review.change import DecisionKind
from gui.beside import ask_beside, lay_from_list, take_away
from gui.bringing_in import ask_files, ask_folder
from gui.copying import copy_advice, copy_table
from gui.diagnostics import save_diagnostics
from gui.dialog_commands import (
    settle_together,
    show_about,
    show_guide,
    show_history,
    show_keys,
    show_rereading,
    show_settings,
    show_verification,
)
from gui.keeping import save, save_as
from gui.next_version import ask_version
from gui.pasting import paste
from gui.settings import palette_choice
from gui.signing import show_stages

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def connect_commands(window: MainWindow) -> None:
    """Connects every action of the window, once."""
    actions, review, bench = window.actions_, window.review, window.workbench
    for action, slot in (
        (actions.open, partial(ask_files, window)),
        (actions.open_folder, partial(ask_folder, window)),
        (actions.paste, partial(paste, window)),
        (actions.save, partial(save, window)),
        (actions.save_as, partial(save_as, window)),
        (actions.close, partial(_close_report, window)),
        (actions.next_report, partial(_turn, window, 1)),
        (actions.previous_report, partial(_turn, window, -1)),
        (actions.settings, partial(show_settings, window)),
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
        (actions.history, partial(show_history, window)),
        (actions.verify, partial(show_verification, window)),
        (actions.reread, partial(show_rereading, window)),
        (actions.last_year, partial(ask_beside, window, "last_year")),
        (actions.listed_last_year, partial(lay_from_list, window)),
        (actions.other_form, partial(ask_beside, window, "other_form")),
        (actions.drop_last_year, partial(take_away, window, "last_year")),
        (actions.drop_other_form, partial(take_away, window, "other_form")),
        (actions.stages, partial(show_stages, window)),
        (actions.together, partial(settle_together, window)),
        (actions.next_version, partial(ask_version, window)),
        *((action, partial(_export, window, name)) for name, action in actions.exports.items()),
        (actions.copy_table, partial(copy_table, window)),
        (actions.copy_advice, partial(copy_advice, window)),
        (actions.guide, partial(show_guide, window)),
        (actions.keys, partial(show_keys, window)),
        (actions.diagnostics, partial(save_diagnostics, window)),
        (actions.about, partial(show_about, window)),
    ):
        action.triggered.connect(lambda _=False, run=slot: run())
    for kind, action in actions.ways.items():
        action.triggered.connect(partial(_take_way, window, kind))
    for number, action in enumerate(actions.suggestions, 1):
        action.triggered.connect(partial(_take_suggestion, window, number))
    actions.moves_on.toggled.connect(partial(_set_moves_on, window))
    actions.themes.triggered.connect(lambda action: _set_theme(window, action.data()))
    actions.languages.triggered.connect(lambda action: _set_language(window, action.data()))


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


def _set_moves_on(window: MainWindow, on: bool) -> None:
    window.context.settings.moves_on = on


def _set_theme(window: MainWindow, choice: str) -> None:
    window.context.settings.theme = palette_choice(choice)
    window.restyleWanted.emit()


def _set_language(window: MainWindow, choice: str) -> None:
    if choice != window.context.settings.language:
        window.context.settings.language = "en" if choice == "en" else "zh"
        window.rebuildWanted.emit()
