"""The prose against the tables: reports made with prose that agrees, and with one figure changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.document.open import read_document
from core.extract.prose.read import read_prose
from core.extract.report import Cell, CellState, Number, Report
from core.forms.library import forms
from core.messages import render
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Finding, Status
from core.reconcile.prose import compared, rounded
from tests.support import make_report

COLUMNS = ("natural", "enterprise", "research", "welfare", "legal", "others")
AGENCY = "东山市"


def report_with(text: str, values: Mapping[str, Number | None], form: str = "2021", **rest: object) -> Report:
    """A report whose tables hold these values, 0 elsewhere, and whose prose is this text."""
    report = make_report(values, form=form, agency=AGENCY, **rest)  # type: ignore[arg-type]
    document = read_document(text.encode(), "正文.txt")
    tables = {id: forms()[form].tables[id] for id, named in report.forms.items() if named}
    return replace(report, prose=read_prose(document, [], tables, report.year, AGENCY))


def checked(text: str, values: Mapping[str, Number | None], form: str = "2021") -> Reconciliation:
    report = report_with(text, values, form)
    return reconcile(report.cells, report)


def statuses(result: Reconciliation) -> list[str]:
    return [outcome.status.value for outcome in result.prose]


def of_prose(result: Reconciliation) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule.startswith("prose.")]


@st.composite
def balanced(draw: st.DrawFn) -> dict[str, int]:
    """Figures of the tables that a report's prose usually tells, balanced."""
    number = st.integers(0, 5000)
    granted, partial, denied, carried_out = (draw(number) for _ in range(4))
    total = granted + partial + denied
    carried_in = draw(st.integers(0, total + carried_out))
    new = total + carried_out - carried_in
    upheld, pending, lawsuits = (draw(number) for _ in range(3))
    return {
        "t3.new.sum": new,
        "t3.carried_in.sum": carried_in,
        "t3.granted.sum": granted,
        "t3.partial.sum": partial,
        "t3.denied.law.sum": denied,
        "t3.total.sum": total,
        "t3.carried_out.sum": carried_out,
        "t4.review.upheld": upheld,
        "t4.review.pending": pending,
        "t4.review.sum": upheld + pending,
        "t4.direct.sum": lawsuits,
        "t2.normative.made": draw(number),
    }


def prose_about(values: Mapping[str, int]) -> str:
    return (
        f"全年制发行政规范性文件{values['t2.normative.made']}件。"
        f"全市新收政府信息公开申请{values['t3.new.sum']:,}件，上年结转{values['t3.carried_in.sum']}件，"
        f"办结{values['t3.total.sum']}件，其中予以公开{values['t3.granted.sum']}件，"
        f"部分公开{values['t3.partial.sum']}件，不予公开{values['t3.denied.law.sum']}件，"
        f"结转下年度继续办理{values['t3.carried_out.sum']}件。"
        f"因政府信息公开被申请行政复议{values['t4.review.sum']}件，其中维持{values['t4.review.upheld']}件，"
        f"尚未审结{values['t4.review.pending']}件；行政诉讼{values['t4.direct.sum']}件。"
    )


@given(balanced())
def test_prose_that_says_what_the_tables_say_raises_nothing(values: dict[str, int]) -> None:
    result = checked(prose_about(values), values)
    assert not of_prose(result)
    figures = [outcome for outcome in result.prose if outcome.relation.rule == "prose.figure"]
    assert len(figures) == len(values)
    assert all(outcome.status is Status.PASSED for outcome in figures)


@given(balanced(), st.data())
def test_a_figure_that_differs_from_its_cell_is_found(values: dict[str, int], data: st.DataObject) -> None:
    cell = data.draw(st.sampled_from(sorted(values)))
    other = values[cell] + data.draw(st.integers(1, 50))
    result = checked(prose_about(values | {cell: other}), values)
    found = [finding for finding in of_prose(result) if finding.rule == "prose.figure"]
    to_handle = values["t3.new.sum"] + values["t3.carried_in.sum"]
    if cell == "t3.new.sum" and other == to_handle:
        assert not found
    else:
        assert [(finding.cells[0], finding.left, finding.right) for finding in found] == [
            (cell if cell != "t3.denied.law.sum" else "t3.denied.secret.sum", other, values[cell])
        ]
        assert found[0].severity == "error"


def test_the_arithmetic_is_spelled_out_in_both_languages() -> None:
    result = checked(
        "全年答复政府信息公开申请20件，其中予以公开及部分公开12件。",
        {"t3.granted.sum": 9, "t3.partial.sum": 4, "t3.total.sum": 20},
    )
    (finding,) = of_prose(result)
    assert render(finding.message) == (
        "正文“其中予以公开及部分公开12件”为 12，而“三、依申请公开 · 三（一） + 三（二）（总计）”"
        "为 9 + 4 = 13，差 −1。请核对是正文还是表格有误"
    )
    assert "a difference of −1" in render(finding.message, "en")
    assert finding.locations
    assert finding.key == "prose.figure@prose.2"


def test_a_rounded_number_agrees_to_its_own_last_digit() -> None:
    text = "作出行政许可决定12.35万件。"
    assert statuses(checked(text, {"t2.permit.decisions": 123_549})) == ["passed"]
    assert statuses(checked(text, {"t2.permit.decisions": 123_450})) == ["passed"]
    assert statuses(checked(text, {"t2.permit.decisions": 123_650})) == ["failed"]


