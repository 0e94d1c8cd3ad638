"""A warm child process that reads documents and draws pages, so that no file takes the window down.

The child has a limit on its memory (setrlimit; a Job Object on Windows), which the parent watches too, and
the parent one on its time; a child that dies, hangs or is cancelled is replaced, and only the call under way
hears of it.
"""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, cast

from core.document.model import RenderedPage
from core.document.ocr import Told, untold
from core.errors import EnvironmentFault, GoujiError, InputError
from core.messages import message
from core.worker_child import OCR_MEGABYTES, serve
from core.worker_memory import used_memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from core.extract.report import Cell, Report
    from core.pipeline import Checked
    from core.reconcile.beside import Beside
    from core.reconcile.engine import Reconciliation

__all__ = ["Cancelled", "RenderedPage", "Worker", "WorkerBug"]

Check = Callable[[bytes, str, Told], "Checked"]

_START_SECONDS = 120.0
_LOOK_SECONDS = 0.2
_SPENT = 0.9


class Cancelled(Exception):
    """The call was cancelled from another thread, or the worker closed under it."""


class WorkerBug(Exception):
    """A fault of the program itself in the child; `details` is its traceback, for the report to save."""

    def __init__(self, details: str) -> None:
        super().__init__(details)
        self.details = details


class Worker:
    """One child process, started when first needed; calls from several threads take turns.

    `seconds` is the longest a call may take, by OCR a page; `megabytes` the most memory the child may use
    (more once it reads by OCR). `check` is what the child does with a document, a function of a module;
    by default core.pipeline.check.
    """

    def __init__(self, seconds: float = 60, megabytes: int = 1500, check: Check | None = None) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._check = check
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._child: _Child | None = None
        self._busy = False
        self._cancelled = False
        self._closed = False

    def start(self) -> None:
        """Starts the child, and returns while it warms up."""
        with self._guard:
            self._living()

    def check(self, data: bytes, name: str, told: Told = untold) -> Checked:
        """Reads and checks a document; InputError, EnvironmentFault, Cancelled or WorkerBug.

        `told`: hears, in the calling thread, how many pages of how many have been read by OCR.
        """
        return cast("Checked", self._call(("check", name), data, name, told))

    def repair(
        self, cells: Mapping[str, Cell], report: Report, beside: Beside | None = None
    ) -> Reconciliation:
        """The cells as they stand checked again, and what would settle what fails; raises as `check` does.

        `beside`: the reports laid beside this one, if any.
        """
        from core.reconcile.beside import NOTHING

        request = ("repair", dict(cells), report, beside or NOTHING)
        return cast("Reconciliation", self._call(request, b"", report.title))

    def render(self, data: bytes, sha256: str, page: int, scale: float) -> RenderedPage:
        """Draws a page (from 1) of a PDF or an image at `scale` pixels a point; raises as `check` does."""
        return cast(RenderedPage, self._call(("render", sha256, page, scale), data, "PDF"))

    def cancel(self) -> None:
        """Stops the call under way, from another thread; it raises Cancelled."""
        with self._guard:
            if self._busy and self._child is not None:
                self._cancelled = True
                self._child.kill()

    def close(self) -> None:
        """Ends the child; a call under way raises Cancelled, and so does any later one."""
        with self._guard:
            self._closed = True
            child, self._child = self._child, None
        if child is not None:
            child.kill()

    def _living(self) -> _Child:
        if self._closed:
            raise Cancelled
        if self._child is None:
            self._child = _Child(self._megabytes, self._check)
        return self._child

    def _call(self, request: tuple[Any, ...], data: bytes, name: str, told: Told = untold) -> object:
        with self._turn:
            with self._guard:
                child, self._busy, self._cancelled = self._living(), True, False
            try:
                return self._outcome(*child.ask(request, data, self._seconds, told), name)
            except TimeoutError as error:
                raise self._stopped(child, "worker.too_slow", name) from error
            except (EOFError, OSError) as error:
                reason = "worker.too_large" if child.spent else "worker.died"
                raise self._stopped(child, reason, name) from error
            finally:
                self._settle(child)

    def _outcome(self, kind: str, value: Any, name: str) -> object:
        """What the child's answer comes to: a result, or the error it stands for."""
        if kind == "result":
            return value
        if kind == "refused":
            raise cast(GoujiError, value)
        raise WorkerBug(value)

    def _stopped(self, child: _Child, reason: str, name: str) -> Exception:
        """The error for a child that gave no answer: cancelled, too slow, dead, or never begun."""
        child.kill()
        if self._cancelled or self._closed:
            return Cancelled()
        if not child.ready:
            return EnvironmentFault(message("worker.no_start"))
        numbers = {"seconds": round(self._seconds), "megabytes": child.megabytes}
        return InputError(message(reason, name=name, **numbers))

    def _settle(self, child: _Child) -> None:
        """After a call: a child that was stopped gives way to a new one, warm for the next call."""
        with self._guard:
            self._busy = False
            if not child.alive and self._child is child:
                self._child = None
                if child.ready and not self._closed:
                    self._living()


