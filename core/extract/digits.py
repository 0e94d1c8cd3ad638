"""Splits digits that run together into the numbers of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from core.extract.report import Number

_RUN = re.compile(r"(\d+)(\.\d+)?")


def splits(run: str, parts: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut digits into so many numbers, none with a leading zero, shorter first numbers first."""
    if parts == 1:
        if len(run) == 1 or (run and run[0] != "0"):
            yield (run,)
        return
    longest = 1 if run[:1] == "0" else len(run) - parts + 1
    for length in range(1, longest + 1):
        for rest in splits(run[length:], parts - 1):
            yield (run[:length], *rest)


def readings(tokens: Sequence[str], columns: int, limit: int) -> tuple[tuple[Number, ...], ...]:
    """The ways to read the tokens as one row of numbers, each token one number or several.

    At most `limit`, else none at all: a list cut short would hide the true reading. A decimal fraction
    stays with the last number of its token. Tokens of anything but digits give no readings.
    """
    runs = [_RUN.fullmatch(token) for token in tokens]
    if not all(runs) or not 0 < len(tokens) <= columns:
        return ()
    found: list[tuple[Number, ...]] = []
    for row in _rows([(run[1], run[2] or "") for run in runs if run], columns):
        if len(found) == limit:
            return ()
        found.append(row)
    return tuple(found)


def _rows(runs: Sequence[tuple[str, str]], columns: int) -> Iterator[tuple[Number, ...]]:
    whole, fraction = runs[0]
    others = len(runs) - 1
    if not others:
        counts = range(columns, columns + 1) if len(whole) >= columns else range(0)
    else:
        counts = range(1, min(len(whole), columns - others) + 1)
    for count in counts:
        for cut in splits(whole, count):
            last: Number = Decimal(cut[-1] + fraction) if fraction else int(cut[-1])
            head = (*map(int, cut[:-1]), last)
            if not others:
                yield head
            else:
                yield from ((*head, *rest) for rest in _rows(runs[1:], columns - count))
