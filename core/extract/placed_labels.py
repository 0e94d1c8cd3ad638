"""Finds the labels of a table's rows on a page, in the order of the form: as printed, then misprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.extract.align import Candidate, best_chain, gaps, row_cores
from core.extract.fragments import Fragment
from core.extract.grid import LEAST_WEIGHT
from core.extract.labels import LIKE, core, likeness, number
from core.extract.pieces import Label, Pieces
from core.forms.form import Row

_NUMBERING = re.compile(r"[（(]?\s*\d{1,2}\s*(?:[）)]?\s*[、.．,，]?|[）)])")
_SHORT = 2
_FINE = 10
"""Steps to the point in which candidates for the chain count."""
_MOST_CHAINS = 3


@dataclass(frozen=True, slots=True)
class RowLabel:
    """The label of a row found, and how much it weighs; `loose` when it is not the form's."""

    row: Row
    label: Label
    weight: float
    loose: bool


def row_labels(rows: Sequence[Row], pieces: Pieces) -> Iterator[list[RowLabel]]:
    """The rows' labels, once for each time that they stand on the pages, from top to bottom."""
    candidates = dict(_exact(rows, pieces))
    for _ in range(_MOST_CHAINS):
        chain = best_chain(candidates)
        if len(chain) < 2 or sum(candidate.weight for candidate in chain) < LEAST_WEIGHT:
            return
        found = {c: candidates[c] for c in chain}
        found |= dict(_misprinted(rows, chain, found, pieces))
        yield [
            RowLabel(rows[c.row], found[c], c.weight, c.loose)
            for c in sorted(best_chain(found), key=lambda c: c.row)
        ]
        first, last = chain[0].start, chain[-1].end
        candidates = {c: label for c, label in candidates.items() if c.end < first or c.start > last}


def _exact(rows: Sequence[Row], pieces: Pieces) -> Iterator[tuple[Candidate, Label]]:
    """The labels as printed; a short one (其他, 总计) only with its numbering, if it has one."""
    for at, row in enumerate(rows):
        for printed in row_cores(row):
            for label in pieces.labels(printed):
                if number(row.label) and not number(label.text):
                    label = Label((*_numbering(label, pieces), *label.fragments))
                numbered = number(label.text) == number(row.label) != ""
                if numbered or not number(row.label) or len(printed) > _SHORT:
                    yield _candidate(at, label, len(printed) + 2.0 * numbered), label


def _candidate(row: int, label: Label, weight: float, *, loose: bool = False) -> Candidate:
    return Candidate(row, int(label.top * _FINE), int(label.bottom * _FINE) + 1, weight, loose)


def _numbering(label: Label, pieces: Pieces) -> tuple[Fragment, ...]:
    """The fragments of a numbering that stands before a label, on its line or alone on the line above."""
    first = label.fragments[0]
    beside = pieces.between(first.middle - 0.3 * first.size, first.middle + 0.3 * first.size)
    before = [f for f in beside if f.right <= first.left + 1 and first.left - f.right < 2 * first.size]
    if before and _NUMBERING.fullmatch(before[-1].text):
        return (before[-1],)
    above = pieces.between(first.middle - 2.6 * first.size, first.middle - 0.3 * first.size)
    near = [f for f in above if f.left > label.left - first.size and f.right < label.right + first.size]
    if near and _NUMBERING.fullmatch("".join(f.text for f in near)):
        return tuple(near)
    return ()


def _misprinted(
    rows: Sequence[Row], chain: Sequence[Candidate], found: dict[Candidate, Label], pieces: Pieces
) -> Iterator[tuple[Candidate, Label]]:
    """For each row that is not there, the words between its neighbours that are like its label."""
    right = max(label.right for label in found.values())
    taken = {fragment for label in found.values() for fragment in label.fragments}
    for at, low, high in gaps(chain, len(rows), chain[0].start, chain[-1].end):
        between = pieces.between((low + 1) / _FINE, (high - 1) / _FINE)
        worded = [f for f in between if f.han and f.right <= right and f not in taken]
        for label in _blocks(worded):
            alike = max(likeness(core(label.text), printed) for printed in row_cores(rows[at]))
            if alike >= LIKE:
                weight = len(core(rows[at].label)) * alike
                yield _candidate(at, label, weight, loose=True), label


def _blocks(worded: Sequence[Fragment]) -> Iterator[Label]:
    """Every stretch of neighbouring lines that stand below one another."""
    for first in range(len(worded)):
        held = [worded[first]]
        for fragment in worded[first + 1 :]:
            yield Label(tuple(held))
            if any(fragment.spans(other) for other in held):
                held.append(fragment)
        yield Label(tuple(held))
