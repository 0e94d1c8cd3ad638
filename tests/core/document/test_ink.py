"""Strokes of ink and the lines that they make; where the OCR extra is installed."""

from __future__ import annotations

import pytest

from core.document.ocr import is_available

if not is_available():
    pytest.skip("the extra gouji[ocr] is not installed", allow_module_level=True)

from core.document.ink import ends_raised

DIGITS = [(0, 0, 10, 20), (12, 1, 22, 20)]


@pytest.mark.parametrize(
    ("last", "raised"),
    [
        ((24, -3, 31, 8), True),
        ((24, 0, 31, 13), True),
        ((24, 0, 34, 20), False),
        ((24, 8, 31, 20), False),
        ((24, 17, 27, 20), False),
        ((24, 17, 27, 24), False),
        ((24, 1, 26, 4), False),
        ((24, 9, 34, 11), False),
    ],
)
def test_small_last_stroke_that_stands_high_may_be_the_mark_of_a_note(
    last: tuple[int, int, int, int], raised: bool
) -> None:
    assert ends_raised([*DIGITS, last]) == raised
    assert not ends_raised([last])
