"""The report as it is checked where figures of its prose have other numbers than were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from core.extract.prose.claims import slack_of
from core.extract.prose.model import Claim, Figure, Prose
from core.extract.report import Number, Report

Restated = tuple[Number, Number]
"""A new number for a figure, and its slack: how far the true one may be off, where it is a round one."""


def restate(report: Report, restated: Mapping[str, Restated]) -> Report:
    """The report as it is checked where figures of its prose have these numbers; KeyError for a wrong id."""
    if not restated:
        return report
    figures = {figure.id: figure for figure in report.prose.figures}
    for id, (value, slack) in restated.items():
        figures[id] = replace(figures[id], value=value, slack=slack)
    claims = tuple(
        _reclaimed(claim, figures[claim.figure]) if claim.figure in restated else claim
        for claim in report.prose.claims
    )
    return replace(report, prose=Prose(tuple(figures.values()), claims))


def _reclaimed(claim: Claim, figure: Figure) -> Claim:
    """A claim about a figure that has another number: it is held to that number's own precision."""
    if claim.rule == "prose.parts" or figure.value is None:
        return claim
    return replace(claim, slack=slack_of(figure.value, figure.bound, figure.slack))
