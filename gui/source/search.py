"""Finds words and numbers in a source's text, however its width and separators are written."""

from __future__ import annotations

import re

from core.document.location import TextSpan

MOST = 2000
"""So many matches are shown; a document that holds more is no help to look through."""
FOLD: dict[int, str] = {0xFF01 + n: chr(0x21 + n).lower() for n in range(94)}
FOLD |= {code: chr(code).lower() for code in range(0x41, 0x5B)} | {0x3000: " "}
"""Full width to half width, capitals to small letters."""


def fold(text: str) -> str:
    """The text in half width and small letters, character for character."""
    return text.translate(FOLD)


def find_all(text: str, query: str) -> tuple[TextSpan, ...]:
    """Where the query stands in a folded text; a number is found with and without its separators."""
    wanted = fold(query.strip())
    if not wanted:
        return ()
    bare = wanted.replace(",", "")
    if bare.isascii() and bare.isdigit():
        pattern = r"(?<![\d.])" + ",?".join(bare) if len(bare) > 3 else bare
    else:
        pattern = re.escape(wanted)
    found = []
    for match in re.finditer(pattern, text):
        found.append(TextSpan(*match.span()))
        if len(found) == MOST:
            break
    return tuple(found)
