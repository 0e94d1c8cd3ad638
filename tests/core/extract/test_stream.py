"""Tables in running text: every way that cells are kept apart, torn and misprinted labels, other text."""

from __future__ import annotations

import pytest

from core.document.location import TextSpan
from core.extract.report import CellState, Report
from core.extract.stream_bounds import captions, cut
from core.extract.stream_text import prepare
from tests.core.extract.support import (
    F2019,
    F2021,
    lines_of,
    read_text,
    row_of,
    rules,
    states,
    text_report,
    values,
)

T3 = F2021.tables["t3"]
FILLED = [12, 3, 0, 1, 2, 4, 22]
NEW = {f"t3.new.{column}": str(value) for column, value in zip(T3.columns, FILLED, strict=True)}
HEADS = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"


def report(lines: list[str]) -> Report:
    return read_text(text_report(F2021, {"t3": lines}))


def rows(gap: str, **others: str) -> list[str]:
    """Table 3 with one line of heads and a row a line, all 1 but for `others` by row id (dots as __)."""
    body = gap.join("1" * 7)
    cells = {row: others.get(row.replace(".", "__"), body) for row in T3.rows}
    return [HEADS, *(f"{row.label}{gap}{cells[row.id]}" for row in T3.rows.values())]


@pytest.mark.parametrize("gap", [" ", "   ", "\u3000", "\u00a0", "|", " | ", "｜", "\t", "\n", "\n\n  "])
@pytest.mark.parametrize("form", [F2019, F2021])
def test_cells_kept_apart_by(gap: str, form) -> None:  # type: ignore[no-untyped-def]
    tables = {id: lines_of(table, NEW, gap=gap) for id, table in form.tables.items()}
    found = read_text(text_report(form, tables))
    assert dict(found.forms) == dict.fromkeys(("t2", "t3", "t4"), form.name)
    assert values(found, "t3.new") == FILLED
    assert {cell.state for cell in found.cells.values()} == {CellState.OK}


def test_a_cell_says_where_it_stands() -> None:
    text = text_report(F2021, {"t3": lines_of(T3, NEW)})
    for cell in row_of(read_text(text), "t3.new"):
        assert isinstance(cell.location, TextSpan)
        assert text[cell.location.start : cell.location.end] == cell.raw


def test_blanks_between_bars_keep_their_places() -> None:
    found = report(rows("|", granted="5||0|/||—|5"))
    assert [cell.raw for cell in row_of(found, "t3.granted")] == ["5", "", "0", "/", "", "—", "5"]
    assert states(found, "t3.granted") == {CellState.OK, CellState.BLANK}


def test_digits_that_run_together_are_never_plain() -> None:
    found = report(rows(" ", granted="5130006 15"))
    assert CellState.OK not in states(found, "t3.granted")


@pytest.mark.parametrize("granted", ["5 1 3 0 0 6", "5 1 3 0 0 0 6 15", "5 1 3 00 0 6 15"])
def test_too_few_or_too_many_numbers_are_never_plain(granted: str) -> None:
    assert CellState.OK not in states(report(rows(" ", granted=granted)), "t3.granted")


def test_labels_torn_over_lines() -> None:
    torn = [
        line.replace("本机关不掌握", "本机关\n不掌\n握").replace("予以公开", "予以\n公开")
        for line in rows(" ")
    ]
    found = report(torn)
    assert {cell.state for cell in found.cells.values() if cell.id.startswith("t3")} == {CellState.OK}


def test_a_label_torn_around_its_numbers() -> None:
    torn = [
        line.replace("3.补正后申请内容仍不明确 1 1 1 1 1 1 1", "3.补正后申请内 1 1 1 1 1 1 1\n容仍不明确")
        for line in rows(" ")
    ]
    assert values(report(torn), "t3.unavailable.unclear") == [1] * 7


