"""From bytes to findings, beside what the usual libraries need merely to read the tables."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import pandas
import pdfplumber
import pypdfium2

from core.paths import ROOT, resource
from core.pipeline import check
from tests.bench.timing import Figure, compare, processor

REAL_PDF = "huaian_city_2024.pdf"
TEXT_PAGES, TABLE_PAGES = (0, 1, 5), (2, 3, 4)
REAL_PAGES = ("pingtan_2025.html", "shanghai_gov_office_2019.html")


def shared() -> Path | None:
    """The folder of real documents, where there is one."""
    folder = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared")) / "corpus"
    return folder if folder.is_dir() else None


def figures() -> Iterator[Figure]:
    """The figures of each format; of PDF only where the real documents are at hand."""
    corpus = shared()
    if corpus is not None:
        yield from pdf_figures((corpus / REAL_PDF).read_bytes())
    yield compare_docx(next(resource("samples").glob("*.docx")))
    pages = [corpus / name for name in REAL_PAGES] if corpus is not None else []
    for path in [*resource("samples").glob("*.html"), *pages]:
        yield compare_html(path)
    yield from processor_figures(corpus)


def processor_figures(corpus: Path | None) -> Iterator[Figure]:
    """The slowest text or web page, and the slowest report whose digits run together."""
    samples = resource("samples")
    plain = [*samples.glob("*省*.txt"), *samples.glob("*.html")]
    together = [*samples.glob("*区*.txt")]
    if corpus is not None:
        together += corpus.glob("*runtogether.txt")
        plain += {*corpus.glob("*.txt"), *corpus.glob("*.html")} - {*together}
    yield slowest("Text or web page, CPU, slowest", plain, 50)
    yield slowest("Digits run together, CPU, slowest", together, 200)


def slowest(name: str, paths: Sequence[Path], most: float) -> Figure:
    """The figure of the file that takes the processor longest."""
    found = [processor(name, partial(check, path.read_bytes(), path.name), most) for path in paths]
    return max(found, key=lambda figure: figure.milliseconds)


def pdf_figures(data: bytes) -> Iterator[Figure]:
    """Four pages, three of them with tables; and sixty, three of them with tables."""
    short = assemble(data, [1, *TABLE_PAGES])
    ours, theirs = partial(check, short, "short.pdf"), partial(plumb, short, (1, 2, 3))
    yield compare("PDF, 4 pages", ours, "pdfplumber, the 3 pages with tables", theirs, 1.3)
    text = [TEXT_PAGES[number % len(TEXT_PAGES)] for number in range(57)]
    long = assemble(data, [*text[:30], *TABLE_PAGES, *text[30:]])
    ours, theirs = partial(check, long, "long.pdf"), partial(plumb, long, None)
    yield compare("PDF, 60 pages", ours, "pdfplumber, the whole file", theirs, 0.5)


def compare_docx(path: Path) -> Figure:
    """A Word report beside python-docx reading the text of every cell."""
    data = path.read_bytes()
    return compare(
        "Word", partial(check, data, path.name), "python-docx, every cell", partial(read_cells, data), 2
    )


def compare_html(path: Path) -> Figure:
    """A web page beside pandas reading its tables."""
    data = path.read_bytes()
    return compare(
        f"Web page, {len(data) // 1024} KB",
        partial(check, data, path.name),
        "pandas.read_html",
        partial(pandas.read_html, path),
        5,
    )


def assemble(data: bytes, pages: Sequence[int]) -> bytes:
    """A PDF of these pages of another, counted from zero."""
    made, target = pypdfium2.PdfDocument.new(), BytesIO()
    made.import_pages(pypdfium2.PdfDocument(data), list(pages))
    made.save(target)
    return target.getvalue()


def plumb(data: bytes, pages: Sequence[int] | None) -> list[list[list[str | None]]]:
    """The tables that pdfplumber finds on these pages, counted from zero, or on all."""
    with pdfplumber.open(BytesIO(data)) as file:
        wanted = file.pages if pages is None else [file.pages[number] for number in pages]
        return [table for page in wanted for table in page.extract_tables()]


def read_cells(data: bytes) -> list[str]:
    """The text of every cell of a Word document's tables, as python-docx gives it."""
    tables = docx.Document(BytesIO(data)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]
