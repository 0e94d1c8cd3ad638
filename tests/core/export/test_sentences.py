"""What the office is told, item by item, in sentences ready to be sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from core.export.rows import advice_rows
from core.extract.report import CellState, Number, Remark, Report
from core.messages import message
from core.review.session import Session
from tests.core.export.support import decide, start
from tests.support import make_report


def told(folder: Path, report: Report, *returned: str, language: str = "zh") -> list[str]:
    """The sentences for the findings returned."""
    session = start(folder, report)
    for key in returned:
        decide(session, "returned", findings=(key,))
    return sentences(session, language)


def sentences(session: Session, language: str = "zh") -> list[str]:
    said = [str(row[6]) for row in advice_rows(session.state, language)]
    session.close()
    return said


@pytest.mark.parametrize(
    ("values", "form", "key", "said"),
    [
        (
            {"t3.granted.natural": 6047, "t3.total.natural": 6086},
            "2019",
            "t3.total_sum@natural",
            "三（七）总计自然人列填6086，三（一）至三（六）之和为6047，差39，请核实。",
        ),
        (
            {"t3.new.natural": 3, "t3.new.sum": 5},
            "2019",
            "t3.row_sum@new",
            "一、本年新收总计列填5，各列之和为3，差2，请核实。",
        ),
        (
            {"t3.denied.law.natural": 3, "t3.denied.law.sum": None},
            "2019",
            "t3.row_sum@denied.law",
            "三（三）2.其他法律行政法规禁止公开总计列未填，各列之和为3，请补填。",
        ),
        (
            {"t3.new.legal": 101, "t3.total.legal": 96, "t3.carried_out.legal": 3},
            "2019",
            "t3.balance@legal",
            "法律服务机构列一+二为101，三（七）+四为99，差2，请核实。",
        ),
        (
            {"t4.review.upheld": 3, "t4.review.sum": 4},
            "2021",
            "t4.group_sum@review",
            "行政复议总计列填4，各列之和为3，差1，请核实。",
        ),
        (
            {"t2.rules.made": 9, "t2.rules.in_force": 3},
            "2021",
            "t2.at_least@rules",
            "规章行本年制发件数为9，应不大于现行有效件数+本年废止件数（3），多6，请核实。",
        ),
        (
            {"t2.permit.last_year_items": 3, "t2.permit.change": -4},
            "2019",
            "t2.items@permit",
            "行政许可行上一年项目数量+本年增/减为-1，不应小于0，请核实。",
        ),
    ],
)
def test_a_failed_relation(
    tmp_path: Path, values: Mapping[str, Number | None], form: str, key: str, said: str
) -> None:
    assert told(tmp_path, make_report(values, form=form), key) == [said]


def test_doubts_about_cells(tmp_path: Path) -> None:
    report = make_report({"t3.new.natural": None, "t3.new.enterprise": None})
    cells = dict(report.cells)
    bad = "t3.denied.law.natural"
    cells[bad] = replace(cells[bad], value=None, raw="若干", state=CellState.UNREADABLE)
    run = ("t2.rules.made", "t2.rules.published")
    for id in run:
        cells[id] = replace(cells[id], value=None, raw="12", state=CellState.AMBIGUOUS, candidates=(1, 12))
    gone = Remark("form.missing", "t4", (), message("value.blank"))
    keys = (
        f"cell.number@{bad}",
        "cell.blank@t3.new.natural",
        *(f"cell.ambiguous@{id}" for id in run),
        "form.missing@t4",
    )
    said = told(tmp_path, replace(report, cells=cells, remarks=(gone,)), *keys)
    assert "三（三）2.其他法律行政法规禁止公开自然人列填“若干”，不是合格的数，请核实。" in said
    assert (
        "三、依申请公开 · 一、本年新收 · 自然人至商业企业共2格未填，请补填（没有的填0），或说明原因。" in said
    )
    assert "没有见到“四、复议诉讼”，请补充，或说明原因。" in said
    assert sum("分不清各格" in one for one in said) == 2


def test_numbers_proposed_and_cells_to_check(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({"t3.new.natural": 6086, "t3.partial.sum": None}))
    decide(session, "proposal", changes={"t3.new.natural": 6047})
    decide(session, "proposal", changes={"t3.partial.sum": 3})
    decide(session, "proposal", changes={"t2.procurement.amount": Decimal("251000.5")})
    decide(session, "proposal", changes={"t4.review.other": None})
    decide(session, "returned", cells=("t4.direct.other",))
    changed, *said = sentences(session)
    assert changed.startswith("一、本年新收自然人列填6086，建议改为6047。")
    assert said == [
        "三（二）部分公开总计列填空白，建议改为3。",
        "政府集中采购采购总金额列填0，建议改为251000.5 元。",
        "行政复议其他结果列填0，建议改为空白。",
        "未经复议直接起诉其他结果列填0，请核实。",
    ]


def test_in_english_too(tmp_path: Path) -> None:
    report = make_report({"t3.granted.natural": 6047, "t3.total.natural": 6086})
    (said,) = told(tmp_path, report, "t3.total_sum@natural", language="en")
    assert "is 6086, while" in said
    assert "off by 39, please check." in said
