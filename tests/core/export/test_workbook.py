from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils import range_boundaries

from core.export.opinion import grouped
from core.export.tables import place_table
from core.export.text import say
from core.export.workbook import export_review
from core.extract.report import Remark
from core.forms.library import forms
from core.messages import message, render
from core.reconcile.finding import Status
from core.review.journal import canonical, hash_of
from core.review.session import Session
from tests.core.export.support import HOSTILE, decide, load, reviewed, start, troubled
from tests.support import make_report

SHEETS = [
    "审核意见单",
    "二、主动公开",
    "三、依申请公开",
    "四、复议诉讼",
    "核对结果",
    "修改意见清单",
    "逐格数据",
    "操作记录",
    "来源",
]
LISTS = SHEETS[4:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("export")


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[Session]:
    session = reviewed(folder)
    export_review(session, folder / "out.xlsx")
    yield session
    session.close()


@pytest.fixture(scope="module")
def book(session: Session, folder: Path) -> Any:
    return load(folder / "out.xlsx")


def at(book: Any, id: str, form: str = "2019") -> Any:
    """The workbook's cell for a cell of the report."""
    placed = place_table(forms()[form].tables[id.partition(".")[0]])
    return book[placed.sheet][placed.places[id]]


def texts(sheet: Any) -> str:
    return "\n".join(
        str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None
    )


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=3, values_only=True))


def test_the_sheets_come_in_order_and_none_is_hidden(book: Any) -> None:
    assert book.sheetnames == SHEETS
    assert all(sheet.sheet_state == "visible" for sheet in book)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_tables_are_laid_out_as_printed(form: str, tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}, form=form))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    for table in forms()[form].tables.values():
        sheet = book[place_table(table).sheet]
        assert sheet["A1"].value == table.title
        merged = {str(merge) for merge in sheet.merged_cells.ranges}
        for printed in table.sheet:
            row, column = printed.row + 3, printed.column + 1
            assert sheet.cell(row, column).value == (0 if printed.cell else printed.text)
            if printed.row_span * printed.column_span > 1:
                bounds = (column, row, column + printed.column_span - 1, row + printed.row_span - 1)
                assert bounds in {range_boundaries(merge) for merge in merged}


def test_tables_are_printed_on_one_portrait_page_without_the_checks(book: Any) -> None:
    for name in SHEETS[1:4]:
        sheet = book[name]
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        area = sheet[sheet.print_area.replace("$", "").split("!")[-1]]
        printed = [cell.value for row in area for cell in row]
        assert not any(str(value).startswith("=") for value in printed)


def test_lists_are_landscape_with_repeated_headings_and_numbered_pages(book: Any) -> None:
    for name in LISTS:
        sheet = book[name]
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.freeze_panes == "A3"
        assert sheet.print_title_rows.endswith("$1:$2")
        assert "第 &P 页 共 &N 页" in sheet.oddFooter.center.text


def test_numbers_are_numbers_with_their_format(book: Any) -> None:
    count = at(book, "t3.new.natural")
    assert (count.value, count.data_type, count.number_format) == (6091, "n", "#,##0")
    amount = at(book, "t2.procurement.amount")
    assert (amount.value, amount.number_format) == (2_357_000_000, '#,##0" 元"')
    change = at(book, "t2.permit.change")
    assert (change.value, change.number_format) == (-4, "+#,##0;-#,##0;0")


def test_an_amount_stands_in_the_unit_of_the_form_with_every_decimal(tmp_path: Path) -> None:
    session = start(tmp_path, troubled("2021"))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    cell = at(load(tmp_path / "out.xlsx"), "t2.fee.amount", "2021")
    assert (cell.value, cell.number_format) == (4166.241619, "#,##0.000000")


def test_a_number_that_a_workbook_would_round_is_shown_as_text(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({"t3.new.natural": 1_234_567_890_123_456_789}))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    assert at(load(tmp_path / "out.xlsx"), "t3.new.natural").value == "〔1234567890123456789〕"


def test_blank_zero_and_mark_for_none_are_kept_apart(book: Any) -> None:
    assert at(book, "t4.direct.upheld").value is None
    assert at(book, "t3.new.legal").value == 0
    assert at(book, "t3.denied.secret.others").value == "/"


def test_what_is_not_settled_is_marked_and_has_no_number(book: Any) -> None:
    for id, mark in (
        ("t2.normative.made", "〔存疑〕"),
        ("t3.denied.law.natural", "〔难辨〕"),
        ("t3.denied.safety.legal", "〔缺〕"),
    ):
        cell = at(book, id)
        assert cell.value == mark
        assert cell.fill.patternType == "lightUp"
        assert cell.comment is not None
    assert "可能的读法：6、62" in at(book, "t2.normative.made").comment.text


