"""Reports made at random in the styles that offices and converters leave, each with its true cells.

A style turns the printed sheets of a form, filled with values, into a document; it says of each cell
whether its place can still be told (a blank that a converter dropped cannot).
"""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

from core.forms.form import Form, PrintedCell, Table
from core.forms.library import forms
from tests.corpus.disturb import DISTURBANCES

Values = dict[str, int | None]
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COLUMN = 900
"""How wide a column of a Word table is, in twentieths of a point: legacy Word tells spans by widths."""


@dataclass(frozen=True)
class Made:
    """A document, the values it was made of, and the cells whose place its style has lost."""

    name: str
    data: bytes
    form: str
    values: Values
    lost: frozenset[str] = frozenset()


def random_values(form: Form, rng: random.Random, *, blanks: float = 0.0) -> Values:
    """Figures that reconcile, most of them zero as in real reports; some parts left blank."""
    values: Values = {}
    for cell in form.tables["t2"].cells:
        values[cell] = rng.choice((0, 0, 1, 7, 65, 1280, 447228))
    for row in form.tables["t2"].rows.values():
        if "change" in row.columns:
            items = values[f"t2.{row.id}.last_year_items"] or 0
            values[f"t2.{row.id}.change"] = rng.choice((0, 3, -min(items, 2)))
    table = form.tables["t3"]
    columns = [column for column in table.columns if column != "sum"]
    parts = [row for row in table.rows if row not in ("new", "carried_in", "total", "carried_out")]
    for column in columns:
        for part in parts:
            values[f"t3.{part}.{column}"] = rng.choice((0,) * 8 + (1, 2, 13, 258, 1288))
        total = sum(values[f"t3.{part}.{column}"] or 0 for part in parts)
        out = rng.choice((0, 0, 3))
        carried = min(rng.choice((0, 2)), total + out)
        values[f"t3.total.{column}"], values[f"t3.carried_out.{column}"] = total, out
        values[f"t3.carried_in.{column}"], values[f"t3.new.{column}"] = carried, total + out - carried
    for id in table.rows:
        values[f"t3.{id}.sum"] = sum(values[f"t3.{id}.{column}"] or 0 for column in columns)
    for id in form.tables["t4"].rows:
        for column in ("upheld", "corrected", "other", "pending"):
            values[f"t4.{id}.{column}"] = rng.choice((0, 0, 1, 12))
        values[f"t4.{id}.sum"] = sum(
            values[f"t4.{id}.{c}"] or 0 for c in ("upheld", "corrected", "other", "pending")
        )
    totals = rng.random() < 0.3
    for cell in list(values):
        total = cell.endswith(".sum")
        if (values[cell] == 0 or (total and totals)) and (totals or not total) and rng.random() < blanks:
            values[cell] = None
    return values


def in_unit(form: Form, cell: str, value: int | None) -> int | None:
    """The value in yuan for the truth: an amount is printed in the form's own unit."""
    table, column = form.tables[cell.split(".", 1)[0]], cell.rsplit(".", 1)[1]
    factor = 10_000 if table.columns[column].unit == "万元" else 1
    return None if value is None else value * factor


def expanded(table: Table) -> list[list[PrintedCell | None]]:
    """The sheet row by row: a cell where it begins, None where a span from the left or above covers."""
    grid: list[list[PrintedCell | None]] = [[None] * table.sheet_columns for _ in range(table.sheet_rows)]
    for printed in table.sheet:
        grid[printed.row][printed.column] = printed
    return grid


Write = Callable[[int | None], str]


def plain(value: int | None) -> str:
    return "" if value is None else str(value)


def text_of(printed: PrintedCell, values: Values, write: Write) -> str:
    return write(values[printed.cell]) if printed.cell else printed.text


def head(form: Form, agency: str) -> list[str]:
    year = form.first_year
    return [
        f"{agency}{year}年政府信息公开工作年度报告",
        f"本报告由{agency}编写，数据从{year}年1月1日起，到{year}年12月31日止。",
        "一、总体情况",
        "这一年，我们按时办理各类申请，答复质量稳步提高，群众满意度较好。",
    ]


