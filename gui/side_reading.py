"""Reads a file beside the list, for the report at hand: last year's, another form, the next version."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.document.ocr import Told
from core.errors import GoujiError
from gui.context import READING, Context

Held = TypeVar("Held")


class SideReader(QObject):
    """One file at a time, off the GUI thread; the next one takes its place."""

    told = Signal(str)
    """What is under way; empty when it has ended."""
    failed = Signal(object)
    """A core Message."""
    _pages = Signal(int, int)
    """From the reading thread: pages read by OCR, of how many."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._name = ""
        self._job = 0
        self._pages.connect(self._tell_pages)

    def read(self, name: str, work: Callable[[Told], Held], done: Callable[[Held], None]) -> None:
        """Has `work` read a file, and hands on what it made of it."""
        self.stop()
        self._name = name
        self._job = self._context.jobs.submit(
            READING,
            partial(work, self._pages.emit),
            partial(self._hand_on, done),
            failed=self._fail,
            cancelled=self._end,
        )
        self.told.emit(self.tr("正在读取 {name}…").format(name=name))

    def stop(self) -> None:
        """Gives up what is being read."""
        self._context.jobs.cancel(self._job)

    def _hand_on(self, done: Callable[[Held], None], held: Held) -> None:
        self._end()
        done(held)

    def _fail(self, fault: Exception) -> None:
        self._end()
        if isinstance(fault, GoujiError):
            self.failed.emit(fault.message)

    def _end(self) -> None:
        self._job = 0
        self.told.emit("")

    def _tell_pages(self, done: int, pages: int) -> None:
        if self._job:
            said = self.tr("正在读取 {name}：第 {done}/{pages} 页…")
            self.told.emit(said.format(name=self._name, done=done, pages=pages))
