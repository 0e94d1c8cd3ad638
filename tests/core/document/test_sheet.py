from __future__ import annotations

import io
import random
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.document.open import read_document
from core.document.sheet_number import decimal_of, shown
from core.errors import InputError
from core.forms.library import forms
from core.pipeline import check
from tests.core.document.support import blocks, read, refused, table, zipped
from tests.corpus.generate import head, in_unit, random_values

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EPOCH = datetime(1899, 12, 30)


def parts(
    sheet: str, *, namespace: str = MAIN, styles: str = "", strings: str = "", state: str = ""
) -> dict[str, str]:
    """The parts of a workbook whose one sheet has this markup."""
    relation = '<Relationship Id="{0}" Type="' + OFFICE + '/{1}" Target="{2}"/>'
    relations = "".join(
        relation.format(*each)
        for each in (
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r2", "styles", "/xl/styles.xml"),
            ("r3", "sharedStrings", "sharedStrings.xml"),
        )
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="Sheet1" sheetId="1" {state} r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">{styles}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{namespace}">{sheet}</worksheet>',
    }


def xlsx(sheet: str, **options: str) -> bytes:
    return zipped(parts(sheet, **options))


def grid(sheet: str, **options: str) -> list[list[str]]:
    [made] = read(xlsx(sheet, **options), "a.xlsx").grids
    return table(made)


def cells(*rows: str) -> str:
    return f"<sheetData>{''.join(f'<row>{row}</row>' for row in rows)}</sheetData>"


def c(value: object, attributes: str = "") -> str:
    return f"<c {attributes}><v>{value}</v></c>"


def words(text: str) -> str:
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_tables_and_headings_of_a_workbook_as_its_own_library_writes_it() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["云溪市2021年政府信息公开工作年度报告"])
    sheet.append(["二、主动公开政府信息情况"])
    sheet.append(["信息内容", "本年制发件数", "本年废止件数"])
    sheet.append(["规章", 1, None])
    sheet.append(["规范性文件", None, 1389.77])
    sheet.append([None])
    sheet.append(["五、存在的主要问题"])
    for line in (1, 2, 7):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=3)
    document = read(saved(book), "a.xlsx")
    assert document.format == "xlsx"
    assert blocks(document) == [
        "云溪市2021年政府信息公开工作年度报告",
        "二、主动公开政府信息情况",
        [
            ["信息内容", "本年制发件数", "本年废止件数"],
            ["规章", "1", ""],
            ["规范性文件", "", "1389.77"],
            ["", "", ""],
        ],
        "五、存在的主要问题",
    ]


def test_merged_cells_span_rows_and_columns() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["a", None, "b"], [None, None, "c"], ["d", "e", "f"]):
        sheet.append(row)
    sheet.merge_cells("A1:B2")
    assert blocks(read(saved(book), "a.xlsx")) == [[["a", "<", "b"], ["^", "^", "c"], ["d", "e", "f"]]]


def test_row_of_a_form_left_unfilled_is_no_heading() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["项目", None, "自然人", "商业企业", "总计"])
    sheet.append(["一、本年新收政府信息公开申请数量"])
    sheet.append(["二、上年结转政府信息公开申请数量"])
    for line in (1, 2, 3):
        sheet.merge_cells(start_row=line, end_row=line, start_column=1, end_column=2)
    [made] = read(saved(book), "a.xlsx").grids
    assert (made.rows, made.columns) == (3, 4)
    assert made.cells[-1].text == ""


def test_sheets_follow_one_another_under_their_names_and_hidden_ones_are_left_out() -> None:
    book = Workbook()
    first, old, second = book.active, book.create_sheet("去年"), book.create_sheet("表四")
    for sheet, value in ((first, 1), (old, 2), (second, 3)):
        sheet.append(["规章", value])
    first.title, old.sheet_state = "Sheet 1", "hidden"
    third = book.create_sheet("复议诉讼")
    third.append(["维持", 4])
    book.create_sheet("空")
    read_in = blocks(read(saved(book), "a.xlsx"))
    assert read_in == [[["规章", "1"]], "表四", [["规章", "3"]], "复议诉讼", [["维持", "4"]]]


