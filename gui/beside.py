"""Lays reports beside the one at hand: last year's, and the same report in another form."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from core.neighbours import read_neighbour
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.compare import compare
from core.reconcile.finding import Status
from core.reconcile.years import is_same_name
from core.review.beside_json import Which
from core.review.change import ItemStatus, ReviewState
from gui.reports.entry import Entry
from gui.reports.opening import WILDCARDS

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate
WRONG = ("year.report", "other.report")
"""The rules that tell of a report laid beside that seems to be another."""


def ask_beside(window: MainWindow, which: Which) -> None:
    """Asks for a file, reads it off the GUI thread and lays it beside the report at hand."""
    entry = window.entry
    if entry is None or entry.session is None:
        return
    settings = window.context.settings
    title = {
        "last_year": translate("Beside", "对照上年报告"),
        "other_form": translate("Beside", "对照同一报告的另一形式"),
    }[which]
    kinds = translate("Beside", "报告和核对记录 ({kinds});;所有文件 (*)").format(kinds=WILDCARDS)
    name, _ = QFileDialog.getOpenFileName(window, title, settings.folder, kinds)
    if not name:
        return
    settings.folder = str(Path(name).parent)
    window.side.read(
        Path(name).name,
        partial(read_neighbour, window.context.reader, name),
        partial(lay, window, entry, which),
    )


def lay(window: MainWindow, entry: Entry, which: Which, neighbour: Neighbour) -> None:
    """Lays a report beside that of an entry, and tells what came of it."""
    session = entry.session
    if session is None or entry not in window.shelf.entries:
        return
    if neighbour.sha256 == session.sha256:
        said = translate("Beside", "{name} 就是正在核对的这份报告，不能与自己对照。请另选文件。")
        window.notice.tell(said.format(name=neighbour.name), wrong=True)
        return
    if window.entry is not entry:
        window.reports.select(window.shelf.model.row_of(entry))
    if window.review.perform(lambda: session.lay_beside(which, neighbour)):
        _tell(window, session.state, which, neighbour)


def take_away(window: MainWindow, which: Which) -> None:
    """Takes away what lies beside the report at hand."""
    session = window.review.session
    if session is not None and getattr(session.state.beside, which) is not None:
        window.review.perform(lambda: session.lay_beside(which, None))
        window.notice.tell(translate("Beside", "已取消对照，可以撤销。"))


def lay_from_list(window: MainWindow) -> None:
    """Lays last year's report beside the one at hand, where it is in the list."""
    entry = window.entry
    found = None if entry is None else last_year_of(entry, window.shelf.entries)
    if entry is not None and found is not None:
        lay(window, entry, "last_year", neighbour_of(found))


def last_year_of(entry: Entry, entries: tuple[Entry, ...]) -> Entry | None:
    """The open report of the same office about the year before; None where one lies beside already."""
    state = entry.state
    if state is None or state.beside.last_year is not None or state.report.year is None:
        return None
    wanted = state.report.year - 1, state.report.agency
    return next((other for other in entries if other is not entry and _is_of(other, *wanted)), None)


def _is_of(entry: Entry, year: int, agency: str) -> bool:
    report = None if entry.state is None else entry.state.report
    return report is not None and report.year == year and is_same_name(report.agency, agency)


def neighbour_of(entry: Entry) -> Neighbour:
    """An open report as it stands, to be laid beside another."""
    session = entry.session
    assert session is not None
    state = session.state
    return Neighbour(replace(state.report, cells=state.cells), session.name, session.sha256)


def offer_last_year(window: MainWindow, entry: Entry) -> bool:
    """Offers to compare a report that came in with last year's in the list, or to be that; one click."""
    entries = window.shelf.entries
    following = ((this, last_year_of(this, (entry,))) for this in entries)
    for this, last in ((entry, last_year_of(entry, entries)), *following):
        if last is not None:
            said = translate("Beside", "列表中有 {this} 的上年报告 {last}，可以对照。")
            window.notice.tell(
                said.format(this=this.name, last=last.name),
                label=translate("Beside", "对照上年报告"),
                do=partial(lay, window, this, "last_year", neighbour_of(last)),
            )
            return True
    return False


def refresh_commands(window: MainWindow) -> None:
    """Which of the commands can be given for the report at hand."""
    actions, state = window.actions_, window.review.state
    beside = Beside() if state is None else state.beside
    for action in (actions.last_year, actions.other_form):
        action.setEnabled(state is not None)
    actions.drop_last_year.setEnabled(beside.last_year is not None)
    actions.drop_other_form.setEnabled(beside.other_form is not None)
    found = None if window.entry is None else last_year_of(window.entry, window.shelf.entries)
    actions.listed_last_year.setEnabled(found is not None)


def beside_words(state: ReviewState) -> str:
    """What lies beside a report, for the status line; empty where nothing does."""
    last, other = state.beside.last_year, state.beside.other_form
    words = [translate("Beside", "对照上年 {name}").format(name=last.name)] if last else []
    words += [translate("Beside", "对照另一形式 {name}").format(name=other.name)] if other else []
    return "　·　".join(words)


def _tell(window: MainWindow, state: ReviewState, which: Which, neighbour: Neighbour) -> None:
    said = (_of_last_year if which == "last_year" else _of_other_form)(state, neighbour)
    wrong = [
        window.context.translation.text(item.finding.message)
        for item in state.items
        if item.finding.rule in WRONG
        and item.status is not ItemStatus.SETTLED
        and item.finding.rule.startswith("year" if which == "last_year" else "other")
    ]
    window.notice.tell("".join([said, *wrong]), wrong=bool(wrong))


def _of_last_year(state: ReviewState, neighbour: Neighbour) -> str:
    counts = Counter(outcome.status for outcome in state.outcomes if outcome.about == "last_year")
    said = translate(
        "Beside", "已与上年报告 {name} 对照：相符 {passed} 项，不符 {failed} 项，无法核对 {unknown} 项。"
    )
    return said.format(
        name=neighbour.name,
        passed=counts[Status.PASSED],
        failed=counts[Status.FAILED],
        unknown=counts[Status.NOT_EVALUABLE],
    )


def _of_other_form(state: ReviewState, neighbour: Neighbour) -> str:
    found = compare(state.cells, state.report, neighbour.report)
    said = translate(
        "Beside",
        "已与 {name} 逐格对照：相同 {same} 格，不同 {differing} 格，"
        "空白与 0 之别 {blank} 格，没有比较 {skipped} 格。",
    )
    return said.format(
        name=neighbour.name,
        same=len(found.same),
        differing=len(found.differing),
        blank=len(found.blank),
        skipped=len(found.skipped),
    )
