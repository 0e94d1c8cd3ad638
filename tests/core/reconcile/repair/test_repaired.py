"""What is suggested for a group makes its failures hold, says what it breaks, and leaves ties open."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.report import CellState, Number, Report
from core.forms.relation import Term
from core.messages import render
from core.reconcile.beside import Beside, Neighbour
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Finding, Status, Suggestion
from core.reconcile.looks import statement, verdict
from core.reconcile.repair.repaired import repaired
from core.reconcile.trial import trial
from tests.core.reconcile.oracle import balanced, claiming, with_states
from tests.support import make_report

Changes = Mapping[str, Number | None]

CELLS = [cell for cell in balanced("2021") if cell.startswith(("t3.", "t4."))]


def sound(seed: int = 0, form: str = "2019") -> dict[str, int]:
    """Figures that reconcile."""
    return balanced(form, seed, 50)


def report_with(changes: Changes, form: str = "2019", seed: int = 0) -> Report:
    return make_report({**sound(seed, form), **changes}, form=form)


def mend(report: Report) -> Reconciliation:
    return repaired(reconcile(report.cells, report), report.cells, report)


def groups(result: Reconciliation) -> dict[int, list[Finding]]:
    held: dict[int, list[Finding]] = {}
    for finding in result.findings:
        if finding.relation is not None:
            held.setdefault(finding.group, []).append(finding)
    return held


def changes_of(report: Report) -> list[list[dict[str, Number | None]]]:
    """What is suggested for each group."""
    return [
        [dict(suggestion.changes) for suggestion in members[0].suggestions]
        for members in groups(mend(report)).values()
    ]


def statuses(report: Report, changes: Changes) -> dict[str, Status]:
    return {each.relation.key: each.status for each in trial(changes, report.cells, report)}


def settles(report: Report, changes: Changes, failing: set[str]) -> bool:
    """Whether these relations no longer fail with the changes, and none fails that did not."""
    after = statuses(report, changes)
    failed = {key for key, status in after.items() if status is Status.FAILED}
    return failing <= after.keys() and not failing & failed and failed <= failures(report)


def failures(report: Report) -> set[str]:
    """The keys of the relations that fail."""
    outcomes = reconcile(report.cells, report).outcomes
    return {each.relation.key for each in outcomes if each.status is Status.FAILED}


def check_suggestion(report: Report, failing: set[str], suggestion: Suggestion) -> None:
    """Sound suggestions settle the group and no smaller part of them does as much; others say what breaks."""
    before = {
        each.relation.key for each in reconcile(report.cells, report).outcomes if each.status is Status.FAILED
    }
    after = statuses(report, suggestion.changes)
    broken = {key for key, status in after.items() if status is Status.FAILED} - before
    assert len(broken) == suggestion.breaks
    assert all(value is None or value >= 0 for value in suggestion.changes.values())
    if suggestion.breaks:
        return
    assert settles(report, suggestion.changes, failing)
    cured = {key for key in before & after.keys() if after[key] is not Status.FAILED}
    for cell in suggestion.changes:
        rest = {other: value for other, value in suggestion.changes.items() if other != cell}
        assert not settles(report, rest, cured)


def wrong_values(seed: int, form: str) -> dict[str, Number | None]:
    """A few cells of tables 3 and 4 with other numbers, or none."""
    dice = random.Random(seed)
    values = sound(seed % 7, form)
    chosen = dice.sample([cell for cell in values if cell.startswith(("t3.", "t4."))], dice.randint(1, 5))
    return {
        cell: dice.choice(
            (None, 0, dice.randint(0, 60), values[cell] + 5, values[cell] + 1, values[cell] * 10)
        )
        for cell in chosen
    }


@settings(max_examples=50)
@given(st.integers(0, 10**6), st.sampled_from(("2019", "2021")))
def test_suggestions_keep_what_they_promise(seed: int, form: str) -> None:
    report = report_with(wrong_values(seed, form), form, seed % 7)
    for members in groups(mend(report)).values():
        assert len({member.suggestions for member in map(_hashed, members)}) == 1
        for suggestion in members[0].suggestions:
            check_suggestion(report, {each.key for each in members}, suggestion)


def _hashed(finding: Finding) -> Finding:
    return replace(finding, suggestions=tuple(map(repr, finding.suggestions)))  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.randoms())
def test_suggestions_do_not_hang_on_the_order_of_the_cells(seed: int, dice: object) -> None:
    report = report_with(wrong_values(seed, "2021"), "2021", seed % 7)
    shuffled = list(report.cells.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    other = dict(shuffled)
    assert repaired(reconcile(other, report), other, report) == mend(report)


def test_report_without_failures_is_left_as_it_is() -> None:
    report = report_with({})
    result = reconcile(report.cells, report)
    assert repaired(result, report.cells, report) is result


def test_row_in_wrong_columns_is_put_right_as_one() -> None:
    """Differences that cancel along a row: the row is shifted back, its sum kept."""
    row = [f"t3.carried_out.{each}" for each in ("natural", "enterprise", "research", "welfare", "legal")]
    true = dict(zip(row, (120, 10, 3, 9, 0), strict=True)) | {"t3.carried_out.others": 0}
    values = sound(3)
    for cell, value in true.items():
        column = cell.rpartition(".")[2]
        values[f"t3.carried_in.{column}"] = values[f"t3.total.{column}"] + value
        values[f"t3.new.{column}"] = 0
    for line in ("new", "carried_in", "carried_out"):
        values[f"t3.{line}.sum"] = sum({**values, **true}.get(f"t3.{line}.{c}", 0) for c in COLUMNS)
    shifted = dict(zip(row, (0, 120, 10, 3, 9), strict=True))
    report = make_report({**values, **true, **shifted})
    result = mend(report)
    first = next(iter(groups(result).values()))[0]
    assert first.suggestions[0].changes == {cell: true[cell] for cell in row}
    assert render(first.suggestions[0].why).startswith("像是这几个数整体错了一格")
    assert verdict(first) is None


COLUMNS = ("natural", "enterprise", "research", "welfare", "legal", "others")


def test_faults_that_hide_behind_each_other_are_looked_at_together() -> None:
    """A total and a part of its column wrong by the same: the column's sum holds, so no group heals alone."""
    values = sound(1)
    true = {cell: values[cell] for cell in ("t3.granted.legal", "t3.total.legal")}
    report = report_with({cell: value + 7 for cell, value in true.items()}, seed=1)
    result = mend(report)
    assert len(groups(result)) == 2
    assert [members[0].suggestions[0].changes for members in groups(result).values()] == [true, true]
    assert all(members[0].suggestions[0].breaks == 0 for members in groups(result).values())


