"""The session files that are kept about a source: where they are, and how one makes room for another."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from core.review import register
from core.review.contents import is_about
from core.review.faults import writing
from core.review.places import session_path
from core.review.store import Store


def find_session(sha: str) -> Path | None:
    """Where there is a session about a source, named or not: the one written last; None if nowhere."""
    try:
        named = register.places_of(sha)
    except OSError:  # what is wrong with the register is told when the session writes to it
        named = ()
    return next((path for path in (*named, session_path(sha)) if is_about(path, sha)), None)


def set_aside(path: Path, ending: str = ".damaged") -> Path:
    """Renames a session's file, by default as one that cannot be opened, so that another can take its place.

    Nothing in it is changed. EnvironmentFault if it cannot be renamed.
    """
    with writing(path):
        aside = _numbered(path, ending)
        path.rename(aside)
    return aside


def free_path(path: Path) -> Path:
    """The path, or where something is there already, the first with a number that is free."""
    return _numbered(path, path.suffix) if path.exists() else path


def _numbered(path: Path, ending: str) -> Path:
    return next(name for n in count(1) if not (name := path.with_name(f"{path.stem}.{n}{ending}")).exists())


def put_by(sha: str) -> Path | None:
    """Renames the session that the program keeps about a source, for another to be started in its place.

    Where it is now; None where there was none. EnvironmentFault if it is open somewhere.
    """
    path = session_path(sha)
    if not is_about(path, sha):
        return None
    Store.open(path).close()
    return set_aside(path, path.suffix)
