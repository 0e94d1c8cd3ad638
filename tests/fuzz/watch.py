"""What a document must not bring about: a file opened, a program run, an address spoken to.

The child listens to Python's own audit events; libraries of other languages are caught by a canary, a pipe
that lets nobody read it unnoticed, and by an ear at the address that hostile documents name.
"""

from __future__ import annotations

import os
import socket
import stat
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from core.paths import ROOT, home, own_folders
from tests.fuzz.markup import CANARY, LISTENER

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.remove",
    "os.rename",
    "os.mkdir",
    "os.rmdir",
    "shutil.",
    "webbrowser.",
    "urllib.",
    "ftplib.",
    "http.",
)


class Touched:
    """What this process did meanwhile that no document may make it do; of an interpreter there is one."""

    def __init__(self) -> None:
        self._seen: list[str] = []
        allowed = (ROOT, sys.prefix, sys.base_prefix, home(), *own_folders("forms"), *own_folders("lists"))
        self._allowed = tuple(str(Path(place).resolve()) for place in allowed)
        sys.addaudithook(self._hear)

    def taken(self) -> tuple[str, ...]:
        """What was seen since this was last asked."""
        seen, self._seen = tuple(self._seen), []
        return seen

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int):
                return
            if (isinstance(flags, int) and flags & _WRITES) or not self._is_allowed(os.fsdecode(path)):
                self._seen.append(f"open {os.fsdecode(path)!r}")
        elif event.startswith(_FORBIDDEN):
            self._seen.append(event)

    def _is_allowed(self, path: str) -> bool:
        return os.path.realpath(path).startswith(self._allowed)


class Watch:
    """Listens, while it is open, for whoever opens the canary or knocks at the listener's address.

    Both have the names that documents of any run bear, so a watch waits until another on this machine ends.
    """

    def __init__(self) -> None:
        self._caught: set[str] = set()
        self._open = True
        self._turn = os.open(f"{CANARY}.lock", os.O_RDWR | os.O_CREAT)
        self._ear = socket.socket()
        self._ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._guarding = threading.Thread(target=self._guard, daemon=True)

    def __enter__(self) -> Watch:
        import fcntl  # Windows has neither this nor pipes with names

        fcntl.flock(self._turn, fcntl.LOCK_EX)
        host, _, port = LISTENER.partition(":")
        self._ear.bind((host, int(port)))
        self._ear.listen()
        if not Path(CANARY).exists():
            os.mkfifo(CANARY)
        self._guarding.start()
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open = False
        self._ear.shutdown(socket.SHUT_RDWR)
        self._ear.close()
        if stat.S_ISFIFO(os.stat(CANARY).st_mode):
            reader = os.open(CANARY, os.O_RDONLY | os.O_NONBLOCK)
            self._guarding.join()
            os.close(reader)
            os.unlink(CANARY)
        os.close(self._turn)

    def caught(self) -> set[str]:
        """Who came since this was last asked."""
        caught, self._caught = self._caught, set()
        return caught

    def _guard(self) -> None:
        while self._open:
            held = os.open(CANARY, os.O_WRONLY)  # waits for a reader
            if self._open:
                self._caught.add("opened the canary")
            os.close(held)

    def _listen(self) -> None:
        while self._open:
            try:
                self._ear.accept()[0].close()
            except OSError:  # the ear is closed
                return
            self._caught.add("spoke to the listener")
