"""Heads above rows: which grid column is which of the form's."""

from __future__ import annotations

from core.document.location import TableCell
from core.document.model import Grid, GridCell
from core.extract.heads import Heads, column_of, is_head_line, read_heads, usual_order
from core.extract.lines import Line, lines
from core.extract.reading import ABSENT
from tests.core.extract.support import F2021

T2, T3 = F2021.tables["t2"], F2021.tables["t3"]
COLUMNS = list(T3.columns.values())
SEVEN = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def lines_of(*rows: list[str]) -> tuple[Line, ...]:
    cells = tuple(
        GridCell(r, c, 1, 1, text, 100 * r + 10 * c, TableCell(0, r, c))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return lines([Grid(0, len(rows), len(rows[0]), cells)])


def heads_of(row: list[str]) -> Heads:
    found = read_heads([lines_of(row)[0]], T3)
    assert found is not None
    return found


def test_usual_order_is_that_of_reading_the_printed_form() -> None:
    assert usual_order(T3) == ("natural", "sum", "enterprise", "research", "welfare", "legal", "others")
    assert usual_order(T2) == ("made", "repealed", "in_force", "decisions", "amount")


def test_ranges_and_strangers() -> None:
    found = heads_of(["项目", *SEVEN[:-1], "小计", "总计"])
    assert found.ranges["natural"] == (1, 2)
    assert found.ranges["sum"] == (8, 9)
    assert found.strangers == ((7, 8),)


def test_one_known_head_of_seven_is_none() -> None:
    assert read_heads([lines_of(["其他", "1", "2", "3"])[0]], T3) is None


def test_a_row_with_numbers_is_no_line_of_heads() -> None:
    head, row, total = lines_of(SEVEN, ["其他", *"123456"], ["（七）总计", *"      "])
    assert is_head_line(head, T3)
    assert not is_head_line(row, T3)
    assert not is_head_line(total, T3)
    assert column_of(total.cells[0], T3) is None


def test_pieces_are_placed_by_heads_where_their_order_is_another() -> None:
    rows = lines_of(["", "总计", *SEVEN[:-1]], ["予以公开", *"7123456"])
    heads = read_heads(rows[:1], T3)
    assert heads is not None
    assert not heads.agree(COLUMNS)
    pieces = heads.place(COLUMNS, rows[1].cells[1:])
    assert pieces is not None
    assert [piece.text for piece in pieces] == list("1234567")


def test_a_column_without_head_is_absent() -> None:
    rows = lines_of(["", *SEVEN[:-1]], ["予以公开", *"123456"])
    heads = read_heads(rows[:1], T3)
    assert heads is not None
    pieces = heads.place(COLUMNS, rows[1].cells[1:])
    assert pieces is not None
    assert pieces[-1] == ABSENT
    assert [piece.text for piece in pieces[:-1]] == list("123456")


def test_a_number_under_no_head_leaves_all_unsure() -> None:
    rows = lines_of(["", *SEVEN, ""], ["予以公开", *"12345678"])
    heads = read_heads(rows[:1], T3)
    assert heads is not None
    assert heads.place(COLUMNS, rows[1].cells[1:]) is None


def test_without_heads_as_many_cells_are_taken_in_order() -> None:
    cells = lines_of(list("1234567"))[0].cells
    pieces = Heads().place(COLUMNS, cells)
    assert pieces is not None
    assert [piece.text for piece in pieces] == list("1234567")
    assert Heads().place(COLUMNS, cells[:6]) is None
