"""Tables drawn in plain text, a row a line with as many cells in each: grids like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from core.document.build import lines_of
from core.document.location import TextSpan
from core.document.model import Grid, GridCell

_SEPARATORS = ("\t", "|", "｜", "│", "┃", "║", "¦")
_RULE = re.compile(r"[\s:|+\-—─━═┼]+")
_QUOTED = re.compile(r"^(?:[ \t]*[>＞])+", re.MULTILINE)
"""What mail programs put before the lines of the mail that they answer."""

_LEAST = 3

Line = tuple[str, int]


def unquoted(text: str) -> str:
    """The text with spaces for the marks before the lines of a quoted mail; its places stay."""
    return _QUOTED.sub(lambda found: " " * len(found[0]), text)


def text_grids(text: str) -> tuple[Grid, ...]:
    """The blocks of neighbouring lines that a separator parts into the same number of cells.

    Lines that only draw a rule (---|---) are left out. A covered cell is an empty one here, so that
    only the header above tells which column a number stands in.
    """
    found = [grid for separator in _SEPARATORS if separator in text for grid in _blocks(text, separator)]
    return tuple(
        Grid(index, rows, columns, cells)
        for index, (rows, columns, cells) in enumerate(sorted(found, key=_start))
    )


def _start(block: tuple[int, int, tuple[GridCell, ...]]) -> int:
    return block[2][0].start


def _lines(text: str) -> Iterator[Line]:
    for at, line in lines_of(text):
        if not line.strip() or not _RULE.fullmatch(line) or "-" not in line:
            yield line, at


def _blocks(text: str, separator: str) -> Iterator[tuple[int, int, tuple[GridCell, ...]]]:
    for count, group in groupby(_lines(text), key=lambda line: line[0].count(separator)):
        lines = list(group)
        if count + 1 < _LEAST or len(lines) < 2:
            continue
        rows = [_parts(line, separator) for line in lines]
        if all(not row[0][0].strip() for row in rows) and separator != "\t":
            rows = [row[1:] for row in rows]
        if all(not row[-1][0].strip() for row in rows):
            rows = [row[:-1] for row in rows]
        cells = tuple(
            GridCell(r, c, 1, 1, part.strip(), at, TextSpan(at, at + len(part)))
            for r, row in enumerate(rows)
            for c, (part, at) in enumerate(row)
        )
        if cells:
            yield len(rows), len(rows[0]), cells


def _parts(line: Line, separator: str) -> list[Line]:
    text, at = line
    parts = []
    for part in text.split(separator):
        lead = len(part) - len(part.lstrip()) if part.strip() else 0
        parts.append((part.strip(), at + lead))
        at += len(part) + 1
    return parts
