"""`gouji check`: reads, extracts, checks; prints a table of findings, or JSON."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.check_json import SCHEMA, encode, error_json, report_json
from core.check_table import check_table
from core.commands.own_files import complain_of_own_files
from core.errors import GoujiError
from core.files import read_file
from core.messages import Message, message, render
from core.neighbours import SESSION, read_beside
from core.reconcile.beside import NOTHING, Beside
from core.terminal import DONE, FAILED, FINDINGS, attempt, complain, fault_message, telling
from core.worker import Worker

if TYPE_CHECKING:
    from core.document.ocr import Told
    from core.pipeline import Checked


def check(chosen: argparse.Namespace) -> int:
    """Checks the files one after the other; what one of them does, the others do not feel."""
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
