"""Finds the form's row labels in the order of the form: first as printed, then the misprinted between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.extract.labels import core
from core.forms.form import Row


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a row's label may stand: `start` to `end` in whatever the caller counts."""

    row: int
    start: int
    end: int
    weight: float
    loose: bool = False


def best_chain(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The heaviest chain in which both rows and places go forward and no two places overlap."""
    ordered = sorted(candidates, key=lambda c: (c.start, c.row))
    best: list[tuple[float, int]] = []
    for at, candidate in enumerate(ordered):
        before = [
            (best[i][0], i)
            for i in range(at)
            if ordered[i].row < candidate.row and ordered[i].end <= candidate.start
        ]
        weight, previous = max(before, default=(0.0, -1))
        best.append((weight + candidate.weight, previous))
    chain: list[Candidate] = []
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = best[at][1]
    return chain[::-1]


def gaps(chain: Sequence[Candidate], rows: int, end: int) -> Iterable[tuple[int, int, int]]:
    """Each row that the chain lacks, with the stretch between its neighbours: (row, from, to)."""
    held = {candidate.row: candidate for candidate in chain}
    for row in range(rows):
        if row not in held:
            before = max((c.end for c in chain if c.row < row), default=0)
            after = min((c.start for c in chain if c.row > row), default=end)
            yield row, before, after


def row_cores(row: Row) -> tuple[str, ...]:
    """The cores of a row's label and of its aliases, longest first."""
    return tuple(sorted({core(label) for label in (row.label, *row.aliases)}, key=len, reverse=True))
