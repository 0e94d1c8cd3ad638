"""Table 4 on a grid: side by side as on the form, with words beside its numbers, or a line for each row."""

from __future__ import annotations

import pytest

from core.extract.report import CellState, Report
from tests.core.extract.support import F2021, html_table, read_html, rules, states, values

T4 = F2021.tables["t4"]
VALUES = {
    f"t4.{row}.{column}": str(10 * at + n)
    for at, row in enumerate(T4.rows, 1)
    for n, column in enumerate(T4.columns)
}
HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
ROWS = ["行政复议", "未经复议直接起诉", "复议后起诉"]


def grid(lines: list[list[str]]) -> Report:
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
    return read_html(f"<p>云溪市2021年政府信息公开工作年度报告</p><table>{body}</table>")


def official(**change: str) -> Report:
    table = html_table(T4, VALUES)
    for old, new in change.items():
        assert old in table
        table = table.replace(old, new)
    return read_html(f"<p>云溪市2021年政府信息公开工作年度报告</p>{table}")


def is_right(report: Report) -> bool:
    return all(report.cells[id].value == int(value) for id, value in VALUES.items())


def test_official_sheet() -> None:
    report = official()
    assert is_right(report)
    assert {cell.state for cell in report.cells.values()} == {CellState.OK}


def test_a_misprinted_head_is_the_column_that_is_left() -> None:
    assert is_right(official(其他结果="其它情形"))


def test_two_heads_that_cannot_be_told_leave_all_open() -> None:
    report = official(其他结果="甲", 尚未审结="乙")
    assert not any(cell.value for cell in report.cells.values())


def test_words_before_the_numbers() -> None:
    heads = [["", *([head for _ in ROWS for head in HEADS])]]
    labels = [
        ["", "行政复议", "", "", "", "", *["未经复议直接起诉", "", "", "", ""], "复议后起诉", "", "", "", ""]
    ]
    assert is_right(grid([*labels, *heads, ["件数", *VALUES.values()]]))


def test_heads_in_another_order_are_followed() -> None:
    order = [4, 0, 1, 2, 3]
    labels = [[label if n == 0 else "" for label in ROWS for n in range(5)]]
    heads = [[HEADS[n] for _ in ROWS for n in order]]
    cells = list(VALUES.values())
    numbers = [[cells[5 * at + n] for at in range(3) for n in order]]
    assert is_right(grid([*labels, *heads, *numbers]))


def test_rows_in_another_order_are_followed() -> None:
    labels = [[ROWS[at] if n == 0 else "" for at in (2, 0, 1) for n in range(5)]]
    cells = list(VALUES.values())
    numbers = [[cells[5 * at + n] for at in (2, 0, 1) for n in range(5)]]
    assert is_right(grid([*labels, [*HEADS * 3], *numbers]))


@pytest.mark.parametrize("corner", ["", "类别"])
def test_a_line_for_each_row(corner: str) -> None:
    cells = list(VALUES.values())
    lines = [[corner, *HEADS], *([label, *cells[5 * at : 5 * at + 5]] for at, label in enumerate(ROWS))]
    assert is_right(grid(lines))


def test_two_lines_of_numbers_are_left_open() -> None:
    labels = [[label if n == 0 else "" for label in ROWS for n in range(5)]]
    report = grid([*labels, [*HEADS * 3], [*VALUES.values()], ["1"] * 15])
    assert states(report, "t4.review") == {CellState.AMBIGUOUS}
    assert values(report, "t4.review") == [None] * 5


def test_a_blank_line_below_the_heads_is_passed_over() -> None:
    labels = [[label if n == 0 else "" for label in ROWS for n in range(5)]]
    assert is_right(grid([*labels, [*HEADS * 3], [""] * 15, [*VALUES.values()]]))


def test_an_empty_table_is_blank() -> None:
    labels = [[label if n == 0 else "" for label in ROWS for n in range(5)]]
    report = grid([*labels, [*HEADS * 3], [""] * 15])
    assert states(report, "t4.review") == {CellState.BLANK}


def test_a_table_without_totals_leaves_its_numbers_open() -> None:
    labels = [[label if n == 0 else "" for label in ROWS for n in range(4)]]
    report = grid([*labels, [*HEADS[:4] * 3], ["1"] * 12])
    assert not any(cell.value is not None for cell in report.cells.values())
    assert report.forms["t4"] is not None or rules(report)["form.missing"]
