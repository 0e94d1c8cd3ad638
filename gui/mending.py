"""Has repairs looked for off the window's thread, after every step that changes the numbers."""

from __future__ import annotations

from functools import partial
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.review.change import ReviewState
from gui.context import REPAIRS, Context
from gui.findings.repairs import repairs_of, same_numbers, worth_repairing
from gui.review import Review

if TYPE_CHECKING:
    from core.reconcile.engine import Reconciliation
    from core.worker import Worker

PAUSE = 0.05
"""Seconds that the search waits after a step."""


class Mender(QObject):
    """Follows a review and brings it the repairs of its numbers; what comes for other numbers is dropped."""

    def __init__(self, context: Context, review: Review, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._review = context, review
        self._of: ReviewState | None = None
        self._job = 0
        review.shown.connect(self._follow)
        review.changed.connect(lambda _: self._follow())

    def _follow(self) -> None:
        state = self._review.state
        if state is not None and self._of is not None and same_numbers(self._of, state):
            return
        self._context.jobs.drop(self._job)
        self._of = None
        if state is None or self._review.repairs is not None or not worth_repairing(state):
            return
        self._of = state
        work = partial(_repaired, self._context.renderer, state)
        done = partial(self._take, state)
        self._job = self._context.jobs.submit(REPAIRS, work, done, failed=self._give_up)

    def _take(self, state: ReviewState, found: Reconciliation) -> None:
        self._of = None
        present = self._review.state
        if present is not None and same_numbers(state, present):
            self._review.take_repairs(repairs_of(found.findings))

    def _give_up(self, _fault: Exception) -> None:
        """The review goes on without; a fault of the program is told of by the jobs."""
        self._of = None
        self._review.told.emit(self.tr("这次没有算出修改建议，不影响核对。"), False)


def _repaired(worker: Worker, state: ReviewState) -> Reconciliation:
    """The repairs of a state, begun when the window has drawn the step: its thread is to itself till then."""
    sleep(PAUSE)
    return worker.repair(state.cells, state.checked, state.beside)
