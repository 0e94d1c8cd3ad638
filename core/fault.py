"""The record of a fault of the program itself, for whoever mends it."""

from __future__ import annotations

import platform
import tempfile
import traceback
from pathlib import Path

from core.version import program_version


def save_fault(error: BaseException) -> Path:
    """Writes where in the code a fault arose, and nothing of any document; the record's path."""
    lines = [f"Gouji {program_version()}, Python {platform.python_version()}, {platform.platform()}\n\n"]
    details = getattr(error, "details", None)
    lines += [str(details)] if details else traceback.format_tb(error.__traceback__)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", errors="backslashreplace", prefix="gouji-", suffix=".txt", delete=False
    ) as record:
        record.writelines([*lines, f"\n{type(error).__name__}\n"])
    return Path(record.name)