@pytest.mark.parametrize(
    ("text", "new", "status"),
    [
        ("收到政府信息公开申请100余件。", 105, "passed"),
        ("收到政府信息公开申请100余件。", 99, "failed"),
        ("收到政府信息公开申请近100件。", 98, "passed"),
        ("收到政府信息公开申请近100件。", 101, "failed"),
        ("收到政府信息公开申请约100件。", 95, "passed"),
        ("收到政府信息公开申请约100件。", 50, "not_evaluable"),
    ],
)
def test_bounds_are_no_equalities(text: str, new: int, status: str) -> None:
    result = checked(text, {"t3.new.sum": new})
    assert statuses(result) == [status]
    assert len(of_prose(result)) == (status == "failed")


def test_a_blank_total_stands_for_the_parts_of_its_row() -> None:
    values: dict[str, Number | None] = {f"t3.granted.{column}": 2 for column in COLUMNS}
    values["t3.granted.sum"] = None
    assert statuses(checked("答复政府信息公开申请20件，予以公开12件。", values | {"t3.total.sum": 20})) == [
        "passed",
        "passed",
    ]


def test_without_its_table_a_figure_is_compared_with_nothing_and_says_why() -> None:
    report = report_with("收到政府信息公开申请12件。", {}, tables=("t2",))
    (one,) = compared(reconcile(report.cells, report).prose, report)
    assert one.status is Status.NOT_EVALUABLE
    assert "没有找到对应的表格" in render(one.reason(report) or one.figure.clause)  # type: ignore[arg-type]


def test_an_undecided_cell_decides_nothing_unless_every_reading_agrees() -> None:
    report = report_with("收到政府信息公开申请12件。", {"t3.new.sum": 12})

    def with_candidates(*candidates: int) -> list[str]:
        cell = Cell("t3.new.sum", None, "12", CellState.AMBIGUOUS, candidates=candidates)
        return statuses(reconcile({**report.cells, "t3.new.sum": cell}, report))

    assert with_candidates(12, 1) == ["not_evaluable"]
    assert with_candidates(2, 1) == ["failed"]


def test_careless_words_that_fit_another_sum_contradict_nothing() -> None:
    values = {"t3.new.sum": 10, "t3.carried_in.sum": 2, "t3.total.sum": 12}
    report = report_with("收到政府信息公开申请12件。", values)
    (one,) = compared(reconcile(report.cells, report).prose, report)
    assert one.status is Status.NOT_EVALUABLE
    reason = one.reason(report)
    assert reason is not None
    assert "一 + 二（总计）" in render(reason)


def test_words_in_doubt_agree_or_say_why_they_do_not_but_never_fail() -> None:
    text = "通过网站收到政府信息公开申请12件。"
    assert statuses(checked(text, {"t3.new.sum": 12})) == ["passed"]
    report = report_with(text, {"t3.new.sum": 15})
    (one,) = compared(reconcile(report.cells, report).prose, report)
    reason = one.reason(report)
    assert one.status is Status.NOT_EVALUABLE
    assert reason is not None
    assert "12" in render(reason)
    assert "15" in render(reason)


def test_cases_said_to_be_all_upheld_while_some_are_pending() -> None:
    values = {"t4.review.upheld": 5, "t4.review.pending": 2, "t4.review.sum": 7}
    result = checked("政府信息公开行政复议7件，均获维持。", values)
    (finding,) = of_prose(result)
    assert (finding.left, finding.right) == (5, 7)
    assert "均获维持" in render(finding.message)


def test_parts_and_rates_fail_as_warnings() -> None:
    result = checked(
        "发布信息50条（其中动态20条，公告10条，其他信息15条）。共办理40件，其中甲类10件，占30%。", {}
    )
    found = {finding.rule: finding for finding in of_prose(result)}
    assert {finding.severity for finding in found.values()} == {"warning"}
    assert (found["prose.parts"].left, found["prose.parts"].right) == (50, 45)
    assert "20 + 10 + 15 = 45" in render(found["prose.parts"].message)
    assert (found["prose.rate"].left, found["prose.rate"].right) == (30, Decimal("25.0"))
    assert "10 ÷ 40 = 25.0%" in render(found["prose.rate"].message)
    assert found["prose.rate"].relation is None


def test_figures_about_nothing_of_the_tables_are_shown_with_the_reason() -> None:
    report = report_with("发布政策解读25件。收到政府信息公开申请3件，较上年增加2件。", {"t3.new.sum": 3})
    lines = compared(reconcile(report.cells, report).prose, report)
    assert [(line.figure.raw, line.status) for line in lines] == [
        ("25", None),
        ("3", Status.PASSED),
        ("2", None),
    ]
    assert [render(reason) for line in lines if (reason := line.reason(report))] == [
        "表格中没有与它对应的数。",
        "与“三、依申请公开 · 一、本年新收 · 总计”核对。",
        "说的是增减的幅度，不是数量本身。",
    ]
    assert [line.cells for line in lines] == [(), ("t3.new.sum",), ()]


def test_a_wrong_total_that_the_prose_contradicts_too_is_one_group() -> None:
    values: dict[str, Number | None] = {f"t3.new.{column}": 2 for column in COLUMNS}
    values |= {f"t3.total.{column}": 2 for column in COLUMNS}
    values |= {f"t3.granted.{column}": 2 for column in COLUMNS}
    values |= {"t3.new.sum": 21, "t3.total.sum": 12, "t3.granted.sum": 12}
    result = checked("收到政府信息公开申请12件。", values)
    rules = {finding.rule for finding in result.findings if finding.group == 1}
    assert rules == {"t3.row_sum", "t3.balance", "prose.figure"}


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
def test_a_due_rate_is_told_to_one_digit_more(count: int, base: int, places: int) -> None:
    like = Decimal(1).scaleb(-places)
    exact = Fraction(count, base)
    said = rounded(exact, like)
    assert -said.as_tuple().exponent == places + 1  # type: ignore[operator]
    assert abs(Fraction(said) - exact) <= Fraction(1, 2 * 10 ** (places + 1))
