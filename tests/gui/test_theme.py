"""The theme: both palettes whole and legible, every icon drawable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.paths import ROOT, resource
from gui.stylesheet import stylesheet
from gui.theme import PALETTES, Theme, ThemeName, Tone

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg") if "currentColor" in path.read_text())
TEXTS = (
    Tone.TEXT, Tone.MUTED, Tone.ZERO, Tone.ERROR, Tone.WARNING, Tone.SETTLED, Tone.PASSED, Tone.ACCENT,
)  # fmt: skip
GROUNDS = (Tone.SURFACE, Tone.RAISED)
PAIRS = (
    (Tone.ERROR, Tone.ERROR_SURFACE),
    (Tone.WARNING, Tone.WARNING_SURFACE),
    (Tone.SETTLED, Tone.SETTLED_SURFACE),
    (Tone.PASSED, Tone.PASSED_SURFACE),
    (Tone.ON_ACCENT, Tone.ACCENT),
    (Tone.TEXT, Tone.SELECTION),
    (Tone.ERROR, Tone.SELECTION),
    (Tone.WARNING, Tone.SELECTION),
    (Tone.MUTED, Tone.SELECTION),
    (Tone.PAPER_TEXT, Tone.PAPER),
    *((tone, ground) for tone in TEXTS for ground in GROUNDS),
)
LEGIBLE = 4.5
"""The contrast that text is to have (WCAG 2.2, 1.4.3)."""
ENHANCED = 7
"""And that it is to have where it is asked for (1.4.6)."""


def luminance(colour: QColor) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    """How far two colours stand apart, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_every_tone_has_a_colour(name: ThemeName) -> None:
    assert set(PALETTES[name]) == set(Tone)
    assert all(re.fullmatch("#[0-9a-f]{6}", value) for value in PALETTES[name].values())


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_is_legible(name: ThemeName, text: Tone, ground: Tone) -> None:
    palette = PALETTES[name]
    assert contrast(QColor(palette[text]), QColor(palette[ground])) >= LEGIBLE


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_high_contrast_is_high(text: Tone, ground: Tone) -> None:
    palette = PALETTES["contrast"]
    assert contrast(QColor(palette[text]), QColor(palette[ground])) >= ENHANCED


@pytest.mark.parametrize("name", PALETTES)
def test_what_the_style_sheet_draws_is_there(name: ThemeName) -> None:
    sheet = stylesheet({str(tone): value for tone, value in PALETTES[name].items()}, name, "icons")
    drawn = re.findall(r"url\(icons/([^)]+)\)", sheet)
    assert drawn
    assert all(resource("icons", file).is_file() for file in drawn)


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_drawn_in_its_tone(qtbot: QtBot, name: str) -> None:
    theme = Theme("light")
    image = theme.pixmap(name, Tone.ERROR, 32).toImage()
    inked = [
        image.pixelColor(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    ]
    assert inked
    assert all(contrast(colour, theme.colour(Tone.ERROR)) < 1.1 for colour in inked)


def test_disabled_icon_is_paler(qtbot: QtBot) -> None:
    icon = Theme("light").icon("save")
    assert icon.pixmap(24).toImage() != icon.pixmap(24, QIcon.Mode.Disabled).toImage()


def test_unknown_icon_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        Theme("light").icon("no-such-icon")


def test_switch_is_told_and_takes_hold(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme("light")
    before = theme.colour(Tone.TEXT)
    with qtbot.waitSignal(theme.changed):
        theme.apply(qapp, "dark")
    assert theme.colour(Tone.TEXT) != before
    assert qapp.palette().window().color() == theme.colour(Tone.BACKGROUND)
    theme.apply(qapp, "light")


@pytest.mark.parametrize("name", PALETTES)
def test_style_sheet_leaves_nothing_open(name: ThemeName) -> None:
    sheet = stylesheet({str(tone): value for tone, value in PALETTES[name].items()}, name, "icons")
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_colours_stand_in_the_theme_alone() -> None:
    named = re.compile(r"#[0-9a-fA-F]{6}\b|QColor\(\s*[\"'\d]|GlobalColor\.(?!transparent)")
    written = {
        str(path.relative_to(ROOT))
        for path in Path(ROOT, "gui").rglob("*.py")
        if path.name != "theme.py" and named.search(path.read_text(encoding="utf-8"))
    }
    assert not written
