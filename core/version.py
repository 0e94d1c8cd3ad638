"""Which program this is."""

from __future__ import annotations

from functools import cache


@cache
def program_version() -> str:
    """The version of the program as installed, or `0` in a bare checkout."""
    from importlib.metadata import PackageNotFoundError, version  # slow to load: mail, sockets, archives

    try:
        return version("gouji")
    except PackageNotFoundError:
        return "0"
