"""Writes the sample reports: the words of samples.toml around the figures of tests/corpus/samples_truth."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt

from core.forms.form import PrintedCell, Table
from core.forms.library import forms

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "samples"
TRUTH = ROOT / "tests" / "corpus" / "samples_truth"
NOTE = "（样例：单位为虚构，文字为勾稽台项目所写，表内数字取自公开发布的报告。）"


def tables(truth: Mapping[str, Any]) -> list[Table]:
    """The three tables of a sample, each of its form."""
    return [forms()[truth["forms"][id]].tables[id] for id in ("t2", "t3", "t4")]


def printed_figures(sample: Mapping[str, Any], truth: Mapping[str, Any]) -> dict[str, str]:
    """What stands printed in each cell: as samples.toml words it, else the plain number, else nothing."""
    separator = "," if sample.get("thousands") else ""
    figures = {id: "" if value is None else f"{value:{separator}}" for id, value in truth["cells"].items()}
    for table in tables(truth):
        for id in table.cells:
            if id.endswith(".amount") and table.columns["amount"].unit == "万元" and truth["cells"][id]:
                figures[id] = f"{truth['cells'][id] / Decimal(10000):f}".rstrip("0").rstrip(".")
    worded: dict[str, str] = sample.get("printed", {})
    return figures | worded


def lines_before(sample: Mapping[str, Any]) -> list[str]:
    """The paragraphs before the tables, title apart."""
    return [sample["opening"], "一、总体情况", *sample["overview"]]


def lines_after(sample: Mapping[str, Any]) -> list[str]:
    """The paragraphs after the tables."""
    return [
        "五、存在的主要问题及改进情况",
        *sample["problems"],
        "六、其他需要报告的事项",
        *sample["other"],
        NOTE,
    ]


def sheet_rows(table: Table) -> Iterator[list[PrintedCell]]:
    """The cells of the printed sheet by the row that each begins in, left to right."""
    for number in range(table.sheet_rows):
        yield sorted((cell for cell in table.sheet if cell.row == number), key=lambda cell: cell.column)


def write_text(sample: Mapping[str, Any], truth: Mapping[str, Any]) -> str:
    """A text whose cells are parted by bars; with `run_together`, by spaces or, in those rows, by nothing."""
    figures, runs = printed_figures(sample, truth), sample.get("run_together")
    lines = [sample["title"], *lines_before(sample)]
    for table in tables(truth):
        lines += ["", table.title]
        for row in sheet_rows(table):
            texts = [figures[cell.cell] if cell.cell else cell.text for cell in row]
            if runs is None:
                lines.append(" | ".join(texts) + " |")
            else:
                lines.append(stream_line(row, texts, runs))
    return "\n".join([*lines, "", *lines_after(sample), ""])


def stream_line(row: list[PrintedCell], texts: list[str], runs: list[str]) -> str:
    """A row of a table copied as plain text: labels and, spaced or run together, the numbers."""
    labels = "".join(text for cell, text in zip(row, texts, strict=True) if not cell.cell)
    numbers = [text for cell, text in zip(row, texts, strict=True) if cell.cell]
    together = any(cell.cell and cell.cell.rpartition(".")[0] in runs for cell in row)
    return labels + ("".join(numbers) if together else " ".join(["", *numbers]).rstrip())


def write_html(sample: Mapping[str, Any], truth: Mapping[str, Any]) -> str:
    """A saved web page: the report in the middle of a site's navigation."""
    figures = printed_figures(sample, truth)
    parts = [
        "<!DOCTYPE html>\n<html>\n<head>",
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        f"<title>{sample['title']}</title>\n</head>\n<body>",
        '<div class="nav"><a href="#">首页</a> &gt; <a href="#">政务公开</a> &gt; <a href="#">年报</a></div>',
        f"<h1>{sample['title']}</h1>",
        *(f"<p>{escape(line)}</p>" for line in lines_before(sample)),
    ]
    for table in tables(truth):
        parts += [f"<p><b>{table.title}</b></p>", '<table border="1">']
        for row in sheet_rows(table):
            parts.append("<tr>" + "".join(html_cell(cell, figures) for cell in row) + "</tr>")
        parts.append("</table>")
    parts += [f"<p>{escape(line)}</p>" for line in lines_after(sample)]
    return "\n".join([*parts, '<div class="foot">打印本页 关闭窗口</div>\n</body>\n</html>\n'])


