"""Writes a file whole or not at all, and says clearly why it cannot be written."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.messages import message
from core.review.places import place, sync

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
}


def check_target(target: Path) -> None:
    """Whether a workbook can be put there, as far as can be told without writing.

    InputError for a name that is no workbook's; EnvironmentFault for a folder that is not there, a file
    that is read-only or open in another program.
    """
    if target.suffix.lower() != ".xlsx":
        raise InputError(message("export.not_xlsx", name=target.name))
    if target.is_dir():
        raise InputError(message("export.is_folder", name=str(target)))
    if not target.parent.is_dir():
        raise EnvironmentFault(message("export.no_folder", name=str(target)))
    if any(lock.exists() for lock in _lock_files(target)):
        raise EnvironmentFault(message("export.locked", name=str(target)))
    if not target.exists():
        return
    if not target.stat().st_mode & stat.S_IWUSR:
        raise EnvironmentFault(message("export.read_only", name=str(target)))
    try:
        with target.open("r+b"):
            pass
    except PermissionError as refused:
        raise EnvironmentFault(message("export.locked", name=str(target))) from refused
    except OSError as refused:
        raise fault(refused, target) from refused


def _lock_files(target: Path) -> tuple[Path, ...]:
    """What the office suites leave beside a file while it is open in them."""
    return target.with_name(f".~lock.{target.name}#"), target.with_name(f"~${target.name}")


def write(part: Path, content: bytes, target: Path) -> None:
    """Writes what is to become `target` to a part file beside it, and has the disk confirm it.

    EnvironmentFault if it cannot be written.
    """
    try:
        part.write_bytes(content)
        sync(part)
    except OSError as refused:
        raise fault(refused, target) from refused


def deliver(part: Path, target: Path) -> None:
    """Puts the part file in the target's place, in one step; EnvironmentFault if that is refused."""
    try:
        place(part, target, over=True)
    except PermissionError as refused:
        raise EnvironmentFault(message("export.locked", name=str(target))) from refused
    except OSError as refused:
        raise fault(refused, target) from refused


def fault(refused: OSError, target: Path) -> EnvironmentFault:
    """What the operating system refused, told to the reader."""
    id = _REASONS.get(refused.errno or 0)
    if id:
        return EnvironmentFault(message(id, name=str(target)))
    why = refused.strerror or type(refused).__name__
    return EnvironmentFault(message("export.write_failed", name=str(target), why=why))
