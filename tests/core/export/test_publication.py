from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from core.errors import EnvironmentFault, InputError
from core.export.publication import build_publication, export_publication
from core.export.standing import NOT_PASSED, is_publishable, publication_path
from core.export.tables import place_table
from core.extract.report import Report
from core.forms.library import forms
from core.messages import render
from core.review.session import Session
from tests.core.export.support import decide, load, reviewed, start
from tests.support import make_report

PRINTED = {
    "t3.new.natural": 10,
    "t3.new.sum": 10,
    "t3.total.natural": 12,
    "t3.total.sum": 12,
    "t3.granted.natural": 10,
    "t3.granted.sum": 10,
    "t4.review.upheld": None,
}


def failing() -> Report:
    """A report whose 三（七）总计 is 12 where it should be 10."""
    return make_report(PRINTED)


def settled(folder: Path) -> Session:
    """A review with nothing left open: one change proposed, one blank accepted."""
    session = start(folder, failing(), who="张三丰", name="秘密路径.txt")
    changes = {"t3.total.natural": 10, "t3.total.sum": 10}
    decide(session, "proposal", changes=changes, reason="电话核实的理由")
    blanks = tuple(item.finding.key for item in session.state.items if item.status == "open")
    decide(session, "accepted", findings=blanks, reason="单位说明")
    return session


def test_only_the_tables_with_the_values_decided(tmp_path: Path) -> None:
    session = settled(tmp_path)
    path = export_publication(session, tmp_path / "发布.xlsx")
    assert path == tmp_path / "发布.xlsx"
    book = load(path)
    assert book.sheetnames == ["二、主动公开", "三、依申请公开", "四、复议诉讼"]
    placed = {table.id: place_table(table) for table in forms()["2019"].tables.values()}
    sheet = book["三、依申请公开"]
    assert sheet[placed["t3"].places["t3.total.natural"]].value == 10
    assert sheet["A1"].value == "三、收到和处理政府信息公开申请情况"
    assert book["四、复议诉讼"][placed["t4"].places["t4.review.upheld"]].value is None
    for table, sheet in zip(placed.values(), book, strict=True):
        assert sheet.sheet_state == "visible"
        assert (sheet.max_row, sheet.max_column) == (table.bottom, table.right)
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.comment is None
                assert cell.fill.patternType is None
    session.close()


def test_nothing_of_the_review_or_the_machine_leaks(tmp_path: Path) -> None:
    session = settled(tmp_path)
    path = export_publication(session, tmp_path / "out.xlsx")
    secrets = [
        "张三丰",
        "秘密路径",
        "电话核实",
        "单位说明",
        session.sha256,
        session.state.head,
        "gouji",
        "openpyxl",
    ]
    secrets += [str(tmp_path), session.state.entries[0].hash, "Gouji", "勾稽台", "creator", "dcterms"]
    with zipfile.ZipFile(path) as held:
        content = {name: held.read(name).decode("utf-8", "replace") for name in held.namelist()}
        assert {entry.date_time[0] for entry in held.infolist()} == {1980}
        assert not any(entry.comment for entry in held.infolist())
    for name, text in content.items():
        assert not [secret for secret in secrets if secret in text], name
        assert "comment" not in name
        assert 'hidden="1"' not in text
    session.close()


def test_the_same_review_gives_the_same_bytes(tmp_path: Path) -> None:
    session = settled(tmp_path)
    assert build_publication(session.state) == build_publication(session.state)
    session.close()


def test_open_errors_are_in_the_name(tmp_path: Path) -> None:
    session = start(tmp_path, failing())
    assert not is_publishable(session.state)
    path = export_publication(session, tmp_path / "发布.xlsx")
    assert path.name == f"发布（{NOT_PASSED}）.xlsx"
    assert path.exists()
    assert not (tmp_path / "发布.xlsx").exists()
    assert publication_path(session.state, path) == path
    session.close()


def test_an_error_sent_back_to_the_office_stands_against_publishing(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({"t4.review.sum": 3}))
    decide(session, "returned", findings=("t4.group_sum@review",))
    assert not is_publishable(session.state)
    session.undo()
    decide(session, "accepted", findings=("t4.group_sum@review",))
    assert is_publishable(session.state)
    session.close()


def test_a_cell_in_doubt_stands_against_publishing_and_is_not_guessed(tmp_path: Path) -> None:
    session = reviewed(tmp_path)
    path = export_publication(session, tmp_path / "out.xlsx")
    assert NOT_PASSED in path.name
    sheet = load(path)["二、主动公开"]
    place = place_table(forms()["2019"].tables["t2"]).places["t2.normative.made"]
    assert sheet[place].value is None
    assert "〔" not in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    session.close()


def test_the_journal_notes_the_copy(tmp_path: Path) -> None:
    session = settled(tmp_path)
    export_publication(session, tmp_path / "out.xlsx")
    entry = session.state.entries[-1]
    assert entry.kind == "export"
    assert (entry.payload["kind"], entry.payload["target"]) == ("publication", "out.xlsx")
    session.close()


def test_what_cannot_be_published_is_refused_before_anything_is_noted(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}, tables=()))
    with pytest.raises(InputError) as raised:
        export_publication(session, tmp_path / "out.xlsx")
    assert "没有标准表格" in render(raised.value.message)
    with pytest.raises(EnvironmentFault):
        export_publication(session, tmp_path / "none" / "out.xlsx")
    assert len(session.state.entries) == 1
    session.close()
