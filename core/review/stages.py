"""The stages of a review (初审, 复审, 终审): who signed which, what they accepted, what opened it again.

Kinds of entries: `stages` names them, `sign` signs one, `unsign` returns to an earlier one or to the
office. None of these can be undone. Any step that may change the review (a decision, an undo, a redo, a
version, a report laid beside) opens again every stage that was signed.

    sign    {"stage": NUMBER, "name": "复审", "opinion": "…", "accepted": [{"key", "rule",
             "severity", "message"}, …]}
    unsign  {"stage": NUMBER, "name": "终审", "to": NUMBER, "to_name": "初审", "reason": "…"}
    stages  {"names": ["初审", "复审", "终审"]}

Stages count from 1; `to` 0 is the office that wrote the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from core.messages import Message
from core.review.change import Entry, Item, ItemStatus
from core.review.report_json import Json, message_from_json, message_to_json, text, texts

NAMES = ("初审", "复审", "终审")
"""What the stages are called unless an office says otherwise."""

MOST_STAGES, LONGEST_NAME = 6, 20
STIRRING = frozenset({"decide", "undo", "redo", "version", "beside"})
"""The kinds of entries after which what was signed is no longer what there is."""


class StageStatus(StrEnum):
    """Where a stage stands: not signed yet, signed, opened again by a later step, or returned to."""

    OPEN = "open"
    SIGNED = "signed"
    REOPENED = "reopened"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An open finding that a sign-off accepts as it stands."""

    key: str
    severity: str
    message: Message


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as it stands.

    `signed` is its last sign-off, `opinion` and `accepted` what that said; `since` the entry that opened
    it again or returned to it, `reason` why it was returned to.
    """

    name: str
    status: StageStatus = StageStatus.OPEN
    signed: Entry | None = None
    opinion: str = ""
    accepted: tuple[Accepted, ...] = ()
    since: Entry | None = None
    reason: str = ""


@dataclass(frozen=True)
class Stages:
    """The stages in their order, and the entry that returned the whole report to its office, if one did."""

    all: tuple[Stage, ...] = tuple(Stage(name) for name in NAMES)
    office: Entry | None = None

    @property
    def standing(self) -> int:
        """How many stages from the first on are signed, and so which is next."""
        signed = [stage.status is StageStatus.SIGNED for stage in self.all]
        return signed.index(False) if False in signed else len(signed)

    def follow(self, entry: Entry) -> Stages:
        """The stages after one more entry; ValueError for a sign-off or return that cannot be."""
        said = entry.payload
        if entry.kind in STIRRING:
            return Stages(tuple(_stirred(stage, entry) for stage in self.all), self._office_after(entry))
        match entry.kind:
            case "open" | "stages" if "stages" in said or entry.kind == "stages":
                return self._named(texts(said["stages" if entry.kind == "open" else "names"]))
            case "sign":
                return self._signed(entry)
            case "unsign":
                return self._returned(entry)
        return self

    def check_sign(self, stage: int) -> None:
        """ValueError unless this stage is the next to be signed."""
        if stage != self.standing + 1 or stage > len(self.all):
            raise ValueError(f"stage {stage} is not the next to be signed")

    def check_return(self, stage: int, to: int) -> None:
        """ValueError unless this stage may return to that: all before it are signed."""
        if not 1 <= stage <= len(self.all) or not 0 <= to < stage or self.standing < stage - 1:
            raise ValueError(f"stage {stage} cannot return to {to}")

    def check_names(self, names: Sequence[str]) -> None:
        """ValueError unless these may be the names: a few, short, different, and nothing is signed."""
        if any(stage.status is not StageStatus.OPEN for stage in self.all):
            raise ValueError("a stage was signed already")
        if not names_fit(names):
            raise ValueError("the stages have no fit names")

    def _named(self, names: tuple[str, ...]) -> Stages:
        self.check_names(names)
        return Stages(tuple(Stage(name) for name in names), self.office)

    def _signed(self, entry: Entry) -> Stages:
        said = entry.payload
        self.check_sign(said["stage"])
        at = said["stage"] - 1
        accepted = tuple(_accepted(one) for one in said["accepted"])
        stage = Stage(self.all[at].name, StageStatus.SIGNED, entry, text(said["opinion"]), accepted)
        return Stages((*self.all[:at], stage, *self.all[at + 1 :]), None)

    def _returned(self, entry: Entry) -> Stages:
        said = entry.payload
        self.check_return(said["stage"], said["to"])
        first, reason = max(said["to"], 1), text(said["reason"])
        stages = tuple(
            replace(stage, status=StageStatus.RETURNED, since=entry, reason=reason)
            if number == said["to"]
            else _stirred(stage, entry)
            for number, stage in enumerate(self.all, start=1)
            if number >= first
        )
        return Stages((*self.all[: first - 1], *stages), None if said["to"] else entry)

    def _office_after(self, entry: Entry) -> Entry | None:
        """The office has answered where a version was taken."""
        return None if entry.kind == "version" else self.office


def names_fit(names: Sequence[str]) -> bool:
    """Whether these may be the names of stages: a few, short, different."""
    short = all(name.strip() == name and 0 < len(name) <= LONGEST_NAME for name in names)
    return short and 0 < len(names) <= MOST_STAGES and len(set(names)) == len(names)


def _stirred(stage: Stage, entry: Entry) -> Stage:
    if stage.status is not StageStatus.SIGNED:
        return stage
    return replace(stage, status=StageStatus.REOPENED, since=entry)


def sign_payload(stages: Stages, stage: int, opinion: str, items: Sequence[Item]) -> dict[str, Json]:
    """The payload of the entry that signs a stage, naming the findings that are open and accepted so."""
    accepted = [item.finding for item in items if item.status is not ItemStatus.SETTLED]
    return {
        "stage": stage,
        "name": stages.all[stage - 1].name,
        "opinion": opinion,
        "accepted": [
            {
                "key": finding.key,
                "rule": finding.rule,
                "severity": finding.severity,
                "message": message_to_json(finding.message),
            }
            for finding in accepted
        ],
    }


def return_payload(stages: Stages, stage: int, to: int, reason: str) -> dict[str, Json]:
    """The payload of the entry that returns from a stage to an earlier one, or to the office (0)."""
    names = ("", *(one.name for one in stages.all))
    return {"stage": stage, "name": names[stage], "to": to, "to_name": names[to], "reason": reason}


def _accepted(said: Mapping[str, Any]) -> Accepted:
    return Accepted(text(said["key"]), text(said["severity"]), message_from_json(said["message"]))
