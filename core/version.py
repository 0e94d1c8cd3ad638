"""Which program this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def program_version() -> str:
    """The version of the program as installed, or `0` in a bare checkout."""
    try:
        return version("gouji")
    except PackageNotFoundError:
        return "0"
