"""Reports as files that keep the cells of a table apart: Word, Excel, web pages, PDF."""

from __future__ import annotations

import html
import random
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl import Workbook

from core.forms.form import PrintedCell, Table
from tests.core.document import doc_writer
from tests.corpus.scored.content import RAISED, Content
from tests.corpus.scored.pdf import pdf
from tests.corpus.scored.placed import lay_out

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


_LOOK = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="20" w:type="dxa"/>'
    '<w:right w:w="20" w:type="dxa"/></w:tblCellMar>'
)


def parts_of(table: Table, rng: random.Random) -> list[list[int]]:
    """The rows of a sheet in one part, or in two with or without the header again, as at a page's end."""
    rows = list(range(table.sheet_rows))
    if table.id != "t3" or rng.random() < 0.6:
        return [rows]
    cut = rng.randrange(table.header_rows + 2, table.sheet_rows - 2)
    return [rows[:cut], [*(rows[: table.header_rows] if rng.random() < 0.5 else ()), *rows[cut:]]]


def cells_in(table: Table, rows: list[int]) -> list[tuple[int, PrintedCell, int]]:
    """The cells of some rows of a sheet: the row among them, the cell, how many of them it spans."""
    at = {row: n for n, row in enumerate(rows)}
    found = []
    for cell in table.sheet:
        own = [at[row] for row in range(cell.row, cell.row + cell.row_span) if row in at]
        if own:
            found.append((own[0], cell, len(own)))
    return sorted(found, key=lambda each: (each[0], each[1].column))


def page(content: Content, rng: random.Random) -> bytes:
    """A web page with the sheets as tables, in one of the usual encodings, cells wrapped as editors do."""
    encoding = rng.choice(("utf-8", "gbk"))
    deco = rng.choice(
        (
            "{}",
            "<p align='center'>{}</p>",
            "<p><span>{}</span></p>",
            "&nbsp;{}&nbsp;",
            "\n   {}\n  ",
            "<div>{}<br></div>",
        )
    )
    spacer, tag = rng.random() < 0.2, rng.choice(("td", "td", "th"))
    said = [f"<html><head><meta charset='{encoding}'><title>{html.escape(content.title)}</title>"]
    said.append("<script>var total='17';</script></head><body>")
    said += [f"<p>{html.escape(line)}</p>" for line in content.before]
    for table in content.form.tables.values():
        said.append(f"<p>{table.title}</p>")
        for rows in parts_of(table, rng):
            said += _html_table(content, table, rows, deco, "<td></td>" if spacer else "", tag)
    said += [f"<p>{html.escape(line)}</p>" for line in content.after] + ["</body></html>"]
    return "".join(said).encode(encoding, "xmlcharrefreplace")


def _html_table(
    content: Content, table: Table, rows: list[int], deco: str, spacer: str, head: str
) -> Iterator[str]:
    yield "<table border='1'>"
    held = cells_in(table, rows)
    for at, row in enumerate(rows):
        tag = head if row < table.header_rows else "td"
        yield "<tr>"
        for _, cell, span in (each for each in held if each[0] == at):
            text = deco.format(_with_raised(html.escape(content.text(cell))))
            yield f"<{tag} colspan='{cell.column_span}' rowspan='{span}'>{text}</{tag}>"
        yield f"{spacer}</tr>"
    yield "</table>"


def _with_raised(said: str) -> str:
    return re.sub(rf"{RAISED}(.)", r"<sup>\1</sup>", said)


def word(content: Content, rng: random.Random) -> bytes:
    """A Word document with merged cells, its text at times in several runs or paragraphs."""
    runs = rng.random() < 0.3
    body = [_paragraph(line, runs) for line in content.before]
    for table in content.form.tables.values():
        body.append(_paragraph(table.title, runs))
        for rows in parts_of(table, rng):
            body += [*_word_table(content, table, rows, runs), _paragraph("", False)]
    return word_file("".join([*body, *(_paragraph(line, runs) for line in content.after)]))


