"""The settings: kept across starts, defaults where nothing or nonsense is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray

from core.review.change import DecisionKind
from core.review.places import current_user
from gui.settings import Settings, settings_file


def test_defaults(gouji_home: Path) -> None:
    settings = Settings()
    assert settings.language == "zh"
    assert settings.theme == "system"
    assert settings.reviewer == current_user()
    assert settings.moves_on
    assert settings.filters == frozenset()
    assert settings.layout("window") is None
    assert settings.reason(DecisionKind.RETURNED) == ""
    assert settings_file().parent == gouji_home


def test_everything_is_kept() -> None:
    settings = Settings()
    settings.language = "en"
    settings.theme = "dark"
    settings.reviewer = "  李审核 "
    settings.moves_on = False
    settings.folder = "somewhere"
    settings.filters = frozenset({"failed", "passed"})
    settings.set_reason(DecisionKind.PROPOSAL, '电话核实；=1+1, "引号"')
    settings.set_layout("window", QByteArray(b"\x00\xff"))
    settings.save()
    again = Settings()
    assert again.language == "en"
    assert again.theme == "dark"
    assert again.reviewer == "李审核"
    assert not again.moves_on
    assert again.folder == "somewhere"
    assert again.filters == {"failed", "passed"}
    assert again.reason(DecisionKind.PROPOSAL) == '电话核实；=1+1, "引号"'
    assert again.layout("window") == QByteArray(b"\x00\xff")


def test_nonsense_gives_defaults(gouji_home: Path) -> None:
    gouji_home.mkdir(parents=True)
    settings_file().write_text("[General]\nlanguage=fr\ntheme=pink\nmoves_on=7\n", encoding="utf-8")
    settings = Settings()
    assert settings.language == "zh"
    assert settings.theme == "system"
    assert not settings.moves_on


def test_emptied_name_is_the_users() -> None:
    settings = Settings()
    settings.reviewer = " "
    assert settings.reviewer == current_user()