def test_misprinted_labels_are_recovered_and_said_so() -> None:
    found = report([line.replace("危及“三安全", "危机“三安全") for line in rows(" ")])
    assert states(found, "t3.denied.safety") == {CellState.RECOVERED}
    assert values(found, "t3.denied.safety") == [1] * 7
    assert rules(found)["form.label"] == "t3"


@pytest.mark.parametrize("number", ["— 3 —", "- 3 -", "第 3 页", "第3页 共8页", "3 / 8", "P.3"])
def test_page_numbers_between_rows_are_no_figures(number: str) -> None:
    lines = rows(" ")
    found = report([*lines[:12], number, *lines[12:]])
    assert {cell.state for cell in found.cells.values()} == {CellState.OK}


@pytest.mark.parametrize("manner", ["{0}、", "0{0}.", "（{0}）", "{0}．", "{0} "])
def test_numbering_of_labels_is_no_figure(manner: str) -> None:
    lines = [line if line[1:2] != "." else manner.format(line[0]) + line[2:] for line in rows(" ")]
    found = report(lines)
    assert values(found, "t3.denied.law") == [1] * 7
    assert values(found, "t3.partial") == [1] * 7
    assert {cell.state for cell in found.cells.values()} == {CellState.OK}


@pytest.mark.parametrize("note", ["（注1）", "(件)", "①", "*", "[1]", "（单位：件）"])
def test_notes_of_labels_are_no_figures(note: str) -> None:
    found = report([line.replace("2.重复申请", f"2.重复申请{note}") for line in rows(" ")])
    assert values(found, "t3.rejected.duplicate") == [1] * 7


def test_the_last_row_ends_where_other_words_begin() -> None:
    for tail in ("注：以上 3 处已于 2022 年 1 月办结。", "2021年数据\n5 5 5", "另有 3 件正在办理之中"):
        found = report([*rows(" "), tail])
        assert values(found, "t3.carried_out") == [1] * 7


def test_prose_with_labels_and_figures_above_the_table() -> None:
    prose = [
        "本年新收政府信息公开申请 40 件，其中自然人 30 件、法律服务机构 10 件。",
        "（一）予以公开 30 件。",
        "（二）部分公开 6 件。",
        "（七）总计 40 件。",
    ]
    found = report([*prose, *lines_of(T3, NEW)])
    assert values(found, "t3.new") == FILLED
    assert values(found, "t3.granted") == [0] * 7
    assert values(found, "t3.total") == [0] * 7


@pytest.mark.parametrize(
    "heads",
    [
        HEADS.replace(" 其他 总计", " 其他 小计 总计"),
        HEADS + " 备注",
        "总计 " + HEADS.removesuffix(" 总计"),
        HEADS.replace("商业企业 科研机构", "科研机构 商业企业"),
        HEADS.replace("科研机构 ", ""),
    ],
)
@pytest.mark.parametrize("gap", [" ", "|", "\t"])
def test_heads_that_are_not_the_forms_leave_no_number_plain_in_a_wrong_column(heads: str, gap: str) -> None:
    lines = rows(gap, granted=gap.join("1234567"))
    found = report([gap.join(heads.split()), *lines[1:]])
    wrong = [
        cell.id
        for cell, wanted in zip(row_of(found, "t3.granted"), range(1, 8), strict=True)
        if cell.state in (CellState.OK, CellState.RECOVERED) and cell.value != wanted
    ]
    mapped = gap != " " and heads != HEADS and len(heads.split()) == 7
    assert mapped or not wrong


def test_a_row_printed_twice_is_left_open() -> None:
    lines = rows(" ")
    granted = next(line for line in lines if "予以公开" in line)
    at = lines.index(granted)
    found = report([*lines[: at + 1], granted.replace("1", "2"), *lines[at + 1 :]])
    assert states(found, "t3.granted") == {CellState.AMBIGUOUS}


