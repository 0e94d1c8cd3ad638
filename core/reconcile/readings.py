"""The numbers that relations stand on: what each cell counts for, and the runs that are not yet decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.forms.form import LAST_YEAR, ONE
from core.reconcile.beside import NOTHING, Beside

Reading = tuple[Number | None, ...]

BLANKS = (CellState.BLANK, CellState.RECOVERED, CellState.CORRECTED)
"""The states in which no value means that the cell is blank, not that its number is unknown."""


@dataclass(frozen=True, slots=True)
class Run:
    """Cells that were read together and are still ambiguous, and the joint readings left, best first.

    `place` is the first cell of the run as it was read, `raw` the run as printed; `readings` has a value
    for each of `cells` (None: blank) and is empty where none is known; only a `complete`
    list decides anything.
    """

    place: str
    cells: tuple[str, ...]
    readings: tuple[Reading, ...]
    raw: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Numbers:
    """A report's cells as relations take them, and what else relations may name (form.py: LAST_YEAR, ONE).

    `values` holds every cell that counts for a number, a blank for 0; `blank` those of them that are
    blank; `unreadable` those that hold other text; `runs` the run of each ambiguous cell. A cell in
    none of them is missing. `last_year`: whether last year's report is laid beside.
    """

    values: Mapping[str, Number]
    blank: frozenset[str]
    unreadable: frozenset[str]
    runs: Mapping[str, Run]
    last_year: bool = False


def read_numbers(cells: Mapping[str, Cell], report: Report, beside: Beside = NOTHING) -> Numbers:
    """Sorts the cells by what they count for; a value a reviewer gave counts whatever the source said.

    Last year's cells, where its report is laid `beside`, count in the same way under their own ids; so do
    the figures of the prose. The constant is among the blanks, so that a relation of blanks and
    constants is one of blanks.
    """
    own = _sorted(cells, report, "")
    said = {figure.id: figure.value for figure in report.prose.figures if figure.value is not None}
    values = {**said, **own.values, ONE: 1}
    if beside.last_year is None:
        return Numbers(values, own.blank | {ONE}, own.unreadable, own.runs)
    last = _sorted(beside.last_year.report.cells, beside.last_year.report, LAST_YEAR)
    return Numbers(
        {**values, **last.values},
        own.blank | last.blank | {ONE},
        own.unreadable | last.unreadable,
        {**own.runs, **last.runs},
        last_year=True,
    )


def numbers_with(values: Mapping[str, Number | None], numbers: Numbers) -> Numbers | None:
    """The numbers if these cells held these values (None: blank); None where runs are open, whose readings
    they may decide."""
    if numbers.runs:
        return None
    blank = {id for id, value in values.items() if value is None}
    return replace(
        numbers,
        values={**numbers.values, **{id: 0 if value is None else value for id, value in values.items()}},
        blank=(numbers.blank - values.keys()) | blank,
        unreadable=numbers.unreadable - values.keys(),
    )


def _sorted(cells: Mapping[str, Cell], report: Report, prefix: str) -> Numbers:
    """The cells of one report, `prefix` before their ids."""
    values: dict[str, Number] = {}
    blank: set[str] = set()
    unreadable: set[str] = set()
    for id, cell in cells.items():
        if cell.value is not None:
            values[prefix + id] = cell.value
        elif cell.state is CellState.UNREADABLE:
            unreadable.add(prefix + id)
        elif cell.state in BLANKS:
            values[prefix + id] = 0
            blank.add(prefix + id)
    runs = (_under(prefix, run) for run in open_runs(cells, report))
    return Numbers(
        values, frozenset(blank), frozenset(unreadable), {id: run for run in runs for id in run.cells}
    )


def _under(prefix: str, run: Run) -> Run:
    """A run with a prefix before its ids."""
    if not prefix:
        return run
    return replace(run, place=prefix + run.place, cells=tuple(prefix + id for id in run.cells))


def is_open(cell: Cell | None) -> bool:
    """Whether a cell is ambiguous still: no value was read, chosen or typed."""
    return cell is not None and cell.value is None and cell.state is CellState.AMBIGUOUS


def open_runs(cells: Mapping[str, Cell], report: Report) -> tuple[Run, ...]:
    """The runs that hold an ambiguous cell: the report's ambiguities, then cells ambiguous by themselves."""
    runs: list[Run] = []
    if not any(map(is_open, cells.values())):
        return ()
    taken: set[str] = set()
    for ambiguity in report.ambiguities:
        held = tuple(id for id in ambiguity.cells if is_open(cells.get(id)) and id not in taken)
        if held:
            left = _left(ambiguity, held, cells)
            runs.append(Run(ambiguity.cells[0], held, left, ambiguity.raw, ambiguity.complete))
            taken.update(held)
    for id, cell in cells.items():
        if is_open(cell) and id not in taken:
            readings = tuple((candidate,) for candidate in cell.candidates)
            runs.append(Run(id, (id,), readings, cell.raw))
    return tuple(runs)


def _left(ambiguity: Ambiguity, held: tuple[str, ...], cells: Mapping[str, Cell]) -> tuple[Reading, ...]:
    """The readings that agree with what is decided, over the cells that are not.

    Where none agrees, all stay: the reviewer's number is then none of the run as printed.
    """
    at = {id: place for place, id in enumerate(ambiguity.cells)}
    decided = {at[id]: cells[id].value for id in ambiguity.cells if id in cells and not is_open(cells[id])}
    agreeing = [
        reading
        for reading in ambiguity.readings
        if all(reading[place] == value for place, value in decided.items())
    ]
    return _distinct(tuple(reading[at[id]] for id in held) for reading in agreeing or ambiguity.readings)


def _distinct(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    return tuple(dict.fromkeys(readings))
