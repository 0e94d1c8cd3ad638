"""The command line: `gouji` opens the workbench; check, export and verify run with no screen.

Exit status: 0 done; 1 done, with findings of error severity (or a broken trail); 2 something could not be
read or written, or the arguments are off. Never a traceback: a fault of the program leaves a record.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from core.arguments import parse
from core.check_json import SCHEMA, encode, error_json, report_json
from core.check_table import check_table, printable
from core.document.ocr import Told, untold
from core.errors import GoujiError, InputError
from core.fault import save_fault
from core.files import read_file
from core.forms.library import own_files
from core.messages import Message, message, render
from core.neighbours import SESSION, put_beside, read_beside
from core.reconcile.beside import NOTHING, Beside

if TYPE_CHECKING:
    from core.pipeline import Checked
    from core.review.session import Session
    from core.worker import Worker

DONE, FINDINGS, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141
VERDICTS = {"intact": DONE, "broken": FINDINGS, "unreadable": FAILED}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command that the arguments (by default the process's) name; its exit status."""
    speak_utf8()
    chosen = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        status = COMMANDS[chosen.command](chosen)
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return PIPE_CLOSED
    except OSError as error:
        drop_output()
        complain(message("cli.output", reason=error.strerror or str(error)), chosen.language)
        return FAILED


def speak_utf8() -> None:
    """Makes the standard streams UTF-8 whatever the locale; half a character is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def drop_output() -> None:
    """Sends what is left to print nowhere, so that the end of the program does not stumble over it again."""
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def complain(said: Message, language: str) -> None:
    """Says what failed, in one line on standard error."""
    print(printable(render(said, language)), file=sys.stderr)


def attempt(name: str, language: str, work: Callable[[], int]) -> int:
    """The status of work on one file, FAILED and a line about it where it cannot be done."""
    try:
        return work()
    except GoujiError as error:
        complain(error.message, language)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        complain(fault_message(name, error), language)
    return FAILED


def fault_message(name: str, error: Exception) -> Message:
    """What is said of a fault of the program itself, its record saved."""
    return message("cli.fault", name=name, kind=type(error).__name__, report=str(save_fault(error)))


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


def check(chosen: argparse.Namespace) -> int:
    """Checks the files one after the other; what one of them does, the others do not feel."""
    from core.worker import Worker

    complain_of_own_files(chosen.language)
    reports: list[str] = []
    show = partial(add_json, reports) if chosen.json else print_table
    with closing(Worker()) as worker:
        worker.start()
        beside = lay_beside(worker, chosen)
        status = FAILED if beside is None else DONE
        for name in chosen.files:
            status = max(status, check_file(worker, name, beside or NOTHING, chosen.language, show))
    if chosen.json:
        print(f'{{"schema": {SCHEMA}, "reports": [{", ".join(reports)}]}}')
    return status


def complain_of_own_files(language: str) -> None:
    """Says which files of the office's own forms and rules are not used, and why."""
    for fault in own_files().faults:
        complain(fault, language)


def lay_beside(worker: Worker, chosen: argparse.Namespace) -> Beside | None:
    """The reports to lay beside; None, and a line about it, where one cannot be read."""
    laid: list[Beside] = []

    def read() -> int:
        told = telling(chosen.last_year or chosen.other_form or "", chosen.language)
        laid.append(read_beside(worker, chosen.last_year, chosen.other_form, told))
        return DONE

    attempt(chosen.last_year or chosen.other_form or "", chosen.language, read)
    return laid[0] if laid else None


def check_file(
    worker: Worker,
    name: str,
    beside: Beside,
    language: str,
    show: Callable[[str, Checked | Message, str], None],
) -> int:
    """Checks one file and shows what came of it; its exit status."""
    checked = examine(worker, name, beside, telling(name, language))
    show(name, checked, language)
    if isinstance(checked, Message):
        complain(checked, language)
        return FAILED
    return FINDINGS if any(f.severity == "error" for f in checked.reconciliation.findings) else DONE


def telling(name: str, language: str) -> Told:
    """Tells on one line of the terminal how far the recognition of a file's pages is; nothing where standard
    error goes elsewhere."""

    def told(done: int, pages: int) -> None:
        said = message("cli.recognising", name=name, done=done, pages=pages)
        line = printable(render(said, language)) if done < pages else ""
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return told if sys.stderr is not None and sys.stderr.isatty() else untold


