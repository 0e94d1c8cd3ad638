"""`gouji export`: writes the review of a report or session, or what is made of it, corrections applied."""

from __future__ import annotations

import argparse
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path

from core.commands.own_files import complain_of_own_files
from core.errors import InputError
from core.export.files import try_target
from core.export.kinds import ending_for, export_as
from core.files import begins_with, read_file
from core.messages import message, render
from core.neighbours import SESSION, put_beside
from core.review.corrections import read_corrections
from core.review.kept import find_session, put_by
from core.review.session import Session
from core.review.store import current_user, session_path
from core.terminal import DONE, FINDINGS, attempt
from core.worker import Worker


def export(chosen: argparse.Namespace) -> int:
    """Writes the review of a report or session, or what is made of it, corrections applied."""
    return attempt(chosen.file, chosen.language, partial(export_file, chosen))


def export_file(chosen: argparse.Namespace) -> int:
    """As `export`; a GoujiError where it cannot be done."""
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
    who = chosen.reviewer or current_user()
    if begins_with(Path(chosen.file), chosen.file, SESSION):
        if chosen.fresh:
            raise InputError(message("cli.fresh_session", name=chosen.file))
        return Session.open(Path(chosen.file), who)
    data = read_file(Path(chosen.file), chosen.file)
    kept = find_session(sha256(data).hexdigest())
    if kept is not None and not chosen.fresh:
        return Session.open(kept, who)
    return new_session(chosen, data, who)


def new_session(chosen: argparse.Namespace, data: bytes, who: str) -> Session:
    """A session about a report that is read now; one that stands in its place is kept under another name."""
    with closing(Worker()) as worker:
        report = worker.check(data, chosen.file).report
    digest = sha256(data).hexdigest()
    aside = put_by(digest)
    if aside is not None:
        print(render(message("cli.put_by", path=str(aside)), chosen.language))
    return Session.start(session_path(digest), data, Path(chosen.file).name, report, who)
