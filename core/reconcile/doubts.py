"""Findings about cells and forms rather than relations (存疑): the contract's cell.* and form.* rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from core.extract.report import Cell, CellState, Remark, Report
from core.forms.form import is_cell, split_id
from core.forms.relation import Severity
from core.messages import Message, message
from core.reconcile.finding import Finding, Suggestion
from core.reconcile.readings import Numbers, Reading, Run
from core.reconcile.wording import cell_place, cells_place, table_of

SEVERITIES: Mapping[str, Severity] = {
    "cell.number": "error",
    "cell.blank": "warning",
    "cell.ambiguous": "warning",
    "cell.unit": "warning",
    "form.missing": "error",
    "form.year": "error",
    "form.repeated": "warning",
    "form.unread": "warning",
    "form.label": "hint",
    "form.section": "error",
    "text.fee": "warning",
    "text.intrusion": "warning",
    "text.year": "warning",
    "text.agency": "hint",
    "text.list": "hint",
}
"""How severe each doubt is, by the contract."""

SHOWN_READINGS = 4
"""How many readings of a run the sentence shows; the suggestions hold them all."""


def doubts(cells: Mapping[str, Cell], report: Report, numbers: Numbers) -> Iterator[Finding]:
    """Every doubt about the report as it stands, in no order and not yet grouped."""
    yield from _remarks(cells, report)
    for cell in cells.values():
        said = _number_fault(cell, report)
        if said is not None:
            yield _finding("cell.number", cell.id, (cell.id,), said)
    for run in blank_runs(report):
        left = tuple(id for id in run if _is_blank(cells.get(id)))
        if left:
            place = cells_place(left, report)
            yield _finding(
                "cell.blank", run[0], left, message("reconcile.blank", place=place, count=len(left))
            )
    own = {run.place: run for run in numbers.runs.values() if is_cell(run.place)}
    yield from _ambiguous_runs(tuple(own.values()), report)


def _finding(
    rule: str, place: str, cells: tuple[str, ...], said: Message, suggestions: tuple[Suggestion, ...] = ()
) -> Finding:
    return Finding(f"{rule}@{place}", rule, SEVERITIES[rule], 0, cells, said, suggestions=suggestions)


def _remarked(remark: Remark) -> Finding:
    found = _finding(remark.rule, remark.place, remark.cells, remark.message)
    return replace(found, severity=remark.severity or found.severity, locations=remark.locations)


def _remarks(cells: Mapping[str, Cell], report: Report) -> Iterator[Finding]:
    """What the reading remarked on, unless a reviewer has since said what every cell of it holds."""
    for remark in report.remarks:
        states = [cells[id].state for id in remark.cells if id in cells]
        if not states or any(state is not CellState.CORRECTED for state in states):
            yield _remarked(remark)


def _number_fault(cell: Cell, report: Report) -> Message | None:
    """Why a cell breaks cell.number, or None where it keeps it."""
    value = cell.value
    if value is None:
        if cell.state is not CellState.UNREADABLE:
            return None
        return message("reconcile.number.text", place=cell_place(cell.id, report), raw=cell.raw.strip())
    if isinstance(value, int) and value >= 0:
        return None
    table, _, column = split_id(cell.id)
    kind = table_of(table, report).columns[column].kind
    place = cell_place(cell.id, report)
    if kind == "amount":
        return message("reconcile.number.decimals", place=place, value=value) if value * 100 % 1 else None
    if value % 1:
        return message("reconcile.number.fraction", place=place, value=value)
    if value < 0 and kind == "count":
        return message("reconcile.number.negative", place=place, value=value)
    return None


def blank_runs(report: Report) -> Iterator[tuple[str, ...]]:
    """The runs of cells that the source leaves empty, each unbroken in the form's order within a table.

    A mark for none (/, -) is no such cell, and ends a run. The runs are those of the report as read, so
    that a finding keeps its name while a reviewer fills its cells one by one.
    """
    run: list[str] = []
    for id, cell in report.cells.items():
        if run and not (_is_blank(cell) and _table(id) == _table(run[0])):
            yield tuple(run)
            run = []
        if _is_blank(cell):
            run.append(id)
    if run:
        yield tuple(run)


def _table(cell: str) -> str:
    return cell.partition(".")[0]


def _is_blank(cell: Cell | None) -> bool:
    return cell is not None and cell.state is CellState.BLANK and not cell.raw.strip()


def _ambiguous_runs(runs: Sequence[Run], report: Report) -> Iterator[Finding]:
    """One doubt for each run, but one remark for all runs of a table in which only blanks have no place."""
    placeless = [run for run in runs if _is_placeless(run)]
    for table in dict.fromkeys(_table(run.place) for run in placeless):
        held = [run for run in placeless if _table(run.place) == table]
        cells = tuple(id for run in held for id in run.cells)
        said = message("reconcile.run.placeless", table=table_of(table, report).title, count=len(held))
        yield _finding("cell.ambiguous", f"{table}.blanks", cells, said)
    for run in runs:
        if not _is_placeless(run):
            yield _ambiguous(run, report)


def _is_placeless(run: Run) -> bool:
    """Whether all readings give the same numbers, and only where the blanks stand is not known."""
    return run.complete and len(
        {tuple(value or 0 for value in reading) for reading in run.readings}
    ) == 1 < len(run.readings)


def _ambiguous(run: Run, report: Report) -> Finding:
    suggestions = tuple(
        Suggestion(dict(zip(run.cells, reading, strict=True)), _read_as(reading), reading=True)
        for reading in run.readings
    )
    return _finding("cell.ambiguous", run.place, run.cells, _ambiguous_said(run, report), suggestions)


def _read_as(reading: Reading) -> Message:
    return message("reconcile.read_as", values=_digits(reading))


def _ambiguous_said(run: Run, report: Report) -> Message:
    place, raw, count = cells_place(run.cells, report), run.raw.strip(), len(run.readings)
    if not count:
        return message("reconcile.run.unparted", place=place, raw=raw)
    readings = tuple(
        message("reconcile.reading", values=_digits(reading)) for reading in run.readings[:SHOWN_READINGS]
    )
    if count == 1:
        return message("reconcile.run.one_reading", place=place, raw=raw, readings=readings)
    if count > SHOWN_READINGS:
        return message("reconcile.run.some_readings", place=place, raw=raw, count=count, readings=readings)
    return message("reconcile.run.readings", place=place, raw=raw, count=count, readings=readings)


def _digits(reading: Reading) -> tuple[str | None, ...]:
    """The values as the run spells them, without separators of thousands."""
    return tuple(
        None if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
        for value in reading
    )
