"""Rows of grids whose cells and spans are not those of the rows around them."""

from __future__ import annotations

import re

import pytest

from core.extract.report import CellState, Report
from core.forms.form import Form
from tests.core.extract.support import F2019, F2021, page, read_html, row_of, states, values
from tests.core.extract.test_grid import FILLED, NEW

SECOND = {
    f"t2.{row}.{column}": value
    for row, cells in {"rules": ("1", "2", "3"), "normative": ("4", "5", "")}.items()
    for column, value in zip(("made", "repealed", "in_force"), cells, strict=True)
} | {"t2.permit.decisions": "6", "t2.penalty.decisions": "7", "t2.coercion.decisions": "8"}


def drawn(old: str, new: str, *, said: dict[str, str] | None = None) -> Report:
    """A page with its first `old` drawn as `new`."""
    text = page(F2021, said or SECOND | NEW)
    assert old in text
    return read_html(text.replace(old, new, 1))


def cell(text: str, *, across: int = 1, down: int = 1) -> str:
    return f"<td colspan={across} rowspan={down}>{text}</td>"


def test_a_head_that_reaches_into_rows_with_cells_of_their_own_takes_none() -> None:
    found = drawn(cell("本年制发件数"), cell("本年制发件数", down=3))
    assert values(found, "t2.rules") == [1, 2, 3]
    assert values(found, "t2.normative") == [4, 5, None]
    assert states(found, "t2.rules") == {CellState.RECOVERED}
    assert states(found, "t2.permit") == {CellState.OK}


def test_a_number_that_reaches_into_a_row_with_cells_of_its_own_is_its_own_row_s() -> None:
    found = drawn(cell("1"), cell("1", down=2))
    assert values(found, "t2.rules") == [1, 2, 3]
    assert states(found, "t2.rules") == {CellState.OK}
    assert values(found, "t2.normative") == [4, 5, None]


def test_a_number_that_a_row_shares_with_the_next_is_neither_s_for_sure() -> None:
    said = SECOND | NEW | {"t2.normative.made": "gone"}
    text = page(F2021, said).replace(cell("gone"), "").replace(cell("1"), cell("1", down=2), 1)
    found = read_html(text)
    for row, others in (("t2.rules", [2, 3]), ("t2.normative", [5, None])):
        shared, *rest = row_of(found, row)
        assert (shared.state, shared.candidates) == (CellState.AMBIGUOUS, (1, None))
        assert shared.note is not None
        assert shared.note.id == "extract.shared_cell"
        assert [held.value for held in rest] == others


def test_a_blank_that_rows_share_is_blank_in_each() -> None:
    said = SECOND | NEW | {"t2.rules.repealed": "", "t2.normative.repealed": "gone"}
    text = page(F2021, said).replace(cell("gone"), "").replace(cell(""), cell("", down=2), 1)
    found = read_html(text)
    assert values(found, "t2.rules") == [1, None, 3]
    assert values(found, "t2.normative") == [4, None, None]


@pytest.mark.parametrize("before", ["4", "5"])
def test_a_blank_cell_too_many_among_others_moves_none(before: str) -> None:
    found = drawn(cell(before), cell("") + cell(before))
    assert states(found, "t2.normative") == {CellState.AMBIGUOUS}
    assert values(found, "t2.rules") == [1, 2, 3]


def test_a_head_lost_leaves_a_blank_row_s_numbers_open() -> None:
    found = drawn(cell("社会公益组织"), "")
    assert values(found, "t3.new") == FILLED
    found = drawn(cell("社会公益组织"), "", said=NEW | {"t3.new.research": ""})
    assert states(found, "t3.new") == {CellState.AMBIGUOUS}


def test_figures_beyond_the_heads_in_every_row_leave_the_rows_open() -> None:
    numbered = re.sub(r"(</tr>)", cell("9") + r"\1", page(F2021, NEW, tables=["t3"]))
    heads, rows = numbered.split("一、本年新收", 1)
    found = read_html(heads.replace(cell("9"), "") + "一、本年新收" + rows)
    assert {held.value for id, held in found.cells.items() if id.startswith("t3.")} == {None}


