from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest

from core.errors import EnvironmentFault, InputError
from core.messages import message, render
from core.worker import Cancelled, RenderedPage, Worker, WorkerBug
from core.worker_memory import limit_memory
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.support import make_report


def echo(data: bytes, name: str, told: Callable[[int, int], None]) -> object:
    """Stands for the check in the child: what it does is what the document says."""
    match data.split(b":"):
        case [b"die"]:
            os._exit(3)
        case [b"hang", *_]:
            time.sleep(60)
        case [b"eat"]:
            return len([bytearray(50_000_000) for _ in range(1000)])
        case [b"creep"]:
            limit_memory(100_000)
            return len(list(creep(1000)))
        case [b"creep and die"]:
            limit_memory(100_000)
            held = list(creep(64))
            time.sleep(1)
            os._exit(len(held))
        case [b"pages", seconds]:
            for page in range(3):
                told(page, 3)
                time.sleep(float(seconds))
            return len(bytearray(750_000_000))
        case [b"refuse"]:
            raise InputError(message("document.empty", name=name))
        case [b"bug"]:
            raise KeyError("no such thing")
        case [b"size", *_]:
            return len(data)
    return (os.getpid(), name)


def creep(steps: int) -> Iterator[bytearray]:
    """Takes ten million bytes more at a time."""
    for _ in range(steps):
        time.sleep(0.01)
        yield bytearray(b"x") * 10_000_000


def never_ready(*_: object) -> None:
    os._exit(1)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with closing(Worker(check=echo, megabytes=700)) as made:  # type: ignore[arg-type]
        made.start()
        yield made


def ask(worker: Worker, data: bytes, name: str = "甲.txt") -> object:
    return worker.check(data, name)


@contextmanager
def said(id: str, kind: type[InputError | EnvironmentFault] = InputError) -> Iterator[None]:
    with pytest.raises(kind) as caught:
        yield
    assert caught.value.message.id == id
    assert "{" not in render(caught.value.message, "zh") + render(caught.value.message, "en")


def test_work_is_done_in_one_other_process(worker: Worker) -> None:
    first, second = ask(worker, b"who"), ask(worker, b"who", "乙.txt")
    assert isinstance(first, tuple)
    assert isinstance(second, tuple)
    assert first[0] == second[0] != os.getpid()
    assert (first[1], second[1]) == ("甲.txt", "乙.txt")


def test_large_documents_are_handed_over_whole(worker: Worker) -> None:
    data = b"size:" + bytes(30_000_000)
    assert ask(worker, data) == len(data)


def test_pages_read_by_ocr_are_told_and_each_has_its_own_time_and_more_memory() -> None:
    told: list[tuple[int, int]] = []
    with closing(Worker(seconds=4, megabytes=700, check=echo)) as worker:  # type: ignore[arg-type]
        worker.check(b"who", "扫描.pdf")  # its start takes no time from the pages
        held = worker.check(b"pages:1.5", "扫描.pdf", lambda done, pages: told.append((done, pages)))
    assert told == [(0, 3), (1, 3), (2, 3)]
    assert held == 750_000_000


def test_refusal_comes_through_as_itself(worker: Worker) -> None:
    with said("document.empty"):
        ask(worker, b"refuse")


def test_fault_of_the_program_carries_its_traceback(worker: Worker) -> None:
    with pytest.raises(WorkerBug) as caught:
        ask(worker, b"bug")
    assert "KeyError: 'no such thing'" in caught.value.details


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"die", "worker.died"),
        (b"eat", "worker.too_large"),
        (b"creep", "worker.too_large"),
        (b"creep and die", "worker.too_large"),
    ],
)
def test_deadly_document_is_an_input_error_and_the_next_one_is_read(
    worker: Worker, data: bytes, reason: str
) -> None:
    with said(reason):
        ask(worker, data)
    assert ask(worker, b"size:") == 5


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is a job of the child's own")
def test_memory_of_the_child_is_limited_and_ours_is_not(worker: Worker) -> None:
    import resource

    with said("worker.too_large"):
        ask(worker, b"eat")
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY


def test_document_that_hangs_is_stopped_and_the_next_one_is_read() -> None:
    with closing(Worker(seconds=1, check=echo)) as worker:  # type: ignore[arg-type]
        assert ask(worker, b"size:") == 5
        began = time.monotonic()
        with said("worker.too_slow"):
            ask(worker, b"hang")
        assert time.monotonic() - began < 20
        assert ask(worker, b"size:") == 5


def later(action: Callable[[], None]) -> threading.Timer:
    timer = threading.Timer(0.3, action)
    timer.start()
    return timer