def test_lines_without_label_below_a_row_leave_it_open() -> None:
    lines = rows("|")
    at = next(n for n, line in enumerate(lines) if "予以公开" in line)
    found = report([*lines[: at + 1], "|2|2|2|2|2|2|2", *lines[at + 1 :]])
    assert states(found, "t3.granted") <= {CellState.AMBIGUOUS}


def test_a_lost_row_is_missing() -> None:
    found = report([line for line in rows(" ") if "重复申请" not in line])
    assert states(found, "t3.rejected.duplicate") == {CellState.MISSING}
    assert rules(found)["form.missing"]


def test_table_4_upright_is_never_plainly_wrong() -> None:
    table = F2021.tables["t4"]
    heads = " ".join(column.label for column in table.columns.values())
    lines = [heads, *(f"{row.label} 1 2 3 4 10" for row in table.rows.values())]
    found = read_text(text_report(F2021, {"t4": lines}))
    for row in table.rows:
        assert values(found, f"t4.{row}") in ([1, 2, 3, 4, 10], [None] * 5)


def test_captions_and_words_end_a_row() -> None:
    text = "予以公开 1 2 （三）不予公开 3"
    stream = prepare(text, TextSpan)
    assert text[: cut(stream, 4, len(text), captions(T3), last=False)] == "予以公开 1 2 "
    text = "予以公开 1 2 其他需要报告的事项 3"
    assert text[: cut(prepare(text, TextSpan), 4, len(text), (), last=True)] == "予以公开 1 2 "
    text = "予以公开 1 2\n另有事项 3 件"
    assert text[: cut(prepare(text, TextSpan), 4, len(text), (), last=True)] == "予以公开 1 2"


def test_prepared_text_keeps_every_place() -> None:
    text = "甲\n- 12 -\n乙 表格 丙"
    stream = prepare(text, TextSpan, [(text.index("表"), text.index("表") + 2)])
    assert len(stream.text) == len(text)
    assert stream.han.text == "甲乙丙"
    assert [text[stream.place(at)] for at in range(3)] == ["甲", "乙", "丙"]
    assert stream.place(3) == len(text)
    assert stream.position(stream.place(2)) == 2


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
@pytest.mark.parametrize("gap", [" ", " | ", "\n"])
def test_lines_of_a_quoted_mail_are_read_without_their_marks(mark: str, gap: str) -> None:
    lines = [mark + line for row in lines_of(T3, NEW, gap=gap) for line in row.split("\n")]
    assert values(report(lines), "t3.new") == FILLED


def test_a_row_whose_numbers_are_not_understood_is_not_blank() -> None:
    lines = rows(" ", carried_out="四、结转下年度继续办理 四、结转下年度继续办理 0 1 0 0 0 0 1")
    assert CellState.BLANK not in states(report(lines), "t3.carried_out")


def test_a_column_more_than_the_form_has_leaves_the_rows_with_blanks_open() -> None:
    wide = "1 1 1 1 1 1 1 1"
    found = report(rows(" ", new=wide, carried_in=wide, granted="1 1 1 1 1 1 1"))
    for row in ("t3.new", "t3.carried_in", "t3.granted"):
        assert states(found, row) == {CellState.AMBIGUOUS}


def test_page_numbers_between_heads_and_figures_of_table_4_do_not_make_them_blank() -> None:
    table = F2021.tables["t4"]
    lines = lines_of(table, {})
    found = read_text(text_report(F2021, {"t4": [*lines[:-1], "内部资料", "上年 上年", lines[-1]]}))
    for row in table.rows:
        assert CellState.BLANK not in states(found, f"t4.{row}")


def test_commas_left_of_a_label_torn_around_its_numbers_are_no_blanks() -> None:
    lines = rows(" ")
    at = next(at for at, line in enumerate(lines) if line.startswith("（二）部分公开"))
    lines[at : at + 1] = ["（二）部分公开（区分处理", "的，只计这一情形， 1 0 0 0 0 0 1", "不计其他情形）"]
    assert values(report(lines), "t3.partial") == [1, 0, 0, 0, 0, 0, 1]
