"""Work off the GUI thread: every job has an id and ends in exactly one of result, error, cancelled.

Jobs wait in lanes. A lane is one thread that takes its jobs in turn, so that a slow reading holds up no
page; answers come back on the GUI thread, and the answer of a job that was dropped goes nowhere.
"""

from __future__ import annotations

import itertools
import queue
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from core.errors import GoujiError
from core.worker import Cancelled


def _nothing(*_: object) -> None:
    """What a job calls back where nobody listens."""


@dataclass(frozen=True)
class _Job:
    id: int
    lane: str
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    cancelled: Callable[[], None]
    started: Callable[[], None]


class Jobs(QObject):
    """The lanes and what is under way in them."""

    _began = Signal(int)
    _ended = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._lanes: dict[str, queue.SimpleQueue[_Job | None]] = {}
        self._threads: list[threading.Thread] = []
        self._stops: dict[str, Callable[[], None]] = {}
        self._waiting: dict[int, _Job] = {}
        self._running: dict[str, int] = {}
        self._began.connect(self._begin)
        self._ended.connect(self._end)

    def lane(self, name: str, stop: Callable[[], None] = _nothing) -> None:
        """Opens a lane; `stop` interrupts what runs in it (called on the GUI thread)."""
        held: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        thread = threading.Thread(target=self._work, args=(held,), name=f"jobs-{name}", daemon=True)
        self._lanes[name] = held
        self._stops[name] = stop
        self._threads.append(thread)
        thread.start()

    def submit(
        self,
        lane: str,
        work: Callable[[], Any],
        done: Callable[[Any], None] = _nothing,
        failed: Callable[[Exception], None] = _nothing,
        cancelled: Callable[[], None] = _nothing,
        started: Callable[[], None] = _nothing,
    ) -> int:
        """Queues work and returns its id; the callbacks run on the GUI thread.

        An exception that is no GoujiError is a bug: it is handed to `failed` and to sys.excepthook.
        """
        job = _Job(next(self._numbers), lane, work, done, failed, cancelled, started)
        self._waiting[job.id] = job
        self._lanes[lane].put(job)
        return job.id

    def cancel(self, id: int) -> None:
        """Takes a job back: a queued one never runs, a running one is interrupted."""
        job = self._waiting.pop(id, None)
        if job is None:
            return
        if self._running.get(job.lane) == id:
            self._stops[job.lane]()
        job.cancelled()

    def drop(self, id: int) -> None:
        """Forgets a job: it may run to its end, but nobody hears of it."""
        self._waiting.pop(id, None)

    @property
    def busy(self) -> int:
        """How many jobs have not ended."""
        return len(self._waiting)

    def close(self) -> None:
        """Drops everything, interrupts what runs and lets the threads end."""
        self._waiting.clear()
        for lane in list(self._running):
            self._stops[lane]()
        for held in self._lanes.values():
            held.put(None)
        for thread in self._threads:
            thread.join(timeout=5)

    def _work(self, held: queue.SimpleQueue[_Job | None]) -> None:
        while (job := held.get()) is not None:
            if job.id not in self._waiting:
                continue
            self._running[job.lane] = job.id
            self._began.emit(job.id)
            try:
                outcome, value = "done", job.work()
            except Cancelled:
                outcome, value = "cancelled", None
            except Exception as error:  # handed on, never swallowed: see `_end`
                outcome, value = "failed", error
            self._running.pop(job.lane, None)
            self._ended.emit(job.id, outcome, value)

    @Slot(int)
    def _begin(self, id: int) -> None:
        if id in self._waiting:
            self._waiting[id].started()

    @Slot(int, str, object)
    def _end(self, id: int, outcome: str, value: object) -> None:
        if outcome == "cancelled" and id in self._waiting:  # the interruption was meant for the job before
            self._lanes[self._waiting[id].lane].put(self._waiting[id])
            return
        job = self._waiting.pop(id, None)
        if job is None:
            return
        if outcome == "done":
            job.done(value)
        else:
            assert isinstance(value, Exception)
            job.failed(value)
            if not isinstance(value, GoujiError):
                sys.excepthook(type(value), value, value.__traceback__)
