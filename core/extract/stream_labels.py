"""Finds the labels of a table's rows in a stream of text, in the order of the form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.extract.align import Candidate, best_chain, gaps, row_cores
from core.extract.brackets import in_aside
from core.extract.labels import LIKE, core, is_han, likeness, number
from core.extract.stream_text import Stream
from core.forms.form import Row

_REACH = 240
"""How many ideographs between two labels are searched for a misprinted one at most."""

_BACK = 120
"""So many characters before a misprinted label are searched for the bracket of a note."""

_LISTED = re.compile(r"([，；、]) ?(?:\d|\1)")
_AHEAD = 12


def exact_labels(rows: Sequence[Row], stream: Stream, low: int, high: int) -> Iterator[Candidate]:
    """The labels as printed; places are positions among the ideographs."""
    for at, row in enumerate(rows):
        for printed in row_cores(row):
            for found in stream.han.find(printed, low, high):
                weight = _weight(row, printed, stream, found)
                if weight > 0:
                    yield Candidate(at, found, found + len(printed), weight)


def label_chain(
    rows: Sequence[Row], stream: Stream, exact: Sequence[Candidate], low: int, high: int
) -> list[Candidate]:
    """The rows found in a stretch, as printed or misprinted."""
    chain = best_chain(exact)
    if not chain:
        return []
    loose = [
        candidate
        for row, first, last in gaps(chain, len(rows), low, high)
        for candidate in _misprints(row, rows[row], stream, max(first, chain[0].start - 60), last)
    ]
    return best_chain([*chain, *loose]) if loose else chain


def _misprints(at: int, row: Row, stream: Stream, low: int, high: int) -> Iterator[Candidate]:
    """The likest stretch to a row's label between two positions, where it is like enough."""
    own = core(row.label)
    if len(own) < 4 or high - low > _REACH:
        return
    best = (0.0, 0, 0)
    for start in range(low, high):
        if number(row.label) and not _numbered(row, stream, start):
            continue
        if _is_joined(stream, start) and in_aside(
            stream.text, max(0, stream.place(start) - _BACK), stream.place(start)
        ):
            continue
        for length in range(max(3, len(own) - 4), len(own) + 5):
            if start + length <= high and not _is_joined(stream, start + length):
                alike = likeness(stream.han.text[start : start + length], own)
                best = max(best, (alike, start, start + length))
    alike, start, stop = best
    if alike >= LIKE:
        yield Candidate(at, start, stop, len(own) * alike, loose=True)


def _is_joined(stream: Stream, at: int) -> bool:
    """Whether nothing parts the ideograph at a position from the one before it."""
    places = stream.han.places
    return 0 < at < len(places) and places[at] == places[at - 1] + 1


def _numbered(row: Row, stream: Stream, at: int) -> bool:
    """Whether the label's own numbering stands before the ideograph at a position."""
    before = stream.text[max(0, stream.place(at) - 8) : stream.place(at)]
    own = number(row.label)
    return (
        re.search(rf"[（(]?\s*(?:0?{own})\s*[）)、.．,，:：]?\s*[“\"‘']?\s*$", before) is not None
        and own != ""
    )


def _weight(row: Row, printed: str, stream: Stream, at: int) -> float:
    """How much an occurrence speaks for being the row's label: its length, numbering, and surroundings.

    Zero or less for a short word in the middle of others (其他, 总计).
    """
    numbered = _numbered(row, stream, at)
    place, last = stream.place(at), stream.place(at + len(printed) - 1)
    after = stream.text[last + 1 : last + 2]
    inside = bool(after) and (is_han(after) or after in "，。；、")
    inside = inside and not (_LISTED.match(stream.text, last + 1) and _begins(stream.text, place))
    joined = place > 0 and is_han(stream.text[place - 1])
    weight = len(printed) + (2 if numbered else 0) - (3 if inside else 0) - (1 if joined else 0)
    if len(printed) <= 2 and (inside or (number(row.label) and not numbered)):
        return 0
    return weight


def _begins(text: str, place: int) -> bool:
    """Whether no words but a numeral stand before a place in its line."""
    line = text[max(0, place - _AHEAD) : place].rpartition("\n")
    return bool(line[1]) and re.search(r"[\u3400-\u9fff]{2}", line[2]) is None
