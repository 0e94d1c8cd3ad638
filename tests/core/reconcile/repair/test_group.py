"""Failures of one group: what a repair must cure, and the changes that need no search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from core.extract.report import Number
from core.forms.form import LAST_YEAR, ONE
from core.forms.relation import Operator, Relation, Term
from core.messages import message
from core.reconcile.finding import Finding
from core.reconcile.repair.group import Failure, Group, exchanges, groups_of, single_changes
from tests.support import make_report

A, B, C, D = (f"t4.review.{each}" for each in ("upheld", "corrected", "other", "sum"))
Side = Mapping[str, int]


def relation(left: Side, operator: Operator, right: Side, rule: str = "own.rule") -> Relation:
    sides = [tuple(Term(by, cell) for cell, by in side.items()) for side in (left, right)]
    return Relation(rule, "t4", "review", "row", "error", sides[0], operator, sides[1])


SUM = relation({A: 1, B: 1}, "=", {D: 1}, "own.sum")
DOUBLE = relation({A: 1, C: 1}, "=", {D: 2}, "own.double")
BOUND = relation({A: 1}, "<=", {D: 1}, "own.bound")
SAID = relation({"prose.1": 1}, "=", {A: 1, B: 1}, "own.said")
SAID_ALONE = relation({"prose.1": 1}, "=", {A: 1}, "own.said_alone")
CARRIED = relation({A: 1}, "=", {f"{LAST_YEAR}{D}": 1}, "own.carried")


def finding(group: int, held: Relation | None, left: Number | None = 5, right: Number | None = 3) -> Finding:
    key = held.key if held else "cell.blank@x"
    return Finding(
        key, "own.rule", "error", group, (), message("reconcile.all_blank"), left, right, relation=held
    )


def group(*failures: tuple[Relation, Number]) -> Group:
    held = tuple(Failure(relation, off) for relation, off in failures)
    return Group(1, held, frozenset(each.relation.key for each in held))


def test_groups_hold_their_failures_with_known_sums_and_the_keys_of_all() -> None:
    findings = [
        finding(2, BOUND),
        finding(1, SUM, 7, 10),
        finding(3, None),
        finding(1, None),
        finding(1, DOUBLE, None, 3),
        finding(4, SAID, 3, None),
        finding(2, SUM, 9, 2),
    ]
    assert groups_of(findings) == [
        Group(1, (Failure(SUM, -3),), frozenset({SUM.key, DOUBLE.key})),
        Group(2, (Failure(BOUND, 2), Failure(SUM, 7)), frozenset({BOUND.key, SUM.key})),
    ]


@pytest.mark.parametrize(
    ("relations", "exact", "decisive", "may_break"),
    [
        ([SUM], [SUM], [SUM], True),
        ([SUM, BOUND, SAID], [SUM], [SUM], True),
        ([SUM, DOUBLE], [SUM, DOUBLE], [SUM, DOUBLE], True),
        ([BOUND], [], [BOUND], False),
        ([SAID], [], [SAID], False),
        ([SAID_ALONE], [], [SAID_ALONE], True),
        ([CARRIED], [], [CARRIED], True),
        ([SAID_ALONE, SAID], [], [SAID_ALONE, SAID], False),
    ],
)
def test_equalities_between_cells_decide_where_there_are_any(
    relations: Sequence[Relation],
    exact: Sequence[Relation],
    decisive: Sequence[Relation],
    may_break: bool,
) -> None:
    held = group(*((each, 2) for each in relations))
    assert held.exact == {each.key for each in exact}
    assert [each.relation for each in held.decisive] == list(decisive)
    assert held.may_break is may_break


CELLS = make_report({A: 4, B: 3, C: 4, D: 9}).cells


def test_one_cell_alone_would_change_by_what_it_counts_for() -> None:
    assert list(single_changes(group((DOUBLE, -10)), CELLS)) == [
        {A: Fraction(10)},
        {C: Fraction(10)},
        {D: Fraction(-5)},
    ]


def test_of_several_failures_only_a_cell_that_cures_all_is_changed() -> None:
    assert list(single_changes(group((SUM, -2), (DOUBLE, -10)), CELLS)) == []
    assert list(single_changes(group((SUM, -2), (DOUBLE, -2)), CELLS)) == [{A: Fraction(2)}]
    assert list(single_changes(group((SUM, -2), (DOUBLE, -4)), CELLS)) == [{D: Fraction(-2)}]


def test_only_cells_of_the_report_change() -> None:
    assert list(single_changes(group((CARRIED, -2)), CELLS)) == [{A: Fraction(2)}]
    assert list(single_changes(group((SAID, 2)), {A: CELLS[A]})) == [{A: Fraction(2)}]
    assert list(single_changes(group((BOUND, 2)), CELLS)) == []


def test_the_sides_of_a_bound_are_exchanged() -> None:
    assert list(exchanges(group((BOUND, 2)), CELLS)) == [{A: 9, D: 4}]
    assert list(exchanges(group((BOUND, 2)), {A: CELLS[A]})) == []
    assert list(exchanges(group((SUM, 2)), CELLS)) == []
    assert list(exchanges(group((BOUND, 2), (BOUND, 2)), CELLS)) == []


def test_equal_numbers_and_what_is_no_cell_are_not_exchanged() -> None:
    several = relation({A: 1, C: 1}, "<=", {D: 1, ONE: 1})
    assert list(exchanges(group((several, 2)), CELLS)) == [{A: 9, D: 4}, {C: 9, D: 4}]
