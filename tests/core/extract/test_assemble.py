"""States of cells: plain, blank, recovered, ambiguous, unreadable, missing; units; what is remarked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.extract.report import Cell, CellState, Number, Report
from core.messages import render
from tests.core.extract.support import F2019, F2021, page, read_html, rules


def cell(text: str, *, id: str = "t3.new.natural", form: str = "2021") -> Cell:
    """The cell of a page in whose place the text stands."""
    return read_html(page(F2021 if form == "2021" else F2019, {id: text})).cells[id]


def fee(text: str, head: str = "本年收费金额（单位：万元）") -> tuple[Report, Cell]:
    said = page(F2021, {"t2.fee.amount": text}).replace("本年收费金额（单位：万元）", head)
    report = read_html(said)
    return report, report.cells["t2.fee.amount"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *[
            ("0件", 0),
            ("12 件", 12),
            ("３０", 30),
            ("1，234", 1234),
            ("1.0", 1),
            ("0.00", 0),
            ("零", 0),
            ("12万", 120000),
        ],
        *[("3（件）", 3), ("〇", 0), ("-4", -4), ("12.5", Decimal("12.5")), ("6,091", 6091), ("133?", 133)],
    ],
)
def test_plain_counts(text: str, value: Number) -> None:
    found = cell(text)
    assert (found.state, found.value, found.note) == (CellState.OK, value, None)
    assert isinstance(found.value, type(value))


@pytest.mark.parametrize(
    ("text", "raw"), [("", ""), ("  ", ""), ("/", "/"), ("—", "—"), ("／", "／"), ("无", "无"), ("--", "--")]
)
def test_blanks(text: str, raw: str) -> None:
    found = cell(text)
    assert (found.state, found.value, found.raw) == (CellState.BLANK, None, raw)


@pytest.mark.parametrize(
    "text",
    [
        "约20",
        "20余",
        "共5",
        "5.",
        ".5",
        "1.234,5",
        "1'234",
        "12元",
        "+3",
        "增3",
        "12人",
        "3/4",
        "007",
        "00",
        "暂无",
        "九",
        "٣",
        "①",
    ],
)
def test_what_is_no_count_is_unreadable(text: str) -> None:
    found = cell(text)
    assert (found.state, found.value, found.candidates) == (CellState.UNREADABLE, None, ())
    assert found.raw == text
    assert found.note is not None
    assert render(found.note)


@pytest.mark.parametrize(
    ("text", "offered"),
    [("1,2 34", 1234), ("2 3", 23), ("1 234", 1234), ("O", 0), ("l", 1), ("1O", 10), ("○", 0)],
)
def test_torn_and_lookalike_digits_are_offered_and_not_taken(text: str, offered: int) -> None:
    report = read_html(page(F2021, {"t3.new.natural": text}))
    found = report.cells["t3.new.natural"]
    assert (found.state, found.value, found.candidates) == (CellState.AMBIGUOUS, None, (offered,))
    (ambiguity,) = report.ambiguities
    assert (ambiguity.cells, ambiguity.readings) == (("t3.new.natural",), ((offered,),))
    assert not ambiguity.complete


@pytest.mark.parametrize("text", ["12①", "12*", "12（注1）", "12[1]", "12²"])
def test_a_note_mark_behind_a_number_is_left_off_and_said_so(text: str) -> None:
    found = cell(text)
    assert (found.state, found.value, found.raw) == (CellState.RECOVERED, 12, text)
    assert found.note is not None
    assert text in render(found.note, "en")


@pytest.mark.parametrize(
    ("text", "value"), [("增96", 96), ("减1", -1), ("-15", -15), ("+3", 3), ("减少2项", -2), ("0", 0)]
)
def test_changes(text: str, value: int) -> None:
    found = cell(text, id="t2.permit.change", form="2019")
    assert (found.state, found.value) == (CellState.OK, value)


@pytest.mark.parametrize(
    ("text", "head", "yuan"),
    [
        ("12.5", "本年收费金额（单位：万元）", 125000),
        ("3940元", "本年收费金额（单位：万元）", 3940),
        ("3940", "本年收费金额（单位：元）", 3940),
        ("0.5", "本年收费金额（亿元）", 50_000_000),
        ("5", "本年收费金额（单位：千元）", 5000),
        ("5", "本年收费金额（单位：百万元）", 5_000_000),
        ("23.57亿元", "本年收费金额", 2_357_000_000),
        ("0", "本年收费金额", 0),
        ("0万元", "本年收费金额（单位：万元）", 0),
        ("0件", "本年收费金额（单位：万元）", 0),
        ("4166.241619", "本年收费金额（单位：万元）", Decimal("41662416.19")),
        ("1,389.77", "本年收费金额（单位：万元）", Decimal(13897700)),
    ],
)
def test_amounts_in_yuan(text: str, head: str, yuan: Number) -> None:
    report, found = fee(text, head)
    assert (found.state, found.value) == (CellState.OK, yuan)
    assert isinstance(found.value, Decimal)
    assert "cell.unit" not in rules(report)


def test_an_amount_without_any_unit_is_taken_in_the_forms_own_and_doubted() -> None:
    report, found = fee("4166.241619", "本年收费金额")
    assert (found.state, found.value) == (CellState.RECOVERED, Decimal("41662416.19"))
    assert rules(report) == {"cell.unit": "t2.fee.amount"}


def test_amount_of_2019_without_unit_is_in_yuan() -> None:
    found = cell("251000", id="t2.procurement.amount", form="2019")
    assert (found.state, found.value) == (CellState.OK, 251000)


@pytest.mark.parametrize("text", ["12件", "增5", "约3万元"])
def test_what_is_no_amount_is_unreadable(text: str) -> None:
    assert fee(text)[1].state is CellState.UNREADABLE


def test_a_torn_amount_is_offered_in_yuan() -> None:
    _, found = fee("4 166.25")
    assert (found.state, found.candidates) == (CellState.AMBIGUOUS, (Decimal("41662500"),))


def test_one_remark_for_each_gap_of_rows() -> None:
    said = page(F2021, {})
    for label in ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "2.重复申请"):
        said = said.replace(f">{label}<", "><")
    report = read_html(said)
    gaps = {remark.place: len(remark.cells) for remark in report.remarks}
    assert gaps == {"t3.denied.secret": 14, "t3.rejected.duplicate": 7}
    for remark in report.remarks:
        assert render(remark.message)
        assert render(remark.message, "en")
        assert all(report.cells[id].state is CellState.MISSING for id in remark.cells)


def test_misprinted_labels_of_a_table_are_one_remark() -> None:
    said = (
        page(F2021, {})
        .replace("危及“三安全一稳定”", "危机“三安全一稳定”")
        .replace("2.重复申请", "2.重复申清")
    )
    report = read_html(said)
    (remark,) = report.remarks
    assert remark.rule == "form.label"
    assert set(remark.cells) == {
        f"t3.{row}.{column}"
        for row in ("denied.safety", "rejected.duplicate")
        for column in F2021.tables["t3"].columns
    }
    assert "危机" in render(remark.message)
    assert "重复申清" in render(remark.message, "en")
