"""The session's file, open: one writer, every entry on the disk before it is acknowledged.

Journal mode DELETE and synchronous EXTRA, so that copying the file copies everything, and a power cut takes
nothing back. The lock is SQLite's own, held from opening to closing: it goes with the process, however that
ends.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.messages import message
from core.review.change import Entry
from core.review.contents import (
    Held,
    Read,
    check_kind,
    check_there,
    connect,
    fill,
    insert,
    peek_with,
    read_held,
    upgrade,
)
from core.review.faults import REFUSED, error_name, reason, writing
from core.review.journal import find_fault
from core.review.leftover import AS_IT_LIES, is_stale, journal_of
from core.review.places import beside, current_user, place, session_path, sessions_folder

__all__ = ["Store", "current_user", "session_path", "sessions_folder"]


class Store:
    """An open session file, locked for this process; EnvironmentFault from whatever the disk refuses."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self._identity, self._stamp = _identity(path), _stamp(path)

    @classmethod
    def create(cls, path: Path, held: Held) -> Store:
        """Makes the file, whole or not at all; EnvironmentFault if it is there already."""
        with writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside(path) as part:
                with closing(connect(part, "mode=rwc")) as connection:
                    fill(connection, held)
                if not path.exists():
                    journal_of(path).unlink(missing_ok=True)
                place(part, path, over=False)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens and locks the file; InputError if it is no session, EnvironmentFault if it is locked."""
        with _telling_who(path), writing(path):
            check_there(path)
            if is_stale(path):
                journal_of(path).unlink()
            connection = connect(path, "mode=rw")
            try:
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("BEGIN EXCLUSIVE")
                check_kind(connection, path)
                connection.execute("COMMIT")
            except BaseException:
                connection.close()
                raise
        return cls(path, connection)

    def read(self) -> Held:
        """Everything in the file; InputError if it is damaged."""
        with writing(self.path):
            return read_held(self._connection, self.path)

    def append(self, entry: Entry, version: Read | None = None) -> None:
        """Writes an entry, and the version it takes if it does.

        All is on the disk when this returns, and nothing is there if it raises.
        """
        if self.is_displaced(entry.previous):
            raise EnvironmentFault(message("review.displaced", name=self.path.name, path=str(self.path)))
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            upgrade(self._connection)
            insert(self._connection, entry, version)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if not self._kept(entry):
                raise EnvironmentFault(reason(error, self.path)) from error
        self._stamp = _stamp(self.path)

    def _kept(self, entry: Entry) -> bool:
        """Whether an entry got into the file although the commit failed in its last step."""
        try:
            found = self._connection.execute("SELECT hash FROM journal WHERE number = ?", (entry.number,))
            return bool(found.fetchall() == [(entry.hash,)])
        except sqlite3.Error:
            return False

    def is_displaced(self, head: str) -> bool:
        """Whether what is at the place is not the file as this left it, its journal ending with `head`.

        It was moved, deleted, replaced or written over: what is written then spoils it, or goes where nobody
        will look for it.
        """
        if _identity(self.path) != self._identity:
            return True
        stamp = _stamp(self.path)
        if stamp != self._stamp and not self._is_as_left(head):
            return True
        self._stamp = stamp
        return False

    def _is_as_left(self, head: str) -> bool:
        """Whether the file holds what it did, though its time or size differs: some disks round, or lag."""
        try:
            entries = peek_with(self.path, AS_IT_LIES).entries
        except (*REFUSED, InputError):
            return False
        return bool(entries) and entries[-1].hash == head and find_fault(entries) is None

    def copy_to(self, path: Path, held: Held) -> Store:
        """Writes a whole copy to the path, over what is there, and opens it; this one stays open.

        `held` is what the file holds; it is written from memory where the file can no longer be read.
        """
        with writing(path):
            if path.exists() and not (self._identity and _identity(path) == self._identity):
                _check_free(path)
            with beside(path) as part:
                if not self._copied(part, held):
                    part.unlink(missing_ok=True)
                    with closing(connect(part, "mode=rwc")) as connection:
                        fill(connection, held)
                journal_of(path).unlink(missing_ok=True)
                place(part, path, over=True)
        return Store.open(path)

    def _copied(self, part: Path, held: Held) -> bool:
        """Whether the file could be copied as it is, with what a newer program may have added to it."""
        try:
            with closing(connect(part, "mode=rwc")) as copy:
                self._connection.backup(copy)
                return read_held(copy, part) == held
        except (*REFUSED, InputError):  # pulled out, torn: all of it is in memory
            return False

    def close(self) -> None:
        """Closes the file and releases its lock."""
        self._connection.close()


def _check_free(path: Path) -> None:
    """EnvironmentFault if the path is a session that is open somewhere."""
    try:
        with closing(connect(path, "mode=rw")) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except UnicodeDecodeError:  # a damaged file, see REFUSED
        return
    except sqlite3.DatabaseError as error:
        if error_name(error) != "SQLITE_NOTADB":  # what is no session the reviewer chose to replace
            raise


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells the file at a path from any other; None where there is none, or the system says nothing."""
    if os.name != "posix":  # Windows lets nobody move a file that is open, or put another in its place
        return None
    found = _found(path)
    return found and (found.st_dev, found.st_ino)


def _stamp(path: Path) -> tuple[int, int] | None:
    """When the file at a path was last written, and its size; None where there is none."""
    found = _found(path)
    return found and (found.st_mtime_ns, found.st_size)


def _found(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:  # gone, or its disk is
        return None


@contextmanager
def _telling_who(path: Path) -> Iterator[None]:
    """Adds to the fault of a locked file who wrote in it last, where that can be read.

    A session that has no name yet goes by that of its source.
    """
    try:
        yield
    except EnvironmentFault as fault:
        if fault.message.id != "review.locked":
            raise
        try:
            held = peek_with(path, AS_IT_LIES)
            last = held.entries[-1]
        except (*REFUSED, InputError, IndexError):
            raise fault from None
        unnamed = path.parent.resolve() == sessions_folder().resolve()
        said = message(
            "review.locked_by", name=held.first.name if unnamed else path.name, who=last.who, at=last.at
        )
        raise EnvironmentFault(said) from fault