def word_file(body: str) -> bytes:
    """A Word document of this body."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as held:
        said = f'<w:document xmlns:w="{_WORD}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", said),
        ):
            held.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return out.getvalue()


def _paragraph(text: str, runs: bool) -> str:
    text, _, mark = text.partition(RAISED)
    pieces = [text[:3], text[3:]] if runs and len(text) > 3 else [text]
    raised = _run(mark, '<w:vertAlign w:val="superscript"/>') if mark else ""
    return f"<w:p>{''.join(map(_run, pieces))}{raised}</w:p>"


def _run(text: str, look: str = "") -> str:
    said = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f'<w:r><w:rPr><w:sz w:val="17"/>{look}</w:rPr>{said}</w:r>'


def _word_table(content: Content, table: Table, rows: list[int], runs: bool) -> Iterator[str]:
    column = f'<w:gridCol w:w="{9000 // table.sheet_columns}"/>'
    yield f"<w:tbl><w:tblPr>{_LOOK}</w:tblPr><w:tblGrid>{column * table.sheet_columns}</w:tblGrid>"
    held = cells_in(table, rows)
    for at in range(len(rows)):
        yield "<w:tr>"
        for first, cell, span in sorted(held, key=lambda each: each[1].column):
            if not first <= at < first + span:
                continue
            begins = ' w:val="restart"' if at == first else ""
            merge = f"<w:vMerge{begins}/>" if span > 1 else ""
            text = content.text(cell) if at == first else ""
            said = f'<w:tcPr><w:gridSpan w:val="{cell.column_span}"/>{merge}</w:tcPr>'
            yield f"<w:tc>{said}{_paragraph(text, runs)}</w:tc>"
        yield "</w:tr>"
    yield "</w:tbl>"


def legacy_word(content: Content, rng: random.Random) -> bytes:
    """A Word document of the old format with merged cells."""
    held: list[doc_writer.Paragraph | list[doc_writer.Paragraph]] = [
        doc_writer.p(line) for line in content.before
    ]
    for table in content.form.tables.values():
        held.append(doc_writer.p(table.title))
        for rows in parts_of(table, rng):
            held += [*_legacy_rows(content, table, rows), doc_writer.p("")]
    return doc_writer.doc(*held, *(doc_writer.p(line) for line in content.after))


def _legacy_rows(content: Content, table: Table, rows: list[int]) -> Iterator[list[doc_writer.Paragraph]]:
    held = cells_in(table, rows)
    for at in range(len(rows)):
        own = sorted(
            (each for each in held if each[0] <= at < each[0] + each[2]), key=lambda each: each[1].column
        )
        edges = [900 * cell.column for _, cell, _ in own] + [900 * table.sheet_columns]
        down = {
            n: 0 if span == 1 else 3 << 5 if first == at else 1 << 5 for n, (first, _, span) in enumerate(own)
        }
        texts = [content.text(cell) if first == at else "" for first, cell, _ in own]
        yield doc_writer.row(*texts, definition=doc_writer.row_definition(edges, down))


def workbook(content: Content, rng: random.Random) -> bytes:
    """An Excel workbook, a sheet for each table or one for all, numbers as numbers or as text."""
    together, numeric = rng.random() < 0.5, rng.random() < 0.7
    book = Workbook()
    sheet = book.active
    sheet.title = "总体情况"
    for line in content.before:
        sheet.append([line])
    at = sheet.max_row + 1
    for table in content.form.tables.values():
        if not together:
            sheet, at = book.create_sheet(table.title[:20].replace("/", "")), 1
        sheet.cell(at, 1, table.title)
        for cell in table.sheet:
            text = content.text(cell)
            number = numeric and cell.cell and text.isascii() and text.isdigit()
            row, column = at + 1 + cell.row, 1 + cell.column
            sheet.cell(row, column, int(text) if number else text or None)
            last = (row + cell.row_span - 1, column + cell.column_span - 1)
            if last != (row, column):
                sheet.merge_cells(start_row=row, start_column=column, end_row=last[0], end_column=last[1])
        at += table.sheet_rows + 2
    for line in content.after if together else ():
        sheet.cell(at, 1, line)
        at += 1
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def ruled_pdf(content: Content, rng: random.Random) -> bytes:
    """A PDF of several pages with every ruling drawn."""
    return pdf(lay_out(content, rng), ruled=True)


def unruled_pdf(content: Content, rng: random.Random) -> bytes:
    """A PDF of several pages without any ruling: a stream rather than a grid."""
    return pdf(lay_out(content, rng), ruled=False)
