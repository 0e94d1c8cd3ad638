"""Finds a form's table on the grids of a document: the source itself keeps its cells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile

from core.document.model import GridCell
from core.extract.align import Candidate, best_chain, gaps, row_cores, stretches
from core.extract.heads import Heads, is_head_line, read_heads
from core.extract.labels import LIKE, core, likeness, number
from core.extract.lines import Line, banded, cores_of
from core.extract.numbers import read_number
from core.extract.reading import RowReading, TableReading
from core.extract.rows import read_row, seen_beside
from core.extract.units import header_units
from core.forms.form import Form, Row, Table
from core.messages import message

LEAST_WEIGHT = 16
"""How many ideographs of the form's labels must be found for a table to be there."""

HARDLY = 0.4
"""How alike a label must be to the form's where its place and number speak for it already."""

_SHORT = 4
"""Labels that weigh less (其他, 总计) also stand at the head of columns."""


def find_rows(form: Form, table: Table, source: Sequence[Line]) -> Iterator[TableReading]:
    """The table as read by its row labels, once for each time that the grids hold it."""
    exact = list(_exact(list(table.rows.values()), source))
    for start, end in stretches(exact, 0, len(source), _SHORT):
        own = [candidate for candidate in exact if start <= candidate.start < end]
        chain = _chain(list(table.rows.values()), source, own, start, end)
        weight = sum(candidate.weight for candidate in chain)
        if len(chain) >= 2 and weight >= LEAST_WEIGHT:
            yield _read(form, table, source, chain, own)


def _exact(rows: Sequence[Row], source: Sequence[Line]) -> Iterator[Candidate]:
    """The labels as printed; places are numbers of lines."""
    by_core: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for printed in row_cores(row):
            by_core.setdefault(printed, []).append(at)
    for n, line in enumerate(source):
        for cell in line.labels():
            for printed in dict.fromkeys(cores_of(cell)):
                for at in by_core.get(printed, ()):
                    yield Candidate(at, n, n + 1, _weight(rows[at], cell))


def _weight(row: Row, cell: GridCell) -> float:
    return len(core(row.label)) + (1 if number(cell.text) == number(row.label) else 0)


def _chain(
    rows: Sequence[Row], source: Sequence[Line], exact: Sequence[Candidate], start: int, end: int
) -> list[Candidate]:
    """The rows found in a stretch of lines, as printed or misprinted."""
    chain = best_chain(exact)
    if not chain:
        return []
    taken = {candidate.start for candidate in chain}
    first, last = max(start, chain[0].start - len(rows)), min(end, chain[-1].end + len(rows))
    loose = [
        Candidate(row, n, n + 1, len(row_cores(rows[row])[0]) * alike, loose=True)
        for row, low, high in gaps(chain, len(rows), first, last)
        for n in range(low, high)
        if n not in taken
        and (alike := _likeness(source[n], rows[row])) >= LIKE
        and not _holds_another(source[n], rows[row], rows)
    ]
    chain = best_chain([*chain, *loose]) if loose else chain
    return sorted([*chain, *_by_place(rows, source, chain)], key=lambda candidate: candidate.start)


def _by_place(rows: Sequence[Row], source: Sequence[Line], chain: Sequence[Candidate]) -> Iterator[Candidate]:
    """Rows hardly like their labels, where just as many lines with numbers stand between two that are."""
    first, last = chain[0], chain[-1]
    above = list(takewhile(lambda n: _is_row(source[n]), range(first.start - 1, -1, -1)))
    below = list(takewhile(lambda n: _is_row(source[n]), range(last.end, len(source))))
    gap = [(range(first.row), above[::-1], first), (range(last.row + 1, len(rows)), below, last)]
    for before, after in pairwise(chain):
        gap.append((range(before.row + 1, after.row), list(range(before.end, after.start)), before))
    for lacking, places, beside in gap:
        if len(lacking) == len(places):
            for row, n in zip(lacking, places, strict=True):
                near = source[n].grid is source[beside.start].grid and _is_hardly(source[n], rows[row])
                if near and not _holds_another(source[n], rows[row], rows):
                    yield Candidate(row, n, n + 1, 0, loose=True)


def _is_hardly(line: Line, row: Row) -> bool:
    """Whether a line with numbers has a label numbered as the row's and a little like it."""
    return _is_row(line) and any(
        number(cell.text) == number(row.label) and _alike(cell, row) >= HARDLY for cell in line.labels()
    )


def _is_row(line: Line) -> bool:
    """Whether a line holds a label and a number."""
    return any(line.labels()) and any(read_number(cell.text) for cell in line.cells)


