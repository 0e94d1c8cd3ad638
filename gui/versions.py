"""Taking up another reading of the document under review: offered, shown as a difference, never unasked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from gui.reports.entry import Entry

if TYPE_CHECKING:
    from core.extract.report import Report
    from core.review.answers import Taking
    from core.review.session import Session
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def offer_reading(window: MainWindow, entry: Entry) -> bool:
    """Tells of a report resumed that this program reads otherwise; false where there is nothing to tell."""
    session, report = entry.session, entry.fresh
    if session is None or report is None:
        return False
    taking = session.weigh_version(session.source, report)
    if not is_worth_telling(session.state.report, report, taking):
        return False
    said = translate("Rereading", "{name}：已接着上次的核对继续。本版程序读这份文件的结果与当时不同。")
    window.notice.tell(
        said.format(name=entry.name),
        label=translate("Rereading", "查看差别…"),
        do=partial(show_reading, window, entry),
    )
    return True


def is_worth_telling(before: Report, now: Report, taking: Taking) -> bool:
    """Whether a reviewer would see a difference: in a cell, in the prose, in what is remarked."""
    return bool(taking.changes) or (before.prose, before.remarks) != (now.prose, now.remarks)


def show_reading(window: MainWindow, entry: Entry) -> None:
    """Shows what this program reads otherwise in the document of an entry, to be taken or left."""
    from gui.dialogs.rereading import RereadDialog

    session, report = entry.session, entry.fresh
    if session is None or entry.document is None:
        return
    if report is None:
        window.notice.tell(translate("Rereading", "本版程序读这份文件的结果与核对记录中的一致。"))
        return
    if window.entry is not entry:
        window.reports.select(window.shelf.model.row_of(entry))
    taking = session.weigh_version(session.source, report)
    dialog = RereadDialog(session.state, report, taking, window.context.translation.text, window)
    dialog.accepted.connect(partial(_take, window, session, report))
    dialog.open()


def _take(window: MainWindow, session: Session, report: Report) -> None:
    if window.review.session is session:
        window.review.perform(lambda: session.take_version(session.source, session.name, report))
        window.notice.tell(translate("Rereading", "已采用新的读法。不合适可以撤销。"))
