"""Repairs as suggestions: how they are tried out, put in order, counted as ties and put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from core.extract.report import CellState, Number, Report
from core.messages import message, render
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.engine import reconcile
from core.reconcile.finding import Status
from core.reconcile.readings import read_numbers
from core.reconcile.repair.change import Repair
from core.reconcile.repair.group import groups_of
from core.reconcile.repair.offer import CONFIRMED, MOST_BREAKING, MOST_OFFERED, MOST_TRIED, TIE, Bench, offers
from core.reconcile.repair.slips import Slip
from tests.core.reconcile.oracle import balanced
from tests.support import make_report

Changes = Mapping[str, Number | None]
SUM = "t4.review.sum"
UPHELD, OTHER, PENDING = "t4.review.upheld", "t4.review.other", "t4.review.pending"
ROW: Mapping[str, Number] = {UPHELD: 4, OTHER: 4, PENDING: 4, SUM: 15}
GRANTED, TOTAL = "t3.granted.natural", "t3.granted.sum"


def repair(changes: Changes, cost: int = 20) -> Repair:
    return Repair(changes, Slip(cost, message("reconcile.slip.digit")))


def bench_of(report: Report, beside: Beside = NOTHING) -> Bench:
    result = reconcile(report.cells, report, beside)
    failing = frozenset(o.relation.key for o in result.outcomes if o.status is Status.FAILED)
    return Bench(report.cells, read_numbers(report.cells, report, beside), report, beside, failing)


def offered(
    report: Report, *repairs: Repair, beside: Beside = NOTHING
) -> list[tuple[dict[str, Number | None], int, int]]:
    """What is offered for the first group: the changes, what breaks, and the ties."""
    group = groups_of(reconcile(report.cells, report, beside).findings)[0]
    made = offers(bench_of(report, beside), repairs, group)
    return [(dict(each.changes), each.breaks, each.tied) for each in made]


def test_a_repair_is_tried_on_what_fails_and_on_what_holds() -> None:
    report = make_report({GRANTED: 4, TOTAL: 7, "t3.total.sum": 7, "t3.carried_out.natural": 3})
    bench = bench_of(report)
    found = bench.tried(repair({GRANTED: 7}))
    assert found.cured == {"t3.row_sum@granted"}
    assert [each.key for each in found.broken] == []
    found = bench.tried(repair({TOTAL: 4}))
    assert found.cured == {"t3.row_sum@granted"}
    assert [each.key for each in found.broken] == ["t3.total_sum@sum"]
    assert (found.cost, found.repair.cost) == (20, 20)


def test_what_last_year_confirms_comes_cheaper() -> None:
    report = make_report({"t3.carried_in.natural": 7, "t3.carried_in.sum": 4})
    last = make_report({"t3.carried_out.natural": 4, "t3.carried_out.sum": 4})
    bench = bench_of(report, Beside(last_year=Neighbour(last, "上年.docx", "0" * 64)))
    assert bench.tried(repair({"t3.carried_in.natural": 4})).cost == 20 - CONFIRMED
    assert bench.tried(repair({"t3.carried_in.enterprise": -3})).cost == 20


@pytest.mark.parametrize(
    ("there", "change", "cost"),
    [(7, 7, 20 - CONFIRMED), (4, 7, 20 + CONFIRMED), (5, 7, 20), (None, 7, 20), (0, None, 20)],
)
def test_what_the_other_form_holds_counts(there: Number | None, change: Number | None, cost: int) -> None:
    report, other = make_report(ROW), make_report({**ROW, UPHELD: there})
    bench = bench_of(report, Beside(other_form=Neighbour(other, "网页.html", "0" * 64)))
    assert bench.tried(repair({UPHELD: change})).cost == cost


def test_a_cell_that_the_other_form_lacks_tells_nothing() -> None:
    report = make_report(ROW)
    other = make_report({**ROW, UPHELD: 7}, tables=("t2", "t3"))
    bench = bench_of(report, Beside(other_form=Neighbour(other, "网页.html", "0" * 64)))
    assert bench.tried(repair({UPHELD: 7})).cost == 20


def test_only_what_cures_the_group_is_offered_the_likeliest_first() -> None:
    report = make_report(ROW)
    made = offered(report, repair({OTHER: 7}, 40), repair({UPHELD: 8}), repair({UPHELD: 7}, 30))
    assert made == [({UPHELD: 7}, 0, 1), ({OTHER: 7}, 0, 1)]


def test_the_same_changes_are_offered_once_at_the_lesser_cost() -> None:
    report = make_report(ROW)
    first = repair({OTHER: 7}, 40)
    made = offered(report, repair({UPHELD: 7}, 50), first, repair({UPHELD: 7}, 30), repair({UPHELD: 7}, 60))
    assert made == [({UPHELD: 7}, 0, 1), ({OTHER: 7}, 0, 1)]


@pytest.mark.parametrize(("further", "tied"), [(TIE, 2), (TIE + 1, 1)])
def test_costs_not_far_apart_are_tied(further: int, tied: int) -> None:
    report = make_report(ROW)
    made = offered(report, repair({UPHELD: 7}, 20), repair({OTHER: 7}, 20 + further), repair({SUM: 12}, 60))
    assert [each[2] for each in made] == [tied, tied, 1]


def test_changes_of_more_numbers_are_tied_over_more() -> None:
    report = make_report(ROW)
    two = repair({UPHELD: 5, OTHER: 6}, 20)
    assert [each[2] for each in offered(report, two, repair({PENDING: 7}, 20 + 2 * TIE))] == [2, 2]
    assert [each[2] for each in offered(report, two, repair({PENDING: 7}, 21 + 2 * TIE))] == [1, 1]


def breaking(count: int, cost: int = 5) -> list[Repair]:
    """Repairs of the row's total that each break so many sums elsewhere, cheaper than any other."""
    rows = ("direct", "after_review")
    return [
        repair({SUM: 12, **{f"t4.{row}.sum": at for row in rows[:count]}}, cost + at) for at in range(1, 6)
    ]