@pytest.mark.parametrize(
    ("id", "symbol", "way", "printed"),
    [
        ("t3.total.natural", "△", "建议改为", "6,086"),
        ("t3.partial.sum", "○", "校正读取", "0"),
        ("t4.review.sum", "※", "退回核实", "4"),
    ],
)
def test_decided_cells_say_what_was_decided(book: Any, id: str, symbol: str, way: str, printed: str) -> None:
    cell = at(book, id)
    assert symbol in cell.number_format
    assert isinstance(cell.value, int)
    assert cell.fill.patternType == "solid"
    said = cell.comment.text
    assert f"处理：{way}" in said
    assert f"原文：{printed}" in said
    assert "理由：=cmd|理由" in said
    assert re.search(r"经办：@张三　\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", said)
    assert cell.comment.author == "@张三"


def test_a_change_says_what_it_was_and_is(book: Any) -> None:
    cell = at(book, "t3.total.natural")
    assert cell.value == 6076
    assert "读取：6,086　现值：6,076" in cell.comment.text


def test_recovered_cells_are_shown_as_such(book: Any) -> None:
    cell = at(book, "t3.partial.welfare")
    assert cell.value == 12
    assert "◇" in cell.number_format
    assert "推断读取" in cell.comment.text


def test_an_undecided_cell_bears_no_mark(book: Any) -> None:
    cell = at(book, "t3.new.natural")
    assert cell.comment is None
    assert cell.fill.patternType is None


def test_no_text_of_the_document_is_a_formula(book: Any) -> None:
    formulas = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert formulas
    assert all(sheet in SHEETS[1:4] and value.startswith("=IF(") for sheet, _, value in formulas)
    assert HOSTILE in texts(book["审核意见单"])
    assert "=1+cmd|' /C calc'!A0" in texts(book["逐格数据"])


def test_text_like_a_formula_keeps_its_quote(book: Any) -> None:
    risky = [
        cell
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "s" and str(cell.value).startswith(("=", "+", "@"))
    ]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


def test_every_outcome_and_doubt_is_listed(book: Any, session: Session) -> None:
    listed = rows(book["核对结果"])
    doubts = [item for item in session.state.items if item.finding.relation is None]
    assert len(listed) == len(session.state.outcomes) + len(doubts)
    results = [row[8] for row in listed]
    for status in ("passed", "failed", "not_evaluable"):
        word = say(f"export.result.{status}", "zh")
        assert results.count(word) == sum(o.status == status for o in session.state.outcomes)
    failed = next(row for row in listed if row[1:3] == ("四、复议诉讼", "行政复议"))
    assert failed[5:8] == (3, 4, -1)
    assert failed[10] == "退回核实：=cmd|理由（@张三）"
    for row in listed:
        if row[8] == say("export.result.not_evaluable", "zh"):
            assert row[11]


def test_the_office_is_told_what_to_change_and_what_to_check(book: Any) -> None:
    advice = rows(book["修改意见清单"])
    assert len(advice) == 2
    change, check = advice
    assert change[1:6] == ("三、依申请公开", "（七）总计", "自然人", "6,086", "6,076")
    assert "三（七）总计自然人列填6086，建议改为6076。依据：" in change[6]
    assert "6,091 + 105 = 6,196" in change[6]
    assert check[1:3] == ("四、复议诉讼", "行政复议")
    assert check[5] == "请核实"
    assert check[6].endswith("差1，请核实。")


def test_corrected_readings_do_not_go_back_to_the_office(book: Any) -> None:
    assert not any("部分公开" in str(value) for row in rows(book["修改意见清单"]) for value in row)


def test_the_office_is_quoted_as_the_reviewer_read_it(tmp_path: Path) -> None:
    """A misreading set right first is not what the office printed; the same number again asks for nothing."""
    session = start(tmp_path, make_report({"t3.new.natural": 7, "t3.carried_in.natural": 5}))
    decide(session, "reading", changes={"t3.new.natural": 17}, reason="看错")
    decide(session, "proposal", changes={"t3.new.natural": 7}, reason="笔误")
    decide(session, "proposal", changes={"t3.carried_in.natural": 5}, reason="没有改动")
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    (row,) = rows(book["修改意见清单"])
    assert row[1:6] == ("三、依申请公开", "一、本年新收", "自然人", "17", "7")
    assert "一、本年新收自然人列填17，建议改为7。" in row[6]
    comments = [cell.comment.text for row in book["三、依申请公开"] for cell in row if cell.comment]
    assert any("原文：17" in text and "现值：7" in text for text in comments)


def test_a_cell_returned_without_a_finding_goes_back_too(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}))
    decide(session, "returned", cells=("t3.new.natural",), reason="看不清")
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    (row,) = rows(load(tmp_path / "out.xlsx")["修改意见清单"])
    assert row[1:6] == ("三、依申请公开", "一、本年新收", "自然人", "0", "请核实")


