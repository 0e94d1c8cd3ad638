"""Claims of the prose made by hand: which of their alternatives counts, and what a rate must be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from core.document.location import TextSpan
from core.extract.prose.model import Claim, Figure, Prose, figure_id
from core.extract.report import CellState, Number, Report
from core.forms.relation import Term
from core.messages import message
from core.reconcile.finding import Outcome, Status
from core.reconcile.prose import compared, prose_findings, prose_outcomes, rounded
from core.reconcile.readings import read_numbers
from tests.core.reconcile.oracle import with_states
from tests.support import make_report

SUM, UPHELD, OTHER, PENDING = (f"t4.review.{each}" for each in ("sum", "upheld", "other", "pending"))
DOUBT = message("reconcile.all_blank")
SAID = ("prose.1",)


def terms(*cells: str) -> tuple[Term, ...]:
    return tuple(Term(1, cell) for cell in cells)


def with_prose(report: Report, numbers: tuple[Number, ...], *claims: Claim, unit: str = "件") -> Report:
    """The report with prose of these numbers, the first of them in this unit, and these claims."""
    figures = tuple(
        Figure(figure_id(at), str(value), value, unit if at == 1 else "件", f"{value}", TextSpan(at, at + 1))
        for at, value in enumerate(numbers, 1)
    )
    return replace(report, prose=Prose(figures, claims))


def outcomes(report: Report) -> tuple[Outcome, ...]:
    return prose_outcomes(read_numbers(report.cells, report), report.cells, report)


def came_out(report: Report, claim: Claim, said: Number = 7) -> Outcome:
    (found,) = outcomes(with_prose(report, (said,), claim))
    return found


def claim(*alternatives: str, doubt: bool = False, loose: str = "") -> Claim:
    """That the first figure is one of these cells."""
    return Claim(
        "prose.figure",
        "prose.1",
        terms(*SAID),
        alternatives=tuple(terms(each) for each in alternatives),
        loose=(terms(loose),) if loose else (),
        doubt=DOUBT if doubt else None,
    )


REPORT = make_report({SUM: 7, UPHELD: 5, OTHER: 2})


def test_the_first_alternative_that_holds_counts() -> None:
    found = came_out(REPORT, claim(UPHELD, SUM))
    assert (found.status, found.relation.right) == (Status.PASSED, terms(SUM))
    found = came_out(REPORT, claim(UPHELD, OTHER))
    assert (found.status, found.relation.right, found.right) == (Status.FAILED, terms(UPHELD), 5)


def test_what_cannot_be_told_is_no_failure_but_does_not_stand_before_what_holds() -> None:
    report = with_states(REPORT, {OTHER: CellState.UNREADABLE}, "若干")
    found = came_out(report, claim(UPHELD, OTHER))
    assert (found.status, found.relation.right) == (Status.NOT_EVALUABLE, terms(OTHER))
    assert found.reason is not None
    assert found.reason.id == "reconcile.unreadable"
    assert came_out(report, claim(OTHER, SUM)).status is Status.PASSED


def test_words_in_doubt_are_never_held_against_the_report() -> None:
    assert came_out(REPORT, claim(UPHELD, doubt=True)).status is Status.NOT_EVALUABLE
    assert came_out(REPORT, claim(SUM, doubt=True)).status is Status.PASSED
    loose = came_out(REPORT, claim(UPHELD, loose=SUM))
    assert loose.status is Status.NOT_EVALUABLE
    assert came_out(REPORT, claim(UPHELD, loose=OTHER)).status is Status.FAILED


def test_without_alternatives_only_the_doubt_is_told() -> None:
    found = came_out(REPORT, claim(doubt=True))
    assert (found.status, found.reason, found.left, found.right) == (
        Status.NOT_EVALUABLE,
        DOUBT,
        None,
        None,
    )


def test_only_a_blank_total_stands_for_the_parts_of_its_row() -> None:
    blank = make_report({SUM: None, UPHELD: 5, OTHER: 2, PENDING: None})
    found = came_out(blank, claim(SUM))
    assert found.status is Status.PASSED
    assert found.relation.right == terms(UPHELD, "t4.review.corrected", OTHER, PENDING)
    part = came_out(blank, claim(PENDING))
    assert (part.status, part.relation.right) == (Status.FAILED, terms(PENDING))
    assert came_out(make_report({}, default=None), claim(SUM)).relation.right == terms(SUM)
    unread = with_states(blank, {SUM: CellState.UNREADABLE}, "若干")
    assert came_out(unread, claim(SUM)).relation.right == terms(SUM)


def rate(*pairs: tuple[str, str], doubt: bool = False) -> Claim:
    """That the first figure is, in percent, one of these figures in another."""
    return Claim(
        "prose.rate",
        "prose.1",
        terms(*SAID),
        alternatives=tuple(terms(count) for count, _ in pairs),
        bases=tuple(terms(base) for _, base in pairs),
        slack=1,
        doubt=DOUBT if doubt else None,
    )


def of_rate(said: Number, claim: Claim) -> Outcome:
    """How a rate comes out beside 30, 40, 60 and 0."""
    report = with_prose(make_report({}), (said, 30, 40, 60, 0), claim, unit="%")
    (found,) = outcomes(report)
    return found


FIRST, SECOND, OF_NOTHING = ("prose.2", "prose.3"), ("prose.2", "prose.4"), ("prose.2", "prose.5")


@pytest.mark.parametrize(
    ("said", "held", "status", "due"),
    [
        (75, rate(FIRST), Status.PASSED, Decimal("75.0")),
        (50, rate(FIRST), Status.FAILED, Decimal("75.0")),
        (50, rate(FIRST, SECOND), Status.PASSED, Decimal("50.0")),
        (75, rate(FIRST, SECOND), Status.PASSED, Decimal("75.0")),
        (60, rate(FIRST, SECOND), Status.FAILED, Decimal("75.0")),
        (60, rate(FIRST, doubt=True), Status.NOT_EVALUABLE, Decimal("75.0")),
        (75, rate(FIRST, doubt=True), Status.PASSED, Decimal("75.0")),
        (75, rate(OF_NOTHING), Status.NOT_EVALUABLE, None),
        (75, rate(OF_NOTHING, FIRST), Status.PASSED, Decimal("75.0")),
    ],
)
def test_a_rate_is_held_against_each_pair(
    said: Number, held: Claim, status: Status, due: Decimal | None
) -> None:
    found = of_rate(said, held)
    assert (found.status, found.left, found.right) == (status, said, due)
    if status is Status.NOT_EVALUABLE:
        assert found.reason is not None
        assert found.reason.id == ("extract.prose.no_base" if due is None else DOUBT.id)
    else:
        assert found.reason is None


@pytest.mark.parametrize(
    ("exact", "like", "due"),
    [
        (Fraction(1, 3), 12, "0.3"),
        (Fraction(1, 3), Decimal("12.5"), "0.33"),
        (Fraction(2, 3), Decimal("1E+2"), "0.7"),
        (Fraction(75), Decimal("75.00"), "75.000"),
    ],
)
def test_a_due_number_has_one_digit_more(exact: Fraction, like: Number, due: str) -> None:
    assert str(rounded(exact, like)) == due


def test_a_figure_stands_as_its_gravest_claim() -> None:
    report = with_prose(REPORT, (7,), claim(SUM), replace(claim(UPHELD)), claim(doubt=True))
    (line,) = compared(outcomes(report), report)
    assert line.status is Status.FAILED
    assert line.chosen is not None
    assert line.chosen.relation.right == terms(UPHELD)
    (alone,) = compared((), report)
    assert (alone.status, alone.chosen, alone.cells) == (None, None, ())
    numbers = read_numbers(report.cells, report)
    (finding,) = prose_findings(outcomes(report), report, numbers)
    assert (finding.group, finding.key, finding.cells) == (0, "prose.figure@prose.1", (UPHELD,))
