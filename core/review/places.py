"""Where what belongs to the user is kept, and how a file gets its name in one step."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.paths import home


def sessions_folder() -> Path:
    """Where sessions are kept until the reviewer names them."""
    return home() / "sessions"


def session_path(sha256: str) -> Path:
    """Where the session about a source is kept until it is named; it need not be there."""
    return sessions_folder() / f"{sha256}.gouji"


def current_user() -> str:
    """Who is logged in, as the operating system says."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for the user id; ImportError on Windows before 3.13
        return "?"


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """The path of a part file in the target's folder, which is gone afterwards unless it was moved."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _remove(part)
        yield part
    finally:
        with suppress(OSError):
            _remove(part)


def _remove(part: Path) -> None:
    for path in (part, part.with_name(f"{part.name}-journal")):
        path.unlink(missing_ok=True)


def place(part: Path, target: Path, *, over: bool) -> None:
    """Gives a finished file its name, in one step that survives a power cut.

    OSError, and nothing done, if it cannot be; FileExistsError if the target is there and `over` is false.
    """
    sync(part)
    if over:
        os.replace(part, target)
    else:
        _rename_new(part, target)
    if os.name == "posix":
        sync(target.parent)


def _rename_new(part: Path, target: Path) -> None:
    if os.name == "nt":
        os.rename(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        os.rename(part, target)


def sync(path: Path) -> None:
    """Makes sure that a file's bytes, or a folder's names, are on the disk."""
    flags = os.O_RDONLY if path.is_dir() or os.name == "posix" else os.O_RDWR
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
