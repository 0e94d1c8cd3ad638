"""A file's bytes off the disk, no more of them than a report can have."""

from __future__ import annotations

import os
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.messages import Message, message

MOST_BYTES = 100_000_000
WINDOWS = os.name == "nt"
_LONG = 240


def read_file(path: Path, name: str) -> bytes:
    """A file's bytes, `name` being what messages call it.

    InputError where it is not there, is a folder or is too large; EnvironmentFault where it cannot be read.
    """
    data = _read(path, name, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise InputError(message("file.too_large", name=name, most=MOST_BYTES // 1_000_000))
    return data


def begins_with(path: Path, name: str, start: bytes) -> bool:
    """Whether a file begins so, however large it is; raises as `read_file`."""
    return _read(path, name, len(start)) == start


def _read(path: Path, name: str, most: int) -> bytes:
    try:
        with open(_within_reach(path), "rb") as file:
            return file.read(most)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise InputError(message("file.not_found", name=name)) from error
    except (OSError, ValueError) as error:
        if path.is_dir():
            raise InputError(message("file.is_folder", name=name)) from error
        raise EnvironmentFault(_refused(name, error)) from error


def _within_reach(path: Path) -> str:
    """The path as Windows opens it, be it longer than the 260 characters that are usual there."""
    full = os.path.abspath(path)
    if not WINDOWS or len(full) < _LONG or full.startswith("\\\\?\\"):
        return str(path)
    return f"\\\\?\\UNC{full[1:]}" if full.startswith("\\\\") else f"\\\\?\\{full}"


def _refused(name: str, error: Exception) -> Message:
    if isinstance(error, PermissionError):
        return message("file.no_permission", name=name)
    return message("file.not_read", name=name, reason=getattr(error, "strerror", None) or str(error))