def test_what_breaks_something_comes_last_the_fewer_the_sooner() -> None:
    made = offered(make_report(ROW), *breaking(2), *breaking(1), repair({UPHELD: 7}, 90))
    assert [each[1] for each in made] == [0, *[1] * MOST_BREAKING]
    assert [each[0].get("t4.direct.sum") for each in made] == [None, 1, 2, 3]
    assert [each[2] for each in made] == [1] * 4
    alone = offered(make_report(ROW), *breaking(2), *breaking(1)[:1])
    assert [each[1] for each in alone] == [1, 2, 2]


def test_no_more_are_offered_than_there_are_keys() -> None:
    report = make_report(ROW)
    many = [repair({UPHELD: 7 - at, "t4.review.corrected": at}, 20) for at in range(1, 8)]
    many += [repair({OTHER: 7 - at, "t4.review.corrected": at}, 20) for at in range(1, 8)]
    made = offered(report, *many, *breaking(1))
    assert len(made) == MOST_OFFERED
    assert {each[1:] for each in made} == {(0, len(many))}


def test_only_the_likeliest_are_tried_out() -> None:
    report = make_report(ROW)
    useless = [repair({UPHELD: 100 + at}, 10) for at in range(MOST_TRIED)]
    assert offered(report, *useless, repair({UPHELD: 7})) == []
    assert len(offered(report, *useless[1:], repair({UPHELD: 7}))) == 1


def test_a_bound_is_not_mended_by_what_breaks_something() -> None:
    report = make_report({"t2.rules.published": 9, "t2.rules.total_public": 5})
    made = offered(report, repair({"t2.rules.published": 5}), repair({"t2.rules.published": 5, SUM: 1}))
    assert made == [({"t2.rules.published": 5}, 0, 1)]


def test_a_candidate_of_the_source_is_told_as_a_reading() -> None:
    report = make_report(ROW)
    open = replace(report.cells[UPHELD], state=CellState.OK, candidates=(4, 7))
    report = replace(report, cells={**report.cells, UPHELD: open})
    group = groups_of(reconcile(report.cells, report).findings)[0]
    both = offers(
        bench_of(report), [repair({UPHELD: 7}), repair({UPHELD: 7, OTHER: 4}, 30), repair({OTHER: 7})], group
    )
    assert {tuple(each.changes): each.reading for each in both} == {
        (UPHELD,): True,
        (OTHER,): False,
        (UPHELD, OTHER): False,
    }
    alone = replace(report.cells[UPHELD], candidates=(7,))
    sole = replace(report, cells={**report.cells, UPHELD: alone})
    assert not offers(bench_of(sole), [repair({UPHELD: 7})], group)[0].reading


def reasons(report: Report, *repairs: Repair) -> list[str]:
    group = groups_of(reconcile(report.cells, report).findings)[0]
    return [
        each.why.id.removeprefix("reconcile.repair.") for each in offers(bench_of(report), repairs, group)
    ]


def test_reasons_tell_how_many_failures_are_cured_and_what_breaks() -> None:
    assert reasons(make_report(ROW), repair({UPHELD: 7})) == ["cures_one"]
    values = balanced("2019", most=50)
    report = make_report({**values, GRANTED: values[GRANTED] + 5})
    assert reasons(report, repair({GRANTED: values[GRANTED]})) == ["cures"]
    assert reasons(make_report(ROW), breaking(1)[0], breaking(2)[0]) == ["breaks", "breaks"]
    three = repair({SUM: 12, "t4.direct.sum": 1, "t4.after_review.sum": 1, "t3.new.sum": 1})
    assert reasons(make_report(ROW), three) == ["breaks_more"]


def test_a_reason_names_the_first_broken_relations_and_counts_all() -> None:
    three = repair({SUM: 12, "t4.direct.sum": 1, "t4.after_review.sum": 1})
    report = make_report({**ROW, "t3.new.sum": 0})
    group = groups_of(reconcile(report.cells, report).findings)[0]
    (two,) = offers(bench_of(report), [three], group)
    assert "未经复议直接起诉" in render(two.why)
    assert "复议后起诉" in render(two.why)
    more = repair({**three.changes, "t3.new.sum": 1})
    (said,) = offers(bench_of(report), [more], group)
    assert dict(said.why.parameters)["count"] == said.breaks == 4
    assert len(dict(said.why.parameters)["broken"]) == 2  # type: ignore[arg-type]


def test_a_repair_that_cures_a_part_of_its_group_says_so() -> None:
    """Of what a wrong total of the prose and of the row ask for, the row decides."""
    report = make_report({**ROW, "t2.rules.published": 9, "t2.rules.total_public": 5})
    groups = groups_of(reconcile(report.cells, report).findings)
    both = replace(groups[0], keys=groups[0].keys | groups[1].keys)
    (made,) = offers(bench_of(report), [repair({UPHELD: 7})], both)
    assert made.why.id == "reconcile.repair.cures_some"
    assert (dict(made.why.parameters)["count"], dict(made.why.parameters)["failing"]) == (1, 2)
