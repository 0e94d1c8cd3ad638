"""What explains failed equations together: a row, a cell, or only that they share cells (see group.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from core.extract.report import Cell, Number, Report
from core.forms.form import is_cell, split_id
from core.forms.relation import Relation, Term
from core.messages import Message, message
from core.reconcile.finding import Finding, Outcome, Status
from core.reconcile.wording import cell_place, signed, table_of

NAMED_CELLS = 4
"""How many of the cells that might explain a group its explanation names."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Failed relations, by key, that belong together, and what there is to say of them as a whole."""

    keys: frozenset[str]
    cells: frozenset[str]
    explanation: Message | None


@dataclass(frozen=True, slots=True)
class Equation:
    """A failed equation with the difference of its sides, left less right."""

    relation: Relation
    difference: Number


@dataclass(frozen=True, slots=True)
class _Family:
    """The failed columns of one rule, whose differences cancel with these weights (a total's is negative)."""

    members: tuple[Equation, ...]
    weights: Mapping[str, int]


def equations(failed: Iterable[Finding]) -> list[Equation]:
    """Those of the failed relations that are equations with known sums."""
    return [
        Equation(finding.relation, finding.left - finding.right)
        for finding in failed
        if finding.relation is not None
        and finding.relation.operator == "="
        and finding.left is not None
        and finding.right is not None
    ]


def by_row(failed: Sequence[Equation], outcomes: Sequence[Outcome], report: Report) -> list[Bundle]:
    """The rules whose columns' differences cancel along a row, those that one row explains together."""
    bundles: list[Bundle] = []
    families = list(_cancelling(failed, outcomes))
    while families:
        first = families.pop(0)
        rows = [(_row_between(first, other), other) for other in families]
        same = [(row, other) for row, other in rows if row is not None]
        families = [other for row, other in rows if row is None]
        members = [*first.members, *(each for _, other in same for each in other.members)]
        said = _one_row(first, same[0][0], report) if same else _cancelled(first, report)
        bundles.append(_bundle(members, said))
    return bundles


def _bundle(members: Sequence[Equation], explanation: Message | None) -> Bundle:
    keys = frozenset(each.relation.key for each in members)
    return Bundle(keys, frozenset(cell for each in members for cell in each.relation.cells), explanation)


def _cancelling(failed: Sequence[Equation], outcomes: Sequence[Outcome]) -> Iterator[_Family]:
    families: dict[tuple[str, str], list[Equation]] = {}
    for each in failed:
        if each.relation.each == "column":
            families.setdefault((each.relation.table, each.relation.rule), []).append(each)
    for members in families.values():
        weights = _weights(members[0].relation, outcomes) if len(members) > 1 else {}
        if all(each.relation.place in weights for each in members) and not sum(
            weights[each.relation.place] * each.difference for each in members
        ):
            yield _Family(tuple(members), weights)


def _weights(relation: Relation, outcomes: Sequence[Outcome]) -> dict[str, int]:
    """The coefficient of each column in the equations along the rows of a relation.

    Empty where a row has no such equation, where one fails, or where they are not alike.
    """
    rows = {split_id(cell)[1] for cell in relation.cells}
    across = {
        outcome.relation.place: outcome
        for outcome in outcomes
        if (outcome.relation.table, outcome.relation.each, outcome.relation.operator)
        == (relation.table, "row", "=")
        and outcome.relation.place in rows
    }
    if across.keys() != rows or any(outcome.status is Status.FAILED for outcome in across.values()):
        return {}
    shapes = {
        tuple((split_id(term.cell)[2], term.coefficient) for term in outcome.relation.coefficients)
        for outcome in across.values()
    }
    return dict(shapes.pop()) if len(shapes) == 1 else {}


def _row_between(one: _Family, other: _Family) -> str | None:
    """The row whose being off, column by column, explains both families; None where there is none."""
    if [each.relation.place for each in one.members] != [each.relation.place for each in other.members]:
        return None
    there = _by_row(other.members[0].relation)
    for row, coefficient in _by_row(one.members[0].relation).items():
        if row in there and all(
            mine.difference * there[row] == theirs.difference * coefficient
            for mine, theirs in zip(one.members, other.members, strict=True)
        ):
            return row
    return None


def _by_row(relation: Relation) -> dict[str, int]:
    return {split_id(term.cell)[1]: term.coefficient for term in relation.coefficients}


