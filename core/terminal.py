"""What the commands say on the standard streams, and how they end: statuses, complaints, progress.

Exit status: 0 done; 1 done, with findings of error severity (or a broken trail); 2 something could not be
read or written, or the arguments are off. Never a traceback: a fault of the program leaves a record.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import TYPE_CHECKING

from core.document.ocr import untold
from core.errors import GoujiError
from core.fault import save_fault
from core.messages import Message, message, render

if TYPE_CHECKING:
    from core.document.ocr import Told

DONE, FINDINGS, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    """A text on one line, without what would steer the terminal: control and direction marks."""
    return re.sub(UNPRINTABLE, "\ufffd", " ".join(text.split()))


def speak_utf8() -> None:
    """Makes the standard streams UTF-8 whatever the locale; half a character is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Sends what is left to print nowhere, so that the end of the program does not stumble over it again."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def nobody_reads(error: OSError) -> bool:
    """Whether output failed because its reader has gone, which Windows calls an invalid argument."""
    invalid = error.errno == errno.EINVAL and error.filename is None
    return isinstance(error, BrokenPipeError) or (sys.platform == "win32" and invalid)


def complain(said: Message, language: str) -> None:
    """Says what failed, in one line on standard error."""
    print(printable(render(said, language)), file=sys.stderr)


def attempt(name: str, language: str, work: Callable[[], int]) -> int:
    """The status of work on one file, FAILED and a line about it where it cannot be done."""
    try:
        return work()
    except GoujiError as error:
        complain(error.message, language)
    except Exception as error:
        if isinstance(error, OSError) and nobody_reads(error):
            raise
        complain(fault_message(name, error), language)
    return FAILED


def fault_message(name: str, error: Exception) -> Message:
    """What is said of a fault of the program itself, its record saved."""
    return message("cli.fault", name=name, kind=type(error).__name__, report=str(save_fault(error)))


def telling(name: str, language: str) -> Told:
    """Tells on one line of the terminal how far the recognition of a file's pages is; nothing where standard
    error goes elsewhere."""

    def told(done: int, pages: int) -> None:
        said = message("cli.recognising", name=name, done=done, pages=pages)
        line = printable(render(said, language)) if done < pages else ""
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return told if sys.stderr is not None and sys.stderr.isatty() else untold
