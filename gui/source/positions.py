"""Places in a source's text, in code points, against places in a Qt document, in UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

SHIFTS = re.compile("\r(?=\n)|[\U00010000-\U0010ffff]")
"""What makes the two differ: Qt drops the first half of \\r\\n, and counts an astral character twice."""


class Positions:
    """Converts places of one text; the Qt document must have been given `shown`."""

    def __init__(self, text: str) -> None:
        self.shown = text.replace("\r\n", "\n")
        hits = list(SHIFTS.finditer(text))
        self._at = [hit.start() for hit in hits]
        self._sums = [0, *accumulate(-1 if hit.group() == "\r" else 1 for hit in hits)]
        self._there = [at + before for at, before in zip(self._at, self._sums, strict=False)]

    def to_document(self, place: int) -> int:
        """The place in the Qt document of a code point."""
        return place + self._sums[bisect_left(self._at, place)]

    def to_text(self, place: int) -> int:
        """The code point at a place of the Qt document."""
        return place - self._sums[bisect_left(self._there, place)]
