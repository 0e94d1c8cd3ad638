"""A decision being made, as the panel and the tables show it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from core.extract.report import Number, Report
from gui.findings.offers import cell_name, change_text, shown
from gui.following import Follower
from gui.review import Review
from gui.translation import Say
from gui.values import cell_text
from gui.views import Views


class Asker(QObject):
    """Follows the draft of a review: asks for its way out, value and reason, and gives the keyboard back."""

    def __init__(
        self, review: Review, views: Views, follower: Follower, say: Say, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._review, self._views, self._follower, self._say = review, views, follower, say
        self._return_to: QWidget | None = None
        review.drafted.connect(self._show_draft)

    def _show_draft(self) -> None:
        review, draft, state = self._review, self._review.draft, self._review.state
        self._follower.show_panel()
        if review.place is None and state is not None:
            self._follower.tell()
        if draft is None or state is None:
            self._rest()
            return
        change = change_text(draft.changes, state)
        self._stage(draft.changes, state.report)
        if draft.kind is None:
            self._views.panel.ask_way(change)
            return
        if not self._views.panel.asking:
            self._return_to = QApplication.focusWidget()
        if draft.wants_value:
            change = self._wanting()
        reason = self._say(draft.why) if draft.why else review.reason_for(draft.kind)
        self._views.panel.ask_reason(draft.kind, change, reason, wants_value=draft.wants_value)

    def _wanting(self) -> str:
        state, subject = self._review.state, self._review.subject
        assert state is not None
        assert subject is not None
        return self.tr("{place} 原为 {value}，改为").format(
            place=cell_name(subject, state.report, self._say), value=shown(state, subject)
        )

    def _stage(self, changes: dict[str, Number | None], report: Report) -> None:
        self._views.tables.stage({cell: cell_text(report, cell, value) for cell, value in changes.items()})

    def _rest(self) -> None:
        if self._views.panel.asking:  # the keyboard leaves the line before the line goes
            back, self._return_to = self._return_to, None
            if back is not None and back.isVisible():
                back.setFocus()
            else:
                self._views.focus_tables()
        self._views.panel.rest()
        self._views.tables.stage({})
