"""Findings come together where one thing explains them, and only there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.extract.report import Cell, CellState, Number, Report
from core.forms.form import split_id
from core.forms.relation import Relation, Term
from core.messages import render
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding
from core.reconcile.group import bundled
from tests.core.reconcile.oracle import APPLICANTS, ITEMS, balanced
from tests.support import make_report

EQUATED = ("t3.row_sum", "t3.balance", "t3.total_sum", "t4.group_sum")


def findings(changes: Mapping[str, Number | None], form: str = "2019", seed: int = 0) -> tuple[Finding, ...]:
    report = make_report({**balanced(form, seed), **changes}, form=form)
    return reconcile(report.cells, report).findings


def groups(found: tuple[Finding, ...]) -> list[set[str]]:
    """The keys of the findings that failed, group by group."""
    by_number: dict[int, set[str]] = {}
    for finding in found:
        if finding.relation is not None:
            by_number.setdefault(finding.group, set()).add(finding.key)
    return list(by_number.values())


def slips(by: Mapping[str, int], form: str = "2019", seed: int = 0) -> tuple[Finding, ...]:
    """The findings of a report that adds up but for these cells, each off by so much."""
    values = balanced(form, seed)
    return findings({cell: values[cell] + off for cell, off in by.items()}, form, seed)


def explanations(found: tuple[Finding, ...]) -> set[str | None]:
    return {finding.explanation.id if finding.explanation else None for finding in found}


SIX_YEARS_OFF = {"natural": -10, "enterprise": 1, "legal": 2, "others": 7}
TOTALS_OFF = {"natural": 39, "enterprise": -21, "research": -11, "legal": 12, "sum": 19}


def test_two_rows_each_filled_into_wrong_columns_are_two_groups() -> None:
    """The pattern of a published report: a row's numbers in the wrong columns, and a row that lacks some."""
    changes = {f"t3.new.{column}": by for column, by in SIX_YEARS_OFF.items()}
    changes |= {f"t3.granted.{column}": -by for column, by in TOTALS_OFF.items()}
    found = slips(changes, seed=0)
    assert groups(found) == [
        {f"t3.balance@{column}" for column in SIX_YEARS_OFF},
        {f"t3.total_sum@{column}" for column in TOTALS_OFF},
    ]
    assert [finding.explanation.id for finding in found if finding.explanation] == [
        *["reconcile.group.cancelled"] * 4,
        *["reconcile.group.cancelled_with_total"] * 5,
    ]
    said = found[0].explanation
    assert said is not None
    assert "自然人 −10、商业企业 +1、法律服务机构 +2、其他 +7" in render(said)
    said = found[-1].explanation
    assert said is not None
    assert "合计 −19，与总计一列的差（总计 −19）一致" in render(said)


def test_total_row_filled_into_wrong_columns_is_one_group() -> None:
    """Two rules are off in the same columns by the same amounts; only their common row explains both."""
    found = slips({"t3.total.natural": 5, "t3.total.others": -5}, seed=1)
    assert groups(found) == [
        {f"t3.{rule}@{column}" for rule in ("balance", "total_sum") for column in ("natural", "others")}
    ]
    assert explanations(found) == {"reconcile.group.one_row"}
    assert found[0].explanation is not None
    assert "只错“（七）总计”一行" in render(found[0].explanation)


def test_opposite_differences_in_the_same_columns_are_two_groups() -> None:
    """Both rules are off by 5 in the same columns, but no change of the total row cures both."""
    changes = {"t3.new.natural": 5, "t3.new.others": -5, "t3.granted.natural": 5, "t3.granted.others": -5}
    same = slips({**changes, "t3.new.natural": -5, "t3.new.others": 5}, seed=1)
    assert len(groups(same)) == 2
    assert len(groups(slips(changes, seed=1))) == 1


CELLS = [cell for cell in balanced("2021") if cell.startswith(("t3.", "t4."))]


@given(
    form=st.sampled_from(("2019", "2021")),
    seed=st.integers(0, 9),
    cell=st.sampled_from(CELLS),
    by=st.integers(-50, 50).filter(bool),
)
def test_one_wrong_cell_is_one_group(form: str, seed: int, cell: str, by: int) -> None:
    assume(cell in balanced(form))
    found = slips({cell: by}, form, seed)
    failed = [finding for finding in found if finding.relation]
    assert {finding.group for finding in failed} == {1}
    assert len(failed) == (1 if cell.startswith("t4.") else 3 if cell.startswith("t3.total.") else 2)
    assert all(cell in finding.cells for finding in failed)
    assert explanations(tuple(failed)) == {"reconcile.group.one_cell" if len(failed) > 1 else None}


