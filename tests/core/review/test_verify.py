"""What verifying finds: any byte of the journal, the source, the report, a cut tail, another head."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.messages import render
from core.paths import home
from core.review import verify
from core.review.change import Decision, DecisionKind, Entry
from core.review.journal import GENESIS, canonical, clock_remark, entry_hash
from core.review.leftover import peek
from core.review.session import Session
from core.review.verify import Verdict, verify_session
from tests.core.review.support import ROW_SUM, SOURCE, WRONG, one_slip

COLUMNS = ("number", "at", "who", "kind", "payload", "previous", "hash")


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "PAUSE", 0)


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A session of six entries, closed."""
    session = Session.start(tmp_path / "a.gouji", SOURCE, "a.txt", one_slip(), "甲")
    session.decide(Decision(DecisionKind.PROPOSAL, (), (), {WRONG: 7}, "一"))
    session.decide(Decision(DecisionKind.ACCEPTED, (ROW_SUM,), (WRONG,), {}, "二"))
    session.undo()
    session.redo()
    session.record_export("a.xlsx", "review", "00")
    session.close()
    return session.path


def tampered(path: Path, statement: str, *parameters: object) -> Verdict:
    with closing(sqlite3.connect(path)) as held:
        held.execute(statement, parameters)
        held.commit()
    verdict = verify_session(path)
    for language in ("zh", "en"):
        assert render(verdict.message, language)
    return verdict


def why(verdict: Verdict) -> str:
    """The id of the fault, or of the verdict's own message."""
    inner = dict(verdict.message.parameters).get("why")
    return inner.id if inner is not None and not isinstance(inner, str | int | tuple) else verdict.message.id  # type: ignore[union-attr]


def test_an_untouched_trail_is_intact(reviewed: Path) -> None:
    verdict = verify_session(reviewed)
    assert verdict.status == "intact"
    assert verdict.entries == 6
    assert verdict.head == peek(reviewed).entries[-1].hash


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE journal SET who = '乙' WHERE number = 3", 3),
        ("UPDATE journal SET at = replace(at, '20', '19') WHERE number = 2", 2),
        ("UPDATE journal SET payload = replace(payload, '一', '丁') WHERE number = 2", 2),
        ("UPDATE journal SET payload = replace(payload, ':', ': ') WHERE number = 2", 2),
        ("UPDATE journal SET kind = 'undo' WHERE number = 5", 5),
        ("UPDATE journal SET hash = upper(hash) WHERE number = 4", 4),
        ("UPDATE journal SET who = CAST(who AS BLOB) WHERE number = 4", 4),
        ("DELETE FROM journal WHERE number = 1", 1),
        ("DELETE FROM journal WHERE number = 3", 3),
        ("UPDATE journal SET number = 9 WHERE number = 6", 6),
        (
            "INSERT INTO journal SELECT 7, at, who, kind, payload, previous, hash FROM journal"
            " WHERE number = 6",
            7,
        ),
    ],
)
def test_where_the_chain_is_broken(reviewed: Path, statement: str, number: int) -> None:
    verdict = tampered(reviewed, statement)
    assert verdict.status == "broken"
    assert f"第 {number} 条" in render(verdict.message)


def test_two_entries_that_change_places(reviewed: Path) -> None:
    tampered(reviewed, "UPDATE journal SET number = -number WHERE number IN (3, 4)")
    verdict = tampered(reviewed, "UPDATE journal SET number = 7 + number WHERE number < 0")
    assert verdict.status == "broken"
    assert "第 3 条" in render(verdict.message)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE source SET bytes = x'00'", "review.fault.source"),
        ("UPDATE source SET sha256 = 'x'", "review.fault.source"),
        ("UPDATE source SET name = 'b.txt'", "review.fault.anchor"),
        ("UPDATE report SET json = replace(json, '5', '6')", "review.fault.report"),
        ("UPDATE report SET digest = 'x'", "review.fault.report"),
        ("UPDATE report SET program = '9'", "review.fault.anchor"),
        ("DELETE FROM report", "review.fault.contents"),
        ("UPDATE source SET bytes = 'text'", "review.fault.contents"),
        ("INSERT INTO source SELECT * FROM source", "review.fault.contents"),
        ("DELETE FROM journal", "review.fault.empty"),
    ],
)
def test_what_the_first_entry_anchors(reviewed: Path, statement: str, fault: str) -> None:
    verdict = tampered(reviewed, statement)
    assert (verdict.status, why(verdict)) == ("broken", fault)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 6), st.sampled_from(COLUMNS[1:]), st.data())