def _holds_another(line: Line, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a line's labels hold that of another row whole, as where no ruling parts two rows."""
    own, others = row_cores(row), [other for other in rows if other is not row]
    return any(_holds(cell, other, own) for cell in line.labels() for other in others)


def _holds(cell: GridCell, other: Row, own: Sequence[str]) -> bool:
    """Whether a cell is more like a label of `own` without another row's that it holds, or has that in a line
    of its own."""
    printed, labels = cores_of(cell)[0], row_cores(other)
    alike = max(likeness(printed, mine) for mine in own)
    without = (printed.replace(label, "", 1) for label in labels if len(label) >= _SHORT and label in printed)
    if any(likeness(rest, mine) > alike for rest in without for mine in own):
        return True
    parts = cell.text.split("\n")[1:]
    return any(core(part) in labels and number(part) == number(other.label) != "" for part in parts)


def _likeness(line: Line, row: Row) -> float:
    return max((_alike(cell, row) for cell in line.labels()), default=0.0)


def _alike(cell: GridCell, row: Row) -> float:
    return max(likeness(printed, own) for printed in cores_of(cell) for own in row_cores(row))


def _read(
    form: Form, table: Table, source: Sequence[Line], chain: Sequence[Candidate], exact: Sequence[Candidate]
) -> TableReading:
    """The table as its chain of labels has it; `exact` are all the labels of its stretch."""
    rows = list(table.rows.values())
    found: dict[int, RowReading] = {}
    headed = set[str]()
    places = sorted([*chain, *_strays(chain, exact, source)], key=lambda candidate: candidate.start)
    labelled = [
        (rows[c.row], _label_cell(source[c.start], rows[c.row], c.loose), source[c.start]) for c in places
    ]
    others = seen_beside(table, labelled)
    for at, (candidate, heads) in enumerate(zip(places, _heads(table, source, places), strict=True)):
        row, label, line = labelled[at]
        reached = [other for other in _reached(candidate, label, source) if other.grid is line.grid]
        joined = banded(line, reached)
        same = (c for c in exact if c.row == candidate.row and c.start != candidate.start)
        again = [source[c.start] for c in same if c.weight >= _SHORT]
        again += [
            other for other in _below(candidate, places[at + 1 : at + 2], source) if other not in reached
        ]
        again += _above(line, source[places[at - 1].end : candidate.start] if at else ())
        again += [] if joined else reached
        reading = read_row(row, table, label, joined or line, heads, again, others, loose=candidate.loose)
        found[candidate.row] = replace(reading, doubt=message("extract.row_in_two")) if joined else reading
        headed.update(heads.ranges)
    used = tuple({line.grid.index: line.grid for line in (source[c.start] for c in chain)}.values())
    text = "\n".join(cell.text for grid in used for cell in grid.cells)
    weight = sum(c.weight for c in chain) + sum(len(core(table.columns[id].label)) for id in headed)
    ordered = {rows[at].id: found[at] for at in sorted(found)}
    spans = tuple((grid.start, grid.end) for grid in used)
    return TableReading(form, table, ordered, header_units(table, text), weight, spans)


def _reached(candidate: Candidate, label: GridCell, source: Sequence[Line]) -> Sequence[Line]:
    """The lines that a label reaches down to."""
    return source[candidate.end : candidate.end + label.row_span - 1]


def _below(candidate: Candidate, following: Sequence[Candidate], source: Sequence[Line]) -> list[Line]:
    """The lines without words between a row and the form's next."""
    grid = source[candidate.start].grid
    next_row = following and following[0].row == candidate.row + 1
    between = source[candidate.end : following[0].start] if next_row else ()
    return [line for line in between if line.grid is grid and _is_bare(line)]


def _above(line: Line, between: Sequence[Line]) -> list[Line]:
    """The lines without words between the row before and one without numbers, which may be its own."""
    if any(read_number(cell.text) for cell in line.cells):
        return []
    return [other for other in between if other.grid is line.grid and _is_bare(other)]


def _is_bare(line: Line) -> bool:
    """Whether no words begin in a line."""
    return not any(core(cell.text) for cell in line.cells if cell.row == line.row)


def _strays(
    chain: Sequence[Candidate], exact: Sequence[Candidate], source: Sequence[Line]
) -> Iterator[Candidate]:
    """Rows that stand out of the form's order on the same grids, each label there once."""
    grids = {source[candidate.start].grid.index for candidate in chain}
    rows, taken = ({c.row for c in chain}, {c.start for c in chain})
    for candidate in exact:
        others = sum(other.row == candidate.row for other in exact)
        apart = candidate.start not in taken and source[candidate.start].grid.index in grids
        if candidate.row not in rows and candidate.weight >= _SHORT and apart and others == 1:
            yield candidate


def _heads(table: Table, source: Sequence[Line], places: Sequence[Candidate]) -> Iterator[Heads]:
    """The heads of each row: those that last stood above it, on its own grid or one of as many columns."""
    heads, at, grid = Heads(), -1, None
    for candidate in places:
        line = source[candidate.start]
        if grid is not None and line.grid.columns != grid.columns:
            heads = Heads()
        above = [other for other in source[at + 1 : candidate.start] if other.grid is line.grid]
        if block := _last_block(above, table):
            heads = read_heads(block, table) or heads
        at, grid = candidate.start, line.grid
        yield heads


def _last_block(above: Sequence[Line], table: Table) -> list[Line]:
    """The last neighbouring lines that hold heads."""
    lower = dropwhile(lambda line: not is_head_line(line, table), reversed(above))
    return list(takewhile(lambda line: is_head_line(line, table), lower))[::-1]


def _label_cell(line: Line, row: Row, loose: bool) -> GridCell:
    """The cell that holds a row's label; of several, the last, which stands next to the numbers."""
    if loose:
        return max(line.labels(), key=lambda cell: _alike(cell, row))
    own = row_cores(row)
    return [cell for cell in line.labels() if not {*cores_of(cell)}.isdisjoint(own)][-1]
