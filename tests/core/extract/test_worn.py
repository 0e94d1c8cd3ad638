"""What wear leaves of a table: line ends and page numbers, notes, rows too many, numbers gone elsewhere."""

from __future__ import annotations

import re

import pytest

from core.extract.candidates import Run
from core.extract.digits import row_readings
from core.extract.habits import Habits
from core.extract.report import CellState
from core.extract.solve import STEPS, solve
from core.extract.steps import Steps, TooMany
from tests.core.extract.support import (
    F2019,
    F2021,
    html_cell,
    lines_of,
    page,
    read_html,
    read_text,
    states,
    text_report,
    values,
)
from tests.core.extract.test_stream import FILLED, HEADS, NEW, T3, report, rows


def test_line_ends_of_windows_part_page_numbers_from_the_row_above() -> None:
    lines = [*rows(" ")[:6], "", "- 3 -", "", *rows(" ")[6:]]
    text = text_report(F2021, {"t3": lines})
    found = read_text(text.replace("\n", "\r\n"))
    assert {cell.state for cell in found.cells.values()} == {CellState.OK}


def test_a_number_before_a_form_feed_is_the_page_s() -> None:
    lines = rows(" ")
    found = report([*lines[:6], "3", "\f", *lines[6:]])
    assert {cell.state for cell in found.cells.values()} == {CellState.OK}
    found = report([*lines[:6], "3", *lines[6:]])
    assert states(found, "t3.denied.secret") == {CellState.AMBIGUOUS}


@pytest.mark.parametrize("note", ["（含港澳台居民2类）", "(含港澳\n台居民2\n类)"])
def test_a_note_in_a_head_is_no_head(note: str) -> None:
    found = report([HEADS.replace("自然人", f"自然人{note}"), *lines_of(T3, NEW)])
    assert values(found, "t3.new") == FILLED
    found = report([HEADS.replace("自然人", "自然人 小计"), *lines_of(T3, NEW)[3:]])
    assert states(found, "t3.new") == {CellState.AMBIGUOUS}


@pytest.mark.parametrize("gap", [" ", "\n", "|"])
def test_a_row_that_the_form_has_not_ends_the_one_before(gap: str) -> None:
    lines = rows(gap)
    at = next(n for n, line in enumerate(lines) if line.startswith("4.保护"))
    found = report([*lines[:at], gap.join(["9.另行统计事项", *"7777777"]), *lines[at:]])
    assert values(found, "t3.denied.safety") == values(found, "t3.denied.third_party") == [1] * 7


def test_a_blank_between_numbers_proves_that_a_table_keeps_its_blanks() -> None:
    padded = {"granted": "5|0|0|0|0||||||", "partial": "1|1|1|1|1|1|6||||"}
    assert states(report(rows("|", **padded)), "t3.granted") == {CellState.AMBIGUOUS}
    proved = report(rows("|", **padded, denied__law="5||0|0|0|0|5"))
    assert values(proved, "t3.granted") == [5, 0, 0, 0, 0, None, None]


def test_a_row_with_nothing_may_have_its_numbers_in_a_crowded_one() -> None:
    found = report(rows(" ", granted="", partial="1 2 3 4 5 6 21 7 0 0 0 0 0 7"))
    assert states(found, "t3.granted") == {CellState.AMBIGUOUS}
    found = report(rows(" ", granted=""))
    assert states(found, "t3.granted") == {CellState.BLANK}


def test_numbers_below_all_labels_leave_no_blank_table() -> None:
    labels = [row.label for row in T3.rows.values()]
    found = report([HEADS, *labels, *("1" for _ in T3.cells)])
    assert CellState.BLANK not in {cell.state for cell in found.cells.values()}


def test_marks_for_none_are_no_line_of_words() -> None:
    t4 = [*lines_of(F2021.tables["t4"], {})[:-1], " | ".join(["0", "无", "0", "无", "0"] * 3)]
    found = read_text(text_report(F2021, {"t4": t4}))
    assert [cell.raw for cell in found.cells.values()][:5] == ["0", "无", "0", "无", "0"]


def test_label_numbers_with_a_zero_take_it_along() -> None:
    lines = [re.sub(r"(?<!\d)(\d)\.", r"0\1.", line) for line in lines_of(T3, {}, gap="")]
    found = report(["".join(lines)])
    assert values(found, "t3.denied.secret") == [0] * 7
    assert states(found, "t3.denied.secret") == {CellState.RECOVERED}


def test_a_row_hardly_like_its_label_is_told_by_its_place() -> None:
    said = page(F2021, NEW).replace("（七）总计", "（七）总某").replace(">规章<", ">规某<")
    found = read_html(said)
    assert values(found, "t3.total") == [0] * 7
    assert states(found, "t3.total") == states(found, "t2.rules") == {CellState.RECOVERED}
    other = read_html(page(F2021, NEW).replace("（七）总计", "（七）备考"))
    assert states(other, "t3.total") == {CellState.MISSING}


def test_a_blank_column_at_the_end_of_a_grid_is_no_cell() -> None:
    said = page(F2019, NEW).replace("</tr>", f"{html_cell_blank()}</tr>")
    assert {cell.state for cell in read_html(said).cells.values()} == {CellState.OK}


def html_cell_blank() -> str:
    return html_cell(next(cell for cell in T3.sheet if cell.row_span == cell.column_span == 1), "")


def test_readings_of_parts_that_nothing_joins_are_found_once() -> None:
    def keeps(end: tuple[object, ...], digits: int) -> bool:
        return True

    def read(joints: frozenset[int]) -> list[tuple[object, ...]]:
        return list(
            row_readings(
                ("1111111111",),
                6,
                keeps,
                Steps(600),
                blanks=0,
                cuts=True,
                signed=frozenset(),
                joints=joints,
            )
        )

    with pytest.raises(TooMany):
        read(frozenset())
    assert len(set(read(frozenset(range(1, 6))))) == 126


def test_rows_that_nothing_ties_are_read_each_alone() -> None:
    columns = ("made", "published", "total_public")
    runs = [
        Run(tuple(f"t2.{row}.{column}" for column in columns), (("9876543219",),))
        for row in ("rules", "normative", "permit", "other_services", "penalty")
    ]
    fee = Run(("t2.fee.last_year_items", "t2.fee.change"), (("12-12",),), frozenset({1}))
    *_, last = solve([*runs, fee], {}, F2019.relations, Habits(), Steps(STEPS))
    assert last.readings == ((12, -12),)
    assert last.sure == frozenset(fee.cells)


def test_a_blank_may_be_lost_within_a_piece() -> None:
    run = Run(tuple(f"t3.granted.{column}" for column in T3.columns), (("00", "0000"),))
    (solved,) = solve([run], {}, F2021.relations, Habits(), Steps(STEPS))
    assert not solved.sure
