"""Word documents and what goes to the clipboard: what they say, how laid out, what they do not hold."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html

from core.document.open import read_document
from core.errors import EnvironmentFault, InputError
from core.export.clipboard import copied_advice, copied_table
from core.export.documents import Kind, export_document
from core.export.kinds import KINDS, ending_for, export_as
from core.export.rows import advice_rows
from core.extract.extract import extract
from core.review.session import Session
from tests.core.export.support import HOSTILE, decide, reviewed, start
from tests.support import make_report


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = reviewed(tmp_path_factory.mktemp("documents"))
    yield session
    session.close()


def words(document: Any) -> str:
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(said)


def made(session: Session, folder: Path, kind: Kind, language: str = "zh") -> Any:
    return Document(str(export_document(session, folder / f"{kind}.docx", kind, language)))


def test_the_tables_read_back_as_they_were_decided(tmp_path: Path) -> None:
    session = start(
        tmp_path,
        make_report({"t3.new.natural": 6091, "t2.permit.change": -4, "t2.permit.last_year_items": 4}),
    )
    decide(session, "proposal", changes={"t3.new.sum": 6091, "t3.total.natural": 6091, "t3.total.sum": 6091})
    decide(session, "proposal", changes={"t3.granted.natural": 6091, "t3.granted.sum": 6091})
    path = export_document(session, tmp_path / "表.docx", "tables")
    assert path.name == "表.docx"
    read = extract(read_document(path.read_bytes(), path.name))
    assert {id: cell.value for id, cell in read.cells.items()} == {
        id: cell.value for id, cell in session.state.cells.items()
    }
    session.close()


def test_tables_that_something_stands_against_are_named_so(session: Session, tmp_path: Path) -> None:
    assert export_document(session, tmp_path / "表.docx", "tables").name == "表（未通过核对）.docx"


def test_what_goes_back_is_every_item_with_its_sentence(session: Session, tmp_path: Path) -> None:
    document = made(session, tmp_path, "returns")
    table = document.tables[0]
    listed = advice_rows(session.state, "zh")
    assert [row.cells[4].text for row in table.rows[1:]] == [row[6] for row in listed]
    assert [row.cells[5].text for row in table.rows[1:]] == [""] * len(listed)
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_nothing_to_send_back_is_said(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}))
    assert "没有需要填报单位修改或核实的内容" in words(made(session, tmp_path, "returns"))
    session.close()


def test_the_opinion_prints_stages_and_the_head(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}), who="张三")
    session.sign(1, "同意")
    session.sign(2, who="李四")
    session.send_back(3, 2, "请再看第三表", who="王五")
    said = words(made(session, tmp_path, "opinion"))
    assert "张三" in said
    assert "同意" in said
    assert re.search("王五于.*退回：请再看第三表", said)
    assert session.state.head in said.replace(" ", "")
    section = Document(str(tmp_path / "opinion.docx")).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    session.close()


@pytest.mark.parametrize("kind", ["tables", "returns", "opinion"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_file_tells_nothing_of_who_made_it(
    session: Session, tmp_path: Path, kind: Kind, language: str
) -> None:
    path = export_document(session, tmp_path / "out.docx", kind, language)
    properties = Document(str(path)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(path) as held:
        names = held.namelist()
        parts = b"".join(held.read(name) for name in names)
    assert b"python-docx" not in parts
    assert not any("embed" in name or "vba" in name.lower() for name in names)
    assert str(tmp_path).encode() not in parts


def test_every_export_is_in_the_journal(session: Session, tmp_path: Path) -> None:
    before = len(session.state.entries)
    for kind in ("tables", "returns", "opinion"):
        made(session, tmp_path, kind)
    noted = session.state.entries[before:]
    assert [(entry.kind, entry.payload["kind"]) for entry in noted] == [
        ("export", "tables"),
        ("export", "returns"),
        ("export", "opinion"),
    ]
    assert len({entry.payload["digest"] for entry in noted}) == 3


def test_text_of_a_document_is_only_text(session: Session, tmp_path: Path) -> None:
    path = export_document(session, tmp_path / "out.docx", "opinion")
    assert HOSTILE in words(Document(str(path)))
    with zipfile.ZipFile(path) as held:
        xml = held.read("word/document.xml").decode()
    assert "HYPERLINK" in xml
    assert "instrText" not in xml
    assert "w:hyperlink" not in xml


def test_signs_that_no_document_holds_are_left_out(tmp_path: Path) -> None:
    session = start(tmp_path, replace(make_report({}), title="甲\x00\ud800乙\x0b"))
    assert "甲乙" in words(made(session, tmp_path, "opinion"))
    session.close()


@pytest.mark.parametrize("name", ["out.xlsx", "out.doc", "out"])
def test_a_name_that_is_no_documents(session: Session, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        export_document(session, tmp_path / name, "returns")
    assert caught.value.message.id == "export.not_docx"


def test_a_folder_that_is_not_there(session: Session, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault):
        export_document(session, tmp_path / "none" / "out.docx", "returns")


def test_a_report_without_tables_has_none_to_export(tmp_path: Path) -> None:
    session = start(tmp_path, make_report({}, tables=()))
    with pytest.raises(InputError) as caught:
        export_document(session, tmp_path / "out.docx", "tables")
    assert caught.value.message.id == "export.no_tables"
    session.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_each_kind_by_the_ending_of_its_name(
    session: Session, tmp_path: Path, kind: str, ending: str
) -> None:
    target = tmp_path / f"out{ending}"
    if ending_for(kind, target) != ending:
        with pytest.raises(InputError):
            export_as(session, target, kind, "zh")
    else:
        assert export_as(session, target, kind, "zh").suffix == ending


@pytest.mark.parametrize("table", ["t2", "t3", "t4"])
def test_a_copied_table_has_the_spans_of_the_form(session: Session, table: str) -> None:
    held = copied_table(session.state, table)
    root = html.fragment_fromstring(held.html)
    taken = sum(int(cell.get("rowspan", 1)) * int(cell.get("colspan", 1)) for cell in root.iter("td", "th"))
    lines = [line.split("\t") for line in held.text.split("\n")]
    assert taken == sum(map(len, lines))
    assert len(root.findall("tr")) == len(lines)


def test_what_is_copied_is_decided_and_never_a_formula(session: Session) -> None:
    held = copied_table(session.state, "t3")
    assert "6076" in held.text
    assert "=1+cmd" in held.html
    cell = next(part for part in re.split("<t[dh]", held.html) if "=1+cmd" in part)
    assert "mso-number-format:'\\@'" in cell
    assert "'=1+cmd" in held.text
    assert "\n=" not in held.text
    assert "\t=" not in held.text


def test_a_copied_table_reads_back(session: Session) -> None:
    report = make_report({"t4.review.upheld": 3, "t4.review.sum": 3})
    state = replace(session.state, report=report, cells=report.cells)
    page = f"<html><meta charset=utf-8><body><p>四、行政复议、行政诉讼</p>{copied_table(state, 't4').html}"
    read = extract(read_document(page.encode(), "a.html"))
    assert read.cells["t4.review.upheld"].value == 3


def test_the_list_that_goes_back_is_copied_with_its_headings(session: Session) -> None:
    held = copied_advice(session.state, "zh")
    assert held.text.split("\n")[0].split("\t")[:2] == ["序号", "表"]
    assert len(held.text.split("\n")) == 1 + len(advice_rows(session.state, "zh"))
