"""What holds of any report: nothing is found where all adds up, and what is wrong is found where it is."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.extract.report import Ambiguity, CellState, Number, Report
from core.forms.form import split_id
from core.forms.library import official_forms
from core.forms.relation import Relation
from core.messages import render
from core.reconcile import engine
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.evaluate import relations_of
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.repair.repaired import repaired
from tests.core.reconcile.oracle import APPLICANTS, balanced, with_states
from tests.support import make_report

FORMS = ("2019", "2021")
FORM = st.sampled_from(FORMS)
SEED = st.integers(0, 10**6)
MOST = st.sampled_from((1, 9, 900, 10**9, 10**16))
"""How great the parts of a report are at most: sums of the last are beyond what a float can tell."""

CARRIED = (*APPLICANTS, "sum")


def of_seed(form: str, seed: int, most: int = 900, *, blanks: bool = False) -> Report:
    """A report that adds up; with `blanks`, noughts among its numbers, each of them 0 or left blank."""
    dice = random.Random(seed)
    values: dict[str, Number | None] = dict(balanced(form, seed, most))
    if blanks:
        for cell in dice.sample(sorted(values), 40):
            _emptied(values, cell)
        for cell, value in values.items():
            if not value and dice.random() < 0.5:
                values[cell] = None
    return make_report(values, form=form)


def _emptied(values: dict[str, Number | None], cell: str) -> None:
    """Takes a number of table 3's results or of table 4 out, and off all its sums."""
    table, row, column = split_id(cell)
    if table == "t2" or column == "sum" or row in ("new", "carried_in", "total", "carried_out"):
        return
    held = values[cell] or 0
    sums = [f"{table}.{row}.sum"]
    if table == "t3":
        sums += [f"t3.{line}.{each}" for line in ("total", "new") for each in (column, "sum")]
    for each in (cell, *sums):
        values[each] = (values[each] or 0) - held


def check(report: Report, beside: Beside = NOTHING) -> Reconciliation:
    return reconcile(report.cells, report, beside)


def failed(found: Reconciliation) -> set[str]:
    return {each.relation.key for each in (*found.outcomes, *found.prose) if each.status is Status.FAILED}


def about_relations(found: Reconciliation) -> list[Finding]:
    return [each for each in found.findings if each.relation is not None]


def with_value(report: Report, cell: str, value: Number | None) -> Report:
    state = CellState.BLANK if value is None else CellState.OK
    now = replace(report.cells[cell], value=value, state=state)
    return replace(report, cells={**report.cells, cell: now})


def last(report: Report) -> Beside:
    return Beside(last_year=Neighbour(report, "上年.docx", "0" * 64))


@given(FORM, SEED, MOST, st.booleans())
def test_a_report_that_adds_up_has_no_finding(form: str, seed: int, most: int, blanks: bool) -> None:
    found = check(of_seed(form, seed, most, blanks=blanks))
    assert failed(found) == set()
    assert {each.rule for each in found.findings} <= {"cell.blank"}


@given(FORM, SEED, MOST, st.sampled_from((1, -1, 10, 10**15)), st.booleans())
def test_one_wrong_number_fails_only_what_holds_it_and_is_pointed_to(
    form: str, seed: int, most: int, off: int, blanks: bool
) -> None:
    report = of_seed(form, seed, most, blanks=blanks)
    cell = random.Random(seed).choice([each for each in report.cells if each.startswith(("t3.", "t4."))])
    wrong = with_value(report, cell, (report.cells[cell].value or 0) + off)
    found = check(wrong)
    around = {each.key for each in relations_of(report) if cell in each.cells and each in within(report)}
    assert failed(found) == around
    assert around
    assert all(cell in each.cells for each in about_relations(found))
    assert {each.key for each in about_relations(found)} == around


def within(report: Report) -> list[Relation]:
    """The relations between a report's own cells."""
    return [each for each in relations_of(report) if set(each.cells) <= report.cells.keys()]


STATES = (CellState.MISSING, CellState.UNREADABLE, CellState.AMBIGUOUS)


@given(FORM, SEED, st.lists(st.sampled_from(STATES), max_size=6))
def test_each_check_is_made_or_said_to_be_left_out_and_why(
    form: str, seed: int, states: list[CellState]
) -> None:
    report = of_seed(form, seed, blanks=True)
    chosen = random.Random(seed).sample(sorted(report.cells), len(states))
    found = check(with_states(report, dict(zip(chosen, states, strict=True)), "若干"))
    made = sorted(each.relation.key for each in inside(found))
    assert made == sorted(each.key for each in within(report))
    for outcome in inside(found):
        assert (outcome.status is Status.NOT_EVALUABLE) == (outcome.left is None and outcome.right is None)
        if outcome.status is Status.NOT_EVALUABLE:
            assert outcome.reason is not None
            assert render(outcome.reason)
        else:
            assert outcome.reason is None
            assert set(chosen).isdisjoint(outcome.relation.cells)
    assert failed(found) == set()


