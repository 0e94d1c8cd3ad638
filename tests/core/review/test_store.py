"""The session's file: locks, copies under another name, and what was left lying about."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, InputError
from core.review import contents
from core.review.kept import find_session, set_aside
from core.review.leftover import peek
from core.review.session import Session, current_user
from core.review.store import session_path, sessions_folder
from core.review.verify import verify_session
from tests.core.review.support import SOURCE, edit, one_slip, start, value

ROOT = Path(__file__).resolve().parents[3]


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix != ".gouji"]


def test_one_file_holds_everything(tmp_path: Path) -> None:
    """Copied while it is open, the file alone is the whole session."""
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    copy = tmp_path / "copy.gouji"
    with closing(sqlite3.connect(f"{session.path.as_uri()}?immutable=1", uri=True)) as held:
        copy.write_bytes(held.serialize())
    session.close()
    other = Session.open(copy, "乙")
    assert value(other) == 7
    assert other.source == SOURCE
    other.close()
    assert leftovers(tmp_path) == []


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    start(tmp_path / "a.gouji").close()
    with closing(sqlite3.connect(tmp_path / "a.gouji")) as held:
        assert held.execute("PRAGMA application_id").fetchone() == (contents.APPLICATION,)
        assert held.execute("PRAGMA user_version").fetchone() == (3000,)
        assert held.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_newer_major_version_is_not_opened(tmp_path: Path) -> None:
    start(tmp_path / "a.gouji").close()
    with closing(sqlite3.connect(tmp_path / "a.gouji")) as held:
        held.execute(f"PRAGMA user_version = {1000 * (contents.MAJOR + 1)}")
    with pytest.raises(InputError) as caught:
        Session.open(tmp_path / "a.gouji", "甲")
    assert caught.value.message.id == "review.newer"
    assert verify_session(tmp_path / "a.gouji").status == "unreadable"


def test_a_newer_minor_version_is_opened(tmp_path: Path) -> None:
    start(tmp_path / "a.gouji").close()
    with closing(sqlite3.connect(tmp_path / "a.gouji")) as held:
        held.execute(f"PRAGMA user_version = {1000 * contents.MAJOR + 7}")
        held.execute("CREATE TABLE newer (x)")
        held.execute("INSERT INTO meta VALUES ('newer', 'x')")
        held.commit()
    Session.open(tmp_path / "a.gouji", "甲").close()


def test_a_trigger_in_the_file_is_not_run(tmp_path: Path) -> None:
    start(tmp_path / "a.gouji").close()
    with closing(sqlite3.connect(tmp_path / "a.gouji")) as held:
        held.execute("CREATE TRIGGER t AFTER INSERT ON journal BEGIN DELETE FROM journal; END")
    with pytest.raises(InputError) as caught:
        Session.open(tmp_path / "a.gouji", "甲")
    assert caught.value.message.id == "review.not_a_session"


def test_another_process_is_told_who_has_it_open(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    program = (
        "import sys; from pathlib import Path; from core.errors import EnvironmentFault\n"
        "from core.review.session import Session\n"
        "try: Session.open(Path(sys.argv[1]), '乙')\n"
        "except EnvironmentFault as fault: print(fault.message.id, dict(fault.message.parameters)['who'])"
    )
    verify_session(session.path)  # reading it beside the session must not drop the session's lock
    find_session(session.sha256)
    command = [sys.executable, "-X", "utf8", "-c", program, str(session.path)]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
    assert said.stdout.split() == ["review.locked_by", "甲"]
    edit(session, 8)
    session.close()


def test_a_session_can_be_read_while_it_is_open(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    held = peek(session.path)
    assert held.entries == session.state.entries
    assert held.first.report() == session.state.report
    assert verify_session(session.path).status == "intact"
    session.close()


def test_naming_a_session_moves_it(tmp_path: Path) -> None:
    session = start(session_path("ab"))
    edit(session, 7)
    head = session.state.head
    session.save_as(tmp_path / "named.gouji")
    assert session.path == tmp_path / "named.gouji"
    assert session.named
    assert list(sessions_folder().iterdir()) == []
    assert leftovers(tmp_path) == []
    assert session.state.head == head
    edit(session, 8)
    assert find_session(session.sha256) == session.path
    session.close()
    again = Session.open(tmp_path / "named.gouji", "甲")
    assert value(again) == 8
    assert again.take_warning() is None
    again.close()
    assert verify_session(tmp_path / "named.gouji").status == "intact"


def test_saving_a_named_session_elsewhere_keeps_both(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    session.save_as(tmp_path / "b.gouji")
    edit(session, 8)
    session.close()
    assert verify_session(tmp_path / "a.gouji").status == "intact"
    assert verify_session(tmp_path / "b.gouji").status == "intact"
    first = Session.open(tmp_path / "a.gouji", "甲")
    assert value(first) == 7
    assert first.take_warning() is None
    first.close()


def test_saving_where_it_is_does_nothing(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    session.save_as(tmp_path / "x" / ".." / "a.gouji")
    edit(session, 7)
    session.close()


def test_saving_over_another_file(tmp_path: Path) -> None:
    (tmp_path / "b.gouji").write_bytes(b"something else")
    session = start(tmp_path / "a.gouji")
    session.save_as(tmp_path / "b.gouji")
    session.close()
    Session.open(tmp_path / "b.gouji", "甲").close()


def test_saving_over_a_session_that_is_open_is_refused(tmp_path: Path) -> None:
    session, other = start(tmp_path / "a.gouji"), start(tmp_path / "b.gouji")
    with pytest.raises(EnvironmentFault) as caught:
        session.save_as(other.path)
    assert caught.value.message.id == "review.locked"
    edit(session, 7)
    edit(other, 8)
    assert session.path == tmp_path / "a.gouji"
    session.close()
    other.close()


def hot_journal(folder: Path) -> bytes:
    """What a program killed in the middle of a step leaves beside its file."""
    with closing(sqlite3.connect(folder / "hot", isolation_level=None)) as held:
        held.execute("CREATE TABLE t (x)")
        held.execute("INSERT INTO t VALUES (zeroblob(200000))")
        held.execute("PRAGMA cache_size = 1")
        held.execute("BEGIN")
        held.execute("UPDATE t SET x = randomblob(200000)")
        held.execute("UPDATE t SET x = randomblob(200000)")
        left = (folder / "hot-journal").read_bytes()
        held.execute("ROLLBACK")
    (folder / "hot").unlink()
    assert any(left[:8])
    return left


@pytest.mark.parametrize("there", [False, True])
def test_what_a_killed_program_left_is_not_applied_to_another_file(tmp_path: Path, there: bool) -> None:
    left = hot_journal(tmp_path)
    for name in ("a", "b"):
        (tmp_path / f"{name}.gouji-journal").write_bytes(left)
    if there:
        (tmp_path / "b.gouji").write_bytes(b"no session")
    session = start(tmp_path / "a.gouji")
    edit(session, 7)
    session.save_as(tmp_path / "b.gouji")
    session.close()
    for name in ("a", "b"):
        assert verify_session(tmp_path / f"{name}.gouji").status == "intact"


@pytest.mark.parametrize("contents", [b"", b"no session"])
def test_what_lies_in_the_place_of_a_session_is_set_aside(contents: bytes) -> None:
    path = session_path(sha256(SOURCE).hexdigest())
    path.parent.mkdir(parents=True)
    path.write_bytes(contents)
    assert find_session(path.stem) is None
    session = start(path)
    edit(session, 7)
    session.close()
    (aside,) = path.parent.glob("*.damaged")
    assert aside.read_bytes() == contents
    assert set_aside(path).read_bytes()[:6] == b"SQLite"
    assert not path.exists()


def test_a_path_of_any_name(tmp_path: Path) -> None:
    path = tmp_path / ("核对 100%#&.gouji" if sys.platform == "win32" else "核对 100%?#&.gouji")
    session = start(path)
    edit(session, 7)
    assert verify_session(path).status == "intact"
    session.close()
    assert [held.name for held in tmp_path.iterdir()] == [path.name]
    Session.open(path, "甲").close()


def test_several_threads_at_once(tmp_path: Path) -> None:
    session = start(tmp_path / "a.gouji")
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: edit(session, number), range(40)))
    assert [entry.number for entry in session.state.entries] == list(range(1, 42))
    session.close()
    assert verify_session(tmp_path / "a.gouji").status == "intact"


def test_nobody_is_named_by_the_system(tmp_path: Path) -> None:
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", one_slip(), "  ")
    assert session.state.entries[0].who == current_user() != ""
    session.close()


@pytest.mark.parametrize("target", ["nowhere/b.gouji", "a_folder"])
def test_a_place_that_is_none(tmp_path: Path, target: str) -> None:
    (tmp_path / "a_folder").mkdir()
    session = start(tmp_path / "a.gouji")
    with pytest.raises(EnvironmentFault):
        session.save_as(tmp_path / target)
    edit(session, 7)
    assert session.path == tmp_path / "a.gouji"
    session.close()
    assert leftovers(tmp_path) == ["a_folder"]


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start(tmp_path / "a.gouji").close()
    monkeypatch.setattr(contents, "MOST_BYTES", 1000)
    with pytest.raises(InputError) as caught:
        Session.open(tmp_path / "a.gouji", "甲")
    assert caught.value.message.id == "review.too_large"
    assert verify_session(tmp_path / "a.gouji").status == "unreadable"
