"""The office's next version laid against the review so far: what was answered, what carries over.

A decision carries over while the numbers it rests on stand. What a reviewer said that the document prints
(校正读取) stands while the document prints the same, and for good where the same document was only read
again. A number proposed (建议改为) stands while the office has not changed what it printed there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.extract.report import Cell, Report
from core.forms.form import LAST_YEAR, ONE, PROSE
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Finding, Status
from core.review.answers import Answer, Lapse, Reply, Taking
from core.review.change import DecisionKind, ReviewState
from core.review.fold import cells_after
from core.review.listing import is_whole
from core.review.ruling import Ruling, Settled, lapse
from core.review.sent import SentBack, cells_printed, is_unresolved, printed_cells, sent_back

Pair = tuple[Cell | None, Cell | None]
"""What the document said in a cell before, and says now; None where there was no such cell, or is none."""


def weigh_version(state: ReviewState, report: Report, *, reread: bool = False) -> Taking:
    """What it comes to that this report takes the place of the review's; `reread`: of the same document."""
    before = printed_cells(state)
    cells = _lapsed_cells(state, before, report, reread)
    kept = _kept(state.rulings, cells)
    found = _Found(reconcile(cells_after(report, kept), report, state.beside))
    lapses = {}
    for ruling in state.rulings:
        gone = cells[ruling.entry.number]
        keys = (one.finding.key for one in ruling.settled if not _of_use(one, ruling, gone, found))
        lapses[ruling.entry.number] = Lapse(gone, frozenset(keys))
    now = cells_printed(report, kept)
    changes = _changes(before, now)
    printed = _Found(reconcile(now, report, state.beside))
    answers = tuple(_answer(item, changes, now, printed) for item in sent_back(state))
    return Taking(answers, changes, {at: one for at, one in lapses.items() if one.cells or one.findings})


def same(before: Cell | None, now: Cell | None) -> bool:
    """Whether the document says the same in a cell: the same number or blank, or the same unread text."""
    if before is None or now is None:
        return before is now
    if before.value is not None or now.value is not None:
        return before.value == now.value
    if is_unresolved(before) or is_unresolved(now):
        return (before.state, before.raw.strip()) == (now.state, now.raw.strip())
    return before.raw.strip() == now.raw.strip()


def _changes(before: Mapping[str, Cell], now: Mapping[str, Cell]) -> dict[str, Pair]:
    pairs = {id: (before.get(id), now.get(id)) for id in dict.fromkeys((*before, *now))}
    return {id: (_bare(was), _bare(is_now)) for id, (was, is_now) in pairs.items() if not same(was, is_now)}


def _bare(cell: Cell | None) -> Cell | None:
    """The cell as a version keeps it: what it says, not where."""
    return cell and Cell(cell.id, cell.value, cell.raw, cell.state)


def _lapsed_cells(
    state: ReviewState, printed: Mapping[str, Cell], report: Report, reread: bool
) -> dict[int, frozenset[str]]:
    """The cells on which each decision in force no longer applies, by the decision's entry."""
    was, now = state.report.cells, report.cells
    read: set[str] = set()
    lapsed = {}
    for ruling in state.rulings:
        if ruling.decision.kind is DecisionKind.READING:
            gone = {id for id in ruling.cells if id not in now or not (reread or same(was[id], now[id]))}
            read |= set(ruling.cells) - gone
        else:
            gone = {id for id in ruling.cells if id not in now or not same(printed.get(id), now[id])} - read
        lapsed[ruling.entry.number] = frozenset(gone)
    return lapsed


def _kept(rulings: Sequence[Ruling], cells: Mapping[int, frozenset[str]]) -> tuple[Ruling, ...]:
    kept = (lapse(ruling, Lapse(cells[ruling.entry.number], frozenset())) for ruling in rulings)
    return tuple(ruling for ruling in kept if ruling is not None)


class _Found:
    """What reconciling finds: whole findings by key, doubts cell by cell, and what passed."""

    def __init__(self, reconciliation: Reconciliation) -> None:
        self.passed = {
            _identity(outcome.relation.rule, outcome.relation.cells)
            for outcome in (*reconciliation.outcomes, *reconciliation.prose)
            if outcome.status is Status.PASSED
        }
        self.whole = {finding.key: finding for finding in reconciliation.findings if is_whole(finding)}
        self.parts = {
            (finding.rule, cell)
            for finding in reconciliation.findings
            if not is_whole(finding)
            for cell in finding.cells
        }

    def has(self, settled: Settled) -> bool:
        """Whether what was settled is found again, all of it or some."""
        if settled.covered is None:
            return settled.finding.key in self.whole
        return any((settled.finding.rule, cell) in self.parts for cell in settled.covered)

    def has_alike(self, finding: Finding) -> bool:
        """Whether there is a finding about the same cells with the same numbers."""
        wanted = _identity(finding.rule, finding.cells), finding.left, finding.right
        return any(
            (_identity(one.rule, one.cells), one.left, one.right) == wanted for one in self.whole.values()
        )


def _identity(rule: str, cells: Sequence[str]) -> tuple[str, frozenset[str]]:
    """What names a relation in every version: figures of the prose are counted anew in each."""
    return rule, frozenset(cell for cell in cells if not cell.startswith(PROSE))


def _of_use(one: Settled, ruling: Ruling, gone: frozenset[str], found: _Found) -> bool:
    """Whether a settlement still counts: what it settled is found again, or its change still stands."""
    kept = ruling.decision.changes.keys() - gone
    return found.has(one) or not kept.isdisjoint(one.finding.cells)


def _answer(
    item: SentBack, changes: Mapping[str, Pair], printed: Mapping[str, Cell], found: _Found
) -> Answer:
    changed = tuple(id for id in item.cells if id in changes)
    finding = item.finding
    return Answer(
        item.entry.number,
        item.kind,
        item.cells,
        finding.key if finding else None,
        finding.message if finding else None,
        item.wanted,
        _reply(item, bool(changed), printed, found),
        changed,
    )


def _reply(item: SentBack, changed: bool, printed: Mapping[str, Cell], found: _Found) -> Reply:
    """已改 only where it is plain that what was asked for is so, 未改 only where nothing moved."""
    otherwise = Reply.OTHERWISE if changed else Reply.UNCHANGED
    cells = [id for id in item.cells if id != ONE and not id.startswith((PROSE, LAST_YEAR))]
    if not all(id in printed and not is_unresolved(printed[id]) for id in cells):
        return otherwise
    if item.kind is DecisionKind.PROPOSAL:
        return Reply.DONE if printed[item.cells[0]].value == item.wanted else otherwise
    if item.finding is None:
        return Reply.DONE if changed else otherwise
    return _reply_about(item.finding, changed, found)


def _reply_about(finding: Finding, changed: bool, found: _Found) -> Reply:
    if finding.relation is not None:
        figures = any(cell.startswith(PROSE) for cell in finding.relation.cells)
        if not changed and not (figures and not found.has_alike(finding)):
            return Reply.UNCHANGED
        passed = _identity(finding.rule, finding.cells) in found.passed
        return Reply.DONE if passed else Reply.OTHERWISE
    if finding.cells:
        if not any((finding.rule, cell) in found.parts for cell in finding.cells):
            return Reply.DONE
        return Reply.OTHERWISE if changed else Reply.UNCHANGED
    again = found.whole.get(finding.key)
    if again is None:
        return Reply.DONE
    return Reply.UNCHANGED if again.message == finding.message else Reply.OTHERWISE
