"""Puts the characters of a page into the cells of its ruled tables.

A number that runs over a ruling is its cell's where it is plain whose it is, and two where the ruling parts
its digits cleanly; else the cells that it covers are made one, and what they hold is for others to tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from core.document.glyphs import Glyph, Line, lines
from core.document.rulings import RuledCell, RuledTable

_NUMERIC = frozenset("0123456789.,，%")
_MOSTLY = 0.8
_FITS = 0.85
_FAR = 1.3
_MIDDLE = 0.1
_CUT = 0.25
"""How much of a digit's width a ruling may cut off, for the digit to stand on one side of it."""

_APART = -1

Held = dict[int, list[Line]]


def filled(table: RuledTable, glyphs: Sequence[Glyph]) -> tuple[RuledTable, Held, list[Glyph]]:
    """The table with the lines in its cells, by the cells' order, and the characters outside it."""
    by_place = {
        (cell.row + down, cell.column + right): at
        for at, cell in enumerate(table.cells)
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    one: dict[int, int] = {}
    for piece in _pieces(glyphs):
        covered = _covered(table, by_place, piece)
        own = _own(table, covered, piece) if covered else None
        if covered and own is None:
            own = min(_first(one, at) for at in covered)
            one |= {_first(one, at): own for at in covered}
        if own is not None and own >= 0:
            inside.setdefault(own, []).extend(piece)
            continue
        for glyph in piece:
            at = by_place.get(_place(table, [glyph]))
            (outside if at is None else inside.setdefault(at, [])).append(glyph)
    if one:
        table, inside = _merged(table, inside, one)
    return table, {at: lines(held) for at, held in inside.items()}, outside


def _first(one: Mapping[int, int], at: int) -> int:
    """The first of the cells that a cell is made one with."""
    while one.get(at, at) != at:
        at = one[at]
    return at


def _pieces(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Numbers whole, where their digits were drawn without a gap; other characters one by one."""
    for (_, numeric), held in groupby(glyphs, key=lambda glyph: (glyph.run, glyph.character in _NUMERIC)):
        if numeric:
            yield list(held)
        else:
            yield from ([glyph] for glyph in held)


def _place(table: RuledTable, piece: Sequence[Glyph]) -> tuple[int, int]:
    """The row and column of the middle of a piece; outside the table, numbers that no cell has."""
    x = (piece[0].box[0] + piece[-1].box[2]) / 2
    y = (piece[0].box[1] + piece[0].box[3]) / 2
    return bisect_right(table.ys, y) - 1, bisect_right(table.xs, x) - 1


def _covered(
    table: RuledTable, by_place: dict[tuple[int, int], int], piece: Sequence[Glyph]
) -> tuple[int, ...]:
    """The cells that a number stands in, from left to right, if they are of one row; else none."""
    if len(piece) < 2:
        return ()
    row, _ = _place(table, piece)
    first = bisect_right(table.xs, piece[0].box[0]) - 1
    last = bisect_right(table.xs, piece[-1].box[2]) - 1
    if first == last:
        return ()
    found = dict.fromkeys(by_place.get((row, column)) for column in range(first, last + 1))
    cells = tuple(at for at in found if at is not None)
    spans = {(table.cells[at].row, table.cells[at].row_span) for at in cells}
    return cells if len(cells) == len(found) and len(spans) == 1 else ()


def _own(table: RuledTable, covered: Sequence[int], piece: Sequence[Glyph]) -> int | None:
    """The cell that a number is whole in; _APART where rulings part it; None where it is not plain which."""
    left, right = piece[0].box[0], piece[-1].box[2]
    own = max(covered, key=lambda at: _shared(table.cells[at], left, right))
    x0, _, x1, _ = table.cells[own].box
    width, room = right - left, x1 - x0
    if all(x0 < (glyph.box[0] + glyph.box[2]) / 2 < x1 for glyph in piece):
        return own
    if not all(_is_clean(piece, table.cells[at].box[2]) for at in covered[:-1]):
        return own if _shared(table.cells[own], left, right) >= _MOSTLY * width else None
    if width <= _FITS * room:
        return _APART
    centred = abs((left + right) - (x0 + x1)) / 2 <= _MIDDLE * room
    return own if centred and width <= _FAR * room else None


def _shared(cell: RuledCell, left: float, right: float) -> float:
    return min(cell.box[2], right) - max(cell.box[0], left)


def _is_clean(piece: Iterable[Glyph], border: float) -> bool:
    """Whether a ruling runs between the digits of a number, and not through one."""
    for glyph in piece:
        x0, _, x1, _ = glyph.box
        if x0 + _CUT * (x1 - x0) < border < x1 - _CUT * (x1 - x0):
            return False
    return True


def _merged(
    table: RuledTable, inside: Mapping[int, list[Glyph]], one: Mapping[int, int]
) -> tuple[RuledTable, dict[int, list[Glyph]]]:
    """The table with cells made one: `one` gives for each of them the first of those that it joins."""
    cells: list[RuledCell] = []
    held: dict[int, list[Glyph]] = {}
    number: dict[int, int] = {}
    for at, cell in enumerate(table.cells):
        first = _first(one, at)
        if first == at:
            number[at] = len(cells)
            cells.append(cell)
        else:
            grown = cells[number[first]]
            span = cell.column + cell.column_span - grown.column
            box = (*grown.box[:2], cell.box[2], grown.box[3])
            cells[number[first]] = replace(grown, column_span=span, box=box)
        held.setdefault(number[first], []).extend(inside.get(at, ()))
    return replace(table, cells=tuple(cells)), held