def test_ties_are_told_and_said_to_be_undecided() -> None:
    """One row of table 4, and nothing that tells its cells apart."""
    report = make_report(
        {f"t4.review.{each}": 4 for each in ("upheld", "corrected", "other", "pending")}
        | {"t4.review.sum": 19}
    )
    (members,) = groups(mend(report)).values()
    assert [dict(each.changes) for each in members[0].suggestions] == [
        *({f"t4.review.{each}": 7} for each in ("upheld", "corrected", "other", "pending")),
        {"t4.review.sum": 16},
    ]
    assert {each.tied for each in members[0].suggestions} == {5}
    said = verdict(members[0])
    assert said is not None
    assert render(said).startswith("5 种可能，无法判定")


def test_slip_of_digits_settles_what_sums_alone_do_not() -> None:
    report = make_report({"t4.review.upheld": 258, "t4.review.other": 16, "t4.review.sum": 319})
    (members,) = groups(mend(report)).values()
    assert members[0].suggestions[0].changes == {"t4.review.other": 61}
    assert members[0].suggestions[0].tied == 1


def test_doubtful_cells_are_changed_before_sure_ones() -> None:
    values: dict[str, Number | None] = {"t4.review.upheld": 4, "t4.review.other": 4, "t4.review.sum": 11}
    report = make_report(values)
    doubtful = replace(report.cells["t4.review.other"], state=CellState.RECOVERED)
    report = replace(report, cells={**report.cells, doubtful.id: doubtful})
    (members,) = groups(mend(report)).values()
    assert members[0].suggestions[0].changes == {"t4.review.other": 7}
    assert render(statement(members[0], report.cells)) == "疑似读取有误"


def test_failure_of_sure_cells_looks_misfilled_though_another_cell_was_guessed() -> None:
    report = report_with({"t3.granted.natural": 5000})
    guessed = replace(report.cells["t3.granted.legal"], state=CellState.RECOVERED)
    report = replace(report, cells={**report.cells, guessed.id: guessed})
    first = next(iter(groups(mend(report)).values()))[0]
    assert render(statement(first, report.cells)) == "疑似填报有误"


