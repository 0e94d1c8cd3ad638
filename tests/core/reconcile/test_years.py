"""Last year's report beside this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Ambiguity, Cell, CellState, Number, Report
from core.messages import render
from core.reconcile.beside import NOTHING, Beside, Neighbour
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Outcome
from core.reconcile.years import is_same_name, last_year_doubts, same_office
from tests.core.reconcile.oracle import with_states
from tests.support import make_report

COLUMNS = ("natural", "enterprise", "research", "welfare", "legal", "others", "sum")
COUNT = st.integers(0, 10**6)


def of_year(year: int, values: Mapping[str, Number | None], form: str) -> Report:
    return replace(make_report(values, form=form), year=year)


def last(report: Report) -> Beside:
    return Beside(last_year=Neighbour(report, "上年.txt", "0" * 64))


def about_last_year(found: Reconciliation) -> dict[str, Outcome]:
    return {each.relation.key: each for each in found.outcomes if each.about == "last_year"}


def check(report: Report, beside: Beside = NOTHING) -> Reconciliation:
    return reconcile(report.cells, report, beside)


@pytest.mark.parametrize(("now", "before"), [("2019", "2019"), ("2021", "2019"), ("2021", "2021")])
def test_what_was_left_over_is_carried_in(now: str, before: str) -> None:
    carried = dict(zip(COLUMNS, range(7), strict=True))
    this = of_year(2023, {f"t3.carried_in.{column}": n for column, n in carried.items()}, now)
    other = of_year(2022, {f"t3.carried_out.{column}": n for column, n in carried.items()}, before)
    found = about_last_year(check(this, last(other)))
    assert [found[f"year.carry@{column}"].status.value for column in COLUMNS] == ["passed"] * 7
    wrong = replace(other, cells=with_value(other.cells, "t3.carried_out.legal", 9))
    broken = check(this, last(wrong))
    failed = [each for each in broken.findings if each.rule == "year.carry"]
    assert [(each.key, each.cells, each.left, each.right) for each in failed] == [
        ("year.carry@legal", ("t3.carried_in.legal",), 4, 9)
    ]
    assert failed[0].severity == "error"
    assert render(failed[0].message) == "三、依申请公开 · 法律服务机构：二 = 4，上年报告的四 = 9，差 −5"


def with_value(cells: Mapping[str, Cell], id: str, value: Number | None) -> dict[str, Cell]:
    state = CellState.BLANK if value is None else CellState.OK
    return {**cells, id: replace(cells[id], value=value, raw=str(value or ""), state=state)}


@given(COUNT, COUNT, COUNT, COUNT)
def test_what_is_in_force_continues(in_force: int, made: int, repealed: int, before: int) -> None:
    values = {"in_force": in_force, "made": made, "repealed": repealed}
    this = of_year(2023, {f"t2.normative.{column}": n for column, n in values.items()}, "2021")
    other = of_year(2022, {"t2.normative.in_force": before}, "2021")
    found = about_last_year(check(this, last(other)))["t2.continuity@normative"]
    assert (found.status == "passed") == (in_force == before + made - repealed)
    assert (found.left, found.right) == (in_force, before + made - repealed)
    alone = about_last_year(check(this)).get("t2.continuity@normative")
    if not (in_force or made or repealed):
        assert alone is None
        return
    assert alone is not None
    assert alone.status == "not_evaluable"
    assert alone.reason is not None
    assert dict(alone.reason.parameters)["value"] == in_force + repealed - made


def test_the_number_inferred_is_told_in_words() -> None:
    values = {"t2.rules.in_force": 12, "t2.rules.made": 3, "t2.rules.repealed": 1}
    (found,) = about_last_year(check(of_year(2023, values, "2021"))).values()
    assert found.reason is not None
    assert render(found.reason) == (
        "没有上年报告，无法核对。按“现行有效件数 = 上年报告的现行有效件数 + 本年制发件数 − 本年废止件数”"
        "由本年的数推算，“上年报告的现行有效件数”应为 10。"
    )


def test_an_equation_of_two_tells_what_last_year_must_have_held() -> None:
    cells = ("stat.requests.cumulative", "stat.requests.year")
    held = {id: Cell(id, value, "", CellState.OK) for id, value in zip(cells, (40, 3), strict=True)}
    report = Report("", "", 2018, "pre2019", {"stat": "pre2019"}, held)
    found = about_last_year(check(report))["stat.continued@requests"]
    assert found.reason is not None
    assert (found.reason.id, dict(found.reason.parameters)["value"]) == ("reconcile.last_inferred", 37)


def test_nothing_is_inferred_of_last_year_from_a_number_not_yet_decided() -> None:
    values = {"t2.rules.in_force": 12, "t2.rules.made": 3}
    open = with_states(of_year(2023, values, "2021"), {"t2.rules.repealed": CellState.AMBIGUOUS}, "1 2")
    found = check(open)
    assert about_last_year(found) == {}
    alone = [each for each in found.outcomes if each.relation.key == "t2.at_least@rules"]
    assert [each.status.value for each in alone] == ["not_evaluable"]


def test_nothing_is_said_of_last_year_where_nothing_is_laid_beside() -> None:
    found = check(of_year(2020, {"t3.carried_in.sum": 5}, "2019"))
    assert about_last_year(found) == {}
    assert not [each for each in found.findings if each.rule.startswith("year")]


def test_a_place_that_last_years_form_does_not_have_is_not_evaluable() -> None:
    this = of_year(2021, {"t2.rules.in_force": 4}, "2021")
    found = about_last_year(check(this, last(of_year(2020, {}, "2019"))))
    assert found["t2.continuity@rules"].status == "not_evaluable"
    reason = found["t2.continuity@rules"].reason
    assert reason is not None
    assert "上年报告中没有这些格" in render(reason)
    assert found["year.carry@sum"].status == "passed"


def test_an_open_reading_of_last_years_decides_only_where_all_agree() -> None:
    other = of_year(2022, {}, "2021")
    ids = ("t3.carried_out.natural", "t3.carried_out.enterprise")
    cells = dict(other.cells)
    for id in ids:
        cells[id] = replace(cells[id], value=None, raw="12 3", state=CellState.AMBIGUOUS)
    run = Ambiguity(ids, ((1, 23), (12, 3)), "123")
    other = replace(other, cells=cells, ambiguities=(run,))
    found = check(
        of_year(2023, {"t3.carried_in.natural": 12, "t3.carried_in.enterprise": 4}, "2021"), last(other)
    )
    statuses = {key: each.status.value for key, each in about_last_year(found).items()}
    assert statuses["year.carry@natural"] == "not_evaluable"
    assert statuses["year.carry@enterprise"] == "failed"
    assert not [each for each in found.findings if each.rule == "cell.ambiguous"]


@pytest.mark.parametrize(
    ("year", "other", "places"),
    [(2023, 2022, []), (2023, 2021, ["year"]), (2023, 2023, ["year"]), (2023, None, ["year"])],
)
def test_a_report_of_another_year_is_doubted(year: int, other: int | None, places: list[str]) -> None:
    beside = last(replace(make_report({}, form="2021"), year=other))
    this = of_year(year, {}, "2021")
    found = check(this, beside).findings
    assert [each.key for each in found] == [f"year.report@{place}" for place in places]
    assert all(each.severity == "warning" for each in found)
    told = ["reconcile.year.unknown" if other is None else "reconcile.year.other"] * len(places)
    assert [each.message.id for each in found] == told
    assert [each.group for each in last_year_doubts(this, beside)] == [0] * len(places)


def test_a_report_that_does_not_say_its_year_may_not_go_on_from_any() -> None:
    this = replace(make_report({}, form="2021"), year=None)
    (found,) = check(this, last(of_year(2022, {}, "2021"))).findings
    assert (found.key, found.message.id) == ("year.report@year", "reconcile.year.unknown")


def test_a_report_of_another_office_is_doubted() -> None:
    beside = last(replace(make_report({}, form="2021", agency="云溪市水务局"), year=2022))
    this = replace(make_report({}, form="2021", agency="青松区教育局"), year=2023)
    (found,) = check(this, beside).findings
    assert found.key == "year.report@agency"
    assert "像是两个单位" in render(found.message)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云溪市人民政府", "云溪市人民政府办公室", True),
        ("云溪市", "云溪市人民政府", True),
        ("", "云溪市水务局", True),
        ("云溪市水务局", "云溪市水利局", True),
        ("云溪市水务局", "青松区教育局", False),
        ("明湖市民政局", "南屏区司法局", False),
        ("甲乙丙丁戊", "甲乙丙己庚", True),
        ("甲乙丁戊己", "甲乙庚辛壬", False),
        ("甲" + "水" * 300, "水" * 300 + "乙", True),
    ],
)
def test_names_of_one_office(one: str, other: str, same: bool) -> None:
    assert same_office(one, other) is same
    assert same_office(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云溪市人民政府", "云溪市", True),
        ("云溪市水务局", "云溪市水务局（本级）", False),
        ("云溪市", "明湖市", False),
        ("", "", False),
        ("", "云溪市", False),
        ("人民政府", "办公室", False),
    ],
)
def test_names_that_are_told_and_the_same(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same
    assert is_same_name(other, one) is same


def test_a_reading_that_goes_on_from_last_year_is_offered_first() -> None:
    ids = tuple(f"t2.normative.{column}" for column in ("made", "repealed", "in_force"))
    this = of_year(2023, {}, "2021")
    cells = dict(this.cells)
    for id in ids:
        cells[id] = replace(cells[id], value=None, raw="623129", state=CellState.AMBIGUOUS)
    readings = ((6, 23, 129), (62, 3, 129), (6, 2, 3129))
    this = replace(this, cells=cells, ambiguities=(Ambiguity(ids, readings, "623129"),))
    before = last(of_year(2022, {"t2.normative.in_force": 70}, "2021"))
    (found,) = check(this, before).findings
    assert found.rule == "cell.ambiguous"
    assert [tuple(each.changes.values()) for each in found.suggestions] == [
        (62, 3, 129),
        (6, 23, 129),
        (6, 2, 3129),
    ]
    there = replace(this, cells={**cells, ids[0]: replace(cells[ids[0]], value=6, state=CellState.OK)})
    beside = Beside(other_form=Neighbour(there, "网页.html", "0" * 64))
    found = next(each for each in check(this, beside).findings if each.rule == "cell.ambiguous")
    assert [each.changes[ids[0]] for each in found.suggestions] == [6, 6, 62]


def test_projects_of_the_year_before_are_last_years_with_its_change() -> None:
    other = of_year(2019, {"t2.permit.last_year_items": 40, "t2.permit.change": -3}, "2019")
    found = check(of_year(2020, {"t2.permit.last_year_items": 40}, "2019"), last(other)).findings
    assert [(each.key, each.severity, each.left, each.right) for each in found] == [
        ("t2.items_carry@permit", "hint", 40, 37)
    ]
    assert render(found[0].message) == (
        "二、主动公开 · 行政许可：上一年项目数量 = 40，"
        "上年报告的上一年项目数量 + 上年报告的本年增/减 = 40 − 3 = 37，差 +3"
    )
