"""The one place that knows colours, icons and fonts; everything else names them by meaning.

A view takes the `Theme` in its constructor, asks it for a colour or an icon when it paints, and
repaints on `changed`. Tones name what a colour says, never how it looks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QStyleFactory

from core.paths import resource
from gui.icons import tinted
from gui.stylesheet import stylesheet

ThemeName = Literal["light", "dark", "contrast"]
FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "WenQuanYi Micro Hei",
    "Noto Sans SC",
    "sans-serif",
)
NUMBER_FAMILIES = ("Segoe UI", "DejaVu Sans", *FAMILIES)
DOCUMENT_FAMILIES = ("SimSun", "Noto Serif CJK SC", "Source Han Serif SC", *FAMILIES)
POINTS = 10.0


class Tone(StrEnum):
    """What a colour means."""

    BACKGROUND = "background"
    """Behind the panes: the window itself."""
    SURFACE = "surface"
    """Where content stands: tables, lists, editors."""
    RAISED = "raised"
    """Bars and panel heads."""
    BORDER = "border"
    GRID = "grid"
    """The lines of a table."""
    TEXT = "text"
    MUTED = "muted"
    """Secondary text; still 4.5 to 1 on every surface."""
    DISABLED = "disabled"
    """What cannot be used now."""
    ZERO = "zero"
    """Zeros in a table, which carry little."""
    ON_ACCENT = "on_accent"
    """Text on the accent."""
    ACCENT = "accent"
    SELECTION = "selection"
    HOVER = "hover"
    HEADER = "header"
    ERROR = "error"
    ERROR_SURFACE = "error_surface"
    WARNING = "warning"
    WARNING_SURFACE = "warning_surface"
    SETTLED = "settled"
    SETTLED_SURFACE = "settled_surface"
    PASSED = "passed"
    PASSED_SURFACE = "passed_surface"
    PLACE = "place"
    """The outline of the current cell's place in the source."""
    PLACE_SURFACE = "place_surface"
    FOCUS = "focus"
    """The outline of the cells that the current finding speaks of."""
    PAPER = "paper"
    """A page of the source: paper in both palettes."""
    PAPER_TEXT = "paper_text"
    DESK = "desk"
    """What the page lies on."""


LIGHT: dict[Tone, str] = {
    Tone.BACKGROUND: "#eef1f5",
    Tone.SURFACE: "#ffffff",
    Tone.RAISED: "#f7f9fb",
    Tone.BORDER: "#d9dfe7",
    Tone.GRID: "#dfe4ea",
    Tone.TEXT: "#1b222c",
    Tone.MUTED: "#5a6472",
    Tone.DISABLED: "#9aa3af",
    Tone.ZERO: "#68717e",
    Tone.ON_ACCENT: "#ffffff",
    Tone.ACCENT: "#1d5fbf",
    Tone.SELECTION: "#dce8fa",
    Tone.HOVER: "#edf2f9",
    Tone.HEADER: "#f0f3f7",
    Tone.ERROR: "#b3261e",
    Tone.ERROR_SURFACE: "#fdecea",
    Tone.WARNING: "#8a5200",
    Tone.WARNING_SURFACE: "#fff3d9",
    Tone.SETTLED: "#1f5bab",
    Tone.SETTLED_SURFACE: "#e6effb",
    Tone.PASSED: "#24734a",
    Tone.PASSED_SURFACE: "#e6f4ec",
    Tone.PLACE: "#1d5fbf",
    Tone.PLACE_SURFACE: "#cfe0f8",
    Tone.FOCUS: "#1d5fbf",
    Tone.PAPER: "#ffffff",
    Tone.PAPER_TEXT: "#1b222c",
    Tone.DESK: "#dde2e9",
}

DARK: dict[Tone, str] = {
    Tone.BACKGROUND: "#171a20",
    Tone.SURFACE: "#1f232b",
    Tone.RAISED: "#252a33",
    Tone.BORDER: "#3a414d",
    Tone.GRID: "#353b46",
    Tone.TEXT: "#e4e8ee",
    Tone.MUTED: "#aab3c0",
    Tone.DISABLED: "#636c79",
    Tone.ZERO: "#8f98a6",
    Tone.ON_ACCENT: "#0e1420",
    Tone.ACCENT: "#77adff",
    Tone.SELECTION: "#2b4266",
    Tone.HOVER: "#2a303b",
    Tone.HEADER: "#282d37",
    Tone.ERROR: "#ff9a90",
    Tone.ERROR_SURFACE: "#4a2327",
    Tone.WARNING: "#f2bf66",
    Tone.WARNING_SURFACE: "#42351b",
    Tone.SETTLED: "#9cc2ff",
    Tone.SETTLED_SURFACE: "#243a5c",
    Tone.PASSED: "#7fd0a3",
    Tone.PASSED_SURFACE: "#1f3a2d",
    Tone.PLACE: "#1d5fbf",
    Tone.PLACE_SURFACE: "#cfe0f8",
    Tone.FOCUS: "#77adff",
    Tone.PAPER: "#ffffff",
    Tone.PAPER_TEXT: "#1b222c",
    Tone.DESK: "#12151a",
}

