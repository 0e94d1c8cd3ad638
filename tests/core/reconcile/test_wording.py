"""What relations and findings are called and how their arithmetic reads, in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.extract.report import Ambiguity, Cell, CellState, Number, Remark, Report
from core.forms.relation import Relation, Term
from core.messages import Message, render, show
from core.reconcile.doubts import SEVERITIES
from core.reconcile.engine import reconcile
from core.reconcile.evaluate import relations_of
from core.reconcile.finding import Finding
from core.reconcile.looks import statement
from core.reconcile.wording import (
    arithmetic,
    cell_place,
    cells_place,
    difference,
    place,
    relation_text,
    table_of,
)
from tests.core.reconcile.oracle import ambiguous, with_states
from tests.support import make_report

BLANK_2019 = make_report({})
BLANK_2021 = make_report({}, form="2021")


def relation(key: str, report: Report = BLANK_2019) -> Relation:
    return next(each for each in relations_of(report) if each.key == key)


def found(report: Report, key: str) -> Finding:
    return next(each for each in reconcile(report.cells, report).findings if each.key == key)


@pytest.mark.parametrize(
    ("report", "key", "where", "text"),
    [
        (BLANK_2019, "t3.balance@natural", "三、依申请公开 · 自然人", "一 + 二 = 三（七） + 四"),
        (BLANK_2019, "t3.total_sum@sum", "三、依申请公开 · 总计", "三（一）至三（六）之和 = 三（七）"),
        (
            BLANK_2021,
            "t3.total_sum@legal",
            "三、依申请公开 · 法律服务机构",
            "三（一）至三（六）之和 = 三（七）",
        ),
        (
            BLANK_2019,
            "t3.row_sum@denied.secret",
            "三、依申请公开 · （三）1.属于国家秘密",
            "各列之和 = 总计",
        ),
        (BLANK_2019, "t4.group_sum@review", "四、复议诉讼 · 行政复议", "各列之和 = 总计"),
        (BLANK_2019, "t2.at_least@rules", "二、主动公开 · 规章", "本年新公开数量 ≤ 对外公开总数量"),
        (
            BLANK_2021,
            "t2.at_least@normative",
            "二、主动公开 · 行政规范性文件",
            "本年制发件数 ≤ 现行有效件数 + 本年废止件数",
        ),
        (BLANK_2019, "t2.items@fee", "二、主动公开 · 行政事业性收费", "上一年项目数量 + 本年增/减 ≥ 0"),
    ],
)
def test_relations_are_named_in_the_forms_words(report: Report, key: str, where: str, text: str) -> None:
    said = relation(key, report)
    assert (render(place(said, report)), render(relation_text(said, report))) == (where, text)


def test_english_puts_the_forms_labels_into_english_sentences() -> None:
    said = relation("t3.total_sum@sum")
    assert render(relation_text(said, BLANK_2019), "en") == "sum of 三（一） to 三（六） = 三（七）"


Values = dict[str, Number | None]
FAILING: list[tuple[Values, str, str]] = [
    (
        {
            "t3.new.natural": 6091,
            "t3.carried_in.natural": 105,
            "t3.total.natural": 6086,
            "t3.carried_out.natural": 120,
        },
        "t3.balance@natural",
        "三、依申请公开 · 自然人：一 + 二 = 6,091 + 105 = 6,196，三（七） + 四 = 6,086 + 120 = 6,206，差 −10",
    ),
    (
        {"t3.new.natural": 5, "t3.carried_in.natural": None},
        "t3.balance@natural",
        "三、依申请公开 · 自然人：一 + 二 = 5 + 空白 = 5，三（七） + 四 = 0 + 0 = 0，差 +5",
    ),
    (
        {"t3.granted.natural": 258, "t3.granted.enterprise": 12, "t3.granted.sum": None},
        "t3.row_sum@granted",
        "三、依申请公开 · （一）予以公开："
        "各列之和 = 258 + 12 = 270（其余 4 项为 0 或空白），总计为空白，差 +270",
    ),
    (
        {"t3.granted.natural": 3, "t3.granted.sum": 1003},
        "t3.row_sum@granted",
        "三、依申请公开 · （一）予以公开：各列之和 = 3（其余 5 项为 0 或空白），总计 = 1,003，差 −1,000",
    ),
    (
        {f"t4.review.{each}": 1 for each in ("upheld", "corrected", "other", "pending")},
        "t4.group_sum@review",
        "四、复议诉讼 · 行政复议：各列之和 = 1 + 1 + 1 + 1 = 4，总计 = 0，差 +4",
    ),
    (
        {"t4.review.upheld": None, "t4.review.sum": 2},
        "t4.group_sum@review",
        "四、复议诉讼 · 行政复议：各列之和 = 0（4 项均为 0 或空白），总计 = 2，差 −2",
    ),
    (
        {**dict.fromkeys([f"t4.review.{e}" for e in ("upheld", "corrected", "other", "pending")], None)}
        | {"t4.review.sum": 2},
        "t4.group_sum@review",
        "四、复议诉讼 · 行政复议：各列之和 = 0（4 项均为空白），总计 = 2，差 −2",
    ),
    (
        {"t2.rules.published": 9, "t2.rules.total_public": 5},
        "t2.at_least@rules",
        "二、主动公开 · 规章：本年新公开数量 = 9，应不大于 对外公开总数量 = 5，差 +4",
    ),
    (
        {"t2.fee.last_year_items": 1, "t2.fee.change": -3},
        "t2.items@fee",
        "二、主动公开 · 行政事业性收费：上一年项目数量 + 本年增/减 = 1 − 3 = −2，不应小于 0",
    ),
]


@pytest.mark.parametrize(("values", "key", "said"), FAILING)
def test_failures_spell_their_arithmetic(values: dict[str, Number | None], key: str, said: str) -> None:
    finding = found(make_report(values), key)
    assert render(finding.message) == said
    assert render(finding.message, "en")


def test_failure_under_every_reading_names_no_numbers() -> None:
    row = tuple(f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending", "sum"))
    report = ambiguous("2019", {}, [Ambiguity(row, ((1, 2, 0, 0, 9), (0, 0, 0, 0, 1)), "")])
    finding = found(report, "t4.group_sum@review")
    assert (finding.left, finding.right) == (None, None)
    assert "各列之和 = 总计 都不成立" in render(finding.message)
    left, right = arithmetic(relation("t4.group_sum@review"), report.cells)
    assert show(left, "zh") == "未定 + 未定 + 未定 + 未定 = 未定"
    assert show(right, "en") == "undecided"


def test_cells_without_a_number_are_said_to_have_none() -> None:
    report = with_states(make_report({}), {"t3.new.natural": CellState.MISSING})
    left, _ = arithmetic(relation("t3.balance@natural"), report.cells)
    assert show(left, "zh") == "无数 + 0 = 未定"


def test_signs_of_terms_are_kept() -> None:
    """An office's own form may subtract; a negative number turns its sign round."""
    terms = (Term(-1, "t2.fee.change"), Term(1, "t2.fee.last_year_items"), Term(-1, "t2.permit.change"))
    own = Relation("own", "t2", "fee", "row", "error", terms, "=", (Term(1, "t2.permit.decisions"),))
    report = make_report({"t2.fee.change": 4, "t2.fee.last_year_items": 1, "t2.permit.change": -2})
    left, right = arithmetic(own, report.cells)
    assert (show(left, "zh"), show(right, "zh")) == ("−4 + 1 + 2 = −1", "0")
    assert (
        render(relation_text(own, report))
        == "−本年增/减 + 上一年项目数量 − 行政许可·本年增/减 = 行政许可·处理决定数量"
    )


