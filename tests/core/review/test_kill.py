"""Killed at random moments, many times: no acknowledged decision is lost.

GOUJI_KILLS says how many times (unless told 30, on Windows 10: its processes are slow to start under Wine).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.review.kept import find_session
from core.review.leftover import peek
from core.review.session import Session
from core.review.store import session_path, sessions_folder
from core.review.verify import verify_session
from tests.core.review.kill_child import SOURCE
from tests.core.review.support import one_slip

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("GOUJI_KILLS", "10" if os.name == "nt" else "30"))


def killed(mode: str, path: Path, after: float) -> list[str]:
    """What a child acknowledged until it was killed, `after` seconds from its first word."""
    command = [sys.executable, "-m", "tests.core.review.kill_child", mode, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(after)
        child.kill()
        rest = child.stdout.read()
    lines = (first + rest).split("\n")
    return lines[:-1]  # the last may be torn: it was not acknowledged


@pytest.mark.timeout(60 + 20 * KILLS)
def test_killed_while_deciding(tmp_path: Path) -> None:
    path = tmp_path / "a.gouji"
    Session.start(path, b"x", "a.txt", one_slip(), "甲").close()
    chance = random.Random(20_260_101)
    steps = 0
    for _ in range(KILLS):
        said = killed("decide", path, chance.uniform(0, 0.06))
        held = peek(path).entries
        for line in said:
            _, number, head = line.split()
            assert held[int(number) - 1].hash == head
        steps += len(said)
        verdict = verify_session(path)
        assert verdict.status == "intact", verdict
        session = Session.open(path, "甲")
        assert session.take_warning() is None
        assert session.state.entries[:-1] == held
        session.close()
    assert steps > KILLS, "the children were killed before they did anything"


@pytest.mark.timeout(60 + 20 * KILLS)
def test_killed_while_saving_under_another_name(tmp_path: Path) -> None:
    chance = random.Random(20_260_102)
    for turn in range(max(3, KILLS // 3)):
        folder = tmp_path / str(turn)
        folder.mkdir()
        said = [line.split() for line in killed("save_as", folder, chance.uniform(0, 0.12))]
        entries = [(int(words[1]), words[2]) for words in said if words[0] == "entry"]
        saved = [Path(words[1]) for words in said if words[0] == "saved"]
        candidates = [path for path in (*folder.glob("?.gouji"), session_path("source")) if path.is_file()]
        latest = saved[-1:] or candidates
        held = max((peek(path).entries for path in latest), key=len)
        for number, head in entries:
            assert held[number - 1].hash == head
        for path in candidates:
            assert peek(path).first.source == SOURCE
            assert verify_session(path).status == "intact"
        found = find_session(peek(candidates[0]).first.sha256)
        assert found in candidates
        for path in sessions_folder().iterdir():
            path.unlink()
