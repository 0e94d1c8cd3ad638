"""Forms with tables of their own: the table of Fujian from before 2019, and one of an office's own."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from core.extract.report import Cell, CellState, Report
from core.forms.form import Table
from core.forms.library import forms, known_forms, local_forms, own_files
from core.pipeline import Checked, check
from core.review.report_json import report_from_json, report_to_json

TITLE = "云溪市2018年度政府信息公开工作年度报告"
HEADS = "指标名称 计量单位 2018年度 历年累计"


def stat() -> Table:
    return local_forms()["pre2019"].tables["stat"]


def numbers(seed: int) -> dict[str, tuple[int, int]]:
    """Numbers of the rows that keep every relation."""
    rng = random.Random(seed)
    year = {id: rng.randint(0, 300) for id in stat().rows}
    year["open"] = year["open.website"] + rng.randint(0, 9) + year["open.gazette"]
    year["requests"] = sum(year[id] for id in year if id.startswith("requests."))
    year["answers"] = sum(year[id] for id in year if id.startswith("answers."))
    before = {id: rng.randint(0, 5000) for id in year}
    before["open"] += before["open.website"] + before["open.gazette"]
    before["requests"] = sum(before[id] for id in before if id.startswith("requests."))
    before["answers"] = sum(before[id] for id in before if id.startswith("answers."))
    return {id: (value, value + before[id]) for id, value in year.items()}


def printed(row: str) -> str:
    """The label as the page has it: the first of the parts with 其中 before it."""
    label = stat().rows[row].label
    return f"其中：{label}" if label.startswith("1.") else label


def as_text(values: dict[str, tuple[int, int]], between: str, after: str) -> bytes:
    lines = [between.join((printed(id), stat().units[id], *map(str, pair))) for id, pair in values.items()]
    return (
        "\n".join([TITLE, "六、政府信息公开情况统计表", HEADS.replace(" ", between)]).encode()
        + ("\n" + after.join(lines) + "\n").encode()
    )


def as_word(values: dict[str, tuple[int, int]]) -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(rows=len(values) + 1, cols=4)
    for column, head in enumerate(HEADS.split()):
        table.cell(0, column).text = head
    for at, (id, pair) in enumerate(values.items(), 1):
        for column, text in enumerate((printed(id), stat().units[id], *map(str, pair))):
            table.cell(at, column).text = text
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def read(data: bytes, name: str) -> tuple[Checked, dict[str, tuple[object, object]]]:
    checked = check(data, name)
    cells = checked.report.cells
    return checked, {
        id: (cells[f"stat.{id}.year"].value, cells[f"stat.{id}.cumulative"].value) for id in stat().rows
    }


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("between", "after"), [(" ", "\n"), ("|", "\n"), ("\t", "\n"), ("\n", "\n")])
def test_the_table_is_read_from_text(seed: int, between: str, after: str) -> None:
    values = numbers(seed)
    checked, found = read(as_text(values, between, after), "云溪市.txt")
    assert found == values
    assert checked.report.forms == {"t2": None, "t3": None, "t4": None, "stat": "pre2019"}
    assert (checked.report.template, checked.report.year) == ("pre2019", 2018)
    within = [each for each in checked.reconciliation.outcomes if each.about == "tables"]
    assert [each.status.value for each in within] == ["passed"] * 23
    assert not [each for each in checked.reconciliation.findings if each.severity == "error"]


@pytest.mark.parametrize("seed", range(3))
def test_the_table_is_read_from_word(seed: int) -> None:
    values = numbers(seed)
    checked, found = read(as_word(values), "云溪市.docx")
    assert found == values
    states = {cell.state for cell in checked.report.cells.values()}
    assert states == {CellState.OK}
    assert checked.reconciliation.findings == ()


def test_a_wrong_total_is_found_with_the_name_of_its_relation() -> None:
    values = numbers(7)
    values["answers"] = (values["answers"][0] + 1, values["answers"][1])
    checked, _ = read(as_word(values), "云溪市.docx")
    (found,) = checked.reconciliation.findings
    assert (found.key, found.severity) == ("stat.answers@year", "error")
    assert found.suggestions[0].changes == {"stat.answers.year": values["answers"][0] - 1}


def test_digits_that_run_together_are_told_apart_by_the_relations_or_left_open() -> None:
    values = numbers(1)
    lines = "".join(f"{printed(id)}{stat().units[id]}{year}{all}" for id, (year, all) in values.items())
    data = f"{TITLE}\n六、政府信息公开情况统计表指标名称计量单位2018年度历年累计{lines}".encode()
    checked, found = read(data, "云溪市.txt")
    for id, pair in found.items():
        cells = [checked.report.cells[f"stat.{id}.{column}"] for column in ("year", "cumulative")]
        assert pair == values[id] or all(cell.state is CellState.AMBIGUOUS for cell in cells), id
        for cell, true in zip(cells, values[id], strict=True):
            assert cell.state is not CellState.OK
            assert cell.state is not CellState.AMBIGUOUS or is_open(cell, true)


def is_open(cell: Cell, true: int) -> bool:
    return not cell.candidates or true in cell.candidates


def test_the_real_table_is_read(corpus: Path) -> None:
    checked, found = read((corpus / "pingtan_2018_pre2019.txt").read_bytes(), "pingtan.txt")
    assert {id: pair for id, pair in found.items() if pair != (0, 0)} == {
        "open": (None, None),
        "open.website": (None, None),
    }
    (first, second) = checked.report.ambiguities
    assert (2069, 12106) in first.readings
    assert (2069, 12106) in second.readings
    statuses = [each.status.value for each in checked.reconciliation.outcomes if each.about == "tables"]
    assert (statuses.count("passed"), statuses.count("failed"), statuses.count("not_evaluable")) == (21, 0, 2)


def test_a_report_on_the_national_form_has_no_other_table() -> None:
    assert not {"stat"} & {table for form in forms().values() for table in form.tables}
    words = "指标名称计量单位历年累计主动公开".encode()
    assert check(TITLE.encode() + b"\n" + words, "a.txt").report.template == "prose"


OWN = """
name = "office"
title = "本单位附表"
notice = "内部通知"
first_year = 2020
[[tables]]
id = "t5"
title = "五、热线受理情况"
columns = [
    {id = "calls", label = "来电件数", kind = "count", unit = "件"},
    {id = "closed", label = "办结件数", kind = "count", unit = "件"},
]
rows = [
    {id = "advice", label = "咨询类来电情况"},
    {id = "complaint", label = "投诉类来电情况"},
    {id = "all", label = "各类来电情况合计"},
]
sheet = '''
事项类别名称 | 来电件数 | 办结件数
#advice | =advice
#complaint | =complaint
#all | =all
'''
[[tables.relations]]
rule = "t5.sum"
severity = "error"
each = "column"
left = "advice + complaint"
operator = "="
right = "all"
[[tables.relations]]
rule = "t5.closed"
severity = "error"
each = "row"
left = "closed"
operator = "<="
right = "calls"
"""

PAGE = """
<h1>云溪市2021年政府信息公开工作年度报告</h1><p>五、热线受理情况</p><table>
<tr><td>事项类别名称</td><td>来电件数</td><td>办结件数</td></tr>
<tr><td>咨询类来电情况</td><td>40</td><td>38</td></tr>
<tr><td>投诉类来电情况</td><td>12</td><td>13</td></tr>
<tr><td>各类来电情况合计</td><td>52</td><td>51</td></tr></table>
"""


@pytest.fixture
def office(gouji_home: Path) -> Iterator[None]:
    """A form in the office's own folder, read anew for this test alone."""
    from core.extract import recognise

    folder = gouji_home / "forms"
    folder.mkdir(parents=True)
    (folder / "office.toml").write_text(OWN, encoding="utf-8")
    cached = (own_files, known_forms, forms, local_forms, recognise._marks)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


def test_a_form_of_the_offices_own_is_read_and_checked(office: None) -> None:
    checked = check(PAGE.encode(), "云溪市.html")
    report = checked.report
    assert report.forms["t5"] == "office"
    assert [cell.value for cell in report.cells.values()] == [40, 38, 12, 13, 52, 51]
    failed = [each.key for each in checked.reconciliation.findings if each.relation is not None]
    assert failed == ["t5.closed@complaint"]
    assert [file.name for file in report.own] == ["office.toml"]


def test_a_kept_report_brings_its_form_along(office: None) -> None:
    kept = report_to_json(check(PAGE.encode(), "云溪市.html").report)
    own_files.cache_clear()
    known_forms.cache_clear()
    back = report_from_json(kept)
    assert_checks_alike(back)


def assert_checks_alike(report: Report) -> None:
    from core.reconcile.engine import reconcile

    found = reconcile(report.cells, report).findings
    assert "t5.closed@complaint" in {each.key for each in found}
