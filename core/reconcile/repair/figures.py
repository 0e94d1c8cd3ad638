"""What would settle that the prose contradicts the tables: its number made to be theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extract.prose.model import Bound
from core.extract.prose.restated import restate
from core.extract.report import Number
from core.forms.relation import Term
from core.messages import message
from core.reconcile.finding import Status, Suggestion
from core.reconcile.prose import figure_of, prose_outcomes
from core.reconcile.repair.group import Failure, Group
from core.reconcile.repair.offer import Bench


def with_figures(group: Group, made: Sequence[Suggestion], bench: Bench) -> tuple[Suggestion, ...]:
    """A group's suggestions with that of its figures before them, where nothing else is wrong in it.

    Changes of cells that break nothing explain the contradiction as well: then nothing tells which it is.
    """
    changes = _changes(group, bench)
    if not changes:
        return tuple(made)
    tied = made[0].tied if made and not made[0].breaks else 0
    others = [replace(each, tied=tied + 1) if at < tied else each for at, each in enumerate(made)]
    return (Suggestion(changes, message("reconcile.repair.figure"), tied=tied + 1), *others)


def _changes(group: Group, bench: Bench) -> dict[str, Number | None]:
    """The figures that the group is about, as the tables have them; nothing where that would not do."""
    values = {each.relation.place: _wanted(each, bench) for each in group.failures}
    if len(values) < len(group.keys) or None in values.values():
        return {}
    told = {id: value for id, value in values.items() if value is not None}
    report = restate(bench.report, {id: (value, 0) for id, value in told.items()})
    numbers = replace(bench.numbers, values={**bench.numbers.values, **told})
    outcomes = prose_outcomes(numbers, bench.cells, report)
    failing = {each.relation.key for each in outcomes if each.status is Status.FAILED}
    return {} if failing & group.keys or failing - bench.failing else dict(told)


def _wanted(failure: Failure, bench: Bench) -> Number | None:
    """What a figure must be to agree; None where it is no plain number that equals cells."""
    relation = failure.relation
    if relation.rule != "prose.figure" or relation.left != (Term(1, relation.place),):
        return None
    figure, value = (
        figure_of(relation.place, bench.report),
        bench.numbers.values[relation.place] - failure.off,
    )
    fits = value >= 0 and (figure.unit == "元" or value == int(value))
    return value if fits and figure.bound is Bound.EXACT else None
