"""A limit on the time that a broken step may take: some never end."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLong(Exception):
    """What a test fails with whose time is up."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooLong in what runs inside once its time is up, and again for each second that it goes on.

    As far as the system can: not on Windows.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    raise TooLong(number)
