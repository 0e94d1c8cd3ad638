"""What goes wrong with a session's file, told in messages: what happened, why, and what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.messages import Message, message

NOT_A_SESSION = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)
"""What reading the contents of a file that somebody else made may raise."""
REFUSED = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; the latter where its own message quotes the bytes of a damaged file."""


class Damaged(InputError):
    """A session's file whose contents are not what they must be; `why` says what and where."""

    def __init__(self, said: Message) -> None:
        """With the message of `damaged`."""
        super().__init__(said)
        why = dict(said.parameters)["why"]
        assert isinstance(why, Message)
        self.why = why


def damaged(path: Path, why: Message) -> Damaged:
    """The error for a file whose contents are not what they must be."""
    return Damaged(message("review.damaged", name=path.name, why=why))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turns what the disk or SQLite refuses into a message about the file."""
    try:
        yield
    except sqlite3.Error as error:
        said = reason(error, path)
        broken = said.id in ("review.not_a_session", "review.damaged")
        raise (InputError(said) if broken else EnvironmentFault(said)) from error
    except UnicodeDecodeError as error:
        raise damaged(path, message("review.fault.contents")) from error
    except OSError as error:
        raise EnvironmentFault(reason(error, path)) from error


def reason(error: sqlite3.Error | OSError, path: Path) -> Message:
    """What happened to a file, why, and what to do."""
    name = error_name(error)
    if name == "ENOENT" and path.parent.is_dir():  # so Windows says of a path that is too long
        name = "ENAMETOOLONG"
    match name:
        case "SQLITE_NOTADB":
            return message("review.not_a_session", name=path.name)
        case "SQLITE_CORRUPT" | "SQLITE_ERROR" | "SQLITE_MISMATCH":
            return message("review.damaged", name=path.name, why=message("review.fault.contents"))
        case "SQLITE_BUSY" | "SQLITE_LOCKED":
            return message("review.locked", name=path.name)
        case "SQLITE_FULL" | "ENOSPC" | "EDQUOT" | "EFBIG":
            return message("review.full", path=str(path))
        case "SQLITE_READONLY" | "SQLITE_PERM" | "SQLITE_CANTOPEN" | "EACCES" | "EPERM" | "EROFS" | "EISDIR":
            return message("review.refused", path=str(path))
        case "EEXIST":
            return message("review.exists", path=str(path))
        case "ENAMETOOLONG":
            return message("review.long_name", path=str(path))
        case "EINVAL":
            return message("review.bad_name", name=path.name)
        case "ENOENT" | "ENOTDIR":
            return message("review.no_folder", path=str(path))
    return message("review.disk", path=str(path), detail=name)


def error_name(error: sqlite3.Error | OSError) -> str:
    """The short name of an error: ENOSPC, SQLITE_BUSY; of SQLite's, without what is added to the kind."""
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    name = getattr(error, "sqlite_errorname", None) or type(error).__name__
    return "_".join(name.split("_")[:2])
