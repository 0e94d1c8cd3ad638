"""Background jobs: one ending each, in turn within a lane, stale answers dropped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from types import TracebackType

import pytest
from pytestqt.qtbot import QtBot

from core.errors import InputError
from core.messages import message
from core.worker import Cancelled
from gui.jobs import Jobs

LANE = "lane"


class Stoppable:
    """Work that waits until it is let go, or stopped."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()
        self.stopped = False

    def __call__(self) -> str:
        self.begun.set()
        assert self.let_go.wait(10)
        if self.stopped:
            raise Cancelled
        return "slow"

    def stop(self) -> None:
        self.stopped = True
        self.let_go.set()


@pytest.fixture
def work() -> Stoppable:
    return Stoppable()


@pytest.fixture
def jobs(qtbot: QtBot, work: Stoppable) -> Iterator[Jobs]:
    held = Jobs()
    held.lane(LANE, work.stop)
    yield held
    work.let_go.set()
    held.close()


def test_result_comes_back_on_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    jobs.submit(LANE, lambda: 6 * 7, lambda value: told.append((value, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(42, threading.get_ident())]
    assert jobs.busy == 0


def test_jobs_of_a_lane_run_in_turn(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(5):
        jobs.submit(LANE, lambda number=number: number, told.append)
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [0, 1, 2, 3, 4]


def test_start_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    told: list[str] = []
    jobs.submit(LANE, lambda: "end", told.append, started=lambda: told.append("start"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["start", "end"]


def test_refusal_is_handed_on(jobs: Jobs, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise InputError(message("file.not_found", name="a.txt"))

    told: list[Exception] = []
    jobs.submit(LANE, refuse, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], InputError)


def test_bug_reaches_the_hook(jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        seen.append(error)

    monkeypatch.setattr(sys, "excepthook", hook)
    told: list[Exception] = []
    jobs.submit(LANE, lambda: 1 // 0, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)
    assert seen == told


def test_running_job_is_stopped(jobs: Jobs, work: Stoppable, qtbot: QtBot) -> None:
    told: list[object] = []
    job = jobs.submit(LANE, work, told.append, cancelled=lambda: told.append("cancelled"))
    assert work.begun.wait(5)
    jobs.cancel(job)
    assert told == ["cancelled"]
    jobs.submit(LANE, lambda: "next", told.append)
    qtbot.waitUntil(lambda: told == ["cancelled", "next"])


def test_queued_job_that_is_cancelled_never_runs(jobs: Jobs, work: Stoppable, qtbot: QtBot) -> None:
    ran: list[str] = []
    told: list[object] = []
    jobs.submit(LANE, work, told.append)
    second = jobs.submit(LANE, lambda: ran.append("second"))
    assert work.begun.wait(5)
    jobs.cancel(second)
    assert not work.stopped
    work.let_go.set()
    qtbot.waitUntil(lambda: told == ["slow"])
    jobs.submit(LANE, lambda: None, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert ran == []


def test_dropped_answer_goes_nowhere(jobs: Jobs, work: Stoppable, qtbot: QtBot) -> None:
    told: list[object] = []
    job = jobs.submit(LANE, work, told.append)
    assert work.begun.wait(5)
    jobs.drop(job)
    work.let_go.set()
    jobs.submit(LANE, lambda: "next", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["next"]


def test_interruption_meant_for_another_job_is_made_good(jobs: Jobs, qtbot: QtBot) -> None:
    tries: list[int] = []

    def once_interrupted() -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Cancelled
        return "done"

    told: list[object] = []
    jobs.submit(LANE, once_interrupted, told.append, cancelled=lambda: told.append("cancelled"))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["done"]
