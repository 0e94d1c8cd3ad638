"""A decision as the journal keeps it: with what it settled, and the numbers it rests on.

The payload of a `decide` entry stands alone as an audit record:

    {"kind": "proposal", "findings": [KEY, …], "cells": [CELL, …], "reason": "…",
     "changes": {CELL: {"raw": "as printed", "before": NUMBER, "after": NUMBER}, …},
     "figures": {FIGURE: {"clause": "the words it stands in", "unit"}, …},
     "settled": [{"key", "rule", "severity", "cells", "message", "left", "right", "peers", "covered"}, …],
     "rests_on": {CELL: NUMBER, …}}

`settled`: the findings that it settled, as they stood; `covered` null where it is the whole finding, else
those of its cells that were settled; `peers` the keys of its group. `rests_on`: the value, after the
decision, of every cell and figure that a settled finding speaks of. NUMBER: a count, money as a string, or
null. `figures`: the figures of the prose (prose.N) that it covers, whose ids count anew in a next version;
absent where there are none. A figure's change has a `slack` beside `after` where its number is a round one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from core.extract.prose.model import Figure
from core.extract.prose.restated import Restated
from core.extract.report import Cell, Number
from core.forms.relation import Relation, Severity
from core.reconcile.finding import Finding
from core.review.answers import Lapse
from core.review.change import Decision, DecisionKind, Entry
from core.review.figures import is_figure
from core.review.report_json import (
    Json,
    message_from_json,
    message_to_json,
    number_from_json,
    number_to_json,
    text,
    texts,
)

Numbers = Mapping[str, Number | None]
"""Every number that findings speak of, by id: of cells, figures of the prose, last year's cells."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding as it stood when a decision settled it; `covered` None: the whole of it."""

    finding: Finding
    covered: tuple[str, ...] | None
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A `decide` entry, read."""

    entry: Entry
    decision: Decision
    settled: tuple[Settled, ...]
    rests_on: Mapping[str, Number | None]

    @property
    def is_change(self) -> bool:
        """Whether it gave cells new values (校正读取, 建议改为)."""
        return self.decision.kind in (DecisionKind.READING, DecisionKind.PROPOSAL)

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells whose number it changed, or that it is about without a finding."""
        return tuple(self.decision.changes) or (() if self.decision.findings else self.decision.cells)

    def holds_for(self, finding: Finding, numbers: Numbers) -> bool:
        """Whether every number of the finding is still the one that the decision rests on."""
        return all(self.rests_on_still(id, numbers) for id in spoken_of(finding))

    def rests_on_still(self, id: str, numbers: Numbers) -> bool:
        """Whether a number is still there, and the one that the decision rests on."""
        return id in self.rests_on and id in numbers and self.rests_on[id] == numbers[id]


def changed_cells(rulings: Iterable[Ruling]) -> dict[str, Number | None]:
    """The value that these rulings give each cell they change, the last one's."""
    return {
        id: value for ruling in rulings for id, value in ruling.decision.changes.items() if not is_figure(id)
    }


def restated_figures(rulings: Iterable[Ruling]) -> dict[str, Restated]:
    """The number and slack that these rulings give each figure of the prose they change, the last one's."""
    return {id: said for ruling in rulings for id, said in restated_by(ruling.decision).items()}


def restated_by(decision: Decision) -> dict[str, Restated]:
    """The numbers that a decision gives figures of the prose; ValueError where one has none."""
    said: dict[str, Restated] = {}
    for id, value in decision.changes.items():
        if is_figure(id):
            if value is None:
                raise ValueError(f"{id}: a figure is never blank")
            said[id] = value, decision.slack.get(id, 0)
    return said


def spoken_of(finding: Finding) -> tuple[str, ...]:
    """The ids of all numbers a finding speaks of, its relation's that are no cells of the report too."""
    further = finding.relation.cells if finding.relation else ()
    return tuple(dict.fromkeys((*finding.cells, *further)))


