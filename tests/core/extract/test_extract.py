"""The report as a whole: forms, years, missing tables, mixed forms, prose."""

from __future__ import annotations

from core.extract.report import CellState
from core.messages import render
from tests.core.extract.support import (
    F2019,
    F2021,
    html_table,
    lines_of,
    page,
    read_html,
    read_text,
    rules,
    text_report,
)


def test_cells_stand_in_the_order_of_the_form() -> None:
    report = read_html(page(F2021, {}))
    assert list(report.cells) == [cell for table in F2021.tables.values() for cell in table.cells]
    assert report.template == "2021"
    assert (report.agency, report.year) == ("云溪市水务局", 2021)


def test_a_report_may_mix_the_forms() -> None:
    tables = (
        html_table(F2021.tables["t2"], {})
        + html_table(F2019.tables["t3"], {})
        + html_table(F2019.tables["t4"], {})
    )
    report = read_html(f"<p>云溪市2021年政府信息公开工作年度报告</p>{tables}")
    assert dict(report.forms) == {"t2": "2021", "t3": "2019", "t4": "2019"}
    assert report.template == "2019"
    (remark,) = [remark for remark in report.remarks if remark.rule != "form.section"]
    assert (remark.rule, remark.place) == ("form.year", "t3")
    assert "2021" in render(remark.message)


def test_table_4_alone_goes_by_the_year() -> None:
    for form in (F2019, F2021):
        report = read_html(page(form, {}, tables=("t4",)))
        assert report.forms["t4"] == form.name
        assert {remark.place for remark in report.remarks} == {"t2", "t3"}


def test_a_table_that_is_not_there_has_no_cells_and_is_missed() -> None:
    report = read_html(page(F2021, {}, tables=("t2", "t4")))
    assert report.forms["t3"] is None
    assert not any(id.startswith("t3") for id in report.cells)
    assert rules(report) == {"form.missing": "t3"}
    assert report.template == "2021"


def test_prose_of_before_2019_misses_nothing() -> None:
    report = read_text("云溪市水务局2015年政府信息公开工作年度报告\n全年受理申请 3 件，均已办结。")
    assert (report.template, dict(report.cells), report.remarks) == ("prose", {}, ())


def test_prose_of_a_year_with_a_form_misses_every_table() -> None:
    report = read_text("云溪市水务局2021年政府信息公开工作年度报告\n全年受理申请 3 件，均已办结。")
    assert report.template == "prose"
    missing = [remark.place for remark in report.remarks if remark.rule == "form.missing"]
    assert missing == ["t2", "t3", "t4"]


def test_without_a_title_the_file_is_called_by_its_name() -> None:
    assert read_text("通知\n内容").title == "a.txt"


def test_traditional_characters_are_read_alike() -> None:
    simple = (
        "业为举务动区单发后国复处审对属废开强总执护报据权条构没现规计认议许讼访诉询请"
        "购费转这过采额项无数确类纠纳组织经结继续维缴罚获补会内决况减稳关办机当范于万"
    )
    traditional = (
        "業為舉務動區單發後國複處審對屬廢開強總執護報據權條構沒現規計認議許訟訪訴詢請"
        "購費轉這過採額項無數確類糾納組織經結繼續維繳罰獲補會內決況減穩關辦機當範於萬"
    )
    figures = {"t3.new.sum": "1.5万", "t2.fee.amount": "3万元", "t3.total.sum": "无"}
    characters = str.maketrans(simple, traditional)
    lines = {id: lines_of(table, figures) for id, table in F2021.tables.items()}
    read = [
        read_html(page(F2021, figures).translate(characters)),
        read_text(text_report(F2021, lines).translate(characters)),
    ]
    for report in read:
        assert dict(report.forms) == {"t2": "2021", "t3": "2021", "t4": "2021"}
        assert {cell.state for cell in report.cells.values()} == {CellState.OK, CellState.BLANK}
        assert [report.cells[id].value for id in figures] == [15000, 30000, None]
        assert "form.label" not in rules(report)


def test_every_sentence_is_there_in_both_languages() -> None:
    said = page(F2021, {"t3.new.natural": "1 2", "t3.new.legal": "约3", "t2.fee.amount": "5"})
    for old, new in (
        ("（单位：万元）", ""),
        ("2.重复申请", ""),
        ("3.危及", "3.危机"),
        ("<td colspan=1 rowspan=1>0", "<td>0"),
    ):
        said = said.replace(old, new)
    report = read_html(said)
    notes = [cell.note for cell in report.cells.values() if cell.note is not None]
    for message in [*notes, *(remark.message for remark in report.remarks)]:
        assert render(message)
        assert render(message, "en")
    assert len({note.id for note in notes}) >= 3
