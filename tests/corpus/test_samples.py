"""The sample reports are read as their truth files say: right or abstained, never silently wrong."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.extract.report import CellState
from core.paths import resource
from core.pipeline import Checked, check
from core.reconcile.finding import Status

TRUTH = Path(__file__).parent / "samples_truth"
NAMES = sorted(path.name.removesuffix(".json") for path in TRUTH.glob("*.json"))
RUN_TOGETHER = "南屏区2021年.txt"


@cache
def truth(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        (TRUTH / f"{name}.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    return said


@cache
def checked(name: str) -> Checked:
    return check(resource("samples", name).read_bytes(), name)


def failed(name: str) -> set[tuple[str, str]]:
    """The relations that fail, but for those of table 2, which the truth files do not list."""
    outcomes = checked(name).reconciliation.outcomes
    return {
        (outcome.relation.rule, outcome.relation.place)
        for outcome in outcomes
        if outcome.status is Status.FAILED and outcome.relation.table != "t2"
    }


def test_every_sample_has_its_truth() -> None:
    samples = {path.name for path in resource("samples").iterdir() if path.suffix != ".py"}
    assert samples == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_forms_and_year(name: str) -> None:
    report = checked(name).report
    assert (report.year, report.template) == (truth(name)["year"], truth(name)["template"])
    assert dict(report.forms) == truth(name)["forms"]
    assert report.agency
    assert report.agency in report.title


@pytest.mark.parametrize("name", NAMES)
def test_every_number_is_right_or_left_open(name: str) -> None:
    cells, true = checked(name).report.cells, truth(name)["cells"]
    assert set(cells) == set(true)
    read = {id: cell.value for id, cell in cells.items() if cell.state is not CellState.AMBIGUOUS}
    assert read == {id: true[id] for id in read}
    undecided = {id: cell.value for id, cell in cells.items() if id in truth(name)["ambiguous"]}
    assert undecided == dict.fromkeys(truth(name)["ambiguous"])


@pytest.mark.parametrize("name", [name for name in NAMES if name != RUN_TOGETHER])
def test_where_the_cells_stand_apart_nothing_is_left_open(name: str) -> None:
    states = {cell.state for cell in checked(name).report.cells.values()}
    assert states <= {CellState.OK, CellState.BLANK}


def test_only_runs_of_digits_are_left_open() -> None:
    runs = ("t2.rules.", "t2.normative.", "t3.new.", "t3.carried_in.", "t3.denied.internal.", "t3.total.")
    cells = checked(RUN_TOGETHER).report.cells.values()
    assert all(cell.id.startswith(runs) for cell in cells if cell.state is CellState.AMBIGUOUS)


@pytest.mark.parametrize("name", NAMES)
def test_relations_that_fail_are_those_that_are_known_to(name: str) -> None:
    assert failed(name) == {(rule, place) for rule, place in truth(name)["violations"]}


def test_nine_failures_stand_in_two_groups() -> None:
    findings = checked("云溪省2019年.txt").reconciliation.findings
    failures = [finding for finding in findings if finding.relation is not None]
    assert len(failures) == 9
    assert len({finding.group for finding in failures}) == 2