def test_any_changed_byte_of_any_entry_is_found(
    reviewed: Path, number: int, column: str, data: st.DataObject
) -> None:
    copy = reviewed.with_name("copy.gouji")
    shutil.copy(reviewed, copy)
    with closing(sqlite3.connect(copy)) as held:
        (text,) = held.execute(f"SELECT {column} FROM journal WHERE number = ?", (number,)).fetchone()
        said = bytearray(text.encode())
        at = data.draw(st.integers(0, len(said) - 1))
        said[at] ^= data.draw(st.integers(1, 255))
        held.execute(f"UPDATE journal SET {column} = CAST(? AS TEXT) WHERE number = ?", (bytes(said), number))
        held.commit()
    assert verify_session(copy).status != "intact"


def test_a_shortened_tail_is_found_by_the_register(reviewed: Path) -> None:
    verdict = tampered(reviewed, "DELETE FROM journal WHERE number = 6")
    assert (verdict.status, verdict.message.id) == ("broken", "review.verify.shortened")


def test_a_shortened_tail_is_found_in_a_copy_too(reviewed: Path) -> None:
    copy = reviewed.with_name("copy.gouji")
    shutil.copy(reviewed, copy)
    assert verify_session(copy).status == "intact"
    assert tampered(copy, "DELETE FROM journal WHERE number > 4").status == "broken"


def test_going_on_after_a_cut_does_not_hide_it(reviewed: Path) -> None:
    tampered(reviewed, "DELETE FROM journal WHERE number = 6")
    session = Session.open(reviewed, "甲")
    warning = session.take_warning()
    assert warning is not None
    assert warning.id == "review.shortened"
    session.undo()
    session.close()
    verdict = verify_session(reviewed)
    assert (verdict.status, verdict.message.id) == ("broken", "review.verify.confessed")
    assert verdict.entries == 7


def test_another_user_has_no_register(reviewed: Path) -> None:
    shutil.rmtree(home())
    assert verify_session(reviewed).status == "intact"
    assert not home().exists(), "verifying writes nothing"


def test_a_register_that_lags_one_behind_is_no_fault(reviewed: Path) -> None:
    """A kill may fall between the journal and the register."""
    (file,) = (home() / "register").glob("*/*.place")
    before = file.read_bytes()
    session = Session.open(reviewed, "甲")
    session.close()
    file.write_bytes(before)
    assert verify_session(reviewed).status == "intact"
    session = Session.open(reviewed, "甲")
    assert session.take_warning() is None
    session.close()


def test_a_line_torn_by_a_power_cut_is_passed_over(reviewed: Path) -> None:
    (file,) = (home() / "register").glob("*/*.place")
    file.write_text(file.read_text()[:-20])
    assert verify_session(reviewed).status == "intact"
    Session.open(reviewed, "甲").close()
    assert len(file.read_text().splitlines()) == 1, "opening begins the file anew"
    assert tampered(reviewed, "DELETE FROM journal WHERE number = 7").status == "broken"


@pytest.mark.parametrize("contents", ["", "{", "[]", '{"journal": 1}'])
def test_a_spoilt_register_is_passed_over(reviewed: Path, contents: str) -> None:
    (file,) = (home() / "register").glob("*/*.place")
    file.write_text(contents)
    assert verify_session(reviewed).status == "intact"


