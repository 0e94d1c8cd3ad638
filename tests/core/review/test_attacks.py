"""Nothing a reviewer did is lost, whatever becomes of the file under the session."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from core.document.ocr import untold
from core.errors import EnvironmentFault
from core.neighbours import read_neighbour
from core.review.kept import find_session
from core.review.leftover import is_stale, journal_of, peek, session_bytes
from core.review.session import Session
from core.review.store import session_path
from core.review.verify import verify_session
from core.worker import Worker
from tests.core.review.support import edit, start, value

ROOT = Path(__file__).resolve().parents[3]
OPENING = """
import sys
from pathlib import Path
from core.errors import EnvironmentFault
from core.review.session import Session
try:
    Session.open(Path(sys.argv[1]), "other").close()
except EnvironmentFault as fault:
    print(fault.message.id)
"""
posix = pytest.mark.skipif(
    os.name != "posix", reason="Windows lets nobody move or replace a file that is open"
)


def refused(session: Session) -> None:
    """A step is refused with a word, and nothing is recorded anywhere."""
    before = session.state
    with pytest.raises(EnvironmentFault) as caught:
        edit(session, 99)
    assert caught.value.message.id == "review.displaced"
    assert session.state is before


# The file goes away under the session


@posix
def test_a_step_is_not_written_into_a_file_that_was_replaced(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 1)
    shutil.copy(session.path, tmp_path / "older.gouji")
    edit(session, 2)
    os.replace(tmp_path / "older.gouji", session.path)
    refused(session)
    session.save_as(session.path)
    edit(session, 3)
    assert peek(session.path).entries == session.state.entries
    session.close()
    assert verify_session(tmp_path / "a.gouji").status == "intact"


@pytest.mark.parametrize("same_place", [True, False])
def test_a_step_is_not_mixed_into_a_file_that_was_written_over(tmp_path: Path, same_place: bool) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 1)
    other = start(tmp_path / "other.gouji")
    for number in range(9):
        edit(other, number)
    other.close()
    write_over(session.path, (tmp_path / "other.gouji").read_bytes())
    refused(session)
    target = session.path if same_place and os.name == "posix" else tmp_path / "b.gouji"
    session.save_as(target)
    edit(session, 2)
    assert peek(target).entries == session.state.entries
    session.close()
    assert verify_session(target).status == "intact"


def test_a_file_whose_time_alone_differs_is_written_on(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 1)
    os.utime(session.path, ns=(0, 0))
    edit(session, 2)
    assert not session.displaced
    session.close()
    assert verify_session(tmp_path / "a.gouji").status == "intact"


def write_over(path: Path, data: bytes) -> None:
    """As copying a file over another does: the same file, other bytes, the lock on it untouched."""
    code = "import sys; open(sys.argv[1], 'r+b').write(sys.stdin.buffer.read())"
    subprocess.run([sys.executable, "-c", code, str(path)], input=data, check=True)


@posix
@pytest.mark.parametrize("named", [True, False])
def test_a_file_that_was_deleted_leaves_its_review_with_the_program(tmp_path: Path, named: bool) -> None:
    first = start(tmp_path / "a.gouji")
    sha = first.sha256
    session = first
    if not named:
        first.close()
        session = start(session_path(sha))
    edit(session, 4)
    entries = session.state.entries
    session.path.unlink()
    refused(session)
    session.close()
    found = find_session(sha)
    assert found is not None
    assert found.parent == session_path(sha).parent
    assert peek(found).entries == entries
    assert verify_session(found).status == "intact"


@posix
def test_a_file_that_was_moved_takes_no_step_until_it_is_saved_again(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 1)
    os.rename(session.path, tmp_path / "moved.gouji")
    refused(session)
    session.save_as(tmp_path / "b.gouji")
    edit(session, 2)
    session.close()
    assert len(peek(tmp_path / "b.gouji").entries) == len(peek(tmp_path / "moved.gouji").entries) + 1


@pytest.mark.skipif(sys.platform != "linux", reason="closes the file's handle by its number in /proc")
def test_a_stick_that_was_pulled_out_is_gone_on_from_elsewhere(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 1)
    target = tmp_path / "b.gouji"
    target.write_bytes(b"what was there")
    nowhere = os.open("/", os.O_RDONLY)
    for number in os.listdir("/proc/self/fd"):
        link = Path("/proc/self/fd", number)
        if link.is_symlink() and str(session.path) in os.readlink(link):
            os.dup2(nowhere, int(number))
    os.close(nowhere)
    with pytest.raises(EnvironmentFault) as caught:
        edit(session, 2)
    assert caught.value.message.id == "review.disk"
    session.save_as(target)
    edit(session, 3)
    held = peek(target)
    assert held.entries == session.state.entries
    assert held.first.source == session.source
    session.close()
    assert verify_session(target).status == "intact"


# What lies beside the file


def half_a_step(path: Path) -> bytes:
    """The journal that a program killed in the middle of a step would have left beside a file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        held.execute("PRAGMA cache_size = 1")
        held.execute("BEGIN IMMEDIATE")
        held.execute("UPDATE journal SET who = 'x'")
        held.execute("CREATE TABLE big (x)")
        held.execute("INSERT INTO big SELECT randomblob(4000) FROM journal, journal, journal, journal")
        left = journal_of(path).read_bytes()
        held.execute("ROLLBACK")
    return left