def _one_row(family: _Family, row: str, report: Report) -> Message:
    table = table_of(family.members[0].relation.table, report)
    return message(
        "reconcile.group.one_row",
        row=table.rows[row].name,
        differences=_differences(family.members, report),
    )


def _cancelled(family: _Family, report: Report) -> Message:
    parts = [each for each in family.members if family.weights[each.relation.place] > 0]
    totals = [each for each in family.members if family.weights[each.relation.place] < 0]
    told = _differences(parts, report)
    if not totals:
        return message("reconcile.group.cancelled", differences=told)
    return message(
        "reconcile.group.cancelled_with_total",
        differences=told,
        sum=signed(sum((each.difference for each in parts), start=0)),
        total=_differences(totals, report),
    )


def _differences(members: Iterable[Equation], report: Report) -> tuple[Message, ...]:
    return tuple(
        message(
            "reconcile.group.column",
            column=table_of(each.relation.table, report).columns[each.relation.place].name,
            difference=signed(each.difference),
        )
        for each in members
    )


def by_cell(
    failed: Sequence[Equation], outcomes: Sequence[Outcome], apart: Iterable[Bundle], report: Report
) -> list[Bundle]:
    """The equations that one wrong cell explains; those of cells that cannot be told apart are one bundle.

    A cell of an equation that holds, or of a bundle that is explained already, explains nothing.
    """
    sound = {
        cell
        for outcome in outcomes
        if outcome.status is Status.PASSED and outcome.relation.operator == "="
        for cell in outcome.relation.cells
    }.union(*(bundle.cells for bundle in apart))
    explained = {
        cell: frozenset(each.relation.key for each, _ in around)
        for cell, around in _around(failed).items()
        if len(around) > 1
        and is_cell(cell)
        and cell not in sound
        and len({Fraction(each.difference) / coefficient for each, coefficient in around}) == 1
    }
    bundles = []
    for keys in _united(explained.values()):
        members = [each for each in failed if each.relation.key in keys]
        suspects = [cell for cell, explains in explained.items() if explains <= keys]
        bundles.append(_bundle(members, _one_cell(suspects, report)))
    return bundles


def _around(failed: Iterable[Equation]) -> dict[str, list[tuple[Equation, int]]]:
    """The equations around each cell, with the cell's coefficient in them."""
    around: dict[str, list[tuple[Equation, int]]] = {}
    for each in failed:
        for term in each.relation.coefficients:
            around.setdefault(term.cell, []).append((each, term.coefficient))
    return around


def _one_cell(suspects: Sequence[str], report: Report) -> Message:
    places = tuple(cell_place(cell, report) for cell in suspects[:NAMED_CELLS])
    if len(suspects) == 1:
        return message("reconcile.group.one_cell", cell=places[0])
    if len(suspects) <= NAMED_CELLS:
        return message("reconcile.group.some_cells", cells=places)
    return message("reconcile.group.shared")


def by_sharing(failed: Sequence[Finding], cells: Mapping[str, Cell]) -> list[Bundle]:
    """Failed relations that hang together by shared cells; one that shares none is a bundle of its own."""
    around: dict[str, set[str]] = {}
    for finding in failed:
        for cell in finding.cells:
            around.setdefault(cell, set()).add(finding.key)
    bundles = []
    for keys in _united(frozenset(each) for each in around.values()):
        members = [finding for finding in failed if finding.key in keys]
        held = frozenset(cell for finding in members for cell in finding.cells)
        bundles.append(Bundle(keys, held, _shared(members, cells)))
    return bundles


def _shared(members: Sequence[Finding], cells: Mapping[str, Cell]) -> Message | None:
    if len(members) == 1:
        return None
    rows = [each.relation for each in members if each.relation is not None and each.relation.each == "row"]
    if rows and all(_is_blank(row.right, cells) for row in rows):
        return message("reconcile.group.blank_totals", rows=len(rows))
    return message("reconcile.group.shared")


def _is_blank(side: Sequence[Term], cells: Mapping[str, Cell]) -> bool:
    """Whether a side is one cell, and that without a number."""
    held = [cells.get(term.cell) for term in side]
    return len(held) == 1 and held[0] is not None and held[0].value is None


def _united(sets: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Sets that overlap made one, until none do."""
    united: list[frozenset[str]] = []
    for each in dict.fromkeys(sets):
        overlapping = [held for held in united if not held.isdisjoint(each)]
        united = [held for held in united if held.isdisjoint(each)]
        united.append(each.union(*overlapping))
    return united