def test_hidden_rows_and_columns_are_left_out_as_excel_does() -> None:
    book = Workbook()
    sheet = book.active
    for row in (["a", "x", "b"], ["x", "x", "x"], ["c", "x", "d"]):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    assert blocks(read(saved(book), "a.xlsx")) == [[["a", "b"], ["c", "d"]]]


def test_empty_rows_between_shrink_to_one_and_empty_columns_to_none() -> None:
    book = Workbook()
    sheet = book.active
    sheet["B2"], sheet["D2"], sheet["B9"], sheet["D9"] = "a", "b", "c", " "
    assert blocks(read(saved(book), "a.xlsx")) == [[["a", "b"], ["", ""], ["c", ""]]]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (c(6091), "6091"),
        (c("6091.0"), "6091"),
        (c("4166.2416190000004"), "4166.241619"),
        (c("0.1000000000000000055"), "0.1"),
        (c("2.357E9"), "2357000000"),
        (c("-15"), "-15"),
        (c("1E-7"), "0.0000001"),
        (c("1E999"), "1E999"),
        (c("x"), "x"),
        ('<c t="n"><v/></c>', "."),
        ("<c/>", "."),
        ("<c><f>SUM(B1:B2)</f><v>12</v></c>", "12"),
        ('<c t="str"><f>A1&amp;"件"</f><v>12件</v></c>', "12件"),
        ('<c t="str"><f>IF(A1,1,"")</f><v></v></c>', "."),
        ("<c><f>SUM(B1:B2)</f></c>", "=SUM(B1:B2)"),
        ('<c><f t="shared" si="0"/></c>', "=…"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (c(1, 't="b"'), "TRUE"),
        (c(0, 't="b"'), "FALSE"),
        (c(0, 't="s"'), "１２"),
        (c(1, 't="s"'), "规章"),
        (c(2, 't="s"'), "本年新\n制作"),
        (words("减_x0031_"), "减1"),
        (words("甲_xD800__x0000_乙"), "甲乙"),
        (c("0.123", 's="1"'), "12.3%"),
        (c("44561", 's="2"'), "2021-12-31"),
        (c("12.5", 's="3"'), "12.5万元"),
        (c("12.5", 's="9"'), "12.5"),
    ],
)
def test_cell(cell: str, text: str) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="176" formatCode="0.0&quot;万元&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>'
    )
    strings = (
        "<si><t>１２</t></si>"
        "<si><r><t>规</t></r><r><t>章</t></r><rPh><t>guizhang</t></rPh></si><si><t>本年新&#10;制作</t></si>"
    )
    made = grid(
        cells(words("a") + words("b") + cell, words("c") + words("d") + words("e")),
        styles=styles,
        strings=strings,
    )
    assert made[0][2:] == ([] if text == "." and len(made[0]) == 2 else ["" if text == "." else text])


