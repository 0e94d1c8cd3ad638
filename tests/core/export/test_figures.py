"""Figures of the prose in the workbook and in what goes back: their words, numbers and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from core.export.figures import shown_figures
from core.export.kinds import export_as
from core.export.rows import advice_rows, answer_rows
from core.export.trail import journal_rows
from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.review.change import Decision, DecisionKind
from core.review.session import Session
from tests.core.export.support import load
from tests.core.review.test_prose import with_prose

TEXT = "收到政府信息公开申请2件，办结3件。共办结40件，其中网办10件，占30%。"
KEY = "prose.figure@prose.1"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with closing(Session.start(tmp_path / "a.gouji", b"x", "a.txt", with_prose(TEXT), "张三")) as held:
        held.decide(Decision(DecisionKind.PROPOSAL, (KEY,), (), {"prose.1": 3}, "与表一致"))
        read = {"prose.5": Decimal("25.0")}
        held.decide(Decision(DecisionKind.READING, (), (), read, "看错", {"prose.5": 1}))
        held.decide(Decision(DecisionKind.RETURNED, (), ("prose.2",), {}, "请核实办结数"))
        yield held


def test_the_sheet_holds_every_figure_with_what_was_decided(session: Session, tmp_path: Path) -> None:
    export_review(session, tmp_path / "a.xlsx")
    sheet = load(tmp_path / "a.xlsx")["正文数字"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[:5] for row in rows[:2]] == [
        [1, "收到政府信息公开申请2件", "2", 3, "件"],
        [2, rows[1][1], "3", 3, "件"],
    ]
    assert [row[7] for row in rows[:2]] == ["√ 相符", "√ 相符"]
    assert rows[0][8] == "建议改为：与表一致（张三）"
    assert rows[1][8] == "退回核实：请核实办结数（张三）"
    assert (rows[4][2], rows[4][3], rows[4][4]) == ("30", 25, "%")
    assert sheet["D3"].number_format.startswith('"△ "')
    assert sheet["D4"].number_format.startswith('"※ "')


def test_the_list_of_cells_has_them_and_a_change_of_either_is_found(session: Session, tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    export_review(session, target)
    assert verify_workbook(target).status == "intact"
    listed = [[cell.value for cell in row] for row in load(target)["逐格数据"].iter_rows(min_row=3)]
    ours = {row[0]: row for row in listed if str(row[0]).startswith("prose.")}
    assert len(ours) == len(shown_figures(session.state, "zh"))
    assert ours["prose.1"][1:] == ["正文“收到政府信息公开申请2件”", "正文数字", "D3", "2", "已更正", "件", 3]
    for title, place in (("正文数字", "D3"), ("正文数字", "B3"), ("逐格数据", "H200")):
        book = load(target)
        sheet = book[title]
        if title == "逐格数据":
            row = next(r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 1).value == "prose.1")
            place = f"H{row}"
        sheet[place] = 2
        book.save(tmp_path / "b.xlsx")
        assert verify_workbook(tmp_path / "b.xlsx").status == "broken", (title, place)


def test_what_goes_back_quotes_the_words(session: Session) -> None:
    proposed, returned = advice_rows(session.state, "zh")
    assert proposed[1:6] == ["正文数字", "正文“收到政府信息公开申请2件”", "", "2", "3"]
    assert str(proposed[6]).startswith("正文“收到政府信息公开申请2件”中的“2”，建议改为“3”。依据：")
    assert str(returned[6]).endswith("中的“3”，请核实。")
    assert all("“2” should be “3”" in str(row[6]) for row in advice_rows(session.state, "en")[:1])


def test_the_word_document_is_made_with_them(session: Session, tmp_path: Path) -> None:
    for kind in ("returns", "review"):
        assert export_as(session, tmp_path / f"{kind}.docx", kind, "zh").is_file()


def test_the_journal_names_the_words_also_when_the_figures_count_anew(session: Session) -> None:
    before = [row[4] for row in journal_rows(session.state, "zh")][1:4]
    assert "正文“收到政府信息公开申请2件”：2 → 3" in str(before[0])
    assert "：30 → 25" in str(before[1])
    session.take_version(b"next", "修改稿.txt", with_prose("办结3件。" + TEXT.replace("申请2件", "申请3件")))
    assert [row[4] for row in journal_rows(session.state, "zh")][1:4] == before
    answered = answer_rows(session.state, "zh")[0]
    assert answered[1:] == ["正文数字", "正文“收到政府信息公开申请2件”", "", "改为 3", "2", "3", "已改"]


def test_a_figure_that_was_not_changed_says_so_and_nothing_of_an_absent_cell(session: Session) -> None:
    session.take_version(b"next", "修改稿.txt", with_prose(f"发放手册9份。{TEXT}"))
    rows = {str(row[2]): row for row in answer_rows(session.state, "zh")}
    proposed = rows["正文“收到政府信息公开申请2件”"]
    assert proposed[4:] == ["改为 3", "", "", "未改"]
    assert len(rows) == 2
