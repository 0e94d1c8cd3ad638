"""Reading pictures of text is the optional extra `gouji[ocr]`: whether it is there, who hears of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable

Told = Callable[[int, int], None]
"""Hears how many pages of how many have been read by OCR: before the first, and after each."""

_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")


def untold(done: int, pages: int) -> None:
    """For nobody."""


def is_available() -> bool:
    """Whether the packages of the extra are installed."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)
