from __future__ import annotations

import time

import pytest

from tests.core.document.support import blocks, read

LONG = 200_000


@pytest.mark.parametrize(
    "style",
    [
        "text-decoration:" * LONG,
        "background:" + " " * LONG + "white",
        "display" + " " * LONG + ":block",
        "color:" * LONG,
        "vertical-align:" * LONG,
        "opacity:" + "0" * LONG,
    ],
)
def test_style_of_absurd_length_takes_no_time(style: str) -> None:
    began = time.process_time()
    document = read(f"<html><body><p style='{style}'>受理申请12件</p></body></html>", "页.html")
    assert blocks(document) == ["受理申请12件"]
    assert time.process_time() - began < 3


def test_what_is_said_after_a_long_declaration_counts() -> None:
    style = f"background:url(data:image/png;base64,{'A' * 5000});display:none"
    page = f"<html><body><p>受理申请<b style='{style}'>3</b>12件</p></body></html>"
    assert blocks(read(page, "页.html")) == ["受理申请12件"]


def test_comments_of_a_style_sheet_that_are_never_closed_take_no_time() -> None:
    began = time.process_time()
    sheet = ".a{display:none}" + "/*" * 150_000
    read(
        f"<html><head><style>{sheet}</style></head><body><p class=a>受理申请12件</p>一</body></html>",
        "页.html",
    )
    assert time.process_time() - began < 3