def test_decided_numbers_are_the_last_to_change() -> None:
    report = make_report({"t4.review.upheld": 4, "t4.review.other": 4, "t4.review.sum": 11})
    decided = replace(report.cells["t4.review.sum"], state=CellState.CORRECTED)
    report = replace(report, cells={**report.cells, decided.id: decided})
    (members,) = groups(mend(report)).values()
    assert "t4.review.sum" not in members[0].suggestions[0].changes


def test_nought_is_written_as_the_rest_of_the_row_writes_it() -> None:
    row = {f"t3.denied.law.{each}": None for each in (*COLUMNS, "sum")}
    assert changes_of(report_with(_emptied(row) | {"t3.denied.law.legal": 4}))[0][0] == {
        "t3.denied.law.legal": None
    }
    assert changes_of(make_report({"t3.denied.law.legal": 4}))[0] == [{"t3.denied.law.legal": 0}]


def _emptied(row: Changes) -> dict[str, Number | None]:
    """A row without numbers, the totals below it without them too."""
    values = sound()
    lower = {cell: values[cell] for cell in row}
    changes: dict[str, Number | None] = dict(row)
    for cell, value in lower.items():
        column = cell.rpartition(".")[2]
        changes[f"t3.total.{column}"] = values[f"t3.total.{column}"] - value
        changes[f"t3.carried_out.{column}"] = values[f"t3.carried_out.{column}"] + value
    return changes


def test_blank_totals_are_one_suggestion() -> None:
    values = sound()
    blank = [f"t3.{row}.sum" for row in ("granted", "partial", "denied.law")]
    report = report_with(dict.fromkeys(blank))
    assert changes_of(report) == [[{cell: values[cell] for cell in blank}]]
    first = next(iter(groups(mend(report)).values()))[0].suggestions[0]
    assert first.why.id == "reconcile.repair.cures"
    assert str(dict(first.why.parameters)["slip"]).count("reconcile.totals") == 1


def test_columns_of_a_lower_bound_exchanged_are_exchanged_back() -> None:
    report = make_report({"t2.rules.published": 90, "t2.rules.total_public": 5})
    (members,) = groups(mend(report)).values()
    assert dict(members[0].suggestions[0].changes) == {"t2.rules.published": 5, "t2.rules.total_public": 90}


def test_change_that_breaks_a_relation_comes_last_and_says_which() -> None:
    """A row of zeros but for a total: with its column, the total is wrong; a part would upset its column."""
    report = with_states(report_with({"t3.granted.sum": 4000}), {"t3.total.sum": CellState.MISSING})
    (members,) = groups(mend(report)).values()
    assert members[0].suggestions[0].changes == {"t3.granted.sum": sound()["t3.granted.sum"]}
    breaking = [each for each in members[0].suggestions if each.breaks]
    assert breaking
    assert breaking == list(members[0].suggestions[-len(breaking) :])
    assert "不再相符" in render(breaking[0].why)
    assert "三、依申请公开" in render(breaking[0].why)


def test_number_that_cannot_be_read_is_inferred_where_the_sums_agree() -> None:
    values = sound()
    report = with_states(report_with({}), {"t3.granted.legal": CellState.UNREADABLE}, raw="若干")
    (doubt,) = (each for each in mend(report).findings if each.rule == "cell.number")
    assert [dict(each.changes) for each in doubt.suggestions] == [
        {"t3.granted.legal": values["t3.granted.legal"]}
    ]
    carried = "t3.carried_in.legal"
    said = with_states(report_with({}), {carried: CellState.UNREADABLE}, raw="若干")
    for left_over, told in ((values[carried], [values[carried]]), (values[carried] + 1, [])):
        beside = Beside(
            last_year=Neighbour(report_with({"t3.carried_out.legal": left_over}), "上年", "0" * 64)
        )
        result = repaired(reconcile(said.cells, said, beside), said.cells, said, beside)
        (doubt,) = (each for each in result.findings if each.rule == "cell.number")
        assert [each.changes[carried] for each in doubt.suggestions] == told
    torn = with_states(report_with({"t3.granted.sum": 3999}), {"t3.granted.legal": CellState.UNREADABLE})
    (doubt,) = (each for each in mend(torn).findings if each.rule == "cell.number")
    assert doubt.suggestions == ()


