"""The unit of an amount stands in the header of its column or the label of its row."""

from __future__ import annotations

import pytest

from core.extract.units import factor, header_units
from tests.core.extract.support import F2019, F2021


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("本年收费金额（单位：万元）", "万元"),
        ("本年收费金额\n（单位：元）", "元"),
        ("本 年 收 费 金 额（千元）", "千元"),
        ("本年收费金额（百万元）", "百万元"),
        ("本年收费金额（单位:人民币亿元）", "亿元"),
        ("行政事业性收费（元）", "元"),
    ],
)
def test_printed_unit(text: str, unit: str) -> None:
    assert header_units(F2021.tables["t2"], text) == {"amount": unit}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "本年收费金额",
        "本年收费金额 3940元",
        "收费（万元）",
        "行政事业性收费的具体情况以主管部门公布的为准，万元",
    ],
)
def test_no_unit_of_the_header(text: str) -> None:
    assert header_units(F2021.tables["t2"], text) == {}


@pytest.mark.parametrize("line", ["单位：千元", "（金额单位：千元）", "注：金额单位为千元。"])
def test_a_line_of_its_own_states_the_unit_where_no_header_does(line: str) -> None:
    table = F2021.tables["t2"]
    assert header_units(table, f"本年收费金额\n行政事业性收费 65\n{line}\n") == {"amount": "千元"}
    assert header_units(table, f"本年收费金额（元）\n{line}") == {"amount": "元"}
    assert header_units(table, f"{line}\n单位：万元\n本年收费金额") == {}
    assert header_units(table, f"采购总金额{line}\n本年收费金额") == {}


def test_the_header_of_the_column_comes_before_the_label_of_the_row() -> None:
    text = "本年收费金额（元）行政事业性收费（万元）"
    assert header_units(F2021.tables["t2"], text) == {"amount": "元"}


def test_2019_form() -> None:
    assert header_units(F2019.tables["t2"], "采购项目数量 采购总金额（万元）") == {"amount": "万元"}
    assert header_units(F2019.tables["t3"], "采购总金额（万元）") == {}


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [("", 1), ("元", 1), ("千元", 1000), ("万", 10**4), ("万元", 10**4), ("百万元", 10**6), ("亿元", 10**8)],
)
def test_factor(unit: str, yuan: int) -> None:
    assert factor(unit) == yuan
