"""What stands in brackets: the notes behind labels."""

from __future__ import annotations

import re

ASIDE = re.compile(r"[（(][^（()）]*[）)]")


def in_aside(text: str, start: int, place: int) -> bool:
    """Whether a bracket that opens after one place is open still at another."""
    between = ASIDE.sub("", text[start:place])
    return start < place and re.search(r"[（(]", between) is not None
