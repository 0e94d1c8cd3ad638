"""What every part of the window shares, handed down by constructor: no globals."""

from __future__ import annotations

from dataclasses import dataclass

from core.worker import Worker
from gui.jobs import Jobs
from gui.settings import Settings
from gui.theme import Theme
from gui.translation import Translation

READING = "reading"
"""The lane that documents are read in, one after the other."""
PAGES = "pages"
"""The lane that pages are drawn in."""
WRITING = "writing"
"""The lane that exports are written in."""
REPAIRS = "repairs"
"""The lane that repairs are looked for in."""


@dataclass(frozen=True)
class Context:
    """Settings, looks, words, background jobs, and the worker processes: one reads, one draws and repairs."""

    settings: Settings
    theme: Theme
    translation: Translation
    jobs: Jobs
    reader: Worker
    renderer: Worker

    def start(self) -> None:
        """Warms the reader up and opens the lanes."""
        self.reader.start()
        self.jobs.lane(READING, self.reader.cancel)
        self.jobs.lane(PAGES, self.renderer.cancel)
        self.jobs.lane(WRITING)
        self.jobs.lane(REPAIRS)

    def close(self) -> None:
        """Ends the jobs and the worker processes, and keeps the settings."""
        self.jobs.close()
        self.reader.close()
        self.renderer.close()
        self.translation.close()
        self.settings.save()
