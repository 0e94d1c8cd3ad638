"""Joins what page breaks have parted: a table's grids on neighbouring pages, and a row torn between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from core.document.location import PageBox
from core.document.model import Block, Grid, GridCell, Paragraph, SourceDocument
from core.extract.labels import LIKE, core, likeness
from core.extract.numbers import is_blank_mark, read_number, tidy
from core.forms.library import forms

_SAME = 4.0
"""How far apart, in points, the edges of a column may lie on two pages."""
_FURNITURE = 3
_LONGEST = 40
_HEAD_ROWS = 5
_SHORT = 2
"""Labels no longer than this (其他, 总计) also stand at the head of columns."""


def whole_grids(document: SourceDocument) -> tuple[Grid, ...]:
    """The document's grids; those that only a page break parts are one, with the first's index."""
    if not document.pages:
        return document.grids
    joined: list[Grid] = []
    between: list[Paragraph] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            continue
        whole = _joined(joined[-1], block) if joined and _is_furniture(between) else None
        joined[-1:] = [whole] if whole else [*joined[-1:], block]
        between = []
    return tuple(joined)


def _is_furniture(between: Sequence[Block]) -> bool:
    """Whether the text between two grids may be the foot of one page and the head of the next."""
    return len(between) <= _FURNITURE and all(
        isinstance(block, Paragraph) and len(block.text) <= _LONGEST and not block.text.endswith("情况")
        for block in between
    )


def _joined(first: Grid, then: Grid) -> Grid | None:
    """Two grids as one; None unless the second stands on the next page and has the same outer edges."""
    upper, lower = _pages(first), _pages(then)
    left, right = _edges(first), _edges(then)
    if not upper or not lower or min(lower) != max(upper) + 1 or left is None or right is None:
        return None
    if abs(left[0] - right[0]) > _SAME or abs(left[-1] - right[-1]) > _SAME:
        return None
    edges = [*left, *(edge for edge in right if all(abs(edge - other) > _SAME for other in left))]
    edges.sort()
    above = _spread(first.cells, left, edges, 0)
    below = _spread(then.cells, right, edges, first.rows)
    cells = _mended(above, below, first.rows)
    return Grid(first.index, first.rows + then.rows, len(edges) - 1, tuple(cells))


def _pages(grid: Grid) -> set[int]:
    return {cell.location.page for cell in grid.cells if isinstance(cell.location, PageBox)}


def _edges(grid: Grid) -> list[float] | None:
    """Where the columns begin, and the last ends, in points; None where the cells do not tell."""
    last = max(_pages(grid), default=0)
    held: dict[int, float] = {}
    for cell in grid.cells:
        if isinstance(cell.location, PageBox) and (cell.location.page == last or cell.column not in held):
            x0, _, x1, _ = cell.location.box
            held[cell.column], held[cell.column + cell.column_span] = x0, x1
    edges = [held[column] for column in sorted(held)]
    if len(edges) != grid.columns + 1 or any(b - a <= 0 for a, b in pairwise(edges)):
        return None
    return edges


def _spread(
    cells: Iterable[GridCell], own: Sequence[float], edges: Sequence[float], down: int
) -> list[GridCell]:
    """The cells in the columns of all `edges`, `down` rows lower."""
    place = [min(range(len(edges)), key=lambda at: abs(edges[at] - edge)) for edge in own]
    return [
        replace(
            cell,
            row=cell.row + down,
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in cells
    ]


def _mended(above: list[GridCell], below: list[GridCell], seam: int) -> Iterator[GridCell]:
    """All the cells, the two halves of a row torn by the page break put together."""
    upper = [cell for cell in above if cell.row + cell.row_span == seam]
    for at in range(seam, seam + _HEAD_ROWS):
        lower = [cell for cell in below if cell.row == at]
        mended = _row(upper, lower) if _is_torn(upper, lower) else []
        if mended:
            yield from (cell for cell in above if cell not in upper)
            yield from mended
            yield from (cell for cell in below if cell not in lower)
            return
        if any(
            _is_figure(cell) or (len(core(cell.text)) > _SHORT and _is_labelled([cell])) for cell in lower
        ):
            break
    yield from above
    yield from below


@cache
def _labels() -> frozenset[str]:
    """The cores of the labels of all rows of all forms."""
    rows = (row for form in forms().values() for table in form.tables.values() for row in table.rows.values())
    return frozenset(core(label) for row in rows for label in (row.label, *row.aliases))


@cache
def _known() -> frozenset[str]:
    """The cores of the labels of all rows and columns of all forms."""
    tables = [table for form in forms().values() for table in form.tables.values()]
    columns = (column for table in tables for column in table.columns.values())
    return _labels() | {core(label) for column in columns for label in (column.label, *column.aliases)}


def _is_torn(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> bool:
    """Whether the cells are one row: a label goes on below, or figures alone stand beyond their label.

    Where both have figures in one column, only the caption beside two rows goes on.
    """
    if {c.column for c in upper if _is_figure(c)} & {c.column for c in lower if _is_figure(c)}:
        return False
    if any(
        over.column == under.column and _is_one_label(over.text, under.text)
        for over in upper
        for under in lower
    ):
        return True
    above, below = (any(map(_is_figure, cells)) for cells in (upper, lower))
    if above and not below:
        return _is_labelled(lower) and any(map(_is_numbering, upper)) and not any(map(_is_worded, upper))
    return below and not above and _is_labelled(upper) and not any(core(cell.text) for cell in lower)


def _is_labelled(cells: Iterable[GridCell]) -> bool:
    return any(core(cell.text) in _labels() for cell in cells)


def _is_worded(cell: GridCell) -> bool:
    return core(cell.text) in _known()


def _is_numbering(cell: GridCell) -> bool:
    """Whether the cell holds a numbering alone: （3） or 3."""
    return bool(tidy(cell.text)) and not core(cell.text) and not _is_figure(cell)


def _is_one_label(over: str, under: str) -> bool:
    """Whether two texts are the halves of a label of the form, and more like it together than alone."""
    if not core(over) or not core(under) or _alike(under) == 1:
        return False
    whole = _alike(f"{over}\n{under}")
    return whole == 1 or (whole >= LIKE and whole > max(_alike(over), _alike(under)))


@cache
def _alike(text: str) -> float:
    own = core(text)
    return 1.0 if own in _known() else max(likeness(own, label) for label in _known())


def _is_figure(cell: GridCell) -> bool:
    return read_number(cell.text) is not None or is_blank_mark(cell.text)


def _row(upper: Sequence[GridCell], lower: Sequence[GridCell]) -> list[GridCell]:
    """The cells of both halves, those of one place put together; none where a place has no match."""
    places = {(cell.column, cell.column_span): cell for cell in lower if tidy(cell.text)}
    row = []
    for cell in upper:
        under = places.pop((cell.column, cell.column_span), None)
        if under is None:
            row.append(cell)
        elif not tidy(cell.text):
            row.append(replace(under, row=cell.row, row_span=cell.row_span))
        else:
            row.append(replace(cell, text=f"{cell.text}\n{under.text}"))
    return [] if places else row
