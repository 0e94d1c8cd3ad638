"""Groups that are looked at together: as few as will do, and each with what it needs of a common repair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import inf

from core.extract.report import Number
from core.forms.relation import Relation, Term
from core.messages import message
from core.reconcile.evaluate import relations_of
from core.reconcile.repair.change import Repair, Repairer
from core.reconcile.repair.equations import Equation
from core.reconcile.repair.group import Failure, Group
from core.reconcile.repair.search import Budget
from core.reconcile.repair.slips import Slip
from core.reconcile.repair.solve import MOST_CHANGES, Solver
from core.reconcile.repair.together import MOST_TOGETHER, searched
from tests.core.reconcile.oracle import APPLICANTS
from tests.support import make_report

CELLS = tuple(f"t3.new.{each}" for each in APPLICANTS)
Answers = Mapping[frozenset[int], list[Repair]]


def group(number: int, operator: str = "=") -> Group:
    """A group of one failure, of the relation with its number."""
    relation = Relation(f"own.{number}", "t3", "new", "row", "error", (Term(1, CELLS[0]),), "=", ())
    if operator != "=":
        relation = Relation(f"own.{number}", "t3", "new", "row", "error", (Term(1, CELLS[0]),), ">=", ())
    return Group(number, (Failure(relation, 1),), frozenset({relation.key}))


def key(number: int) -> str:
    return f"own.{number}@new"


def repair(changes: Mapping[str, Number | None], cost: int = 20) -> Repair:
    return Repair(changes, Slip(cost, message("reconcile.slip.digit")))


class Scripted(Solver):
    """Gives the repairs that it is told to, and remembers what it was asked."""

    def __init__(self, answers: Answers, equations: Sequence[Equation] = ()) -> None:
        report = make_report({}, default=50)
        repairer = Repairer(report.cells, report, relations_of(report))
        super().__init__(equations, repairer, Budget(100, inf))
        object.__setattr__(self, "asked", [])
        object.__setattr__(self, "answers", answers)

    asked: list[tuple[list[int], list[Repair]]]
    answers: Answers

    def repairs(
        self, wanted: Collection[str], known: Sequence[Repair] = (), most: int = MOST_CHANGES
    ) -> list[Repair]:
        numbers = sorted(int(each.removeprefix("own.").partition("@")[0]) for each in wanted)
        self.asked.append((numbers, list(known)))
        return self.answers.get(frozenset(numbers), [])


def test_groups_with_repairs_of_their_own_are_asked_alone() -> None:
    own = {number: repair({CELLS[number]: 1}) for number in (1, 2)}
    solver = Scripted({frozenset({number}): [each] for number, each in own.items()})
    totals = {1: [repair({CELLS[5]: 4})], 2: []}
    assert searched([group(1), group(2)], totals, solver) == {1: [own[1]], 2: [own[2]]}
    assert solver.asked == [([1], totals[1]), ([2], [])]


def test_a_groups_own_repairs_stay_as_they_are_though_no_equation_names_their_cells() -> None:
    own = repair({CELLS[0]: 1, CELLS[3]: 2})
    solver = Scripted({frozenset({1}): [own]}, [Equation(key(1), {CELLS[0]: 1}, 1)])
    assert searched([group(1)], {1: ()}, solver)[1] == [own]


def test_groups_without_repairs_are_asked_together_and_the_others_no_more() -> None:
    joint = repair({CELLS[0]: 1, CELLS[1]: 2})
    equations = [Equation(key(1), {CELLS[0]: 1}, 1), Equation(key(3), {CELLS[1]: 1}, 1)]
    solver = Scripted({frozenset({1, 3}): [joint], frozenset({2}): [repair({CELLS[4]: 3})]}, equations)
    found = searched([group(1), group(2), group(3), group(4)], dict.fromkeys((1, 2, 3, 4), ()), solver)
    assert {number: [dict(each.changes) for each in repairs] for number, repairs in found.items()} == {
        2: [{CELLS[4]: 3}],
        1: [{CELLS[0]: 1}],
        3: [{CELLS[1]: 2}],
    }
    assert [numbers for numbers, _ in solver.asked] == [[1], [2], [3], [4], [1, 3]]


def test_what_is_known_of_one_group_is_not_known_of_several() -> None:
    totals = {number: [repair({CELLS[number]: 4})] for number in (1, 2)}
    solver = Scripted({})
    assert searched([group(1), group(2)], totals, solver) == {}
    assert solver.asked == [([1], totals[1]), ([2], totals[2]), ([1, 2], [])]


def test_no_more_groups_are_taken_together_than_can_be_looked_at() -> None:
    numbers = range(1, MOST_TOGETHER + 2)
    solver = Scripted({})
    searched([group(number) for number in numbers], dict.fromkeys(numbers, ()), solver)
    assert {len(asked) for asked, _ in solver.asked} == set(range(1, MOST_TOGETHER + 1))


def test_groups_that_are_no_equalities_are_not_asked_for() -> None:
    solver = Scripted({})
    assert searched([group(1, ">="), group(2)], {1: (), 2: ()}, solver) == {}
    assert [numbers for numbers, _ in solver.asked] == [[2]]


def test_a_group_needs_what_changes_along_with_its_own_cells() -> None:
    """1 holds the first cell; an equation that is to hold ties the second to it, another the third."""
    equations = [
        Equation(key(1), {CELLS[0]: 1, CELLS[5]: 1}, 1),
        Equation("between", {CELLS[1]: 1, CELLS[2]: 1}, 0),
        Equation("held", {CELLS[0]: 1, CELLS[1]: 1}, 0),
        Equation(key(2), {CELLS[3]: 1}, 1),
        Equation("apart", {CELLS[4]: 1}, 0),
    ]
    joint = repair(dict(zip(CELLS[:5], (1, 2, 3, 4, 5), strict=True)))
    solver = Scripted({frozenset({1, 2}): [joint]}, equations)
    found = searched([group(1), group(2)], {1: (), 2: ()}, solver)
    assert [dict(each.changes) for each in found[1]] == [dict(zip(CELLS[:3], (1, 2, 3), strict=True))]
    assert [dict(each.changes) for each in found[2]] == [{CELLS[3]: 4}]


def test_parts_are_told_once_the_likeliest_first() -> None:
    equations = [Equation(key(1), {CELLS[0]: 1}, 1), Equation(key(2), {CELLS[1]: 1, CELLS[2]: 1}, 1)]
    joint = [
        repair({CELLS[0]: 5, CELLS[1]: 82540}),
        repair({CELLS[0]: 5, CELLS[2]: 5}),
        repair({CELLS[0]: 5, CELLS[1]: 5}),
    ]
    solver = Scripted({frozenset({1, 2}): joint}, equations)
    found = searched([group(1), group(2)], {1: (), 2: ()}, solver)
    assert [dict(each.changes) for each in found[1]] == [{CELLS[0]: 5}]
    assert [dict(each.changes) for each in found[2]] == [{CELLS[1]: 5}, {CELLS[2]: 5}, {CELLS[1]: 82540}]
    assert found[1][0] == solver.repairer.of({CELLS[0]: 5})
