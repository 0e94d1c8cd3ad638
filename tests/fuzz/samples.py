"""The documents that are damaged: small reports of every format, and the shared ones where they are."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from PIL import Image, ImageDraw

from core.forms.form import Form
from core.forms.library import forms
from core.paths import ROOT, resource
from tests.core.document import sheet_pages
from tests.core.document.doc_writer import doc, p, row
from tests.core.document.ofd_writer import OfdPage, make_ofd
from tests.core.document.pdf_writer import Drawing, make_pdf
from tests.corpus.generate import Values, expanded, head, make, plain, random_values, text_of
from tests.fuzz.packages import closed, opened

KINDS = ("docx", "doc", "xlsx", "pdf", "ofd", "html", "txt", "image")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document as it was before any damage."""

    name: str
    data: bytes


@cache
def samples(kind: str) -> tuple[Sample, ...]:
    """The documents of a kind, those of the project first."""
    endings = {"html": (".html", ".htm"), "image": (".png", ".jpg")}.get(kind, (f".{kind}",))
    folders = [resource("samples"), *_shared()]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in endings]
    held = (*_MADE[kind](), *(Sample(path.name, path.read_bytes()) for path in files))
    return tuple(Sample(one.name, _timeless(one.data)) for one in held)


def _timeless(data: bytes) -> bytes:
    """A zip without the times at which it was made, so that it is the same each time."""
    if not data.startswith(b"PK"):
        return data
    return closed([(name, held) for name, held in opened(data) if name != "docProps/core.xml"])


def _shared() -> list[Path]:
    held = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared"))
    return [folder for folder in (held / "seeds", held / "corpus") if folder.is_dir()]


def figures(name: str, seed: int) -> tuple[Form, Values]:
    """A form and figures for it that reconcile."""
    form = forms()[name]
    return form, random_values(form, random.Random(f"fuzz {name} {seed}"), blanks=0.2)


def _styles(*styles: str) -> tuple[Sample, ...]:
    made = [make(style, at, form=form) for at, style in enumerate(styles) for form in ("2019", "2021")]
    return tuple(Sample(one.name, one.data) for one in made)


def _books() -> tuple[Sample, ...]:
    return tuple(Sample("a.xlsx", book(*figures(form, 1))) for form in ("2019", "2021"))


def book(form: Form, values: Values) -> bytes:
    """A report as a workbook, its tables on a sheet each."""
    made = Workbook()
    sheet = made.active
    for at, line in enumerate(head(form, "云溪市水务局")):
        sheet.cell(at + 1, 1, line)
    for table in form.tables.values():
        sheet = made.create_sheet(table.title[:8])
        sheet.cell(1, 1, table.title)
        for cell in table.sheet:
            text = text_of(cell, values, plain)
            value = int(text) if cell.cell and text.isascii() and text.isdigit() else text or None
            sheet.cell(cell.row + 2, cell.column + 1, value)
            if cell.row_span > 1 or cell.column_span > 1:
                first = (cell.row + 2, cell.column + 1)
                sheet.merge_cells(None, *first, first[0] + cell.row_span - 1, first[1] + cell.column_span - 1)
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _pages() -> tuple[Sample, ...]:
    small = Drawing().text(20, 50, "2021年受理申请共6559件，上年结转1件").box(10, 10, 90, 90)
    rng = random.Random("fuzz pages")
    form, values = figures("2021", 2)
    ruled = [sheet_pages.report(form, values, rng, shape) for shape in (sheet_pages.Setter(),)]
    return (Sample("a.pdf", make_pdf([small.line(50, 10, 50, 90)])), *(Sample("b.pdf", one) for one in ruled))


def open_document(form: Form, values: Values) -> bytes:
    """A report as an OFD file: its tables ruled, a page each."""
    front = OfdPage()
    for at, line in enumerate(head(form, "云溪市水务局")):
        front.text(20, 30 + 10 * at, line)
    pages = [front]
    for table in form.tables.values():
        page = OfdPage(width=30 + 26.0 * table.sheet_columns, height=40 + 9.0 * table.sheet_rows)
        page.text(10, 15, table.title)
        for cell in table.sheet:
            x, y = 10 + 26.0 * cell.column, 20 + 9.0 * cell.row
            page.box(x, y, x + 26 * cell.column_span, y + 9 * cell.row_span)
            text = text_of(cell, values, plain)
            for line, start in enumerate(range(0, len(text), 12)):
                page.text(x + 1, y + 3 + 2 * line, text[start : start + 12], size=1.9)
        pages.append(page)
    return make_ofd(pages)


def _ofd() -> tuple[Sample, ...]:
    return tuple(Sample("a.ofd", open_document(*figures(form, 3))) for form in ("2019", "2021"))


def legacy(form: Form, values: Values, **options: object) -> bytes:
    """A report as a legacy Word document; `options` are those of its writer."""
    parts: list[object] = [p(line) for line in head(form, "云溪市水务局")]
    for table in form.tables.values():
        parts.append(p(table.title))
        for cells in expanded(table):
            parts.append(row(*(text_of(cell, values, plain) if cell else "" for cell in cells)))
    return doc(*parts, **options)  # type: ignore[arg-type]


def _legacy() -> tuple[Sample, ...]:
    return tuple(Sample("a.doc", legacy(*figures(form, 4))) for form in ("2019", "2021"))


def _pictures() -> tuple[Sample, ...]:
    made = Image.new("RGB", (120, 160), "white")
    ImageDraw.Draw(made).text((10, 10), "2021  6559", fill="black")
    found = []
    for format in ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"):
        held = BytesIO()
        made.save(held, format)
        found.append(Sample(f"a.{format.lower()}", held.getvalue()))
    return tuple(found)


_MADE: dict[str, Callable[[], Sequence[Sample]]] = {
    "docx": lambda: _styles("word"),
    "doc": _legacy,
    "xlsx": _books,
    "pdf": _pages,
    "ofd": _ofd,
    "html": lambda: _styles("page"),
    "txt": lambda: _styles(
        "bars by line", "bars by cell", "tabs by line", "tabs by cell", "cells by line", "spaced", "glued"
    ),
    "image": _pictures,
}
