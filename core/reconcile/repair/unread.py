"""What must stand in a cell that holds no number, where the numbers around it tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from core.extract.report import Cell, CellState
from core.forms.relation import Relation
from core.reconcile.readings import Numbers
from core.reconcile.repair.equations import is_exact
from core.reconcile.repair.search import Deltas


def inferred(
    cell: str, relations: Iterable[Relation], cells: Mapping[str, Cell], numbers: Numbers
) -> Deltas | None:
    """The number that every equality of the cell with nothing else unknown asks for; None where they differ.

    None too where there is no such equality, or where the cell is not one whose text is no number.
    """
    if cells[cell].state is not CellState.UNREADABLE or cells[cell].value is not None:
        return None
    asked = set(_asked(cell, relations, numbers))
    return {cell: asked.pop()} if len(asked) == 1 else None


def _asked(cell: str, relations: Iterable[Relation], numbers: Numbers) -> Iterator[Fraction]:
    for relation in relations:
        held = {term.cell: term.coefficient for term in relation.coefficients}
        others = [each for each in held if each != cell]
        if cell in held and is_exact(relation) and all(each in numbers.values for each in others):
            rest = sum((held[each] * Fraction(numbers.values[each]) for each in others), start=Fraction(0))
            yield -rest / held[cell]
