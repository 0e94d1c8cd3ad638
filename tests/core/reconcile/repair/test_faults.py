"""Wrong values put into real figures are found again, and what is suggested restores the true ones.

Here a part of them; `make repairs` takes them all.
"""

from __future__ import annotations

import pytest

from tests.core.reconcile.repair.faults import Fault, faults, first_restores, mended, offered, restores
from tests.core.reconcile.repair.figures import clean


def put(count: int, cells: int, table: str, *, blank: bool) -> list[Fault]:
    return list(faults(clean(blank=blank), count, cells, table, seed=7))


@pytest.mark.parametrize("blank", [False, True], ids=["noughts", "blanks"])
def test_one_wrong_value_of_table_three_is_restored_by_the_first_suggestion(blank: bool) -> None:
    for fault in put(80, 1, "t3", blank=blank):
        result = mended(fault)
        assert first_restores(fault, result), fault
        assert restores(fault, result, 1), fault


@pytest.mark.parametrize("blank", [False, True], ids=["noughts", "blanks"])
def test_two_wrong_values_of_table_three_are_restored_by_the_first_suggestions(blank: bool) -> None:
    results = [(fault, mended(fault)) for fault in put(50, 2, "t3", blank=blank)]
    assert sum(restores(fault, result, 1) for fault, result in results) >= 48
    assert sum(restores(fault, result, 3) for fault, result in results) >= 49


@pytest.mark.parametrize("blank", [False, True], ids=["noughts", "blanks"])
def test_the_truth_of_table_four_is_among_the_suggestions(blank: bool) -> None:
    for fault in put(50, 1, "t4", blank=blank):
        ((suggestions),) = offered(mended(fault))
        assert any(suggestion.changes == fault.truth for suggestion in suggestions), fault


def test_five_wrong_values_are_mostly_restored() -> None:
    results = [(fault, mended(fault)) for fault in put(12, 5, "t3", blank=False)]
    assert sum(restores(fault, result, 1) for fault, result in results) >= 10
