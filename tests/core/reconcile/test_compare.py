"""The same report in two forms, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Cell, CellState, Number, Report
from core.forms.library import forms
from core.messages import render
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.compare import SEVERITIES, compare, differences
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding
from tests.support import make_report

T3 = forms()["2021"].tables["t3"].cells
VALUES = st.dictionaries(st.sampled_from(T3), st.none() | st.integers(0, 5))


def found(one: Report, other: Report) -> list[Finding]:
    beside = Beside(other_form=Neighbour(other, "网页.html", "0" * 64))
    every = reconcile(one.cells, one, beside).findings
    return [each for each in every if each.rule.startswith("other.")]


@given(VALUES, VALUES)
def test_every_cell_is_compared_once(
    mine: Mapping[str, Number | None], theirs: Mapping[str, Number | None]
) -> None:
    one, other = make_report(mine, form="2021"), make_report(theirs, form="2021")
    told = compare(one.cells, one, other)
    assert sorted((*told.same, *told.differing, *told.blank, *told.skipped)) == sorted(one.cells)
    pairs = {id: (mine.get(id, 0), theirs.get(id, 0)) for id in one.cells}
    assert set(told.differing) == {id for id, (here, there) in pairs.items() if (here or 0) != (there or 0)}
    assert set(told.same) == {id for id, (here, there) in pairs.items() if here == there}
    back = compare(other.cells, other, one)
    assert (back.differing, back.blank, back.skipped) == (told.differing, told.blank, told.skipped)
    listed = [id for each in found(one, other) if each.rule == "other.differs" for id in each.cells]
    assert sorted(listed) == sorted(told.differing)


def test_a_row_that_differs_is_one_finding_that_offers_the_other_numbers() -> None:
    one = make_report({"t3.new.natural": 5, "t3.new.sum": 7}, form="2021")
    other = make_report({"t3.new.natural": 6, "t3.new.sum": 8}, form="2021")
    (each,) = found(one, other)
    assert (each.key, each.severity) == ("other.differs@t3.new", "error")
    assert each.cells == ("t3.new.natural", "t3.new.sum")
    assert render(each.message) == (
        "三、依申请公开 · 一、本年新收：与“网页.html”不一致：自然人 5（另一份 6）、总计 7（另一份 8）。"
        "请核对以哪一份为准"
    )
    assert [dict(one.changes) for one in each.suggestions] == [{"t3.new.natural": 6, "t3.new.sum": 8}]


def test_a_blank_beside_0_is_a_hint_for_the_table() -> None:
    one = make_report({"t4.review.sum": None, "t4.direct.sum": None}, form="2021")
    (each,) = found(one, make_report({}, form="2021"))
    assert (each.key, each.severity, each.cells) == (
        "other.blank@t4",
        "hint",
        ("t4.review.sum", "t4.direct.sum"),
    )
    assert "有 2 格一份为空白、一份为 0" in render(each.message)


def test_amounts_are_compared_as_amounts() -> None:
    one = make_report({"t2.fee.amount": Decimal("120000")}, form="2021")
    same = make_report({"t2.fee.amount": Decimal("120000.00")}, form="2021")
    assert found(one, same) == []
    assert len(found(one, make_report({"t2.fee.amount": Decimal("12")}, form="2021"))) == 1


def test_cells_without_a_sure_number_are_told_as_not_compared() -> None:
    one = make_report({}, form="2021")
    cells: dict[str, Cell] = dict(one.cells)
    for id in T3[:3]:
        cells[id] = replace(cells[id], value=None, raw="?", state=CellState.UNREADABLE)
    told = found(replace(one, cells=cells), make_report({}, form="2021"))
    assert [(each.key, each.severity, each.cells) for each in told] == [("other.skipped@t3", "hint", T3[:3])]
    assert told[0].message.id == "reconcile.other.skipped"


def test_a_table_that_one_of_the_two_lacks_is_told_as_a_whole() -> None:
    one = make_report({}, form="2021", tables=("t2", "t3"))
    other = make_report({}, form="2021", tables=("t3", "t4"))
    told = found(one, other)
    assert {each.key for each in told} == {"other.missing@t2", "other.missing@t4"}
    assert all(each.severity == "warning" for each in told)
    assert {each.key: each.message.id for each in told} == {
        "other.missing@t2": "reconcile.other.only_here",
        "other.missing@t4": "reconcile.other.only_there",
    }
    assert compare(one.cells, one, other).absent == ("t2", "t4")


def test_a_table_that_no_national_form_has_is_told_by_its_name() -> None:
    cell = Cell("stat.requests.year", 3, "3", CellState.OK)
    local = Report("", "", 2018, "pre2019", {"stat": "pre2019"}, {cell.id: cell})
    national = replace(make_report({}, tables=()), year=2018)
    for one, other, said in ((local, national, "only_here"), (national, local, "only_there")):
        (each,) = (each for each in found(one, other) if each.rule == "other.missing")
        assert each.message.id == f"reconcile.other.{said}"
        assert "政府信息公开情况统计表" in render(each.message)


def test_what_differs_is_not_yet_grouped() -> None:
    one, other = make_report({}, form="2021"), make_report({"t3.new.sum": 1}, form="2021")
    beside = Beside(other_form=Neighbour(other, "网页.html", "0" * 64))
    assert [each.group for each in differences(one.cells, one, beside)] == [0]


def test_rows_that_only_one_form_has_are_not_compared() -> None:
    one = make_report({"t3.other.else.sum": 3}, form="2021")
    told = compare(one.cells, one, replace(make_report({}), year=one.year))
    assert "t3.other.else.sum" in told.skipped
    assert "t3.other.sum" in told.skipped
    assert "t3.total.sum" in told.same
    every = found(one, replace(make_report({}), year=one.year))
    skipped = [each for each in every if each.rule == "other.skipped"]
    assert [each.key for each in skipped] == ["other.skipped@t2", "other.skipped@t3"]
    assert sum(int(str(dict(each.message.parameters)["count"])) for each in skipped) == len(told.skipped)
    assert "（六）1.逾期不补正 · 自然人" in render(skipped[1].message)
    (alone,) = found(replace(one, cells=without_others(one)), replace(make_report({}), year=one.year))[1:]
    assert "（六）其他处理 · 自然人" in render(alone.message)


def without_others(report: Report) -> dict[str, Cell]:
    """The cells of a report but for those of the rows 其他处理."""
    return {id: cell for id, cell in report.cells.items() if not id.startswith("t3.other.")}


def test_another_year_or_office_is_doubted() -> None:
    one = make_report({}, form="2021", agency="云溪市水务局")
    other = replace(make_report({}, form="2021", agency="青松区教育局"), year=2030)
    assert [each.key for each in found(one, other)] == ["other.report@agency", "other.report@year"]


def test_rules_have_their_severities() -> None:
    assert set(SEVERITIES) == {
        f"other.{rule}" for rule in ("differs", "missing", "report", "blank", "skipped")
    }
