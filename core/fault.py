"""The records of faults of the program itself, for whoever mends it: the only log that the program keeps.

A record holds the places in the code and the kind of fault, and nothing of a document: no values, no
message of the exception (which may quote a text), no path outside the program. The last few are kept.
"""

from __future__ import annotations

import platform
import re
import tempfile
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.paths import home
from core.version import program_version

KEPT = 20
"""How many records are kept; older ones go as new ones come."""
FRAMES = 40
FRAME = re.compile(r'^ *File "([^"\n]+)", line (\d+), in (\S+)$', re.MULTILINE)
"""A place in a traceback; what stands under it quotes the code, and after it the fault's own words."""


def system() -> list[str]:
    """Which program runs on what, a line each."""
    return [
        f"gouji {program_version()}",
        f"python {platform.python_version()}, {platform.system()} {platform.release()}",
    ]


def describe(error: BaseException, *more: str) -> str:
    """What a record says of a fault; `more` are further lines on what the program runs with."""
    lines = [*system(), *more]
    lines.append(datetime.now().astimezone().isoformat(timespec="seconds"))
    seen: BaseException | None = error
    while seen is not None:
        lines += ["", type(seen).__qualname__]
        frames = traceback.extract_tb(seen.__traceback__)[-FRAMES:]
        lines += [_place(frame.filename, frame.lineno, frame.name) for frame in frames]
        lines += [_place(*found) for found in FRAME.findall(getattr(seen, "details", ""))[-FRAMES:]]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _place(path: str, line: object, name: str) -> str:
    """A place in the code; of its path, no more than lies in the program."""
    return f"  {'/'.join(Path(path).parts[-3:])}:{line} {name}"


def records() -> list[Path]:
    """The records kept, the latest last."""
    return sorted((home() / "faults").glob("gouji-*.txt"))


def save_fault(error: BaseException, *more: str) -> Path:
    """Keeps the record of a fault and drops the oldest; its path, in the temporary folder at the worst.

    OSError where no file can be written at all.
    """
    text = describe(error, *more)
    with suppress(OSError):
        folder = home() / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        saved = _write(folder, text)
        for old in records()[:-KEPT]:
            old.unlink(missing_ok=True)
        return saved
    return _write(None, text)


def _write(folder: Path | None, text: str) -> Path:
    prefix = f"gouji-{datetime.now():%Y%m%d-%H%M%S-%f}-"
    with tempfile.NamedTemporaryFile(
        "w",
        encoding="utf-8",
        errors="backslashreplace",
        prefix=prefix,
        suffix=".txt",
        dir=folder,
        delete=False,
    ) as record:
        record.write(text)
    return Path(record.name)
