"""The commands that open a dialog; a dialog and what it needs are loaded when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.review.change import Decision, DecisionKind
from gui.actions import check
from gui.versions import show_reading

if TYPE_CHECKING:
    from gui.main_window import MainWindow

translate = QCoreApplication.translate


def show_about(window: MainWindow) -> None:
    """What the program is and is made of."""
    from gui.dialogs.about import AboutDialog

    AboutDialog(window).open()


def settle_together(window: MainWindow) -> None:
    """Settles warnings and hints with one reason."""
    from gui.dialogs.together import TogetherDialog, together

    review = window.review
    held = [] if review.state is None else together(review.state)
    if not held:
        window.notice.tell(translate("Together", "没有可以一并处理的提示。"))
        return
    chosen = {finding.key for finding in review.place.findings} if review.place is not None else set()
    if review.place is not None and not review.place.mixed:
        chosen = {finding.key for finding in held if finding.rule == review.place.first.rule}
    reason = review.reason_for(DecisionKind.ACCEPTED)
    dialog = TogetherDialog(held, chosen, window.context.translation.text, reason, window)
    dialog.accepted.connect(lambda: _take_together(window, dialog.decision()))
    dialog.open()


def _take_together(window: MainWindow, decision: Decision) -> None:
    session = window.review.session
    if session is not None and window.review.perform(lambda: session.decide(decision)):
        said = translate("Together", "已一并处理 {count} 项，可以撤销。")
        window.notice.tell(said.format(count=len(decision.findings)))


def show_history(window: MainWindow) -> None:
    """The journal of the report at hand."""
    from gui.dialogs.history import HistoryDialog

    if window.review.state is not None:
        HistoryDialog(window.review.state, window.context.translation.language, window).open()


def show_verification(window: MainWindow) -> None:
    """Whether the journal is intact."""
    from gui.dialogs.verifying import VerifyDialog

    if window.review.session is not None:
        VerifyDialog(window.context, window.review.session.path, window).open()


def show_rereading(window: MainWindow) -> None:
    """What this program reads otherwise in the report at hand."""
    if window.entry is not None:
        show_reading(window, window.entry)


def show_guide(window: MainWindow) -> None:
    """How the program is used."""
    from gui.dialogs.guide import GuideDialog

    GuideDialog(window.context.translation.language, window).open()


def show_keys(window: MainWindow) -> None:
    """Which keys the window listens to."""
    from gui.dialogs.about import KeysDialog

    actions = window.actions_
    KeysDialog([held for held in window.actions() if held not in actions.suggestions[1:]], window).open()


def show_settings(window: MainWindow) -> None:
    """The settings, followed once they are accepted."""
    from gui.dialogs.settings import SettingsDialog

    settings = window.context.settings
    before = settings.language, settings.theme
    dialog = SettingsDialog(settings, window.context.translation.text, window)

    def follow() -> None:
        _sign(window)
        window.actions_.moves_on.setChecked(settings.moves_on)
        check(window.actions_.themes, settings.theme)
        if settings.theme != before[1]:
            window.restyleWanted.emit()
        if settings.language != before[0]:
            window.rebuildWanted.emit()

    dialog.accepted.connect(follow)
    dialog.open()


def _sign(window: MainWindow) -> None:
    """From now on every open session is signed with the name in the settings."""
    for entry in window.shelf.entries:
        if entry.session is not None:
            entry.session.who = window.context.settings.reviewer
