"""Writes a file whole or not at all, and says clearly why it cannot be written."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.messages import message
from core.review.places import beside, check_name, place, sync

_REASONS = {
    errno.ENOSPC: "export.disk_full",
    getattr(errno, "EDQUOT", errno.ENOSPC): "export.disk_full",
    errno.EFBIG: "export.disk_full",
    errno.EROFS: "export.read_only",
    errno.EACCES: "export.no_permission",
    errno.EPERM: "export.no_permission",
    errno.ENOENT: "export.no_folder",
    errno.ENOTDIR: "export.no_folder",
    errno.ENAMETOOLONG: "export.long_name",
    errno.EINVAL: "export.bad_name",
}


def check_target(target: Path, ending: str = ".xlsx") -> None:
    """Whether a workbook, or a Word document, can be put there, as far as can be told without writing.

    InputError for a name that does not end so; EnvironmentFault for a folder that is not there, a file
    that is read-only or open in another program.
    """
    if target.suffix.lower() != ending:
        raise InputError(message(f"export.not_{ending[1:]}", name=target.name))
    try:
        _check_place(target)
    except OSError as refused:
        raise fault(refused, target) from refused


def try_target(target: Path, ending: str = ".xlsx") -> None:
    """As `check_target`, and whether the folder takes a file at all, by one that is gone again at once."""
    check_target(target, ending)
    with part_of(target) as part:
        write(part, b"")


def _check_place(target: Path) -> None:
    check_name(target)
    if target.is_dir():
        raise InputError(message("export.is_folder", name=str(target)))
    if not target.parent.is_dir():
        raise EnvironmentFault(message("export.no_folder", name=str(target)))
    lock = next((lock for lock in _lock_files(target) if lock.exists()), None)
    if lock is not None:
        raise EnvironmentFault(message("export.lock_file", name=str(target), lock=lock.name))
    if not target.exists():
        return
    if not target.stat().st_mode & stat.S_IWUSR:
        raise EnvironmentFault(message("export.read_only", name=str(target)))
    try:
        with target.open("r+b"):
            pass
    except PermissionError as refused:
        raise EnvironmentFault(message("export.locked", name=str(target))) from refused


def _lock_files(target: Path) -> tuple[Path, ...]:
    """What the office suites leave beside a file while it is open in them."""
    return target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}")


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """The path of a part file beside the target; what the disk refuses meanwhile is an EnvironmentFault."""
    try:
        with beside(target) as part:
            yield part
    except OSError as refused:
        raise fault(refused, target) from refused


def write(part: Path, content: bytes) -> None:
    """Writes what is to become the target, and has the disk confirm it; OSError if it cannot."""
    part.write_bytes(content)
    sync(part)


def deliver(part: Path, target: Path) -> None:
    """Puts the part file in the target's place, in one step; OSError if that is refused."""
    try:
        place(part, target, over=True)
    except PermissionError as refused:
        raise EnvironmentFault(message("export.locked", name=str(target))) from refused


def fault(refused: OSError, target: Path) -> EnvironmentFault:
    """What the operating system refused, told to the reader."""
    id = _REASONS.get(refused.errno or 0)
    if id == "export.no_folder" and target.parent.is_dir():  # so Windows says of a path that is too long
        id = "export.long_name"
    if id:
        return EnvironmentFault(message(id, name=str(target)))
    why = refused.strerror or type(refused).__name__
    return EnvironmentFault(message("export.write_failed", name=str(target), why=why))