TAIL = [
    "五、存在的主要问题及改进情况",
    "公开的主动性还要加强，下一步将加强学习。",
    "六、其他需要报告的事项",
    "无。",
]


def in_text(form: Form, table_lines: Callable[[Table], Iterator[str]], agency: str = "云溪市水务局") -> bytes:
    """A whole report as text around tables written by `table_lines`."""
    lines = head(form, agency)
    for table in form.tables.values():
        lines += [table.title, *table_lines(table)]
    return "\n".join([*lines, *TAIL]).encode()


def bars_by_line(form: Form, values: Values, rng: random.Random) -> bytes:
    """A row a line, cells parted by bars, leading or trailing bars or both, rows padded to the widest."""
    lead, trail, pad, ruled = (rng.random() < 0.5 for _ in range(4))
    kept_spans = rng.random() < 0.5

    def write(table: Table) -> Iterator[str]:
        for number, row in enumerate(expanded(table)):
            cells = []
            for column, printed in enumerate(row):
                if printed:
                    cells.append(text_of(printed, values, plain))
                elif kept_spans and _covered_from_above(table, number, column):
                    cells.append("")
            if pad:
                cells += [""] * (table.sheet_columns - len(cells))
            yield ("| " if lead else "") + " | ".join(cells) + (" |" if trail or pad else "")
            if ruled and number == 0:
                yield "|" + "---|" * len(cells)

    return in_text(form, write)


def _covered_from_above(table: Table, row: int, column: int) -> bool:
    return any(p.row < row < p.row + p.row_span and p.column == column for p in table.sheet)


def bars_by_cell(form: Form, values: Values, rng: random.Random) -> bytes:
    """A cell a line, each ended by a bar, every row begun by a bar alone."""
    indent = " " * rng.choice((0, 4, 12))

    def write(table: Table) -> Iterator[str]:
        for row in expanded(table):
            held = [text_of(printed, values, plain) for printed in row if printed]
            yield "|"
            yield from (f"{indent}{text} |" for text in held)

    return in_text(form, write)


def tabs_by_line(form: Form, values: Values, rng: random.Random) -> bytes:
    """A row a line, cells parted by tabs, as copied from a spreadsheet: covered cells stay, empty."""

    def write(table: Table) -> Iterator[str]:
        for row in expanded(table):
            yield "\t".join(text_of(printed, values, plain) if printed else "" for printed in row)

    return in_text(form, write)


def tabs_by_cell(form: Form, values: Values, rng: random.Random) -> bytes:
    """A cell a line, each begun by a tab, an empty line after every row, as Word's text export leaves."""

    def write(table: Table) -> Iterator[str]:
        for number, row in enumerate(expanded(table)):
            for column, printed in enumerate(row):
                if printed:
                    yield "\t" + text_of(printed, values, plain)
                elif _covered_from_above(table, number, column):
                    yield "\t"
            yield ""

    return in_text(form, write)


def cells_by_line(form: Form, values: Values, rng: random.Random) -> bytes:
    """A cell a line with nothing else between; blank cells vanish."""
    gap = [""] * rng.choice((0, 1))

    def write(table: Table) -> Iterator[str]:
        for row in expanded(table):
            for printed in row:
                if printed and (text := text_of(printed, values, plain)):
                    yield from (" " * rng.choice((0, 2)) + text, *gap)

    return in_text(form, write)


def spaced(form: Form, values: Values, rng: random.Random) -> bytes:
    """A row a line, cells parted by spaces, long labels torn over lines; blank cells vanish."""
    tear = rng.random() < 0.5

    def write(table: Table) -> Iterator[str]:
        for row in expanded(table):
            words = [text_of(printed, values, plain) for printed in row if printed]
            words = [f"{w[:9]}\n{w[9:]}" if tear and len(w) > 12 else w for w in words if w]
            yield (" " * rng.choice((1, 3))).join(words)

    return in_text(form, write)


def glued(form: Form, values: Values, rng: random.Random) -> bytes:
    """Nothing between cells: digits run together; only single cells can be told."""

    def write(table: Table) -> Iterator[str]:
        for row in expanded(table):
            yield "".join(text_of(printed, values, plain) for printed in row if printed)

    data = in_text(form, write)
    return data.replace(b"\n", b"") if rng.random() < 0.5 else data


