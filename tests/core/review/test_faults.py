"""What a disk may refuse: nothing is lost, and the reviewer is told why."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from core.errors import EnvironmentFault
from core.messages import catalogue, render
from core.review import register
from core.review.faults import error_name, reason
from core.review.session import Session
from core.review.store import session_path
from core.review.verify import verify_session
from tests.core.review.support import edit, start, value


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: a full disk, as near as a test gets."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(os.name == "nt", reason="limits on files are set as Unix does")
def test_a_full_disk_while_saving_elsewhere(tmp_path: Path) -> None:
    session = start(session_path("ab"), os.urandom(300_000))
    edit(session, 7)
    with file_size_limit(100_000), pytest.raises(EnvironmentFault):
        session.save_as(tmp_path / "b.gouji")
    assert list(tmp_path.iterdir()) == []
    edit(session, 8)
    path = session.path
    session.close()
    again = Session.open(path, "甲")
    assert value(again) == 8
    again.close()


@pytest.mark.skipif(os.name == "nt", reason="limits on files are set as Unix does")
def test_a_full_disk_while_starting(tmp_path: Path) -> None:
    with file_size_limit(100_000), pytest.raises(EnvironmentFault):
        start(tmp_path / "a.gouji", os.urandom(300_000))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="limits on files are set as Unix does")
def test_a_full_disk_while_deciding(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    before = session.state

    def fill_up() -> None:
        nonlocal before
        for number in range(50):
            before = session.state
            edit(session, number)

    with file_size_limit(session.path.stat().st_size), pytest.raises(EnvironmentFault):
        fill_up()
    assert session.state is before
    edit(session, 9)
    session.close()
    again = Session.open(session.path, "甲")
    assert again.state.entries[:-2] == before.entries
    assert value(again) == 9
    again.close()
    assert verify_session(session.path).status == "intact"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_a_disk_that_refuses_the_last_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Root may write anywhere, so that the refusal itself is made up."""
    session = start(tmp_path / "a.gouji")

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", refuse)
        with pytest.raises(EnvironmentFault) as caught:
            session.save_as(tmp_path / "b.gouji")
    expected = "review.full" if number == errno.ENOSPC else "review.refused"
    assert caught.value.message.id == expected
    edit(session, 7)
    session.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a.gouji"]


def test_a_register_that_cannot_be_written_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = start(tmp_path / "a.gouji")

    def refuse(_: register.Record) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(register, "remember", refuse)
    edit(session, 7)
    warning = session.take_warning()
    assert warning is not None
    assert warning.id == "review.register"
    edit(session, 8)
    assert session.take_warning() is None
    session.close()
    monkeypatch.undo()
    again = Session.open(tmp_path / "a.gouji", "甲")
    assert value(again) == 8
    again.close()


def test_an_entry_that_got_in_although_the_commit_failed_is_acknowledged(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")

    class Failing:
        """A connection whose commit reports a failure after the fact."""

        def __init__(self, real: sqlite3.Connection) -> None:
            self.real = real
            self.in_transaction = False

        def execute(self, statement: str, *parameters: Any) -> sqlite3.Cursor:
            cursor = self.real.execute(statement, *parameters)
            if statement == "COMMIT":
                raise sqlite3.OperationalError("disk I/O error")
            return cursor

        def close(self) -> None:
            self.real.close()

    session._store._connection = Failing(session._store._connection)  # type: ignore[assignment]
    edit(session, 7)
    assert value(session) == 7
    session.close()
    again = Session.open(tmp_path / "a.gouji", "甲")
    assert value(again) == 7
    again.close()


def test_every_fault_has_its_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.gouji"
    for number in (errno.ENOSPC, errno.EACCES, errno.EEXIST, errno.ENOENT, errno.EIO):
        said = reason(OSError(number, "x"), path)
        assert "a.gouji" in render(said, "zh")
        assert "a.gouji" in render(said, "en")
    for name in ("NOTADB", "CORRUPT", "BUSY", "FULL", "READONLY_DBMOVED", "IOERR_WRITE"):
        error = sqlite3.OperationalError("x")
        error.sqlite_errorname = f"SQLITE_{name}"
        assert "a.gouji" in render(reason(error, path), "zh")
    assert error_name(sqlite3.OperationalError("x")) == "OperationalError"
    ours = [{id for id in catalogue(language) if id.startswith("review.")} for language in ("zh", "en")]
    assert ours[0] == ours[1]