@pytest.mark.parametrize(
    ("stored", "code", "text"),
    [
        ("6091", "General", "6091"),
        ("6091", "#,##0", "6091"),
        ("12.345", "0.00", "12.345"),
        ("-5", "#,##0_);[Red](#,##0)", "-5"),
        ("96", '"增"0;"减"0;0', "增96"),
        ("-1", '"增"0;"减"0;0', "减1"),
        ("0", '"增"0;"减"0;0', "0"),
        ("-1", '0"件"', "-1件"),
        ("-1", '0"件";-0"件"', "-1件"),
        ("3", "0件", "3件"),
        ("3", r"0\件", "3件"),
        ("3", '"共"0_ "件"', "共3件"),
        ("3", '"¥"#,##0.00', "3"),
        ("3", "[$元-804]0", "3"),
        ("23570000", '0!.0,"万"', '23570000（0!.0,"万"）'),
        ("23570000", "0.00,,", "23570000（0.00,,）"),
        ("12345678", r"0\.0000", r"12345678（0\.0000）"),
        ("0.5", "0%", "50%"),
        ("0.4821", "0.00%", "48.21%"),
        ("44561", "yyyy/m/d", "2021-12-31"),
        ("44561.75", 'yyyy"年"m"月"d"日"', "2021-12-31 18:00"),
        ("99999999999", "yyyy/m/d", "99999999999"),
        ("1", "", "1"),
        ("1", ";;;", "1（;;;）"),
        ("0", ";;;", "0"),
        ("1", '"已报"', '1（"已报"）'),
        ("5", '0"0"', '5（0"0"）'),
        ("5", r"\10", r"5（\10）"),
        ("1", '"', "1"),
        ("0", "0;-0;;@", "0"),
    ],
)  # fmt: skip
def test_number_in_a_format(stored: str, code: str, text: str) -> None:
    assert shown(stored, 176, code, EPOCH) == text


@given(st.decimals(-(10**12), 10**12, places=3), st.sampled_from(("", "General", "#,##0.00", "0_ ")))
def test_plain_formats_change_no_number(value: Decimal, code: str) -> None:
    assert Decimal(shown(str(value), 0, code, EPOCH)) == value


@given(st.integers(0, 10**15 - 1))
def test_binary_noise_is_no_digit(units: int) -> None:
    """What a spreadsheet stores of a number with up to 15 digits is read as that number."""
    meant = Decimal(units) / 1000
    assert decimal_of(f"{float(meant):.17g}") == meant


@given(st.text(st.sampled_from('0#?.,;"\\!_*[]%件元yd-+（ '), max_size=12), st.integers(-(10**9), 10**9))
def test_no_format_makes_a_plain_number_of_another(code: str, value: int) -> None:
    text = shown(str(value), 176, code, EPOCH)
    with suppress(ValueError):
        assert abs(int(text)) == abs(value) or "-" in code


def test_calendar_that_begins_in_1904() -> None:
    made = parts(cells(c("0", 's="1"') + words("a")), styles='<cellXfs><xf/><xf numFmtId="14"/></cellXfs>')
    book = made["xl/workbook.xml"]
    made["xl/workbook.xml"] = book.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    [held] = read(zipped(made), "a.xlsx").grids
    assert held.cells[0].text == "1904-01-01"


def test_strict_markup() -> None:
    assert grid(cells(words("a") + c(1)), namespace=STRICT) == [["a", "1"]]


def test_column_of_words_alone_is_text() -> None:
    assert blocks(read(xlsx(cells(words("一、总体情况"), words("较好。"))), "a.xlsx")) == [
        "一、总体情况",
        "较好。",
    ]


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("apart", [True, False])
def test_printed_forms_are_read_cell_by_cell(form: str, apart: bool) -> None:
    """All tables on one sheet or each on its own, headings merged over the width, forms as printed."""
    values = random_values(forms()[form], random.Random(form), blanks=0.2)
    book = Workbook()
    sheet = book.active
    sheet.append(head(forms()[form], "云溪市水务局")[:1])
    for held in forms()[form].tables.values():
        if apart:
            sheet = book.create_sheet(held.id)
        top = sheet.max_row + (0 if apart else 2)
        sheet.cell(top, 1, held.title)
        sheet.merge_cells(start_row=top, end_row=top, start_column=1, end_column=held.sheet_columns)
        for printed in held.sheet:
            place = {"start_row": top + 1 + printed.row, "start_column": 1 + printed.column}
            said = values[printed.cell] if printed.cell else printed.text
            sheet.cell(place["start_row"], place["start_column"], said)
            end = {
                "end_row": top + printed.row + printed.row_span,
                "end_column": printed.column + printed.column_span,
            }
            sheet.merge_cells(**place, **end)
    read_in = check(saved(book), "a.xlsx").report
    assert read_in.title == "云溪市水务局" + form + "年政府信息公开工作年度报告"
    expected = {cell: in_unit(forms()[form], cell, value) for cell, value in values.items()}
    assert {id: cell.value for id, cell in read_in.cells.items()} == expected
    assert {cell.state.value for cell in read_in.cells.values()} == {"ok", "blank"}