def examine(worker: Worker, name: str, beside: Beside, told: Told) -> Checked | Message:
    """What the check of one file says, or why there is none; `told` as of Worker.check."""
    try:
        data = read_file(Path(name), name)
        if data.startswith(SESSION):
            return message("cli.session", name=name)
        checked = worker.check(data, name, told)
        if beside == NOTHING:
            return checked
        report = checked.report
        return replace(checked, reconciliation=worker.repair(report.cells, report, beside), beside=beside)
    except GoujiError as error:
        return error.message
    except Exception as error:
        return fault_message(name, error)


def add_json(reports: list[str], name: str, checked: Checked | Message, language: str) -> None:
    """Adds a file's part of the JSON to those before."""
    if isinstance(checked, Message):
        reports.append(encode(error_json(name, render(checked, language))))
    else:
        reports.append(encode(report_json(name, checked, language)))


def print_table(name: str, checked: Checked | Message, language: str) -> None:
    """Prints a file's table of findings."""
    if not isinstance(checked, Message):
        coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        print(check_table(name, checked, language, coloured=coloured), end="\n\n", flush=True)


def export(chosen: argparse.Namespace) -> int:
    """Writes the review of a report or session, or what is made of it, corrections applied."""
    return attempt(chosen.file, chosen.language, partial(export_file, chosen))


def export_file(chosen: argparse.Namespace) -> int:
    """As `export`; a GoujiError where it cannot be done."""
    from core.export.files import try_target
    from core.export.kinds import ending_for, export_as
    from core.review.corrections import read_corrections

    target = Path(chosen.output)
    if target.exists() and target.samefile(chosen.file):
        raise InputError(message("cli.same_file", name=chosen.file))
    try_target(
        target, ending_for(chosen.kind, target)
    )  # before any decision is made that a later refusal could not take back
    complain_of_own_files(chosen.language)
    with closing(session_of(chosen)) as session:
        put_beside(session, chosen.last_year, chosen.other_form)
        if session.state.decisions:
            carried = message("cli.carried_on", count=len(session.state.decisions), path=str(session.path))
            print(render(carried, chosen.language))
        if chosen.corrections:
            for decision in read_corrections(Path(chosen.corrections), session.state):
                session.decide(decision)
        target = export_as(session, target, chosen.kind, chosen.language)
        state = session.state
    said = message("cli.exported", target=str(target), entries=len(state.entries), head=state.head)
    print(render(said, chosen.language))
    open_errors = sum(i.finding.severity == "error" and i.status != "settled" for i in state.items)
    if open_errors:
        print(render(message("cli.not_settled", count=open_errors), chosen.language))
    return FINDINGS if open_errors else DONE


def session_of(chosen: argparse.Namespace) -> Session:
    """The session to export: the one named, the one already kept for the report, or a new one."""
    from hashlib import sha256

    from core.review.kept import find_session
    from core.review.session import Session
    from core.review.store import current_user

    who = chosen.reviewer or current_user()
    data = read_file(Path(chosen.file), chosen.file)
    if data.startswith(SESSION):
        if chosen.fresh:
            raise InputError(message("cli.fresh_session", name=chosen.file))
        return Session.open(Path(chosen.file), who)
    kept = find_session(sha256(data).hexdigest())
    if kept is not None and not chosen.fresh:
        return Session.open(kept, who)
    return new_session(chosen, data, who)


def new_session(chosen: argparse.Namespace, data: bytes, who: str) -> Session:
    """A session about a report that is read now; one that stands in its place is kept under another name."""
    from hashlib import sha256

    from core.review.kept import put_by
    from core.review.session import Session
    from core.review.store import session_path
    from core.worker import Worker

    with closing(Worker()) as worker:
        report = worker.check(data, chosen.file).report
    digest = sha256(data).hexdigest()
    aside = put_by(digest)
    if aside is not None:
        print(render(message("cli.put_by", path=str(aside)), chosen.language))
    return Session.start(session_path(digest), data, Path(chosen.file).name, report, who)


def verify(chosen: argparse.Namespace) -> int:
    """Verifies the audit trail of a session or workbook."""
    return attempt(chosen.file, chosen.language, partial(verify_file, chosen))


def verify_file(chosen: argparse.Namespace) -> int:
    """As `verify`; a GoujiError where the file cannot be read."""
    from core.export.verify import verify_workbook
    from core.review.verify import verify_session

    path = Path(chosen.file)
    is_session = read_file(path, chosen.file).startswith(SESSION)
    verdict = (verify_session if is_session else verify_workbook)(path, chosen.head)
    if verdict.status == "unreadable":
        complain(verdict.message, chosen.language)
    else:
        print(printable(render(verdict.message, chosen.language)))
    return VERDICTS[verdict.status]


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "open": open_workbench,
    "check": check,
    "export": export,
    "verify": verify,
}
