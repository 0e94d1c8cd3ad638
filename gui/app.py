"""The window's program: makes what all parts share, opens the window, runs it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.paths import resource
from core.worker import Worker
from gui.context import Context
from gui.crash import CrashReporter
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.own_files import tell_own_files
from gui.settings import Settings
from gui.theme import Theme, ThemeName, system_theme
from gui.translation import Translation

SAMPLE_SUFFIXES = (".docx", ".pdf", ".html", ".txt")


class Program(QObject):
    """Holds the context and the window, and makes a new window when the language changes."""

    def __init__(
        self,
        application: QApplication,
        settings: Settings | None = None,
        worker: Callable[[], Worker] = Worker,
    ) -> None:
        super().__init__(application)
        self._application = application
        settings = settings or Settings()
        self.context = Context(
            settings,
            Theme(chosen_theme(settings), self),
            Translation(application, settings.language),
            Jobs(self),
            worker(),
            worker(),
        )
        self.context.start()
        self.context.theme.apply(application)
        application.styleHints().colorSchemeChanged.connect(self._restyle)
        self.window = self._make_window()
        QTimer.singleShot(0, self, self._tell_own_files)  # the forms are read once the window is there

    def _tell_own_files(self) -> None:
        tell_own_files(self.window.notice, self.context.translation)

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.context, samples())
        window.setWindowIcon(self.context.theme.icon("logo"))
        window.rebuildWanted.connect(self._rebuild)
        window.restyleWanted.connect(self._restyle)
        return window

    def _rebuild(self) -> None:
        """A new window in the new language takes the reports over, and the old one goes."""
        old = self.window
        chosen = old.entry
        self.context.translation.use(self.context.settings.language)
        old.handed_over = True
        old.close()
        self.window = self._make_window()
        self.window.take_over(old.shelf.entries, chosen)
        self.window.show()
        old.deleteLater()

    def _restyle(self) -> None:
        self.context.theme.apply(self._application, chosen_theme(self.context.settings))

    def close(self) -> None:
        """Ends the background work."""
        self.context.close()


def chosen_theme(settings: Settings) -> ThemeName:
    """The palette that the settings ask for."""
    return system_theme() if settings.theme == "system" else settings.theme


def samples() -> list[tuple[str, Path]]:
    """The sample reports with the names to offer them by."""
    found = sorted(path for path in resource("samples").glob("*") if path.suffix in SAMPLE_SUFFIXES)
    return [(f"{path.stem} · {path.suffix.removeprefix('.').upper()}", path) for path in found]


def main(paths: Sequence[str] = (), self_test: Sequence[str] | None = None) -> int:
    """Opens the workbench with these files and runs it, or has it try itself out; the exit status."""
    if self_test:
        from gui.self_test import self_test as try_out

        return try_out(*self_test)
    application = QApplication(sys.argv[:1])
    application.setApplicationName("gouji")
    application.setApplicationDisplayName("勾稽台")
    reporter = CrashReporter()
    reporter.install()
    program = Program(application)
    program.window.show()
    program.window.open_paths([Path(path) for path in paths])
    try:
        return application.exec()
    finally:
        program.window.close()
        program.close()
        reporter.remove()
