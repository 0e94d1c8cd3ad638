from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from core.export.verify import verify_workbook
from core.export.workbook import export_review
from core.messages import render
from core.review.journal import GENESIS, canonical, entry_hash
from core.review.session import Session
from core.review.verify import Verdict
from tests.core.export.support import load, resave, reviewed, start, verified_after
from tests.support import make_report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("verify")


@pytest.fixture(scope="module")
def session(folder: Path) -> Iterator[Session]:
    session = reviewed(folder, who="a_x0041_b  c")
    export_review(session, folder / "out.xlsx")
    yield session
    session.close()


@pytest.fixture
def tamper(session: Session, folder: Path, tmp_path: Path) -> Callable[[Callable[[Any], None]], Verdict]:
    """Changes the exported workbook, and verifies what came of it."""
    return partial(verified_after, folder / "out.xlsx", tmp_path)


def said(verdict: Verdict) -> str:
    return render(verdict.message)


def test_an_export_is_intact(session: Session, folder: Path) -> None:
    verdict = verify_workbook(folder / "out.xlsx")
    assert verdict.status == "intact"
    assert (verdict.entries, verdict.head) == (len(session.state.entries), session.state.head)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_export_saved_again_by_an_office_suite_is_intact(tmp_path: Path, language: str) -> None:
    session = reviewed(tmp_path, "2021", who="a_x0041_b  c\t一\n二")
    export_review(session, tmp_path / "out.xlsx", language)
    session.close()
    assert verify_workbook(tmp_path / "out.xlsx").status == "intact"
    (saved,) = resave(tmp_path / "saved", tmp_path / "out.xlsx")
    verdict = verify_workbook(saved)
    assert verdict.status == "intact", said(verdict)


def test_saved_again_by_openpyxl_it_is_intact(tamper: Callable[..., Verdict]) -> None:
    verdict = tamper(lambda book: None)
    assert verdict.status == "intact", said(verdict)


def test_a_report_without_tables_is_verified_too(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}, tables=()))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    verdict = verify_workbook(tmp_path / "out.xlsx")
    assert verdict.status == "intact", said(verdict)


def test_the_head_on_paper_is_found(session: Session, folder: Path) -> None:
    head = session.state.head
    path = folder / "out.xlsx"
    for given in (head, head[:16], " ".join(head[at : at + 8] for at in range(0, 64, 8)).upper()):
        assert verify_workbook(path, given).status == "intact"
    assert verify_workbook(path, "0" * 64).status == "broken"
    assert verify_workbook(path, "no hash").status == "unreadable"


