"""Where what belongs to the user is kept, and how a file gets its name in one step."""

from __future__ import annotations

import errno
import getpass
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from core.paths import home

WINDOWS = os.name == "nt"
_NOT_A_NAME = re.compile(
    r"""[<>:"/\\|?*\x00-\x1f]|[. ]$|^(con|prn|aux|nul|con(in|out)\$|(com|lpt)[0-9¹²³])\ *(\.|$)""", re.I
)
_LONGEST_NAME = 255
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
_NO_FOLDER_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM)


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


def check_name(target: Path) -> None:
    """OSError if the system takes no file of this name: EINVAL, or ENAMETOOLONG.

    Asked of Windows, it would write to a device (NUL), or to a stream hidden in another file (a:b).
    """
    name = target.name
    if WINDOWS and _NOT_A_NAME.search(name):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(target))
    if WINDOWS and len(name.encode("utf-16-le", "surrogatepass")) > 2 * _LONGEST_NAME:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), str(target))


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """The path of a part file in the target's folder, which is gone afterwards unless it was moved.

    OSError as of `check_name`.
    """
    check_name(target)
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
    _patiently(lambda: os.replace(part, target) if over else _rename_new(part, target))
    if not WINDOWS:
        _sync_folder(target.parent)


def _patiently(step: Callable[[], None]) -> None:
    """Tries for a while where Windows refuses: scanners for viruses open every new file for a moment."""
    for pause in _PAUSES if WINDOWS else ():
        try:
            return step()
        except PermissionError:
            time.sleep(pause)
    step()


def _rename_new(part: Path, target: Path) -> None:
    if WINDOWS:
        os.rename(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        os.rename(part, target)


def _sync_folder(folder: Path) -> None:
    try:
        sync(folder)
    except OSError as error:  # the file has its name; network drives know no such thing as to sync a folder
        if error.errno not in _NO_FOLDER_SYNC:
            raise


def sync(path: Path) -> None:
    """Makes sure that a file's bytes, or a folder's names, are on the disk."""
    flags = os.O_RDWR if WINDOWS else os.O_RDONLY
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
