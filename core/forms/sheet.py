"""Reads the printed sheet of a table: which text, label or number stands where, and over how many cells.

A line is a row of the sheet, its cells parted by |.

`#ROW` is the row's label, `=ROW` the places of its numbers in order (as many cells as it has columns),
`=ROW.COLUMN` one of them, `<` belongs to the cell at its left, `^` to the one above, anything else is a
text of the form.
"""

from __future__ import annotations

from collections.abc import Mapping

from core.forms.fault import FormFault
from core.forms.form import PrintedCell, Row
from core.messages import message


def parse_sheet(table: str, said: str, rows: Mapping[str, Row]) -> tuple[PrintedCell, ...]:
    """The cells of the printed sheet of a table; a FormFault where it does not hang together."""
    lines = [_expand(line, rows) for line in said.strip().splitlines()]
    width = len(lines[0]) if lines else 0
    if any(len(line) != width for line in lines):
        lengths = ", ".join(str(len(line)) for line in lines)
        raise FormFault(message("forms.sheet_uneven", table=table, lengths=lengths), "sheet")
    printed = []
    for r, line in enumerate(lines):
        for c, token in enumerate(line):
            if token in "<^":
                continue
            across = next((n for n in range(1, width - c) if line[c + n] != "<"), width - c)
            down = next((n for n in range(1, len(lines) - r) if lines[r + n][c] != "^"), len(lines) - r)
            printed.append(_printed(table, token, rows, r, c, down, across))
    return tuple(printed)


def _expand(line: str, rows: Mapping[str, Row]) -> list[str]:
    tokens: list[str] = []
    for token in (part.strip() for part in line.split("|")):
        row = rows.get(token[1:]) if token.startswith("=") else None
        tokens += [f"={row.id}.{column}" for column in row.columns] if row else [token]
    return tokens


def _printed(
    table: str, token: str, rows: Mapping[str, Row], row: int, column: int, down: int, across: int
) -> PrintedCell:
    if token.startswith("#"):
        label = rows.get(token[1:])
        if label is None:
            raise FormFault(message("forms.no_such", name=token[1:], table=table), "sheet")
        return PrintedCell(row, column, down, across, label.label, row_id=label.id)
    if token.startswith("="):
        return PrintedCell(row, column, down, across, "", cell=f"{table}.{token[1:]}")
    return PrintedCell(row, column, down, across, token)
