"""What the tests of the readers share."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from core.document.location import TableCell
from core.document.model import Grid, Paragraph, SourceDocument
from core.document.open import read_document
from core.errors import InputError
from core.messages import render

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes | str, name: str = "报告") -> SourceDocument:
    """Reads, and holds the document to what every document promises."""
    document = read_document(data.encode() if isinstance(data, str) else data, name)
    held_to_promises(document)
    return document


def held_to_promises(document: SourceDocument) -> None:
    """AssertionError where a document is not what every document promises to be."""
    at = 0
    for number, grid in enumerate(document.grids):
        assert grid.index == number
        places: set[tuple[int, int]] = set()
        for cell in grid.cells:
            assert document.text[cell.start : cell.start + len(cell.text)] == cell.text
            assert 0 <= cell.row < cell.row + cell.row_span <= grid.rows
            assert 0 <= cell.column < cell.column + cell.column_span <= grid.columns
            assert (cell.row, cell.column) not in places
            if not document.pages:
                assert cell.location == TableCell(number, cell.row, cell.column)
            covered = {
                (cell.row + down, cell.column + right)
                for down in range(cell.row_span)
                for right in range(cell.column_span)
            }
            assert not covered & places
            places |= covered
    for block in document.blocks:
        assert block.start >= at
        at = block.start
        if isinstance(block, Paragraph):
            assert document.text[block.start :].startswith(block.text)
    if document.boxes is not None:
        assert len(document.boxes.pages) == len(document.text)
        assert len(document.boxes.edges) == 4 * len(document.text)


@contextmanager
def refused(reason: str) -> Iterator[None]:
    """Expects an InputError of this package with a sentence in both languages that names the file."""
    with pytest.raises(InputError) as caught:
        yield
    assert caught.value.message.id == f"document.{reason}"
    assert dict(caught.value.message.parameters)["name"]
    for language in ("zh", "en"):
        assert str(dict(caught.value.message.parameters)["name"]) in render(caught.value.message, language)


def blocks(document: SourceDocument) -> list[object]:
    """The blocks in short: a paragraph as its text, a grid as its table."""
    return [table(block) if isinstance(block, Grid) else block.text for block in document.blocks]


def table(grid: Grid) -> list[list[str]]:
    """The texts of a grid with spans expanded; "." where no cell is, "<" and "^" where one reaches to."""
    rows = []
    for row in range(grid.rows):
        texts = []
        for column in range(grid.columns):
            cell = grid.at(row, column)
            if cell is None:
                texts.append(".")
            elif cell.row < row:
                texts.append("^")
            else:
                texts.append("<" if cell.column < column else cell.text)
        rows.append(texts)
    return rows


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return held.getvalue()


def docx(
    body: str,
    namespace: str = WORD,
    part: str = "word/document.xml",
    prolog: str = "",
    styles: str | None = None,
) -> bytes:
    """A Word document with this markup in its body, and in its styles where there are any (prefix w)."""
    extra = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            part: f'{prolog}<w:document xmlns:w="{namespace}" {extra}><w:body>{body}</w:body></w:document>',
            **(
                {"word/styles.xml": f'<w:styles xmlns:w="{namespace}">{styles}</w:styles>'}
                if styles is not None
                else {}
            ),
        }
    )