def test_one_row_with_a_number_torn_in_two_leaves_the_others_as_they_are() -> None:
    found = drawn(cell("12"), cell("1") + cell("2"))
    assert states(found, "t3.new") == {CellState.AMBIGUOUS}
    assert states(found, "t3.carried_in") == {CellState.OK}


def test_a_row_of_table_4_with_a_blank_too_many_is_open() -> None:
    said = {f"t4.review.{column}": "1" for column in ("upheld", "corrected")} | {"t4.review.sum": "2"}
    text = page(F2021, said)
    whole = read_html(text)
    assert values(whole, "t4.review") == [1, 1, 0, 0, 2]
    at = text.index(cell("1"), text.index("复议后起诉"))
    moved = read_html(text[:at] + cell("") + text[at:])
    assert {held.state for id, held in moved.cells.items() if id.startswith("t4.")} == {CellState.AMBIGUOUS}


def test_numbers_led_by_zeros_are_not_cut() -> None:
    said = {
        f"t3.new.{column}": value for column, value in zip(F2021.tables["t3"].columns, "012    ", strict=True)
    }
    text = page(F2021, said | {"t3.carried_in.natural": "012", "t3.carried_in.sum": "012"})
    joined = text.replace("".join(map(cell, "012")), cell("0012", across=3), 1)
    found = read_html(joined)
    assert states(found, "t3.new") == {CellState.AMBIGUOUS}
    assert values(found, "t3.carried_in") == [None, 0, 0, 0, 0, 0, None]


def test_a_row_drawn_in_two_halves_is_read_where_each_place_is_filled_once() -> None:
    whole = "".join(map(cell, "123"))
    halves = cell("1", down=2) + cell("") + cell("3") + "</tr><tr>" + cell("2") + cell("")
    found = drawn(cell("规章") + whole, cell("规章", down=2) + halves)
    assert values(found, "t2.rules") == [1, 2, 3]
    assert states(found, "t2.rules") == {CellState.RECOVERED}
    assert values(found, "t2.normative") == [4, 5, None]
    twice = drawn(
        cell("规章") + whole, cell("规章", down=2) + whole + "</tr><tr>" + "".join(map(cell, "124"))
    )
    assert states(twice, "t2.rules") == {CellState.AMBIGUOUS}


@pytest.mark.parametrize("order", [1, -1])
def test_numbers_in_a_line_without_label_may_be_those_of_a_blank_row_beside_it(order: int) -> None:
    label = f"<tr>{cell('行政许可')}{cell('', across=3)}</tr>"
    number = f"<tr>{cell('')}{cell('6', across=3)}</tr>"
    found = drawn(f"<tr>{cell('行政许可')}{cell('6', across=3)}</tr>", "".join([label, number][::order]))
    assert states(found, "t2.permit") == {CellState.AMBIGUOUS}


def test_heads_run_together_are_none_of_those() -> None:
    said = {f"t2.permit.{column}": value for column, value in (("last_year_items", "5"), ("change", "7"))}
    text = page(F2019, said | {"t2.permit.decisions": "gone"})
    head = cell("上一年项目数量") + cell("本年增/减") + cell("处理决定数量")
    text = text.replace(head, cell("上一年项目数量") + cell("本年增/减 处理决定数量", across=2), 1)
    found = read_html(text.replace(cell("7") + cell("gone"), cell("7", across=2)))
    assert states(found, "t2.permit") == {CellState.AMBIGUOUS}


@pytest.mark.parametrize(
    ("form", "upper", "lower", "rows"),
    [
        (F2021, "2.重复申请", "3.要求提供公开出版物", ("rejected.duplicate", "rejected.publication")),
        (F2019, "（六）其他处理", "（七）总计", ("other", "total")),
    ],
)
def test_labels_run_together_are_neither_s(form: Form, upper: str, lower: str, rows: tuple[str, str]) -> None:
    text = page(form, NEW)
    at = text.index(lower)
    begin = text.rindex("<tr>", 0, at)
    text = text[:begin] + text[text.index("</tr>", at) + len("</tr>") :]
    found = read_html(text.replace(upper, f"{upper}<br>{lower}"))
    assert {state for row in rows for state in states(found, f"t3.{row}")} == {CellState.MISSING}
    assert states(found, "t3.rejected.petition") == {CellState.OK}