@pytest.mark.parametrize(("left", "right", "said"), [(6196, 6206, "−10"), (1007, 0, "+1,007"), (3, 3, "+0")])
def test_difference_has_a_sign(left: int, right: int, said: str) -> None:
    assert difference(left, right) == said


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        (("t3.denied.secret.natural",), "三、依申请公开 · （三）1.属于国家秘密 · 自然人"),
        (("t3.new.natural", "t3.new.sum"), "三、依申请公开 · 一、本年新收 · 自然人至总计"),
        (("t3.new.natural", "t3.granted.sum"), "三、依申请公开 · 一、本年新收至（一）予以公开"),
        (("t2.rules.made", "t3.granted.sum"), "二、主动公开"),
    ],
)
def test_cells_are_named_from_first_to_last(cells: tuple[str, ...], where: str) -> None:
    assert render(cells_place(cells, BLANK_2019)) == where


@pytest.mark.parametrize(
    ("at", "where"),
    [("t3", "三、依申请公开"), ("t3.granted", "三、依申请公开"), ("report", "整份报告")],
)
def test_findings_without_cells_are_placed_by_their_key(at: str, where: str) -> None:
    report = replace(make_report({}), remarks=(Remark("form.missing", at, (), Message("value.blank")),))
    assert render(place(found(report, f"form.missing@{at}"), report)) == where


def test_absent_table_is_called_as_on_the_form_of_the_report_its_year_or_the_newest() -> None:
    only = make_report({}, tables=("t3",))
    assert "procurement" in table_of("t2", only).rows
    prose = replace(only, template="prose", forms={})
    assert "procurement" in table_of("t2", prose).rows
    assert "procurement" not in table_of("t2", replace(prose, year=None)).rows
    assert "procurement" not in table_of("t2", replace(prose, year=2014)).rows


def test_statement_goes_by_how_the_cells_were_read() -> None:
    report = make_report({"t3.granted.natural": 4})
    finding = found(report, "t3.row_sum@granted")
    assert render(statement(finding, report.cells)) == "疑似填报有误"
    guessed = replace(report.cells["t3.granted.legal"], state=CellState.RECOVERED)
    assert render(statement(finding, {**report.cells, guessed.id: guessed})) == "疑似读取有误"
    blank = replace(report.cells["t3.granted.sum"], value=None, state=CellState.BLANK)
    assert render(statement(finding, {**report.cells, blank.id: blank})) == "疑似填报有误：总计未填"


@pytest.mark.parametrize("rule", SEVERITIES)
def test_every_doubt_has_a_statement(rule: str) -> None:
    cell = Cell("t3.new.sum", None, "若干", CellState.UNREADABLE)
    finding = Finding(f"{rule}@t3", rule, "error", 1, (cell.id,), Message("value.blank"))
    said = statement(finding, {cell.id: cell})
    assert render(said, "zh") != render(said, "en")


def test_number_of_the_wrong_kind_looks_misfilled() -> None:
    report = make_report({"t3.new.sum": -1})
    assert render(statement(found(report, "cell.number@t3.new.sum"), report.cells)) == "疑似填报有误"


def test_every_cell_of_every_form_has_a_place_of_its_own() -> None:
    for report in (BLANK_2019, BLANK_2021):
        assert len({render(cell_place(cell, report)) for cell in report.cells}) == len(report.cells)
