"""Names of relations made by hand: cells of other tables, of last year, of the prose; sums long and short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.document.location import TextSpan
from core.extract.prose.model import Figure, Prose
from core.extract.report import Cell, CellState, Number
from core.forms.form import LAST_YEAR, ONE
from core.forms.relation import Each, Relation, Term
from core.messages import Message, Parameter, message, render, show
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding
from core.reconcile.wording import (
    arithmetic,
    cell_place,
    cells_place,
    operands,
    place,
    relation_text,
    table_of,
)
from tests.core.reconcile.oracle import APPLICANTS
from tests.support import make_report

FIGURES = tuple(
    Figure(f"prose.{at}", "7", 7, "件", clause, TextSpan(at, at + 1))
    for at, clause in enumerate(("收到申请7件", "办结7件"), 1)
)
REPORT = replace(make_report({}, form="2021"), prose=Prose(FIGURES))


def relation(
    left: Sequence[str], right: Sequence[str], each: Each = "column", at: str = "natural", **by: int
) -> Relation:
    """A relation in table 3; `by`: what the first term of the left side is taken times."""
    sides = [[Term(1, cell) for cell in side] for side in (left, right)]
    if by:
        sides[0][0] = Term(by["times"], left[0])
    return Relation("own.rule", "t3", at, each, "error", tuple(sides[0]), "=", tuple(sides[1]))


def column(*rows: str, at: str = "natural") -> list[str]:
    return [f"t3.{row}.{at}" for row in rows]


def text(held: Relation) -> str:
    return render(relation_text(held, REPORT))


def words(said: Parameter) -> str:
    return render(said) if isinstance(said, Message) else show(said, "zh")


def test_each_table_is_called_as_on_its_own_form() -> None:
    mixed = replace(make_report({}), forms={"t2": "2021", "t3": "2019", "t4": "2019"})
    assert "repealed" in table_of("t2", mixed).columns
    assert "other" in table_of("t3", mixed).rows
    assert table_of("stat", replace(mixed, forms={"stat": "pre2019"})).id == "stat"


def test_findings_are_placed_by_their_relation_else_their_cells_else_their_key() -> None:
    report = make_report({"t3.new.natural": 3, "t3.partial.legal": None})
    found = {each.key: render(place(each, report)) for each in reconcile(report.cells, report).findings}
    assert found["t3.balance@natural"] == "三、依申请公开 · 自然人"
    assert found["cell.blank@t3.partial.legal"] == "三、依申请公开 · （二）部分公开 · 法律服务机构"
    for key, report, said in (
        ("prose.rate@prose.2", REPORT, "办结7件"),
        ("form.missing@t3", replace(REPORT, forms={}), "三、依申请公开"),
        ("form.missing@stat", replace(REPORT, forms={"stat": "pre2019"}), "政府信息公开情况统计表"),
    ):
        finding = Finding(key, key.partition("@")[0], "error", 0, (), message("reconcile.all_blank"))
        assert said in render(place(finding, report)), key


def test_a_relation_with_a_name_is_placed_with_it() -> None:
    held = relation(column("new"), column("total"))
    assert render(place(held, REPORT)) == "三、依申请公开 · 自然人"
    assert "收支相抵" in render(place(replace(held, name="收支相抵"), REPORT))
    of_prose = replace(held, place="prose.1", each="whole", table="prose")
    assert "收到申请7件" in render(place(of_prose, REPORT))


def test_cells_of_last_year_and_figures_of_the_prose_have_places() -> None:
    assert "上年" in render(cell_place(f"{LAST_YEAR}t3.new.sum", REPORT))
    assert "办结7件" in render(cell_place("prose.2", REPORT))
    assert "收到申请7件" in render(cell_place("prose.1", REPORT))


def test_cells_are_placed_from_the_first_to_the_last_of_many() -> None:
    row = [f"t3.new.{each}" for each in APPLICANTS[:3]]
    assert "自然人" in render(cells_place(row, REPORT))
    assert "科研机构" in render(cells_place(row, REPORT))
    assert "商业企业" not in render(cells_place(row, REPORT))


def test_three_operands_are_named_and_of_more_how_many_there_are() -> None:
    rows = ("new", "carried_in", "granted", "partial")
    held = relation(column(*rows[:2]), column(*rows[2:]))
    three = operands(held, held.cells[:3], REPORT)
    assert isinstance(three, tuple)
    assert len(three) == 3
    assert "一、本年新收" in words(three[0])
    four = operands(held, held.cells, REPORT)
    assert isinstance(four, Message)
    assert dict(four.parameters)["count"] == 4


def test_what_stands_elsewhere_is_named_in_full() -> None:
    others = ["t4.review.sum", "prose.1", "t3.total.sum", f"{LAST_YEAR}t3.new.natural"]
    held = relation(["t3.new.natural"], others)
    left, right = text(held).split(" = ")
    assert left == "一"
    for said in ("四、复议诉讼 · 行政复议 · 总计", "收到申请7件", "三（七）", "总计", "上年"):
        assert said in right
    other = relation(["t4.review.upheld"], ["t3.new.sum"], "row", "new")
    assert text(other).endswith("= 总计")
    assert "四、复议诉讼" in text(other)


@pytest.mark.parametrize(
    ("left", "times", "said"),
    [
        (column("new", "carried_in", "granted"), 1, "一 + 二 + 三（一） = 四"),
        (column("new", "carried_in", "granted", "partial"), 1, "一至三（二）之和 = 四"),
        (column("new", "carried_in", "granted", "partial"), 2, "2 × 一 + 二 + 三（一） + 三（二） = 四"),
        (column("new", "granted", "partial", "total"), 1, "一 + 三（一） + 三（二） + 三（七） = 四"),
        (column("new"), 2, "2 × 一 = 四"),
    ],
)
def test_long_stretches_are_summed_up_and_all_else_is_spelled_out(
    left: list[str], times: int, said: str
) -> None:
    assert text(relation(left, column("carried_out"), times=times)) == said


def test_cells_of_another_table_are_no_stretch() -> None:
    row = [f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending")]
    assert text(relation(row, column("new"))).count(" + ") == 3
    mixed = relation([row[0], *column("new", "carried_in", "granted")], column("total"))
    assert text(mixed).count(" + ") == 3
    whole = relation(row, ["t3.new.sum"], "whole", "t3")
    assert text(whole).count(" + ") == 3


def cells(**values: Number | None) -> dict[str, Cell]:
    return {
        f"t3.{row}.natural": Cell(f"t3.{row}.natural", value, "", CellState.OK if value else CellState.BLANK)
        for row, value in values.items()
    }


def test_sums_count_a_blank_as_nothing_and_a_side_without_terms_is_nought() -> None:
    held = relation(column("new", "carried_in", "granted"), [])
    left, right = arithmetic(held, cells(new=5, carried_in=None, granted=2))
    assert right == 0
    assert words(left).endswith("= 7")
    assert words(left).count("+") == 2
    less = relation(column("carried_in", "new"), [], times=-1)
    assert words(arithmetic(less, cells(new=5, carried_in=None))[0]).endswith("= 5")
    constant = relation(["t3.new.natural"], [ONE])
    assert arithmetic(constant, cells(new=5)) == (5, 1)
