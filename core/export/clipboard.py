"""Tables for the clipboard: HTML that pastes into Word or WPS as a table, and text for everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from core.export import rows
from core.export.layout import Block, Layout, list_layout, table_layout
from core.export.publication import published_cells
from core.export.styles import HEI, SONG
from core.export.tables import report_tables
from core.export.text import legal
from core.review.change import ReviewState

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_RISKY = re.compile(r"\s*[=+\-@＝＋－＠]")
_STYLE = "border:1px solid #000;padding:2px 4px;vertical-align:middle"


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard: an HTML fragment and a text with tabs."""

    html: str
    text: str


def copied_table(state: ReviewState, table: str) -> Copied:
    """An official table (t2, t3, t4) with the values decided; KeyError if the report does not have it."""
    held = {one.id: one for _, one in report_tables(state.report)}[table]
    return copied(table_layout(held, published_cells(held, state)))


def copied_advice(state: ReviewState, language: str) -> Copied:
    """What goes back to the office (修改意见清单)."""
    return copied(list_layout(rows.ADVICE, rows.advice_rows(state, language), language))


def copied(layout: Layout) -> Copied:
    """A table laid out, for the clipboard. No text of it becomes a formula where it is pasted."""
    lines = "".join(f"<tr>{''.join(_cells(layout, row))}</tr>" for row in range(layout.rows))
    style = f"border-collapse:collapse;font-family:'{SONG}';font-size:9pt"
    return Copied(f'<table style="{style}">{lines}</table>', _text(layout))


def _cells(layout: Layout, row: int) -> Iterator[str]:
    for block in sorted(layout.blocks, key=lambda block: block.column):
        if block.row == row:
            yield _cell(block)


def _cell(block: Block) -> str:
    tag = "th" if block.kind == "head" else "td"
    style = f"{_STYLE};text-align:{'left' if block.kind in ('label', 'text') else 'center'}"
    if block.kind == "head":
        style += f";font-family:'{HEI}';font-weight:normal"
    if not _NUMBER.fullmatch(block.text):
        style += ";mso-number-format:'\\@'"
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("rowspan", block.row_span), ("colspan", block.column_span))
        if count > 1
    )
    text = escape(legal(block.text)).replace("\n", "<br>")
    return f'<{tag}{spans} style="{style}">{text}</{tag}>'


def _text(layout: Layout) -> str:
    grid = [[""] * len(layout.widths) for _ in range(layout.rows)]
    for block in layout.blocks:
        grid[block.row][block.column] = _plain(block.text)
    return "\n".join("\t".join(line) for line in grid)


def _plain(text: str) -> str:
    """A text on one line, without tabs; what a spreadsheet would take for a formula, after an apostrophe."""
    line = " ".join(legal(text).split())
    return f"'{line}" if _RISKY.match(line) and not _NUMBER.fullmatch(line) else line
