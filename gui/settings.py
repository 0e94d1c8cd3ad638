"""The user's settings: one typed class over one ini file, so that every key is written down here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from PySide6.QtCore import QByteArray, QSettings

from core.paths import home
from core.review.change import DecisionKind
from core.review.places import current_user
from core.review.stages import NAMES, names_fit

Language = Literal["zh", "en"]
ThemeChoice = Literal["system", "light", "dark", "contrast"]


def settings_file() -> Path:
    """Where the settings lie: in the program's folder in the user's data."""
    return home() / "settings.ini"


class Settings:
    """What the user chose and how the window was left; every property reads and writes through."""

    def __init__(self, path: Path | None = None) -> None:
        self._store = QSettings(str(path or settings_file()), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """The language of the window."""
        return "en" if self._text("language", "zh") == "en" else "zh"

    @language.setter
    def language(self, value: Language) -> None:
        self._store.setValue("language", value)

    @property
    def theme(self) -> ThemeChoice:
        """The palette, or the system's."""
        return palette_choice(self._text("theme", "system"))

    @theme.setter
    def theme(self, value: ThemeChoice) -> None:
        self._store.setValue("theme", value)

    @property
    def reviewer(self) -> str:
        """The name that decisions are signed with."""
        return self._text("reviewer", "") or current_user()

    @reviewer.setter
    def reviewer(self, value: str) -> None:
        self._store.setValue("reviewer", value.strip())

    @property
    def moves_on(self) -> bool:
        """Whether the next open finding is chosen as soon as one is settled."""
        return self._text("moves_on", "true") == "true"

    @moves_on.setter
    def moves_on(self, value: bool) -> None:
        self._store.setValue("moves_on", "true" if value else "false")

    @property
    def stages(self) -> tuple[str, ...]:
        """The names of the stages of review that new reviews begin with."""
        held = tuple(filter(None, self._text("stages", "").split("\n")))
        return held if names_fit(held) else NAMES

    @stages.setter
    def stages(self, value: Sequence[str]) -> None:
        self._store.setValue("stages", "" if tuple(value) == NAMES else "\n".join(value))

    @property
    def folder(self) -> str:
        """The folder of the file dialog."""
        return self._text("folder", str(Path.home()))

    @folder.setter
    def folder(self, value: str) -> None:
        self._store.setValue("folder", value)

    @property
    def filters(self) -> frozenset[str]:
        """Which sorts of line the list of findings shows; empty where never chosen."""
        return frozenset(part for part in self._text("findings/shown", "").split(" ") if part)

    @filters.setter
    def filters(self, value: frozenset[str]) -> None:
        self._store.setValue("findings/shown", " ".join(sorted(value)))

    def reason(self, kind: DecisionKind) -> str:
        """The reason last given for a way out, or an empty text."""
        return self._text(f"reasons/{kind.value}", "")

    def set_reason(self, kind: DecisionKind, reason: str) -> None:
        """Keeps the reason last given for a way out; the same again costs no writing to the disk."""
        if reason != self.reason(kind):
            self._store.setValue(f"reasons/{kind.value}", reason)

    def layout(self, name: str) -> QByteArray | None:
        """How a window or splitter was left, as Qt packs it; None where never kept."""
        value = self._store.value(f"layout/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_layout(self, name: str, value: QByteArray) -> None:
        """Keeps how a window or splitter is left."""
        self._store.setValue(f"layout/{name}", value)

    def save(self) -> None:
        """Writes to disk what is still held back."""
        self._store.sync()

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default


def palette_choice(name: str) -> ThemeChoice:
    """A palette by its name; the system's for a name that is none."""
    return cast(ThemeChoice, name) if name in get_args(ThemeChoice) else "system"
