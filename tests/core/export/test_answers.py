"""The workbook of a review that took the office's next version, and what its journal says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.export.entry_words import entry_words
from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.reconcile.beside import Neighbour
from core.review.session import Session
from tests.core.export.support import decide, load, start
from tests.support import make_report

SLIPS = {"t3.new.natural": 5, "t4.review.sum": 4, "t4.direct.sum": 2}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = start(tmp_path, make_report(SLIPS), who="张三")
    decide(session, "proposal", findings=("t3.balance@natural",), changes={"t3.new.natural": 0})
    decide(session, "returned", findings=("t4.group_sum@review",), reason="电话核实")
    decide(session, "returned", findings=("t4.group_sum@direct",), reason="电话核实")
    session.sign(1, "退回修改")
    later = {"t4.review.sum": 4, "t4.direct.sum": 3, "t2.rules.made": 7}
    session.take_version(b"next", "修改稿.docx", make_report(later))
    return session


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(min_row=3, values_only=True))


def test_each_item_sent_back_has_its_answer(session: Session, tmp_path: Path) -> None:
    export_review(session, tmp_path / "out.xlsx")
    listed = rows(load(tmp_path / "out.xlsx")["修改稿对照"])
    assert [(row[1], row[2], row[3]) for row in listed] == [
        ("三、依申请公开", "一、本年新收", "自然人"),
        ("四、复议诉讼", "行政复议", "结果维持 … 总计"),
        ("四、复议诉讼", "未经复议直接起诉", "结果维持 … 总计"),
        ("二、主动公开", "规章", "本年新制作数量"),
    ]
    assert listed[0][4:] == ("改为 0", "5", "0", "已改")
    assert listed[1][7] == "未改"
    assert listed[2][7] == "另有改动\n四、复议诉讼 · 未经复议直接起诉 · 总计：2 → 3"
    assert listed[3][5:] == ("0", "7", "未要求而改动")
    verdict = verify_workbook(tmp_path / "out.xlsx")
    assert verdict.status == "intact"
    session.close()


def test_a_review_of_one_version_has_no_such_sheet(tmp_path: Path) -> None:
    session = start(tmp_path, make_report(SLIPS))
    export_review(session, tmp_path / "out.xlsx")
    assert "修改稿对照" not in load(tmp_path / "out.xlsx").sheetnames
    session.close()


def test_the_front_sheet_says_who_signed_and_that_it_is_to_be_signed_again(
    session: Session, tmp_path: Path
) -> None:
    export_review(session, tmp_path / "out.xlsx")
    said = [
        str(cell.value) for row in load(tmp_path / "out.xlsx")["审核意见单"] for cell in row if cell.value
    ]
    assert any("张三曾于" in one and "须重新签署" in one for one in said)
    keys = [item.finding.key for item in session.state.items if item.status != "settled"]
    session.sign(1, "同意", keys, who="李四")
    export_review(session, tmp_path / "out.xlsx")
    book = load(tmp_path / "out.xlsx")
    cells = {cell.coordinate: cell.value for row in book["审核意见单"] for cell in row}
    at = next(place for place, value in cells.items() if value == "初审")
    assert cells[f"B{at[1:]}"] == "李四"
    remark = str(cells[f"B{int(at[1:]) + 1}"])
    assert remark.startswith("同意\n签署时接受 2 项未处理事项：")
    assert verify_workbook(tmp_path / "out.xlsx").status == "intact"
    book["审核意见单"][f"B{at[1:]}"].value = "王五"
    book.save(tmp_path / "forged.xlsx")
    assert verify_workbook(tmp_path / "forged.xlsx").status == "broken"
    session.close()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_journal_says_what_each_entry_did(session: Session, language: str) -> None:
    session.lay_beside("last_year", Neighbour(make_report({}), "去年.docx", "0" * 64))
    session.lay_beside("last_year", None)
    session.send_back(1, 0, "请修改")
    said = [entry_words(entry, session.state.report, language) for entry in session.state.entries]
    by_kind = dict(zip([entry.kind for entry in session.state.entries], said, strict=True))
    assert "退回修改" in by_kind["sign"]
    assert "请修改" in by_kind["unsign"]
    assert "修改稿.docx" in by_kind["version"]
    assert "5 → 0" in by_kind["version"]
    assert any("去年.docx" in one for one in said)
    assert all(said)
    session.close()
