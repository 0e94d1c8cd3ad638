"""A rollback journal that lies beside a session's file, and whether it is to be applied.

A program that was killed in the middle of a step leaves one: the pages as they were before. Applied to the
file it was made for, it takes half a step back. Where the file has been replaced since (a newer copy put in
its place by hand, or a stick that holds both), SQLite would apply it all the same and spoil the file.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from core.errors import InputError
from core.review.contents import Held, check_there, connect, peek_with
from core.review.faults import REFUSED, error_name, writing
from core.review.journal import find_fault

AS_IT_LIES = "mode=ro&immutable=1"
"""How a file is read without regard to any journal, and without a lock."""


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the rollback journal of a file."""
    return path.with_name(f"{path.name}-journal")


def is_stale(path: Path) -> bool:
    """Whether SQLite would apply a journal to a file that is whole as it lies, and so needs none."""
    return journal_of(path).exists() and _is_hot(path) and _is_whole(path)


def peek(path: Path) -> Held:
    """What a session's file holds, without locking it, also while it is open somewhere.

    Goes through SQLite, never through a file handle of Python's: closing one would drop the lock that a
    session of this process holds on the file (POSIX). Errors as of `Store.open`.
    """
    with writing(path):
        check_there(path)
        if is_stale(path):
            return peek_with(path, AS_IT_LIES)
        try:
            return peek_with(path, "mode=rw")
        except sqlite3.OperationalError as error:
            if error_name(error) != "SQLITE_BUSY":
                raise
        return peek_with(path, AS_IT_LIES)


def session_bytes(path: Path) -> bytes:
    """The bytes of a session's file as it lies, without dropping any lock; errors as of `Store.open`."""
    with writing(path):
        check_there(path)
        with closing(connect(path, AS_IT_LIES)) as connection:
            return connection.serialize()


def _is_hot(path: Path) -> bool:
    """Whether the next to open the file would apply the journal: nobody is in the middle of a step."""
    try:
        with closing(connect(path, "mode=ro")) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        return getattr(error, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    except REFUSED:  # no session, or a damaged one: told when it is opened
        return False
    return False


def _is_whole(path: Path) -> bool:
    """Whether a file is sound as it lies, to the last page and the last entry."""
    try:
        with closing(connect(path, AS_IT_LIES)) as connection:
            sound = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        held = peek_with(path, AS_IT_LIES)
    except (*REFUSED, InputError):
        return False
    return sound and bool(held.entries) and find_fault(held.entries) is None