def page(form: Form, values: Values, rng: random.Random) -> bytes:
    """A web page with the sheets as tables, in one of the usual encodings."""
    encoding = rng.choice(("utf-8", "gbk"))
    spacer = rng.random() < 0.3
    deco = rng.choice(
        ("{}", "<p align='center'>{}</p>", "<p><span>{}</span></p>", "&nbsp;{}&nbsp;", "\n   {}\n  ")
    )
    parts = [
        f"<html><head><meta charset='{encoding}'><title>年报</title><script>var a='1';</script></head><body>"
    ]
    parts += [f"<p>{html.escape(line)}</p>" for line in head(form, "云溪市水务局")]
    for table in form.tables.values():
        parts.append(f"<p>{table.title}</p><table border='1'>")
        for row in expanded(table):
            cells = []
            for printed in row:
                if not printed:
                    continue
                text = deco.format(html.escape(text_of(printed, values, plain)))
                spans = f" colspan='{printed.column_span}' rowspan='{printed.row_span}'"
                cells.append(f"<td{spans}>{text}</td>")
            parts.append("<tr>" + "".join(cells) + ("<td></td>" if spacer else "") + "</tr>")
        parts.append("</table>")
    parts += [f"<p>{line}</p>" for line in TAIL] + ["</body></html>"]
    return "".join(parts).encode(encoding)


def word(form: Form, values: Values, rng: random.Random) -> bytes:
    """A Word document with merged cells."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    body = document.element.body
    for line in head(form, "云溪市水务局"):
        document.add_paragraph(line)
    for table in form.tables.values():
        document.add_paragraph(table.title)
        body.insert(len(body) - 1, parse_xml(word_table(table, values)))
    for line in TAIL:
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def word_table(table: Table, values: Values) -> str:
    """A sheet as the XML of a Word table: spans to the right by gridSpan, downwards by vMerge."""
    rows = []
    for row in range(table.sheet_rows):
        covering = [cell for cell in table.sheet if cell.row <= row < cell.row + cell.row_span]
        cells = (_word_cell(cell, row, values) for cell in sorted(covering, key=lambda cell: cell.column))
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = f'<w:gridCol w:w="{_COLUMN}"/>' * table.sheet_columns
    return f'<w:tbl xmlns:w="{_WORD}"><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _word_cell(cell: PrintedCell, row: int, values: Values) -> str:
    merge = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    text = html.escape(text_of(cell, values, plain)) if row == cell.row else ""
    width = f'<w:tcW w:w="{_COLUMN * cell.column_span}" w:type="dxa"/>'
    span = f'<w:gridSpan w:val="{cell.column_span}"/>'
    return f"<w:tc><w:tcPr>{width}{span}{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


KEEPS_BLANKS: dict[str, tuple[str, Callable[[Form, Values, random.Random], bytes]]] = {
    "bars by line": ("a.txt", bars_by_line),
    "bars by cell": ("a.txt", bars_by_cell),
    "tabs by line": ("a.txt", tabs_by_line),
    "tabs by cell": ("a.txt", tabs_by_cell),
    "page": ("a.html", page),
    "word": ("a.docx", word),
}
DROPS_BLANKS: dict[str, tuple[str, Callable[[Form, Values, random.Random], bytes]]] = {
    "cells by line": ("a.txt", cells_by_line),
    "spaced": ("a.txt", spaced),
    "glued": ("a.txt", glued),
}


def make(
    style: str, seed: int, *, form: str = "2021", blanks: float = 0.0, disturbance: str = "untouched"
) -> Made:
    """One document of a style; the same seed gives the same document."""
    rng = random.Random(f"{style} {seed} {form} {disturbance}")
    name, write = (KEEPS_BLANKS | DROPS_BLANKS)[style]
    values = random_values(forms()[form], rng, blanks=blanks)
    printed, lost = DISTURBANCES[disturbance](forms()[form], rng)
    data = write(printed, values, rng)
    truth = {cell: in_unit(forms()[form], cell, value) for cell, value in values.items()}
    return Made(name, data, form, truth, lost)