@pytest.mark.parametrize("shown", [lambda head: head, lambda head: f"{head[:6].upper()} {head[6:16]}"])
def test_the_head_on_paper(reviewed: Path, shown: Callable[[str], str]) -> None:
    entries = peek(reviewed).entries
    verdict = verify_session(reviewed, shown(entries[-1].hash))
    assert (verdict.status, verdict.message.id) == ("intact", "review.verify.witnessed")
    earlier = verify_session(reviewed, shown(entries[3].hash))
    assert dict(earlier.message.parameters)["later"] == 2
    assert verify_session(reviewed, "0" * 64).message.id == "review.verify.other_head"
    assert verify_session(reviewed, "0" * 64).status == "broken"


def test_a_clock_that_went_back_is_told_of(reviewed: Path) -> None:
    entries = peek(reviewed).entries
    assert clock_remark(entries) is None
    late = replace(entries[1], at="2999-01-01T00:00:00+08:00")
    (remark,) = (clock_remark((entries[0], late, *entries[2:])),)
    assert remark is not None
    assert dict(remark.parameters)["place"] == 3
    assert clock_remark((late, replace(late, at="2998-12-31T23:59:00+08:00"))) is None
    assert clock_remark((late, replace(late, at="2998-12-31T17:00:00+01:00"))) is None
    assert clock_remark((late, replace(late, at="never"))) is None
    rewritten(reviewed, lambda entry: late if entry.number == 2 else entry)
    shutil.rmtree(home() / "register")
    said = render(verify_session(reviewed).message)
    assert "第 3 条的时间" in said
    assert "没有与纸面上的校验值核对" in said


@pytest.mark.parametrize("head", ["", "abc", "不是"])
def test_a_head_mistyped(reviewed: Path, head: str) -> None:
    assert verify_session(reviewed, head).message.id == "review.verify.bad_head"


def rewritten(path: Path, change: Callable[[Entry], Entry | None]) -> None:
    """Recomputes the whole chain with a change in it, as somebody with the source code could."""
    with closing(sqlite3.connect(path)) as held:
        entries = peek(path).entries
        held.execute("DELETE FROM journal")
        previous, number = GENESIS, 0
        for entry in entries:
            kept = change(entry)
            if kept is None:
                continue
            number += 1
            hash = entry_hash(previous, number, kept.at, kept.who, kept.kind, kept.payload)
            row = (number, kept.at, kept.who, kept.kind, canonical(kept.payload), previous, hash)
            held.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            previous = hash
        held.commit()


def test_a_chain_recomputed_whole_is_found_by_the_head_on_paper(reviewed: Path) -> None:
    paper = peek(reviewed).entries[-1].hash
    rewritten(
        reviewed,
        lambda entry: Entry(0, entry.at, "丙", entry.kind, entry.payload, "", ""),
    )
    assert verify_session(reviewed).message.id == "review.verify.shortened", "this user's register knows"
    shutil.rmtree(home())
    assert verify_session(reviewed).status == "intact", "without register and paper nobody can"
    assert verify_session(reviewed, paper).status == "broken"


def test_a_chain_that_holds_but_cannot_have_been(reviewed: Path) -> None:
    """The decision is taken out and the chain recomputed: then its undo aims at nothing."""
    rewritten(reviewed, lambda entry: None if entry.number == 3 else entry)
    verdict = verify_session(reviewed)
    assert (verdict.status, why(verdict)) == ("broken", "review.fault.step")
    assert "第 3 条" in render(verdict.message)


@pytest.mark.parametrize("contents", [b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x07" * 3000])
def test_what_is_no_session_is_unreadable(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "x.gouji"
    path.write_bytes(contents)
    assert verify_session(path).status == "unreadable"
    assert verify_session(tmp_path / "none.gouji").status == "unreadable"
    assert verify_session(tmp_path).status == "unreadable"


def test_damage_anywhere_in_the_file_never_raises(reviewed: Path) -> None:
    whole = reviewed.read_bytes()
    path = reviewed.with_name("copy.gouji")
    for at in range(0, len(whole), 97):
        said = bytearray(whole)
        said[at] ^= 0xFF
        path.write_bytes(said)
        assert verify_session(path).status in ("intact", "broken", "unreadable")
    for length in range(0, len(whole), 512):
        path.write_bytes(whole[:length])
        assert verify_session(path).status != "intact"
