"""The command line: `gouji` opens the workbench; every other command runs with no screen."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from core.arguments import parse
from core.messages import message
from core.terminal import FAILED, INTERRUPTED, PIPE_CLOSED, complain, drop_output, nobody_reads, speak_utf8

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that the arguments (by default the process's) name; its exit status."""
    speak_utf8()
    chosen = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        status = command(chosen.command)(chosen)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        drop_output()
        if nobody_reads(error):
            return PIPE_CLOSED
        complain(message("cli.output", reason=error.strerror or str(error)), chosen.language)
        return FAILED


def command(name: str) -> Command:
    """A command by its name; what it needs is loaded now and for no other."""
    match name:
        case "check":
            from core.commands.check import check

            return check
        case "export":
            from core.commands.export import export

            return export
        case "sign":
            from core.commands.sign import sign

            return sign
        case "revise":
            from core.commands.revise import revise

            return revise
        case "verify":
            from core.commands.verify import verify

            return verify
    return open_workbench


def open_workbench(chosen: argparse.Namespace) -> int:
    """Opens the window, with the files named if there are any."""
    if not has_screen():
        complain(message("cli.no_screen"), chosen.language)
        return FAILED
    try:
        from gui.app import main as window
    except ImportError as error:
        complain(message("cli.no_window", reason=str(error)), chosen.language)
        return FAILED
    return window(chosen.files, chosen.self_test)


def has_screen() -> bool:
    """Whether a window can be shown, as far as the environment tells; Qt itself would abort."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in named)
