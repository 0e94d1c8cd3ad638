"""Where the program's own files lie: beside the packages, in a checkout and in a frozen bundle alike."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a file below resources/."""
    return ROOT.joinpath("resources", *parts)
