"""What findings look like, from evidence, and what the search for repairs came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from core.extract.report import Cell, CellState, Number, Report
from core.messages import message
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.compare import SEVERITIES as COMPARED
from core.reconcile.doubts import SEVERITIES
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding, Suggestion
from core.reconcile.looks import statement, verdict
from tests.core.reconcile.oracle import with_states
from tests.support import make_report

UPHELD, OTHER, SUM = (f"t4.review.{column}" for column in ("upheld", "other", "sum"))
WHY = message("reconcile.all_blank")
OFF = make_report({UPHELD: 4, OTHER: 4, SUM: 11})


def failed(report: Report = OFF) -> Finding:
    """The first failed relation of a report."""
    return next(each for each in reconcile(report.cells, report).findings if each.relation is not None)


def suggested(*suggestions: Suggestion) -> Finding:
    return replace(failed(), suggestions=suggestions)


def to(cell: str, *, breaks: int = 0, tied: int = 1) -> Suggestion:
    return Suggestion({cell: 7}, WHY, breaks, tied=tied)


def looks(finding: Finding, doubtful: Sequence[str] = (), state: CellState = CellState.RECOVERED) -> str:
    cells: dict[str, Cell] = dict(OFF.cells)
    for cell in doubtful:
        cells[cell] = replace(cells[cell], state=state)
    return statement(finding, cells).id.removeprefix("reconcile.looks.")


@pytest.mark.parametrize("state", [CellState.RECOVERED, CellState.AMBIGUOUS])
def test_a_failure_looks_misread_where_a_cell_that_explains_it_was_not_read_plainly(state: CellState) -> None:
    assert looks(suggested(to(UPHELD)), [UPHELD], state) == "misread"
    assert looks(suggested(to(UPHELD)), [OTHER], state) == "misfilled"
    assert looks(suggested(to(UPHELD, tied=2), to(OTHER, tied=2), to(SUM)), [OTHER], state) == "misread"
    assert looks(suggested(to(UPHELD, tied=2), to(OTHER, tied=2), to(SUM)), [SUM], state) == "misfilled"


def test_without_a_sound_suggestion_any_of_its_cells_may_be_misread() -> None:
    assert looks(failed(), [OTHER]) == "misread"
    assert looks(suggested(to(UPHELD, breaks=1)), [OTHER]) == "misread"
    assert looks(suggested(to(UPHELD, breaks=1), to(SUM)), [UPHELD]) == "misfilled"
    assert looks(failed(), ["t4.direct.sum"]) == "misfilled"
    assert looks(failed(), [OTHER], CellState.CORRECTED) == "misfilled"


def test_a_total_left_blank_looks_unfilled() -> None:
    report = make_report({UPHELD: 4, SUM: None})
    assert statement(failed(report), report.cells).id == "reconcile.looks.unfilled"
    carried = make_report({"t3.carried_in.natural": 4, "t3.carried_in.sum": 4})
    beside = Beside(last_year=Neighbour(make_report({}), "上年.docx", "0" * 64))
    found = reconcile(carried.cells, carried, beside).findings
    yearly = next(each for each in found if each.rule == "year.carry")
    assert statement(yearly, carried.cells).id == "reconcile.looks.misfilled"


@pytest.mark.parametrize(
    ("suggestions", "said"),
    [
        ((), "none"),
        ((to(UPHELD),), None),
        ((to(UPHELD, tied=2), to(OTHER, tied=2)), "tied"),
        ((to(UPHELD, breaks=1),), "breaking"),
        ((to(UPHELD), to(SUM, breaks=1)), None),
    ],
)
def test_what_the_search_came_to(suggestions: tuple[Suggestion, ...], said: str | None) -> None:
    found = verdict(suggested(*suggestions))
    assert (found and found.id) == (said and f"reconcile.repair.{said}")


@pytest.mark.parametrize(("value", "said"), [(None, "no_number"), (-1, "misfilled")])
def test_text_that_is_no_number_is_told_from_one_that_may_not_be(value: Number | None, said: str) -> None:
    report = make_report({"t2.permit.decisions": value})
    if value is None:
        report = with_states(report, {"t2.permit.decisions": CellState.UNREADABLE}, "若干")
    (finding,) = reconcile(report.cells, report).findings
    assert statement(finding, report.cells).id == f"reconcile.looks.{said}"
    assert statement(finding, {}).id == "reconcile.looks.misfilled"


def test_every_doubt_has_a_kind_and_what_is_none_is_a_fault_of_the_program() -> None:
    doubt = replace(failed(), relation=None)
    for rule in (*SEVERITIES, *COMPARED, "year.report", "t2.scale", "prose.rate"):
        assert statement(replace(doubt, rule=rule), OFF.cells).id.startswith("reconcile.looks.")
    with pytest.raises(ValueError, match="no_rule"):
        statement(replace(doubt, rule="no_rule"), OFF.cells)