CONTRAST: dict[Tone, str] = {
    Tone.BACKGROUND: "#000000",
    Tone.SURFACE: "#000000",
    Tone.RAISED: "#000000",
    Tone.BORDER: "#ffffff",
    Tone.GRID: "#8c8c8c",
    Tone.TEXT: "#ffffff",
    Tone.MUTED: "#e6e6e6",
    Tone.DISABLED: "#9a9a9a",
    Tone.ZERO: "#d9d9d9",
    Tone.ON_ACCENT: "#000000",
    Tone.ACCENT: "#ffe14d",
    Tone.SELECTION: "#072e63",
    Tone.HOVER: "#2b2b2b",
    Tone.HEADER: "#1a1a1a",
    Tone.ERROR: "#ffb0a8",
    Tone.ERROR_SURFACE: "#4d0000",
    Tone.WARNING: "#ffd24d",
    Tone.WARNING_SURFACE: "#3d2c00",
    Tone.SETTLED: "#a8d4ff",
    Tone.SETTLED_SURFACE: "#00294d",
    Tone.PASSED: "#8dffb0",
    Tone.PASSED_SURFACE: "#00330f",
    Tone.PLACE: "#0b3d91",
    Tone.PLACE_SURFACE: "#cfe0f8",
    Tone.FOCUS: "#ffe14d",
    Tone.PAPER: "#ffffff",
    Tone.PAPER_TEXT: "#000000",
    Tone.DESK: "#000000",
}

PALETTES: dict[ThemeName, dict[Tone, str]] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


class Theme(QObject):
    """The palette in force; `changed` follows every switch, and whoever paints then repaints."""

    changed = Signal()

    def __init__(self, name: ThemeName = "light", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name: ThemeName = name
        self._icons: dict[tuple[str, Tone], QIcon] = {}
        self._colours: dict[Tone, QColor] = {}
        self._load()

    def _load(self) -> None:
        self._colours = {tone: QColor(value) for tone, value in PALETTES[self.name].items()}
        self._icons.clear()

    def colour(self, tone: Tone) -> QColor:
        """The colour of a meaning."""
        return self._colours[tone]

    def icon(self, name: str, tone: Tone = Tone.TEXT) -> QIcon:
        """An icon of resources/icons in a tone, greyed where disabled; FileNotFoundError if unknown."""
        held = self._icons.get((name, tone))
        if held is None:
            disabled = self.colour(Tone.DISABLED)
            held = self._icons[name, tone] = tinted(name, self.colour(tone), disabled)
        return held

    def pixmap(self, name: str, tone: Tone, size: int, ratio: float = 1.0) -> QPixmap:
        """An icon as a pixmap, `size` in device-independent pixels."""
        return self.icon(name, tone).pixmap(QSize(size, size), ratio)

    def font(self, scale: float = 1.0, *, bold: bool = False, families: tuple[str, ...] = FAMILIES) -> QFont:
        """The interface font, scaled."""
        font = QFont(list(families))
        font.setPointSizeF(POINTS * scale)
        font.setBold(bold)
        return font

    def apply(self, application: QApplication, name: ThemeName | None = None) -> None:
        """Dresses the whole application, in another palette where `name` says so."""
        if name is not None and name != self.name:
            self.name = name
            self._load()
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(self.font())
        application.setPalette(self._palette())
        tones = {str(tone): value for tone, value in PALETTES[self.name].items()}
        application.setStyleSheet(stylesheet(tones, self.name, resource("icons").as_posix()))
        self.changed.emit()

    def _palette(self) -> QPalette:
        roles = QPalette.ColorRole
        palette = QPalette()
        for role, tone in (
            (roles.Window, Tone.BACKGROUND),
            (roles.WindowText, Tone.TEXT),
            (roles.Base, Tone.SURFACE),
            (roles.AlternateBase, Tone.RAISED),
            (roles.Text, Tone.TEXT),
            (roles.PlaceholderText, Tone.MUTED),
            (roles.Button, Tone.RAISED),
            (roles.ButtonText, Tone.TEXT),
            (roles.BrightText, Tone.ERROR),
            (roles.Highlight, Tone.SELECTION),
            (roles.HighlightedText, Tone.TEXT),
            (roles.ToolTipBase, Tone.RAISED),
            (roles.ToolTipText, Tone.TEXT),
            (roles.Link, Tone.ACCENT),
            (roles.LinkVisited, Tone.ACCENT),
            (roles.Accent, Tone.ACCENT),
        ):
            palette.setColor(role, self.colour(tone))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour(Tone.DISABLED))
        return palette


def system_theme() -> ThemeName:
    """The palette that the desktop asks for."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"