def lapse(ruling: Ruling, gone: Lapse | None) -> Ruling | None:
    """The ruling less what no longer applies; None where nothing is left of it."""
    if gone is None:
        return ruling
    decision = replace(
        ruling.decision,
        cells=tuple(id for id in ruling.decision.cells if id not in gone.cells),
        changes={id: value for id, value in ruling.decision.changes.items() if id not in gone.cells},
    )
    settled = tuple(one for one in ruling.settled if one.finding.key not in gone.findings)
    left = replace(ruling, decision=decision, settled=settled)
    return left if left.cells or settled else None


def payload_of(
    decision: Decision,
    settled: tuple[Settled, ...],
    before: Mapping[str, Cell],
    after: Numbers,
    figures: Mapping[str, Figure],
) -> dict[str, Json]:
    """The payload of the entry for a decision, given the cells and figures before, the numbers after it.

    `before` holds the figures that it changes too, `figures` those of the report as read.
    """
    spoken = (id for one in settled for id in one.covered or spoken_of(one.finding))
    rests_on = dict.fromkeys((*decision.changes, *spoken))
    said: dict[str, Json] = {
        "kind": decision.kind.value,
        "findings": list(decision.findings),
        "cells": list(decision.cells),
        "reason": decision.reason,
        "changes": {
            cell: _change_to_json(before[cell], value, decision.slack.get(cell, 0))
            for cell, value in decision.changes.items()
        },
        "settled": [_settled_to_json(one) for one in settled],
        "rests_on": {id: number_to_json(after[id]) for id in rests_on if id in after},
    }
    if held := {id: figures[id] for id in decision.cells if is_figure(id)}:
        said["figures"] = {id: {"clause": one.clause, "unit": one.unit} for id, one in held.items()}
    return said


def _change_to_json(before: Cell, value: Number | None, slack: Number) -> dict[str, Json]:
    said = {"raw": before.raw, "before": number_to_json(before.value), "after": number_to_json(value)}
    return {**said, "slack": number_to_json(slack)} if slack else said


def decision_of(payload: Mapping[str, Any]) -> Decision:
    """The decision that a `decide` entry's payload holds."""
    return Decision(
        DecisionKind(payload["kind"]),
        texts(payload["findings"]),
        texts(payload["cells"]),
        {text(cell): number_from_json(said["after"]) for cell, said in payload["changes"].items()},
        text(payload["reason"]),
        {
            cell: number_from_json(said["slack"]) or 0
            for cell, said in payload["changes"].items()
            if "slack" in said
        },
    )


def ruling_of(entry: Entry, relations: Mapping[str, Relation]) -> Ruling:
    """A `decide` entry read; `relations` are those of the report's forms, by key."""
    said = entry.payload
    return Ruling(
        entry,
        decision_of(said),
        tuple(_settled_from_json(one, relations) for one in said["settled"]),
        {text(cell): number_from_json(value) for cell, value in said["rests_on"].items()},
    )


def _settled_to_json(one: Settled) -> Json:
    found = one.finding
    said = {
        "key": found.key,
        "rule": found.rule,
        "severity": found.severity,
        "cells": list(found.cells),
        "message": message_to_json(found.message),
        "left": number_to_json(found.left),
        "right": number_to_json(found.right),
        "peers": list(one.peers),
        "covered": None if one.covered is None else list(one.covered),
    }
    if found.explanation is not None:
        said["explanation"] = message_to_json(found.explanation)
    return said


def _settled_from_json(said: Json, relations: Mapping[str, Relation]) -> Settled:
    key = text(said["key"])
    finding = Finding(
        key,
        text(said["rule"]),
        _severity(said["severity"]),
        0,
        texts(said["cells"]),
        message_from_json(said["message"]),
        number_from_json(said["left"]),
        number_from_json(said["right"]),
        explanation=message_from_json(said["explanation"]) if "explanation" in said else None,
        relation=relations.get(key),
    )
    covered = None if said["covered"] is None else texts(said["covered"])
    return Settled(finding, covered, texts(said["peers"]))


def _severity(said: Json) -> Severity:
    for severity in get_args(Severity):
        if said == severity:
            return severity  # type: ignore[no-any-return]
    raise ValueError(f"no severity: {said!r}")