def html_cell(cell: PrintedCell, figures: Mapping[str, str]) -> str:
    """A cell with its spans; an empty one as sites save it."""
    spans = "".join(
        f' {name}="{number}"'
        for name, number in (("rowspan", cell.row_span), ("colspan", cell.column_span))
        if number > 1
    )
    return f"<td{spans}>{escape(figures[cell.cell] if cell.cell else cell.text) or '&nbsp;'}</td>"


def write_docx(sample: Mapping[str, Any], truth: Mapping[str, Any], path: Path) -> None:
    """A Word document with merged, ruled tables on A4."""
    figures = printed_figures(sample, truth)
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(3)
    document.core_properties.author = "勾稽台样例"
    document.core_properties.title = sample["title"]
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(sample["title"]).font.size = Pt(16)
    for line in lines_before(sample):
        document.add_paragraph(line)
    for table in tables(truth):
        document.add_paragraph(table.title).paragraph_format.space_before = Pt(6)
        add_table(document, table, figures)
    for line in lines_after(sample):
        document.add_paragraph(line)
    document.save(str(path))


def add_table(document: DocxDocument, table: Table, figures: Mapping[str, str]) -> None:
    """Adds the printed sheet of a table with its figures."""
    grid = document.add_table(table.sheet_rows, table.sheet_columns, "Table Grid")
    for column, width in zip(grid.columns, widths(table), strict=True):
        column.width = width
        for place in column.cells:
            place.width = width
    for cell in table.sheet:
        place = grid.cell(cell.row, cell.column)
        if cell.row_span > 1 or cell.column_span > 1:
            last = grid.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
            place = place.merge(last)
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        if cell.row_id is None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(figures[cell.cell] if cell.cell else cell.text).font.size = Pt(8.5)


def widths(table: Table) -> Sequence[Length]:
    """The widths of the sheet's columns: 17 cm in all, the labels of table 3 with what its numbers leave."""
    if table.label_columns < 3:
        return [Cm(17 / table.sheet_columns)] * table.sheet_columns
    numbers = table.sheet_columns - table.label_columns
    return [Cm(1.6), Cm(2), Cm(13.4 - 1.4 * numbers)] + [Cm(1.4)] * numbers


def write_pdf(sample: Mapping[str, Any], truth: Mapping[str, Any], path: Path) -> None:
    """The Word document as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, path.with_suffix(".docx").name)
        write_docx(sample, truth, made)
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "pdf", "--outdir", str(path.parent), str(made)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def make(sample: Mapping[str, Any]) -> None:
    """Writes one sample in the format that its name says."""
    path = SAMPLES / sample["file"]
    truth = json.loads((TRUTH / f"{path.name}.json").read_text(encoding="utf-8"), parse_float=Decimal)
    match path.suffix:
        case ".txt":
            path.write_bytes(write_text(sample, truth).encode(sample.get("encoding", "utf-8")))
        case ".html":
            path.write_bytes(write_html(sample, truth).encode("gbk"))
        case ".docx":
            write_docx(sample, truth, path)
        case ".pdf":
            write_pdf(sample, truth, path)


def main() -> int:
    """Writes all the samples, or those named."""
    wanted = set(sys.argv[1:])
    said = tomllib.loads((ROOT / "packaging" / "samples.toml").read_text(encoding="utf-8"))
    for sample in said["samples"]:
        if not wanted or sample["file"] in wanted:
            make(sample)
    return 0


if __name__ == "__main__":
    sys.exit(main())
