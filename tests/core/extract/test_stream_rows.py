"""Rows that the form does not have, notes behind labels that name other rows, and rows printed in parts."""

from __future__ import annotations

import pytest

from core.extract.brackets import in_aside
from core.extract.report import CellState, Report
from core.extract.stream_bounds import other_row
from tests.core.extract.support import F2019, read_text, states, text_report, values

NOTE = "（指单位印发的决定、办法，一般情况下都属于规范性文件）"
MORE = "其他主动公开文件（除规范性文件以外的，可参考“其他主动公开文件”栏目）"


def lines(gap: str, *rows: tuple[str, ...]) -> Report:
    """Table 2 of 2019 with its articles, the rows in place of its own of rules and documents."""
    head = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
    items = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    below = (items, ("行政许可", "7", "-2", "41"), ("其他对外管理服务事项", "6", "0", "9"))
    told = [("第二十条第（一）项",), head, *rows, ("第二十条第（五）项",), *below, ("第二十条第（六）项",)]
    penalties = [items, ("行政处罚", "4", "1", "5"), ("行政强制", "3", "2", "8")]
    return read_text(text_report(F2019, {"t2": [gap.join(row) for row in [*told, *penalties]]}))


@pytest.mark.parametrize("gap", ["\n", "\n\n", " |\n", " | ", "\t", "  "])
def test_a_row_that_the_form_does_not_have_is_no_part_of_the_one_above(gap: str) -> None:
    rows = (
        ("规章（设区的市填写）", "0", "0", "0"),
        (f"规范性文件{NOTE}", "34", "4", "47"),
        (MORE, "5", "6", "9"),
    )
    found = lines(gap, *rows)
    assert values(found, "t2.rules") == [0, 0, 0]
    assert values(found, "t2.normative") == [34, 4, 47]
    assert values(found, "t2.permit") == [7, -2, 41]
    assert states(found, "t2.normative") == {CellState.OK}


@pytest.mark.parametrize("gap", ["\n", " |\n", " | ", "\t"])
def test_a_misprinted_label_is_not_taken_out_of_the_middle_of_a_sentence(gap: str) -> None:
    rows = (
        ("规章", "0", "0", "0"),
        ("规范文书", "34", "4", "47"),
        (MORE.replace("规范性文件", "规范性公文"), "5", "6", "9"),
    )
    found = lines(gap, *rows)
    assert values(found, "t2.normative") != [5, 6, 9]
    assert states(found, "t2.normative") <= {CellState.MISSING, CellState.AMBIGUOUS}


@pytest.mark.parametrize("gap", ["\n", " |\n", " | ", "\t"])
def test_a_row_printed_in_parts_is_left_open(gap: str) -> None:
    items = ("信息内容", "上一年项目数量", "本年增/减", "处理决定数量")
    told = [
        ("第二十条第（五）项",),
        items,
        ("行政许可", "7", "-2", "41"),
        ("其他对外管理服务事项", "行政检查事项", "3", "1", "4"),
    ]
    told += [
        ("行政确认事项", "2", "0", "5"),
        ("第二十条第（六）项",),
        items,
        ("行政处罚", "4", "1", "5"),
        ("行政强制", "3", "2", "8"),
    ]
    found = read_text(text_report(F2019, {"t2": [gap.join(row) for row in told]}))
    assert states(found, "t2.other_services") == {CellState.AMBIGUOUS}
    assert values(found, "t2.penalty") == [4, 1, 5]


def test_documents_as_mirrors_of_taiwan_call_them() -> None:
    found = lines(" | ", ("規章", "0", "0", "0"), ("規範性檔案", "2", "2", "19"))
    assert values(found, "t2.normative") == [2, 2, 19]


def test_where_another_row_begins() -> None:
    text = "\n5\n6\n其他公开文件\n7\n8\n"
    assert other_row(text, 0, len(text), 2) == text.index("其")
    assert other_row(text, 0, len(text), 3) is None
    assert other_row("\n行政检查事项\n5\n6\n行政确认事项\n7\n8\n", 0, 30, 2) is None
    assert other_row("\n5\n6\n", 0, 5, 2) is None


def test_brackets_that_are_open_at_a_place() -> None:
    text = "文件（属于规范性文件）12"
    assert in_aside(text, 2, text.index("规"))
    assert not in_aside(text, 2, text.index("1"))


HEAD = ("信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量")
GAPS = ["\n", "\n\n", " |\n", " | ", "\t", "  "]


def top(gap: str, note: str, head: tuple[str, ...] = HEAD) -> Report:
    """No more of table 2 of 2019 than its first two rows, the second with a note."""
    told = [("第二十条第（一）项",), head, ("规章", "0", "1", "2"), (f"规范性文件{note}", "34", "4", "47")]
    return read_text(text_report(F2019, {"t2": [gap.join(row) for row in told]}))


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("note", ["", NOTE, f"\n{NOTE}"])
def test_the_first_two_rows_are_the_table_where_its_heads_stand_above(gap: str, note: str) -> None:
    found = top(gap, note)
    assert values(found, "t2.rules") == [0, 1, 2]
    assert values(found, "t2.normative") == [34, 4, 47]
    assert states(found, "t2.permit") == {CellState.MISSING}


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize(
    "note", ["（本单位的（决定）、办法都属于）", "，指单位印发的决定、办法", "\n指本单位的决定、办法等"]
)
def test_figures_below_words_behind_the_last_label_are_not_passed_over(gap: str, note: str) -> None:
    found = top(gap, note)
    assert values(found, "t2.rules") == [0, 1, 2]
    assert states(found, "t2.normative") == {CellState.AMBIGUOUS}


@pytest.mark.parametrize("gap", GAPS)
def test_two_labels_without_the_heads_are_no_table(gap: str) -> None:
    found = top(gap, "", ("信息内容", "数量", "数量", "数量"))
    assert not values(found, "t2.normative")


@pytest.mark.parametrize("gap", ["\n", " |\n", " | ", "  "])
def test_numbers_in_the_notes_of_heads_are_no_figures(gap: str) -> None:
    items = (
        "信息内容",
        "上一年项目数量 (指2018年事项数)",
        "本年增/减 (减少用负值,如-8)",
        "处理决定数量 (2019年)",
    )
    told = [("第二十条第（一）项",), HEAD, ("规章", "", "", ""), ("规范性文件", "2", "0", "83")]
    told += [
        ("第二十条第（五）项",),
        items,
        ("行政许可", "7", "-2", "41"),
        ("其他对外管理服务事项", "6", "0", "9"),
    ]
    found = read_text(text_report(F2019, {"t2": [gap.join(row) for row in told]}))
    assert values(found, "t2.normative") == [2, 0, 83]
    assert values(found, "t2.permit") == [7, -2, 41]
    assert states(found, "t2.rules") == {CellState.BLANK}
