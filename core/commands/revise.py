"""`gouji revise`: takes the office's next version of a report, and tells what it answers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from core.commands.kept_session import kept_session
from core.errors import InputError
from core.export.lists import Value
from core.export.rows import answer_rows
from core.files import read_file
from core.messages import message, render
from core.neighbours import SESSION
from core.review.sent import is_open
from core.terminal import DONE, FINDINGS, attempt, printable, telling
from core.worker import Worker


def revise(chosen: argparse.Namespace) -> int:
    """Takes the office's next version into the review of a report, and tells what it answers."""
    return attempt(chosen.file, chosen.language, partial(revise_file, chosen))


def revise_file(chosen: argparse.Namespace) -> int:
    """As `revise`; a GoujiError where it cannot be done."""
    data = read_file(Path(chosen.next), chosen.next)
    if data.startswith(SESSION):
        raise InputError(message("cli.session", name=chosen.next))
    with closing(Worker()) as worker:
        report = worker.check(data, chosen.next, telling(chosen.next, chosen.language)).report
    with closing(kept_session(chosen)) as session:
        session.take_version(data, Path(chosen.next).name, report)
        state = session.state
    for row in answer_rows(state, chosen.language):
        print(printable(_line(row)))
    left = [item for item in state.items if is_open(item)]
    count, head = len(state.entries), state.head
    said = message("cli.revised", name=chosen.next, count=len(left), entries=count, head=head)
    print(printable(render(said, chosen.language)))
    return FINDINGS if any(item.finding.severity == "error" for item in left) else DONE


def _line(row: Sequence[Value]) -> str:
    """What became of an item: its place, what was asked, what is there now."""
    number, *place, asked, before, now, reply = (str(value or "") for value in row)
    change = f"{before} → {now}" if before != now else ""
    return f"{number}. " + " · ".join(part for part in (*place, asked, reply, change) if part)
