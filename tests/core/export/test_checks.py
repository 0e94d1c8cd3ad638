from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from core.export.checks import formula, join_ranges, place_checks
from core.export.tables import place_table
from core.export.workbook import export_review
from core.extract.report import CellState, Report
from core.forms.library import forms
from core.forms.relation import Relation, Term
from core.reconcile.finding import Outcome, Status
from core.review.change import ReviewState
from tests.core.export.support import load, resave, reviewed, start, troubled
from tests.support import make_report


def relations_of(form: str, table: str) -> tuple[Relation, ...]:
    return tuple(relation for relation in forms()[form].relations if relation.table == table)


def random_report(seed: int) -> Report:
    """A report with numbers, blanks, marks for none and unreadable cells at random."""
    random = Random(seed)
    report = make_report({}, form="2019" if seed % 2 else "2021")
    cells = dict(report.cells)
    for id in cells:
        value = random.choice([0, 0, 1, 2, 5, 12_345, None, None])
        if id.endswith(".sum") and random.random() < 0.5:
            value = None
        state = CellState.OK if value is not None else CellState.BLANK
        raw = str(value) if value is not None else random.choice(["", "/", "—"])
        if random.random() < 0.04:
            value, state, raw = None, CellState.UNREADABLE, "约三"
        cells[id] = replace(cells[id], value=value, state=state, raw=raw)
    return replace(report, cells=cells)


def check_values(book: Any, state: ReviewState) -> dict[str, Any]:
    """What the check cells of a recalculated workbook hold, by the key of their relation."""
    held = {}
    for table, form in state.report.forms.items():
        assert form is not None
        placed = place_table(forms()[form].tables[table])
        for relation, (row, column) in place_checks(placed, relations_of(form, table)).items():
            held[relation.key] = book[placed.sheet].cell(row, column).value
    return held


def expected(outcome: Outcome, certain: bool) -> Any:
    """What a check must hold for an outcome, `certain` where all its cells hold what they hold."""
    if outcome.status is Status.NOT_EVALUABLE:
        return "无法核对"
    if not certain:
        return "各种读法均相符" if outcome.status is Status.PASSED else "各种读法均不符"
    if outcome.status is Status.PASSED:
        return 0
    assert outcome.left is not None
    assert outcome.right is not None
    return outcome.left - outcome.right


def test_recalculated_formulas_agree_with_the_engine(tmp_path: Path) -> None:
    states, paths = [], []
    for number, report in enumerate([troubled("2019"), troubled("2021"), *map(random_report, range(6))]):
        (tmp_path / str(number)).mkdir()
        session = start(tmp_path / str(number), report)
        paths.append(tmp_path / f"{number}.xlsx")
        export_review(session, paths[-1])
        states.append(session.state)
        session.close()
    seen = set()
    for state, path in zip(states, resave(tmp_path / "saved", *paths), strict=True):
        held = check_values(load(path, computed=True), state)
        within = [outcome for outcome in state.outcomes if outcome.about == "tables"]
        assert held.keys() == {outcome.relation.key for outcome in within}
        for outcome in within:
            certain = all(
                state.cells[id].value is not None or state.cells[id].state is CellState.BLANK
                for id in outcome.relation.cells
            )
            assert held[outcome.relation.key] == expected(outcome, certain), outcome.relation.key
            seen.add((outcome.relation.rule, outcome.status))
    beside = ("t2.continuity", "year.carry")
    rules = {relation.rule for form in forms().values() for relation in form.relations} - set(beside)
    assert {rule for rule, status in seen if status is Status.FAILED} == rules
    assert {rule for rule, status in seen if status is Status.NOT_EVALUABLE} >= {"t3.row_sum", "t4.group_sum"}


def test_formulas_follow_the_decisions(tmp_path: Path) -> None:
    session = reviewed(tmp_path)
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    (saved,) = resave(tmp_path / "saved", tmp_path / "out.xlsx")
    held = check_values(load(saved, computed=True), session.state)
    assert held["t3.balance@natural"] == 0
    assert held["t3.row_sum@partial"] == 0
    assert held["t4.group_sum@review"] == -1


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_every_relation_has_a_place_of_its_own_outside_the_form(form: str, table: str) -> None:
    placed = place_table(forms()[form].tables[table])
    relations = relations_of(form, table)
    spots = place_checks(placed, relations)
    assert spots.keys() == set(relations)
    assert len(set(spots.values())) == len(relations)
    assert all(row > placed.bottom or column > placed.right for row, column in spots.values())


def test_rows_are_checked_beside_and_columns_below_the_table() -> None:
    placed = place_table(forms()["2019"].tables["t3"])
    spots = {
        relation.key: spot for relation, spot in place_checks(placed, relations_of("2019", "t3")).items()
    }
    assert spots["t3.row_sum@new"] == (6, placed.right + 2)
    assert spots["t3.balance@natural"][1] == 4
    assert spots["t3.total_sum@natural"][0] == spots["t3.balance@natural"][0] + 1


def test_cells_next_to_one_another_are_joined() -> None:
    placed = place_table(forms()["2019"].tables["t3"])
    row = tuple(f"t3.new.{column}" for column in ("natural", "enterprise", "research"))
    assert join_ranges(placed, row) == ["D6:F6"]
    assert join_ranges(placed, ("t3.new.natural", "t3.carried_in.natural")) == ["D6:D7"]
    assert join_ranges(placed, ("t3.new.natural", "t3.granted.enterprise")) == ["D6", "E8"]


def test_coefficients_and_units_stand_in_the_formula() -> None:
    placed = place_table(forms()["2021"].tables["t2"])
    relation = Relation(
        "x.rule",
        "t2",
        "fee",
        "row",
        "error",
        (Term(3, "t2.permit.decisions"), Term(-1, "t2.penalty.decisions")),
        "=",
        (Term(1, "t2.fee.amount"),),
    )
    said = formula(placed, relation, None, "zh")
    fee, permit, penalty = (
        placed.places[id] for id in ("t2.fee.amount", "t2.permit.decisions", "t2.penalty.decisions")
    )
    assert f"3*SUM({permit})-SUM({penalty})-10000*SUM({fee})" in said


def test_bounds_give_the_excess_alone() -> None:
    placed = place_table(forms()["2019"].tables["t2"])
    said = {relation.rule: formula(placed, relation, None, "zh") for relation in relations_of("2019", "t2")}
    assert "MAX(0," in said["t2.at_least"]
    assert "MIN(0," in said["t2.items"]