def test_nothing_is_offered_where_nothing_small_helps() -> None:
    """Every column of a row off by something else, and the row too: no few numbers put that right."""
    values = sound(2)
    rows = ("new", "granted", "partial", "denied.law", "denied.internal", "unavailable.unclear", "other")
    wrong = {
        f"t3.{row}.{column}": values[f"t3.{row}.{column}"] + 3 + at + 7 * n
        for n, row in enumerate(rows)
        for at, column in enumerate(COLUMNS)
    }
    first = next(iter(groups(mend(report_with(wrong, seed=2))).values()))[0]
    assert first.suggestions == ()
    said = verdict(first)
    assert said is not None
    assert render(said).startswith("无唯一修正")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_can_be_said(language: str) -> None:
    for seed in range(40):
        for finding in mend(report_with(wrong_values(seed, "2019"), seed=seed % 7)).findings:
            assert all(render(suggestion.why, language) for suggestion in finding.suggestions)


def test_what_the_prose_confirms_comes_first_and_what_it_contradicts_last() -> None:
    values = {f"t4.review.{each}": 4 for each in ("upheld", "corrected", "other", "pending")}
    report = make_report({**values, "t4.review.sum": 19})
    tied = changes_of(report)[0]
    said = claiming(report, ("t4.review.other", 7), ("t4.review.sum", 19))
    (members,) = groups(mend(said)).values()
    assert {each.rule for each in members} == {"t4.group_sum", "prose.figure"}
    first, last = members[0].suggestions[0], members[0].suggestions[-1]
    assert (dict(first.changes), first.tied, first.breaks) == ({"t4.review.other": 7}, 1, 0)
    assert (dict(last.changes), last.breaks) == ({"t4.review.sum": 16}, 1)
    assert len(members[0].suggestions) == len(tied)
    assert "项中有" in render(last.why)


def test_figure_of_the_prose_that_the_tables_speak_against_is_made_theirs() -> None:
    report = report_with({})
    natural, whole = sound()["t3.new.natural"], sound()["t3.new.sum"]
    (members,) = groups(mend(claiming(report, ("t3.new.sum", whole + 3)))).values()
    assert [(dict(each.changes), each.breaks) for each in members[0].suggestions] == [
        ({"prose.1": whole}, 0),
        ({"t3.new.sum": whole + 3}, 2),
    ]
    assert members[0].suggestions[0].tied == 1
    summed = claiming(report, ("t3.new.natural", natural + 3))
    both = replace(
        summed.prose.claims[0], alternatives=((Term(1, "t3.new.natural"), Term(1, "t3.new.legal")),)
    )
    (members,) = groups(mend(replace(summed, prose=replace(summed.prose, claims=(both,))))).values()
    added = natural + sound()["t3.new.legal"]
    assert [dict(each.changes) for each in members[0].suggestions] == [{"prose.1": added}]


def test_figure_of_the_prose_for_a_cell_of_no_other_relation_leaves_open_which_is_wrong() -> None:
    report = claiming(make_report({"t2.permit.decisions": 17}), ("t2.permit.decisions", 71))
    (members,) = groups(mend(report)).values()
    assert [(dict(each.changes), each.breaks, each.tied) for each in members[0].suggestions] == [
        ({"prose.1": 17}, 0, 2),
        ({"t2.permit.decisions": 71}, 0, 2),
    ]


def test_the_same_report_in_another_form_tells_which_number_is_wrong() -> None:
    values: dict[str, Number | None] = {"t4.review.upheld": 4, "t4.review.other": 4, "t4.review.sum": 11}
    report, other = make_report(values), make_report({**values, "t4.review.upheld": 7})
    beside = Beside(other_form=Neighbour(other, "网页.html", "0" * 64))
    result = repaired(reconcile(report.cells, report, beside), report.cells, report, beside)
    (members,) = groups(result).values()
    assert members[0].suggestions[0].changes == {"t4.review.upheld": 7}
    assert members[0].suggestions[0].tied == 1


def test_last_year_tells_which_number_is_wrong() -> None:
    """What was carried in is more than what last year left over."""
    report = report_with({"t3.carried_in.natural": sound()["t3.carried_in.natural"] + 3})
    left_over = {f"t3.carried_out.{each}": sound()[f"t3.carried_in.{each}"] for each in (*COLUMNS, "sum")}
    beside = Beside(last_year=Neighbour(report_with(left_over), "上年.docx", "0" * 64))
    result = repaired(reconcile(report.cells, report, beside), report.cells, report, beside)
    about = [
        members for members in groups(result).values() if "t3.row_sum@carried_in" in {m.key for m in members}
    ]
    assert about[0][0].suggestions[0].changes == {"t3.carried_in.natural": sound()["t3.carried_in.natural"]}
    assert about[0][0].suggestions[0].breaks == 0
