"""Whether text in pictures can be read: that is the optional extra `gouji[ocr]`, and never the network."""

from __future__ import annotations

import importlib.util

_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy", "PIL")


def is_available() -> bool:
    """Whether the packages of the extra are installed."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)
