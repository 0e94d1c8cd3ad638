"""Writes broken tables as web pages and Word documents, and reports as PDFs whose rulings are broken."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from core.forms.form import Form, Table
from tests.corpus.broken import Drawn, Rows
from tests.corpus.generate import TAIL, head
from tests.corpus.scored import grids
from tests.corpus.scored.placed import Page

Tables = Sequence[tuple[Table, Rows]]
_AGENCY = "云溪市水务局"


def page(form: Form, tables: Tables, rng: random.Random) -> bytes:
    """A web page; cells are hidden in the ways that pages have."""
    hidden = rng.choice((" style='display:none'", " class=gone", " hidden"))
    said = ["<html><head><meta charset='utf-8'><style>.gone{display:none}</style></head><body>"]
    said += [f"<p>{line}</p>" for line in head(form, _AGENCY)]
    for table, rows in tables:
        said.append(f"<p>{table.title}</p><table border=1>")
        said += [_page_row(row, hidden) for row in rows]
        said.append("</table>")
    return "".join([*said, *(f"<p>{line}</p>" for line in TAIL), "</body></html>"]).encode()


def _page_row(row: list[Drawn], hidden: str) -> str:
    cells = "".join(_page_cell(cell, hidden) for cell in row)
    cut = "</table><p></p><table>" if row and "cut" in row[0].said else ""
    begin = "" if row and "no row" in row[0].said else "<tr>"
    return f"{cut}{begin}{cells}</tr>"


def _page_cell(cell: Drawn, hidden: str) -> str:
    inner = "".join(f"<td>{text}</td>" for text in cell.inner)
    text = f"<table><tr>{inner}</tr></table>" if inner else html.escape(cell.text)
    more = hidden if "hidden" in cell.said else ""
    return f"<td colspan={cell.across} rowspan={cell.down}{more}>{text}</td>"


def word(form: Form, tables: Tables, rng: random.Random) -> bytes:
    """A Word document whose cells carry on those above as their spans say."""
    body = [_paragraph(line) for line in head(form, _AGENCY)]
    for table, rows in tables:
        body += [_paragraph(table.title), "<w:tbl>", *_word_rows(rows), "</w:tbl>"]
    return grids.word_file("".join([*body, *map(_paragraph, TAIL)]))


def _paragraph(text: str, look: str = "") -> str:
    return f"<w:p><w:r>{look}<w:t xml:space='preserve'>{html.escape(text)}</w:t></w:r></w:p>"


def _word_rows(rows: Rows) -> Iterator[str]:
    reaching: dict[int, tuple[int, int]] = {}
    for row in rows:
        if row and "cut" in row[0].said:
            yield "</w:tbl><w:p/><w:tbl>"
            reaching = {}
        cells, waiting, column, after = list[str](), list(row), 0, dict[int, tuple[int, int]]()
        while waiting or column in reaching:
            if column in reaching:
                left, across = reaching[column]
                cells.append(_word_cell(across, "<w:vMerge/>", "<w:p/>"))
            else:
                cell = waiting.pop(0)
                left, across = cell.down or len(rows), cell.across
                merge = "" if left == 1 else '<w:vMerge w:val="restart"/>'
                cells.append(_word_cell(across, merge, _word_text(cell)))
            if left > 1:
                after[column] = left - 1, across
            column += across
        reaching = after
        yield f"<w:tr>{''.join(cells)}</w:tr>"


def _word_text(cell: Drawn) -> str:
    if cell.inner:
        inner = "".join(_word_cell(1, "", _paragraph(text)) for text in cell.inner)
        return f"<w:tbl><w:tr>{inner}</w:tr></w:tbl><w:p/>"
    return _paragraph(cell.text, "<w:rPr><w:vanish/></w:rPr>" if "hidden" in cell.said else "")


def _word_cell(across: int, merge: str, text: str) -> str:
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merge}</w:tcPr>{text}</w:tc>'


Ruling = tuple[float, float, float, float]
Rule = Callable[[Page, random.Random], None]


def _is_down(ruling: Ruling) -> bool:
    return ruling[0] == ruling[2]


def _some(page: Page, rng: random.Random, *, down: bool) -> Ruling:
    return rng.choice([ruling for ruling in page.rulings if _is_down(ruling) is down])


def ruling_lost(page: Page, rng: random.Random) -> None:
    """A side of a cell is not ruled."""
    gone = _some(page, rng, down=rng.random() < 0.5)
    page.rulings = [ruling for ruling in page.rulings if ruling != gone]


def line_lost(page: Page, rng: random.Random) -> None:
    """A line is not ruled anywhere on the page."""
    gone = _some(page, rng, down=rng.random() < 0.5)
    page.rulings = [
        ruling
        for ruling in page.rulings
        if _is_down(ruling) is not _is_down(gone) or ruling[1 - _is_down(gone)] != gone[1 - _is_down(gone)]
    ]


def rulings_doubled(page: Page, rng: random.Random) -> None:
    """Some sides of cells are ruled twice, so far apart."""
    far, down = rng.choice((0.8, 2.5, 4.5, 6.0)), rng.random() < 0.5
    right, lower = (far, 0.0) if down else (0.0, far)
    twice = [ruling for ruling in page.rulings if _is_down(ruling) is down and rng.random() < 0.3]
    page.rulings += [(x0 + right, y0 + lower, x1 + right, y1 + lower) for x0, y0, x1, y1 in twice]


def rulings_dashed(page: Page, rng: random.Random) -> None:
    """The rulings of one direction are dashes."""
    (on, off), down = rng.choice(((3, 2), (2, 2), (6, 4), (4, 6))), rng.random() < 0.5
    dashed: list[Ruling] = []
    for ruling in page.rulings:
        if _is_down(ruling) is not down:
            dashed.append(ruling)
            continue
        at, end = (ruling[1], ruling[3]) if down else (ruling[0], ruling[2])
        while at < end:
            to = min(at + on, end)
            dashed.append((ruling[0], at, ruling[2], to) if down else (at, ruling[1], to, ruling[3]))
            at += on + off
    page.rulings = dashed


def ruling_astray(page: Page, rng: random.Random) -> None:
    """A line runs where no cell ends."""
    x0, y0, x1, y1 = rng.choice(page.rulings)
    x, y = x0 + (x1 - x0) * rng.random(), y0 + (y1 - y0) * rng.random()
    page.rulings.append((x, y, x, y + 30) if rng.random() < 0.5 else (x, y, x + 60, y))


def only_columns(page: Page, rng: random.Random) -> None:
    """Below the first lines only the columns are ruled."""
    across = sorted({ruling[1] for ruling in page.rulings if not _is_down(ruling)})
    kept = {*across[:4], *across[-1:]}
    page.rulings = [ruling for ruling in page.rulings if _is_down(ruling) or ruling[1] in kept]


def text_off_the_middle(page: Page, rng: random.Random) -> None:
    """Numbers stand to the left or right in their cells, at times over a ruling."""
    page.lines = [
        replace(line, x=line.x + rng.uniform(-12, 12)) if line.text.isdigit() and rng.random() < 0.2 else line
        for line in page.lines
    ]


RULES: dict[str, Rule] = {
    each.__name__.replace("_", " "): each
    for each in (
        ruling_lost,
        line_lost,
        rulings_doubled,
        rulings_dashed,
        ruling_astray,
        only_columns,
        text_off_the_middle,
    )
}