@pytest.fixture
def replaced(tmp_path: Path) -> Path:
    """A file in whose place a newer copy was put, beside it the journal of a step of the older one."""
    path = tmp_path / "a.gouji"
    session = start(path)
    for number in range(6):
        edit(session, number)
    session.close()
    left = half_a_step(path)
    session = Session.open(path, "甲")
    for number in range(60):
        edit(session, number)
    session.close()
    journal_of(path).write_bytes(left)
    return path


def test_the_journal_of_another_state_of_the_file_is_not_applied(replaced: Path) -> None:
    before = replaced.read_bytes()
    assert is_stale(replaced)
    assert len(peek(replaced).entries) == 68
    assert verify_session(replaced).status == "intact"
    assert (replaced.read_bytes(), journal_of(replaced).exists()) == (before, True)
    session = Session.open(replaced, "甲")
    assert (len(session.state.entries), value(session)) == (69, 59)
    session.close()
    assert not journal_of(replaced).exists()
    assert verify_session(replaced).status == "intact"


def test_without_that_it_would_have_been(replaced: Path) -> None:
    """The attack is real: SQLite by itself takes the newer file apart."""
    with closing(sqlite3.connect(replaced)) as held:
        try:
            count = held.execute("SELECT count(*) FROM journal").fetchone()[0]
        except sqlite3.DatabaseError:
            count = 0
    assert count < 68


def test_half_a_step_is_still_taken_back(tmp_path: Path) -> None:
    path, torn = tmp_path / "a.gouji", tmp_path / "torn.gouji"
    start(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as held:
        held.execute("PRAGMA cache_size = 1")
        held.execute("BEGIN IMMEDIATE")
        held.execute("UPDATE journal SET who = 'x'")
        held.execute("CREATE TABLE big (x)")
        held.execute("INSERT INTO big SELECT zeroblob(900000)")
        shutil.copy(path, torn)
        shutil.copy(journal_of(path), journal_of(torn))
        held.execute("ROLLBACK")
    assert not is_stale(torn)
    session = Session.open(torn, "乙")
    assert [entry.who for entry in session.state.entries] == ["甲", "乙"]
    session.close()


# Locks


@posix
def test_reading_a_session_beside_does_not_give_up_the_lock_on_it(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    with closing(Worker()) as worker:
        neighbour = read_neighbour(worker, str(session.path), untold)
    assert neighbour.report.cells == session.state.cells
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(session.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "review.locked_by"
    session.close()
    assert session_bytes(session.path) == session.path.read_bytes()
