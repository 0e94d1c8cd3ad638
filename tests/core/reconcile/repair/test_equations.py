"""The equations that repairs are looked for in: which relations give one, and how cells are eliminated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Ambiguity, Number
from core.forms.form import LAST_YEAR, ONE
from core.forms.relation import Operator, Relation, Term
from core.reconcile.evaluate import evaluate, relations_of
from core.reconcile.finding import Outcome, Status
from core.reconcile.readings import read_numbers
from core.reconcile.repair.equations import Equation, eliminate, equations_of, exact, is_exact
from tests.core.reconcile.oracle import ambiguous
from tests.support import make_report

A, B, C = "t4.review.upheld", "t4.review.corrected", "t4.review.sum"
CELLS = "abcd"


def relation(
    left: Iterable[str], operator: Operator = "=", right: Iterable[str] = (), slack: int = 0
) -> Relation:
    sides = [tuple(Term(1, cell) for cell in side) for side in (left, right)]
    return Relation("own.rule", "t4", "t4", "whole", "error", sides[0], operator, sides[1], slack)


def equation(held: Relation, **values: Number) -> list[Equation]:
    """The equation of a relation on numbers of table 4's first row."""
    report = make_report({f"t4.review.{column}": value for column, value in values.items()})
    numbers = read_numbers(report.cells, report)
    return list(equations_of([evaluate(held, numbers, report)], numbers))


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (relation([A, B], "=", [C]), True),
        (relation([A, B], "<=", [C]), False),
        (relation([A], ">=", []), False),
        (relation([A, B], "=", [C], slack=2), False),
        (relation([A], "=", [ONE]), False),
        (relation([A], "=", [f"{LAST_YEAR}{A}"]), False),
        (relation(["prose.1"], "=", [A]), False),
    ],
)
def test_only_equalities_to_the_unit_between_cells_are_exact(held: Relation, told: bool) -> None:
    assert is_exact(held) is told


def test_an_equality_gives_its_coefficients_and_what_it_is_off_by() -> None:
    (found,) = equation(relation([A, B], "=", [C]), upheld=5, corrected=3, sum=6)
    assert found == Equation("own.rule@t4", {A: 1, B: 1, C: -1}, 2)
    (found,) = equation(relation([A, B], "=", [C]), upheld=5, corrected=3, sum=8)
    assert found.off == 0
    assert equation(relation([A, B], "<=", [C]), upheld=5, corrected=3, sum=6) == []


def test_a_cell_that_stands_several_times_counts_for_all_of_them() -> None:
    (found,) = equation(relation([A, A, B, C], "=", [B, C]), upheld=5)
    assert found == Equation("own.rule@t4", {A: 2}, 10)
    assert equation(relation([A, B], "=", [B, A]), upheld=5) == []


def test_an_equality_of_blanks_is_to_stay_as_it_is() -> None:
    report = make_report({}, default=None)
    numbers = read_numbers(report.cells, report)
    held = [one for one in relations_of(report) if one.key == "t4.group_sum@review"]
    (found,) = equations_of([evaluate(one, numbers, report) for one in held], numbers)
    assert (found.off, len(found.terms)) == (0, 5)


@pytest.mark.parametrize(
    ("readings", "value", "status", "told"),
    [
        (((1, 2), (2, 1)), 3, Status.PASSED, [Equation("own.rule@t4", {C: -1}, 0)]),
        (((1, 2), (2, 1)), 4, Status.FAILED, []),
        (((1, 2), (2, 2)), 4, Status.NOT_EVALUABLE, []),
    ],
)
def test_of_an_equality_with_open_readings_what_is_known_stays_where_it_holds(
    readings: tuple[tuple[int, int], ...], value: int, status: Status, told: list[Equation]
) -> None:
    report = ambiguous("2019", {C: value}, [Ambiguity((A, B), readings, "12")])
    numbers = read_numbers(report.cells, report)
    found = evaluate(relation([A, B], "=", [C]), numbers, report)
    assert found.status is status
    assert list(equations_of([found], numbers)) == told


@pytest.mark.parametrize(("left", "right"), [(None, 4), (4, None)])
def test_a_side_on_which_readings_differ_is_off_by_nothing(left: Number | None, right: Number | None) -> None:
    report = make_report({})
    numbers = read_numbers(report.cells, report)
    held = Outcome(relation([A, B], "=", [C]), Status.PASSED, left, right)
    assert [each.off for each in equations_of([held], numbers)] == [0]


def test_the_equation_that_eliminates_is_itself_gone() -> None:
    pivot = Equation("p", {"a": 1, "b": 1}, 3)
    others = [
        Equation("q", {"a": -1, "c": 1}, 1),
        Equation("r", {"c": 1}, 2),
        Equation("s", {"a": 1, "b": 1}, 3),
    ]
    assert eliminate([others[0], pivot, *others[1:]], pivot, "a") == [
        Equation("q", {"b": 1, "c": 1}, 4),
        others[1],
        Equation("s", {}, 0),
    ]


TERMS = st.dictionaries(st.sampled_from(CELLS), st.integers(-3, 3).filter(bool), min_size=1)


@given(TERMS, TERMS, st.dictionaries(st.sampled_from(CELLS), st.integers(-9, 9)))
def test_what_holds_before_a_cell_is_eliminated_holds_after(
    pivot: dict[str, int], other: dict[str, int], values: dict[str, int]
) -> None:
    """Both are off by just what these values would cure; so must be what they come to together."""
    both = [
        Equation(name, terms, -sum(held * values.get(cell, 0) for cell, held in terms.items()))
        for name, terms in (("p", pivot), ("o", other))
    ]
    cell = next(iter(pivot))
    (left,) = eliminate(both, both[0], cell)
    assert left.off + sum(held * values.get(each, 0) for each, held in left.terms.items()) == 0
    assert cell not in left.terms
    assert all(left.terms.values())
    off = replace(both[1], off=both[1].off + 1)
    (left,) = eliminate([both[0], off], both[0], cell)
    assert left.off + sum(held * values.get(each, 0) for each, held in left.terms.items()) != 0


@given(st.integers(-(10**9), 10**9), st.integers(1, 400))
def test_fractions_of_a_hundred_come_out_exact_and_no_others(numerator: int, denominator: int) -> None:
    value = Fraction(numerator, denominator)
    found = exact(value)
    if (value * 100).denominator > 1:
        assert found is None
    else:
        assert found is not None
        assert Fraction(found) == value
        assert isinstance(found, int if value.denominator == 1 else Decimal)