def inside(found: Reconciliation) -> list[Outcome]:
    return [each for each in found.outcomes if each.about == "tables"]


@given(FORM, SEED)
def test_a_nought_and_a_blank_come_out_alike_unless_all_is_blank(form: str, seed: int) -> None:
    report = of_seed(form, seed, 3, blanks=True)
    noughts = replace(
        report,
        cells={id: replace(cell, value=cell.value or 0) for id, cell in report.cells.items()},
    )
    outcomes = {each.relation.key: each for each in inside(check(report))}
    for other in inside(check(noughts)):
        mine = outcomes[other.relation.key]
        if all(report.cells[cell].value is None for cell in mine.relation.cells):
            assert mine.status is Status.NOT_EVALUABLE
        else:
            assert (mine.status, mine.left, mine.right) == (other.status, other.left, other.right)


@given(FORM, SEED, st.randoms(use_true_random=False))
def test_the_order_of_cells_and_of_relations_does_not_matter(
    form: str, seed: int, dice: random.Random
) -> None:
    report = wrong_in_places(form, seed)
    cells = list(report.cells.items())
    dice.shuffle(cells)
    expected = repaired(check(report), report.cells, report)
    assert told(repaired(reconcile(dict(cells), report), dict(cells), report)) == told(expected)
    relations = list(relations_of(report))
    dice.shuffle(relations)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "relations_of", lambda _: tuple(relations))
        assert told(repaired(check(report), report.cells, report)) == told(expected)


def wrong_in_places(form: str, seed: int) -> Report:
    """A report with up to four wrong numbers in tables 3 and 4."""
    dice = random.Random(seed)
    report = of_seed(form, seed, 60, blanks=seed % 2 == 0)
    for cell in dice.sample([each for each in report.cells if each[:2] != "t2"], dice.randint(1, 4)):
        report = with_value(report, cell, dice.choice((None, 0, 7, (report.cells[cell].value or 0) + 10)))
    return report


Told = dict[str, tuple[frozenset[str], frozenset[tuple[tuple[tuple[str, Number | None], ...], int, int]]]]


def told(found: Reconciliation) -> Told:
    """Each failed relation with those of its group, and what is suggested for it."""
    groups: dict[int, set[str]] = {}
    for each in about_relations(found):
        groups.setdefault(each.group, set()).add(each.key)
    return {
        each.key: (
            frozenset(groups[each.group]),
            frozenset((tuple(s.changes.items()), s.breaks, s.tied) for s in each.suggestions),
        )
        for each in about_relations(found)
    }


@settings(max_examples=40)
@given(FORM, SEED)
def test_what_a_suggestion_breaks_is_said_last_year_included(form: str, seed: int) -> None:
    """Each suggestion is tried out as if it were written: what fails then and held before is counted."""
    report = wrong_in_places(form, seed)
    dice = random.Random(seed)
    carried = {
        f"t3.carried_out.{column}": dice.choice((report.cells[f"t3.carried_in.{column}"].value, 3))
        for column in CARRIED
    }
    beside = last(make_report(carried, form=dice.choice(FORMS)))
    before = check(report, beside)
    for finding in about_relations(repaired(before, report.cells, report, beside)):
        for suggestion in finding.suggestions:
            after = failed(check(written(report, suggestion.changes), beside))
            assert len(after - failed(before)) == suggestion.breaks
            if not suggestion.breaks and finding.rule in ("t3.row_sum", "t3.balance", "t3.total_sum"):
                assert finding.key not in after


def written(report: Report, changes: Mapping[str, Number | None]) -> Report:
    for cell, value in changes.items():
        report = with_value(report, cell, value)
    return report


@given(st.decimals(-(10**20), 10**20, places=4, allow_nan=False))
def test_money_is_kept_to_the_fen_and_anything_finer_is_doubted(value: Decimal) -> None:
    report = make_report({"t2.fee.amount": value}, form="2021")
    found = [each for each in check(report).findings if each.rule == "cell.number"]
    assert bool(found) == bool(value * 100 % 1)


