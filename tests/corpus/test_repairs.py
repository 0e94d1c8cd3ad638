"""What is suggested for the failures of the samples and of the shared documents."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.extract.report import Number
from core.paths import resource
from core.pipeline import check
from core.reconcile.finding import Finding, Suggestion

SHARED = Path(os.environ.get("GOUJI_CORPUS", Path(__file__).resolve().parents[3] / "shared"))

CARRIED_OUT = {"natural": 110, "enterprise": 11, "legal": 5, "others": 7}
"""The row 四 as it would have to be, where it differs from what is printed: its total is the same."""


def failures(path: Path) -> list[Finding]:
    findings = check(path.read_bytes(), path.name).reconciliation.findings
    return [finding for finding in findings if finding.relation is not None]


def suggested(path: Path, key: str) -> tuple[Suggestion, ...]:
    return next(finding.suggestions for finding in failures(path) if finding.key == key)


def shared(start: str) -> Path:
    found = sorted((SHARED / "seeds").glob(f"{start}*.txt"))
    if not found:
        pytest.skip(f"the shared documents are not at {SHARED} (GOUJI_CORPUS)")
    return found[0]


@pytest.mark.parametrize("where", ["sample", "shared"])
def test_row_whose_columns_are_off_is_put_right_and_keeps_its_sum(where: str) -> None:
    path = resource("samples", "云溪省2019年.txt") if where == "sample" else shared("000_")
    members = [each for each in failures(path) if each.rule == "t3.balance"]
    first = members[0].suggestions[0]
    assert first.changes == {f"t3.carried_out.{column}": value for column, value in CARRIED_OUT.items()}
    assert first.breaks == 0
    assert all(member.suggestions == members[0].suggestions for member in members)


def test_blank_totals_of_a_report_are_filled_in_with_one_suggestion() -> None:
    path = resource("samples", "云溪市2019年.html")
    (first, *others) = suggested(path, "t3.total_sum@sum")
    assert len(first.changes) == 11
    assert (first.breaks, first.tied, others) == (0, 1, [])


def test_total_left_out_where_digits_run_together_is_filled_in() -> None:
    first = suggested(shared("003_"), "t3.row_sum@other.else")[0]
    wanted: dict[str, Number | None] = {"t3.other.else.sum": 8}
    assert first.changes == wanted