def merges(*areas: str) -> str:
    return "<mergeCells>" + "".join(f'<mergeCell ref="{area}"/>' for area in areas) + "</mergeCells>"


def test_merge_over_the_whole_sheet_costs_nothing() -> None:
    sheet = cells(words("a") + words("b"), words("c") + words("d")) + merges("B2:XFD1048576", "x", "A1")
    started = time.perf_counter()
    assert grid(sheet) == [["a", "b"], ["c", "d"]]
    assert time.perf_counter() - started < 1


def test_cells_far_apart_cost_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert grid(f"<sheetData>{rows}</sheetData>") == [["1", ""], ["", ""], ["", "2"]]


def changed(**values: str | None) -> Mapping[str, str]:
    names = {
        "book": "xl/workbook.xml",
        "sheet": "xl/worksheets/sheet1.xml",
        "strings": "xl/sharedStrings.xml",
    }
    made = parts(cells(words("a") + c(0, 't="s"')), strings="<si><t>b</t></si>")
    for name, value in values.items():
        if value is None:
            del made[names[name]]
        else:
            made[names[name]] = value
    return made


MANY = "".join(words("x") for _ in range(201))


@pytest.mark.parametrize(
    ("reason", "data"),
    [
        ("no_words", xlsx("<sheetData/>")),
        ("no_words", xlsx(cells(words("a")), state='state="veryHidden"')),
        ("xlsx_damaged", zipped(changed(sheet=None))),
        ("xlsx_damaged", zipped(changed(sheet="<worksheet"))),
        ("xlsx_damaged", zipped(changed(book="<workbook"))),
        ("xlsx_damaged", zipped(changed(strings="<sst/>"))),
        ("xlsx_damaged", zipped(changed(strings=None))),
        ("xlsx_doctype", zipped(changed(book='<!DOCTYPE a [<!ENTITY b "c">]><workbook>&b;</workbook>'))),
        ("xlsx_damaged", xlsx(cells(words("a") + words("b")) + merges("A1:B1", "B1:C1"))),
        ("table_too_large", xlsx(cells(MANY, MANY))),
        ("zip_bomb", zipped({**parts(""), "xl/media/a": bytes(250_000_000)})),
    ],
)
def test_unreadable_workbook_is_refused_with_its_reason(reason: str, data: bytes) -> None:
    with refused(reason):
        read_document(data, "表.xlsx")


def test_more_cells_than_any_report_has_are_refused_before_they_are_placed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.document.sheet.MOST_SLOTS", 10)
    assert read(xlsx(cells(*[c(1) + c(2)] * 5)), "a.xlsx").grids
    with refused("table_too_large"):
        read_document(xlsx(cells(*[c(1)] * 11)), "表.xlsx")


@settings(max_examples=100)
@given(st.data())
def test_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    made = {name: bytearray(content.encode()) for name, content in changed().items()}
    made["xl/worksheets/sheet1.xml"] = bytearray(
        parts(cells(words("a") + c("1", 's="1" r="B1"')) + merges("A1:A2"))[
            "xl/worksheets/sheet1.xml"
        ].encode()
    )
    for _ in range(data.draw(st.integers(1, 3))):
        content = made[data.draw(st.sampled_from(sorted(made)))]
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.sampled_from(b'0129AZ<>"/=:'))
    with suppress(InputError):
        read(zipped({name: bytes(content) for name, content in made.items()}), "坏.xlsx")
