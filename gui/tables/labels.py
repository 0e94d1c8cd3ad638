"""How the printed labels are broken into lines, and how much room they take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics

PAD = 5
"""Pixels between a label and the lines of the table."""
ORDINAL = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+(?=、)")
WRAP = int(Qt.TextFlag.TextWordWrap)


def balanced(text: str, per_line: int) -> list[str]:
    """The text in lines of nearly equal length, none longer than `per_line`, its ordinal （三） apart."""
    if len(text) <= per_line:
        return [text]
    ordinal = ORDINAL.match(text)
    if ordinal and text[0] == "（":
        return [ordinal.group(), *balanced(text[ordinal.end() :], max(1, per_line))]
    lines = ceil(len(text) / per_line)
    size = ceil(len(text) / lines)
    return [text[at : at + size] for at in range(0, len(text), size)]


def stacked(text: str) -> list[str]:
    """One character a line, as the forms print a tall narrow label; 、 hangs on what it follows."""
    return re.findall(r".、?", text)


def variants(text: str, per_line: int) -> list[list[str]]:
    """The ways to set a merged label, best first: in full, then its ordinal alone."""
    full = stacked(text) if per_line < 2 else balanced(text, per_line)
    ordinal = ORDINAL.match(text)
    return [full, [ordinal.group()]] if ordinal else [full]


def per_line(width: int, metrics: QFontMetrics) -> int:
    """How many Chinese characters fit in a width."""
    return max(1, (width - PAD) // max(1, metrics.horizontalAdvance("国")))


def merged_lines(text: str, size: QSize, metrics: QFontMetrics) -> list[str]:
    """The lines of a merged label, in the fullest way that fits; in the last way where none does."""
    ways = variants(text, per_line(size.width(), metrics))
    return next((way for way in ways if len(way) * metrics.height() <= size.height()), ways[-1])


def wrapped_height(text: str, width: int, metrics: QFontMetrics) -> int:
    """How high running text stands in a width, margins apart."""
    return metrics.boundingRect(QRect(0, 0, max(1, width - 2 * PAD), 10000), WRAP, text).height()


def merged_height(text: str, width: int, metrics: QFontMetrics) -> int:
    """How high a merged label stands in full."""
    return len(variants(text, per_line(width, metrics))[0]) * metrics.height()


def spread(sizes: Sequence[int], wanted: int) -> list[int]:
    """The sizes, enlarged evenly so that they sum to at least what is wanted."""
    short = wanted - sum(sizes)
    if short <= 0 or not sizes:
        return list(sizes)
    more, rest = divmod(short, len(sizes))
    return [size + more + (1 if at < rest else 0) for at, size in enumerate(sizes)]


def level(sizes: Sequence[int], room: int, most: int) -> list[int]:
    """The sizes with the smallest raised together, as far as the room goes, but none beyond `most`."""
    reached = list(sizes)
    for edge in sorted({size for size in sizes if size < most} | {most}):
        low = [at for at, size in enumerate(reached) if size < edge]
        free = room - sum(reached)
        if not low or free <= 0:
            continue
        step = min(edge - reached[low[0]], free // len(low))
        for at in low:
            reached[at] += step
    return reached
