"""Corrections from a file: a CSV with the columns cell, value, reason and, if wanted, kind."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from core.errors import EnvironmentFault, InputError
from core.extract.numbers import parse_entry
from core.extract.report import Number, Report
from core.forms.form import Column, split_id
from core.forms.library import known_forms
from core.messages import message
from core.review.change import Decision, DecisionKind, ReviewState
from core.review.figures import figures_of, parse_figure
from core.review.judge import LARGEST

NEEDED = ("cell", "value", "reason")
KINDS = {"": DecisionKind.PROPOSAL, "proposal": DecisionKind.PROPOSAL, "reading": DecisionKind.READING}
ENCODINGS = ("utf-8-sig", "gb18030")
MOST_BYTES = 5_000_000
MOST_LINES = 5_000


def read_corrections(path: Path, state: ReviewState) -> tuple[Decision, ...]:
    """The decisions that a file of corrections asks for, one for each of its lines, in their order.

    A cell may be a figure of the prose (prose.N), which is never blank.
    UTF-8 (with or without BOM) or GB18030. An empty value is a blank; an amount without a unit is in
    yuan, as everywhere in the contract. `kind` is reading or proposal, proposal where nothing is said.
    InputError names the line
    that is off and says what to do; EnvironmentFault if the file cannot be opened.
    """
    decisions: list[Decision] = []
    lines: dict[str, int] = {}
    for line, row in _rows(path):
        decision = _decision(path.name, line, row, state.report)
        cell = decision.cells[0]
        if cell in lines:
            raise _wrong("twice", path.name, line, cell=cell, first=lines[cell])
        lines[cell] = line
        decisions.append(decision)
    return tuple(decisions)


def _decision(name: str, line: int, row: Mapping[str, str], report: Report) -> Decision:
    cell, reason = row["cell"], row["reason"]
    number = _reader(report, cell)
    if number is None:
        raise _wrong("cell", name, line, cell=cell)
    kind = KINDS.get(row.get("kind", "").lower())
    if kind is None:
        raise _wrong("kind", name, line, kind=row["kind"])
    if not reason:
        raise _wrong("reason", name, line)
    value, slack = number(name, line, row["value"])
    return Decision(kind, (), (cell,), {cell: value}, reason, {cell: slack} if slack else {})


def _reader(report: Report, cell: str) -> Callable[[str, int, str], tuple[Number | None, Number]] | None:
    """What reads a number for a cell, or for a figure of the prose; None if the report has no such."""
    figure = figures_of(report).get(cell)
    if figure is not None:
        return _reading(figure.clause, lambda value: parse_figure(value, figure))
    column = _column(report, cell)
    if column is None:
        return None
    return _reading(column.label, lambda value: (parse_entry(value, column, unit="元"), 0))


def _reading(
    place: str, parse: Callable[[str], tuple[Number | None, Number]]
) -> Callable[[str, int, str], tuple[Number | None, Number]]:
    """A parser whose refusals name the line, the value and the place."""

    def read(name: str, line: int, value: str) -> tuple[Number | None, Number]:
        try:
            number, slack = parse(value)
        except (ValueError, ArithmeticError) as error:
            raise _wrong("value", name, line, value=value, column=place) from error
        if number is not None and not -LARGEST < number < LARGEST:
            raise _wrong("value", name, line, value=value, column=place)
        return number, slack

    return read


def _column(report: Report, cell: str) -> Column | None:
    """The column of the form in which a cell of the report stands; None if the report has no such cell."""
    table, _, column = split_id(cell)
    form = report.forms.get(table)
    if not form or cell not in report.cells:
        return None
    return known_forms(report.own)[form].tables[table].columns[column]


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The lines below the headings that hold anything, with their numbers in the file."""
    reader = csv.reader(_text(path).splitlines(keepends=True))
    try:
        headings = [heading.strip().lower() for heading in next(reader, [])]
        missing = tuple(name for name in NEEDED if name not in headings)
        if missing:
            raise _wrong("headings", path.name, 1, missing=missing)
        for fields in reader:
            if len(fields) > len(headings):
                raise _wrong("fields", path.name, reader.line_num)
            held = [field.strip() for field in fields]
            if any(held):
                yield reader.line_num, dict(zip(headings, held + [""] * len(headings), strict=False))
            if reader.line_num > MOST_LINES:
                raise _wrong("long", path.name, reader.line_num)
    except csv.Error as error:
        raise _wrong("csv", path.name, reader.line_num) from error


def _text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise EnvironmentFault(message("export.corrections.open", name=path.name, why=why)) from error
    if data is None:
        raise _wrong("long", path.name, MOST_LINES)
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(message("export.corrections.encoding", name=path.name))


def _wrong(what: str, name: str, line: int, **parameters: str | int | tuple[str, ...]) -> InputError:
    return InputError(message(f"export.corrections.{what}", name=name, line=line, **parameters))
