"""The whole of reconciling: order, the truth of real reports, and how long it takes."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from timeit import repeat
from typing import Any

import pytest

from core.extract.report import Cell, CellState, Number, Remark, Report
from core.forms.library import forms
from core.messages import message
from core.reconcile.engine import SEVERITIES, reconcile
from core.reconcile.finding import Status
from tests.core.reconcile.oracle import balanced
from tests.support import make_report

SAID = message("value.blank")
EQUATED = {"t3.row_sum", "t3.balance", "t3.total_sum", "t4.group_sum"}


def truth_report(truth: dict[str, Any]) -> Report:
    """The report that a truth file's cells make; a cell it does not know is ambiguous without readings."""
    values: dict[str, Number | None] = truth["cells"]
    held = {cell.partition(".")[0] for cell in values}
    main = truth["forms"]["t3"] or truth["forms"]["t2"] or truth["template"]
    named = {
        table: (truth["forms"].get(table) or main) if table in held else None for table in ("t2", "t3", "t4")
    }
    cells = {}
    for table, form in named.items():
        for id in forms()[form].tables[table].cells if form else ():
            known = id in values and id not in truth["ambiguous"]
            value = values[id] if known else None
            state = CellState.AMBIGUOUS if not known else CellState.BLANK if value is None else CellState.OK
            cells[id] = Cell(id, value, "", state)
    return Report("", "", truth["year"], main, named, cells)


def violations(truth: dict[str, Any]) -> set[str]:
    """The truth's violations as keys; older truth files say them as objects, and a row by its sum cell."""
    said = [(each["rule"], each["at"]) if isinstance(each, dict) else each for each in truth["violations"]]
    return {f"{rule}@{at.removeprefix('t3.').removesuffix('.sum')}" for rule, at in said}


def truths(folder: Path) -> list[dict[str, Any]]:
    found = [
        json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        for path in sorted((folder / "truth").glob("*.json"))
    ]
    return [truth for truth in found if truth["cells"]]


@pytest.mark.parametrize("folder", ["seeds", "corpus"])
def test_real_reports_fail_where_they_do(shared: Path, folder: str) -> None:
    for truth in truths(shared / folder):
        report = truth_report(truth)
        found = reconcile(report.cells, report)
        undecided = {
            each.relation.key
            for each in found.outcomes
            if each.about == "tables"
            and any(report.cells[cell].state is CellState.AMBIGUOUS for cell in each.relation.cells)
        }
        failed = {finding.key for finding in found.findings if finding.rule in EQUATED}
        assert failed == violations(truth) - undecided, truth["file"]


def seed(shared: Path, number: str) -> Report:
    return next(truth_report(each) for each in truths(shared / "seeds") if each["file"].startswith(number))


def test_nine_failures_of_a_published_report_are_two_groups(shared: Path) -> None:
    report = seed(shared, "000")
    found = reconcile(report.cells, report)
    count = {status: sum(each.status is status for each in found.outcomes) for status in Status}
    assert count == {Status.PASSED: 38, Status.FAILED: 9, Status.NOT_EVALUABLE: 0}
    assert [(finding.rule, finding.group) for finding in found.findings] == [
        *[("t3.balance", 1)] * 4,
        *[("t3.total_sum", 2)] * 5,
    ]
    assert [finding.explanation.id for finding in found.findings if finding.explanation] == [
        *["reconcile.group.cancelled"] * 4,
        *["reconcile.group.cancelled_with_total"] * 5,
    ]


def test_blank_table_two_is_one_doubt_and_leaves_its_relations_open(shared: Path) -> None:
    report = seed(shared, "004")
    found = reconcile(report.cells, report)
    assert [(each.key, len(each.cells)) for each in found.findings] == [("cell.blank@t2.rules.made", 22)]
    open_rules = {each.relation.table for each in found.outcomes if each.status is Status.NOT_EVALUABLE}
    assert open_rules == {"t2"}


def test_order_is_severity_then_table_row_and_column() -> None:
    values: dict[str, Number | None] = {
        **balanced("2019"),
        "t2.rules.published": 10**9,
        "t2.permit.change": -(10**9),
        "t3.partial.legal": Decimal("0.5"),
        "t3.granted.sum": None,
        "t4.review.sum": 10**9,
    }
    remarks = (
        Remark("form.label", "t3", (), SAID),
        Remark("form.missing", "t4", (), SAID),
        Remark("form.year", "report", (), SAID),
        Remark("cell.unit", "t2.procurement.amount", ("t2.procurement.amount",), SAID),
    )
    report = replace(make_report(values), remarks=remarks)
    assert [finding.key for finding in reconcile(report.cells, report).findings] == [
        "form.year@report",
        "t2.items@permit",
        "t3.row_sum@granted",
        "t3.total_sum@legal",
        "t3.total_sum@sum",
        "t3.row_sum@partial",
        "cell.number@t3.partial.legal",
        "form.missing@t4",
        "t4.group_sum@review",
        "t2.at_least@rules",
        "cell.unit@t2.procurement.amount",
        "cell.blank@t3.granted.sum",
        "form.label@t3",
    ]


def test_what_is_about_no_cell_stands_before_the_first_cell_of_its_table() -> None:
    remark = Remark("form.missing", "t2", (), SAID)
    report = replace(make_report({"t2.rules.made": -1}), remarks=(remark,))
    found = reconcile(report.cells, report).findings
    assert [each.key for each in found] == ["form.missing@t2", "cell.number@t2.rules.made"]


def test_findings_stand_in_the_order_of_the_form_whatever_fails() -> None:
    values = dict.fromkeys(make_report({}).cells, None) | {
        "t3.new.sum": 5,
        "t3.total.natural": 7,
        "t4.review.sum": -1,
    }
    report = make_report(values)
    found = reconcile(report.cells, report).findings
    ids = list(report.cells)
    placed = [(SEVERITIES.index(each.severity), min(map(ids.index, each.cells))) for each in found]
    assert placed == sorted(placed)


def test_prose_has_nothing_to_reconcile() -> None:
    report = Report("", "", 2014, "prose", {"t2": None, "t3": None, "t4": None}, {})
    found = reconcile(report.cells, report)
    assert (found.outcomes, found.findings) == ((), ())


def test_key_of_every_finding_is_its_own() -> None:
    report = make_report(dict.fromkeys(make_report({}).cells, Decimal("-0.001")))
    keys = [finding.key for finding in reconcile(report.cells, report).findings]
    assert len(keys) == len(set(keys)) > 190


def test_report_in_which_everything_fails_takes_milliseconds() -> None:
    """The bound is loose, for busy machines; the benchmarks hold the figures."""
    worst = make_report({cell: at * at for at, cell in enumerate(make_report({}).cells)})
    assert len(reconcile(worst.cells, worst).findings) > 35
    assert min(repeat(lambda: reconcile(worst.cells, worst), number=1, repeat=5)) < 0.05