def test_nothing_for_the_office_is_said_so(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    assert book["修改意见清单"]["A3"].value == say("export.advice.none", "zh")
    assert say("export.opinion.clean", "zh") in texts(book["审核意见单"])


def test_the_journal_can_be_recomputed_from_the_sheet(book: Any, session: Session) -> None:
    listed = rows(book["操作记录"])
    assert [row[0] for row in listed] == list(range(1, len(session.state.entries) + 1))
    for row, entry in zip(listed, session.state.entries, strict=True):
        record = json.loads("".join(part for part in row[7:] if part))
        assert canonical(record["payload"]) == canonical(entry.payload)
        assert row[6] == hash_of(entry)
    assert listed[-1][3:5] == ("导出", "导出审核工作簿：out.xlsx")
    assert "三、依申请公开 · （七）总计 · 自然人：6,086 → 6,076" in listed[1][4]
    assert "理由：=cmd|理由" in listed[1][4]


def test_a_record_longer_than_a_cell_goes_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.export.trail.RECORD_LENGTH", 100)
    session = reviewed(tmp_path)
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    for row in rows(load(tmp_path / "out.xlsx")["操作记录"]):
        assert json.loads("".join(part for part in row[7:] if part))["number"] == row[0]


def test_the_front_sheet_holds_counts_and_the_head_of_the_chain(book: Any, session: Session) -> None:
    state, said = session.state, texts(book["审核意见单"])
    assert grouped(state.head) in said
    assert session.sha256 in said
    for word in ("初审", "复审", "终审", "某市人民政府办公室", "2019 年格式（国办公开办函〔2019〕60号）"):
        assert word in said
    sheet = book["审核意见单"]
    heads = next(row[0].row for row in sheet.iter_rows() if row[0].value == say("export.result.passed", "zh"))
    figures = [sheet.cell(heads + 1, column).value for column in range(1, 7)]
    statuses = [outcome.status for outcome in state.outcomes]
    settled = sum(item.status == "settled" for item in state.items)
    assert figures[:3] == [statuses.count(status) for status in Status]
    assert figures[4:] == [settled, len(state.items) - settled]


def test_the_source_sheet_names_the_file_the_forms_and_the_program(book: Any, session: Session) -> None:
    said = texts(book["来源"])
    for word in ("=1+1.txt", session.sha256, "国办公开办函〔2019〕60号", "Gouji "):
        assert word in said


def test_english_is_complete(tmp_path: Path) -> None:
    session = reviewed(tmp_path)
    export_review(session, tmp_path / "out.xlsx", "en")
    session.close()
    book = load(tmp_path / "out.xlsx")
    assert book.sheetnames[0] == "Review"
    assert "Change proposed" in texts(book["Journal"])


def test_a_report_without_tables_is_exported_too(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}, tables=()))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    assert book.sheetnames == [SHEETS[0], *LISTS]
    assert say("export.opinion.nothing", "zh") in texts(book["审核意见单"])


def test_money_is_told_in_the_unit_of_the_form(tmp_path: Path) -> None:
    session = start(tmp_path, troubled("2021"))
    decide(session, "proposal", changes={"t2.fee.amount": Decimal("1234567.8")})
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    change = next(row for row in rows(book["修改意见清单"]) if row[1] == "二、主动公开")
    assert change[5] == "123.45678 万元"
    assert "4,166.241619 万元 → 123.45678 万元" in texts(book["操作记录"])
    assert "现值：123.45678 万元" in at(book, "t2.fee.amount", "2021").comment.text


def test_what_had_no_number_is_not_said_to_have_been_blank(tmp_path: Path) -> None:
    session = start(tmp_path, troubled())
    decide(session, "reading", changes={"t2.normative.made": 6, "t3.denied.safety.legal": 1})
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    book = load(tmp_path / "out.xlsx")
    assert "读取：存疑：有多种读法　现值：6" in at(book, "t2.normative.made").comment.text
    assert "原文：原文没有" in at(book, "t3.denied.safety.legal").comment.text
    assert "存疑：有多种读法 → 6" in texts(book["操作记录"])


def test_a_missing_table_is_listed_with_its_place(tmp_path: Path) -> None:
    report = make_report({}, tables=("t2", "t3"))
    remark = Remark("form.missing", "t4", (), message("value.blank"))
    session = start(tmp_path, replace(report, remarks=(remark,)))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    listed = rows(load(tmp_path / "out.xlsx")["核对结果"])
    row = next(row for row in listed if "四、复议诉讼" in str(row[1]))
    assert row[4] == render(message("reconcile.looks.missing"))
    assert row[8] == say("export.result.doubt", "zh")
