"""Opens files: reads and checks them in the worker, then starts or resumes the review."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.document.model import SourceDocument
from core.errors import EnvironmentFault, GoujiError, InputError
from core.messages import Message, message
from core.pipeline import Checked
from core.review.session import Session
from core.review.store import session_path
from gui.context import READING, Context
from gui.reports.entry import Entry, Phase

SUFFIX = ".gouji"
MEGABYTES = 200
"""No report comes near this; a file beyond it is not read into memory at all."""


class Opener(QObject):
    """Brings files in, several at once, each on its own: what fails is told of that file alone."""

    changed = Signal(object)
    """An Entry moved on."""
    opened = Signal(object)
    """An Entry is open for review."""
    refused = Signal(object)
    """An Entry failed; its `problem` says why."""
    withdrawn = Signal(object)
    """An Entry was cancelled by the user."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def open(self, entry: Entry) -> None:
        """Starts on a file; one of the signals follows."""
        entry.phase, entry.problem = Phase.WAITING, None
        if entry.path.suffix.lower() == SUFFIX:
            self._open_session(entry)
        else:
            work = partial(self._read, entry.path)
            self._submit(entry, work, partial(self._begin_review, entry))

    def cancel(self, entry: Entry) -> None:
        """Stops a file that waits or is being read."""
        self._context.jobs.cancel(entry.job)

    def _submit(self, entry: Entry, work: object, done: object) -> None:
        assert callable(work)
        assert callable(done)
        entry.job = self._context.jobs.submit(
            READING,
            work,
            done,
            failed=partial(self._fail, entry),
            cancelled=partial(self.withdrawn.emit, entry),
            started=partial(self._started, entry),
        )
        self.changed.emit(entry)

    def _read(self, path: Path) -> tuple[bytes, Checked]:
        data = read_file(path)
        return data, self._context.reader.check(data, path.name)

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
        self._settle(entry, session, checked.document)

    def _session(self, data: bytes, name: str, checked: Checked) -> tuple[Session, bool]:
        path = session_path(hashlib.sha256(data).hexdigest())
        who = self._context.settings.reviewer
        if path.exists():
            return Session.open(path, who), True
        return Session.start(path, data, name, checked.report, who), False

    def _open_session(self, entry: Entry) -> None:
        try:
            session = Session.open(entry.path, self._context.settings.reviewer)
        except GoujiError as fault:
            self._fail(entry, fault)
            return
        entry.resumed = True
        work = partial(self._context.reader.check, session.source, session.name)
        self._submit(entry, work, partial(self._show_again, entry, session))

    def _show_again(self, entry: Entry, session: Session, checked: Checked) -> None:
        self._settle(entry, session, checked.document)

    def _settle(self, entry: Entry, session: Session, document: SourceDocument) -> None:
        entry.session, entry.document, entry.phase = session, document, Phase.OPEN
        self.opened.emit(entry)

    def _fail(self, entry: Entry, fault: Exception) -> None:
        entry.phase = Phase.FAILED
        entry.problem = fault.message if isinstance(fault, GoujiError) else message("gui.fault")
        self.refused.emit(entry)


def read_file(path: Path) -> bytes:
    """A file's bytes; InputError where it is too large, EnvironmentFault where it cannot be read."""
    try:
        if path.stat().st_size > MEGABYTES * 1024 * 1024:
            raise InputError(message("gui.too_large", name=path.name, limit=MEGABYTES))
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentFault(_os_problem(path, error)) from error


def _os_problem(path: Path, error: OSError) -> Message:
    if isinstance(error, FileNotFoundError):
        return message("gui.not_found", name=path.name)
    if isinstance(error, IsADirectoryError):
        return message("gui.is_folder", name=path.name)
    if isinstance(error, PermissionError):
        return message("gui.no_permission", name=path.name)
    return message("gui.not_read", name=path.name, reason=error.strerror or str(error))


def expand(paths: Sequence[Path]) -> list[Path]:
    """The files meant: each once, as absolute paths, in the order given."""
    return list(dict.fromkeys(path.expanduser().absolute() for path in paths))
