"""What explains failures together, on relations made for it: a row, a cell, or only what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.extract.report import Number
from core.forms.relation import Each, Operator, Relation, Term
from core.messages import message, render
from core.reconcile.explain import Bundle, Equation, by_cell, by_row, by_sharing, equations
from core.reconcile.finding import Finding, Outcome, Status
from tests.support import make_report

REPORT = make_report({}, form="2021")
COLUMNS = ("natural", "enterprise", "research", "welfare")
Side = Mapping[str, int]


def relation(
    rule: str, each: Each, place: str, left: Side, right: Side | None = None, operator: Operator = "="
) -> Relation:
    sides = [tuple(Term(by, cell) for cell, by in side.items()) for side in (left, right or {})]
    return Relation(rule, "t3", place, each, "error", sides[0], operator, sides[1])


def column(rule: str, place: str, rows: Side, off: Number) -> Equation:
    """A failed equation down a column."""
    return Equation(
        relation(rule, "column", place, {f"t3.{row}.{place}": by for row, by in rows.items()}), off
    )


def across(row: str, weights: Side, status: Status = Status.PASSED, rule: str = "own.across") -> Outcome:
    """How the equation along a row came out."""
    held = relation(rule, "row", row, {f"t3.{row}.{each}": by for each, by in weights.items()})
    return Outcome(held, status, 0, 0)


def keys(bundles: Sequence[Bundle]) -> list[set[str]]:
    return [set(each.keys) for each in bundles]


def said(bundle: Bundle) -> str:
    return "" if bundle.explanation is None else bundle.explanation.id.removeprefix("reconcile.group.")


EVEN = dict.fromkeys(COLUMNS, 1)
ROWS = {"new": 1, "total": -1}
HOLD = [across(row, EVEN) for row in ROWS]


def test_columns_whose_differences_cancel_are_one_where_the_rows_hold() -> None:
    failed = [column("own.a", "natural", ROWS, 5), column("own.a", "research", ROWS, -5)]
    (found,) = by_row(failed, HOLD, REPORT)
    assert found.keys == {"own.a@natural", "own.a@research"}
    assert found.cells == {f"t3.{row}.{each}" for row in ROWS for each in ("natural", "research")}
    assert said(found) == "cancelled"
    assert by_row(failed, HOLD[:1], REPORT) == []
    assert by_row(failed, [HOLD[0], across("total", EVEN, Status.FAILED)], REPORT) == []
    assert by_row([failed[0], column("own.a", "research", ROWS, -4)], HOLD, REPORT) == []
    assert by_row(failed[:1], HOLD, REPORT) == []


def test_weights_along_the_row_count() -> None:
    double = [across(row, {"natural": 1, "enterprise": 2, "research": -1}) for row in ROWS]
    failed = [column("own.a", "natural", ROWS, 4), column("own.a", "enterprise", ROWS, -2)]
    assert len(by_row(failed, double, REPORT)) == 1
    assert by_row(failed, HOLD, REPORT) == []
    with_total = [column("own.a", "natural", ROWS, 4), column("own.a", "research", ROWS, 4)]
    (found,) = by_row(with_total, double, REPORT)
    assert said(found) == "cancelled_with_total"


def test_rows_that_add_up_in_different_ways_cancel_nothing() -> None:
    failed = [column("own.a", "natural", ROWS, 5), column("own.a", "research", ROWS, -5)]
    unlike = [across("new", EVEN), across("total", {**EVEN, "natural": 2})]
    assert by_row(failed, unlike, REPORT) == []


def test_a_column_that_the_rows_do_not_add_up_cancels_nothing() -> None:
    failed = [column("own.a", "natural", ROWS, 5), column("own.a", "legal", ROWS, -5)]
    assert by_row(failed, HOLD, REPORT) == []


def test_one_row_explains_two_rules_only_where_it_does_in_each_column() -> None:
    other = {"total": 1, "granted": -1}
    hold = [*HOLD, across("granted", EVEN)]

    def with_other(*offs: int, places: Sequence[str] = COLUMNS[:3]) -> list[Bundle]:
        first = [column("own.a", each, ROWS, off) for each, off in zip(COLUMNS, (5, -3, -2), strict=False)]
        second = [column("own.b", each, other, off) for each, off in zip(places, offs, strict=True)]
        return by_row([*first, *second], hold, REPORT)

    (found,) = with_other(-5, 3, 2)
    assert said(found) == "one_row"
    assert len(found.keys) == 6
    assert found.explanation is not None
    assert "（七）总计" in render(found.explanation)
    assert list(map(said, with_other(-5, 2, 3))) == ["cancelled", "cancelled"]
    assert list(map(said, with_other(5, -3, -2))) == ["cancelled", "cancelled"]
    assert list(map(said, with_other(-5, 3, 2, places=COLUMNS[1:]))) == ["cancelled", "cancelled"]
    assert list(map(said, with_other(-5, 5, places=COLUMNS[:2]))) == ["cancelled", "cancelled"]


def whole(key: str, cells: Side, off: Number) -> Equation:
    return Equation(relation(key, "whole", "t3", {f"t3.new.{each}": by for each, by in cells.items()}), off)


def passed(*cells: str, operator: Operator = "=") -> Outcome:
    held = relation("own.held", "whole", "t3", {f"t3.new.{each}": 1 for each in cells}, operator=operator)
    return Outcome(held, Status.PASSED, 0, 0)


def test_one_cell_explains_what_is_off_by_as_much_as_it_counts_for() -> None:
    failed = [
        whole("own.a", {"natural": 2, "enterprise": 1}, 4),
        whole("own.b", {"natural": 1, "research": 1}, 2),
    ]
    (found,) = by_cell(failed, [], [], REPORT)
    assert said(found) == "one_cell"
    assert found.explanation is not None
    assert "一、本年新收 · 自然人" in render(found.explanation)
    unlike = [failed[0], whole("own.b", {"natural": 1, "research": 1}, 4)]
    assert by_cell(unlike, [], [], REPORT) == []
    assert by_cell(failed[:1], [], [], REPORT) == []


def test_a_cell_of_an_equation_that_holds_explains_nothing() -> None:
    failed = [whole(f"own.{each}", {"natural": 1, each: 1}, 2) for each in ("enterprise", "research")]
    assert len(by_cell(failed, [passed("welfare", operator="=")], [], REPORT)) == 1
    assert by_cell(failed, [passed("natural")], [], REPORT) == []
    assert len(by_cell(failed, [passed("natural", operator="<=")], [], REPORT)) == 1
    apart = Bundle(frozenset(), frozenset({"t3.new.natural"}), None)
    assert by_cell(failed, [], [apart], REPORT) == []


def test_each_bundle_names_its_own_suspects() -> None:
    one = [whole(f"own.{each}", {"natural": 1, each: 1}, 2) for each in ("enterprise", "research")]
    other = [whole(f"own.{each}", {"welfare": 1, "legal": 1, each: 1}, 3) for each in ("others", "sum")]
    found = by_cell([*one, *other], [], [], REPORT)
    assert keys(found) == [{"own.enterprise@t3", "own.research@t3"}, {"own.others@t3", "own.sum@t3"}]
    assert list(map(said, found)) == ["one_cell", "some_cells"]


def test_too_many_suspects_are_not_named() -> None:
    def alike(count: int) -> Bundle:
        shared = dict.fromkeys(("natural", "enterprise", "research", "welfare", "legal")[:count], 1)
        failed = [whole(f"own.{each}", {**shared, each: 1}, 3) for each in ("others", "sum")]
        (found,) = by_cell(failed, [], [], REPORT)
        return found

    assert [said(alike(count)) for count in (1, 4, 5)] == ["one_cell", "some_cells", "shared"]


def finding(
    held: Relation | None, left: Number | None = 5, right: Number | None = 3, cells: Sequence[str] = ()
) -> Finding:
    key = held.key if held else "cell.blank@t3"
    return Finding(
        key, "own.rule", "error", 0, tuple(cells), message("reconcile.all_blank"), left, right, relation=held
    )


def test_equations_are_those_with_known_sums() -> None:
    a = relation("own.a", "row", "new", {"t3.new.natural": 1}, {"t3.new.sum": 1})
    bound = relation("own.b", "row", "new", {"t3.new.natural": 1}, {"t3.new.sum": 1}, "<=")
    failed = [
        finding(a),
        finding(bound),
        finding(None),
        finding(a, None),
        finding(a, 5, None),
        finding(a, 1, 4),
    ]
    assert equations(failed) == [Equation(a, 2), Equation(a, -3)]


def sums(*rows: str) -> list[Finding]:
    return [
        finding(
            relation("own.sum", "row", row, {f"t3.{row}.natural": 1}, {f"t3.{row}.sum": 1}),
            cells=[f"t3.{row}.natural", f"t3.{row}.sum"],
        )
        for row in rows
    ]


def test_failures_that_share_no_cell_stay_apart_and_unexplained() -> None:
    found = by_sharing(sums("new", "granted"), REPORT.cells)
    assert keys(found) == [{"own.sum@new"}, {"own.sum@granted"}]
    assert [each.explanation for each in found] == [None, None]
    assert [sorted(each.cells) for each in found] == [
        ["t3.new.natural", "t3.new.sum"],
        ["t3.granted.natural", "t3.granted.sum"],
    ]


def test_blank_totals_are_said_where_all_rows_lack_theirs() -> None:
    tie = finding(
        relation("own.total", "column", "sum", {"t3.new.sum": 1, "t3.granted.sum": 1}),
        cells=["t3.new.sum", "t3.granted.sum"],
    )
    failed = [*sums("new", "granted"), tie]
    blank = make_report({"t3.new.sum": None, "t3.granted.sum": None}, form="2021")
    (found,) = by_sharing(failed, blank.cells)
    assert said(found) == "blank_totals"
    half = make_report({"t3.new.sum": None}, form="2021")
    (found,) = by_sharing(failed, half.cells)
    assert said(found) == "shared"
    (found,) = by_sharing(failed, REPORT.cells)
    assert said(found) == "shared"
    bound = finding(
        relation("own.bound", "column", "sum", {"t3.new.sum": 1}, {"t3.granted.sum": 1}),
        cells=["t3.new.sum", "t3.granted.sum"],
    )
    (found,) = by_sharing([bound, tie], blank.cells)
    assert said(found) == "shared"
