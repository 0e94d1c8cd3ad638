"""Runs of digits: what their relations make sure of is right, and the rest is left open."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.candidates import Run, broken
from core.extract.habits import Habits
from core.extract.report import CellState, Number
from core.extract.solve import STEPS, Solved, solve
from core.extract.steps import Steps
from tests.core.extract.made_tables import Printed, make, read
from tests.core.extract.support import F2021

T4 = tuple(F2021.tables["t4"].cells)
LOST, WRITTEN = Habits(lost=True), Habits(lost=True, totals=True)
shares = st.sampled_from((0.0, 0.2, 0.5, 0.9))


def row(name: str, *pieces: str) -> Run:
    """A row of table 3 as a run of these pieces."""
    return Run(tuple(f"t3.{name}.{column}" for column in F2021.tables["t3"].columns), (pieces,))


def solved(*runs: Run, habits: Habits = LOST, known: dict[str, Number] | None = None) -> tuple[Solved, ...]:
    return solve(runs, known or {}, F2021.relations, habits, Steps(STEPS))


def wrong(printed: Printed) -> dict[str, tuple[Number | None, Number | None]]:
    """The cells that are given another number, or a blank, than was printed."""
    cells = [cell for table in read(printed).values() for cell in table.cells]
    return {
        cell.id: (printed.true[cell.id], cell.value)
        for cell in cells
        if cell.state is not CellState.AMBIGUOUS and cell.value != printed.true[cell.id]
    }


def adds_up(printed: Printed, table: str) -> bool:
    """Whether every relation of the table holds for some joint reading of what is left open."""
    found = read(printed)[table]
    values = {cell.id: cell.value or 0 for cell in found.cells}
    for ambiguity in found.ambiguities:
        first = ambiguity.readings[0] if ambiguity.readings else ()
        values |= {cell: value or 0 for cell, value in zip(ambiguity.cells, first, strict=False)}
    return broken(values, [each for each in F2021.relations if each.table == table]) == 0


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32),
    blanks=shares,
    totals=st.sampled_from((0.0, 0.0, 0.2, 0.7, 1.0)),
    gaps=st.sampled_from((0.0, 0.2, 0.6, 1.0)),
    fault=st.booleans(),
)
def test_what_is_recovered_is_right(
    seed: int, blanks: float, totals: float, gaps: float, fault: bool
) -> None:
    """Where something is printed wrong, another table may add up in all its cells: that is what is read."""
    printed = make(random.Random(seed), blanks=blanks, totals=totals, gaps=gaps, fault=fault)
    held = {table for table in printed.tables if printed.wrong and adds_up(printed, table)}
    assert {cell: found for cell, found in wrong(printed).items() if cell[:2] not in held} == {}


def test_most_of_a_sound_table_is_recovered() -> None:
    made = [make(random.Random(seed)) for seed in range(12)]
    cells = [cell for printed in made for cell in read(printed)["t3"].cells]
    assert sum(cell.value is not None for cell in cells) > 0.9 * len(cells)
    assert not any(map(wrong, made))


def test_sums_do_not_choose_where_totals_may_be_left_blank() -> None:
    digits = "11" + "11" + "0000" + "0000" + "0"
    (found,) = solved(Run(T4, ((digits,),)))
    assert not found.sure
    assert found.readings


def test_as_many_digits_as_columns_are_forced_only_where_blanks_are_kept() -> None:
    for habits, sure in ((Habits(), 7), (LOST, 0)):
        (found,) = solved(row("granted", "1025813"), habits=habits)
        assert len(found.sure) == sure
    (found,) = solved(row("granted", "0000000"))
    assert len(found.sure) == 7


def test_pieces_that_stand_apart_are_not_cut_to_make_sums_hold() -> None:
    (found,) = solved(row("granted", "3", "30", "1", "7"))
    assert not found.sure
    assert any(30 in reading for reading in found.readings)


@pytest.mark.parametrize("alphabet", ["123456789", "12", "1", "01"])
def test_digits_without_end_take_counted_steps(alphabet: str) -> None:
    rng = random.Random(alphabet)
    runs = [row(name, "".join(rng.choices(alphabet, k=50))) for name in F2021.tables["t3"].rows]
    steps = Steps(STEPS)
    start = time.process_time()
    solve(runs, {}, F2021.relations, LOST, steps)
    assert steps.left <= STEPS
    assert time.process_time() - start < 5
