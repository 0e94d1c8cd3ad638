"""Texts that lost every line which stood before: some tools keep a line once, and so drop most numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from core.document.model import SourceDocument
from core.extract.reading import Piece, RowReading, TableReading

_ARTICLE = re.compile(r"第二十条第[（(]?[一五六八九][）)]?项")
_HEAD = "信息内容"
_ARTICLES = 3
"""So many articles of table two each have the head of its first column above their rows."""

_FEWEST = 30


def loses_repeats(document: SourceDocument) -> bool:
    """Whether no line of a text stands in it twice, not even those that the tables of the form repeat."""
    if document.format != "text" or len(_ARTICLE.findall(document.text)) < _ARTICLES:
        return False
    lines = Counter(line for line in map(str.strip, document.text.splitlines()) if line)
    return lines[_HEAD] == 1 and len(lines) >= _FEWEST and max(lines.values()) == 1


def left_open(found: Mapping[str, Sequence[TableReading]]) -> dict[str, tuple[TableReading, ...]]:
    """The tables with nothing made of any row: a number, or a row of them, may have been dropped."""
    return {id: tuple(map(_open, readings)) for id, readings in found.items()}


def _open(table: TableReading) -> TableReading:
    """A table whose rows are runs; those where nothing stands share one."""
    rows: dict[str, RowReading] = {}
    nothing: Piece | None = None
    for id, reading in table.rows.items():
        filled = [piece for piece in reading.pieces if piece.text.strip()]
        place = next((piece.location for piece in (*filled, *reading.pieces)), None)
        run = reading.run or Piece(" ".join(piece.text for piece in filled), place)
        if not run.text:
            run = nothing = nothing or Piece(reading.label, place)
        rows[id] = RowReading(reading.label, reading.loose, run=run)
    return replace(table, rows=rows)
