"""A table that stands in the document more than once."""

from __future__ import annotations

import pytest

from core.extract.report import CellState, Report
from core.messages import render
from tests.core.extract.support import (
    F2021,
    html_table,
    lines_of,
    read_html,
    read_text,
    row_of,
    rules,
    states,
    values,
)

T3 = F2021.tables["t3"]
ONE = {f"t3.new.{column}": str(n) for n, column in enumerate(T3.columns)}
OTHER = ONE | {"t3.new.natural": "8", "t3.new.sum": "9"}
TITLE = "云溪市水务局2021年政府信息公开工作年度报告"


def web(first: str, second: str, *, other: dict[str, str] = OTHER) -> Report:
    tables = f"<p>{first}</p>{html_table(T3, ONE)}<p>{second}</p>{html_table(T3, other)}"
    return read_html(f"<p>{TITLE}</p><p>三、收到和处理政府信息公开申请情况</p>{tables}")


def text(first: str, second: str, *, other: dict[str, str] = OTHER) -> Report:
    lines = [
        TITLE,
        "三、收到和处理政府信息公开申请情况",
        first,
        *lines_of(T3, ONE),
        second,
        *lines_of(T3, other),
    ]
    return read_text("\n".join(lines))


@pytest.mark.parametrize("read", [web, text])
def test_the_same_numbers_again_are_no_doubt(read) -> None:  # type: ignore[no-untyped-def]
    report = read("", "附件", other=ONE)
    assert values(report, "t3.new") == list(range(7))
    assert "form.repeated" not in rules(report)


@pytest.mark.parametrize("read", [web, text])
def test_other_numbers_are_left_open_and_doubted(read) -> None:  # type: ignore[no-untyped-def]
    report = read("", "附件")
    assert values(report, "t3.new") == [None, 1, 2, 3, 4, 5, None]
    assert report.cells["t3.new.natural"].candidates == (0, 8)
    assert states(report, "t3.granted") == {CellState.OK}
    (ambiguity,) = report.ambiguities
    assert (ambiguity.cells, ambiguity.readings) == (("t3.new.natural", "t3.new.sum"), ((0, 6), (8, 9)))
    remark = next(remark for remark in report.remarks if remark.rule == "form.repeated")
    assert (remark.place, remark.cells) == ("t3", ("t3.new.natural", "t3.new.sum"))
    assert render(remark.message)
    assert render(remark.message, "en")


@pytest.mark.parametrize("read", [web, text])
@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("2021年度", "2020年度", 0),
        ("上年数据（2020年）", "本年数据（2021年）", 8),
        ("", "2020年数据", 0),
        ("2020年", "", 8),
    ],
)
def test_a_heading_with_the_year_tells(read, first: str, second: str, taken: int) -> None:  # type: ignore[no-untyped-def]
    report = read(first, second)
    assert values(report, "t3.new")[0] == taken
    assert {cell.state for cell in row_of(report, "t3.new")} == {CellState.OK}
    assert rules(report)["form.repeated"] == "t3"


def test_a_sentence_about_another_year_tells_nothing() -> None:
    report = web("2020年，我局收到申请 3 件，同比增长。", "附件")
    assert values(report, "t3.new")[0] is None


def test_rows_of_two_tables_are_never_mixed() -> None:
    """The second table lacks its last rows, the first its first ones."""
    lines = lines_of(T3, ONE)
    upper = [line for line in lines_of(T3, dict.fromkeys(T3.cells, "7")) if "结转下年度" not in line]
    report = read_text("\n".join([TITLE, *upper, "附件", *lines]))
    seen = {cell.value for cell in report.cells.values() if cell.state is CellState.OK}
    assert seen <= set(range(7))


@pytest.mark.parametrize("heading", ["上年度情况", "附：上一年度数据", "去年数字"])
@pytest.mark.parametrize("read", [web, text])
def test_a_heading_that_says_last_year_gives_the_table_to_it(read, heading) -> None:  # type: ignore[no-untyped-def]
    report = read(heading, "本年度", other=OTHER)
    assert values(report, "t3.new") == [8, 1, 2, 3, 4, 5, 9]
    report = read("", heading)
    assert values(report, "t3.new") == list(range(7))


def test_what_contradicts_all_readings_of_the_other_table_is_left_open() -> None:
    report = text("", "", other=OTHER | {"t3.new.natural": "", "t3.new.enterprise": ""})
    assert report.cells["t3.new.sum"].value is None
