"""The office's next version of the report at hand: read, shown against what was sent back, then taken."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from core.document.open import EXTENSIONS
from core.errors import GoujiError
from core.neighbours import bytes_of
from core.reconcile.years import is_same_name
from core.review.answers import Reply, Taking
from core.review.change import ItemStatus, ReviewState
from core.review.kept import put_by
from core.review.sent import sent_back
from gui.reports.entry import Entry

if TYPE_CHECKING:
    from core.document.ocr import Told
    from core.pipeline import Checked
    from core.review.session import Session
    from gui.main_window import MainWindow

translate = QCoreApplication.translate
KINDS = " ".join(f"*{ending}" for ending in EXTENSIONS)


def ask_version(window: MainWindow) -> None:
    """Asks for the file that the office changed, reads it off the GUI thread and shows what it answers."""
    entry = window.entry
    if entry is None or entry.session is None:
        return
    settings = window.context.settings
    name, _ = QFileDialog.getOpenFileName(
        window,
        translate("Version", "打开修改后的报告"),
        settings.folder,
        translate("Version", "报告 ({kinds});;所有文件 (*)").format(kinds=KINDS),
    )
    if not name:
        return
    settings.folder = str(Path(name).parent)
    read_version(window, entry, Path(name))


def read_version(window: MainWindow, entry: Entry, path: Path) -> None:
    """Reads a file off the GUI thread, and shows what it answers as the next version of a report."""
    window.side.read(path.name, partial(_read, window, path), partial(_show_read, window, entry, path.name))


def offer_version(window: MainWindow, entry: Entry) -> bool:
    """Asks whether a report that came in is the next version of one that is sent back; one click."""
    older = next((held for held in window.shelf.entries if _is_older(held, entry)), None)
    if older is None:
        return False
    said = translate(
        "Version", "{name} 与已退回修改的 {older} 是同一单位、同一年度的报告。它是修改后的版本吗？"
    )
    window.notice.tell(
        said.format(name=entry.name, older=older.name),
        label=translate("Version", "作为修改后的报告…"),
        do=partial(_show_entry, window, older, entry),
    )
    return True


def _is_older(held: Entry, entry: Entry) -> bool:
    """Whether something went back of an open report, and another is of the same office and year."""
    if held is entry or held.state is None or entry.state is None:
        return False
    old, new = held.state.report, entry.state.report
    same = old.year is not None and old.year == new.year and is_same_name(old.agency, new.agency)
    return same and bool(sent_back(held.state))


def _read(window: MainWindow, path: Path, told: Told) -> tuple[bytes, Checked]:
    data = bytes_of(path, path.name)
    return data, window.context.reader.check(data, path.name, told)


def _show_read(window: MainWindow, entry: Entry, name: str, read: tuple[bytes, Checked]) -> None:
    show_version(window, entry, name, *read)


def _show_entry(window: MainWindow, older: Entry, entry: Entry) -> None:
    """Shows an entry of the list as another's next version; taken, it leaves the list."""
    session = entry.session
    if session is None:
        return
    checked = entry.reads.get(session.sha256)
    if checked is not None:
        leave = partial(_leave, window, entry)
        show_version(window, older, session.name, session.source, checked, leave)


def _leave(window: MainWindow, entry: Entry) -> None:
    """Takes an entry off the list whose document goes on as another's version; its session is put by."""
    sha = entry.session.sha256 if entry.session is not None else ""
    begun = entry.session is not None and not entry.session.named
    window.shelf.remove(entry)
    if begun:
        try:
            put_by(sha)
        except GoujiError as fault:
            window.tell_fault(fault.message)


def show_version(
    window: MainWindow,
    entry: Entry,
    name: str,
    data: bytes,
    checked: Checked,
    taken: partial[None] | None = None,
) -> None:
    """Shows what a file answers to what was sent back, to be taken or left."""
    from gui.dialogs.next_version import VersionDialog  # its words are the export's

    session = entry.session
    if session is None or entry not in window.shelf.entries:
        return
    sha = hashlib.sha256(data).hexdigest()
    if sha == session.sha256:
        said = translate("Version", "{name} 与正在核对的文件完全相同，没有修改。")
        window.notice.tell(said.format(name=name))
        return
    if window.entry is not entry:
        window.reports.select(window.shelf.model.row_of(entry))
    taking = session.weigh_version(data, checked.report)
    dialog = VersionDialog(session.state, name, checked.report, taking, window.context, window)

    def take() -> None:
        entry.reads[sha] = checked
        if window.review.session is not session:
            return
        if window.review.perform(lambda: session.take_version(data, name, checked.report)):
            if taken is not None:
                taken()
            window.notice.tell(_told(session, taking))

    dialog.accepted.connect(take)
    dialog.open()


def _told(session: Session, taking: Taking) -> str:
    said = translate("Version", "已转到修改后的报告 {name}。{answers}{again}可以撤销。")
    return said.format(name=session.name, answers=answer_counts(taking), again=_again(session.state))


def answer_counts(taking: Taking) -> str:
    """How many items sent back were changed, left, or changed otherwise; empty where none was sent."""
    if not taking.answers:
        return ""
    counts = Counter(answer.reply for answer in taking.answers)
    said = translate("Version", "退回的 {count} 项：已改 {done}，未改 {unchanged}，另有改动 {otherwise}。")
    return said.format(
        count=len(taking.answers),
        done=counts[Reply.DONE],
        unchanged=counts[Reply.UNCHANGED],
        otherwise=counts[Reply.OTHERWISE],
    )


def _again(state: ReviewState) -> str:
    reopened = sum(item.status is ItemStatus.REOPENED for item in state.items)
    if not reopened:
        return ""
    return translate("Version", "{count} 项需复看。").format(count=reopened)
