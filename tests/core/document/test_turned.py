"""Text that is shown from right to left by force shows other figures than it holds: 12 as 21."""

from __future__ import annotations

import pytest

from core.document.build import clean_lines
from core.extract.numbers import read_number
from tests.core.document.support import blocks, docx, read


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><body><p>\xe5\x8f\x97\xe7\x90\x86<bdo dir=RTL>12</bdo></p></body></html>", "页.html"),
        (
            docx('<w:p><w:r><w:t>受理</w:t></w:r><w:bdo w:val="rtl"><w:r><w:t>12</w:t></w:r></w:bdo></w:p>'),
            "文.docx",
        ),
        ("受理\u202e12\u202c".encode(), "文.txt"),
    ],
)
def test_turned_figures_are_no_numbers(data: bytes, name: str) -> None:
    [line] = blocks(read(data, name))
    assert line == "受理\u202e12\u202c"
    assert read_number(str(line).removeprefix("受理")) is None


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<html><body><p>\xe5\x8f\x97\xe7\x90\x86<bdo dir=ltr>12</bdo></p></body></html>", "页.html"),
        (
            docx('<w:p><w:r><w:t>受理</w:t></w:r><w:bdo w:val="ltr"><w:r><w:t>12</w:t></w:r></w:bdo></w:p>'),
            "文.docx",
        ),
    ],
)
def test_what_runs_as_ever_is_read_as_ever(data: bytes, name: str) -> None:
    [line] = blocks(read(data, name))
    assert clean_lines(str(line)) == ["受理12"]