def test_an_edited_number_is_found_with_its_place(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        book["三、依申请公开"]["D6"].value = 6092

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "“三、依申请公开”的 D6 现为 6092，导出时为 6091" in said(verdict)


@pytest.mark.parametrize("place", ["D6", "F6"])
def test_an_emptied_cell_is_found_zero_or_not(tamper: Callable[..., Verdict], place: str) -> None:
    def step(book: Any) -> None:
        book["三、依申请公开"][place].value = None

    assert tamper(step).status == "broken"


def test_a_blank_filled_with_zero_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        sheet = book["四、复议诉讼"]
        place = next(c.coordinate for row in sheet.iter_rows(min_row=6) for c in row if c.value is None)
        sheet[place].value = 0

    assert tamper(step).status == "broken"


def test_a_doubt_made_a_number_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        for row in book["二、主动公开"].iter_rows():
            for cell in row:
                if cell.value == "〔存疑〕":
                    cell.value = 6

    assert tamper(step).status == "broken"


def test_an_edited_number_is_found_though_the_list_of_cells_is_edited_too(
    tamper: Callable[..., Verdict],
) -> None:
    def step(book: Any) -> None:
        book["三、依申请公开"]["D6"].value = 6092
        for row in book["逐格数据"].iter_rows(min_row=3):
            if row[0].value == "t3.new.natural":
                row[7].value = 6092

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "摘要" in said(verdict)


def test_a_list_of_cells_that_points_elsewhere_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        sheet = book["三、依申请公开"]
        sheet["D6"].value, sheet["Z99"].value = 6092, 6091
        for row in book["逐格数据"].iter_rows(min_row=3):
            if row[0].value == "t3.new.natural":
                row[3].value = "Z99"

    assert tamper(step).status == "broken"


@pytest.mark.parametrize("column", range(8))
def test_an_edited_row_of_the_journal_is_found(tamper: Callable[..., Verdict], column: int) -> None:
    def step(book: Any) -> None:
        cell = book["操作记录"].cell(4, column + 1)
        cell.value = f"{cell.value}0" if column != 0 else 99

    assert tamper(step).status == "broken"


def test_an_edited_record_is_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        cell = book["操作记录"].cell(4, 8)
        cell.value = cell.value.replace("6076", "6077")

    assert "第 2 条" in said(tamper(step))


@pytest.mark.parametrize("row", [3, 4, 5])
def test_a_removed_row_of_the_journal_is_found(tamper: Callable[..., Verdict], row: int) -> None:
    assert tamper(lambda book: book["操作记录"].delete_rows(row)).status == "broken"


def test_a_cut_tail_is_found(tamper: Callable[..., Verdict], session: Session) -> None:
    def step(book: Any) -> None:
        book["操作记录"].delete_rows(2 + len(session.state.entries))

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "末尾" in said(verdict)


def test_swapped_rows_of_the_journal_are_found(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        sheet = book["操作记录"]
        for column in range(1, 9):
            one, other = sheet.cell(4, column), sheet.cell(5, column)
            one.value, other.value = other.value, one.value

    assert tamper(step).status == "broken"


def test_a_swapped_head_is_found(tamper: Callable[..., Verdict], session: Session) -> None:
    def step(book: Any) -> None:
        for row in book["审核意见单"].iter_rows():
            for cell in row:
                if str(cell.value or "").replace(" ", "") == session.state.head:
                    cell.value = "0" * 64

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "审核意见单" in said(verdict)


def test_a_chain_recomputed_whole_is_found_by_the_head_on_paper(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    book = load(folder / "out.xlsx")
    sheet, previous = book["操作记录"], GENESIS
    for row in sheet.iter_rows(min_row=3):
        record = json.loads("".join(str(cell.value) for cell in row[7:] if cell.value))
        record["at"] = row[1].value = "2020-01-01T00:00:00+08:00"
        row[7].value, row[5].value = canonical(record), previous
        previous = row[6].value = entry_hash(previous, **record)
    for row in (*book["审核意见单"].iter_rows(), *book["来源"].iter_rows()):
        for cell in row:
            if str(cell.value or "").replace(" ", "") == session.state.head:
                cell.value = previous
            elif (at := session.state.entries[-1].at) in str(cell.value):
                cell.value = cell.value.replace(at, record["at"])
    book.save(tmp_path / "forged.xlsx")
    verdict = verify_workbook(tmp_path / "forged.xlsx")
    assert verdict.status == "intact", said(verdict)
    assert verify_workbook(tmp_path / "forged.xlsx", session.state.head).status == "broken"


@pytest.mark.parametrize("name", ["审核意见单", "三、依申请公开", "逐格数据", "操作记录"])
def test_a_removed_sheet_is_found(tamper: Callable[..., Verdict], name: str) -> None:
    verdict = tamper(lambda book: book.remove(book[name]))
    assert verdict.status == "broken"
    assert name in said(verdict)


def rows_of(sheet: Any) -> dict[str, int]:
    """The rows of a sheet by what stands first in each."""
    return {str(row[0].value): row[0].row for row in sheet.iter_rows()}


def test_an_opinion_a_name_and_a_date_may_be_filled_in(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        sheet = book["审核意见单"]
        rows = rows_of(sheet)
        sheet.cell(rows["审核意见"] + 2, 1).value = "同意"
        sheet.cell(rows["初审"], 2).value = "张三"
        sheet.cell(rows["初审"], 5).value = "2026年1月2日"

    verdict = tamper(step)
    assert verdict.status == "intact", said(verdict)
    assert "审核意见单" in said(verdict)
    assert "手填处、批注、格式和校验公式不在验证之内" in said(verdict)


@pytest.mark.parametrize(
    ("sheet", "place"),
    [
        *(("审核意见单", place) for place in ("A1", "B2", "A9", "C9", "F9")),
        *(("核对结果", place) for place in ("I3", "K3", "L5", "F4")),
        *(("修改意见清单", place) for place in ("E3", "F3", "G3", "H3", "G9")),
        *(("来源", place) for place in ("A3", "B3", "B4", "B13")),
        *(("逐格数据", place) for place in ("B3", "E4", "F4", "Z1")),
        *(("三、依申请公开", place) for place in ("A1", "A2", "A3", "A40")),
    ],
)
def test_edited_words_are_found_with_their_sheet(
    tamper: Callable[..., Verdict], sheet: str, place: str
) -> None:
    def step(book: Any) -> None:
        book[sheet][place].value = f"{book[sheet][place].value or ''}改"

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert sheet in said(verdict)


@pytest.mark.parametrize("label", ["导出", "操作记录条数"])
def test_what_the_front_sheet_tells_of_the_export_is_that_of_the_journal(
    tamper: Callable[..., Verdict], label: str
) -> None:
    def step(book: Any) -> None:
        sheet = book["审核意见单"]
        sheet.cell(rows_of(sheet)[label], 2).value = "9"

    verdict = tamper(step)
    assert verdict.status == "broken"
    assert "审核意见单" in said(verdict)


def test_the_source_sheet_tells_of_the_export_what_the_journal_does(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        sheet = book["来源"]
        sheet.cell(rows_of(sheet)["操作记录末条校验值"], 2).value = "0" * 64

    assert "来源" in said(tamper(step))


def test_what_is_no_workbook_of_ours_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "text.xlsx").write_text("no zip")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as held:
        held.writestr("xl/nothing", "x")
    with zipfile.ZipFile(tmp_path / "bad.xlsx", "w") as held:
        held.writestr("xl/workbook.xml", "<not xml")
        held.writestr("[Content_Types].xml", "<Types/>")
    from openpyxl import Workbook

    Workbook().save(tmp_path / "other.xlsx")
    for name in ("text", "empty", "zip", "bad", "other", "absent"):
        verdict = verify_workbook(tmp_path / f"{name}.xlsx")
        assert verdict.status == "unreadable", name
        assert said(verdict)


def test_a_workbook_cut_short_is_unreadable(session: Session, folder: Path, tmp_path: Path) -> None:
    content = (folder / "out.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(content[: len(content) // 2])
    assert verify_workbook(tmp_path / "cut.xlsx").status == "unreadable"


def test_a_sheet_of_absurd_size_is_not_walked(tamper: Callable[..., Verdict]) -> None:
    def step(book: Any) -> None:
        book["操作记录"]["XFD1048576"].value = 1

    assert tamper(step).status == "unreadable"


def test_an_export_of_an_earlier_version_says_what_is_not_covered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.export.workbook.witnessed", lambda book, free: {})
    session = start(tmp_path, make_report({}))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    verdict = verify_workbook(tmp_path / "out.xlsx")
    assert verdict.status == "intact", said(verdict)
    assert "不在验证之内" in said(verdict)


@pytest.mark.parametrize(
    "sheets", [[1], {"来源": 3}, {"来源": {"digest": "0"}}, {"来源": {"digest": "0", "free": 3}}, {"无": {}}]
)
def test_an_entry_that_witnesses_nonsense_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheets: object
) -> None:
    monkeypatch.setattr("core.export.workbook.witnessed", lambda book, free: sheets)
    session = start(tmp_path, make_report({}))
    export_review(session, tmp_path / "out.xlsx")
    session.close()
    assert verify_workbook(tmp_path / "out.xlsx").status == "broken"
