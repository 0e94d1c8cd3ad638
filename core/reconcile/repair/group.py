"""The failures of one group, as repairs are looked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations, groupby

from core.extract.report import Cell, Number
from core.forms.form import is_cell
from core.forms.relation import Relation
from core.reconcile.finding import Finding
from core.reconcile.repair.equations import is_exact
from core.reconcile.repair.search import Deltas


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed relation, and its left side less its right."""

    relation: Relation
    off: Number


@dataclass(frozen=True)
class Group:
    """The failed relations of a group whose sums are known; `keys`: those of all that fail in it."""

    number: int
    failures: Sequence[Failure]
    keys: frozenset[str]

    @property
    def exact(self) -> frozenset[str]:
        """The keys of those that are equalities between cells of the report."""
        return frozenset(each.relation.key for each in self.failures if is_exact(each.relation))

    @property
    def may_break(self) -> bool:
        """Whether a change is worth telling that breaks something else.

        Not where what the prose or last year says differs from a sum: any of its cells would do as well.
        """
        held = [[each for each in one.relation.cells if is_cell(each)] for one in self.failures]
        return bool(self.exact) or all(len(cells) == 1 for cells in held)

    @property
    def decisive(self) -> tuple[Failure, ...]:
        """Those that a repair must cure: the equalities between cells, or all where there is none."""
        exact = tuple(each for each in self.failures if is_exact(each.relation))
        return exact or tuple(self.failures)


def groups_of(findings: Iterable[Finding]) -> list[Group]:
    """The groups that hold a failed relation with known sums, in the order of their numbers."""
    failed = sorted((each for each in findings if each.relation), key=_number)
    groups = []
    for number, members in groupby(failed, key=_number):
        held = list(members)
        failures = tuple(
            Failure(each.relation, each.left - each.right)
            for each in held
            if each.relation and each.left is not None and each.right is not None
        )
        if failures:
            groups.append(Group(number, failures, frozenset(each.key for each in held)))
    return groups


def _number(finding: Finding) -> int:
    return finding.group


def single_changes(group: Group, cells: Mapping[str, Cell]) -> Iterator[Deltas]:
    """The changes of one cell that cure all that is decisive of a group, whatever else they do."""
    told = [_wanted(each, cells) for each in group.decisive]
    shared = reduce(lambda one, other: {c: one[c] for c in one if c in other and one[c] == other[c]}, told)
    for cell, delta in shared.items():
        yield {cell: delta}


def _wanted(failure: Failure, cells: Mapping[str, Cell]) -> dict[str, Fraction]:
    """By how much each cell of a failed equality, alone, would have to change; else nothing."""
    if failure.relation.operator != "=":
        return {}
    return {
        term.cell: -Fraction(failure.off) / term.coefficient
        for term in failure.relation.coefficients
        if is_cell(term.cell) and term.cell in cells
    }


def exchanges(group: Group, cells: Mapping[str, Cell]) -> Iterator[dict[str, Number | None]]:
    """The values of two cells of a row exchanged, for a lone relation that one side is too great in."""
    if len(group.failures) == 1 and group.failures[0].relation.operator != "=":
        held = [cell for cell in group.failures[0].relation.cells if is_cell(cell) and cell in cells]
        for one, other in combinations(held, 2):
            if cells[one].value != cells[other].value:
                yield {one: cells[other].value, other: cells[one].value}
