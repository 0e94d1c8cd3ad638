"""Finds the form's row labels in the order of the form: first as printed, then the misprinted between."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.extract.labels import core
from core.forms.form import Row

_FAR = 2
_FEW = 5
TIMES = 8
"""How many times a table is looked for in one place at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a row's label may stand: `start` to `end` in whatever the caller counts."""

    row: int
    start: int
    end: int
    weight: float
    loose: bool = False


def best_chain(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The heaviest chain in which both rows and places go forward and no two places overlap.

    Of chains as heavy, the one whose members stand latest. Time grows with the number of candidates
    times the number of rows.
    """
    ordered = sorted(candidates, key=lambda candidate: (candidate.start, candidate.row))
    links: list[tuple[float, int]] = []
    heaviest: dict[int, tuple[float, int]] = {}
    open_ends: list[tuple[int, int]] = []
    for at, candidate in enumerate(ordered):
        while open_ends and open_ends[0][0] <= candidate.start:
            _, closed = heapq.heappop(open_ends)
            row = ordered[closed].row
            heaviest[row] = max(heaviest.get(row, (0.0, -1)), (links[closed][0], closed))
        before = (held for row, held in heaviest.items() if row < candidate.row)
        weight, previous = max(before, default=(0.0, -1))
        links.append((weight + candidate.weight, previous))
        heapq.heappush(open_ends, (candidate.end, at))
    chain: list[Candidate] = []
    at = max(range(len(links)), key=lambda place: links[place][0], default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = links[at][1]
    return chain[::-1]


def gaps(chain: Sequence[Candidate], rows: int, start: int, end: int) -> Iterable[tuple[int, int, int]]:
    """Each row that the chain lacks, with the stretch between its neighbours: (row, from, to)."""
    held = {candidate.row: candidate for candidate in chain}
    for row in range(rows):
        if row not in held:
            before = max((c.end for c in chain if c.row < row), default=start)
            after = min((c.start for c in chain if c.row > row), default=end)
            yield row, before, after


def stretches(exact: Sequence[Candidate], low: int, high: int, least: float) -> Iterator[tuple[int, int]]:
    """The stretches between two places that hold the table once each, `TIMES` of them at most.

    Among the candidates, in the order of their places, one of a row seen before, back up the form,
    begins the table anew, together with the rows before it that stand just above; so does one far up the
    form where only few rows were seen (labels in prose above a table). Those that weigh less than `least`
    begin nothing.
    """
    start, seen, last, rows, times = low, -1, -1, set[int](), 1
    for at, candidate in enumerate(exact):
        if candidate.weight < least:
            continue
        back = candidate.row in rows or (last - candidate.row > _FAR and len(rows) <= _FEW)
        if candidate.row < last and back:
            above = (c.start for c in exact[seen + 1 : at] if c.row < candidate.row)
            begins = min(above, default=candidate.start)
            yield start, begins
            if times == TIMES:
                return
            start, last, rows, times = begins, -1, set(), times + 1
        rows.add(candidate.row)
        seen, last = at, max(last, candidate.row)
    yield start, high


def row_cores(row: Row) -> tuple[str, ...]:
    """The cores of a row's label and of its aliases, longest first."""
    return tuple(sorted({core(label) for label in (row.label, *row.aliases)}, key=len, reverse=True))