class _Child:
    """A child process and the line to it."""

    def __init__(self, megabytes: int, check: Check | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.ready = False
        self.alive = True
        self.megabytes = megabytes
        self._used = 0
        line, theirs = context.Pipe()
        self._line: Connection[Any, Any] = line
        self._process = context.Process(
            target=serve, args=(theirs, megabytes, check), name="gouji-worker", daemon=True
        )
        try:
            self._process.start()
        except OSError as error:
            raise EnvironmentFault(message("worker.no_start")) from error
        finally:
            theirs.close()

    def ask(self, request: tuple[Any, ...], data: bytes, seconds: float, told: Told) -> tuple[str, Any]:
        """The child's answer; it is sent the document's bytes when it asks for them.

        TimeoutError after that many seconds, not counting the start, and counted anew with every page read
        by OCR, of which `told` hears; EOFError or OSError if the child died or used up its memory (`spent`).
        """
        if not self.ready:
            kind, value = self._receive(_START_SECONDS)
            if kind == "bug":
                self.kill()
                return kind, value
            self.ready = True
        end = time.monotonic() + seconds
        self._line.send(request)
        kind, value = self._receive(seconds)
        while kind in ("wanted", "told"):
            if kind == "wanted":
                self._line.send_bytes(data)
            else:
                end = time.monotonic() + seconds
                self.megabytes = max(self.megabytes, OCR_MEGABYTES)
                told(*value)
            kind, value = self._receive(end - time.monotonic())
        if kind == "memory":
            self._used = self.megabytes
            raise EOFError
        return kind, value

    @property
    def spent(self) -> bool:
        """Whether the child has used so much of its memory that it is what ended it."""
        return self._used > self.megabytes * _SPENT

    def kill(self) -> None:
        """Ends the process at once; a thread that waits for its answer hears of it."""
        self.alive = False
        with suppress(ValueError):  # already ended and released
            self._process.kill()
            self._process.join(5)

    def _receive(self, seconds: float) -> tuple[str, Any]:
        """What the child says next. Its end is waited for too: the line outlives a child that is starting."""
        end = time.monotonic() + seconds
        while not (heard := self._wait(end - time.monotonic())):
            if time.monotonic() >= end:
                raise TimeoutError
            self._used = max(self._used, used_memory(self._process.pid, self._process.sentinel))
            if self._used > self.megabytes:
                raise EOFError
        if self._line in heard or self._line.poll():
            return cast("tuple[str, Any]", self._line.recv())
        raise EOFError

    def _wait(self, seconds: float) -> list[Any]:
        return wait((self._line, self._process.sentinel), max(0.0, min(seconds, _LOOK_SECONDS)))