@given(
    seed=st.integers(0, 9),
    cells=st.tuples(st.sampled_from(CELLS), st.sampled_from(CELLS)),
    by=st.tuples(st.integers(1, 50), st.integers(1, 50)),
)
def test_two_unrelated_wrong_cells_are_two_groups(
    seed: int, cells: tuple[str, str], by: tuple[int, int]
) -> None:
    (one, other), (_, row, column), (_, row_2, column_2) = cells, split_id(cells[0]), split_id(cells[1])
    assume(row != row_2 and column != column_2 and by[0] != by[1] and "total" not in (row, row_2))
    found = slips({one: by[0], other: by[1]}, "2021", seed)
    together = groups(found)
    assert len(together) == 2
    for keys in together:
        cells_of = [set(finding.cells) for finding in found if finding.key in keys]
        assert all(one in held for held in cells_of) or all(other in held for held in cells_of)


@given(
    seed=st.integers(0, 9),
    row=st.sampled_from(("new", "carried_in", "carried_out", *ITEMS)),
    shifts=st.lists(st.integers(-40, 40), min_size=6, max_size=6),
)
def test_row_in_wrong_columns_is_one_group(seed: int, row: str, shifts: list[int]) -> None:
    shifts[-1] = -sum(shifts[:-1])
    assume(any(shifts))
    changes = {f"t3.{row}.{column}": by for column, by in zip(APPLICANTS, shifts, strict=True)}
    found = slips(changes, seed=seed)
    assert len(groups(found)) == 1
    assert explanations(tuple(each for each in found if each.relation)) == {"reconcile.group.cancelled"}


def test_columns_that_cancel_beside_a_failing_row_are_not_taken_for_a_row_in_wrong_columns() -> None:
    """Two slips whose column differences happen to cancel: each goes with the row it stands in."""
    found = slips({"t3.new.natural": 5, "t3.total.enterprise": 5}, seed=2)
    assert groups(found) == [
        {"t3.row_sum@new", "t3.balance@natural"},
        {"t3.balance@enterprise", "t3.total_sum@enterprise", "t3.row_sum@total"},
    ]


def test_slips_that_cannot_be_told_apart_are_one_group_that_names_the_cells() -> None:
    found = slips({"t3.granted.natural": 5, "t3.partial.enterprise": 5}, seed=3)
    assert len(groups(found)) == 1
    assert explanations(found) == {"reconcile.group.some_cells"}


def test_cell_of_an_equation_that_holds_explains_nothing() -> None:
    """The total being 5 too small would cure both columns, but the total's own row adds up."""
    assert groups(slips({"t3.new.natural": 5, "t3.granted.natural": 5})) == [
        {"t3.row_sum@new", "t3.balance@natural"},
        {"t3.row_sum@granted", "t3.total_sum@natural"},
    ]


def test_slips_in_one_column_are_one_group_of_what_shares_cells() -> None:
    found = slips({"t3.granted.natural": 5, "t3.partial.natural": 3}, seed=4)
    assert groups(found) == [{"t3.row_sum@granted", "t3.row_sum@partial", "t3.total_sum@natural"}]
    assert explanations(found) == {"reconcile.group.shared"}


def test_unexplained_failure_stays_out_of_a_group_that_is_explained() -> None:
    """A row in wrong columns, and a slip elsewhere that shares cells with it but is not part of it."""
    changes = {"t3.new.natural": 4, "t3.new.others": -4, "t3.granted.natural": 9}
    assert groups(slips(changes, seed=5)) == [
        {"t3.balance@natural", "t3.balance@others"},
        {"t3.row_sum@granted", "t3.total_sum@natural"},
    ]


def test_blank_totals_are_one_group_with_the_total_they_should_make() -> None:
    blank = {f"t3.{row}.sum": None for row in ("granted", "partial", "denied.law")}
    found = [finding for finding in findings(blank) if finding.relation]
    assert {finding.group for finding in found} == {1}
    assert {finding.key for finding in found} == {
        "t3.total_sum@sum",
        *(f"t3.row_sum@{row}" for row in ("granted", "partial", "denied.law")),
    }
    assert explanations(tuple(found)) == {"reconcile.group.blank_totals"}


def test_run_of_blanks_ties_nothing_together() -> None:
    values = {**balanced("2019"), "t4.review.sum": None, "t4.direct.upheld": None}
    report = make_report(values)
    found = reconcile(report.cells, report).findings
    assert [(finding.key, finding.group) for finding in found] == [
        ("t4.group_sum@review", 1),
        ("t4.group_sum@direct", 2),
        ("cell.blank@t4.review.sum", 3),
    ]


