"""A table that a document holds more than once: which is the report's own, and where they differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from core.extract.assemble import Assembled, assemble
from core.extract.habits import Habits, leaves_blanks, writes_totals
from core.extract.reading import TableReading
from core.extract.report import Ambiguity, Cell, CellState, Number, Remark
from core.extract.solve import STEPS
from core.extract.steps import Steps
from core.messages import message

_BEFORE = 3000
"""How far before a table the heading that names its year is sought."""

_HEADING = re.compile(r"[^\n。，；,;]{1,40}")
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*年")
_LAST_YEAR = re.compile(
    r"[\W\d]*(?:附[件表录]?[\W\d]*)?(?:上一?|去|前一)年[度]?(?:同期)?的?"
    r"(?:情况|数据|数字|数|报告|统计|年报|表格?|(?:情况|数据|统计)表)?\W*"
)
"""A heading that gives what follows to the year before, and says no more."""

_OTHER = 2
_READ = (CellState.OK, CellState.BLANK, CellState.RECOVERED)


@dataclass(frozen=True)
class Settled:
    """A table as taken, and what is remarked where the document holds it again with other numbers."""

    found: TableReading
    assembled: Assembled
    remark: Remark | None = None

    def writes_totals(self) -> bool:
        """Whether the table shows that totals are written in this report."""
        cells = {cell.id: cell for cell in self.assembled.cells}
        return writes_totals(self.found, cells, self.assembled.ambiguities)


def settle(found: Mapping[str, Sequence[TableReading]], text: str, year: int | None) -> dict[str, Settled]:
    """The tables by their id, in the order of the form: what one shows of the report helps with the next."""
    habits = Habits(lost=leaves_blanks(each for times in found.values() for each in times))
    settled: dict[str, Settled] = {}
    steps = Steps(STEPS)
    for id, times in sorted(found.items()):
        settled[id] = _settled(times, text, year, habits, steps)
        if settled[id].writes_totals():
            habits = replace(habits, totals=True)
    return settled


def _settled(
    times: Sequence[TableReading], text: str, year: int | None, habits: Habits, steps: Steps
) -> Settled:
    """The table that is the report's own of all `times` that it was found, fullest first.

    That is the one which no heading gives to another year, where one does the others. Where that does not
    tell, what differs is left open between them.
    """
    ranked = sorted(times, key=lambda found: _rank(found, times, text, year))
    first, others = ranked[0], ranked[1:]
    taken, again = assemble(first, habits, steps), [assemble(found, habits, steps) for found in others]
    differing = [cell.id for cell in taken.cells if any(_differs(cell, other) for other in again)]
    if not differing:
        return Settled(first, taken)
    told = [_rank(found, times, text, year) == _OTHER for found in ranked] == [False, *(True for _ in others)]
    said = message(
        "extract.repeated_told" if told else "extract.repeated",
        table=first.table.title,
        times=len(times),
        count=len(differing),
        year=str(year),
    )
    remark = Remark("form.repeated", first.table.id, tuple(differing), said)
    return Settled(first, taken if told else _left_open(taken, again, differing), remark)


def _rank(found: TableReading, times: Sequence[TableReading], text: str, year: int | None) -> int:
    """0 where the last heading with a year before the table names the report's, 1 where there is none."""
    start = found.spans[0][0]
    ends = [end for other in times for _, end in other.spans if end <= start]
    before = unicodedata.normalize("NFKC", text[max(start - _BEFORE, *ends, 0) : start])
    for line in reversed(before.splitlines()):
        if not _HEADING.fullmatch(line.strip()):
            continue
        years = {int(said) for said in _YEAR.findall(line)}
        if years and year is not None:
            return 0 if year in years else _OTHER
        if _LAST_YEAR.fullmatch(line.strip()):
            return _OTHER
    return 1


def _differs(cell: Cell, other: Assembled) -> bool:
    held = next(each for each in other.cells if each.id == cell.id)
    if cell.state in _READ and held.state is CellState.AMBIGUOUS:
        return not held.candidates or (cell.value or 0) not in {value or 0 for value in held.candidates}
    read = cell.state in _READ and held.state in _READ
    return read and (cell.value or 0) != (held.value or 0)


def _left_open(taken: Assembled, again: Sequence[Assembled], differing: Sequence[str]) -> Assembled:
    """The table with the cells that differ left to the reviewer, row by row."""
    cells = {cell.id: cell for cell in taken.cells}
    others = [{cell.id: cell for cell in other.cells} for other in again]
    ambiguities = []
    for _, group in groupby(differing, key=lambda id: id.rpartition(".")[0]):
        ids = tuple(group)
        readings = tuple(dict.fromkeys(tuple(held[id].value for id in ids) for held in (cells, *others)))
        raw = " / ".join(" ".join(held[id].raw or "—" for id in ids) for held in (cells, *others))
        ambiguities.append(Ambiguity(ids, readings, raw, cells[ids[0]].location, complete=False))
    for id in differing:
        cells[id] = _open(cells[id], [cells[id].value, *(held[id].value for held in others)])
    return replace(taken, cells=tuple(cells.values()), ambiguities=(*taken.ambiguities, *ambiguities))


def _open(cell: Cell, values: Sequence[Number | None]) -> Cell:
    note = message("extract.repeated_cell")
    return replace(
        cell, value=None, state=CellState.AMBIGUOUS, candidates=tuple(dict.fromkeys(values)), note=note
    )