@given(st.integers(-(10**20), 10**20), st.integers(-(10**20), 10**20))
def test_counts_are_not_negative_but_changes_may_be(count: int, change: int) -> None:
    report = make_report({"t2.permit.last_year_items": count, "t2.permit.change": change})
    found = {each.key for each in check(report).findings}
    assert ("cell.number@t2.permit.last_year_items" in found) == (count < 0)
    assert "cell.number@t2.permit.change" not in found
    assert ("t2.items@permit" in found) == (count + change < 0)


@given(st.sampled_from([("2019", "2019"), ("2021", "2019"), ("2021", "2021")]), SEED, SEED, MOST)
def test_what_was_left_over_is_what_is_carried_in_on_whatever_forms(
    forms: tuple[str, str], seed: int, other: int, most: int
) -> None:
    """The columns of the one year and of the other are the same though rows were added between."""
    this, before = of_seed(forms[0], seed, most), of_seed(forms[1], other, most)
    for column in CARRIED:
        value = this.cells[f"t3.carried_in.{column}"].value
        before = with_value(before, f"t3.carried_out.{column}", value)
    agreed = check(this, last(before))
    yearly = {each.relation.key: each for each in agreed.outcomes if each.about == "last_year"}
    assert {yearly[f"year.carry@{column}"].status for column in CARRIED} == {Status.PASSED}
    column = random.Random(seed).choice(CARRIED)
    left_over = f"t3.carried_out.{column}"
    off = with_value(before, left_over, (before.cells[left_over].value or 0) + 1)
    (found,) = (each for each in check(this, last(off)).findings if each.rule == "year.carry")
    assert found.key == f"year.carry@{column}"
    assert found.cells == (f"t3.carried_in.{column}",)
    for key, outcome in yearly.items():
        if key.startswith("t2.continuity") and forms[1] == "2019":
            assert outcome.status is Status.NOT_EVALUABLE
            assert outcome.reason is not None


@given(FORM, SEED)
def test_without_last_years_table_nothing_is_carried_and_that_is_said(form: str, seed: int) -> None:
    report = of_seed(form, seed)
    before = make_report({}, form=form, tables=("t2",))
    found = check(report, last(before))
    carried = [each for each in found.outcomes if each.relation.rule == "year.carry"]
    assert len(carried) == len(CARRIED)
    assert all(each.status is Status.NOT_EVALUABLE and each.reason is not None for each in carried)
    alone = check(report)
    assert not [each for each in alone.outcomes if each.relation.rule == "year.carry"]
    assert inside(alone) == inside(found)


@given(FORM, SEED, st.integers(1, 6), st.data())
def test_readings_are_decided_only_where_all_of_them_agree(
    form: str, seed: int, count: int, data: st.DataObject
) -> None:
    """A run over cells of one row: each relation comes out as it does under every joint reading."""
    report = of_seed(form, seed, 9)
    row = data.draw(st.sampled_from(("new", "granted", "total")))
    ids = tuple(f"t3.{row}.{column}" for column in APPLICANTS[:2])
    true = tuple(report.cells[id].value for id in ids)
    others = data.draw(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=count))
    readings = tuple(dict.fromkeys((true, *others)))
    assume(len(readings) > 1)
    open = replace(
        with_states(report, dict.fromkeys(ids, CellState.AMBIGUOUS), "12"),
        ambiguities=(Ambiguity(ids, readings, "12"),),
    )
    each = [check(written(report, dict(zip(ids, reading, strict=True)))) for reading in readings]
    for outcome in inside(check(open)):
        statuses = {by_key(found)[outcome.relation.key].status for found in each}
        expected = statuses.pop() if len(statuses) == 1 else Status.NOT_EVALUABLE
        assert outcome.status is expected, outcome.relation.key


def by_key(found: Reconciliation) -> dict[str, Outcome]:
    return {each.relation.key: each for each in found.outcomes}


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_tables_three_and_four_is_held_by_an_equality(form: str) -> None:
    report = make_report({}, form=form)
    held = {cell for each in within(report) if each.operator == "=" for cell in each.cells}
    assert held == {cell for cell in report.cells if cell.startswith(("t3.", "t4."))}


def keys(relations: Iterable[Relation]) -> set[str]:
    return {each.key for each in relations}


def test_relations_of_different_years_differ_only_where_their_forms_do() -> None:
    """Rows were added under 其他处理, and table 2 is another; all else is as it was."""
    old, new = (official_forms()[form] for form in FORMS)
    gone = keys(old.relations) - keys(new.relations)
    come = keys(new.relations) - keys(old.relations)
    assert {each for each in gone if not each.startswith("t2.")} == {"t3.row_sum@other"}
    assert {each for each in come if not each.startswith("t2.")} == {
        f"t3.row_sum@other.{each}" for each in ("no_correction", "unpaid", "else")
    }
