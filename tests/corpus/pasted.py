"""Reports as they are pasted, quoted, wrapped and mixed with other text: nothing in them may be misread.

Each style writes the sheets of a form, filled with values, as an office's text may come; much of it can
only be left open, and how much is not counted.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterator, Sequence
from io import StringIO

from core.forms.form import Form, Table
from tests.corpus.generate import TAIL, Values, expanded, head, in_text, plain, random_values, text_of

Row = list[str | None]
"""The texts of a row of a sheet; None where a span from the left or above covers."""

SEPARATORS = (" | ", "|", "\t", " ", "  ", ",", ", ", " ; ", "，", "、", "\n")


def rows_of(table: Table, values: Values) -> list[Row]:
    """The printed sheet filled."""
    return [[text_of(cell, values, plain) if cell else None for cell in row] for row in expanded(table)]


def joined(rows: Sequence[Row], rng: random.Random) -> list[str]:
    """The rows as lines: cells parted in one way, covered ones left out or empty."""
    separator, spread = rng.choice(SEPARATORS), rng.random() < 0.5
    return [separator.join(cell or "" for cell in row if spread or cell is not None) for row in rows]


def lines(form: Form, values: Values, rng: random.Random) -> list[str]:
    """A whole report, its tables joined in one way."""
    parting = rng.random()
    data = in_text(form, lambda table: iter(joined(rows_of(table, values), random.Random(parting))))
    return data.decode().split("\n")


def quoted(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Lines of a mail answered: all of them marked, or those from or to a place."""
    mark, all_lines = rng.choice(("> ", ">", ">> ", "> > ")), lines(form, values, rng)
    low, high = sorted(rng.choices((0, rng.randrange(len(all_lines)), len(all_lines)), k=2))
    return [mark + line if low <= at < high or low == high else line for at, line in enumerate(all_lines)]


def quotation_marks(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Comma-separated values with quotation marks, covered cells empty, left out or said again."""
    separator, manner = rng.choice(",;\t"), rng.choice(("empty", "left out", "again"))
    dialect = rng.choice((csv.excel, csv.unix_dialect))

    def write(table: Table) -> Iterator[str]:
        for row in rows_of(table, values):
            cells, last = [], ""
            for cell in row:
                last = cell if cell is not None else last
                if cell is not None or manner != "left out":
                    cells.append(cell or (last if manner == "again" and not last.isdigit() else ""))
            out = StringIO()
            csv.writer(out, dialect, delimiter=separator).writerow(cells)
            yield out.getvalue().rstrip()

    return in_text(form, write).decode().split("\n")


def interrupted(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Page numbers, running heads and watermarks between the lines."""
    words = (
        "— {} —",
        "{}/9",
        "第 {} 页 共 9 页",
        "Page {} of 9",
        "{}",
        "征求意见稿",
        "内部资料",
        "联系电话 0{}",
    )
    word, every = rng.choice(words), rng.choice((7, 11, 17))
    found = []
    for at, line in enumerate(lines(form, values, rng)):
        found += [line, word.format(at // every), ""] if at % every == every - 1 else [line]
    return found


def itemised(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Each row a sentence that names its columns, blanks left out."""
    bullet, between = rng.choice(("- ", "• ", "")), rng.choice(("，", "、", "；", " "))
    manner = rng.choice(("{0}{1}", "{0} {1}", "{0}：{1}", "{0}({1}件)", "{1}"))

    def write(table: Table) -> Iterator[str]:
        for row in table.rows.values():
            held = [(table.columns[id].label, values[f"{table.id}.{row.id}.{id}"]) for id in row.columns]
            items = [manner.format(label, value) for label, value in held if value is not None]
            yield f"{bullet}{row.label}：{between.join(items)}"

    return in_text(form, write).decode().split("\n")


def wrapped(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Lines broken at a width, at a space where there is one."""
    width, found = rng.choice((30, 40, 60)), []
    for line in lines(form, values, rng):
        while len(line) > width:
            at = max(line.rfind(gap, 1, width) for gap in " \t|,")
            at = at if at > 0 else width
            found.append(line[:at])
            line = line[at:].lstrip(" ")
        found.append(line)
    return found


def another_year(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Last year's tables with them, before or after, said to be last year's or not."""
    other, year = random_values(form, rng), form.first_year
    says = rng.choice(("上一年度情况", f"{year - 1}年度", "附件"))
    tables = [
        [text for t in form.tables.values() for text in (t.title, *joined(rows_of(t, held), rng))]
        for held in (values, other)
    ]
    if rng.random() < 0.5:
        return [*head(form, "云溪市水务局"), *tables[0], *TAIL, says, *tables[1]]
    if says == "附件":
        says = "上年度数据"
    return [*head(form, "云溪市水务局"), says, *tables[1], "本年度情况", *tables[0], *TAIL]


def side_by_side(form: Form, values: Values, rng: random.Random) -> list[str]:
    """Two years in every column of tables 3 and 4."""
    other, year = random_values(form, rng), form.first_year
    labels = rng.choice((("本年", "上年"), (f"{year - 1}年", f"{year}年"), ("今年", "去年")))
    swapped = labels[0] == f"{year - 1}年"

    def write(table: Table) -> Iterator[str]:
        sides = [rows_of(table, held) for held in ((other, values) if swapped else (values, other))]
        if table.id == "t2":
            return iter(joined(sides[swapped], rng))
        places = {cell.column for cell in table.sheet if cell.cell}
        numbers = {(cell.row, cell.column) for cell in table.sheet if cell.cell}
        rows: list[Row] = []
        for down, (one, two) in enumerate(zip(*sides, strict=True)):
            if down == table.header_rows:
                rows.append([text for at in range(len(one)) for text in (labels if at in places else ("",))])
            rows.append([])
            for at, text in enumerate(one):
                rows[-1] += [text, two[at] if (down, at) in numbers else None] if at in places else [text]
        return iter(joined(rows, rng))

    return in_text(form, write).decode().split("\n")


PASTED: dict[str, Callable[[Form, Values, random.Random], list[str]]] = {
    "pasted": lines,
    "quoted": quoted,
    "quotation marks": quotation_marks,
    "interrupted": interrupted,
    "itemised": itemised,
    "wrapped": wrapped,
    "another year": another_year,
    "side by side": side_by_side,
}
