"""Numbers of a size that cannot well be right: hints, and none for what may be."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.extract.report import Number, Report
from core.messages import render
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding
from core.reconcile.scale import scale_doubts
from tests.support import make_report

FEE, COST = "t2.fee.amount", "t2.procurement.amount"


def doubted(report: Report, beside: Beside = NOTHING) -> dict[str, Finding]:
    found = reconcile(report.cells, report, beside).findings
    return {one.cells[-1]: one for one in found if one.rule == "t2.scale"}


def beside(values: dict[str, Number | None], form: str = "2021") -> Beside:
    return Beside(last_year=Neighbour(make_report(values, form=form), "last.txt", "0" * 64))


@pytest.mark.parametrize(
    ("now", "last"), [(5_000_000, 5000), (5000, 5_000_000), (Decimal("12.5"), 125_000), (1, 1000)]
)
def test_a_thousand_times_last_years_amount_or_a_thousandth(now: Number, last: Number) -> None:
    found = doubted(make_report({FEE: now}, form="2021"), beside({FEE: last}))
    assert set(found) == {FEE}
    assert found[FEE].severity == "hint"
    assert f"{last:,}" in render(found[FEE].message)


@pytest.mark.parametrize(
    ("now", "last"), [(4_999_999, 5000), (5, 4999), (0, 5000), (5000, 0), (None, 5000), (5000, None)]
)
def test_amounts_that_may_be(now: Number | None, last: Number | None) -> None:
    assert not doubted(make_report({FEE: now}, form="2021"), beside({FEE: last}))
    assert not doubted(make_report({FEE: now}, form="2021"))


def test_only_amounts_have_a_size_to_be_doubted() -> None:
    assert not doubted(make_report({"t3.new.sum": 10**12}, form="2021"), beside({"t3.new.sum": 3}))


def test_last_years_other_form_has_no_such_amount() -> None:
    assert not doubted(make_report({FEE: 9_000_000}, form="2021"), beside({COST: 9}, form="2019"))


def test_an_amount_beyond_what_any_report_can_hold() -> None:
    report = make_report({FEE: 10**12}, form="2021")
    assert set(doubted(report)) == {FEE}
    assert [each.group for each in scale_doubts(report.cells, report, NOTHING)] == [0]
    assert not doubted(make_report({FEE: 10**12 - 1}, form="2021"))


def test_items_that_cost_next_to_nothing() -> None:
    assert set(doubted(make_report({"t2.procurement.items": 21, COST: Decimal("36.39")}))) == {COST}
    assert set(doubted(make_report({"t2.procurement.items": 21, COST: 1}))) == {COST}
    assert not doubted(make_report({"t2.procurement.items": 21, COST: 210}))
    assert not doubted(make_report({"t2.procurement.items": 21, COST: 0}))


@pytest.mark.parametrize("row", ["rules", "normative"])
def test_documents_made_but_none_public(row: str) -> None:
    made, total = f"t2.{row}.made", f"t2.{row}.total_public"
    assert set(doubted(make_report({made: 5}))) == {total}
    assert not doubted(make_report({made: 5, total: 5}))
    assert not doubted(make_report({made: 5, total: None}))
    assert not doubted(make_report({made: 5}, form="2021"))


def test_sentences_are_there_in_both_languages() -> None:
    report = make_report({FEE: 10**12}, form="2021")
    other = make_report({"t2.procurement.items": 2, COST: 3, "t2.rules.made": 1})
    found = {
        **doubted(report),
        **doubted(other),
        **doubted(make_report({FEE: 1}, form="2021"), beside({FEE: 5000})),
    }
    assert len(found) == 3
    for one in found.values():
        assert render(one.message) != render(one.message, "en")
