"""What must stand in a cell without a number, told by the sums around it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest

from core.extract.report import CellState, Number
from core.forms.form import ONE
from core.forms.relation import Operator, Relation, Term
from core.reconcile.readings import read_numbers
from core.reconcile.repair.unread import inferred
from tests.core.reconcile.oracle import with_states
from tests.support import make_report

A, B, C, D = (f"t4.review.{each}" for each in ("upheld", "corrected", "other", "sum"))


def relation(left: Sequence[str], operator: Operator, right: Sequence[str], factor: int = 1) -> Relation:
    sides = [tuple(Term(factor if each == A else 1, each) for each in side) for side in (left, right)]
    return Relation("own.rule", "t4", "review", "row", "error", sides[0], operator, sides[1])


SUM = relation([A, B], "=", [D])
OTHER = relation([C], "=", [B, A])


def told(
    relations: Sequence[Relation], state: CellState = CellState.UNREADABLE, other: CellState | None = None
) -> object:
    report = with_states(make_report({B: 3, C: 12, D: 15}), {A: state}, "若干")
    if other is not None:
        report = with_states(report, {C: other}, "许多")
    return inferred(A, relations, report.cells, read_numbers(report.cells, report))


def test_the_number_that_an_equality_asks_for() -> None:
    assert told([SUM]) == {A: 12}
    assert told([relation([A, B], "=", [D], factor=2)]) == {A: 6}
    assert told([relation([A, B], "=", [D], factor=5)]) == {A: Fraction(12, 5)}
    assert told([relation([D], "=", [A, B])]) == {A: 12}


def test_equalities_must_agree() -> None:
    assert told([SUM, OTHER]) is None
    assert told([SUM, SUM]) == {A: 12}


@pytest.mark.parametrize(
    "silent",
    [
        relation([A, B], "<=", [D]),
        relation([A], "=", [ONE]),
        relation([B, C], "=", [D]),
    ],
)
def test_only_equalities_between_cells_with_the_cell_ask_for_a_number(silent: Relation) -> None:
    assert told([silent]) is None
    assert told([silent, SUM]) == {A: 12}


def test_an_equality_with_another_unknown_asks_for_nothing() -> None:
    assert told([OTHER], other=CellState.UNREADABLE) is None
    assert told([SUM, OTHER], other=CellState.UNREADABLE) == {A: 12}


@pytest.mark.parametrize("state", [each for each in CellState if each is not CellState.UNREADABLE])
def test_only_text_that_is_no_number_is_read_so(state: CellState) -> None:
    assert told([SUM], state) is None


@pytest.mark.parametrize("value", [7, Decimal("7.50")])
def test_a_number_that_a_reviewer_gave_stands(value: Number) -> None:
    report = with_states(make_report({B: 3, D: 15}), {A: CellState.UNREADABLE}, "若干")
    given = make_report({A: value}).cells[A]
    cells = {**report.cells, A: type(given)(A, value, "若干", CellState.UNREADABLE)}
    assert inferred(A, [SUM], cells, read_numbers(cells, report)) is None
