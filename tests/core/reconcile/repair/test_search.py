"""The search finds every smallest set of cells, and no other, as trying all of them out does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import inf
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reconcile.engine import reconcile
from core.reconcile.readings import read_numbers
from core.reconcile.repair import search
from core.reconcile.repair.equations import (
    Equation,
    aimed,
    determined,
    equations_of,
    exact,
    is_solvable,
)
from core.reconcile.repair.search import MOST_FOUND, Budget, Deltas, apart, smallest
from tests.core.reconcile.oracle import balanced
from tests.support import make_report

CELLS = "abcdefg"


@st.composite
def systems(draw: st.DrawFn) -> list[Equation]:
    """Up to five equations over seven cells, some of which fail."""
    coefficients = st.sampled_from((-2, -1, 1, 1))
    terms = st.dictionaries(st.sampled_from(CELLS), coefficients, min_size=1, max_size=4)
    offs = st.sampled_from((0, 0, -3, 2, 2, 4))
    several = draw(st.lists(st.tuples(terms, offs), min_size=1, max_size=5))
    return [Equation(str(at), held, off) for at, (held, off) in enumerate(several)]


def free(steps: int = 100_000) -> Budget:
    return Budget(steps, inf)


def anything(_: Deltas) -> bool:
    return True


def by_trying(equations: Sequence[Equation]) -> list[Deltas]:
    """The smallest sets found by taking every set of cells, the smaller first."""
    for size in range(1, len(CELLS) + 1):
        found = []
        for cells in combinations(CELLS, size):
            deltas = determined(equations, cells)
            if deltas is not None and len(deltas) == size and all(deltas.values()):
                found.append(deltas)
        if found:
            return found
    return []


def holds(equations: Sequence[Equation], deltas: Mapping[str, Fraction]) -> bool:
    return all(
        Fraction(each.off)
        + sum(each.terms[cell] * delta for cell, delta in deltas.items() if cell in each.terms)
        == 0
        for each in equations
    )


@given(systems())
def test_every_smallest_set_is_found_once_and_holds(equations: list[Equation]) -> None:
    if not any(each.off for each in equations):
        return
    found = smallest(equations, anything, len(CELLS), free())
    assert all(holds(equations, deltas) for deltas in found)
    keyed = [tuple(sorted(deltas.items())) for deltas in found]
    assert len(set(keyed)) == len(keyed)
    assert set(keyed) == {tuple(sorted(deltas.items())) for deltas in by_trying(equations)}


@given(systems())
def test_solvable_where_some_change_of_all_cells_does(equations: list[Equation]) -> None:
    if any(each.off for each in equations):
        assert is_solvable(equations) == bool(by_trying(equations))


@given(systems())
def test_apart_never_asks_for_more_than_are_needed(equations: list[Equation]) -> None:
    failing = [each for each in equations if each.off]
    needed = by_trying(equations) if failing else []
    if needed:
        assert apart(failing) <= len(needed[0])


def test_numbers_that_cells_may_not_hold_are_passed_over_for_more_changes() -> None:
    """Of a + b = 3 too little: a alone, or b alone; where neither may, both."""
    equations = [Equation("sum", {"a": 1, "b": 1}, -3), Equation("a", {"a": 1, "c": 1}, 0)]
    assert smallest(equations, anything, 3, free()) == [{"b": Fraction(3)}]
    assert smallest(equations, lambda deltas: "b" not in deltas, 3, free()) == [
        {"a": Fraction(3), "c": Fraction(-3)}
    ]


def test_a_change_by_nothing_is_no_part_of_a_set() -> None:
    """a + b and b + c are 3 too little: of sets of two, a and b would leave a as it is."""
    equations = [Equation("one", {"a": 1, "b": 1}, -3), Equation("other", {"b": 1, "c": 1}, -3)]
    assert smallest(equations, lambda deltas: len(deltas) == 2, 3, free()) == [
        {"a": Fraction(3), "c": Fraction(3)}
    ]


def test_no_more_cells_change_than_may() -> None:
    equations = [Equation("one", {"a": 1, "b": 1}, -3), Equation("other", {"c": 1}, 1)]
    assert smallest(equations, anything, 1, free()) == []
    assert len(smallest(equations, anything, 2, free())) == 2


def test_no_more_sets_are_kept_than_can_be_told_apart() -> None:
    equations = [Equation("sum", dict.fromkeys(map(str, range(MOST_FOUND + 9)), 1), 1)]
    assert len(smallest(equations, anything, 1, free())) == MOST_FOUND


@pytest.mark.parametrize(
    ("cells", "least"),
    [
        (["ab", "acd", "bef"], 2),
        (["a", "b", "abc"], 2),
        (["ab", "bc", "cd", "de"], 2),
        (["abc"], 1),
        ([], 0),
    ],
)
def test_equations_that_share_no_cell_each_ask_for_one(cells: list[str], least: int) -> None:
    failing = [Equation(held, dict.fromkeys(held, 1), 1) for held in cells]
    assert apart(failing) == least
    assert apart(failing[::-1]) == least


def test_cells_that_are_not_to_change_bring_equations_apart() -> None:
    failing = [Equation(held, dict.fromkeys(held, 1), 1) for held in ("ab", "ac")]
    assert apart(failing) == 1
    assert apart(failing, frozenset("a")) == 2


def test_three_wrong_numbers_of_a_table_are_found_in_a_dozen_steps() -> None:
    """Choices that leave more failures apart than cells to change are not followed up."""
    values = balanced("2021", most=50)
    wrong = {"t3.granted.natural": 7, "t3.partial.legal": 9, "t3.new.welfare": 1}
    report = make_report({**values, **{cell: values[cell] + off for cell, off in wrong.items()}}, form="2021")
    equations = equations_of(reconcile(report.cells, report).outcomes, read_numbers(report.cells, report))
    budget = free()
    assert smallest(equations, anything, 6, budget) == [
        {cell: Fraction(-off) for cell, off in wrong.items()},
    ]
    assert free().steps - budget.steps <= 15


def test_budget_is_spent_step_by_step() -> None:
    budget = free(130)
    assert all(budget.step() for _ in range(129))
    assert not budget.spent
    assert not budget.step()
    assert budget.spent
    assert (free(9).part(4).steps, free(4).part(9).steps) == (4, 4)


def test_the_clock_is_looked_at_now_and_then_and_at_each_greater_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "monotonic", lambda: 5.0)
    late = Budget(130, 4.0)
    assert [late.step(), late.steps] == [True, 129]
    assert [late.step(), late.steps] == [False, 0]
    late = Budget(131, 4.0)
    assert [late.step(2), late.steps] == [False, 0]
    just = Budget(131, 5.0)
    assert [just.step(2), just.steps] == [True, 129]


def test_search_ends_with_its_steps_and_its_time() -> None:
    equations = [Equation(str(at), {f"{at}{cell}": 1 for cell in CELLS}, at + 1) for at in range(4)]
    budget = free(5)
    assert smallest(equations, anything, 4, budget) == []
    assert budget.spent
    late = Budget(130, monotonic() - 1)
    assert sum(late.step() for _ in range(130)) < 65
    assert late.spent


def test_only_what_is_wanted_is_to_be_cured() -> None:
    one, other = Equation("one", {"a": 1}, 5), Equation("other", {"b": 1}, 2)
    assert [each.off for each in aimed([one, other], {"other"})] == [0, 2]


def test_cells_of_which_several_changes_do_are_not_determined() -> None:
    assert determined([Equation("sum", {"a": 1, "b": 1}, 3)], "ab") is None
    assert determined([Equation("sum", {"a": 1, "b": 1}, 3)], "a") == {"a": Fraction(-3)}
    assert determined([Equation("sum", {"a": 1}, 3), Equation("held", {"b": 1}, 1)], "a") is None


def test_changes_come_out_exact() -> None:
    assert exact(Fraction(-4)) == -4
    assert str(exact(Fraction(5, 4))) == "1.25"
    assert exact(Fraction(1, 3)) is None
    assert exact(Fraction(1, 1000)) is None
