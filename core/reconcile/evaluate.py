"""How a relation comes out on the report's numbers: passed, failed, or not to be evaluated, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from core.extract.report import Number, Report
from core.forms.form import is_cell
from core.forms.library import known_forms, own_relations
from core.forms.own import OwnFile
from core.forms.relation import Relation, Term
from core.messages import Message, message
from core.reconcile.finding import Outcome, Status
from core.reconcile.readings import Numbers, Run
from core.reconcile.wording import operands
from core.reconcile.years import without_last_year

MOST_SUMS = 4096
"""How many different sums of ambiguous operands are followed up before a relation is left undecided."""


def relations_of(report: Report) -> tuple[Relation, ...]:
    """The relations of the form of each table that the report has, table by table.

    First those within the tables, then those that reach beyond, then those that the office added.
    """
    named = tuple(sorted((table, form) for table, form in report.forms.items() if form))
    return _relations(named, report.own)


@cache
def _relations(named: tuple[tuple[str, str], ...], own: tuple[OwnFile, ...]) -> tuple[Relation, ...]:
    forms, added = known_forms(own), own_relations(own)
    kinds = (
        [(table, forms[form].relations) for table, form in named],
        [(table, forms[form].checks) for table, form in named],
        [(table, added.get(form, ())) for table, form in named],
    )
    return tuple(
        relation
        for kind in kinds
        for table, relations in kind
        for relation in relations
        if relation.table == table
    )


def evaluate(relation: Relation, numbers: Numbers, report: Report) -> Outcome:
    """The outcome of one relation: a blank counts as 0, unless all its operands are blank."""
    values = numbers.values
    if not all(map(values.__contains__, relation.cells)):
        return _with_gaps(relation, numbers, report)
    if numbers.blank.issuperset(relation.cells):
        return _undecided(relation, message("reconcile.all_blank"))
    left, right = _total(relation.left, values), _total(relation.right, values)
    status = Status.PASSED if _holds(relation, left - right) else Status.FAILED
    return Outcome(relation, status, left, right)


def _total(terms: Iterable[Term], values: Mapping[str, Number]) -> Number:
    total: Number = 0
    for term in terms:
        total += term.coefficient * values[term.cell]
    return total


def _holds(relation: Relation, difference: Number) -> bool:
    match relation.operator:
        case "=":
            return difference == 0 or -relation.slack < difference < relation.slack
        case "<=":
            return difference <= 0 or difference < relation.slack
        case ">=":
            return difference >= 0 or -difference < relation.slack


def _undecided(relation: Relation, reason: Message) -> Outcome:
    return Outcome(relation, Status.NOT_EVALUABLE, None, None, reason)


def _with_gaps(relation: Relation, numbers: Numbers, report: Report) -> Outcome:
    gaps = [cell for cell in relation.cells if cell not in numbers.values]
    unreadable = [cell for cell in gaps if cell in numbers.unreadable]
    missing = [cell for cell in gaps if cell not in numbers.unreadable and cell not in numbers.runs]
    if unreadable:
        return _undecided(
            relation, message("reconcile.unreadable", cells=operands(relation, unreadable, report))
        )
    if own := [cell for cell in missing if is_cell(cell)]:
        return _undecided(relation, message("reconcile.missing", cells=operands(relation, own, report)))
    if missing:
        return _undecided(relation, without_last_year(relation, missing, numbers, report))
    spreads = _spreads(relation, numbers)
    status = _verdict(relation, spreads, numbers) if spreads else None
    if status is None:
        return _undecided(relation, message("reconcile.ambiguous", cells=operands(relation, gaps, report)))
    left, right = _certain(relation.left, 0, spreads, numbers), _certain(relation.right, 1, spreads, numbers)
    return Outcome(relation, status, left, right, message("reconcile.every_reading"))


@dataclass(frozen=True, slots=True)
class _Spread:
    """What one run may add to the left and to the right of a relation, and whether it may be all blank."""

    sums: frozenset[tuple[Number, Number]]
    blank: bool


def _spreads(relation: Relation, numbers: Numbers) -> list[_Spread]:
    """What each run adds; nothing where one of them has no known reading."""
    runs = {numbers.runs[cell].place: numbers.runs[cell] for cell in relation.cells if cell in numbers.runs}
    if not all(run.complete and run.readings for run in runs.values()):
        return []
    return [_spread(relation, run) for run in runs.values()]


def _spread(relation: Relation, run: Run) -> _Spread:
    at = {cell: place for place, cell in enumerate(run.cells)}
    left = [(term.coefficient, at[term.cell]) for term in relation.left if term.cell in at]
    right = [(term.coefficient, at[term.cell]) for term in relation.right if term.cell in at]
    held = [place for _, place in left + right]
    return _Spread(
        frozenset((_weighed(left, reading), _weighed(right, reading)) for reading in run.readings),
        any(all(reading[place] is None for place in held) for reading in run.readings),
    )


def _weighed(terms: Iterable[tuple[int, int]], reading: Sequence[Number | None]) -> Number:
    total: Number = 0
    for coefficient, place in terms:
        total += coefficient * (reading[place] or 0)
    return total


def _verdict(relation: Relation, spreads: Sequence[_Spread], numbers: Numbers) -> Status | None:
    """Passed or failed where it comes out so under every joint reading, else None."""
    fixed = [cell for cell in relation.cells if cell not in numbers.runs]
    if numbers.blank.issuperset(fixed) and all(spread.blank for spread in spreads):
        return None
    known = {cell: numbers.values[cell] for cell in fixed}
    base = _total((term for term in relation.coefficients if term.cell in known), known)
    differences = [{left - right for left, right in spread.sums} for spread in spreads]
    low = base + sum(min(each) for each in differences)
    high = base + sum(max(each) for each in differences)
    if _holds(relation, low) and _holds(relation, high):
        return Status.PASSED
    if relation.operator != "=":
        may_hold = _holds(relation, low) or _holds(relation, high)
    elif relation.slack:
        may_hold = low < relation.slack and high > -relation.slack
    else:
        may_hold = _may_be_zero(base, differences, low, high)
    return None if may_hold else Status.FAILED


def _may_be_zero(base: Number, differences: Sequence[set[Number]], low: Number, high: Number) -> bool:
    """Whether one difference from each set can bring the base to 0; True where there are too many to say."""
    if not low <= 0 <= high:
        return False
    sums = {base}
    for each in differences:
        sums = {held + added for held in sums for added in each}
        if len(sums) > MOST_SUMS:
            return True
    return 0 in sums


def _certain(terms: Iterable[Term], side: int, spreads: Sequence[_Spread], numbers: Numbers) -> Number | None:
    """The sum of a side (0 left, 1 right) where all readings agree on it, else None."""
    added = [{sums[side] for sums in spread.sums} for spread in spreads]
    if any(len(each) > 1 for each in added):
        return None
    fixed = _total((term for term in terms if term.cell in numbers.values), numbers.values)
    return fixed + sum(value for each in added for value in each)
