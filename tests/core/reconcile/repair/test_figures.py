"""Figures of the prose are offered to be made those of the tables, where that contradicts nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.extract.prose.model import Bound, Claim, Prose
from core.forms.relation import Term
from tests.core.reconcile.oracle import claiming
from tests.core.reconcile.repair.test_repaired import groups, mend
from tests.support import make_report


@pytest.mark.parametrize(
    ("bound", "unit", "left"),
    [(Bound.AT_LEAST, "件", "prose.1"), (Bound.EXACT, "件", "t4.review.sum"), (Bound.ABOUT, "件", "prose.1")],
)
def test_a_figure_is_made_the_tables_only_where_it_is_a_plain_number(
    bound: Bound, unit: str, left: str
) -> None:
    report = claiming(make_report({"t2.permit.decisions": 17}), ("t2.permit.decisions", 71))
    figure = replace(report.prose.figures[0], bound=bound, unit=unit)
    claim = replace(report.prose.claims[0], left=(Term(1, left),))
    told = replace(report, prose=Prose((figure,), (claim,)))
    for members in groups(mend(told)).values():
        assert all("prose.1" not in each.changes for each in members[0].suggestions)


def test_a_figure_that_would_contradict_another_is_left_alone() -> None:
    report = claiming(make_report({"t2.permit.decisions": 17}), ("t2.permit.decisions", 71))
    (figure,) = report.prose.figures
    second = replace(figure, id="prose.2", value=71)
    parts = Claim("prose.parts", "prose.2", (Term(1, "prose.2"),), "=", ((Term(1, "prose.1"),),))
    told = replace(report, prose=Prose((figure, second), (*report.prose.claims, parts)))
    (members,) = groups(mend(told)).values()
    assert all("prose.1" not in each.changes for each in members[0].suggestions)
