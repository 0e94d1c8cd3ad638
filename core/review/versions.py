"""The office's next version laid against the review so far: what was answered, what carries over.

A decision carries over while the numbers it rests on stand. What a reviewer said that the document prints
(校正读取) stands while the document prints the same, and for good where the same document was only read
again. A number proposed (建议改为) stands while the office has not changed what it printed there. What was
decided of a figure of the prose stands while the same words stand at the same place among the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.extract.prose.restated import restate
from core.extract.report import Cell, Report
from core.forms.form import LAST_YEAR, ONE, PROSE, is_cell
from core.messages import message
from core.reconcile.engine import Reconciliation, reconcile
from core.reconcile.finding import Finding, Status
from core.review.answers import Answer, Lapse, Reply, Taking
from core.review.change import DecisionKind, ReviewState
from core.review.figures import figure_cells, figures_of, found_again, is_figure, is_same
from core.review.fold import cells_after, checked_after
from core.review.listing import is_whole
from core.review.ruling import Ruling, Settled, lapse, restated_figures, spoken_of
from core.review.sent import SentBack, cells_printed, is_unresolved, printed_cells, sent_back

Pair = tuple[Cell | None, Cell | None]
"""What the document said in a cell before, and says now; None where there was no such cell, or is none."""


def weigh_version(state: ReviewState, report: Report, *, reread: bool = False) -> Taking:
    """What it comes to that this report takes the place of the review's; `reread`: of the same document."""
    before = printed_cells(state)
    cells = _lapsed_cells(state, before, report, reread)
    kept = _kept(state.rulings, cells)
    found = _Found(reconcile(cells_after(report, kept), checked_after(report, kept), state.beside))
    lapses = {}
    for ruling in state.rulings:
        gone = cells[ruling.entry.number]
        keys = (one.finding.key for one in ruling.settled if not _of_use(one, ruling, gone, found))
        lapses[ruling.entry.number] = Lapse(gone, frozenset(keys))
    now = cells_printed(report, kept)
    sent = sent_back(state)
    changes = _changes(before, now) | _figure_changes(sent, before, state.report, report)
    printed = _Found(reconcile(_only_cells(now), _checked_as_printed(report, kept), state.beside))
    answers = tuple(_answer(item, changes, now, printed, state.report) for item in sent)
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
    pairs = {id: (before.get(id), now.get(id)) for id in dict.fromkeys((*before, *now)) if is_cell(id)}
    return {id: (_bare(was), _bare(is_now)) for id, (was, is_now) in pairs.items() if not same(was, is_now)}


def _figure_changes(
    sent: Sequence[SentBack], before: Mapping[str, Cell], was: Report, now: Report
) -> dict[str, Pair]:
    """What became of the figures sent back that no longer read the same, by the ids that they had."""
    cells, pairs = figure_cells(now), {}
    for id in dict.fromkeys(id for item in sent for id in item.cells if is_figure(id)):
        again = found_again(figures_of(was)[id], now)
        cell = None if again is None else cells[again.id]
        if cell is None or cell.value != before[id].value:
            pairs[id] = _bare(before[id]), _bare(cell)
    return pairs


def _only_cells(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {id: cell for id, cell in cells.items() if is_cell(id)}


def _checked_as_printed(report: Report, rulings: Sequence[Ruling]) -> Report:
    """The report with the figures of its prose as the document has them: as read, or read anew."""
    reread = [one for one in rulings if one.decision.kind is DecisionKind.READING]
    return restate(report, restated_figures(reread))


def _bare(cell: Cell | None) -> Cell | None:
    """The cell as a version keeps it: what it says, not where."""
    return cell and Cell(cell.id, cell.value, cell.raw, cell.state)


def _lapsed_cells(
    state: ReviewState, printed: Mapping[str, Cell], report: Report, reread: bool
) -> dict[int, frozenset[str]]:
    """The cells on which each decision in force no longer applies, by the decision's entry."""
    was, now = state.report.cells, report.cells
    figures_were, figures_now = figures_of(state.report), figures_of(report)
    read: set[str] = set()
    lapsed = {}
    for ruling in state.rulings:
        cells = set(filter(is_cell, ruling.cells))
        if ruling.decision.kind is DecisionKind.READING:
            gone = {id for id in cells if id not in now or not (reread or same(was[id], now[id]))}
            read |= cells - gone
        else:
            gone = {id for id in cells if id not in now or not same(printed.get(id), now[id])} - read
        figures = set(ruling.cells) - cells
        gone |= {id for id in figures if not is_same(figures_were.get(id), figures_now.get(id))}
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
    about = one.finding.key.partition("@")[2]
    return found.has(one) or not kept.isdisjoint((*spoken_of(one.finding), about))


def _answer(
    item: SentBack, changes: Mapping[str, Pair], printed: Mapping[str, Cell], found: _Found, was: Report
) -> Answer:
    changed = tuple(id for id in item.cells if id in changes)
    finding, figure = item.finding, figures_of(was).get(item.cells[0]) if item.cells else None
    said = message("reconcile.place.prose", clause=figure.clause) if figure else None
    return Answer(
        item.entry.number,
        item.kind,
        item.cells,
        finding.key if finding else None,
        finding.message if finding else said,
        item.wanted,
        _reply_about_figure(item, changes) if figure else _reply(item, bool(changed), printed, found),
        changed,
    )


def _reply_about_figure(item: SentBack, changes: Mapping[str, Pair]) -> Reply:
    """Of a figure: what is wanted must stand in the same words, and what is the same must too."""
    if item.cells[0] not in changes:
        return Reply.UNCHANGED
    now = changes[item.cells[0]][1]
    if now is None:
        return Reply.OTHERWISE
    return Reply.OTHERWISE if item.kind is DecisionKind.PROPOSAL and now.value != item.wanted else Reply.DONE


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
