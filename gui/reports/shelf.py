"""The reports of the window: files come in, are told of, are put away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from gui.context import Context
from gui.reports.entry import Entry, Phase
from gui.reports.model import ReportsModel
from gui.reports.opening import Opener, expand


class Shelf(QObject):
    """Holds the entries and their model; one file, one entry."""

    changed = Signal(object)
    """An Entry moved on: waiting, being read, open or refused."""
    added = Signal(object)
    removed = Signal()
    documented = Signal(object)
    """An open Entry's document is there, after another version was taken up."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model = ReportsModel(context.translation, self)
        self._opener = Opener(context, lambda: self.entries, self)
        for signal in (self._opener.changed, self._opener.opened, self._opener.refused):
            signal.connect(self._refresh)
        self._opener.withdrawn.connect(self.remove)
        self._opener.documented.connect(self.documented)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries in their order."""
        return self.model.entries

    def take_over(self, entries: Sequence[Entry]) -> None:
        """Continues with the entries of another window; those still on their way in begin anew."""
        for entry in entries:
            self.model.add(entry)
            if entry.phase in (Phase.WAITING, Phase.READING):
                self._opener.open(entry)

    def open(self, paths: Sequence[Path]) -> list[Entry]:
        """Brings files in; one that is here already is only given back."""
        found = []
        for path in expand(paths):
            entry = next((held for held in self.entries if held.path == path), None)
            if entry is None:
                entry = self._add(Entry(path))
            found.append(entry)
        return found

    def paste(self, name: str, data: bytes) -> tuple[Entry, bool]:
        """Brings in what was pasted; what is here already is only given back, and then false."""
        digest = sha256(data).hexdigest()
        for held in self.entries:
            if held.data == data or (held.session is not None and held.session.sha256 == digest):
                return held, False
        return self._add(Entry(Path(name), data=data)), True

    def _add(self, entry: Entry) -> Entry:
        self.model.add(entry)
        self.added.emit(entry)
        self._opener.open(entry)
        return entry

    def retry(self, entry: Entry | None) -> None:
        """Tries a refused file again."""
        if entry is not None:
            self._opener.open(entry)

    def read_again(self, entry: Entry) -> None:
        """Reads the document under review, where the review has turned to another version of it."""
        self._opener.read_again(entry)

    def stop(self, entry: Entry | None) -> None:
        """Stops a file on its way in, which then leaves the list."""
        if entry is not None:
            self._opener.cancel(entry)

    def remove(self, entry: Entry | None) -> None:
        """Takes an entry off the list; its session is closed, with nothing left to save."""
        if entry is None:
            return
        if entry.session is not None:
            entry.session.close()
        self.model.remove(entry)
        self.removed.emit()

    def note_saved(self, entry: Entry) -> None:
        """Keeps when an entry's session last reached the disk, and words its row anew."""
        entry.saved_at = datetime.now().strftime("%H:%M")
        self.model.refresh(entry)

    def close(self) -> None:
        """Closes every session."""
        for entry in self.entries:
            if entry.session is not None:
                entry.session.close()

    def _refresh(self, entry: Entry) -> None:
        if entry in self.entries:
            if entry.phase is Phase.OPEN and not entry.saved_at:
                entry.saved_at = datetime.now().strftime("%H:%M")
            self.model.refresh(entry)
            self.changed.emit(entry)
