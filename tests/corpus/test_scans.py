"""Own scans read whole; `python -m tests.corpus.scan_figures` measures many more of them."""

from __future__ import annotations

import pytest

from core.document.ocr import is_available

if not is_available():
    pytest.skip("the extra gouji[ocr] is not installed", allow_module_level=True)

from tests.corpus.scan_figures import graded
from tests.corpus.scans import HAN_FONTS, fonts, make_scan

if HAN_FONTS[1] not in fonts():
    pytest.skip(f"the font {HAN_FONTS[1]} is not installed", allow_module_level=True)


@pytest.mark.parametrize(
    ("wear", "form"), [("skewed back, coarse", "2021"), ("copied", "2019"), ("noisy", "2021")]
)
def test_worn_reports_are_read_right_or_left_open(wear: str, form: str) -> None:
    counts = graded(make_scan(wear, 11, form=form))
    assert counts["silent"] == counts["recovered_wrong"] == 0
    assert counts["right"] >= 0.97 * counts.total()
