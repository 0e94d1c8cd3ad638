"""What the worker process costs on top of reading: its start, and the way there and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial

from core.paths import resource
from core.pipeline import check
from core.worker import Worker
from tests.bench.timing import Figure, clock, compare


def figures() -> Iterator[Figure]:
    """A first answer from a cold worker; then a document through a warm one beside the same without."""
    path = next(resource("samples").glob("*.docx"))
    data = path.read_bytes()
    with closing(Worker()) as worker:
        through = partial(worker.check, data, path.name)
        yield Figure("Worker, start to first answer", clock(through))
        yield compare(
            "Worker, warm, Word", through, "the same in one process", partial(check, data, path.name)
        )
