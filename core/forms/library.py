"""Loads the forms of resources/forms: one TOML file a form.

name = "2021"; title = …; notice = …; first_year = 2021; last_year = 2022 (left out: still in force)

[[tables]]
id = "t3"; title = …; name = … (short, for messages; left out: the title); aliases = […]
columns = [{id = "natural", label = "自然人", kind = "count", unit = "件", name = …, aliases = […]}, …]
rows = [{id = "new", label = …, name = …, short = …, aliases = […], columns = […] (left out: all)}, …]
sheet = '''…'''     # the printed sheet, see `parse_sheet`
[[tables.relations]]  # see relation.py
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, get_args

from core.forms.form import Column, Form, Kind, PrintedCell, Row, Table
from core.forms.relation import Relation, compile_relation
from core.paths import resource


@cache
def forms() -> dict[str, Form]:
    """The forms that the program knows, by name, in the order of their years."""
    loaded = [load(path) for path in resource("forms").glob("*.toml")]
    return {form.name: form for form in sorted(loaded, key=lambda form: form.first_year)}


def form_of_year(year: int) -> Form | None:
    """The form that reports on a year are to be made on; None before the first form."""
    return next((form for form in forms().values() if form.covers(year)), None)


def load(path: Path) -> Form:
    """Reads one form; a ValueError says what in the file breaks the rules above."""
    try:
        return _form(tomllib.loads(path.read_text(encoding="utf-8")))
    except KeyError as missing:
        raise ValueError(f"{path.name}: {missing} is not said") from missing
    except ValueError as wrong:
        raise ValueError(f"{path.name}: {wrong}") from wrong


def _form(said: dict[str, Any]) -> Form:
    tables: dict[str, Table] = {}
    relations: list[Relation] = []
    for entry in said["tables"]:
        table = _table(entry)
        tables[table.id] = table
        rows = [(row.id, row.columns) for row in table.rows.values()]
        for relation in entry.get("relations", []):
            relations += compile_relation(relation, table.id, rows, table.columns)
    return Form(
        said["name"],
        said["title"],
        said["notice"],
        said["first_year"],
        said.get("last_year"),
        tables,
        tuple(relations),
    )


def _table(said: dict[str, Any]) -> Table:
    columns = {entry["id"]: _column(entry) for entry in said["columns"]}
    rows = {entry["id"]: _row(entry, columns) for entry in said["rows"]}
    sheet = parse_sheet(said["id"], said["sheet"], rows)
    name, aliases = said.get("name", said["title"]), tuple(said.get("aliases", ()))
    table = Table(said["id"], said["title"], columns, rows, sheet, aliases, name)
    _check_sheet(table)
    return table


def _column(said: dict[str, Any]) -> Column:
    if said["kind"] not in get_args(Kind):
        raise ValueError(f"column {said['id']}: kind {said['kind']!r} is none of {get_args(Kind)}")
    name, aliases = said.get("name", said["label"]), tuple(said.get("aliases", ()))
    return Column(said["id"], said["label"], said["kind"], said["unit"], aliases, name)


def _row(said: dict[str, Any], columns: dict[str, Column]) -> Row:
    own = tuple(said.get("columns", columns))
    if unknown := [column for column in own if column not in columns]:
        raise ValueError(f"row {said['id']}: the table has no column {unknown[0]!r}")
    name = said.get("name", said["label"])
    return Row(said["id"], said["label"], own, tuple(said.get("aliases", ())), name, said.get("short", name))


def _check_sheet(table: Table) -> None:
    printed = Counter(cell.cell for cell in table.sheet if cell.cell)
    printed += Counter(cell.row_id for cell in table.sheet if cell.row_id)
    for wanted in (*table.cells, *table.rows):
        if printed[wanted] != 1:
            raise ValueError(f"{table.id}: the sheet shows {wanted} {printed[wanted]} times, not once")


def parse_sheet(table: str, said: str, rows: dict[str, Row]) -> tuple[PrintedCell, ...]:
    """The printed sheet: a line a row, its cells parted by |.

    `#ROW` is the row's label, `=ROW` the places of its numbers in order (as many cells as it has
    columns), `=ROW.COLUMN` one of them, `<` belongs to the cell at its left, `^` to the one above,
    anything else is a text of the form.
    """
    lines = [_expand(line, rows) for line in said.strip().splitlines()]
    width = len(lines[0])
    if any(len(line) != width for line in lines):
        raise ValueError(f"{table}: the lines of the sheet differ in length: {[len(line) for line in lines]}")
    printed = []
    for r, line in enumerate(lines):
        for c, token in enumerate(line):
            if token in "<^":
                continue
            across = next((n for n in range(1, width - c) if line[c + n] != "<"), width - c)
            down = next((n for n in range(1, len(lines) - r) if lines[r + n][c] != "^"), len(lines) - r)
            printed.append(_printed(table, token, rows, r, c, down, across))
    return tuple(printed)


def _expand(line: str, rows: dict[str, Row]) -> list[str]:
    tokens: list[str] = []
    for token in (part.strip() for part in line.split("|")):
        row = rows.get(token[1:]) if token.startswith("=") else None
        tokens += [f"={row.id}.{column}" for column in row.columns] if row else [token]
    return tokens


def _printed(
    table: str, token: str, rows: dict[str, Row], row: int, column: int, down: int, across: int
) -> PrintedCell:
    if token.startswith("#"):
        label = rows[token[1:]]
        return PrintedCell(row, column, down, across, label.label, row_id=label.id)
    if token.startswith("="):
        return PrintedCell(row, column, down, across, "", cell=f"{table}.{token[1:]}")
    return PrintedCell(row, column, down, across, token)
