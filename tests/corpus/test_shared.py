"""The shared documents, the seeds and the real reports, against the truth of their cells.

They stand beside the repository (GOUJI_CORPUS) and are no part of it; without them these tests are skipped.
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from core.document.open import read_document
from core.extract.extract import extract
from core.extract.report import CellState, Number
from core.pipeline import Checked, check
from tests.corpus.grading import Grade, failed, grade

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("GOUJI_CORPUS", ROOT.parent / "shared"))
PATHS = sorted(path for kind in ("seeds", "corpus") for path in (SHARED / kind).glob("*.*") if path.is_file())
WHOLE = (
    *("000_", "002_", "004_", "huaian_city_2024.pdf", "pingtan_2025.html", "shanghai_gov_office_2019"),
    *(
        "national_2021",
        "part_changchun",
        "part_huichang",
        "part_wuhan_hanyang",
        "part_xuwen",
        "part_zhongjiang",
    ),
)
"""The documents that are to be read without a gap or a fault."""

pytestmark = pytest.mark.skipif(not PATHS, reason=f"the shared documents are not at {SHARED} (GOUJI_CORPUS)")


@cache
def truth(path: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        (path.parent / "truth" / f"{path.name}.json").read_text(encoding="utf-8"), parse_float=Decimal
    )
    return said


@cache
def checked(path: Path) -> Checked:
    return check(path.read_bytes(), path.name)


@cache
def graded(path: Path) -> Grade:
    return grade(checked(path), truth(path)["cells"], frozenset(truth(path).get("ambiguous") or ()))


def one(name: str) -> Path:
    return next(path for path in PATHS if path.name.startswith(name))


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_nothing_is_wrong_in_silence(path: Path) -> None:
    assert (graded(path)["silent"], graded(path)["recovered_wrong"]) == (0, 0), graded(path).wrong


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_year_and_forms(path: Path) -> None:
    report = checked(path).report
    assert report.year == truth(path)["year"]
    assert {t: report.forms[t] for t, form in truth(path)["forms"].items() if form} == {
        t: form for t, form in truth(path)["forms"].items() if form
    }


@pytest.mark.parametrize("path", [path for path in PATHS if path.name.startswith(WHOLE)], ids=named)
def test_whole_documents_are_right_cell_by_cell(path: Path) -> None:
    assert graded(path)["right"] == len(truth(path)["cells"]), graded(path).wrong


@pytest.mark.parametrize("path", PATHS, ids=named)
def test_the_relations_that_fail_are_those_that_truly_do(path: Path) -> None:
    said = truth(path).get("violations")
    if said is None:
        pytest.skip("which relations fail is not known")
    want = {tuple(each) if isinstance(each, list) else (each["rule"], each["at"]) for each in said}
    want = {
        (rule, at.removeprefix("t3.").removesuffix(".sum") if rule == "t3.row_sum" else at)
        for rule, at in want
    }
    found = failed(checked(path))
    assert found == want if path.name.startswith(WHOLE) else found <= want


def test_nine_failures_in_two_groups() -> None:
    result = checked(one("000_")).reconciliation
    failures = [finding for finding in result.findings if finding.relation is not None]
    assert (len(failures), len({finding.group for finding in failures})) == (9, 2)
    assert sum(outcome.status == "passed" for outcome in result.outcomes) == 38


def test_blanks_are_one_finding() -> None:
    blanks = [f for f in checked(one("004_")).reconciliation.findings if f.rule == "cell.blank"]
    assert [len(finding.cells) for finding in blanks] == [22]


def test_prose_holds_no_table() -> None:
    report = checked(one("001_")).report
    assert (report.template, dict(report.cells)) == ("prose", {})


def test_rows_parted_by_spaces_are_read_and_runs_are_never_plain() -> None:
    path = one("003_")
    for cell in checked(path).report.cells.values():
        if cell.state is CellState.OK:
            assert cell.value == truth(path)["cells"][cell.id]
        if cell.state is CellState.AMBIGUOUS:
            assert cell.value is None


def test_the_national_blank_filled_with_real_figures_is_right_cell_by_cell() -> None:
    figures = truth(one("huaian_city_2024.pdf"))["cells"]
    data = filled(one("national_2021"), figures)
    report = extract(read_document(data, "填报.docx"))
    assert {id: cell.value for id, cell in report.cells.items()} == figures
    assert {cell.state for cell in report.cells.values()} <= {CellState.OK, CellState.BLANK}


def filled(blank: Path, figures: dict[str, Number | None]) -> bytes:
    """The blank form with every figure written into its cell, found by where the blank is read."""
    from docx import Document

    document = Document(str(blank))
    places = checked(blank).report.cells
    grids = {grid.index: grid for grid in checked(blank).document.grids}
    tables = list(document.tables)
    for id, value in figures.items():
        place: Any = places[id].location
        grid = grids[place.table]
        assert grid.at(place.row, place.column) is not None
        wan = id == "t2.fee.amount" and value is not None
        text = "" if value is None else str(Decimal(value) / 10_000 if wan else value)
        tables[place.table].cell(place.row, place.column).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()
