"""Readings of digits that run together, put in the order of what the reports laid beside say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Ambiguity, CellState, Number, Report
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.evaluate import relations_of
from core.reconcile.rank import ranked
from core.reconcile.readings import Reading, read_numbers
from tests.core.reconcile.oracle import ambiguous, with_states
from tests.support import make_report

ROW = tuple(f"t2.normative.{column}" for column in ("made", "repealed", "in_force"))
MADE, REPEALED, IN_FORCE = ROW
Values = Mapping[str, Number | None]


def with_run(
    readings: Sequence[Reading], cells: tuple[str, ...] = ROW, values: Values | None = None
) -> Report:
    return ambiguous("2021", values or {}, [Ambiguity(cells, tuple(readings), "623129")])


def last(values: Values, form: str = "2021") -> Beside:
    return Beside(last_year=Neighbour(make_report(values, form=form), "上年.docx", "0" * 64))


def other(report: Report) -> Beside:
    return Beside(other_form=Neighbour(report, "网页.html", "0" * 64))


def order(report: Report, beside: Beside, cell: str = MADE) -> tuple[Reading, ...]:
    numbers = read_numbers(report.cells, report, beside)
    return ranked(numbers, relations_of(report), report, beside).runs[cell].readings


def test_the_reading_that_goes_on_from_last_year_is_first_of_two() -> None:
    report = with_run([(6, 23, 129), (62, 3, 129)])
    assert order(report, last({IN_FORCE: 70})) == ((62, 3, 129), (6, 23, 129))
    assert order(report, last({IN_FORCE: 146})) == ((6, 23, 129), (62, 3, 129))
    assert order(report, NOTHING) == ((6, 23, 129), (62, 3, 129))


def test_a_blank_of_a_reading_counts_as_nought() -> None:
    report = with_run([(1, None, 7), (None, None, 7)])
    assert order(report, last({IN_FORCE: 7})) == ((None, None, 7), (1, None, 7))
    assert order(report, last({IN_FORCE: 6})) == ((1, None, 7), (None, None, 7))


def test_only_what_is_said_of_last_year_counts() -> None:
    """More made than are in force is doubtful, but the reading knew that; last year's form tells nothing."""
    report = with_run([(9, 0, 1), (0, 9, 1)])
    assert order(report, last({}, "2019")) == ((9, 0, 1), (0, 9, 1))


def test_a_reading_may_agree_by_what_another_run_holds() -> None:
    """In force are 10 or 100: 50 last year and 52 made less 2 repealed make the one that may be."""
    runs = [Ambiguity(ROW[:2], ((6, 2), (52, 2)), "62"), Ambiguity(ROW[2:], ((10,), (100,)), "100")]
    assert order(ambiguous("2021", {}, runs), last({IN_FORCE: 50})) == ((52, 2), (6, 2))


@pytest.mark.parametrize(("value", "first"), [(1, 1), (0, 0), (None, 0)])
def test_the_number_of_the_other_form_is_first_and_a_blank_there_is_nought(
    value: Number | None, first: int
) -> None:
    report = with_run([(1 - first,), (first,)], (MADE,))
    there = other(make_report({MADE: value}, form="2021"))
    assert order(report, there) == ((first,), (1 - first,))


def test_a_blank_reading_agrees_with_a_nought_of_the_other_form() -> None:
    report = with_run([(1,), (None,)], (MADE,))
    assert order(report, other(make_report({}, form="2021"))) == ((None,), (1,))


def test_a_cell_without_a_sure_number_in_the_other_form_tells_nothing() -> None:
    report = with_run([(1,), (0,)], (MADE,))
    for state in (CellState.UNREADABLE, CellState.MISSING):
        there = with_states(make_report({}, form="2021"), {MADE: state}, "许多")
        assert order(report, other(there)) == ((1,), (0,))
    gone = replace(there, cells={id: cell for id, cell in there.cells.items() if id != MADE})
    assert order(report, other(gone)) == ((1,), (0,))


COUNT = st.none() | st.integers(0, 3)


@given(st.lists(st.tuples(COUNT, COUNT, COUNT), min_size=1, max_size=6, unique=True), st.integers(0, 6))
def test_all_readings_stay_and_those_that_go_on_from_last_year_stand_first(
    readings: list[Reading], before: int
) -> None:
    found = order(with_run(readings), last({IN_FORCE: before}))
    assert sorted(map(repr, found)) == sorted(map(repr, readings))
    agree = [(now or 0) == before + (made or 0) - (repealed or 0) for made, repealed, now in found]
    assert agree == sorted(agree, reverse=True)