def test_cancel_stops_the_call_under_way_and_no_other(worker: Worker) -> None:
    worker.cancel()
    assert ask(worker, b"size:") == 5
    timer = later(worker.cancel)
    with pytest.raises(Cancelled):
        ask(worker, b"hang")
    timer.join()
    assert ask(worker, b"size:") == 5


def test_close_stops_the_call_under_way_and_every_later_one() -> None:
    worker = Worker(check=echo)  # type: ignore[arg-type]
    timer = later(worker.close)
    with pytest.raises(Cancelled):
        ask(worker, b"hang")
    timer.join()
    with pytest.raises(Cancelled):
        ask(worker, b"size:")
    worker.close()


@pytest.mark.parametrize("seconds", [0, 0.01, 0.1, 0.5])
def test_close_stops_a_child_that_is_still_starting(seconds: float) -> None:
    worker = Worker(check=echo)  # type: ignore[arg-type]
    timer = threading.Timer(seconds, worker.close)
    timer.start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        ask(worker, b"hang")
    assert time.monotonic() - began < 30
    timer.join()


def test_calls_from_several_threads_take_turns(worker: Worker) -> None:
    answers: dict[int, object] = {}

    def one(number: int) -> None:
        answers[number] = ask(worker, b"size:" + bytes(number))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {number: number + 5 for number in range(8)}


class Unloadable:
    """Ends the child as it starts: it is unpickled there, with the arguments of the process."""

    def __reduce__(self) -> tuple[Callable[..., None], tuple[int]]:
        return never_ready, (1,)

    def __call__(self, data: bytes, name: str, told: object) -> object:
        raise AssertionError


def test_child_that_does_not_start_is_the_machine_s_fault() -> None:
    with (
        closing(Worker(check=Unloadable())) as worker,  # type: ignore[arg-type]
        said("worker.no_start", EnvironmentFault),
    ):
        ask(worker, b"size:")


class Faulty:
    """Stands for a fault that shows as the child begins: even to look at it fails."""

    def __bool__(self) -> bool:
        raise KeyError("no such thing")

    def __call__(self, data: bytes, name: str, told: object) -> object:
        raise AssertionError


def test_fault_of_the_program_as_the_child_begins_is_told_as_one() -> None:
    with closing(Worker(check=Faulty())) as worker:  # type: ignore[arg-type]
        for _ in range(2):
            with pytest.raises(WorkerBug) as caught:
                ask(worker, b"size:")
            assert "KeyError: 'no such thing'" in caught.value.details


def test_pages_are_drawn_and_the_document_is_handed_over_once(worker: Worker) -> None:
    data = make_pdf([Drawing().fill(10, 20, 30, 40)], width=200, height=100)
    drawn = worker.render(data, "one", 1, 2.0)
    assert (drawn.width, drawn.height) == (400, 200)
    assert drawn == worker.render(b"not sent again", "one", 1, 2.0)
    assert pixel(drawn, 2 * 20, 2 * 30) == b"\0\0\0"
    assert pixel(drawn, 2 * 50, 2 * 30) == b"\xff\xff\xff"
    with said("document.pdf_damaged"):
        worker.render(b"%PDF-1.4 nothing", "two", 1, 1.0)


def pixel(page: RenderedPage, x: int, y: int) -> bytes:
    at = y * page.stride + 4 * x
    return page.pixels[at : at + 3]


def test_whole_way_runs_in_the_child() -> None:
    with closing(Worker()) as worker:
        checked = worker.check("2021年政府信息公开工作年度报告\n一、总体情况\n".encode(), "报告.txt")
        assert checked.document.text.startswith("2021年")
        assert checked.report.year == 2021
        with said("document.archive"):
            worker.check(b"Rar!\x1a\x07\x01\0", "包.rar")


def test_what_would_settle_a_failure_is_found_in_the_child() -> None:
    report = make_report({"t4.review.upheld": 3, "t4.review.sum": 5})
    with closing(Worker()) as worker:
        findings = worker.repair(report.cells, report).findings
    offered = [suggestion.changes for suggestion in findings[0].suggestions]
    assert {"t4.review.upheld": 5} in offered
    assert {"t4.review.sum": 3} in offered


def test_child_has_loaded_beforehand_what_any_document_may_need() -> None:
    """What is loaded once memory is short is missed: an encoding then seems not to exist."""
    code = "import sys; from core.worker_child import _warm; _warm(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    needed = {"encodings.gbk", "encodings.gb18030", "encodings.big5hkscs", "core.document.ofd", "PIL.Image"}
    assert needed <= set(run.stdout.split())
