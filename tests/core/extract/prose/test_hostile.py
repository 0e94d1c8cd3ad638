"""Text made to be slow is read in time that grows with its length alone, up to a limit."""

from __future__ import annotations

import time

import pytest

from core.extract.prose.read import MOST_FIGURES
from tests.core.extract.prose.support import prose_of

MOST_SECONDS = 20.0
"""Far more than it takes (under 2 s): the machine may be busy. What grows with the square takes minutes."""


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,234,",
        "1 ",
        "一百二十万",
        "收到政府信息公开申请12件，",
        "共5件，其中",
        "收到12件，占5%；",
        "因",
        "一、情",
        "政府信息公开申请",
        "行政复议后",
        "(",
        "。其中5件，",
        "一、本年新收",
        "结转新收",
    ],
)
def test_no_text_is_slow(piece: str) -> None:
    began = time.perf_counter()
    prose = prose_of(piece * (150_000 // len(piece)))
    assert time.perf_counter() - began < MOST_SECONDS
    assert len(prose.figures) <= MOST_FIGURES


@pytest.mark.parametrize("text", ["", "\n\n", "。。。，，，", "\ud7ff\ue000", "%%%", "件件件"])
def test_text_that_says_nothing_has_no_figures(text: str) -> None:
    assert not prose_of(text + "\n正文").figures
