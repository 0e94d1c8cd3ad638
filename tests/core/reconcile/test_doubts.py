"""Doubts about cells and forms: which cells raise one, what it says, and what settles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.report import Ambiguity, Cell, CellState, Number, Remark, Report
from core.messages import message, render
from core.reconcile.doubts import SEVERITIES, blank_runs
from core.reconcile.doubts import doubts as all_doubts
from core.reconcile.engine import reconcile
from core.reconcile.finding import Finding
from core.reconcile.readings import read_numbers
from tests.core.reconcile.oracle import ambiguous, with_states
from tests.support import make_report

SAID = message("reconcile.looks.missing")


def doubts(report: Report, cells: Mapping[str, Cell] | None = None) -> dict[str, Finding]:
    found = reconcile(report.cells if cells is None else cells, report).findings
    return {finding.key: finding for finding in found if finding.relation is None}


def one(report: Report) -> Finding:
    (finding,) = doubts(report).values()
    return finding


def corrected(report: Report, values: Mapping[str, Number | None]) -> dict[str, Cell]:
    """The cells after a reviewer gave these values."""
    changed = {
        id: replace(report.cells[id], value=value, state=CellState.CORRECTED) for id, value in values.items()
    }
    return {**report.cells, **changed}


def test_plain_report_raises_no_doubt() -> None:
    assert not doubts(make_report({}, form="2021"))


def test_other_text_is_no_number() -> None:
    report = with_states(make_report({}), {"t3.granted.legal": CellState.UNREADABLE}, " 若干 ")
    finding = one(report)
    assert (finding.key, finding.severity) == ("cell.number@t3.granted.legal", "error")
    assert render(finding.message).startswith(
        "三、依申请公开 · （一）予以公开 · 法律服务机构：“若干”不是数字"
    )
    assert not doubts(report, corrected(report, {"t3.granted.legal": 0}))


@pytest.mark.parametrize(
    ("cell", "value", "fault"),
    [
        ("t3.granted.sum", -1, "negative"),
        ("t3.granted.sum", Decimal("0"), None),
        ("t3.granted.sum", Decimal("3"), None),
        ("t2.procurement.amount", Decimal("0.01"), None),
        ("t3.granted.sum", Decimal("-0.5"), "fraction"),
        ("t2.permit.decisions", Decimal("1.5"), "fraction"),
        ("t2.permit.decisions", Decimal("13897700.00"), None),
        ("t2.permit.change", -1, None),
        ("t2.permit.change", Decimal("0.5"), "fraction"),
        ("t2.procurement.amount", Decimal("251000.5"), None),
        ("t2.procurement.amount", Decimal("75394432.52"), None),
        ("t2.procurement.amount", Decimal("75394432.520"), None),
        ("t2.procurement.amount", Decimal("75394432.525"), "decimals"),
    ],
)
def test_numbers_are_of_the_kind_of_their_column(cell: str, value: Number, fault: str | None) -> None:
    found = doubts(make_report({cell: value, "t2.permit.last_year_items": 5}))
    assert [(key, finding.message.id) for key, finding in found.items()] == (
        [(f"cell.number@{cell}", f"reconcile.number.{fault}")] if fault else []
    )


def test_reviewers_number_is_held_to_the_same() -> None:
    report = make_report({})
    found = doubts(report, corrected(report, {"t3.granted.sum": Decimal("1.5")}))
    assert list(found) == ["cell.number@t3.granted.sum"]


def test_blank_table_is_one_finding() -> None:
    values = dict.fromkeys(make_report({}, tables=("t2",)).cells, None)
    finding = one(make_report(values))
    assert (finding.key, finding.severity, len(finding.cells)) == ("cell.blank@t2.rules.made", "warning", 22)
    assert render(finding.message).startswith("二、主动公开 · 规章至政府集中采购：22 格空白")


def test_runs_of_blanks_end_with_a_number_a_mark_for_none_and_the_table() -> None:
    blank = {f"t2.procurement.{each}": None for each in ("items", "amount")}
    blank |= {f"t3.new.{each}": None for each in ("natural", "enterprise", "research", "legal")}
    report = make_report(blank)
    mark = replace(report.cells["t3.new.enterprise"], raw="/")
    report = replace(report, cells={**report.cells, mark.id: mark})
    assert list(blank_runs(report)) == [
        ("t2.procurement.items", "t2.procurement.amount"),
        ("t3.new.natural",),
        ("t3.new.research",),
        ("t3.new.legal",),
    ]


def test_run_that_a_reviewer_fills_keeps_its_name() -> None:
    row = [f"t4.review.{each}" for each in ("upheld", "corrected", "other", "pending")]
    report = make_report(dict.fromkeys(row, None))
    some = doubts(report, corrected(report, {row[0]: 0, row[2]: None}))
    assert {key: finding.cells for key, finding in some.items()} == {f"cell.blank@{row[0]}": (row[1], row[3])}
    assert not doubts(report, corrected(report, dict.fromkeys(row, 0)))


@given(st.lists(st.sampled_from(["", " ", "/", "3"]), min_size=5, max_size=15))
def test_runs_hold_every_empty_cell_once(raws: list[str]) -> None:
    report = make_report({}, tables=("t4",))
    cells = dict(report.cells)
    for id, raw in zip(cells, raws, strict=False):
        value, state = (3, CellState.OK) if raw == "3" else (None, CellState.BLANK)
        cells[id] = replace(cells[id], value=value, raw=raw, state=state)
    runs = list(blank_runs(replace(report, cells=cells)))
    empty = [id for id in cells if cells[id].state is CellState.BLANK and not cells[id].raw.strip()]
    assert [id for run in runs for id in run] == empty
    ids = list(cells)
    for run in runs:
        assert [ids.index(id) for id in run] == list(range(ids.index(run[0]), ids.index(run[0]) + len(run)))
    for before, after in pairwise(runs):
        assert ids.index(after[0]) > ids.index(before[-1]) + 1


NORMATIVE = tuple(f"t2.normative.{each}" for each in ("made", "repealed", "in_force"))
RUN = Ambiguity(NORMATIVE, ((62, 3, 129), (6, 23, 129), (62, 31, 29)), "623129")


def test_ambiguity_offers_its_readings_best_first() -> None:
    finding = one(ambiguous("2021", {}, [RUN]))
    assert (finding.key, finding.severity) == ("cell.ambiguous@t2.normative.made", "warning")
    assert finding.cells == NORMATIVE
    assert [list(each.changes.values()) for each in finding.suggestions] == [list(r) for r in RUN.readings]
    assert all(each.reading and each.breaks == 0 for each in finding.suggestions)
    said = render(finding.message)
    assert "“623129”" in said
    assert "3 种读法：〔62、3、129〕、〔6、23、129〕、〔62、31、29〕" in said
    assert render(finding.suggestions[0].why) == "读作 62、3、129"


def test_chosen_value_leaves_the_readings_that_agree() -> None:
    report = ambiguous("2021", {}, [RUN])
    (finding,) = doubts(report, corrected(report, {NORMATIVE[0]: 62})).values()
    assert finding.key == "cell.ambiguous@t2.normative.made"
    assert finding.cells == NORMATIVE[1:]
    assert [dict(each.changes) for each in finding.suggestions] == [
        {NORMATIVE[1]: 3, NORMATIVE[2]: 129},
        {NORMATIVE[1]: 31, NORMATIVE[2]: 29},
    ]
    (finding,) = doubts(report, corrected(report, {NORMATIVE[2]: 129, NORMATIVE[0]: 6})).values()
    assert finding.message.id == "reconcile.run.one_reading"
    assert not doubts(report, corrected(report, dict.fromkeys(NORMATIVE, 1)))


def test_ambiguous_amounts_and_blanks_are_shown_as_the_run_spells_them() -> None:
    run = Ambiguity(
        ("t2.procurement.items", "t2.procurement.amount"), ((1357, Decimal("5394432.52")), (1, None)), "…"
    )
    said = render(one(ambiguous("2019", {}, [run])).message)
    assert "〔1357、5394432.52〕、〔1、空白〕" in said


def test_many_readings_are_shown_in_short_and_offered_in_full() -> None:
    run = Ambiguity(NORMATIVE, tuple((at, at, at) for at in range(9)), "9")
    finding = one(ambiguous("2021", {}, [run]))
    assert len(finding.suggestions) == 9
    assert "9 种读法：〔0、0、0〕、〔1、1、1〕、〔2、2、2〕、〔3、3、3〕 等" in render(finding.message)


@pytest.mark.parametrize(("count", "said"), [(1, "one_reading"), (4, "readings"), (5, "some_readings")])
def test_sentence_goes_by_how_many_readings_there_are(count: int, said: str) -> None:
    run = Ambiguity(NORMATIVE, tuple((at, at, at) for at in range(count)), "9")
    assert one(ambiguous("2021", {}, [run])).message.id == f"reconcile.run.{said}"


def test_run_without_readings_asks_for_the_numbers() -> None:
    finding = one(ambiguous("2021", {}, [Ambiguity(NORMATIVE, (), "6 23 129 4")]))
    assert not finding.suggestions
    assert finding.message.id == "reconcile.run.unparted"


def test_cell_ambiguous_by_itself_offers_its_candidates() -> None:
    report = make_report({})
    lone = Cell("t4.direct.sum", None, "1 0", CellState.AMBIGUOUS, candidates=(10, 1, None))
    finding = one(replace(report, cells={**report.cells, lone.id: lone}))
    assert finding.key == "cell.ambiguous@t4.direct.sum"
    assert [dict(each.changes) for each in finding.suggestions] == [{lone.id: each} for each in (10, 1, None)]


def test_cell_in_two_runs_is_asked_for_once() -> None:
    runs = [RUN, Ambiguity((NORMATIVE[2], "t2.permit.decisions"), ((1, 2), (3, 4)), "12")]
    found = doubts(ambiguous("2021", {}, runs))
    assert [finding.cells for finding in found.values()] == [NORMATIVE, ("t2.permit.decisions",)]


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("form.missing", "error"), ("form.year", "error"), ("form.label", "hint"), ("cell.unit", "warning")],
)
def test_remarks_of_the_reading_have_the_contracts_severity(rule: str, severity: str) -> None:
    report = replace(make_report({}), remarks=(Remark(rule, "t3", (), SAID),))
    finding = one(report)
    assert (finding.key, finding.rule, finding.severity) == (f"{rule}@t3", rule, severity)
    assert (finding.message, finding.cells) == (SAID, ())


def test_severities_cover_the_contracts_doubts() -> None:
    assert set(SEVERITIES) == {
        *("cell.number", "cell.blank", "cell.ambiguous", "cell.unit"),
        *("form.missing", "form.year", "form.label", "form.repeated", "form.unread", "form.section"),
        *("text.fee", "text.intrusion", "text.year", "text.agency", "text.list"),
    }


def test_remark_is_settled_when_a_reviewer_gave_every_cell_of_it() -> None:
    cells = ("t2.procurement.amount", "t2.procurement.items")
    report = replace(make_report({}), remarks=(Remark("cell.unit", cells[0], cells, SAID),))
    assert len(doubts(report, corrected(report, {cells[0]: 5}))) == 1
    assert not doubts(report, corrected(report, {cells[0]: 5000, cells[1]: 5}))


def test_missing_cells_raise_no_doubt_of_their_own() -> None:
    assert not doubts(with_states(make_report({}), {"t3.granted.sum": CellState.MISSING}))


def test_doubts_are_not_yet_grouped() -> None:
    report = with_states(make_report({}), {"t3.granted.legal": CellState.UNREADABLE}, "若干")
    numbers = read_numbers(report.cells, report)
    assert [each.group for each in all_doubts(report.cells, report, numbers)] == [0]


def test_a_remark_on_cells_that_were_not_found_stands() -> None:
    remark = Remark("form.missing", "t2", ("t2.rules.made",), SAID)
    report = replace(make_report({}, tables=("t3", "t4")), remarks=(remark,))
    assert list(doubts(report)) == ["form.missing@t2"]


REVIEW = ("t4.review.upheld", "t4.review.corrected")
DIRECT = ("t4.direct.upheld", "t4.direct.corrected")
NEW = ("t3.new.natural", "t3.new.legal")
PLACELESS = ((0, None), (None, 0))


def test_runs_in_which_only_blanks_have_no_place_are_one_remark_for_each_table() -> None:
    runs = [Ambiguity(cells, PLACELESS, "0") for cells in (NEW, REVIEW, DIRECT)]
    found = doubts(ambiguous("2019", {}, runs))
    assert {key: each.cells for key, each in found.items()} == {
        "cell.ambiguous@t3.blanks": NEW,
        "cell.ambiguous@t4.blanks": (*REVIEW, *DIRECT),
    }
    assert dict(found["cell.ambiguous@t4.blanks"].message.parameters)["count"] == 2
    assert all(each.suggestions == () for each in found.values())


@pytest.mark.parametrize("readings", [((None, 3), (1, 3)), ((None, 0), (1, 0), (0, None)), ((0, None),)])
def test_runs_whose_numbers_are_open_are_asked_for_one_by_one(
    readings: tuple[tuple[Number | None, ...], ...],
) -> None:
    runs = [Ambiguity(REVIEW, readings, "13"), Ambiguity(DIRECT, PLACELESS, "0")]
    found = doubts(ambiguous("2019", {}, runs))
    assert {key: each.cells for key, each in found.items()} == {
        "cell.ambiguous@t4.review.upheld": REVIEW,
        "cell.ambiguous@t4.blanks": DIRECT,
    }


def test_a_list_of_readings_that_is_cut_short_is_asked_for_too() -> None:
    run = Ambiguity(REVIEW, PLACELESS, "0", complete=False)
    assert list(doubts(ambiguous("2019", {}, [run]))) == ["cell.ambiguous@t4.review.upheld"]


def test_great_amounts_are_spelled_out_digit_by_digit() -> None:
    readings: tuple[tuple[Number | None, ...], ...] = ((Decimal("1E+3"),), (Decimal("1E+4"),))
    run = Ambiguity(("t2.procurement.amount",), readings, "10000")
    said = render(one(ambiguous("2019", {}, [run])).message)
    assert "1000" in said
    assert "E" not in said
