"""Has pages drawn in the renderer's process as the source view asks for them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.document.model import RenderedPage
from core.errors import GoujiError
from core.review.session import Session
from gui.context import PAGES, Context


class PageFeeder(QObject):
    """Draws pages of one source at a time; what was asked for another source is dropped."""

    drawn = Signal(int, float, object)
    """Page, scale, RenderedPage."""
    failed = Signal(object)
    """A core Message, once for each source."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session: Session | None = None
        self._asked: dict[int, int] = {}
        self._told = False

    def feed(self, session: Session | None) -> None:
        """Turns to another source."""
        for job in self._asked.values():
            self._context.jobs.drop(job)
        self._asked.clear()
        self._told = False
        self._session = session

    def draw(self, page: int, scale: float) -> None:
        """Asks for a page; an earlier wish for it at another scale is dropped."""
        session = self._session
        if session is None:
            return
        if page in self._asked:
            self._context.jobs.drop(self._asked[page])
        render = partial(self._context.renderer.render, session.source, session.sha256, page, scale)
        self._asked[page] = self._context.jobs.submit(
            PAGES, render, partial(self._show, page, scale), failed=self._fail
        )

    def _show(self, page: int, scale: float, rendered: RenderedPage) -> None:
        self._asked.pop(page, None)
        self.drawn.emit(page, scale, rendered)

    def _fail(self, fault: Exception) -> None:
        if isinstance(fault, GoujiError) and not self._told:
            self._told = True
            self.failed.emit(fault.message)
