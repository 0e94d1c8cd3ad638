"""What seems to have happened to a number, and that the likelier comes cheaper."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.extract.report import Number
from core.reconcile.repair.slips import line_slip, slip
from tests.support import make_report

ROW = tuple(f"t3.new.{each}" for each in ("natural", "enterprise", "research", "welfare", "legal", "others"))


def kind(was: Number | None, now: Number | None, *, total: bool = False) -> str:
    return slip(was, now, total=total).said.id.removeprefix("reconcile.slip.")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (None, 12, "blank"),
        (-5, 5, "sign"),
        (258, 0, "spurious"),
        (258, None, "spurious"),
        (0, 258, "nought"),
        (91, 19, "swapped"),
        (1254, 1452, "swapped"),
        (6091, 6081, "digit"),
        (25, 258, "dropped"),
        (28, 258, "dropped"),
        (58, 258, "dropped"),
        (2588, 258, "added"),
        (100, 10, "added"),
        (17, 258, "other"),
        (12, 34, "other"),
        (123, 456, "other"),
        (1234, 4231, "swapped"),
        (1223, 3221, "swapped"),
        (123, 321, "swapped"),
        (121, 232, "other"),
        (123, 45, "other"),
        (45, 123, "other"),
        (Decimal("12.5"), Decimal("15.2"), "swapped"),
        (Decimal("-0.5"), Decimal("0.5"), "sign"),
        (Decimal("120"), 120, "sign"),
    ],
)
def test_kind_of_slip(was: Number | None, now: Number | None, said: str) -> None:
    assert kind(was, now) == said


def test_total_that_no_slip_of_digits_explains_was_not_updated() -> None:
    assert kind(17, 258, total=True) == "total"
    assert kind(91, 19, total=True) == "swapped"
    assert kind(5, 0, total=True) == "spurious"
    assert kind(53, 0, total=True) == "total"


@pytest.mark.parametrize(
    ("was", "now", "cost"),
    [
        (None, 12, 4),
        (-5, 5, 4),
        (5, 0, 8),
        (25814, None, 11),
        (0, 5, 8),
        (0, 25814, 11),
        (6091, 6081, 6),
        (91, 19, 4),
        (1254, 1452, 6),
        (25, 258, 5),
        (2588, 258, 5),
        (12, 34, 12),
        (17, 8254, 16),
        (12345, 67890, 16),
    ],
)
def test_cost_of_a_slip(was: Number | None, now: Number | None, cost: int) -> None:
    assert slip(was, now, total=False).cost == cost


@cache
def distance(one: str, other: str) -> int:
    """The fewest digits to put in, leave out or change, by trying them all."""
    if not one or not other:
        return len(one) + len(other)
    kept = distance(one[1:], other[1:]) + (one[0] != other[0])
    return min(kept, 1 + distance(one[1:], other), 1 + distance(one, other[1:]))


@given(st.integers(1, 10**7), st.integers(1, 10**7))
@example(123456, 9123458)
@example(9123458, 123456)
def test_other_slips_cost_by_how_far_the_numbers_are_apart(was: int, now: int) -> None:
    if kind(was, now) == "other":
        assert slip(was, now, total=False).cost == 8 + 2 * min(distance(str(was), str(now)), 4)


def test_likelier_slips_cost_less() -> None:
    told: list[tuple[Number, Number]] = [(91, 19), (25, 258), (6091, 6081), (17, 258), (17, 8254)]
    costs = [slip(was, now, total=False).cost for was, now in told]
    assert all(one < other for one, other in pairwise(costs))


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ((0, 6, 23, 9, 0, 0), (6, 23, 9, 0, 0, 0), "moved"),
        ((6, 23, 9, 0, 0, 1), (0, 6, 23, 9, 0, 1), "moved"),
        ((6, 23, 9, 0, 0, 1), (23, 6, 9, 0, 0, 1), "exchanged"),
        ((6, 23, 9, 0, 0, 1), (9, 23, 6, 0, 0, 1), "exchanged"),
        ((6, 23, 9, 0, 0, 1), (9, 6, 23, 0, 0, 1), "mixed"),
        ((6, 23, 9, 0, 0, 1), (7, 22, 9, 0, 0, 1), None),
        ((0, 6, 23, 9, 0, 0), (6, 0, 23, 9, 0, 0), "moved"),
        ((6, 0, 23, 9, 0, 0), (0, 6, 23, 9, 0, 0), "moved"),
        ((0, 6, 9, 1, 1, 1), (9, 6, 0, 1, 1, 1), "exchanged"),
        ((9, 6, 0, 1, 1, 1), (0, 6, 9, 1, 1, 1), "exchanged"),
    ],
)
def test_numbers_that_stand_in_each_others_places(
    was: tuple[int, ...], now: tuple[int, ...], said: str | None
) -> None:
    cells = make_report(dict(zip(ROW, was, strict=True))).cells
    changes = {cell: new for cell, old, new in zip(ROW, was, now, strict=True) if old != new}
    found = line_slip(ROW, cells, changes)
    assert (found.said.id.removeprefix("reconcile.slip.") if found else None) == said
