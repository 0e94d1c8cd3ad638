"""Tables on grids: spans, spacers, heads in any order, columns and rows too many or too few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.document.location import TableCell
from core.extract.report import CellState
from core.forms.form import PrintedCell, Table
from tests.core.extract.support import (
    F2019,
    F2021,
    html_cell,
    html_table,
    page,
    printed,
    read_html,
    row_of,
    rules,
    states,
    values,
)
from tests.corpus.generate import expanded

T3 = F2021.tables["t3"]
NEW = {
    f"t3.new.{column}": str(value) for column, value in zip(T3.columns, (12, 3, 0, 1, 2, 4, 22), strict=True)
}
FILLED = [12, 3, 0, 1, 2, 4, 22]
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def plain_table(heads: list[str], rows: dict[str, list[str]]) -> str:
    """A table 3 with one line of heads, without spans."""
    lines = [["", *heads], *([label, *cells] for label, cells in rows.items())]
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in lines)
        + "</table>"
    )


def labels(cells: list[str], **others: list[str]) -> dict[str, list[str]]:
    """Every row of table 3 with the same cells, but for `others` by row id (dots as __)."""
    return {row.label: others.get(row.id.replace(".", "__"), cells) for row in T3.rows.values()}


def report_of(table: str) -> str:
    return f"<p>云溪市2021年政府信息公开工作年度报告</p><p>{T3.title}</p>{table}"


def test_official_sheet_is_read_cell_by_cell() -> None:
    report = read_html(page(F2021, NEW))
    assert dict(report.forms) == {"t2": "2021", "t3": "2021", "t4": "2021"}
    assert values(report, "t3.new") == FILLED
    assert {cell.state for cell in report.cells.values()} == {CellState.OK}
    assert report.remarks == ()
    assert report.cells["t3.new.natural"].location == TableCell(1, 3, 3)


@pytest.mark.parametrize("form", [F2019, F2021])
def test_blanks_marks_and_zeros_are_kept_apart(form) -> None:  # type: ignore[no-untyped-def]
    said = {"t3.new.natural": "", "t3.new.enterprise": "/", "t3.new.research": "—", "t3.new.welfare": "0"}
    report = read_html(page(form, said))
    cells = row_of(report, "t3.new")[:4]
    assert [cell.state for cell in cells] == [*[CellState.BLANK] * 3, CellState.OK]
    assert [cell.raw for cell in cells] == ["", "/", "—", "0"]
    assert [cell.value for cell in cells] == [None, None, None, 0]


def test_one_line_of_heads_without_spans() -> None:
    cells = [str(value) for value in FILLED]
    report = read_html(report_of(plain_table(HEADS, labels(cells))))
    assert all(values(report, f"t3.{row}") == FILLED for row in T3.rows)
    assert states(report, "t3.denied.law") == {CellState.OK}


def test_heads_in_another_order_are_followed() -> None:
    cells = [str(value) for value in [FILLED[-1], *FILLED[:-1]]]
    report = read_html(report_of(plain_table(["总计", *HEADS[:-1]], labels(cells))))
    assert values(report, "t3.granted") == FILLED


def test_a_column_that_the_form_has_not_is_passed_over() -> None:
    cells = [*(str(value) for value in FILLED[:-1]), "99", "22"]
    report = read_html(report_of(plain_table([*HEADS[:-1], "小计", "总计"], labels(cells))))
    assert values(report, "t3.granted") == FILLED
    assert states(report, "t3.granted") == {CellState.OK}


def test_a_column_that_is_not_there_is_missing_and_said_so() -> None:
    cells = [str(value) for value in FILLED[:-1]]
    report = read_html(report_of(plain_table(HEADS[:-1], labels(cells))))
    assert values(report, "t3.granted") == [*FILLED[:-1], None]
    assert report.cells["t3.granted.sum"].state is CellState.MISSING
    assert [remark.cells for remark in report.remarks if remark.place == "t3.new.sum"] == [
        tuple(f"t3.{row}.sum" for row in T3.rows)
    ]


def test_a_misprinted_head_is_its_column_all_the_same() -> None:
    heads = [*HEADS[:3], "社会公益组只", *HEADS[4:]]
    report = read_html(report_of(plain_table(heads, labels([str(value) for value in FILLED]))))
    assert values(report, "t3.granted") == FILLED


def test_heads_that_contradict_the_cells_leave_them_open() -> None:
    """Two unknown heads among seven: no column is certain by its place."""
    heads = ["自然人", "甲", "乙", "丙", *HEADS[4:]]
    report = read_html(report_of(plain_table(heads, labels(["1"] * 7))))
    assert states(report, "t3.granted") == {CellState.AMBIGUOUS}


def test_a_spacer_column_at_the_end_changes_nothing() -> None:
    report = read_html(page(F2021, NEW).replace("</tr>", "<td></td></tr>"))
    assert values(report, "t3.new") == FILLED
    assert states(report, "t3.new") == {CellState.OK}


def test_a_number_torn_over_lines_is_offered_but_not_taken() -> None:
    cell = read_html(page(F2021, {"t3.new.natural": "12\n34"}).replace("12\n34", "12<br>34")).cells[
        "t3.new.natural"
    ]
    assert (cell.state, cell.value, cell.candidates) == (CellState.AMBIGUOUS, None, (1234,))


def test_labels_with_notes_numbers_and_misprints() -> None:
    said = page(F2021, NEW)
    for old, new in (
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数量（注1）"),
        ("2.重复申请", "02．重复申请①"),
        ("（一）予以公开", "(一）予 以 公 开"),
        ("3.危及“三安全一稳定”", "3.危机“三安全一稳定”"),
    ):
        assert old in said
        said = said.replace(old, new)
    report = read_html(said)
    assert values(report, "t3.new") == FILLED
    assert states(report, "t3.rejected.duplicate") == states(report, "t3.granted") == {CellState.OK}
    assert states(report, "t3.denied.safety") == {CellState.RECOVERED}
    assert rules(report) == {"form.label": "t3"}


def test_a_lost_row_is_missing_and_said_so() -> None:
    report = read_html(page(F2021, NEW).replace("2.重复申请", ""))
    assert states(report, "t3.rejected.duplicate") == {CellState.MISSING}
    assert rules(report) == {"form.missing": "t3.rejected.duplicate"}
    assert states(report, "t3.rejected.petition") == {CellState.OK}


def test_rows_in_another_order_are_read_by_their_labels() -> None:
    one, other = "1.信访举报投诉类申请", "2.重复申请"
    said = {"t3.rejected.petition.natural": "5", "t3.rejected.duplicate.natural": "7"}
    report = read_html(page(F2021, said).replace(one, "甲").replace(other, one).replace("甲", other))
    assert values(report, "t3.rejected.petition")[0] == 7
    assert values(report, "t3.rejected.duplicate")[0] == 5


def doubled(*, spanned: bool, second: str) -> str:
    """Table 2 with the row 行政许可 in two lines, the label over both or printed twice."""
    table = F2021.tables["t2"]
    said = html_table(table, {"t2.permit.decisions": "3"})
    label = "<td colspan=1 rowspan=1>行政许可</td>"
    number = "<td colspan=3 rowspan=1>3</td>"
    assert label + number in said
    lower = number.replace("3</td>", f"{second}</td>")
    if spanned:
        upper = label.replace("rowspan=1", "rowspan=2") + number
        return said.replace(label + number, f"{upper}</tr><tr>{lower}")
    return said.replace(label + number, f"{label}{number}</tr><tr>{label}{lower}")


@pytest.mark.parametrize("spanned", [True, False])
def test_a_row_split_in_two_is_left_open(spanned: bool) -> None:
    table = doubled(spanned=spanned, second="4")
    cell = read_html(f"<p>云溪市2021年政府信息公开年报</p>{table}").cells["t2.permit.decisions"]
    assert (cell.state, cell.value, cell.candidates) == (CellState.AMBIGUOUS, None, ())
    assert cell.raw == "3 4"


def test_a_row_printed_twice_alike_is_read() -> None:
    table = doubled(spanned=False, second="3")
    assert read_html(f"<p>云溪市2021年年报</p>{table}").cells["t2.permit.decisions"].value == 3


def test_separate_cells_under_one_wide_head() -> None:
    said = html_table(F2021.tables["t2"], {"t2.permit.decisions": "5"})
    wide = "<td colspan=3 rowspan=1>5</td>"
    assert wide in said
    report = read_html(
        f"<p>云溪市2021年政府信息公开年报</p>{said.replace(wide, '<td>5</td><td></td><td></td>')}"
    )
    assert values(report, "t2.permit") == [5]


def test_all_tables_in_one_grid() -> None:
    tables = "".join(html_table(table, NEW) for table in F2021.tables.values())
    one = tables.replace("</table><table>", "")
    report = read_html(f"<p>云溪市2021年政府信息公开工作年度报告</p>{one}")
    assert dict(report.forms) == {"t2": "2021", "t3": "2021", "t4": "2021"}
    assert {cell.state for cell in report.cells.values()} == {CellState.OK}
    assert values(report, "t3.new") == FILLED


def test_tables_inside_a_layout_table() -> None:
    inner = "".join(html_table(table, NEW) for table in F2021.tables.values())
    report = read_html(
        f"<p>云溪市2021年政府信息公开年报</p><table><tr><td>首页</td><td>{inner}</td></tr></table>"
    )
    assert {cell.state for cell in report.cells.values()} == {CellState.OK}


def part(table: Table, first: int, last: int) -> str:
    """Some rows of a sheet as a table of its own, spans cut at its ends."""
    lines = []
    for row in range(first, last):
        cells = [
            replace(cell, row_span=min(cell.row_span, last - row)) for cell in expanded(table)[row] if cell
        ]
        if row == first:
            cells += [
                _rest(cell, first, last) for cell in table.sheet if cell.row < row < cell.row + cell.row_span
            ]
        ordered = sorted(cells, key=lambda cell: cell.column)
        lines.append("".join(html_cell(cell, printed(cell, NEW, "1")) for cell in ordered))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _rest(cell: PrintedCell, first: int, last: int) -> PrintedCell:
    return replace(cell, text="", row=first, row_span=min(cell.row + cell.row_span, last) - first)


@pytest.mark.parametrize("seam", [5, 9, 13, 20, 25])
def test_a_table_goes_on_in_another_grid(seam: int) -> None:
    tables = part(T3, 0, seam) + "<p>— 3 —</p>" + part(T3, seam, T3.sheet_rows)
    report = read_html(f"<p>云溪市2021年政府信息公开年报</p>{tables}")
    assert values(report, "t3.new") == FILLED
    assert {cell.value for cell in report.cells.values() if not cell.id.startswith("t3.new")} == {1}
    assert {cell.state for cell in report.cells.values()} == {CellState.OK}


def test_forms_are_told_by_their_heads_where_a_row_of_the_other_form_is_left() -> None:
    table = html_table(F2021.tables["t2"], {"t2.permit.decisions": "5"})
    row = "<tr><td>信息内容</td><td>采购项目数量</td><td colspan=2>采购总金额</td></tr>"
    row += "<tr><td>政府集中采购</td><td>12</td><td colspan=2>35000</td></tr>"
    report = read_html(f"<p>云溪市2021年政府信息公开年报</p>{table.replace('</table>', row + '</table>')}")
    assert report.forms["t2"] == "2021"
    assert values(report, "t2.permit") == [5]


def test_a_grid_with_few_of_the_labels_is_no_table_of_the_form() -> None:
    table = "<table><tr><td>行政许可</td><td>3</td></tr><tr><td>行政处罚</td><td>4</td></tr></table>"
    report = read_html(f"<p>云溪市2021年政府信息公开年报</p>{table}")
    assert report.forms["t2"] is None
    assert rules(report)["form.missing"]
