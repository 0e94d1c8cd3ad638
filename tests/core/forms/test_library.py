"""The two official forms as data, and form files that break the rules."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from core.forms.form import Form, Table, split_id
from core.forms.library import form_of_year, forms, load
from core.paths import resource

APPLICANTS = ("natural", "enterprise", "research", "welfare", "legal", "others", "sum")


def tables() -> list[Table]:
    return [table for form in forms().values() for table in form.tables.values()]


def test_forms_are_in_the_order_of_their_years() -> None:
    assert [(form.name, form.first_year, form.last_year) for form in forms().values()] == [
        ("2019", 2019, 2020),
        ("2021", 2021, None),
    ]


@pytest.mark.parametrize(
    ("year", "name"), [(2018, None), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")]
)
def test_years_have_their_form(year: int, name: str | None) -> None:
    form = form_of_year(year)
    assert (form and form.name) == name


@pytest.mark.parametrize(("name", "cells"), [("2019", (22, 161, 15)), ("2021", (10, 175, 15))])
def test_tables_have_the_cells_of_the_contract(name: str, cells: tuple[int, ...]) -> None:
    form = forms()[name]
    assert tuple(len(table.cells) for table in form.tables.values()) == cells
    assert list(form.tables) == ["t2", "t3", "t4"]
    assert tuple(form.tables["t3"].columns) == APPLICANTS


def test_cells_of_all_forms_split_into_table_row_and_column() -> None:
    for table in tables():
        for cell in table.cells:
            table_id, row, column = split_id(cell)
            assert table_id == table.id
            assert column in table.rows[row].columns


@pytest.mark.parametrize(
    ("name", "table", "rows", "columns", "header"),
    [
        ("2019", "t2", 18, 4, 2),
        ("2021", "t2", 14, 4, 2),
        ("2019", "t3", 26, 10, 3),
        ("2021", "t3", 28, 10, 3),
        ("2019", "t4", 4, 15, 3),
        ("2021", "t4", 4, 15, 3),
    ],
)
def test_sheets_are_whole(name: str, table: str, rows: int, columns: int, header: int) -> None:
    """Every place of the sheet is covered by one cell, and the numbers stand in the form's order."""
    sheet = forms()[name].tables[table]
    assert (sheet.sheet_rows, sheet.sheet_columns, sheet.header_rows) == (rows, columns, header)
    covered = [
        (cell.row + down, cell.column + right)
        for cell in sheet.sheet
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(rows) for column in range(columns)]
    assert tuple(cell.cell for cell in sheet.sheet if cell.cell) == sheet.cells


def test_names_in_messages_tell_rows_columns_and_tables_apart() -> None:
    for table in tables():
        assert table.name
        for held in (table.rows, table.columns):
            assert len({each.name for each in held.values()}) == len(held)
            assert all(each.name for each in held.values())
        assert len({row.short for row in table.rows.values()}) == len(table.rows)


def test_short_names_of_the_third_table_are_the_items_of_the_form() -> None:
    short = [row.short for row in forms()["2021"].tables["t3"].rows.values()]
    assert short == [
        *("一", "二", "三（一）", "三（二）"),
        *(f"三（三）{at}" for at in range(1, 9)),
        *(f"三（四）{at}" for at in range(1, 4)),
        *(f"三（五）{at}" for at in range(1, 6)),
        *(f"三（六）{at}" for at in range(1, 4)),
        *("三（七）", "四"),
    ]


def test_forms_differ_in_the_third_table_only_in_the_sixth_item() -> None:
    old, new = (set(forms()[name].tables["t3"].rows.values()) for name in ("2019", "2021"))
    assert {row.id for row in old - new} == {"other"}
    assert {row.id for row in new - old} == {"other.no_correction", "other.unpaid", "other.else"}


def printed(form: Form, table: str) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for cell in form.tables[table].sheet
        if not cell.cell
    ]


