"""Reads the files that are laid beside a report: reports of any format, and sessions as they were decided."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from core.document.ocr import untold
from core.files import read_file
from core.reconcile.beside import Beside, Neighbour

if TYPE_CHECKING:
    from core.document.ocr import Told
    from core.review.session import Session
    from core.worker import Worker

SESSION = b"SQLite format 3\0"
"""What a session's file begins with."""
SUFFIX = ".gouji"
"""What its name ends with."""


def read_neighbour(worker: Worker, name: str, told: Told) -> Neighbour:
    """The report in a file, its numbers as decided where the file is a session, which is left as it is.

    InputError or EnvironmentFault where it cannot be read; `told` as of Worker.check.
    """
    data = bytes_of(Path(name), name)
    digest, short = sha256(data).hexdigest(), Path(name).name
    if not data.startswith(SESSION):
        return Neighbour(worker.check(data, name, told).report, short, digest)
    from core.review.leftover import peek
    from core.review.proof import proved

    state = proved(peek(Path(name)), Path(name)).state
    return Neighbour(replace(state.report, cells=state.cells), short, digest)


def bytes_of(path: Path, name: str) -> bytes:
    """A file's bytes; those of a session, by its name, through SQLite. Raises as `read_file`.

    A file handle of Python's, when closed, drops the lock that this process holds on a session (POSIX).
    """
    if path.suffix.lower() != SUFFIX or not path.is_file():
        return read_file(path, name)
    from core.review.leftover import session_bytes

    return session_bytes(path)


def read_beside(worker: Worker, last_year: str | None, other_form: str | None, told: Told) -> Beside:
    """What the files named come to; raises as `read_neighbour`."""
    return Beside(
        read_neighbour(worker, last_year, told) if last_year else None,
        read_neighbour(worker, other_form, told) if other_form else None,
    )


def put_beside(session: Session, last_year: str | None, other_form: str | None) -> None:
    """Lays the files named beside a session's report; one that lies there already stays. Raises as above."""
    if last_year is None and other_form is None:
        return
    from core.worker import Worker

    with closing(Worker()) as worker:
        beside = read_beside(worker, last_year, other_form, untold)
    laid = session.state.beside
    if beside.last_year is not None and _is_other(beside.last_year, laid.last_year):
        session.lay_beside("last_year", beside.last_year)
    if beside.other_form is not None and _is_other(beside.other_form, laid.other_form):
        session.lay_beside("other_form", beside.other_form)


def _is_other(neighbour: Neighbour, held: Neighbour | None) -> bool:
    return held is None or held.sha256 != neighbour.sha256
