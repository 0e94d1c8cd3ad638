"""Opens files: reads and checks them in the worker, then starts or resumes the review."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from core.document.open import EXTENSIONS, PAGED
from core.errors import GoujiError, InputError
from core.files import read_file
from core.messages import message
from core.neighbours import SUFFIX
from core.review.kept import find_session
from core.review.places import session_path
from core.review.session import Session
from gui.context import READING, Context
from gui.reports.entry import Entry, Phase, stamp_of

if TYPE_CHECKING:
    from core.pipeline import Checked  # the readers stay in the worker process

WILDCARDS = " ".join(f"*{ending}" for ending in (*EXTENSIONS, SUFFIX))
"""The files that can be opened, for a file dialog."""


class Opener(QObject):
    """Brings files in, several at once, each on its own: what fails is told of that file alone."""

    changed = Signal(object)
    """An Entry moved on."""
    opened = Signal(object)
    """An Entry is open for review."""
    refused = Signal(object)
    """An Entry failed; its `problem` says why."""
    documented = Signal(object)
    """An open Entry's document is there, after another version was taken up."""
    withdrawn = Signal(object)
    """An Entry was cancelled by the user."""
    _told = Signal(object, int, int)
    """From the reading thread: an Entry's pages read by OCR, of how many."""

    def __init__(
        self, context: Context, held: Callable[[], Sequence[Entry]], parent: QObject | None = None
    ) -> None:
        """`held` gives the entries of the window, among which a source may be open already."""
        super().__init__(parent)
        self._context = context
        self._held = held
        self._told.connect(self._advance)

    def open(self, entry: Entry) -> None:
        """Starts on a file; one of the signals follows."""
        entry.phase, entry.problem, entry.pages = Phase.WAITING, None, None
        if entry.path.suffix.lower() in PAGED:
            self._context.renderer.start()
        if entry.path.suffix.lower() == SUFFIX:
            self._open_session(entry)
        else:
            work = partial(self._read, entry)
            self._submit(entry, work, partial(self._begin_review, entry))

    def cancel(self, entry: Entry) -> None:
        """Stops a file that waits or is being read."""
        self._context.jobs.cancel(entry.job)

    def _submit(
        self,
        entry: Entry,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        entry.job = self._context.jobs.submit(
            READING,
            work,
            done,
            failed=failed or partial(self._fail, entry),
            cancelled=partial(self._withdraw, entry),
            started=partial(self._started, entry),
        )
        self.changed.emit(entry)

    def _read(self, entry: Entry) -> tuple[bytes, Checked]:
        name = entry.path.name
        if entry.data is None:
            entry.stamp = stamp_of(entry.path)
        data = entry.data if entry.data is not None else read_file(entry.path, name)
        return data, self._check(entry, data, name)

    def _check(self, entry: Entry, data: bytes, name: str) -> Checked:
        return self._context.reader.check(data, name, partial(self._told.emit, entry))

    def _advance(self, entry: Entry, done: int, pages: int) -> None:
        if entry.phase is Phase.READING:
            entry.pages = done, pages
            self.changed.emit(entry)

    def _started(self, entry: Entry) -> None:
        entry.phase = Phase.READING
        self.changed.emit(entry)

    def _begin_review(self, entry: Entry, read: tuple[bytes, Checked]) -> None:
        data, checked = read
        try:
            session, entry.resumed = self._session(data, entry.path.name, checked)
        except GoujiError as fault:
            self._fail(entry, fault)
            return
        entry.session = session
        entry.reads[hashlib.sha256(data).hexdigest()] = checked
        if session.sha256 in entry.reads:
            self._settle(entry)
        else:  # the review has gone on to a later version of the document
            self._read_source(entry, session)

    def _session(self, data: bytes, name: str, checked: Checked) -> tuple[Session, bool]:
        digest = hashlib.sha256(data).hexdigest()
        self._refuse_twice(name, lambda session: session.sha256 == digest)
        settings = self._context.settings
        who = settings.reviewer
        held = find_session(digest)
        if held is not None:
            return Session.open(held, who), True
        begun = Session.start(session_path(digest), data, name, checked.report, who, settings.stages)
        return begun, False

    def _refuse_twice(self, name: str, same: Callable[[Session], bool]) -> None:
        """InputError where the window has this source or session open already."""
        for entry in self._held():
            if entry.session is not None and same(entry.session):
                raise InputError(message("gui.open_already", name=name, other=entry.path.name))

    def _open_session(self, entry: Entry) -> None:
        try:
            self._refuse_twice(entry.path.name, lambda session: session.path == entry.path)
            session = Session.open(entry.path, self._context.settings.reviewer)
        except GoujiError as fault:
            self._fail(entry, fault)
            return
        entry.resumed = True
        entry.session = session
        self._read_source(entry, session)

    def _read_source(self, entry: Entry, session: Session) -> None:
        """Reads the document under review, for it to be shown; without it the review goes on all the same."""
        self._submit(
            entry,
            partial(self._check, entry, session.source, session.name),
            partial(self._take_read, entry, session.sha256),
            failed=partial(self._go_without, entry),
        )

    def _take_read(self, entry: Entry, sha256: str, checked: Checked) -> None:
        entry.reads[sha256] = checked
        self._settle(entry)

    def _go_without(self, entry: Entry, fault: Exception) -> None:
        if isinstance(fault, GoujiError):
            entry.problem = fault.message
            self._settle(entry)
        else:
            self._fail(entry, fault)

    def _settle(self, entry: Entry) -> None:
        entry.phase = Phase.OPEN
        self.opened.emit(entry)

    def read_again(self, entry: Entry) -> None:
        """Reads the document under review where it is another than before; `documented` follows."""
        session = entry.session
        if session is None:
            return
        source, name, sha256 = session.source, session.name, session.sha256

        def done(checked: Checked) -> None:
            entry.reads[sha256] = checked
            self.documented.emit(entry)

        self._context.jobs.submit(READING, partial(self._context.reader.check, source, name), done)

    def _withdraw(self, entry: Entry) -> None:
        self._let_go(entry)
        self.withdrawn.emit(entry)

    def _let_go(self, entry: Entry) -> None:
        if entry.session is not None:
            entry.session.close()
            entry.session = None

    def _fail(self, entry: Entry, fault: Exception) -> None:
        self._let_go(entry)
        entry.phase = Phase.FAILED
        entry.problem = fault.message if isinstance(fault, GoujiError) else message("gui.fault")
        self.refused.emit(entry)


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files meant: each once, as absolute paths, in the order given."""
    return list(dict.fromkeys(path.expanduser().absolute() for path in paths))