def test_2021_form_is_printed_like_the_national_blank(corpus: Path) -> None:
    """Every header and label, word for word and span for span."""
    document = docx.Document(str(corpus / "national_2021_template_blank.docx"))
    form = forms()["2021"]
    assert [paragraph.text for paragraph in document.paragraphs if re.match("[二三四]", paragraph.text)] == [
        table.title for table in form.tables.values()
    ]
    for table, grid in zip(form.tables, document.tables, strict=True):
        places: dict[object, list[tuple[int, int]]] = {}
        text = {}
        for row, line in enumerate(grid.rows):
            for column, cell in enumerate(line.cells):
                places.setdefault(cell._tc, []).append((row, column))
                text[cell._tc] = re.sub(r"\s", "", cell.text)
        found = []
        for held, at in places.items():
            (row, column), (last_row, last_column) = min(at), max(at)
            if text[held]:
                found.append((row, column, last_row - row + 1, last_column - column + 1, text[held]))
        assert sorted(found) == sorted(printed(form, table))


def test_2019_form_has_the_words_of_a_published_page(corpus: Path) -> None:
    page = re.sub(r"\s|&[a-z]+;|<[^>]*>", "", (corpus / "shanghai_gov_office_2019.html").read_text("utf-8"))
    at = page.index("二、主动公开政府信息情况")
    for table in forms()["2019"].tables.values():
        at = page.index(table.title, at)
        for cell in table.sheet:
            if not cell.cell:
                assert cell.text in page[at:], cell.text


OWN = """
name = "own"
title = "自定"
notice = "无"
first_year = 2030

[[tables]]
id = "t9"
title = "九、其他"
columns = [{id = "x", label = "甲", kind = "count", unit = "件"}]
rows = [{id = "a", label = "子"}]
sheet = '''
项目 | 甲
#a | =a
'''

[[tables.relations]]
rule = "t9.own"
severity = "hint"
each = "row"
left = "x"
operator = ">="
right = "0"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_office_may_add_a_form_of_its_own(tmp_path: Path) -> None:
    form = load(write(tmp_path, OWN))
    table = form.tables["t9"]
    assert (table.name, table.rows["a"].name, table.rows["a"].short) == ("九、其他", "子", "子")
    assert (table.columns["x"].name, form.last_year, form.covers(2040)) == ("甲", None, True)
    assert [relation.key for relation in form.relations] == ["t9.own@a"]


@pytest.mark.parametrize(
    ("part", "instead", "why"),
    [
        ('notice = "无"', "", "own.toml” is not used: “notice” is not said"),
        ("first_year = 2030", 'first_year = "2030"', "line 5: “first_year” must be a year"),
        ('kind = "count"', 'kind = "number"', "line 10: “kind” says “number”"),
        ('label = "子"', 'label = "子", columns = ["y"]', "line 11: the row “a” uses the column “y”"),
        ('id = "a"', 'id = "甲"', "line 11: the id “甲”"),
        ('id = "x"', 'id = "last"', "line 10: the id “last”"),
        ('id = "t9"', 'id = "t.9"', "line 8: the id “t.9”"),
        ("#a | =a", "#a | 乙", "line 12: the sheet of “t9” shows “t9.a.x” 0 times"),
        ("#a | =a", "#a | =a\n#a | <", "shows “a” 2 times"),
        ("#a | =a", "#a | =a | <", "differ in length"),
        ("#a | =a", "#b | =a", "no row or column “b”"),
        ('left = "x"', 'left = "z"', "line 21: “z” names no cell"),
        ("[[tables]]", "[[tables]", "line 7: it is no valid TOML"),
    ],
)
def test_form_file_that_breaks_the_rules_says_where(
    tmp_path: Path, part: str, instead: str, why: str
) -> None:
    assert part in OWN
    with pytest.raises(ValueError, match=re.escape(why)):
        load(write(tmp_path, OWN.replace(part, instead)))


def test_every_form_file_is_loaded() -> None:
    assert {path.stem for path in resource("forms").glob("*.toml")} == set(forms())
