"""What seems to have happened to a number, and that the likelier comes cheaper."""

from __future__ import annotations

from itertools import pairwise

import pytest

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
        (2588, 258, "added"),
        (100, 10, "added"),
        (17, 258, "other"),
    ],
)
def test_kind_of_slip(was: Number | None, now: Number | None, said: str) -> None:
    assert kind(was, now) == said


def test_total_that_no_slip_of_digits_explains_was_not_updated() -> None:
    assert kind(17, 258, total=True) == "total"
    assert kind(91, 19, total=True) == "swapped"


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
    ],
)
def test_numbers_that_stand_in_each_others_places(
    was: tuple[int, ...], now: tuple[int, ...], said: str | None
) -> None:
    cells = make_report(dict(zip(ROW, was, strict=True))).cells
    changes = {cell: new for cell, old, new in zip(ROW, was, now, strict=True) if old != new}
    found = line_slip(ROW, cells, changes)
    assert (found.said.id.removeprefix("reconcile.slip.") if found else None) == said