def test_doubtful_number_joins_the_failures_around_it() -> None:
    values = balanced("2019")
    found = findings({"t3.granted.natural": -values["t3.granted.natural"]})
    assert {finding.key for finding in found} == {
        "cell.number@t3.granted.natural",
        "t3.row_sum@granted",
        "t3.total_sum@natural",
    }
    assert {finding.group for finding in found} == {1}


def test_doubtful_number_between_two_groups_stands_alone() -> None:
    """A negative total, which adds up, where two rows that have nothing to do with each other cross."""
    values = balanced("2019")
    down = -values["t3.total.natural"] - 1
    changes = {f"t3.{row}.{column}": down for row in ("granted", "total") for column in ("natural", "sum")}
    changes |= {f"t3.carried_out.{column}": -down for column in ("natural", "sum")}
    changes |= {"t3.new.natural": 4, "t3.new.others": -4, "t3.granted.enterprise": 3}
    changes["t3.granted.natural"] -= 3
    found = {finding.key: finding.group for finding in slips(changes)}
    assert found == {
        **dict.fromkeys(("t3.balance@natural", "t3.balance@others"), 1),
        **dict.fromkeys(("t3.total_sum@natural", "t3.total_sum@enterprise"), 2),
        "cell.number@t3.granted.natural": 2,
        "cell.number@t3.granted.sum": 3,
        "cell.number@t3.total.natural": 4,
    }


def test_groups_are_numbered_in_the_order_of_the_findings() -> None:
    changes = {"t3.new.natural": 4, "t4.review.sum": 3, "t2.rules.published": 10**6, "t3.denied.law.legal": 8}
    found = slips(changes, seed=6)
    first_seen = list(dict.fromkeys(finding.group for finding in found))
    assert first_seen == list(range(1, len(first_seen) + 1))


@given(st.dictionaries(st.sampled_from(CELLS), st.none() | st.integers(0, 9), max_size=8), st.randoms())
def test_groups_do_not_hang_on_the_order_of_the_cells(changes: dict[str, int | None], dice: object) -> None:
    values = {**balanced("2021", 1, 9), **changes}
    report = make_report(values, form="2021")
    shuffled = list(report.cells.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = reconcile(report.cells, report), reconcile(dict(shuffled), report)
    assert one.findings == other.findings
    assert {finding.group for finding in one.findings} == set(
        range(1, 1 + max((finding.group for finding in one.findings), default=0))
    )
    for finding in one.findings:
        assert (finding.explanation is None) or finding.relation or finding.rule == "cell.number"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_explanation_can_be_said(language: str) -> None:
    for changes in (
        {"t3.granted.natural": 5, "t3.partial.enterprise": 5},
        {"t3.total.natural": 5, "t3.total.others": -5},
        {"t3.granted.natural": 5, "t3.partial.natural": 3},
        {"t3.granted.natural": 5},
    ):
        said = slips(changes, seed=0)[0].explanation
        assert said is not None
        assert render(said, language)


def test_recovered_report_keeps_its_groups() -> None:
    """The state of a cell says how it was read; what explains a failure is a matter of numbers alone."""
    values = balanced("2019")
    report: Report = make_report({**values, "t3.granted.natural": values["t3.granted.natural"] + 5})
    cells: dict[str, Cell] = {
        id: replace(cell, state=CellState.RECOVERED) for id, cell in report.cells.items()
    }
    assert groups(reconcile(cells, report).findings) == [{"t3.row_sum@granted", "t3.total_sum@natural"}]


def test_what_the_prose_says_joins_no_failures_that_only_share_a_cell_with_it() -> None:
    """Many figures of a text speak of one total; a row that is off elsewhere is not about them."""
    report = make_report({"t4.review.sum": 3})
    result = reconcile(report.cells, report)
    (row,) = (each for each in result.findings if each.rule == "t4.group_sum")
    said = replace(row, key="prose.figure@prose.1", rule="prose.figure", cells=("t4.review.sum",), left=9)
    (alone,) = (each.keys for each in bundled([row], result.outcomes, report.cells, report))
    assert alone == {row.key}
    relation = Relation(
        *("prose.figure", "prose", "prose.1", "whole", "error"),
        (Term(1, "prose.1"),),
        "=",
        (Term(1, "t4.review.sum"),),
    )
    both = [row, replace(said, relation=relation)]
    bundles = bundled(both, result.outcomes, report.cells, report)
    assert [set(each.keys) for each in bundles] == [{row.key}, {"prose.figure@prose.1"}]
