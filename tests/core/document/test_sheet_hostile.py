from __future__ import annotations

import time

import pytest

from core.document.sheet_number import decimal_of, shown
from tests.core.document.support import read, refused
from tests.core.document.test_sheet import EPOCH, c, cells, xlsx


def test_columns_hidden_over_and_over_take_no_longer_than_once() -> None:
    often = '<col min="1" max="16384" hidden="1"/><col min="3" max="2" hidden="1"/>' * 50_000
    began = time.process_time()
    with refused("no_words"):
        read(xlsx(f"<cols>{often}</cols>" + cells(c(1) * 20)), "a.xlsx")
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "stored", ["1E400000000", "-1E400000000", "1E-400000000", "sNaN", "-inf", "1_0", "٣", "１２"]
)
def test_what_excel_would_not_store_is_no_number(stored: str) -> None:
    assert decimal_of(stored) is None
    assert shown(stored, 0, "", EPOCH) == stored
