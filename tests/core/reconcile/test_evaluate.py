"""Every relation on every kind of cell, held against the relations written out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.messages import render
from core.reconcile import evaluate
from core.reconcile.engine import reconcile
from core.reconcile.finding import Outcome
from tests.core.reconcile.oracle import (
    ambiguous,
    balanced,
    statuses,
    statuses_of_readings,
    with_states,
    written_out,
)
from tests.support import make_report

FORMS = ("2019", "2021")


def outcomes(report: Report, cells: Mapping[str, Cell] | None = None) -> dict[str, Outcome]:
    all = reconcile(report.cells if cells is None else cells, report).outcomes
    found = [outcome for outcome in all if outcome.about == "tables"]
    by_key = {outcome.relation.key: outcome for outcome in found}
    assert len(by_key) == len(found)
    return by_key


def came_out(report: Report) -> dict[str, str]:
    return {key: outcome.status.value for key, outcome in outcomes(report).items()}


@pytest.mark.parametrize("form", FORMS)
def test_relations_are_those_written_out(form: str) -> None:
    found = outcomes(make_report({}, form=form))
    assert {
        key: (
            {term.cell: term.coefficient for term in outcome.relation.left},
            outcome.relation.operator,
            {term.cell: term.coefficient for term in outcome.relation.right},
        )
        for key, outcome in found.items()
    } == {
        key: (dict.fromkeys(left, 1), operator, dict.fromkeys(right, 1))
        for key, (left, operator, right) in written_out(form).items()
    }


@pytest.mark.parametrize("form", FORMS)
def test_severities_are_those_of_the_contract(form: str) -> None:
    for outcome in outcomes(make_report({}, form=form)).values():
        warns = outcome.relation.rule == "t2.at_least"
        assert outcome.relation.severity == ("warning" if warns else "error")


@pytest.mark.parametrize("form", FORMS)
def test_one_cell_off_by_one_fails_the_equations_around_it_and_no_others(form: str) -> None:
    values = balanced(form)
    assert set(came_out(make_report(values, form=form)).values()) == {"passed"}
    for cell in values:
        for step in (1, -1):
            found = came_out(make_report({**values, cell: values[cell] + step}, form=form))
            around = {
                key
                for key, (left, operator, right) in written_out(form).items()
                if operator == "=" and cell in (*left, *right)
            }
            failed = {key for key, status in found.items() if status == "failed"}
            assert failed == around, cell


def test_sums_of_the_sides_are_told() -> None:
    values = {"t3.new.natural": 5, "t3.carried_in.natural": 2, "t3.total.natural": 4}
    outcome = outcomes(make_report(values))["t3.balance@natural"]
    assert (outcome.left, outcome.right, outcome.reason) == (7, 4, None)


@pytest.mark.parametrize(("published", "status"), [(4, "passed"), (5, "passed"), (6, "failed")])
def test_published_is_at_most_the_public_total(published: int, status: str) -> None:
    report = make_report({"t2.rules.published": published, "t2.rules.total_public": 5})
    assert came_out(report)["t2.at_least@rules"] == status


@pytest.mark.parametrize(("made", "status"), [(6, "passed"), (7, "passed"), (8, "failed")])
def test_made_is_at_most_what_is_in_force_or_repealed(made: int, status: str) -> None:
    values = {"t2.normative.made": made, "t2.normative.in_force": 4, "t2.normative.repealed": 3}
    assert came_out(make_report(values, form="2021"))["t2.at_least@normative"] == status


@pytest.mark.parametrize(("change", "status"), [(-2, "passed"), (-3, "passed"), (-4, "failed")])
@pytest.mark.parametrize("row", ["permit", "other_services", "penalty", "coercion", "fee"])
def test_items_left_are_not_negative(row: str, change: int, status: str) -> None:
    report = make_report({f"t2.{row}.last_year_items": 3, f"t2.{row}.change": change})
    outcome = outcomes(report)[f"t2.items@{row}"]
    assert (outcome.status.value, outcome.left, outcome.right) == (status, 3 + change, 0)


def test_blank_counts_as_nought_beside_a_number() -> None:
    values = {f"t4.review.{each}": None for each in ("upheld", "corrected", "other")}
    report = make_report({**values, "t4.review.pending": 3, "t4.review.sum": 3})
    assert came_out(report)["t4.group_sum@review"] == "passed"


def test_blank_total_beside_parts_fails_against_nought() -> None:
    outcome = outcomes(make_report({"t3.granted.natural": 4, "t3.granted.sum": None}))["t3.row_sum@granted"]
    assert (outcome.status.value, outcome.left, outcome.right) == ("failed", 4, 0)


def test_blank_parts_beside_a_total_fail() -> None:
    values = {f"t4.direct.{each}": None for each in ("upheld", "corrected", "other", "pending")}
    outcome = outcomes(make_report({**values, "t4.direct.sum": 2}))["t4.group_sum@direct"]
    assert (outcome.status.value, outcome.left, outcome.right) == ("failed", 0, 2)


def test_blank_total_beside_noughts_passes() -> None:
    assert came_out(make_report({"t4.direct.sum": None}))["t4.group_sum@direct"] == "passed"


def test_all_blank_cannot_be_evaluated() -> None:
    values = {f"t4.direct.{each}": None for each in ("upheld", "corrected", "other", "pending", "sum")}
    outcome = outcomes(make_report(values))["t4.group_sum@direct"]
    assert (outcome.status.value, outcome.left, outcome.right) == ("not_evaluable", None, None)
    assert outcome.reason is not None
    assert outcome.reason.id == "reconcile.all_blank"


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (CellState.MISSING, "missing"),
        (CellState.UNREADABLE, "unreadable"),
        (CellState.AMBIGUOUS, "ambiguous"),
    ],
)
def test_cell_without_a_number_leaves_its_relations_open(state: CellState, reason: str) -> None:
    report = with_states(make_report(balanced("2019")), {"t3.granted.natural": state}, "许多")
    found = outcomes(report)
    left_open = {key for key, outcome in found.items() if outcome.status == "not_evaluable"}
    assert left_open == {"t3.row_sum@granted", "t3.total_sum@natural"}
    said = found["t3.row_sum@granted"].reason
    assert said is not None
    assert said.id == f"reconcile.{reason}"
    assert render(said).endswith("：“自然人”。")
    assert render(said, "en").endswith(": “自然人”.")


def test_cell_that_was_never_read_counts_as_missing() -> None:
    report = make_report(balanced("2019"))
    cells = {id: cell for id, cell in report.cells.items() if id != "t3.granted.natural"}
    assert outcomes(report, cells)["t3.row_sum@granted"].status == "not_evaluable"


def test_plainly_read_cell_without_a_value_is_no_blank() -> None:
    report = with_states(make_report(balanced("2019")), {"t3.granted.natural": CellState.OK})
    assert came_out(report)["t3.row_sum@granted"] == "not_evaluable"


@pytest.mark.parametrize("state", [CellState.CORRECTED, CellState.RECOVERED, CellState.BLANK])
def test_cell_said_to_be_blank_counts_as_nought(state: CellState) -> None:
    report = with_states(make_report({}), {"t3.granted.natural": state})
    assert came_out(report)["t3.row_sum@granted"] == "passed"


def test_many_gaps_are_named_in_short() -> None:
    cells = [f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending", "sum")]
    report = with_states(make_report({}), dict.fromkeys(cells, CellState.MISSING))
    said = outcomes(report)["t4.group_sum@review"].reason
    assert said is not None
    assert "“结果维持”、“结果纠正”、“其他结果”等 5 格" in render(said)


def test_only_tables_of_the_report_are_checked_on_the_form_of_each() -> None:
    mixed = make_report({}, form="2021", tables=("t2",))
    third = make_report({}, form="2019", tables=("t3",))
    report = replace(
        third, forms={"t2": "2021", "t3": "2019", "t4": None}, cells={**mixed.cells, **third.cells}
    )
    assert set(came_out(report)) == {key for key in written_out("2021") if key.startswith("t2.")} | {
        key for key in written_out("2019") if key.startswith("t3.")
    }


def test_money_is_summed_exactly() -> None:
    report = make_report({"t2.fee.amount": Decimal("0.10")}, form="2021")
    assert "failed" not in came_out(report).values()


VALUE = st.none() | st.integers(0, 3)


@given(
    form=st.sampled_from(FORMS),
    few=st.dictionaries(st.integers(0, 199), VALUE, max_size=60),
    default=st.sampled_from([0, None]),
    lacking=st.sets(st.integers(0, 199), max_size=4),
)
def test_engine_agrees_with_brute_force(
    form: str, few: dict[int, int | None], default: int | None, lacking: set[int]
) -> None:
    ids = list(make_report({}, form=form).cells)
    values = dict.fromkeys(ids, default) | {ids[at]: value for at, value in few.items() if at < len(ids)}
    gone = {ids[at]: CellState.MISSING for at in lacking if at < len(ids)}
    report = with_states(make_report(values, form=form), gone)
    known = {id: value for id, value in values.items() if id not in gone}
    assert came_out(report) == statuses(form, known)


ROW = tuple(f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending", "sum"))


@st.composite
def ambiguities(draw: st.DrawFn) -> list[Ambiguity]:
    """A few runs: a row of table four, a row of table three in two pieces, and single cells of a column."""
    blocks = [
        ROW,
        ("t3.new.natural", "t3.new.enterprise"),
        ("t3.new.research", "t3.new.welfare", "t3.new.legal", "t3.new.others", "t3.new.sum"),
        ("t3.granted.natural", "t3.granted.enterprise"),
        ("t3.total.natural",),
        ("t3.carried_out.natural", "t3.carried_out.enterprise"),
        ("t2.rules.made", "t2.rules.repealed", "t2.rules.in_force"),
    ]
    chosen = draw(st.lists(st.sampled_from(blocks), unique=True, max_size=4))
    return [
        Ambiguity(
            cells,
            tuple(draw(st.lists(st.tuples(*[VALUE] * len(cells)), min_size=1, max_size=3, unique=True))),
            "",
        )
        for cells in chosen
    ]


@given(ambiguities(), st.sampled_from([0, None]))
def test_ambiguous_relation_is_decided_where_every_joint_reading_agrees(
    runs: list[Ambiguity], default: int | None
) -> None:
    ids = list(make_report({}, form="2021").cells)
    values: dict[str, Number | None] = dict.fromkeys(ids, default)
    report = ambiguous("2021", values, runs)
    assert came_out(report) == statuses_of_readings("2021", values, runs)


def review_run(*readings: tuple[int | None, ...]) -> Report:
    return ambiguous("2019", {}, [Ambiguity(ROW, readings, "12")])


def test_same_sum_under_every_reading_is_told() -> None:
    outcome = outcomes(review_run((1, 2, 0, 0, 9), (0, 3, 0, 0, 9)))["t4.group_sum@review"]
    assert (outcome.status.value, outcome.left, outcome.right) == ("failed", 3, 9)
    assert outcome.reason is not None
    assert outcome.reason.id == "reconcile.every_reading"


def test_sums_that_differ_by_reading_are_not_told() -> None:
    outcome = outcomes(review_run((1, 2, 0, 0, 9), (5, 3, 0, 0, 9)))["t4.group_sum@review"]
    assert (outcome.status.value, outcome.left, outcome.right) == ("failed", None, 9)


def test_reading_that_is_all_blank_leaves_the_relation_open() -> None:
    report = review_run((None, None, None, None, None), (1, 0, 0, 0, 1))
    assert came_out(report)["t4.group_sum@review"] == "not_evaluable"


def test_ambiguity_without_readings_leaves_the_relation_open() -> None:
    assert came_out(review_run())["t4.group_sum@review"] == "not_evaluable"


def test_cell_ambiguous_by_itself_is_read_by_its_candidates() -> None:
    report = make_report({"t4.review.upheld": 4, "t4.review.sum": 4})
    lone = Cell("t4.review.other", None, "12", CellState.AMBIGUOUS, candidates=(1, 2))
    report = replace(report, cells={**report.cells, lone.id: lone})
    assert came_out(report)["t4.group_sum@review"] == "failed"
    may_be_nought = replace(lone, candidates=(1, None))
    report = replace(report, cells={**report.cells, lone.id: may_be_nought})
    assert came_out(report)["t4.group_sum@review"] == "not_evaluable"


def test_decided_cell_rules_out_the_readings_that_disagree() -> None:
    report = review_run((1, 2, 0, 0, 3), (4, 2, 0, 0, 9))
    assert came_out(report)["t4.group_sum@review"] == "not_evaluable"
    decided = replace(report.cells["t4.review.upheld"], value=1, state=CellState.CORRECTED)
    found = outcomes(report, {**report.cells, decided.id: decided})
    assert found["t4.group_sum@review"].status == "passed"


def test_decided_cell_that_is_in_no_reading_rules_none_out() -> None:
    report = review_run((1, 2, 0, 0, 3), (4, 2, 0, 0, 9))
    decided = replace(report.cells["t4.review.upheld"], value=7, state=CellState.CORRECTED)
    found = outcomes(report, {**report.cells, decided.id: decided})
    assert found["t4.group_sum@review"].status == "not_evaluable"


def many_runs() -> list[Ambiguity]:
    """Twenty cells of one column, each a power of two or nought: a million sums, and 3 times one is odd."""
    rows = [key.partition("@")[2] for key in written_out("2019") if key.startswith("t3.row_sum@")][2:21]
    return [Ambiguity((f"t3.{row}.natural",), ((0,), (2**at * 2,)), "") for at, row in enumerate(rows)]


def test_too_many_sums_leave_the_relation_open(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = many_runs()
    report = ambiguous("2019", {"t3.total.natural": 7}, runs)
    assert came_out(report)["t3.total_sum@natural"] == "not_evaluable"
    monkeypatch.setattr(evaluate, "MOST_SUMS", 2**19)
    assert came_out(report)["t3.total_sum@natural"] == "failed"


def test_sum_out_of_reach_fails_however_many_readings_there_are() -> None:
    report = ambiguous("2019", {"t3.total.natural": 2**20}, many_runs())
    assert came_out(report)["t3.total_sum@natural"] == "failed"
